"""One article for the official account: its HTML, its pictures, what is said of it, and what a person should know."""

from __future__ import annotations

import base64
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from portal.digest import digest_bytes
from portal.wechat.export.chart_picture import chart_png
from portal.wechat.export.fonts import Fonts
from portal.wechat.export.limits import AUTHOR, DIGEST, LONG_TITLE, TITLE, Size, cut, cuts, source_url
from portal.wechat.export.links import Links
from portal.wechat.export.nodes import Node, bare, node, text_of, written
from portal.wechat.export.pictures import code_png, cover_of, fitted
from portal.wechat.export.shaping import Given, shaped
from portal.wechat.export.table_picture import table_png
from portal.wechat.export.tables import WIDE, Table
from portal.wechat.export.theme import PARTS

FOLDER = "pictures"
_KINDS = {".png": "image/png", ".jpg": "image/jpeg"}
_ENTITY = "\u00a0"


@dataclass(frozen=True, kw_only=True)
class Article:
    """What is exported.

    Attributes:
        title, author, digest: plain text, as long as they are.
        html: of the text, as the site's renderer makes it.
        address: of its page, relative to the site's root.
        base_url: absolute address of the site's root.
        site_name: for the line under the code.
        label: shown at the top, such as 情景案例; empty for none.
        notice: what the label means.
        cover: address of its cover picture, empty for none.
        remarks: what a person should know of it, in Chinese.
    """

    title: str
    author: str
    digest: str
    html: str
    address: str
    base_url: str
    site_name: str
    label: str = ""
    notice: str = ""
    cover: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture to upload: its name below the HTML, its bytes, its alternative text, and where it comes from."""

    name: str
    data: bytes
    words: str
    origin: str

    @property
    def as_address(self) -> str:
        """The picture as an address that holds it."""
        return f"data:{_KINDS[posixpath.splitext(self.name)[1]]};base64,{base64.b64encode(self.data).decode('ascii')}"


@dataclass(frozen=True, kw_only=True)
class Exported:
    """An article as the account takes it.

    Attributes:
        title, author, digest: within the limits of the interface; ``long_title`` within that of the editor on the web.
        content_source_url: 阅读原文, percent-encoded, empty when too long.
        blocks: the HTML.
        pictures: of the text, in order, each once.
        cover: the cover, None without.
        warnings: what a person should know, in Chinese.
    """

    title: str
    long_title: str
    author: str
    digest: str
    content_source_url: str
    blocks: tuple[Node, ...]
    pictures: tuple[Upload, ...]
    cover: Upload | None
    warnings: tuple[str, ...]

    @property
    def html(self) -> str:
        """The fragment, with pictures as files beside it."""
        return written(self.blocks)

    @property
    def html_alone(self) -> str:
        """The fragment with the pictures in it."""
        return written(self.blocks, {one.name: one.as_address for one in self.pictures})

    @cached_property
    def size(self) -> Size:
        """How large the fragment is."""
        html = self.html
        return Size(len(html), len(bare("".join(map(text_of, self.blocks)))), len(html.encode("utf-8")))

    def record(self) -> dict[str, Any]:
        """What a client of the account's interface needs, as plain data."""
        uploads = [{"file": one.name, "bytes": len(one.data), "alt": one.words, "from": one.origin} for one in self.pictures]
        return {
            "title": self.title,
            "title_long": self.long_title,
            "author": self.author,
            "digest": self.digest,
            "content_source_url": self.content_source_url,
            "cover": self.cover.name if self.cover else "",
            "pictures": uploads,
            "size": {"characters": self.size.characters, "visible": self.size.visible, "bytes": self.size.bytes},
            "warnings": list(self.warnings),
        }


