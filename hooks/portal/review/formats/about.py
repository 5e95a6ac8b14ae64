"""What the formats tell beside the findings themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from portal.model.finding import Finding
from portal.model.manual import Manual


def _no_lines(path: str) -> list[str]:
    return []


@dataclass(frozen=True, kw_only=True)
class About:
    """What findings are about.

    Attributes:
        lines: lines of a file by its path; empty when they aren't known.
        manuals: of every rule by id.
        home: address of the site.
    """

    lines: Callable[[str], list[str]] = _no_lines
    manuals: Mapping[str, Manual] = field(default_factory=dict)
    home: str = ""

    def name(self, rule: str) -> str:
        """``错别字（word-typo）``; the id alone of a rule without manual."""
        return f"{self.manuals[rule].title}（{rule}）" if rule in self.manuals else rule


def message(one: Finding) -> str:
    """What is wrong and what to do, in one line."""
    return f"{one.what}。怎么改：{one.do}"
