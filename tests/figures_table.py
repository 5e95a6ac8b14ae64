"""The figures of 2025 side by side: the transcription, ``data/``, the pages, the downloads.

``PYTHONPATH=hooks:tests python -m figures_table SITE_DIR`` prints a line for each of the 79 figures and what differs.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from built_site import BuiltSite
from helpers import ROOT
from portal.load.source import Source
from portal.load.statistics import load_statistics
from portal.model.statistics import Statistics

FACTS = ROOT / "tests" / "facts" / "statistics_2025.csv"
YEAR = 2025
_PRINTED = re.compile(r"(?P<over>超?)(?P<number>\d[\d\u202f]*(\.\d+)?)(?P<wan>万?)(?P<more>余?)")


@dataclass(frozen=True, kw_only=True)
class Value:
    """A figure wherever it stands: number, ``余`` or ``超`` or nothing."""

    number: Decimal
    qualifier: str = ""

    def __str__(self) -> str:
        return f"超{self.number:f}" if self.qualifier == "超" else f"{self.number:f}{self.qualifier}"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A line of the transcription, its words turned into those of ``data/``.

    Attributes:
        period: empty for the calendar year.
    """

    group: str
    label: str
    unit: str
    value: Value
    period: str


@dataclass(kw_only=True)
class Row:
    """A fact and everything that is said about it.

    Attributes:
        metric: id of the metric of that group and name, empty when there is none.
        elements: how many ``<data>`` elements of the site print it.
        pages: files of those pages.
        faults: what differs, in words.
    """

    fact: Fact
    metric: str = ""
    elements: int = 0
    pages: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def facts() -> list[Fact]:
    """The transcription."""
    rows = csv.DictReader(io.StringIO(FACTS.read_text(encoding="utf-8")))
    return [_fact(row) for row in rows]


def _fact(row: Mapping[str, str]) -> Fact:
    said = re.search(r"the source says (超?)[\d.]+万?(余?)", row["note"])
    qualifier = (said[1] or said[2]) if said else ""
    assert bool(qualifier) == (row["qualifier"] == "over"), row
    period = {str(YEAR): "", f"{YEAR}-01/{YEAR}-12": ""}.get(row["period"], row["period"].replace("to ", "../"))
    return Fact(group=row["group"], label=row["name"], unit=row["unit"], value=Value(number=Decimal(row["value"]), qualifier=qualifier), period=period)


def compare(site: BuiltSite, transcription: list[Fact]) -> list[Row]:
    """Every fact with what ``data/`` and the built site say about it; ``data/`` may hold more figures than were transcribed."""
    statistics = load_statistics(Source(ROOT))
    assert statistics is not None
    groups = {one.id: one.label for one in statistics.dictionary.groups}
    ids = {(groups[name.partition(".")[0]], metric.label): name for name, metric in statistics.metrics.items()}
    rows = [Row(fact=fact, metric=ids.get((fact.group, fact.label), "")) for fact in transcription]
    by_metric = {row.metric: row for row in rows}
    for row in rows:
        row.faults += list(_data(row, statistics)) if row.metric else [f"没有指标“{row.fact.label}”"]
    for page, metric, value, text in printed(site):
        if metric in by_metric:
            row = by_metric[metric]
            row.elements, row.pages = row.elements + 1, row.pages | {page}
            row.faults += [f"{page}：<data value={value!r}>{text}" for wrong in [_wrong(row.fact, value, text)] if wrong]
    for place, values in downloads(site, groups).items():
        for metric in sorted(values.keys() - by_metric.keys() - statistics.years[YEAR].values.keys()):
            rows[0].faults.append(f"{place}：多出{metric}")
        for row in rows:
            row.faults += [f"{place}：{values.get(row.metric)}"] if values.get(row.metric) != expected(row.fact, place) else []
    return rows


def _data(row: Row, statistics: Statistics) -> Iterator[str]:
    cell, metric, fact = statistics.cell(row.metric, YEAR), statistics.metrics[row.metric], row.fact
    if cell is None or cell.v is None:
        yield "data/里没有数"
        return
    period = "" if cell.period == f"{YEAR}-01/{YEAR}-12" else cell.period
    found = (cell.v, cell.qualifier, metric.unit, period)
    if found != (fact.value.number, fact.value.qualifier, fact.unit, fact.period):
        yield f"data/：{found}"


