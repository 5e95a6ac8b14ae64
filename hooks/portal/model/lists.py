"""Lists of articles that pages show, cut into numbered pages that count from the oldest.

A list's name is the address of its front page without ``.html`` or the closing slash: ``news``, ``tags/hunyin``, ``laws/minfadian``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.model.article import Article

SIZE = 20
Articles = tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists cut into pages.

    Attributes:
        whole: every list, newest first.
        fronts: the newest twenty of each list, pinned ones first.
        chunks: numbered pages, newest first within a page, under ``name/number``; page 1 holds the oldest and never changes again when
            newer articles come.
        pages: how many numbered pages a list has; none when the front page shows everything.
    """

    whole: Mapping[str, Articles]
    fronts: Mapping[str, Articles]
    chunks: Mapping[str, Articles]
    pages: Mapping[str, int]

    @classmethod
    def of(cls, whole: Mapping[str, Articles]) -> Lists:
        """Cut lists."""
        fronts, chunks, pages = {}, {}, {}
        for name, articles in whole.items():
            pinned = tuple(one for one in articles if one.meta.pinned)
            fronts[name] = (*pinned, *(one for one in articles[: SIZE + len(pinned)] if not one.meta.pinned))[:SIZE]
            count = -(-len(articles) // SIZE) if len(articles) > SIZE else 0
            pages[name] = count
            for number in range(1, count + 1):
                end = len(articles) - (number - 1) * SIZE
                chunks[f"{name}/{number}"] = articles[max(end - SIZE, 0) : end]
        return cls(whole, fronts, chunks, pages)
