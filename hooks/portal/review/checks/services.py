"""Services: for whom, and whether their guides exist."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.finding import Finding
from portal.model.site import Site
from portal.review.places import data_span
from portal.review.topics import unregistered_audiences

PATH = "data/services.yml"


def check(site: Site) -> Iterator[Finding]:
    """Every service of ``data/services.yml``."""
    pages = {f"/{one.url}" for one in site.articles} | {f"/{one.id}/" for one in site.columns}
    for service in site.services:
        where = f"services[{service.id}]"
        yield from unregistered_audiences(site, service.audience, data_span(site, PATH, f"{where}.audience"))
        if service.guide and service.guide not in pages:
            what = f"办事指南{service.guide}不是已发布文章的地址"
            yield Finding("service-without-guide", data_span(site, PATH, f"{where}.guide"), what, "写成/栏目/年份/英文名.html；还没有指南就删去guide这一行")
