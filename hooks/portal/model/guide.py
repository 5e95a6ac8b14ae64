"""Guides by situation of life: steps with their legal bases, papers, places, time limits (``data/guides/<slug>.yml``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from portal.model.patterns import SLUG, SLUG_SHAPE
from portal.model.schema import Spec

_PHONE = r"(\d{3}|\d{5}|\d{3,4}-\d{7,8}|400-\d{3}-\d{4})"
_TITLE = re.compile(r"《(.+?)》第")
_RELATED, _NEAR = 3, 1 / 3

Basis = Annotated[
    tuple[Annotated[str, Spec(doc="一条依据，如《中华人民共和国民法典》第六百七十五条")], ...], Spec(doc="法律依据，每项写一条", max_length=4, unique=True)
]
Slugs = tuple[Annotated[str, Spec(doc="英文名", pattern=SLUG, shape=SLUG_SHAPE)], ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to do."""

    title: Annotated[str, Spec(doc="这一步做什么", max_length=16)]
    text: Annotated[str, Spec(doc="怎么做", max_length=140)]
    basis: Basis = ()


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where to go or call."""

    name: Annotated[str, Spec(doc="找谁", max_length=30)]
    what: Annotated[str, Spec(doc="在那里办什么", max_length=40)]
    phone: Annotated[str, Spec(doc="全国统一的热线或公开的电话", pattern=_PHONE, shape="热线号码或区号-号码，加引号")] = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A time limit that must not be missed."""

    text: Annotated[str, Spec(doc="多少天内做什么", max_length=80)]
    basis: Basis = ()


@dataclass(frozen=True, kw_only=True)
class Guide:
    """``data/guides/<slug>.yml``: what to do when something has happened."""

    title: Annotated[str, Spec(doc="遇到了什么事，读者的说法", max_length=18)]
    order: Annotated[int, Spec(doc="排在第几位，小的在前", minimum=0, maximum=9999)]
    summary: Annotated[str, Spec(doc="这份指引能帮上什么", max_length=60)]
    audience: Annotated[tuple[str, ...], Spec(doc="主要给谁", min_items=1, unique=True)]
    also: Annotated[
        tuple[Annotated[str, Spec(doc="一个说法，如“老公打我”", max_length=12)], ...], Spec(doc="读者平常怎么说，搜索时用", max_length=10, unique=True)
    ] = ()
    urgent: Annotated[str, Spec(doc="十万火急时先做什么", max_length=60)] = ""
    steps: Annotated[tuple[Step, ...], Spec(doc="一步一步怎么做", min_items=2, max_length=10)]
    papers: Annotated[tuple[Annotated[str, Spec(doc="一样材料", max_length=30)], ...], Spec(doc="要带的材料", max_length=12, unique=True)] = ()
    places: Annotated[tuple[Place, ...], Spec(doc="到哪里办", min_items=1, max_length=8)]
    deadlines: Annotated[tuple[Deadline, ...], Spec(doc="时限", max_length=6)] = ()
    services: Annotated[Slugs, Spec(doc="本地能办的服务，data/services.yml里的id", unique=True)] = ()
    cases: Annotated[Slugs, Spec(doc="本站案例的英文名", unique=True)] = ()

    @property
    def subjects(self) -> frozenset[str]:
        """What it is about: titles of the statutes that it rests on, as written, and the cases that it names."""
        bases = [*(one.basis for one in self.steps), *(one.basis for one in self.deadlines)]
        return frozenset(self.cases).union(*(_TITLE.findall(entry) for basis in bases for entry in basis))


@dataclass(frozen=True, kw_only=True, slots=True)
class GuideCard:
    """A guide in a list."""

    slug: str
    title: str
    summary: str


def guide_lists(guides: Mapping[str, Guide]) -> dict[str, tuple[GuideCard, ...]]:
    """Cards of guides in their order: all under the empty name, ``cases/<slug>``, ``audiences/<word>``, ``related/<slug>``."""
    cards = {slug: GuideCard(slug=slug, title=one.title, summary=one.summary) for slug, one in guides.items()}
    found: dict[str, list[GuideCard]] = {"": list(cards.values())}
    for slug, guide in guides.items():
        names = (*(f"cases/{case}" for case in guide.cases), *(f"audiences/{word}" for word in guide.audience))
        for name in dict.fromkeys(names):
            found.setdefault(name, []).append(cards[slug])
    found |= {f"related/{slug}": [cards[other] for other in _nearest(guides, slug)] for slug in guides}
    return {name: tuple(those) for name, those in found.items()}


def _nearest(guides: Mapping[str, Guide], slug: str) -> list[str]:
    """Guides that rest on the same statutes or name the same cases; each counts the more, the fewer guides name it."""
    named = Counter(name for guide in guides.values() for name in guide.subjects)
    ours = guides[slug].subjects
    weights = {other: sum(1 / named[name] for name in sorted(ours & guide.subjects)) for other, guide in guides.items() if other != slug}
    return sorted((other for other, weight in weights.items() if weight >= _NEAR), key=lambda other: -weights[other])[:_RELATED]
