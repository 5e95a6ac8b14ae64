"""Runs every check: over each article by itself, over the site as a whole, and against what was published before."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from portal.model.article import Article
from portal.model.finding import Finding, Severity, in_order
from portal.model.published import Published
from portal.model.site import Site
from portal.review import checks
from portal.review.checks import addresses, statistics_published

Check = Callable[[Site], Iterator[Finding]]


def review_site(site: Site, published: Published | None = None) -> list[Finding]:
    """Everything that is wrong with content and data that could be read.

    Args:
        site: the site as loaded.
        published: what the last published build printed, to compare with; None when there is nothing to compare with.

    Returns:
        Findings in order of place. Errors in drafts count as warnings, because drafts aren't published.
    """
    articles = ArticleChecks.of(site)
    own = [one for article in (*site.articles, *site.held) for one in articles.findings(site, article)]
    return eased(site, [*own, *site_findings(site, published)])


def site_findings(site: Site, published: Published | None = None) -> list[Finding]:
    """What is wrong with data, fixed pages, files, and articles taken together."""
    found = [one for check in all_checks() for one in check(site)]
    if published is not None:
        found += addresses.moved(site, published)
        found += statistics_published.changed(site, published.figures)
    return found


def eased(site: Site, findings: list[Finding]) -> list[Finding]:
    """Findings in order of place; errors in drafts count as warnings."""
    drafts = {one.path for one in site.held if one.meta.draft}
    return in_order([_eased(one) if one.span.path in drafts else one for one in findings])


@dataclass(frozen=True)
class ArticleChecks:
    """The checks that look at one article at a time, each with what it prepared for all of them.

    Attributes:
        checks: ``check_article`` of each module, called with the site, the article and the prepared value if there is one.
    """

    checks: tuple[tuple[Callable[..., Iterator[Finding]], tuple[Any, ...]], ...]

    @classmethod
    def of(cls, site: Site) -> ArticleChecks:
        """Prepare the checks for a site."""
        modules = [module for module in _modules() if hasattr(module, "check_article")]
        return cls(tuple((module.check_article, (module.prepare(site),) if hasattr(module, "prepare") else ()) for module in modules))

    def findings(self, site: Site, article: Article) -> list[Finding]:
        """What is wrong with an article."""
        return [one for check, prepared in self.checks for one in check(site, article, *prepared)]


def all_checks() -> list[Check]:
    """The ``check`` of every module in ``portal.review.checks`` that has one, in the order of the modules' names."""
    return [module.check for module in _modules() if hasattr(module, "check")]


def _modules() -> list[ModuleType]:
    names = sorted(info.name for info in pkgutil.iter_modules(checks.__path__))
    return [importlib.import_module(f"{checks.__name__}.{name}") for name in names]


def _eased(finding: Finding) -> Finding:
    return replace(finding, severity=min(finding.severity, Severity.WARNING))
