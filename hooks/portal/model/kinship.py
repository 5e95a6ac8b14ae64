"""Which articles belong together: neighbours in a column, and others on the same statutes and topics."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from portal.model.article import Article

_LIMIT = 5
_OLDER, _NEWER = 16, 4

Articles = tuple[Article, ...]
Groups = list[list[int]]


@dataclass(frozen=True, slots=True)
class Related(Mapping[str, Articles]):
    """For each article up to five others that share statutes (weight 2) or tags (weight 1), best first, newer before older.

    Only the nearest in time of each statute and tag are looked at, few of them newer: the cost of a page doesn't grow with the archive,
    and a new article changes few old pages.

    Attributes:
        articles: all articles, newest first.
        places: where each stands among them, by address.
        groups: for an article the statutes and the tags that it has, each as the places of all articles that have it, ascending.
    """

    articles: Articles
    places: Mapping[str, int]
    groups: Callable[[Article], tuple[Groups, Groups]]

    def __getitem__(self, url: str) -> Articles:
        own = self.places[url]
        statutes, tags = self.groups(self.articles[own])
        scores = Counter(chain.from_iterable([_near(group, own) for group in (*statutes, *statutes, *tags)]))
        scores.pop(own, None)
        whole = len(self.articles)
        return tuple(self.articles[key % whole] for key in sorted([place - score * whole for place, score in scores.items()])[:_LIMIT])

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


def _near(group: list[int], own: int) -> list[int]:
    at = bisect_left(group, own)
    return group[max(at - _NEWER, 0) : at + _OLDER + 1]


def neighbours(column: Articles) -> Iterator[tuple[str, tuple[Article | None, Article | None]]]:
    """For each article of a column, newest first, its address with the next older and the next newer article."""
    for at, article in enumerate(column):
        yield article.url, (column[at + 1] if at + 1 < len(column) else None, column[at - 1] if at else None)
