"""What every kind of place can do. A release is sent beside the one that is served; only ``switch`` changes what readers see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from portal.publish.manifest import Manifest
from portal.publish.release import Difference, Release

T = TypeVar("T")
Progress = Callable[[Iterable[T], int], Iterable[T]]


@dataclass(frozen=True)
class Owner:
    """Who is publishing: ``name@host``, the number of the process, and since when (RFC 3339)."""

    who: str
    process: int
    since: str


@dataclass(frozen=True)
class Sent:
    """What was sent: files and bytes."""

    files: int
    bytes: int


def sent(release: Release, before: Manifest | None) -> Sent:
    """What of a release is new to a place that serves another one."""
    names = Difference.of(before, release.manifest).sent
    return Sent(len(names), sum(release.manifest.files[name].size for name in names))


class Target(Protocol):
    """A place.

    Whatever breaks off (the process, the disk, the line) leaves what is served as it was, and the next ``send`` clears up what was left.
    """

    def lock(self, owner: Owner) -> AbstractContextManager[None]:
        """Keep every other publisher out.

        Raises:
            PortalError: somebody else is publishing; says who, since when, and what to do.
        """

    def current(self) -> str:
        """Id of the release that is served, empty before the first."""

    def releases(self) -> list[str]:
        """Ids of all complete releases, the newest first."""

    def read(self, release: str, name: str) -> bytes | None:
        """A file of a release; None when it isn't there."""

    def log(self) -> bytes:
        """The log of releases, empty before the first."""

    def unfinished(self) -> bool:
        """Whether a switch broke off half way, so that what is served may be a mixture until the next; never where a switch is one step."""

    def send(self, release: Release, before: Manifest | None, progress: Progress[str]) -> Sent:
        """Put a whole release beside the others; only what differs from the one before goes over the line.

        Args:
            release: what is sent.
            before: the manifest of the release that is served, None before the first.
            progress: shows how far it is.
        """

    def switch(self, release: str, log: bytes) -> None:
        """Write the log, then serve a release that is there: readers see the old one or the new one, never a mixture."""

    def prune(self, keep: int) -> list[str]:
        """Remove the oldest releases but for some and the one that is served; the ids of those removed."""
