"""Exports for tests: of the shipped articles, and of HTML that a test writes itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO

import lxml.html
from PIL import Image

from built_site import unavailable
from helpers import ROOT
from portal.assembly.exporting import Exporter
from portal.wechat.export.article import Article, Exported, export
from portal.wechat.export.fonts import Fonts, find_fonts
from portal.wechat.export.nodes import bare

EPOCH = "1795867200"  # 2026-11-28 in Shanghai
ENVIRON = {"SOURCE_DATE_EPOCH": EPOCH}
ELEMENTS = frozenset(
    ["section", "p", "span", "strong", "em", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "br", "hr", "sup", "figure", "figcaption", "img", "table", "thead", "tbody", "tr", "th", "td", "a"]
)
ATTRIBUTES = {"img": {"style", "src", "alt"}, "a": {"style", "href"}, "td": {"style", "colspan", "rowspan"}, "th": {"style", "colspan", "rowspan"}}
FORBIDDEN = ("position", "float", "var(", "url(", "z-index", "transform", "javascript:")


@cache
def fonts() -> Fonts:
    """A Chinese font; the test is skipped when there is none."""
    found = find_fonts()
    return found or unavailable("要画图：apt-get install fonts-noto-cjk")


@cache
def exporter() -> Exporter:
    """Of the shipped site."""
    return Exporter.at(ROOT, ENVIRON)


@cache
def shipped(path: str) -> Exported:
    """The export of a shipped article."""
    fonts()
    return exporter().export(exporter().article_at(ROOT / path))


def paths() -> list[str]:
    """Files of all shipped articles."""
    folders = ("cases", "learn", "news", "notices", "services", "summaries")
    return sorted(path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / "content" / folder).rglob("*.md"))


def exported(html: str, pictures: Mapping[str, bytes] | None = None, *, draws: bool = True, **more: object) -> Exported:
    """The export of a text whose page lies at ``news/2026/a.html`` of ``https://p.example/``."""
    values = {"title": "标题", "author": "测试局", "digest": "摘要", "address": "news/2026/a.html", "base_url": "https://p.example/", "site_name": "测试站"}
    article = Article(**{**values, "html": html, **more})  # type: ignore[arg-type]  # names and types of its fields
    return export(article, (pictures or {}).get, fonts() if draws else None)


def body_of(made: Exported) -> str:
    """HTML of the text, without the paragraphs at both ends, the list of links and the code."""
    tree = lxml.html.fragment_fromstring(made.html, create_parent="div")
    (section,) = tree.findall("section")
    inner = "".join(lxml.html.tostring(one, encoding="unicode", method="html") for one in section)
    return inner.rpartition('<section style="margin:28px')[0].partition('<p style="margin:28px')[0]


def plain_of(html: str) -> str:
    """Text without white space."""
    return bare(lxml.html.fragment_fromstring(html, create_parent="div").text_content())


def faults_of(html: str) -> list[str]:
    """What the account's editor would not keep of a fragment."""
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    found = []
    for one in tree.iterdescendants():
        if one.tag not in ELEMENTS:
            found.append(f"<{one.tag}>")
        allowed = ATTRIBUTES.get(str(one.tag), {"style"})
        found += [f"{one.tag} {name}" for name in one.attrib if name not in allowed]
        found += [f"{one.tag} {word}" for word in FORBIDDEN if word in one.get("style", "")]
        if one.tag == "a" and not one.get("href", "").startswith(("https://mp.weixin.qq.com/", "http://mp.weixin.qq.com/")):
            found.append(f"link {one.get('href')}")
        if one.tag == "li" and [child.tag for child in one] != ["section"]:
            found.append("item without its section")
        if one.tag in ("ul", "ol") and any(above.tag == "li" for above in one.iterancestors()):
            found.append("list within a list")
        if one.tag == "table" and "overflow-x:auto" not in one.getparent().get("style", ""):
            found.append("table without a box")
        if one.tag in ("td", "th") and "border:" not in one.get("style", ""):
            found.append("cell without a border")
        if one.tag != "pre" and any("\n" in (text or "") for text in (one.text, one.tail)):
            found.append(f"line break in {one.tag}")
    return found


def photo(kind: str = "PNG", size: tuple[int, int] = (600, 400), mode: str = "RGB", **options: object) -> bytes:
    """A picture with some colours."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    found = BytesIO()
    image.save(found, kind, **options)
    return found.getvalue()
