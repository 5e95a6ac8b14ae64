"""Marks in prose: ``{{ stat:… }}``, ``{{ table: … }}`` and ``{{ chart: … }}``; parsing only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.comments import stretches
from portal.model.patterns import METRIC

MARK = re.compile(r"\{\{[ \t]*(?P<kind>[A-Za-z_]*)[ \t]*:?[ \t]*(?P<text>[^{}\n]*?)[ \t]*\}\}")
_STAT = re.compile(rf"(?P<metric>{METRIC})@(?P<year>\d{{4}})(?P<filters>(?:\|[^|]*)?)")
_FILTER = re.compile(rf"\|\s*(?P<name>[a-z]+)\s*(?:\(\s*(?P<argument>{METRIC})\s*\))?\s*")
_BLOCK = re.compile(
    r"(?:(?P<chart>[a-z]+)\s+)?(?P<names>[a-z0-9_.,\s]+?)\s*@\s*(?P<years>\d{4}(?:\s*[-,]\s*\d{4})*)"
    r"(?:\s+title=(?:\"(?P<title>[^\"]*)\"|“(?P<chinese>[^”]*)”))?"
)
FILTERS = ("unit", "wan", "share", "yoy", "delta")
CHARTS = ("bar", "grouped", "stacked", "line", "multiples")
_ONE_YEAR = re.compile(rf"{METRIC}@\d{{4}}[-,.]+\d{{4}}.*")
_RANGE = re.compile(r"@\s*(?P<first>\d{4})\s*(?:\.{2,}|…|[~～–—－至到/])+\s*(?P<last>\d{4})")
_QUOTED = re.compile(r"(\"[^\"]*\"|“[^”]*”)")
_HALF = str.maketrans("：＠｜（）｛｝，．－＝＿　", ":@|(){},.-=_ ")
_LOOKALIKE = re.compile(r"[{｛]{1,2}[ \t　]*(?P<inner>(?:stat|table|chart)[ \t]*[:：][^{}｛｝\n]*?)[ \t　]*(?P<end>[}｝]+)")


@dataclass(frozen=True, slots=True)
class StatMark:
    """A figure in prose: one metric, one year, at most one filter."""

    metric: str
    year: int
    filter: str = ""
    argument: str = ""

    @property
    def format(self) -> str:
        """The filter as written, ``share(a.b)``."""
        return f"{self.filter}({self.argument})" if self.argument else self.filter


@dataclass(frozen=True, slots=True)
class BlockMark:
    """A table or chart: names are one group id, or metric ids."""

    chart: str
    names: tuple[str, ...]
    years: tuple[int, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class BadMark:
    """A mark that can't be read, and how it should look."""

    text: str
    do: str


Mark = StatMark | BlockMark | BadMark


def marks(text: str) -> Iterator[tuple[int, Mark]]:
    """Every mark of a text with its offset; marks inside code are examples and left out."""
    if "{{" not in text:
        return
    code = _code(text)
    for match in MARK.finditer(text):
        if not any(start <= match.start() < end for start, end in code):
            yield match.start(), parse_mark(match[0])


def lookalikes(text: str) -> Iterator[tuple[int, BadMark]]:
    """What was meant as a mark but has single or full-width braces, with its offset; code is left out."""
    if "{" not in text and "｛" not in text:
        return
    code = _code(text)
    for match in _LOOKALIKE.finditer(text):
        single = match[0].startswith("{") and not match[0].startswith("{{") and match["end"] == "}"
        wide = "｛" in match[0] or "｝" in match[0]
        if (single or wide) and not any(start <= match.start() < end for start, end in code):
            yield match.start(), BadMark(match[0], f"前后各写两个半角花括号：{{{{ {_halved(match['inner'])} }}}}")


def _code(text: str) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in stretches(text) if not one.is_comment]


def _halved(text: str) -> str:
    """Full-width signs turned into half-width ones, except in quoted titles."""
    return "".join(part if number % 2 else part.translate(_HALF) for number, part in enumerate(_QUOTED.split(text)))


def parse_mark(text: str) -> Mark:
    """Read one mark, braces included."""
    found = _parse(text)
    half = _halved(text)
    if not isinstance(found, BadMark) or half == text:
        return found
    mended = _parse(half)
    if isinstance(mended, BadMark):
        return BadMark(text, mended.do)
    wide = dict.fromkeys(old for old, new in zip(text, half, strict=True) if old != new)
    return BadMark(text, f"{''.join(f'“{sign}”' for sign in wide)}要用半角：{half}")


def _parse(text: str) -> Mark:
    match = MARK.fullmatch(text)
    kind, inner = (match["kind"], match["text"]) if match else ("", text)
    if kind == "stat":
        return _stat(text, inner)
    if kind in ("table", "chart"):
        return _block(text, kind, inner)
    return BadMark(text, "双花括号里只能写stat、table或chart，如{{ stat:legal_aid.cases@2025 }}")


def _stat(text: str, inner: str) -> Mark:
    match = _STAT.fullmatch(inner)
    first, *filters = inner.split("|")
    if not match and len(filters) > 1:
        return BadMark(text, "竖线后面只能写一个：" + "或".join(f"{{{{ stat:{first}|{one.strip()} }}}}" for one in filters))
    if not match and _ONE_YEAR.fullmatch(inner):
        return BadMark(text, "数的标记只能写一年，几年的数用table或chart")
    if not match:
        return BadMark(text, "写成{{ stat:组.指标@年份 }}，如{{ stat:legal_aid.cases@2025|unit }}")
    if not match["filters"]:
        return StatMark(match["metric"], int(match["year"]))
    chosen = _FILTER.fullmatch(match["filters"])
    if not chosen or chosen["name"] not in FILTERS:
        return BadMark(text, f"竖线后面只能写{'、'.join(FILTERS)}")
    if (chosen["name"] == "share") != bool(chosen["argument"]):
        return BadMark(text, "share要写明占谁的比重，如share(legal_aid.cases)；其他的不带括号")
    return StatMark(match["metric"], int(match["year"]), chosen["name"], chosen["argument"] or "")


def _block(text: str, kind: str, inner: str) -> Mark:
    match = _BLOCK.fullmatch(inner)
    span = _RANGE.search(inner)
    if not match and span:
        return BadMark(text, f"几年的数写成@{span['first']}-{span['last']}，不连续的写成@{span['first']},{span['last']}")
    if not match:
        return BadMark(text, '写成{{ table: legal_aid@2025 }}或{{ chart: bar 指标, 指标@2025 title="图题" }}')
    chart = match["chart"] or ""
    if (kind == "table" and chart) or (kind == "chart" and chart not in CHARTS):
        return BadMark(text, f"图的种类只能是{'、'.join(CHARTS)}，写在指标前面；表不写种类")
    years = _years(match["years"])
    if not years:
        return BadMark(text, "年份从早到晚写，如2023-2025")
    return BlockMark(chart, tuple(name.strip() for name in match["names"].split(",")), years, match["title"] or match["chinese"] or "")


def _years(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return tuple(sorted(set(found)))
