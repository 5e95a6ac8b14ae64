"""A poster as a file for the print shop: one upright sheet of A4 in SVG, all measures in millimetres, text as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import jinja2

from portal.model.bureau import Bureau
from portal.pages.figure_tiles import Figure
from portal.pages.line_breaking import balanced, broken, cut
from portal.pages.scales import number, text_width
from portal.pages.sharing import Share

LEFT, RIGHT, CODE = 15.0, 195.0, 50.0
_WIDTH, _INDENT, _SIDE = RIGHT - LEFT, 16.0, 128.0  # a line, where points begin, the foot beside the code
_LEADING, _FOOT = 1.42, 230.0
_TITLES, _SCENARIO, _LAW, _LABEL, _VALUE, _URLS = (16.0, 14.0, 12.5, 11.0), 5.5, 5.0, 8.0, 18.0, (4.0, 3.6, 3.2)
_SCALES = ((11.0, 8.5), (10.0, 7.5), (9.0, 7.0), (8.5, 6.5), (8.0, 6.0))  # leads and texts; the last can still be read at two metres
_GAP, _SPREAD, _FIGURE = 5.0, 9.0, 32.0
_REST = "全文请扫码。"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Poster:
    """What a poster says: points have a lead and a text, ``further`` are leads for which there is no room, laws a title and articles."""

    title: str
    share: Share
    summary: str = ""
    scenario: bool = False
    points: tuple[tuple[str, str], ...] = ()
    further: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    laws: tuple[tuple[str, str], ...] = ()
    more_laws: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its anchor on the base line, its size, how it is set, and the figure that it answers."""

    x: float
    y: float
    size: float
    text: str
    bold: bool = False
    anchor: str = "start"
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A stroke across the sheet."""

    y: float
    weight: float


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    size: float
    gap: float = 0
    bold: bool = False
    indent: float = 0
    badge: str = ""

    @property
    def height(self) -> float:
        return self.gap + self.size * _LEADING


Mark = Line | Rule


def sheet_svg(env: jinja2.Environment, poster: Poster, bureau: Bureau) -> str:
    """The sheet as an SVG document, the same for the same poster."""
    marks = tuple(_marks(poster, bureau))
    return env.get_template("pages/poster.svg").render(
        poster=poster,
        bureau=bureau,
        lines=[one for one in marks if isinstance(one, Line)],
        rules=[one for one in marks if isinstance(one, Rule)],
        left=number(LEFT),
        right=number(RIGHT),
        code=f"translate({number(RIGHT + 2 - CODE)} {number(_FOOT + 1)}) scale({CODE / (poster.share.size + 8):.4f}) translate(4 4)",
        number=number,
        clean=lambda text: _NO_XML.sub("", text),
    )


def _marks(poster: Poster, bureau: Bureau) -> Iterator[Mark]:
    kind = "数据公开" if poster.figures else "普法案例"
    yield Line(LEFT, 22, 8, _fit(bureau.name, _WIDTH - 35, 8), bold=True)
    yield Line(RIGHT, 22, 7, kind, anchor="end")
    yield Rule(26.5, 1.2)
    head = tuple(_head(poster))
    yield from head
    laws = tuple(_laws(poster))
    yield from laws
    top, bottom = head[-1].y + 5, (laws[0].y - _LAW * 1.8) if laws else _FOOT - 5
    if poster.figures:
        yield from _figures(poster, top, bottom)
    else:
        yield from _placed(_fitted(poster, bottom - top), top)
    yield from _foot(poster.share.url, bureau)


def _head(poster: Poster) -> Iterator[Line]:
    size = next((size for size in _TITLES if len(broken(poster.title, _WIDTH, size)) <= 2), _TITLES[-1])
    y = 28.0
    for text in cut(balanced(poster.title, _WIDTH, size), 3, _WIDTH, size):
        y += size * 1.3
        yield Line((LEFT + RIGHT) / 2, y, size, text, bold=True, anchor="middle")
    if poster.scenario:
        yield Line((LEFT + RIGHT) / 2, y + 11, _SCENARIO, "情景案例：为普法编写，人物和情节均为虚构。", anchor="middle")


def _laws(poster: Poster) -> Iterator[Line]:
    if not poster.laws:
        return
    named = "；".join(f"《{name}》{numbers}" for name, numbers in poster.laws)
    lines = cut(broken(f"法律依据：{named}{'等' if poster.more_laws else ''}。", _WIDTH, _LAW), 2, _WIDTH, _LAW)
    for at, text in enumerate(lines):
        yield Line(LEFT, _FOOT - 4 - (len(lines) - 1 - at) * _LAW * _LEADING, _LAW, text)


def _foot(url: str, bureau: Bureau) -> Iterator[Mark]:
    yield Rule(_FOOT, 1.2)
    yield Line(LEFT, 243, 6, "拿不准，打公共法律服务热线（免费咨询）")
    yield Line(LEFT, 262, 19, bureau.hotline, bold=True)
    about = cut(broken(f"{bureau.name}　公众号“{bureau.account}”", _SIDE, 5.5), 2, _SIDE, 5.5)
    for at, text in enumerate(about):
        yield Line(LEFT, 271 + at * 7, 5.5, text)
    size = next((size for size in _URLS if text_width(url, size) <= _SIDE), _URLS[-1])
    for at, text in enumerate(cut(broken(url, _SIDE, size), 2, _SIDE, size)):
        yield Line(LEFT, 271 + len(about) * 7 + at * size * 1.3, size, text)
    yield Line(RIGHT + 2 - CODE / 2, _FOOT + 1 + CODE + 4, 6, "扫码看全文", bold=True, anchor="middle")


def _rows(poster: Poster, lead: float, size: float) -> Iterator[_Row]:
    if poster.summary:
        yield from _paragraph(poster.summary, _Row("", size if poster.points else lead, _GAP))
    for at, (first, text) in enumerate(poster.points, 1):
        yield from _paragraph(first, _Row("", lead, _GAP, bold=True, indent=_INDENT, badge=str(at)))
        yield from _paragraph(text, _Row("", size, indent=_INDENT))
    if poster.further:
        yield from _paragraph(f"接下来还可以：{'；'.join(poster.further)}。", _Row("", size, _GAP))


def _paragraph(text: str, style: _Row) -> Iterator[_Row]:
    for at, line in enumerate(broken(text, _WIDTH - style.indent, style.size)):
        yield replace(style, text=line) if not at else replace(style, text=line, gap=0, badge="")


def _fitted(poster: Poster, room: float) -> list[_Row]:
    """The rows in the largest type for which there is room, spread over it; in the smallest, what doesn't fit is left to the page."""
    rows: list[_Row] = []
    for lead, size in _SCALES:
        rows = list(_rows(poster, lead, size))
        if _height(rows) <= room:
            break
    if _height(rows) > room:
        rows = _shortened(rows, room)
    more = min(_SPREAD, (room - _height(rows)) / max(1, sum(one.gap > 0 for one in rows)))
    return [replace(one, gap=one.gap + more) if one.gap else one for one in rows]


