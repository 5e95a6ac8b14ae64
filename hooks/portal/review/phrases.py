"""Which metric a typed number states: only in a phrase that says nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.late import late
from portal.model.site import Site
from portal.model.statistics import Statistics
from portal.review.flat import BARRIER, flat_name
from portal.review.literals import Literal, literals, same_unit
from portal.review.parts import Parts

_CLAUSE = late(rf"[，,；;：:、|（）—…{BARRIER}]")
_LEAD = (
    *(r"20\d\d年度?", "[今去全本]年", "年内", "一年来?", "全[市县区]", "[我本][市县区局]", "共计?", "总计", "合计", "已", "了", "并", "还", "也"),
    *("和", "与", "及", "同时", "办理", "开展", "组织", "举办", "提供", "解答", "发放", "培养"),
)
_BETWEEN = late(r"(?:数|数量|总数|总量|[件人次个]数|共计?|合计|总计|达到?|为|是|有|了|[增升降]至|(?:增加|减少|提高|上升|下降)到|[：:|])*")
_AFTER = late(rf"$|是|[，,；;：:、|（）—…{BARRIER}]")
_PART_OF_YEAR = late(r"\d月|\d日|季度|半年|当[天日月]|本[月周次]|此次|现场|近日|日前|以来|累计|至今|全省|全国|20\d\d年?[至到—~～–-]+20\d\d")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a metric's name stands in a sentence, and which metrics it may mean."""

    start: int
    end: int
    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Finds numbers that state a metric.

    Attributes:
        statistics: the metrics.
        names: metrics by flattened name, longest first.
        lead: what may stand between the start of a clause and a name without changing its meaning.
        parts: finds numbers of parts that are named in short.
    """

    statistics: Statistics
    names: dict[str, tuple[str, ...]]
    lead: re.Pattern[str]
    parts: Parts

    @classmethod
    def of(cls, site: Site) -> Phrases:
        """For the metrics and the place names of a site."""
        area = site.bureau.area
        places = [re.escape(name) for name in (site.bureau.name, area, re.sub(r".*(?:省|自治区)", "", area))]
        return cls(site.statistics, _names(site.statistics), re.compile(rf"(?:{'|'.join([*places, *_LEAD])})*"), Parts.of(site.statistics))

    def owned(self, text: str) -> Iterator[tuple[Literal, str]]:
        """Numbers of a flattened sentence, each with the metric that it states for a whole year."""
        numbers = list(literals(text))
        # A row of several numbers belongs to a table whose header says what they are; one row alone can't tell.
        if not numbers or (text.count("|") > 1 and len(numbers) > 1):
            return
        named = self._named(text)
        if _PART_OF_YEAR.search(_without(text, named)):
            return
        owners = [(number, next((found for one in named if (found := self._owner(text, one, number))), "")) for number in numbers]
        owned = [(number, metric) for number, metric in owners if metric]
        yield from owned
        wholes = [(number.end, metric) for number, metric in owned] + list(_marked(text, named))
        yield from self.parts.owned(text, wholes, [number for number, metric in owners if not metric])

    def _named(self, text: str) -> list[_Named]:
        found: list[_Named] = []
        for name, metrics in self.names.items():
            if name not in text:
                continue
            for match in re.finditer(re.escape(name), text):
                if not any(one.start < match.end() and match.start() < one.end for one in found):
                    found.append(_Named(*match.span(), metrics))
        return found

    def _owner(self, text: str, name: _Named, number: Literal) -> str:
        metrics = self.statistics.metrics
        fitting = [one for one in name.metrics if same_unit(number, metrics[one])]
        if len(fitting) != 1:
            return ""
        start = min(name.start, number.start)
        before = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
        lead = text[before:start].removeprefix("其中") if metrics[fitting[0]].part_of else text[before:start]
        if name.end <= number.start:
            joined = bool(_BETWEEN.fullmatch(text, name.end, number.start))
        else:
            joined = text[number.end : name.start] in ("", "的") and bool(_AFTER.match(text, name.end))
        return fitting[0] if joined and self.lead.fullmatch(lead) else ""


def _marked(text: str, named: list[_Named]) -> Iterator[tuple[int, str]]:
    """Names whose number is a mark: where the mark ends, and the metric."""
    for one in named:
        between = _BETWEEN.match(text, one.end)
        if between and len(one.metrics) == 1 and text.startswith(BARRIER, between.end()):
            yield between.end() + 1, one.metrics[0]


def _without(text: str, named: list[_Named]) -> str:
    bare = list(text)
    for one in named:
        bare[one.start : one.end] = BARRIER * (one.end - one.start)
    return "".join(bare)


def _names(statistics: Statistics) -> dict[str, tuple[str, ...]]:
    """Metrics by name, longest name first; short names of chart axes only when they are long enough to be clear."""
    found: dict[str, dict[str, None]] = {}
    for metric_id, metric in statistics.metrics.items():
        short = (metric.short,) if len(flat_name(metric.short)) >= _SHORTEST else ()
        for name in (metric.label, *metric.aliases, *short):
            found.setdefault(flat_name(name), {})[metric_id] = None
    return {name: tuple(found[name]) for name in sorted(found, key=lambda one: (-len(one), one)) if name}
