"""What the tests of the checks share: the small project's files, one change to it, and what a check then says."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from helpers import Project
from portal.model.finding import Finding
from portal.model.site import Site

NEWS = "content/news/2025/2025-06-20-first.md"
SECOND = "content/news/2025/2025-06-01-second.md"
CASE = "content/cases/2025/2025-06-10-loan.md"


def found_by(check: ModuleType, site: Site) -> list[Finding]:
    """What a module of checks finds in every article and in the site as a whole."""
    prepared = (check.prepare(site),) if hasattr(check, "prepare") else ()
    articles = (*site.articles, *site.held) if hasattr(check, "check_article") else ()
    own = [one for article in articles for one in check.check_article(site, article, *prepared)]
    return [*own, *(check.check(site) if hasattr(check, "check") else ())]


def after(project: Project, check: ModuleType, *changes: tuple[str, str, str]) -> set[tuple[str, str, int]]:
    """Rule, path and line of each finding of a module after changes, each a path, an old text and a new one."""
    for path, old, new in changes:
        project.replace(path, old, new)
    return brief(found_by(check, project.site()))


def brief(findings: Iterable[Finding]) -> set[tuple[str, str, int]]:
    """Rule, path and line of each finding; every one says what is wrong and what to do."""
    every = list(findings)
    assert all(one.what and one.do and one.span.path for one in every)
    return {(one.rule, one.span.path, one.span.line) for one in every}
