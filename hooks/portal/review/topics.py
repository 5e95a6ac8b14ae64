"""Tags and audiences that ``data/topics.yml`` doesn't know."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.finding import Finding, Span
from portal.model.site import Site
from portal.pinyin import slugify
from portal.review.wording import did_you_mean

PATH = "data/topics.yml"


def unregistered_tags(site: Site, words: tuple[str, ...], span: Span) -> Iterator[Finding]:
    """A finding for every unknown tag; ``span`` is where the tags stand."""
    for word in words:
        if word not in site.tags:
            yield Finding("unregistered-tag", span, f"标签“{word}”没有登记", did_you_mean(word, site.tags) + _register("tags", word))


def unregistered_audiences(site: Site, words: tuple[str, ...], span: Span) -> Iterator[Finding]:
    """A finding for every unknown audience; ``span`` is where the audiences stand."""
    for word in words:
        if word not in site.audiences:
            do = did_you_mean(word, site.audiences) + _register("audiences", word)
            yield Finding("unregistered-audience", span, f"读者“{word}”没有登记", do)


def _register(part: str, word: str) -> str:
    return f"确实要用新的，就在{PATH}的{part}下面加一行：“  {word}: {slugify(word)}”"
