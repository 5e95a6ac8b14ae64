"""Ids, labels and address names of the data files: none twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from portal.model.finding import Finding
from portal.model.site import Site
from portal.review.places import data_span


def check(site: Site) -> Iterator[Finding]:
    """Columns, kinds of cases, services, days, tags and audiences."""
    columns = [(one.id, one.label) for one in site.columns]
    kinds = [(one.id, one.label) for one in site.kinds]
    services = [(one.id, one.name) for one in site.services]
    days = [(one.id, one.name) for one in site.days]
    yield from _records(site, "data/columns.yml", "columns", "label", columns)
    yield from _records(site, "data/case_kinds.yml", "kinds", "label", kinds)
    yield from _records(site, "data/services.yml", "services", "name", services)
    yield from _records(site, "data/calendar.yml", "days", "name", days)
    yield from _slugs(site, "tags", site.tags)
    yield from _slugs(site, "audiences", site.audiences)


def _records(site: Site, path: str, part: str, key: str, names: list[tuple[str, str]]) -> Iterator[Finding]:
    for name in _twice(one for one, _ in names):
        yield Finding("duplicate-id", data_span(site, path, f"{part}[{name}].id"), f"id“{name}”用了两次", "改掉其中一个；发布过的不改")
    owner = {label: name for name, label in names}
    for label in _twice(one for _, one in names):
        span = data_span(site, path, f"{part}[{owner[label]}].{key}")
        yield Finding("duplicate-label", span, f"{key}“{label}”用了两次，读者分不清", "改掉其中一个")


def _slugs(site: Site, part: str, words: Mapping[str, str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for word, slug in words.items():
        if first.setdefault(slug, word) != word:
            span = data_span(site, "data/topics.yml", f"{part}.{word}")
            yield Finding("duplicate-topic-slug", span, f"“{word}”和“{first[slug]}”的英文名都是{slug}，网页会互相覆盖", "改掉其中一个；发布过的不改")


def _twice(words: Iterable[str]) -> list[str]:
    every = list(words)
    return sorted({word for word in every if every.count(word) > 1})
