"""A site that notes what is read of it, so that results can be kept until something that they rest on changes.

What is noted are readings: ``bureau`` (a whole attribute), ``verdicts[content/news/…]`` (an entry of a mapping), ``verdicts?content/…``
(whether there is such an entry). Each reading has a stamp, which is equal in two builds when the value is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from portal.model.article import Article
from portal.model.site import Site
from portal.model.statistics import Cell, Group, Statistics, Year

if TYPE_CHECKING:
    from portal.assembly.recorder import Recorder

T = TypeVar("T")
# Attributes whose entries are noted one by one.
KEYED = frozenset(
    [
        *("attachments", "by_alias", "by_audience", "by_column", "by_kind", "by_statute", "by_tag", "by_url", "by_year", "chunks", "cited_statutes", "citing"),
        *("fronts", "gists", "held_by_url", "neighbours", "newest", "page_counts", "pages", "passed", "pictures", "related", "remarks", "totals"),
        *("unpublished", "verdicts", "years", "guides", "guide_lists", "by_case", "quizzes", "quiz_lists"),
    ]
)
_METHODS = frozenset(name for name in dir(Site) if callable(getattr(Site, name)))
_FREE = frozenset({"lines"})  # only says where things stand in files


def _view(cls: type[T], **held: object) -> T:
    """A record without fields of its own: whatever is read of it is asked of what it holds."""
    found = object.__new__(cls)
    vars(found).update(held)
    return found


class TracedSite(Site):
    """A view of a site; reads like it."""

    _site: Site
    _recorder: Recorder

    @classmethod
    def over(cls, site: Site, recorder: Recorder) -> TracedSite:
        """A view of a site that reports to a recorder."""
        return _view(cls, _site=site, _recorder=recorder)

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("_"):
            return object.__getattribute__(self, name)
        if name in _METHODS:
            return object.__getattribute__(self, name)
        site, recorder = object.__getattribute__(self, "_site"), object.__getattribute__(self, "_recorder")
        if name == "statistics":
            return recorder.statistics
        if name in KEYED:
            return Entries(name, getattr(site, name), recorder.note)
        if name not in _FREE:
            recorder.note(name)
        return getattr(site, name)

    def gist(self, article: Article) -> Any:
        """The gist, read off the untraced site: it follows from the article and the register."""
        self._recorder.note("statutes")
        self._recorder.note(f"by_path[{article.path}]")
        return self._site.gist(article)


class Entries(Mapping[str, Any]):
    """A mapping whose entries are noted one by one, and as a whole when somebody goes through it."""

    __slots__ = ("_mapping", "_name", "_note")

    def __init__(self, name: str, mapping: Mapping[str, Any], note: Callable[[str], None]) -> None:
        self._name, self._mapping, self._note = name, mapping, note

    def __getitem__(self, key: str) -> Any:
        self._note(f"{self._name}[{key}]")
        return self._mapping[key]

    def get(self, key: str, default: Any = None) -> Any:
        """An entry or a default."""
        self._note(f"{self._name}[{key}]")
        return self._mapping.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(f"{self._name}?{key}")
        return key in self._mapping

    def __iter__(self) -> Iterator[str]:
        self._note(self._name)
        return iter(self._mapping)

    def __len__(self) -> int:
        self._note(self._name)
        return len(self._mapping)

    def __bool__(self) -> bool:
        self._note(f"{self._name}?")
        return bool(self._mapping)


class TracedStatistics(Statistics):
    """Statistics of which single metrics are noted; whatever else is read is noted as a whole."""

    _statistics: Statistics
    _note: Callable[[str], None]

    @classmethod
    def over(cls, statistics: Statistics, note: Callable[[str], None]) -> TracedStatistics:
        """A view of statistics."""
        return _view(cls, _statistics=statistics, _note=note)

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("_"):
            return object.__getattribute__(self, name)
        statistics, note = object.__getattribute__(self, "_statistics"), object.__getattribute__(self, "_note")
        if name in ("cell", "broken", "of_group", "group"):
            return object.__getattribute__(self, name)
        if name in ("metrics", "dictionary"):
            note("dictionary")
            return getattr(statistics, name)
        if name == "latest":
            note("years_known")
            return statistics.latest
        if name == "years":
            return Years(statistics.years, note)
        if name == "is_whole":
            note("heads")
            return statistics.is_whole
        if name != "lines":
            note("figures")
        return getattr(statistics, name)

    def cell(self, metric: str, year: int) -> Cell | None:
        """The value of a metric in a year."""
        self._note(f"cells[{metric}]")
        return self._statistics.cell(metric, year)

    def broken(self, metric: str, year: int) -> bool:
        """Whether a year and the one before are not comparable."""
        self._note(f"cells[{metric}]")
        return self._statistics.broken(metric, year)

    def of_group(self, group: str) -> tuple[str, ...]:
        """Ids of the metrics of a group."""
        self._note(f"groups[{group}]")
        return self._statistics.of_group(group)

    def group(self, group: str) -> Group | None:
        """A group by id."""
        self._note(f"groups[{group}]")
        return self._statistics.group(group)


class Years(Mapping[int, Year]):
    """The years of statistics: which there are is noted apart from what is in them."""

    __slots__ = ("_note", "_years")

    def __init__(self, years: Mapping[int, Year], note: Callable[[str], None]) -> None:
        self._years, self._note = years, note

    def __getitem__(self, key: int) -> Year:
        self._note("years_known")
        return TracedYear.over(self._years[key], self._note)

    def __contains__(self, key: object) -> bool:
        self._note("years_known")
        return key in self._years

    def __iter__(self) -> Iterator[int]:
        self._note("years_known")
        return iter(self._years)

    def __len__(self) -> int:
        self._note("years_known")
        return len(self._years)


class TracedYear(Year):
    """A year of statistics: its figures are noted apart from what is said of them as a whole, which seldom changes."""

    _year: Year
    _note: Callable[[str], None]

    @classmethod
    def over(cls, year: Year, note: Callable[[str], None]) -> TracedYear:
        """A view of a year."""
        return _view(cls, _year=year, _note=note)

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("_"):
            return object.__getattribute__(self, name)
        object.__getattribute__(self, "_note")("figures" if name == "values" else "heads")
        return getattr(object.__getattribute__(self, "_year"), name)
