"""Which addresses of a site in object storage are leaving, and since when; and whether a switch is going on. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.publish.targets.folder import ASSETS


@dataclass(frozen=True)
class Leaving:
    """Addresses that may hold an object though the release that is served doesn't have them.

    Attributes:
        switching: a switch has begun and not ended.
        since: seconds since 1970 by address.
    """

    switching: bool = False
    since: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Leaving:
        """What ``data`` wrote; whatever can't be read counts as a switch that broke off."""
        try:
            plain: Any = json.loads(data or b'{"switching":false,"removed":{}}')
            return cls(bool(plain["switching"]), {str(name): int(since) for name, since in plain["removed"].items()})
        except (ValueError, TypeError, KeyError, AttributeError):
            return cls(switching=True)

    @property
    def data(self) -> bytes:
        """The file."""
        plain = {"switching": self.switching, "removed": dict(self.since)}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")

    def begun(self, before: Collection[str], after: Collection[str], now: int) -> Leaving:
        """As a switch begins: what only one of both releases has may stay behind if it breaks off."""
        differing = set(before) ^ set(after)
        return Leaving(True, {**dict.fromkeys(sorted(differing), now), **self.since})

    def ended(self, after: Collection[str], gone: Collection[str]) -> Leaving:
        """As it has ended: what the new release has stays, what was deleted is gone."""
        return Leaving(False, {name: since for name, since in self.since.items() if name not in after and name not in gone})

    def due(self, until: int, needed: Collection[str]) -> list[str]:
        """Addresses that have been leaving at least since a time and that nothing needs."""
        return [name for name, since in self.since.items() if since <= until and name not in needed]


def is_asset(name: str) -> bool:
    """Whether pages that readers have open may ask for a file long after a switch."""
    return name.startswith(ASSETS)