def _shortened(rows: list[_Row], room: float) -> list[_Row]:
    rest = _Row(_REST, _SCALES[-1][0], bold=True)
    while rows and _height([*rows, rest]) > room:
        rows = rows[:-1]
    if not rows:
        return [rest]
    last = rows[-1]
    return [*rows[:-1], replace(last, text=cut((last.text, ""), 1, _WIDTH - last.indent, last.size)[0]), rest]


def _height(rows: Sequence[_Row]) -> float:
    return sum(one.height for one in rows)


def _placed(rows: Sequence[_Row], top: float) -> Iterator[Line]:
    for row in rows:
        top += row.height
        if row.badge:
            yield Line(LEFT, top - row.size * 0.3, row.size * 1.2, f"{row.badge}.", bold=True)
        yield Line(LEFT + row.indent, top - row.size * 0.3, row.size, row.text, row.bold)


def _figures(poster: Poster, top: float, bottom: float) -> Iterator[Mark]:
    for text in cut(broken(poster.summary, _WIDTH, 7), 3, _WIDTH, 7):
        top += 7 * _LEADING
        yield Line(LEFT, top, 7, text)
    step = min(_FIGURE, (bottom - top - 4) / len(poster.figures))
    for at, one in enumerate(poster.figures):
        yield from _figure(one, top + 4 + at * step, step)


def _figure(one: Figure, top: float, step: float) -> Iterator[Mark]:
    """A row: the label on the left, number and unit on the right, a stroke above."""
    unit = len(one.unit) * _LABEL + 2
    size = min(_VALUE, step * 0.8, (_WIDTH * 0.6 - unit) / text_width(one.text, 1))
    width = _WIDTH - text_width(one.text, size) - unit - 6
    label = min(_LABEL, step / 3)
    lines = cut(broken(one.label, width, label), 2, width, label)
    middle = top + step / 2
    yield Rule(top, 0.4)
    for at, text in enumerate(lines):
        yield Line(LEFT, middle + label * (0.36 + 1.25 * (at - (len(lines) - 1) / 2)), label, text)
    yield Line(RIGHT - unit, middle + size * 0.36, size, one.text, bold=True, anchor="end", figure=one)
    yield Line(RIGHT, middle + size * 0.36, _LABEL, one.unit, anchor="end")


def _fit(text: str, width: float, size: float) -> str:
    return cut(broken(text, width, size), 1, width, size)[0]
