"""Templates and statistics for the tests of tables, charts and downloads."""

from __future__ import annotations

import jinja2

from helpers import ROOT, Project
from portal.load.source import Source
from portal.load.statistics import load_statistics
from portal.model.statistics import Statistics
from portal.pages.templates import environment

DATA = "data/statistics"


def env() -> jinja2.Environment:
    """The real templates."""
    return environment([ROOT / "overrides"])


def statistics(project: Project) -> Statistics:
    """The project's statistics, which must be readable."""
    source = Source(project.root)
    found = load_statistics(source)
    assert found is not None and not source.findings, source.findings
    return found


def link(path: str) -> str:
    """A relative address as seen from a page one folder down."""
    return f"../{path}"
