"""Articles: typed front matter and the Markdown body."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from portal.model.comments import without_comments
from portal.model.lean import Lean
from portal.model.patterns import PICTURE, PICTURE_SHAPE, SITE_PATH, SITE_PATH_SHAPE, URL, URL_SHAPE
from portal.model.review_settings import PageReview
from portal.model.schema import Spec
from portal.times import Moment


@dataclass(frozen=True, kw_only=True)
class WeChat:
    """Where the article stands in the official account."""

    url: Annotated[str, Spec(doc="公众号文章网址", pattern=URL, shape=URL_SHAPE)] = ""
    biz: Annotated[str, Spec(doc="公众号的__biz")] = ""
    mid: Annotated[str, Spec(doc="消息编号mid", pattern=r"\d+", shape="数字，加引号")] = ""
    idx: Annotated[str, Spec(doc="第几条idx", pattern=r"\d+", shape="数字，加引号")] = ""
    published: Annotated[Moment | None, Spec(doc="公众号发布时间")] = None
    sn: Annotated[str, Spec(doc="公众号网址里的sn，核对用", pattern=r"[0-9a-f]*", shape="小写十六进制")] = ""
    kind: Annotated[str, Spec(doc="article图文，picture图片消息，text文字消息，docx文稿", choices=("article", "picture", "text", "docx"))] = "article"
    original: Annotated[bool, Spec(doc="公众号里标了原创")] = False
    modified: Annotated[Moment | None, Spec(doc="公众号里最后修改的时间")] = None
    images: Annotated[int, Spec(doc="公众号正文里的图片张数", minimum=0)] = 0
    source_url: Annotated[str, Spec(doc="公众号里“阅读原文”的网址", pattern=URL, shape=URL_SHAPE)] = ""
    cover: Annotated[str, Spec(doc="公众号里题图的网址", pattern=URL, shape=URL_SHAPE)] = ""
    text_sha256: Annotated[str, Spec(doc="公众号正文去掉空白以后的SHA-256，核对两边是否一致", pattern=r"[0-9a-f]{64}", shape="64位小写十六进制")] = ""
    imported: Annotated[str, Spec(doc="导入时这个文件的SHA-256，用来看出后来有没有改过；不要手改", pattern=r"[0-9a-f]{64}", shape="64位小写十六进制")] = ""


@dataclass(frozen=True, kw_only=True)
class ArticleMeta(Lean):
    """Front matter that every article has."""

    title: Annotated[str, Spec(doc="标题，不超过60字，末尾不加标点", max_length=60, marks=True)]
    date: Annotated[Moment, Spec(doc="发布日期，如2026-01-05，可以带时间，如2026-01-05 09:30")]
    source: Annotated[str, Spec(doc="来源，如“汨罗市司法局”")] = ""
    author: Annotated[str, Spec(doc="作者或供稿单位")] = ""
    editor: Annotated[str, Spec(doc="编辑")] = ""
    summary: Annotated[str, Spec(doc="一两句话的摘要，用在列表、订阅和分享里", max_length=200, marks=True)] = ""
    tags: Annotated[tuple[str, ...], Spec(doc="标签，在data/topics.yml登记过的", max_length=8, unique=True)] = ()
    audience: Annotated[tuple[str, ...], Spec(doc="写给谁看，在data/topics.yml登记过的", unique=True)] = ()
    cover: Annotated[str, Spec(doc="题图文件名", pattern=PICTURE, shape=PICTURE_SHAPE)] = ""
    cover_alt: Annotated[str, Spec(doc="题图的文字说明，读给看不见图的人")] = ""
    pinned: Annotated[bool, Spec(doc="是否置顶")] = False
    draft: Annotated[bool, Spec(doc="草稿不发布")] = False
    publish_at: Annotated[Moment | None, Spec(doc="到这个时间才发布")] = None
    expires: Annotated[Moment | None, Spec(doc="过了这个时间页面标明“已过期”")] = None
    updated: Annotated[Moment | None, Spec(doc="发布后修改的日期")] = None
    update_note: Annotated[str, Spec(doc="改了什么，给读者看")] = ""
    aliases: Annotated[
        tuple[Annotated[str, Spec(doc="旧地址", pattern=SITE_PATH, shape=SITE_PATH_SHAPE)], ...], Spec(doc="以前用过的地址，会自动转到现在的地址", unique=True)
    ] = ()
    risk: Annotated[str, Spec(doc="重要稿件写high，按data/review/policy.yml加审", choices=("high",))] = ""
    review: Annotated[PageReview | None, Spec(doc="只对这一篇调整审校级别，要写理由")] = None
    wechat: Annotated[WeChat, Spec(doc="在公众号里的位置")] = WeChat()


@dataclass(frozen=True, kw_only=True)
class CaseMeta(ArticleMeta):
    """Front matter of a case."""

    kind: Annotated[str, Spec(doc="案例类别，在data/case_kinds.yml登记过的")]
    cause: Annotated[str, Spec(doc="案由，如“离婚纠纷”", max_length=30)]
    basis: Annotated[str, Spec(doc="real真实案例（已匿名并取得同意），scenario情景案例（为普法编写）", choices=("real", "scenario"))]
    laws: Annotated[tuple[str, ...], Spec(doc="法律依据，每项一条，如《中华人民共和国民法典》第一千零七十九条", min_items=1, unique=True)]
    consent: Annotated[str, Spec(doc="真实案例：当事人同意的书面凭据编号（不写姓名）")] = ""


@dataclass(frozen=True, kw_only=True)
class SummaryMeta(ArticleMeta):
    """Front matter of an annual summary."""

    year: Annotated[int, Spec(doc="总结的是哪一年", minimum=1949, maximum=2100)]
    source_url: Annotated[str, Spec(doc="原文网址", pattern=URL, shape=URL_SHAPE)]


META: dict[str, type[ArticleMeta]] = {"article": ArticleMeta, "case": CaseMeta, "summary": SummaryMeta}

PLACEHOLDERS = ("请用一两句话写明要点", "请在这里写", "请填案由")
HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article as it stands in ``content/<column>/<year>/<date>-<slug>.md``.

    Attributes:
        column: id of its column.
        path: the file, relative to the project's root, in POSIX form.
        slug: the part of the file name after the date.
        url: address relative to the site's root, ``news/2026/slug.html``.
        meta: its typed front matter.
        body_at: the offset at which ``body`` begins in ``text``.
        body_line: the line of the file on which ``body`` begins.
        digest: of everything that stands in it.
        card: digest of what lists show of it: its address and front matter.
        read: gives the whole source; asked only by who needs it, for most articles nobody does in most builds.
        keys: where each front matter key stands, as ``key=line`` between blanks.
    """

    column: str
    path: str
    slug: str
    url: str
    meta: ArticleMeta
    body_at: int
    body_line: int
    digest: str
    card: str
    read: Callable[[], str] = field(compare=False, repr=False)
    keys: str = field(default="", compare=False, repr=False)

    @property
    def lines(self) -> dict[str, int]:
        """Where each front matter key stands, by name."""
        return {name: int(line) for name, _, line in (one.rpartition("=") for one in self.keys.split())}

    @property
    def year(self) -> int:
        """The year under which it is filed: that of its date."""
        return self.meta.date.at.year

    @property
    def text(self) -> str:
        """The whole source, front matter and body."""
        return self.read()

    @property
    def front(self) -> str:
        """The front matter as written, with its fences."""
        return self.text[: self.body_at]

    @property
    def body(self) -> str:
        """The Markdown after the front matter."""
        return self.text[self.body_at :]

    @property
    def folder(self) -> str:
        """Folder of its pictures, relative to the project's root."""
        return self.path.rpartition("/")[0]

    @property
    def sort_key(self) -> tuple[dt.datetime, bool, str]:
        """Order in time; the address decides between articles of the same moment."""
        date = self.meta.date
        return date.at, date.has_time, self.url

    def line_at(self, offset: int) -> tuple[int, int]:
        """Line of the file and column for an offset into ``body``."""
        body = self.body
        start = body.rfind("\n", 0, offset) + 1
        return self.body_line + body.count("\n", 0, offset), offset - start + 1

    def headings(self, level: int = 2) -> list[str]:
        """Texts of the headings of one level, in order."""
        return [match[2] for match in HEADING.finditer(without_comments(self.body, line_ends=False)) if len(match[1]) == level]

    def is_live(self, now: Moment) -> bool:
        """Whether readers may see it at ``now``: no draft, and its time has come."""
        return not self.meta.draft and (self.meta.publish_at is None or self.meta.publish_at.at <= now.at)
