"""What each article is by itself: what the checks find in it, and its unit of review; made anew only where something that it rests on has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.assembly.crew import spread
from portal.assembly.desk import Desk
from portal.assembly.memory import Ledger, Memory
from portal.assembly.recorder import Recorder, Trace
from portal.model.article import Article
from portal.model.finding import Finding
from portal.model.unit import Unit, article_unit
from portal.review.engine import ArticleChecks


@dataclass(frozen=True)
class Look:
    """What the checks find in an article, and its unit."""

    findings: tuple[Finding, ...]
    unit: Unit


@dataclass(frozen=True)
class _Checker:
    recorder: Recorder
    checks: ArticleChecks
    common: Trace

    @classmethod
    def over(cls, recorder: Recorder) -> _Checker:
        """Prepare the checks."""
        return cls(recorder, *recorder.traced(lambda: ArticleChecks.of(recorder.site)))

    def __reduce__(self) -> tuple[Any, ...]:
        return _Checker.over, (self.recorder,)


def looks(desk: Desk, recorder: Recorder) -> dict[str, Look]:
    """Look at each article by itself; by path, in the order of the site.

    Args:
        desk: the run.
        recorder: over the whole site.
    """
    shelf, listed = desk.store.shelf("look", desk.version), desk.store.shelf("look-ledger", desk.version)
    ledger = Ledger(listed, recorder)
    memory: Memory[Look] = Memory(shelf, ledger)
    articles = (*recorder.plain.articles, *recorder.plain.held)
    good = memory.good
    stale = [one for one in articles if one.path not in good]
    if stale:
        for path, look, trace in spread(_look, _Checker.over(recorder), stale, "检查", crew=desk.crew):
            memory.put(path, look, trace)
            good[path] = look
    shelf.keep({one.path for one in articles})
    ledger.settle()
    for one in (shelf, listed):
        one.unload()
    return {article.path: good[article.path] for article in articles}


def _look(checker: _Checker, articles: Sequence[Article]) -> list[tuple[str, Look, Trace]]:
    """The work of one worker."""
    return [_one(checker, article) for article in articles]


def _one(checker: _Checker, article: Article) -> tuple[str, Look, Trace]:
    recorder = checker.recorder
    site = recorder.site
    look, trace = recorder.traced(lambda: Look(tuple(checker.checks.findings(site, article)), article_unit(site, article)))
    own = (f"by_path[{article.path}]", recorder.stamp(f"by_path[{article.path}]"))
    return article.path, look, tuple(dict((*checker.common, *trace, own)).items())
