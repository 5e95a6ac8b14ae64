"""Tags and audiences that ``data/topics.yml`` doesn't know."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from portal.late import late
from portal.model.finding import Finding, Span
from portal.model.site import Site
from portal.pinyin import slugify
from portal.review.wording import did_you_mean

PATH = "data/topics.yml"
_COMMA = late(r"[，、]")


def unregistered_tags(site: Site, words: tuple[str, ...], span: Span) -> Iterator[Finding]:
    """A finding for every unknown tag; ``span`` is where the tags stand."""
    yield from _full_width("tags", words, site.tags, span)
    for word in _parts(words, site.tags):
        if word not in site.tags:
            yield Finding("unregistered-tag", span, f"标签“{word}”没有登记", did_you_mean(word, site.tags) + _register("tags", word))


def unregistered_audiences(site: Site, words: tuple[str, ...], span: Span) -> Iterator[Finding]:
    """A finding for every unknown audience; ``span`` is where the audiences stand."""
    yield from _full_width("audience", words, site.audiences, span)
    for word in _parts(words, site.audiences):
        if word not in site.audiences:
            do = f"{did_you_mean(word, site.audiences)}已有的读者：{'、'.join(site.audiences)}。{_register('audiences', word)}"
            yield Finding("unregistered-audience", span, f"读者“{word}”没有登记", do)


def _full_width(key: str, words: tuple[str, ...], known: Collection[str], span: Span) -> Iterator[Finding]:
    parts = _parts(words, known)
    if parts != words:
        what = f"{key}里用了全角逗号或顿号，几项连成了一项"
        yield Finding("list-full-width-comma", span, what, f"逗号要用半角：{key}: [{', '.join(parts)}]")


def _parts(words: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    """The words that were meant: those that full-width commas glued together come apart."""
    parts = (part.strip() for word in words for part in ([word] if word in known else _COMMA.split(word)))
    return tuple(part for part in parts if part)


def _register(part: str, word: str) -> str:
    return f"确实要用新的，就在{PATH}的{part}下面加一行：“  {word}: {slugify(word)}”"
