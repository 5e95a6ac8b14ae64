"""Old addresses of articles that would fall on a page of the site's own, told before a build stumbles over them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.model.finding import Finding
from portal.model.site import Site
from portal.model.unit import page_url
from portal.pages import views
from portal.pages.links import RULES, file_of
from portal.review.places import all_articles, meta_span

_LIKE_AN_ARTICLE = re.compile(r"/[a-z0-9-]+/\d{4}/(?!index\.html)[^/]+\.html", re.ASCII)


def taken_aliases(site: Site) -> Iterator[Finding]:
    """Every alias that is the address of a page of the site. Those shaped like articles' addresses are left to the check of addresses.

    Args:
        site: content and data, also drafts.
    """
    odd = [(article, alias) for article in all_articles(site) for alias in article.meta.aliases if not _LIKE_AN_ARTICLE.fullmatch(alias)]
    taken = _own_files(site) if odd else set()
    for article, alias in odd:
        if alias[1:] in taken:
            what = f"旧地址“{alias}”是本站现有页面的地址"
            yield Finding("alias-of-live-page", meta_span(article, "aliases"), what, "从aliases里删去它；只写这篇文章以前用过的地址")


def _own_files(site: Site) -> set[str]:
    plans = {file_of(plan.address) for plan in views.plans(site) if plan.view != "article"}
    return plans | {file_of(RULES)} | {page_url(path) for path in site.pages}
