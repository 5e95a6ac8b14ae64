"""What readers are told of past releases: the lines of the public log, as the last publisher has left them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.times import Moment

LOCAL = ".portal/releases.jsonl"  # a copy that `portal publish` makes before it builds


@dataclass(frozen=True, kw_only=True)
class ReleaseRecord:
    """One line of the log.

    Attributes:
        number: from 1.
        act: ``publish``, ``rollback`` or ``heal``.
        time: when.
        release: its id.
        manifest: SHA-256 of its manifest.
        changes: how many files were added, changed, removed.
        articles: titles of articles by address, by what happened to them.
    """

    number: int
    act: str
    time: Moment
    release: str
    manifest: str
    changes: Mapping[str, int] = field(default_factory=dict)
    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
