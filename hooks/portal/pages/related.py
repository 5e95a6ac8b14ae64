"""Which articles belong together."""

from __future__ import annotations

from portal.model.article import Article
from portal.model.site import Site

_NEAREST = 40


def related(site: Site, article: Article, limit: int = 5) -> tuple[Article, ...]:
    """Articles that share statutes (weight 2) or tags (weight 1), best first, newer before older.

    Only the newest forty of each tag and statute are looked at, so that the cost of a page doesn't grow with the archive.
    """
    scores: dict[str, int] = {}
    found: dict[str, Article] = {}
    statutes = [site.by_statute[statute.slug] for statute, _ in site.cited(article)]
    tags = [site.by_tag[tag] for tag in article.meta.tags if tag in site.by_tag]
    for weight, groups in ((2, statutes), (1, tags)):
        for articles in groups:
            for other in articles[:_NEAREST]:
                if other.url != article.url:
                    scores[other.url] = scores.get(other.url, 0) + weight
                    found[other.url] = other
    best = sorted(found.values(), key=lambda one: one.sort_key, reverse=True)
    return tuple(sorted(best, key=lambda one: -scores[one.url])[:limit])


def neighbours(site: Site, article: Article) -> tuple[Article | None, Article | None]:
    """The next older and the next newer article of the same column."""
    articles = site.by_column[article.column]
    at = articles.index(article)
    return (articles[at + 1] if at + 1 < len(articles) else None), (articles[at - 1] if at else None)
