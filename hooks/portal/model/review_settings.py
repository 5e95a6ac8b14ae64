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
class ReviewSettings:
    """``data/review/rules.yml``: the bureau's levels over the built-in ones, and a column's over the bureau's."""

    rules: Annotated[Mapping[str, Annotated[str, _LEVEL]], Spec(doc="规则: 级别")] = field(default_factory=dict)
    columns: Annotated[
        Mapping[str, Annotated[Mapping[str, Annotated[str, _LEVEL]], Spec(doc="规则: 级别")]], Spec(doc="栏目: 这个栏目里的级别")
    ] = field(default_factory=dict)

    def level(self, rule: str, column: str, built_in: Severity) -> Severity | None:
        """The level of a rule in a column, None when it is off."""
        name = self.columns.get(column, {}).get(rule) or self.rules.get(rule)
        if name is None:
            return built_in
        return None if name == "off" else Severity[name.upper()]
