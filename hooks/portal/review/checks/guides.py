"""Guides by situation of life: citations that hold today, services, cases and readers that exist."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.article import CaseMeta
from portal.model.finding import Finding
from portal.model.guide import Guide
from portal.model.site import Site
from portal.model.unit import guide_path
from portal.review.law.entries import data_entries
from portal.review.places import data_span
from portal.review.topics import unregistered_audiences
from portal.review.wording import did_you_mean


def check(site: Site) -> Iterator[Finding]:
    """Every guide of ``data/guides/``."""
    services = {one.id for one in site.services}
    cases = {one.slug for one in (*site.articles, *site.held) if isinstance(one.meta, CaseMeta)}
    for slug, guide in site.guides.items():
        path = guide_path(slug)
        yield from unregistered_audiences(site, guide.audience, data_span(site, path, "audience"))
        yield from _bases(site, guide, path)
        for one in guide.services:
            if one not in services:
                what, do = f"服务名录里没有“{one}”", f"{did_you_mean(one, services)}写data/services.yml里的id，没有就删去"
                yield Finding("guide-unknown-service", data_span(site, path, "services"), what, do)
        for one in guide.cases:
            if one not in cases:
                what, do = f"没有案例“{one}”", f"{did_you_mean(one, cases)}写案例文件名里日期后面的部分，没有就删去"
                yield Finding("guide-unknown-case", data_span(site, path, "cases"), what, do)


def _bases(site: Site, guide: Guide, path: str) -> Iterator[Finding]:
    bases = {f"steps[{number}].basis": one.basis for number, one in enumerate(guide.steps, 1)}
    bases |= {f"deadlines[{number}].basis": one.basis for number, one in enumerate(guide.deadlines, 1)}
    for key, entries in bases.items():
        yield from data_entries(entries, data_span(site, path, key), site.statutes, site.today)
