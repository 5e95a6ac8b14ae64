"""What files carry that nobody sees: positions and authors in pictures, authors of attachments, personal data in file names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.beside import Attachment, Picture
from portal.model.finding import Finding, Severity, Span
from portal.model.site import Site
from portal.review.privacy.identity import is_identity
from portal.review.privacy.numbers import numbers

_SOFTWARE = late(
    r"administrator|admin|user|用户|微软用户|microsoft.*|wps.*|python-docx|openpyxl|libreoffice.*|apple|unknown|pc|lenovo|dell|hp|[\W\d_]*", re.IGNORECASE
)
_MOBILE = late(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_RE_SAVE = "用画图、照片等软件另存一份，去掉属性里的位置和作者，再换上去"


def check(site: Site) -> Iterator[Finding]:
    """Every picture and attachment beside the articles."""
    for _, picture in sorted(site.pictures.items()):
        yield from _picture(picture)
        yield from _file_name(site, picture.path)
    for _, attachment in sorted(site.attachments.items()):
        yield from _attachment(site, attachment)
        yield from _file_name(site, attachment.path)


def _picture(picture: Picture) -> Iterator[Finding]:
    span = Span(picture.path)
    if picture.too_many_pixels:
        yield Finding("picture-too-many-pixels", span, "图片的像素太多，打开时会耗尽内存", "缩小到宽1600像素以内")
    if picture.is_active:
        yield Finding("picture-active", span, "矢量图里有脚本，或者要从别处取内容", "用画图软件重新导出一份干净的SVG，或改用PNG")
    if picture.has_position:
        yield Finding("picture-position", span, "图片里带着拍摄地点的经纬度", _RE_SAVE)
    if picture.author:
        yield Finding("picture-author", span, f"图片属性里写着作者或者相机编号“{picture.author[:30]}”", _RE_SAVE, Severity.WARNING)


def _attachment(site: Site, attachment: Attachment) -> Iterator[Finding]:
    for maker in attachment.makers:
        if maker != site.bureau.name and not _SOFTWARE.fullmatch(maker):
            what = f"附件属性里写着作者“{maker[:30]}”"
            yield Finding("attachment-author", Span(attachment.path), what, "在“文件—信息—检查文档”里删去作者和最后修改人，再存一份", Severity.WARNING)


def _file_name(site: Site, path: str) -> Iterator[Finding]:
    name = path.rpartition("/")[2]
    do = "改名，换成日期和拼音"
    if any(is_identity(one.digits, site.today) for one in numbers(name, 18)):
        yield Finding("file-name-with-identity-number", Span(path), "文件名里有公民身份号码", do)
    elif _MOBILE.search(name):
        yield Finding("file-name-with-mobile", Span(path), "文件名里像是有手机号码", do, Severity.WARNING)
