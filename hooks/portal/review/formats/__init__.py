"""Findings for machines: JSON, SARIF, annotations of forges, JUnit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portal.model.finding import Finding
from portal.review.formats import forges, junit, plain_json, sarif

Lines = Callable[[str], list[str]]
FORMATS: dict[str, Callable[[Sequence[Finding], Lines], str]] = {
    "json": plain_json.render,
    "sarif": sarif.render,
    "github": forges.github,
    "gitlab": forges.gitlab,
    "junit": junit.render,
}
