"""``data/statistics/*.yml`` to the statistics."""

from __future__ import annotations

from portal.files import walk_files
from portal.load.source import Source
from portal.model.finding import Finding, Span
from portal.model.statistics import Dictionary, Statistics, Year

FOLDER = "data/statistics"
METRICS = f"{FOLDER}/metrics.yml"


def load_statistics(source: Source) -> Statistics | None:
    """Read the dictionary and every year; None when the dictionary can't be used.

    Raises:
        PortalError: the dictionary is missing.
    """
    dictionary = source.data(Dictionary, METRICS)
    years: dict[int, Year] = {}
    for path in walk_files(source.root / FOLDER, ".yml"):
        name = path.relative_to(source.root).as_posix()
        if name == METRICS:
            continue
        year = source.data(Year, name)
        if year is None:
            continue
        if path.stem != str(year.year):
            what = f"文件名是{path.name}，里面写的是{year.year}年"
            do = f"文件名改成{year.year}.yml，或改year"
            source.findings.append(Finding("year-differs-from-name", Span(name, source.lines.get((name, "year"), 1), 1), what, do))
        years[year.year] = year
    if dictionary is None:
        return None
    return Statistics(dictionary=dictionary, years=dict(sorted(years.items())), lines=source.lines)