@dataclass
class _Pictures:
    """Pictures of one article as they are met."""

    article: Article
    read: Callable[[str], bytes | None]
    fonts: Fonts | None
    uploads: dict[str, Upload] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def keep(self, data: bytes, kind: str, suffix: str, words: str, origin: str) -> str:
        """Take a picture once; its name."""
        key = digest_bytes(data)
        if key not in self.uploads:
            number = 1 + sum(1 for one in self.uploads.values() if one.name.startswith(f"{FOLDER}/{kind}-"))
            self.uploads[key] = Upload(f"{FOLDER}/{kind}-{number}{suffix}", data, words, origin)
        return self.uploads[key].name

    def picture(self, source: str, words: str) -> str:
        """A picture of the text."""
        address = address_in(self.article.address, source)
        data = self.read(address) if address else None
        found = fitted(data) if data else None
        if found is None:
            why = "没有这个文件" if not data else "公众号只收JPG和PNG，这一张转不了，请另存为PNG"
            self.warnings.append(f"图片{source}没有带上：{why}")
            return ""
        if found.moved:
            self.warnings.append(f"动图{source}只带上第一帧，要动图请在公众号后台上传")
        return self.keep(found.data, "picture", found.suffix, words, address)

    def chart(self, drawing: Node, words: str) -> str:
        """A chart, drawn."""
        if self.fonts is None:
            self.warnings.append(f"这台电脑没有中文字体，没有画出图：{words}")
            return ""
        return self.keep(chart_png(drawing, self.fonts), "chart", ".png", words, "图表")

    def table(self, table: Table) -> str:
        """A wide table, drawn; empty to leave it a table."""
        name = "".join(map(text_of, table.caption)).strip() or table.text[:20]
        wide = f"表格“{name}”有{table.width}列，手机上看不清"
        if self.fonts is None or table.width < WIDE:
            self.warnings.append(f"{wide}；这台电脑没有中文字体，没有变成图片")
            return ""
        self.warnings.append(f"{wide}，变成了图片，发出前请看一看")
        return self.keep(table_png(table, self.fonts), "table", ".png", table.text, "表格")


def address_in(page: str, source: str) -> str:
    """The address in the site that a picture of a page means, empty when it is elsewhere."""
    parts = urlsplit(source)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = unquote(parts.path)
    return posixpath.normpath(path if path.startswith("/") else posixpath.join("/", page, "..", path)).strip("/")


def export(article: Article, read: Callable[[str], bytes | None], fonts: Fonts | None) -> Exported:
    """An article as the account takes it. Pure but for ``read``.

    Args:
        article: what is exported.
        read: gives the bytes of a picture by its address in the site, None when there is none.
        fonts: for pictures of charts and wide tables; None when this machine has none.
    """
    page_url = article.base_url + article.address
    links, pictures = Links(page_url), _Pictures(article, read, fonts)
    body = shaped(article.html, links, Given(pictures.picture, pictures.chart, pictures.table))
    url = source_url(page_url)
    blocks = (_edge(), node("section", [*_label(article), *body, *links.list(), *_code(article, url, pictures)], style=PARTS["article"]), _edge())
    cover = _cover(article, read)
    made = Exported(
        title=cut(article.title, TITLE),
        long_title=cut(article.title, LONG_TITLE),
        author=cut(article.author, AUTHOR),
        digest=cut(article.digest, DIGEST),
        content_source_url=url,
        blocks=blocks,
        pictures=tuple(pictures.uploads.values()),
        cover=cover,
        warnings=(),
    )
    said = [*article.remarks, *cuts(article.title, article.author, article.digest), *_missing(article, url, cover), *pictures.warnings]
    return _with(made, [*said, *made.size.warnings()])


def _with(made: Exported, warnings: list[str]) -> Exported:
    values: Mapping[str, Any] = {name: getattr(made, name) for name in Exported.__dataclass_fields__}
    return Exported(**{**values, "warnings": tuple(dict.fromkeys(warnings))})


def _edge() -> Node:
    """A paragraph without height: the editor swallows what stands first or last when it isn't one."""
    return node("p", [_ENTITY], style=PARTS["edge"])


def _label(article: Article) -> list[Node]:
    if not article.label:
        return []
    label = node("p", [node("span", [article.label], style=PARTS["label-text"])], style=PARTS["label"])
    return [label, node("p", [article.notice], style=PARTS["notice"])] if article.notice else [label]


def _code(article: Article, url: str, pictures: _Pictures) -> list[Node]:
    """The way to the article's page at the end: a code to press, because links don't work."""
    if not url:
        return []
    name = pictures.keep(code_png(url), "code", ".png", f"二维码：{article.site_name}上的这篇文章", "二维码")
    image = node("img", src=name, alt=f"二维码：{article.site_name}上的这篇文章", style=PARTS["code"])
    words = f"长按识别二维码，在“{article.site_name}”看这一篇"
    return [node("section", [node("p", [image], style=PARTS["line"]), node("p", [words], style=PARTS["note"])], style=PARTS["code-figure"])]


def _cover(article: Article, read: Callable[[str], bytes | None]) -> Upload | None:
    data = read(article.cover) if article.cover else None
    found = cover_of(data) if data else None
    return Upload(f"{FOLDER}/cover.jpg", found, "", article.cover) if found else None


def _missing(article: Article, url: str, cover: Upload | None) -> Iterator[str]:
    if cover is None:
        why = "题图转不了" if article.cover else "没有题图（cover）"
        yield f"{why}，发布前在公众号后台选一张封面"
    if not url:
        yield "本站网址太长，没有写进“阅读原文”，也没有二维码"
