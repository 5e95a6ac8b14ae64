"""Runs every check over the site, and compares it with what was published before."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace

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
    found = [one for check in all_checks() for one in check(site)]
    if published is not None:
        found += addresses.moved(site, published)
        found += statistics_published.changed(site, published.figures)
    drafts = {one.path for one in site.held if one.meta.draft}
    return in_order([_eased(one) if one.span.path in drafts else one for one in found])


def all_checks() -> list[Check]:
    """The ``check`` of every module in ``portal.review.checks`` that has one, in the order of the modules' names."""
    names = sorted(info.name for info in pkgutil.iter_modules(checks.__path__))
    modules = [importlib.import_module(f"{checks.__name__}.{name}") for name in names]
    return [module.check for module in modules if hasattr(module, "check")]


def _eased(finding: Finding) -> Finding:
    return replace(finding, severity=min(finding.severity, Severity.WARNING))
