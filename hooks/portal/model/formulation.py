"""Fixed formulations (``data/review/formulations.yml``): long ones, closed enumerations, and terms with a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from portal.model.schema import Spec


@dataclass(frozen=True, kw_only=True)
class Formulation:
    """A wording that is always the same."""

    text: Annotated[str, Spec(doc="规范的表述，一字不差", max_length=60)]
    variants: Annotated[tuple[str, ...], Spec(doc="只差一两个字、但也是正确的表述")] = ()
    since: Annotated[dt.date | None, Spec(doc="从哪天起使用")] = None
    source: Annotated[str, Spec(doc="出处")]


@dataclass(frozen=True, kw_only=True)
class Enumeration:
    """A closed list whose members and order are fixed."""

    name: Annotated[str, Spec(doc="总称，如四个意识；没有总称就写一个说得清的名字", max_length=20)]
    members: Annotated[tuple[str, ...], Spec(doc="成员，按固定的次序", min_items=2, unique=True)]
    alone: Annotated[bool, Spec(doc="前面没有总称时也查；成员是常用词的写false")] = True
    since: Annotated[dt.date | None, Spec(doc="从哪天起使用")] = None
    source: Annotated[str, Spec(doc="出处")]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A term that belongs to some years, such as a five-year plan."""

    text: Annotated[str, Spec(doc="名称，如“八五”普法", max_length=20)]
    since: Annotated[dt.date, Spec(doc="从哪天起")]
    until: Annotated[dt.date, Spec(doc="到哪天为止")]
    now: Annotated[str, Spec(doc="以后用什么", max_length=20)]
    source: Annotated[str, Spec(doc="出处")]


@dataclass(frozen=True, kw_only=True, eq=False)  # compared and hashed by identity: patterns are kept for each file
class Formulations:
    """``data/review/formulations.yml``."""

    formulations: Annotated[tuple[Formulation, ...], Spec(doc="固定表述")] = ()
    enumerations: Annotated[tuple[Enumeration, ...], Spec(doc="成员和次序固定的并列")] = ()
    periods: Annotated[tuple[Period, ...], Spec(doc="有时限的名称")] = ()
