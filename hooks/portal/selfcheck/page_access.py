"""What of a page's accessibility can be told from its source alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from portal.selfcheck.markup import Element, words

Fault = tuple[str, int, str]
_FIELDS = "//input[not(@type='hidden' or @type='submit' or @type='button' or @type='reset' or @type='image')] | //select | //textarea"
_NO_ZOOM = re.compile(r"user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*(?:1(?:\.0*)?|0\.\d+)\s*(?:,|$)", re.IGNORECASE)


def faults(root: Element) -> Iterator[Fault]:
    """Everything that is wrong."""
    yield from _frame(root)
    yield from _headings(root)
    yield from _skip_link(root)
    yield from _names(root)
    yield from _pictures(root)
    for one in root.xpath("//main//table[not(.//th)]"):
        yield "table-heads", one.sourceline, "表格没有表头（<th>）"
    ids = Counter(str(one) for one in root.xpath("//@id"))
    for one in root.xpath("//*[@id]"):
        if ids.pop(one.get("id"), 0) > 1:
            yield "duplicate-ids", one.sourceline, f"id“{one.get('id')}”不止一个"


def _frame(root: Element) -> Iterator[Fault]:
    language = root.get("lang") or ""
    if not language.lower().startswith("zh"):
        yield "page-language", root.sourceline or 1, f"<html>的lang是“{language}”" if language else "<html>没有写lang"
    title = root.find("head/title")
    if title is None or not words(title):
        yield "page-title", title.sourceline if title is not None else 1, "没有窗口标题（<title>）"
    for one in root.xpath("//meta[@name='viewport']"):
        if _NO_ZOOM.search(one.get("content") or ""):
            yield "zoom", one.sourceline, f"不许放大：{one.get('content')}"


def _headings(root: Element) -> Iterator[Fault]:
    first = list(root.iter("h1"))
    if len(first) != 1:
        yield "headings", first[1].sourceline if first else 1, f"一级标题有{len(first)}个，应当正好一个"
    level = 0
    for one in root.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"):
        number = int(one.tag[1])
        if not words(one) and not one.xpath(".//img[@alt]"):
            yield "headings", one.sourceline, f"{number}级标题是空的"
        if level and number > level + 1:
            yield "headings", one.sourceline, f"“{words(one)}”从{level}级标题跳到了{number}级"
        level = number


def _skip_link(root: Element) -> Iterator[Fault]:
    links = root.xpath("//body//a[@href]")
    target = (links[0].get("href") or "") if links else ""
    if not (target.startswith("#") and root.xpath("//*[@id=$name]", name=target[1:])):
        yield "skip-link", links[0].sourceline if links else 1, "页面的第一个链接不是通到正文的“跳到正文”"


def _names(root: Element) -> Iterator[Fault]:
    labelled = {str(one) for one in root.xpath("//label/@for")}
    for one in _there(root.xpath(_FIELDS)):
        if not (one.get("id") in labelled or one.get("aria-label") or one.get("aria-labelledby") or one.get("title") or one.xpath("ancestor::label")):
            yield "form-labels", one.sourceline, f"<{one.tag} name=\"{one.get('name') or ''}\">没有标签（<label>）"
    for one in _there(root.xpath("//a[@href] | //button")):
        if not _named(one):
            what = "链接" if one.tag == "a" else "按钮"
            yield "control-names", one.sourceline, f"{what}{one.get('href') or ''}没有文字，读屏软件念不出来"


def _there(elements: Iterable[Element]) -> Iterator[Element]:
    """Without those that wait hidden until a script has filled them."""
    return (one for one in elements if not one.xpath("ancestor-or-self::*[@hidden]"))


def _named(one: Element) -> bool:
    if words(one) or one.get("aria-label") or one.get("aria-labelledby") or one.get("title"):
        return True
    return bool(one.xpath(".//img[normalize-space(@alt)] | .//svg[@aria-label] | .//svg/*[local-name()='title']"))


def _pictures(root: Element) -> Iterator[Fault]:
    for one in root.iter("img"):
        source = one.get("src") or ""
        if one.get("alt") is None:
            yield "picture-alt", one.sourceline, f"图片“{source}”没有文字说明（alt）"
        elif not one.get("alt").strip() and one.xpath("ancestor::figure | ancestor::article[contains(@class,'article')]"):
            yield "picture-alt", one.sourceline, f"正文图片“{source}”的文字说明是空的"
        if not (one.get("width") and one.get("height")):
            yield "picture-size", one.sourceline, f"图片“{source}”没有写宽和高"
