"""The register of outer hosts: somebody looks at each of them twice a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from portal.model.finding import Finding, Severity
from portal.model.site import Site
from portal.review.places import data_span
from portal.times import chinese_day

PATH = "data/review/links.yml"
_HALF_A_YEAR = dt.timedelta(days=180)


def check(site: Site) -> Iterator[Finding]:
    """Every registered host that nobody has looked at for half a year; the site's own is newer than any day."""
    hosts = site.facts.hosts if site.facts else {}
    for index, (host, checked) in enumerate(hosts.items(), 1):
        if checked == dt.date.min or site.today - checked > _HALF_A_YEAR:
            what = f"网站“{host}”还没有核对过" if checked == dt.date.min else f"网站“{host}”上次核对是{chinese_day(checked)}，已经超过180天"
            do = "打开看看还是不是原来的网站，再把checked改成今天；已经停办、换了主人的，删去登记和文章里的链接"
            yield Finding("link-host-unchecked", data_span(site, PATH, f"hosts[{index}].checked"), what, do, Severity.INFO)
