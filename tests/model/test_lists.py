"""Lists in parts: numbered pages count from the oldest, the front page shows the newest."""

from __future__ import annotations

import pytest

from model.article_samples import article, slugs
from portal.model.lists import SIZE, Lists


def cut(count: int, pinned: frozenset[int] = frozenset()) -> Lists:
    """The list of days 0 to ``count - 1``, newest first."""
    return Lists.of({"news": tuple(article(number, pinned=number in pinned) for number in reversed(range(count)))})


@pytest.mark.parametrize(("count", "pages"), [(0, 0), (SIZE, 0), (SIZE + 1, 2), (2 * SIZE, 2), (2 * SIZE + 1, 3)])
def test_how_many_pages(count: int, pages: int) -> None:
    """A list that fits on its front page has no numbered ones."""
    lists = cut(count)
    assert lists.pages["news"] == pages
    assert list(lists.chunks) == [f"news/{number}" for number in range(1, pages + 1)]


def test_chunks_count_from_the_oldest() -> None:
    """Page 1 holds the oldest, newest first within a page; every article stands on exactly one page."""
    lists = cut(2 * SIZE + 3)
    assert slugs(lists.chunks["news/1"]) == [f"n{number}" for number in reversed(range(SIZE))]
    assert slugs(lists.chunks["news/3"]) == [f"n{2 * SIZE + number}" for number in (2, 1, 0)]
    assert sorted(slug for chunk in lists.chunks.values() for slug in slugs(chunk)) == sorted(slugs(lists.whole["news"]))


def test_newer_articles_leave_full_pages_alone() -> None:
    """Only the last numbered page grows."""
    before, after = cut(2 * SIZE + 3), cut(2 * SIZE + 4)
    assert [name for name in before.chunks if before.chunks[name] != after.chunks[name]] == ["news/3"]


def test_front_page_begins_with_what_is_pinned() -> None:
    """Pinned articles come first however old, the newest others after them, twenty in all."""
    front = slugs(cut(2 * SIZE, frozenset({0, 2 * SIZE - 1})).fronts["news"])
    assert front[:3] == [f"n{2 * SIZE - 1}", "n0", f"n{2 * SIZE - 2}"]
    assert len(front) == len(set(front)) == SIZE
    assert slugs(cut(3).fronts["news"]) == ["n2", "n1", "n0"]
