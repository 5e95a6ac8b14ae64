"""Statistics: the dictionary of metrics, a year's values, and lookups over all years."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, ClassVar

from portal.model.patterns import METRIC, METRIC_SHAPE, URL, URL_SHAPE
from portal.model.schema import Spec

UNITS = (
    *("件", "起", "例", "人", "名", "人次", "次", "场", "场次", "期", "套", "册", "本", "条", "部", "个", "家"),
    *("元", "万元", "%", "百分点", "天", "小时"),
)
KINDS = ("flow", "stock", "ratio")
QUALIFIERS = ("余", "超")
FLAGS: Mapping[str, str] = {
    "p": "初步数",
    "r": "修订数",
    "b": "口径有变，与以前年度不可比",
    "e": "估计数",
    "x": "数据不详",
    "z": "不适用",
    "c": "不公开",
}
SYMBOLS: Mapping[str, str] = {"x": "不详", "z": "—", "c": "不公开"}
_ID = Spec(doc="指标编号", pattern=METRIC, shape=METRIC_SHAPE)
_PERIOD = r"(\.\.|\d{4}-\d{2}(-\d{2})?)/\d{4}-\d{2}(-\d{2})?"


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of metrics that one table shows."""

    id: Annotated[str, Spec(doc="组的英文名", pattern=r"[a-z][a-z0-9_]*", shape="小写英文字母、数字和下划线")]
    label: Annotated[str, Spec(doc="组名")]
    description: Annotated[str, Spec(doc="一句话说明")]


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """How small a count may be and still be published, and why."""

    min: Annotated[int, Spec(doc="小于这个数（且不为0）不得公开；0表示不限", minimum=0)]
    reason: Annotated[str, Spec(doc="这样决定的理由")]


@dataclass(frozen=True, kw_only=True)
class Formula:
    """How a ratio is made: 100 × numerator ÷ denominator."""

    numerator: Annotated[str, _ID]
    denominator: Annotated[str, _ID]


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One line of the dictionary."""

    label: Annotated[str, Spec(doc="指标名")]
    short: Annotated[str, Spec(doc="图表里用的短名", max_length=14)]
    unit: Annotated[str, Spec(doc="计量单位", choices=UNITS)]
    kind: Annotated[str, Spec(doc="flow一段时间的数，stock某一时点的数，ratio比率", choices=KINDS)]
    definition: Annotated[str, Spec(doc="怎样统计")]
    source: Annotated[str, Spec(doc="数据来自哪里")]
    decimals: Annotated[int, Spec(doc="小数位数", minimum=0, maximum=4)] = 0
    scope: Annotated[str, Spec(doc="统计范围")] = ""
    owner: Annotated[str, Spec(doc="负责的股室")] = ""
    range: Annotated[tuple[Decimal, ...], Spec(doc="合理的最小值和最大值，如[0, 20000]", min_items=2, max_length=2)] = ()
    max_change: Annotated[Decimal | None, Spec(doc="同比变化超过它就要写说明，如0.5是一半", minimum=0)] = None
    disclosure: Annotated[Disclosure | None, Spec(doc="公开门槛")] = None
    aliases: Annotated[tuple[str, ...], Spec(doc="正文里对它的其他叫法", unique=True)] = ()
    part_of: Annotated[str, _ID] = ""
    formula: Annotated[Formula | None, Spec(doc="比率怎样算")] = None
    required: Annotated[bool, Spec(doc="每年都必须有")] = True


@dataclass(frozen=True, kw_only=True)
class Constraint:
    """An arithmetic relation that must hold in every year; exactly one of the forms is used."""

    id: Annotated[str, Spec(doc="英文名")]
    note: Annotated[str, Spec(doc="用文字说明这条关系")]
    total: Annotated[str, _ID] = ""
    parts: Annotated[tuple[Annotated[str, _ID], ...], Spec(doc="加起来等于total的各部分")] = ()
    le: Annotated[tuple[Annotated[str, _ID], ...], Spec(doc="前一个不大于后一个", max_length=2)] = ()
    ratio: Annotated[str, _ID] = ""
    numerator: Annotated[str, _ID] = ""
    denominator: Annotated[str, _ID] = ""
    shares: Annotated[tuple[Annotated[str, _ID], ...], Spec(doc="合计应为100%的各比率")] = ()
    monotonic: Annotated[str, _ID] = ""
    tolerance: Annotated[Decimal, Spec(doc="允许的误差", minimum=0)] = Decimal(0)

    @property
    def metrics(self) -> tuple[str, ...]:
        """Every metric that it names."""
        named = (self.total, *self.parts, *self.le, self.ratio, self.numerator, self.denominator, *self.shares, self.monotonic)
        return tuple(one for one in named if one)


@dataclass(frozen=True, kw_only=True)
class Break:
    """From ``year`` on, a metric is not comparable with the years before."""

    metric: Annotated[str, _ID]
    year: Annotated[int, Spec(doc="从哪一年起", minimum=1949, maximum=2100)]
    note: Annotated[str, Spec(doc="为什么不可比")]


@dataclass(frozen=True, kw_only=True)
class Dictionary:
    """``data/statistics/metrics.yml``."""

    groups: Annotated[tuple[Group, ...], Spec(doc="分组，按显示次序", min_items=1)]
    metrics: Annotated[Mapping[str, Metric], Spec(doc="指标编号: 指标", pattern=METRIC, shape=METRIC_SHAPE)]
    constraints: Annotated[tuple[Constraint, ...], Spec(doc="勾稽关系")] = ()
    breaks: Annotated[tuple[Break, ...], Spec(doc="口径变化")] = ()


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A metric's value in a year; a bare number stands for ``{v: number}``."""

    SHORTHAND: ClassVar[str] = "v"
    v: Annotated[Decimal | None, Spec(doc="数值")] = None
    qualifier: Annotated[str, Spec(doc="约数：余（40余）或超（超2200）", choices=QUALIFIERS)] = ""
    flag: Annotated[str, Spec(doc="；".join(f"{key}{text}" for key, text in FLAGS.items()), choices=tuple(FLAGS))] = ""
    was: Annotated[Decimal | None, Spec(doc="修订以前公布的数")] = None
    period: Annotated[
        str, Spec(doc="不是整年时写起止，如2024-01/2025-04，../2025-12表示截至", pattern=_PERIOD, shape="如2024-01/2025-04或../2025-12")
    ] = ""
    note: Annotated[str, Spec(doc="印在表下的注")] = ""

    @property
    def is_number(self) -> bool:
        """Whether there is a value to print."""
        return self.v is not None

    @property
    def is_exact(self) -> bool:
        """Whether the value may be calculated with."""
        return self.v is not None and not self.qualifier


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where a year's values were taken from."""

    report: Annotated[str, Spec(doc="报告名称")]
    url: Annotated[str, Spec(doc="报告网址", pattern=URL, shape=URL_SHAPE)] = ""
    ref: Annotated[str, Spec(doc="文号")] = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A line of a year's changelog."""

    date: Annotated[dt.date, Spec(doc="日期")]
    type: Annotated[str, Spec(doc="first首次发布，revision修订，correction更正", choices=("first", "revision", "correction"))]
    reason: Annotated[str, Spec(doc="理由，给读者看")]
    metrics: Annotated[tuple[Annotated[str, _ID], ...], Spec(doc="涉及的指标")] = ()