def printed(site: BuiltSite) -> Iterator[tuple[str, str, str, str]]:
    """Every figure of 2025 on a page that is the value itself, no share or change: page, metric, machine value, text."""
    for page in site.pages.values():
        for one in page.tree.iter("data"):
            metric, _, year = one.get("data-metric", "").partition("@")
            if year == str(YEAR) and one.get("data-format", "") in ("", "unit", "wan"):
                yield page.name, metric, one.get("value", ""), one.text_content()


def _wrong(fact: Fact, value: str, text: str) -> bool:
    """Whether an element's machine value or its text, read back, is another figure than the fact."""
    match = _PRINTED.match(text)
    if not match:
        return True
    number = Decimal(match["number"].replace("\u202f", "")) * (10000 if match["wan"] else 1)
    unit = text[match.end() :]
    read = Value(number=number, qualifier=match["over"] or match["more"])
    return Decimal(value) != fact.value.number or (read.number, read.qualifier) != (fact.value.number, fact.value.qualifier) or unit not in ("", fact.unit)


Said = tuple[str, ...]


def expected(fact: Fact, place: str) -> Said:
    """What a download must say about a fact."""
    if place == "published.json":
        return (f"{fact.value.number:f}",)
    return (f"{fact.value.number:f}", fact.value.qualifier, fact.label, fact.unit, fact.period)


def downloads(site: BuiltSite, groups: Mapping[str, str]) -> dict[str, dict[str, Said]]:
    """By place, then by metric: value, qualifier, label, unit and period, or only the value where no more is said."""
    found: dict[str, dict[str, Said]] = {"CSV": {}, "XLSX": {}, "JSON": {}}
    for group in groups:
        files = {kind: site.files[f"statistics/{group}.{kind}"] for kind in ("csv", "xlsx", "json")}
        found["CSV"] |= _table(list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig")))))
        book = load_workbook(io.BytesIO(files["xlsx"]), read_only=True)
        found["XLSX"] |= _table([["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)])
        book.close()
        found["JSON"] |= _json(json.loads(files["json"], parse_float=Decimal))
    figures = json.loads(site.files["published.json"])["figures"]
    found["published.json"] = {name.removesuffix(f"@{YEAR}"): (value,) for name, value in figures.items() if name.endswith(f"@{YEAR}")}
    return found


def _table(rows: list[list[str]]) -> dict[str, Said]:
    """The lines of a table with a header somewhere above them."""
    start = next(number for number, row in enumerate(rows) if "指标编号" in row)
    records = [dict(zip(rows[start], row, strict=False)) for row in rows[start + 1 :]]
    return {
        one["指标编号"]: _said(one["数值"], one["约数"], one["指标"], one["单位"], one["期间"])
        for one in records
        if one.get("年份") == str(YEAR)
    }


def _json(document: dict[str, list[dict[str, str]]]) -> dict[str, Said]:
    about = {one["id"]: one for one in document["metrics"]}
    return {
        one["metric"]: _said(str(one["value"]), one["qualifier"], about[one["metric"]]["label"], about[one["metric"]]["unit"], one["period"])
        for one in document["values"]
        if one["year"] == YEAR  # type: ignore[comparison-overlap]  # JSON holds a number
    }


def _said(value: str, qualifier: str, label: str, unit: str, period: str) -> Said:
    whole_year = period in (str(YEAR), f"{YEAR}-01/{YEAR}-12")
    return (f"{Decimal(value):f}", qualifier, label, unit, "" if whole_year else period)


def as_text(rows: list[Row]) -> str:
    """A line a figure, with its faults below it, and a count."""
    lines = []
    for number, row in enumerate(rows, 1):
        fact = row.fact
        place = f"{row.elements}处，{len(row.pages)}页"
        lines.append(f"{number:2} {'符合' if not row.faults else '不符'}　{fact.group}　{fact.label}　{fact.value}{fact.unit}　{fact.period or YEAR}　{row.metric}　{place}")
        lines += [f"       {fault}" for fault in row.faults]
    wrong = sum(bool(row.faults) for row in rows)
    return "\n".join([*lines, f"共{len(rows)}个数，{wrong}个不符；网页上共印{sum(row.elements for row in rows)}处。"])


def main(arguments: list[str]) -> int:
    """Print the comparison for a site's folder; exit code 1 when something differs."""
    rows = compare(BuiltSite(Path(arguments[0])), facts())
    print(as_text(rows))
    return int(any(row.faults for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
