"""The checks of single articles, made anew only where the article or something that it rests on has changed."""

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
from portal.review.engine import ArticleChecks

Found = tuple[Finding, ...]


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


def article_findings(desk: Desk, recorder: Recorder) -> list[Finding]:
    """What the checks find in each article by itself.

    Args:
        desk: the run.
        recorder: over the whole site.
    """
    shelf = desk.store.shelf("check", desk.version)
    ledger = Ledger(desk.store.shelf("check-ledger", desk.version), recorder)
    memory: Memory[Found] = Memory(shelf, ledger)
    articles = (*recorder.plain.articles, *recorder.plain.held)
    good = memory.good
    stale = [one for one in articles if one.path not in good]
    if stale:
        for path, found, trace in spread(_check, _Checker.over(recorder), stale, "检查", crew=desk.crew):
            memory.put(path, found, trace)
            good[path] = found
    shelf.keep({one.path for one in articles})
    ledger.settle()
    return [one for article in articles for one in good[article.path]]


def _check(checker: _Checker, articles: Sequence[Article]) -> list[tuple[str, Found, Trace]]:
    """The work of one worker."""
    return [_one(checker, article) for article in articles]


def _one(checker: _Checker, article: Article) -> tuple[str, Found, Trace]:
    recorder = checker.recorder
    found, trace = recorder.traced(lambda: tuple(checker.checks.findings(recorder.site, article)))
    own = (f"by_path[{article.path}]", recorder.stamp(f"by_path[{article.path}]"))
    return article.path, found, tuple(dict((*checker.common, *trace, own)).items())
