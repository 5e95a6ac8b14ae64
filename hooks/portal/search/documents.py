"""The documents that a reader can find, as one JSON file that the search page fetches."""

from __future__ import annotations

import json
from collections.abc import Iterator

from portal.model.article import CaseMeta
from portal.model.plain import figures_as_text, plain_text
from portal.model.site import Site

ADDRESS = "search/documents.json"


def documents(site: Site) -> bytes:
    """Title, address, label, date and words of every article and every metric, newest articles first."""
    entries = [*_articles(site), *_metrics(site)]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _articles(site: Site) -> Iterator[dict[str, str]]:
    for article in site.articles:
        scenario = isinstance(article.meta, CaseMeta) and article.meta.basis == "scenario"
        label = "情景案例" if scenario else site.column(article.column).label
        summary = figures_as_text(article.meta.summary, site.statistics)
        yield {
            "address": article.url,
            "title": figures_as_text(article.meta.title, site.statistics),
            "text": f"{summary} {plain_text(article.body, site.statistics)}",
            "label": label,
            "date": article.meta.date.day.isoformat(),
        }


def _metrics(site: Site) -> Iterator[dict[str, str]]:
    for name, metric in site.statistics.metrics.items():
        address = f"statistics/{name.replace('.', '/')}.html"
        yield {"address": address, "title": metric.label, "text": metric.definition, "label": "数据", "date": ""}
