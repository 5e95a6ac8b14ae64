"""Words and addresses that tables, charts and downloads of the statistics share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.model.figures import spaced
from portal.model.statistics import FLAGS, SYMBOLS, Cell, Metric, Statistics, period_text
from portal.times import chinese_day

DOWNLOADS = ("csv", "xlsx", "json")
ABSENT = "无数据"
LICENSE_NAME = "知识共享 署名 4.0 国际"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/deed.zh-hans"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A report that values were taken from; ``url`` is empty when it is not on the web."""

    report: str
    url: str


def download_path(group: str, kind: str) -> str:
    """Site path of a group's file; ``kind`` is one of :data:`DOWNLOADS`."""
    return f"statistics/{group}.{kind}"


def groups_of(metrics: Sequence[str]) -> tuple[str, ...]:
    """Ids of the groups that these metrics belong to, in order of appearance."""
    return tuple(dict.fromkeys(one.partition(".")[0] for one in metrics))


def group_label(statistics: Statistics, group: str) -> str:
    """The name of a group, its id when the dictionary has none."""
    found = statistics.group(group)
    return found.label if found else group


def shown(cell: Cell | None, metric: Metric) -> str:
    """A value as tables and charts print it: ``12 345``, ``40余``, ``不公开``; never empty."""
    if cell is None:
        return ABSENT
    if cell.v is None:
        return SYMBOLS.get(cell.flag, SYMBOLS["x"])
    number = spaced(cell.v, metric.decimals)
    return f"超{number}" if cell.qualifier == "超" else f"{number}{cell.qualifier}"


def why_missing(cell: Cell | None) -> str:
    """Why there is no number: ``不公开``, ``不适用``, ``数据不详`` or ``无数据``."""
    if cell is None:
        return ABSENT
    return FLAGS[cell.flag] if cell.flag in SYMBOLS else FLAGS["x"]


def is_provisional(statistics: Statistics, metric: str, year: int) -> bool:
    """Whether a value may still change: flagged so, or the whole year is provisional."""
    cell = statistics.cell(metric, year)
    return bool(cell and cell.flag == "p") or statistics.years[year].status == "provisional"


def part_period(cell: Cell | None, year: int) -> str:
    """The period in words when a value is not for the calendar year, else empty."""
    if cell is None or cell.period in ("", f"{year}-01/{year}-12", f"{year}-01-01/{year}-12-31"):
        return ""
    return period_text(cell.period, year)


def sentence(text: str) -> str:
    """Text closed with exactly one full stop."""
    return text.strip().rstrip("。.；;，,") + "。"


def sources(statistics: Statistics, years: Sequence[int]) -> tuple[Source, ...]:
    """The reports behind these years, each once."""
    reports = [statistics.years[year].provenance for year in years]
    return tuple(dict.fromkeys(Source(report=f"{one.report}（{one.ref}）" if one.ref else one.report, url=one.url) for one in reports))


def release_text(statistics: Statistics, years: Sequence[int]) -> str:
    """Until when the newest of these years counts, and when it was published."""
    year = statistics.years[max(years)]
    return f"数据截至{chinese_day(year.as_of)}，{chinese_day(year.released)}公布。"
