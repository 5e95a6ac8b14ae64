"""Which articles belong together."""

from __future__ import annotations

from model.article_samples import article, slugs
from portal.model.kinship import Related, neighbours


def related(count: int, statutes: dict[str, set[int]], tags: dict[str, set[int]]) -> Related:
    """Days 0 to ``count - 1``, newest first, in groups of days."""
    articles = tuple(article(number) for number in reversed(range(count)))
    places = {one.url: at for at, one in enumerate(articles)}
    day = {one.url: count - 1 - at for one, at in zip(articles, places.values(), strict=True)}

    def groups(named: dict[str, set[int]], of: int) -> list[list[int]]:
        return [sorted(count - 1 - number for number in found) for found in named.values() if of in found]

    return Related(articles, places, lambda one: (groups(statutes, day[one.url]), groups(tags, day[one.url])))


def url(number: int) -> str:
    """Address of a day's article."""
    return article(number).url


def test_own_article_is_never_related() -> None:
    """An article isn't named on its own page, whatever groups it stands in."""
    every = set(range(6))
    found = related(6, {"law": every}, {"tag": every})
    for number in every:
        assert f"n{number}" not in slugs(found[url(number)])
        assert len(found[url(number)]) == (5 if number else 4)


def test_statutes_weigh_twice_as_much_as_tags() -> None:
    """Best first; newer before older among equals; what shares nothing isn't named."""
    found = related(6, {"law": {0, 1}}, {"tag": {1, 2, 3}})
    assert slugs(found[url(1)]) == ["n0", "n3", "n2"]
    assert slugs(found[url(4)]) == []


def test_few_newer_articles_are_looked_at() -> None:
    """Of each group the four next newer ones and sixteen older ones: a new article changes few old pages."""
    found = related(60, {}, {"tag": set(range(60))})
    assert slugs(found[url(30)]) == ["n34", "n33", "n32", "n31", "n29"]
    assert slugs(found[url(59)]) == ["n58", "n57", "n56", "n55", "n54"]
    distant = related(60, {"law": {10, 59}}, {"tag": set(range(60))})
    assert slugs(distant[url(10)])[0] == "n59"  # the next newer one of its group, however distant in time


def test_new_article_changes_few_old_pages() -> None:
    """With one group of all articles only the four pages before the new one change."""
    before, after = related(60, {}, {"tag": set(range(60))}), related(61, {}, {"tag": set(range(61))})
    changed = [number for number in range(60) if slugs(before[url(number)]) != slugs(after[url(number)])]
    assert changed == [56, 57, 58, 59]


def test_neighbours_are_older_and_newer() -> None:
    """The ends of a column have one neighbour."""
    column = tuple(article(number) for number in (2, 1, 0))
    found = dict(neighbours(column))
    assert found[url(1)] == (column[2], column[0])
    assert found[url(2)] == (column[1], None)
    assert found[url(0)] == (None, column[1])
