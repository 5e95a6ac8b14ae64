"""The bureau's roster of leaders (``data/review/officials.yml``)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from portal.model.schema import Spec


@dataclass(frozen=True, kw_only=True)
class Official:
    """One person in one post; a person with two posts stands there twice, or with 、 between the titles."""

    name: Annotated[str, Spec(doc="姓名", max_length=12)]
    title: Annotated[str, Spec(doc="职务全称，带单位，如测试县司法局党组书记、局长", max_length=60)]
    since: Annotated[dt.date | None, Spec(doc="从哪天起任职")] = None
    until: Annotated[dt.date | None, Spec(doc="到哪天为止")] = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the person held the post on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class Officials:
    """``data/review/officials.yml``."""

    officials: Annotated[tuple[Official, ...], Spec(doc="领导名册；不用就写[]")] = ()
