"""What the words of a page give away: personal data, and what was left over while writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.model.article import PLACEHOLDERS
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.masking import PRIVACY, masked
from portal.model.review_settings import ReviewSettings
from portal.review.document import Document
from portal.review.rulebook import rulebook
from portal.selfcheck.markup import Element

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul", "br", "option", "label", "button",
])  # fmt: skip
_UNREAD = frozenset(["script", "style", "template", "code", "pre", "noscript"])
_EXAMPLES = ("rules/",)  # the manual of the review shows made-up personal data on purpose
_LEFT_OVER = (
    (re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}"), "没有填进去的标记"),
    (re.compile(rf"{'|'.join(PLACEHOLDERS)}|【待[补填定]】|（待[补填定]）|Lorem ipsum|(?<![A-Za-z])(?:TODO|FIXME)(?![A-Za-z])"), "没有写完的地方"),
    (re.compile(r"\ufffd|锟斤拷|烫烫烫|ï»¿|â€[œ™]"), "乱码"),
)


def faults(name: str, root: Element, facts: Facts | None, settings: ReviewSettings) -> Iterator[tuple[str, int, str]]:
    """Personal data (``personal-data``, or ``personal-data?`` where it only may be), and what was left over."""
    text, lines = _lines(root)
    document = Document(name, text, markdown=False, column=name.split("/")[0])
    if not name.startswith(_EXAMPLES):
        for pattern, what in _LEFT_OVER:
            for match in pattern.finditer(text):
                yield "leftovers", lines[document.place(match.start())[0] - 1], f"{what}“{match[0][:20]}”"
        if facts:
            yield from _private(document, lines, facts, settings)


def _private(document: Document, lines: list[int], facts: Facts, settings: ReviewSettings) -> Iterator[tuple[str, int, str]]:
    for rule_id, rule in rulebook().items():
        if not rule_id.startswith(PRIVACY):
            continue
        for hit in rule.check(document, facts):
            level = settings.level(rule_id, document.column, hit.level or rule.manual.level)
            if level is None:
                continue
            kind = "personal-data" if level is Severity.ERROR else "personal-data?"
            words = document.text[hit.start : hit.end]
            what = hit.what.replace(words, masked(words)) if words else hit.what
            yield kind, lines[document.place(hit.start)[0] - 1], f"{what}［{rule_id}］"


def _lines(root: Element) -> tuple[str, list[int]]:
    """The words of a page, a block a line, and the line of the source on which each begins."""
    found: list[str] = [""]
    lines = [1]

    def say(text: str | None) -> None:
        if text and text.strip():
            found[-1] += re.sub(r"\s+", " ", text)

    def begin(line: int) -> None:
        if found[-1].strip():
            found.append("")
            lines.append(line)
        else:
            lines[-1] = line

    def walk(one: Element) -> None:
        if isinstance(one.tag, str) and one.tag not in _UNREAD:
            block = one.tag in _BLOCKS
            if block:
                begin(one.sourceline)
            say(one.text)
            say(one.get("alt") if one.tag == "img" else one.get("content") if one.get("name") == "description" else None)
            for child in one:
                walk(child)
                say(child.tail)
            if block:
                begin(one.sourceline)

    walk(root)
    return "\n".join(one.replace("\n", " ") for one in found), lines
