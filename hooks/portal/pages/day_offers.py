"""What the portal has for a legal day: its newest articles, guides and services, found by data alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from portal.model.article import CaseMeta
from portal.model.bureau import LegalDay, Service
from portal.model.guide import GuideCard
from portal.model.site import Site
from portal.pages.cards import Card, cards
from portal.pages.links import audience_page

_MOST = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Offers:
    """What there is for a day, at most three of each; ``readers`` are the audiences that have a page, with its address."""

    articles: tuple[Card, ...]
    guides: tuple[GuideCard, ...]
    services: tuple[Service, ...]
    readers: tuple[tuple[str, str], ...]

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(self.articles or self.guides or self.services or self.readers)


def offers_for(site: Site, day: LegalDay) -> Offers:
    """What there is for a day.

    Articles are the newest with one of the day's tags. Guides are those that name a case among all articles with these tags. Services
    are those that these guides name, else those for one of the day's readers, where readers whom most services are for don't count.
    """
    tagged = {one.url: one for tag in day.tags for one in site.by_tag.get(tag, ())}
    newest = sorted(tagged.values(), key=lambda one: one.sort_key, reverse=True)
    cases = [one.slug for one in newest if isinstance(one.meta, CaseMeta)]
    guides = tuple(dict.fromkeys(guide for case in cases for guide in site.guide_lists.get(f"cases/{case}", ())))[:_MOST]
    readers = tuple((name, audience_page(site.audiences[name])) for name in day.audience if name in site.by_audience)
    services = _named(site, guides) or _for_readers(site, day)
    return Offers(articles=cards(site, tuple(newest[:_MOST])), guides=guides, services=services[:_MOST], readers=readers[:_MOST])


def _named(site: Site, guides: tuple[GuideCard, ...]) -> tuple[Service, ...]:
    named = [service for guide in guides for service in site.guides[guide.slug].services]
    return tuple(one for one in site.services if one.id in named)


def _for_readers(site: Site, day: LegalDay) -> tuple[Service, ...]:
    spread = Counter(name for service in site.services for name in service.audience)
    special = {name for name in day.audience if 2 * spread[name] < len(site.services)}
    return tuple(one for one in site.services if special & set(one.audience))
