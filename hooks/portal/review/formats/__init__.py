"""Findings for machines: JSON, SARIF, annotations of forges, JUnit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portal.model.finding import Finding
from portal.review.formats import forges, junit, plain_json, sarif
from portal.review.formats.about import About

FORMATS: dict[str, Callable[[Sequence[Finding], About], str]] = {
    "json": plain_json.render,
    "sarif": sarif.render,
    "github": forges.github,
    "gitlab": forges.gitlab,
    "junit": junit.render,
}