@dataclass(frozen=True, kw_only=True)
class Year:
    """``data/statistics/<year>.yml``."""

    year: Annotated[int, Spec(doc="年份，与文件名一致", minimum=1949, maximum=2100)]
    status: Annotated[str, Spec(doc="provisional初步，final正式", choices=("provisional", "final"))]
    released: Annotated[dt.date, Spec(doc="在本站公布的日期")]
    as_of: Annotated[dt.date, Spec(doc="数据截止日期")]
    provenance: Annotated[Provenance, Spec(doc="出处")]
    values: Annotated[Mapping[str, Cell], Spec(doc="指标编号: 数值", pattern=METRIC, shape=METRIC_SHAPE)]
    notes: Annotated[tuple[str, ...], Spec(doc="对全年数据的说明")] = ()
    next_release: Annotated[str, Spec(doc="下次公布的时间，如2027-01", pattern=r"\d{4}-\d{2}(-\d{2})?", shape="年-月或年-月-日，加引号")] = ""
    changelog: Annotated[tuple[Change, ...], Spec(doc="修订记录")] = ()


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """The dictionary and every year, with lookups.

    Attributes:
        dictionary: groups, metrics, constraints, breaks.
        years: by year, ascending.
        lines: where each key of each file stands, ``(path, dotted key)`` to line; for messages only.
    """

    dictionary: Dictionary
    years: Mapping[int, Year]
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """The metrics by id, in the order of the dictionary."""
        return self.dictionary.metrics

    @property
    def latest(self) -> int:
        """The newest year, 0 when there is none."""
        return max(self.years, default=0)

    def cell(self, metric: str, year: int) -> Cell | None:
        """The value of a metric in a year, None when there is none."""
        found = self.years.get(year)
        return found.values.get(metric) if found else None

    def of_group(self, group: str) -> tuple[str, ...]:
        """Ids of the metrics of a group."""
        return tuple(one for one in self.metrics if one.partition(".")[0] == group)

    def group(self, group: str) -> Group | None:
        """A group by id."""
        return next((one for one in self.dictionary.groups if one.id == group), None)

    def broken(self, metric: str, year: int) -> bool:
        """Whether ``year`` and the year before are not comparable."""
        cell = self.cell(metric, year)
        return bool(cell and cell.flag == "b") or any(one.metric == metric and one.year == year for one in self.dictionary.breaks)

    def is_whole(self, year: int) -> bool:
        """Whether a year's values cover it to its last day."""
        found = self.years.get(year)
        return bool(found and found.as_of >= dt.date(year, 12, 31))

    def is_part(self, metric: str, whole: str) -> bool:
        """Whether ``metric`` is a part of ``whole``, directly or over others, as ``part_of`` or a constraint says."""
        for constraint in self.dictionary.constraints:
            if constraint.total == whole and metric in constraint.parts:
                return True
        parent, seen = self.metrics[metric].part_of, {metric}
        while parent in self.metrics and parent not in seen:
            if parent == whole:
                return True
            seen.add(parent)
            parent = self.metrics[parent].part_of
        return False

    def depth(self, metric: str) -> int:
        """How many totals a metric is nested under."""
        parent = self.metrics[metric].part_of if metric in self.metrics else ""
        return 1 + self.depth(parent) if parent in self.metrics and parent != metric else 0


def period_text(period: str, year: int) -> str:
    """A period in words: ``2024年1月至2025年4月``; the whole year when ``period`` is empty."""
    if not period:
        return f"{year}年"
    start, end = (_day_text(part) for part in period.split("/"))
    return f"截至{end}" if start == ".." else f"{start}至{end}"


def _day_text(part: str) -> str:
    if part == "..":
        return part
    return "".join(f"{int(number)}{name}" for number, name in zip(re.split("-", part), "年月日", strict=False))
