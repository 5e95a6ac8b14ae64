"""Checks of the finished site, before anything is written: figures read back, links and anchors, doubled addresses."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import unescape
from posixpath import normpath
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from portal.model.figures import NoFigure, figure
from portal.model.finding import Finding, Span
from portal.model.marks import StatMark, parse_mark
from portal.model.site import Site
from portal.model.statistics import Statistics

_DATA = re.compile(r"<data (?P<attributes>[^>]*)>(?P<text>.*?)</data>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_ANY_DATA = re.compile(r"<data[\s>]")
# What every attribute has stands before the choice, so that the search skips everything else quickly.
_TOLD = re.compile(
    r'="(?:(?<=\sid=")(?P<id>[^"]+)|(?<=\ssrc=")(?P<source>[^"]*)|(?<=\ssrcset=")(?P<set>[^"]*)|(?:(?<=\shref=")|(?<=\saction="))(?P<link>[^"]*))"'
)
_split = lru_cache(maxsize=4096)(urlsplit)  # pages of one folder link to the same places in the same words
_SCHEMES = ("", "http", "https", "mailto", "tel", "webcal")


@dataclass(frozen=True)
class PageFacts:
    """What has to be known of a page besides its bytes.

    Attributes:
        targets: files of the site that it links to or shows, with ``#fragment`` when a link has one.
        ids: what can be linked to in it.
        findings: figures that contradict the data, pictures of other hosts, links that are none.
    """

    targets: tuple[str, ...]
    ids: tuple[str, ...]
    findings: tuple[Finding, ...]

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Most pages link to the same places; each of those is kept once."""
        shared = {name: tuple(map(sys.intern, state[name])) for name in ("targets", "ids")}
        vars(self).update(state | shared)


def facts_of(site: Site, name: str, html: str) -> PageFacts:
    """Read a page, or a part of one.

    Args:
        site: what its figures are compared with.
        name: the page's file.
        html: its text.
    """
    told: dict[str, dict[str, None]] = {kind: {} for kind in _TOLD.groupindex}
    for match in _TOLD.finditer(html):
        kind = match.lastgroup
        assert kind is not None  # every choice has a name
        told[kind][unescape(match[kind])] = None
    sources = told["source"]
    sets = (one.split()[0] for found in told["set"] for one in found.split(", ") if one.strip())
    links = [(one, _split(one)) for one in sorted({*told["link"], *sources, *sets})]
    root = site_root(site)
    targets = dict.fromkeys(_place(name, parts, root) for _, parts in links if not (parts.scheme or parts.netloc))
    findings = (*_figures(site.statistics, name, html), *_foreign(name, sources, links))
    return PageFacts(tuple(targets), tuple(told["id"]), findings)


def check_links(name: str, facts: PageFacts, files: Container[str], ids: Callable[[str], Container[str] | None]) -> Iterator[Finding]:
    """Links of a page that lead nowhere.

    Args:
        name: the page's file.
        facts: what it links to.
        files: every file of the site.
        ids: what can be linked to in a file; None for files that are no pages.
    """
    for target in facts.targets:
        file, _, fragment = target.partition("#")
        if file not in files:
            yield Finding("dead-link", Span(name), f"链接“/{target}”指向不存在的页面", "改正链接，或补上页面")
        elif fragment:
            anchors = ids(file)
            if anchors is not None and fragment not in anchors:
                yield Finding("dead-anchor", Span(name), f"链接“/{target}”指向的位置不存在", "改正#后面的名字")


def _figures(statistics: Statistics, name: str, html: str) -> Iterator[Finding]:
    """Read every ``<data>`` back and compare it with the statistics."""
    found = list(_DATA.finditer(html))
    if len(found) != len(_ANY_DATA.findall(html)):
        yield Finding("data-element-unreadable", Span(name), "页面里有不合格式的<data>", "检查模板：<data>要有value和data-metric，并且闭合")
    for match in found:
        attributes = {key: unescape(value) for key, value in _ATTRIBUTE.findall(match["attributes"])}
        text = unescape(_TAG.sub("", match["text"]))
        wrong = _wrong(statistics, attributes, text)
        if wrong:
            metric = attributes.get("data-metric", "")
            yield Finding("data-element-differs", Span(name), f"页面上“{metric}”是“{text}”，{wrong}", "检查模板和数据")


def _wrong(statistics: Statistics, attributes: Mapping[str, str], text: str) -> str:
    """What is wrong with a figure on a page, empty when nothing is."""
    value, form = attributes.get("value", ""), attributes.get("data-format", "")
    mark = parse_mark(f"{{{{ stat:{attributes.get('data-metric', '')}{'|' + form if form else ''} }}}}")
    expected = figure(mark, statistics) if isinstance(mark, StatMark) else None
    if expected is None or isinstance(expected, NoFigure):
        return "数据里没有这个数"
    if value != expected.value:
        return f"数据里是“{expected.value}”"
    return "" if text == expected.text or _number(text) == _number(value) else f"应当是“{expected.text}”"


def _number(text: str) -> Decimal | None:
    """The number in a text of a table cell or tile, None when there is none."""
    digits = re.sub(r"[^\d.-]", "", text.replace("\u2212", "-"))
    return Decimal(digits) if re.fullmatch(r"-?\d+(\.\d+)?", digits) else None


def site_root(site: Site) -> str:
    """Path of the site's root on its host, ``/`` or ``/folder/``."""
    return "/" + site.identity.url.split("/", 3)[3]


def _foreign(name: str, sources: Collection[str], links: list[tuple[str, SplitResult]]) -> Iterator[Finding]:
    for source in sorted(sources):
        parts = urlsplit(source)
        if parts.scheme or parts.netloc:
            yield Finding("remote-picture", Span(name), f"页面要从别的网站取“{source}”", "图片放在文章旁边，写成文件名")
    for link, parts in links:
        if parts.scheme not in _SCHEMES:
            yield Finding("link-scheme", Span(name), f"链接“{link}”不是网址、电话或邮箱", "删去这个链接")


def _place(name: str, parts: SplitResult, root: str) -> str:
    file = _target(name, unquote(parts.path), root)
    return f"{file}#{unquote(parts.fragment)}" if parts.fragment else file


def _target(name: str, path: str, root: str) -> str:
    """The file that a link's path means on the page in file ``name``."""
    if not path:
        return name
    folder = path.endswith("/")
    full = (path.removeprefix(root) if path.startswith("/") else normpath("/".join(["", *name.split("/")[:-1], path]))).strip("/")
    if not full:
        return "index.html"
    return f"{full}/index.html" if folder else full
