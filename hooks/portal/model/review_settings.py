"""Settings of the review: levels by rule, for all texts and by column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from portal.model.finding import Severity
from portal.model.schema import Spec

LEVELS = ("off", "info", "warning", "error")
_LEVEL = Spec(doc="off关闭，info提示，warning警告，error错误", choices=LEVELS)


@dataclass(frozen=True, kw_only=True)
class PageReview:
    """Levels for one article alone, in its front matter; the last layer over the built-in ones, the bureau's and the column's."""

    levels: Annotated[Mapping[str, Annotated[str, _LEVEL]], Spec(doc="规则: 级别，只管这一篇")]
    reason: Annotated[str, Spec(doc="为什么这一篇要不同", max_length=100)]


@dataclass(frozen=True, kw_only=True)
class ReviewSettings:
    """``data/review/rules.yml``: the bureau's levels over the built-in ones, and a column's over the bureau's."""

    rules: Annotated[Mapping[str, Annotated[str, _LEVEL]], Spec(doc="规则: 级别")] = field(default_factory=dict)
    columns: Annotated[
        Mapping[str, Annotated[Mapping[str, Annotated[str, _LEVEL]], Spec(doc="规则: 级别")]], Spec(doc="栏目: 这个栏目里的级别")
    ] = field(default_factory=dict)

    def level(self, rule: str, column: str, built_in: Severity) -> Severity | None:
        """The level of a rule in a column, None when it is off."""
        return level_of(self.columns.get(column, {}).get(rule) or self.rules.get(rule), built_in)


def level_of(name: str | None, before: Severity) -> Severity | None:
    """The severity that a layer's word means, None for ``off``; without a word what stood before."""
    if name is None:
        return before
    return None if name == "off" else Severity[name.upper()]
