"""A release: the files of a built site, their manifest and its signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.publish.manifest import MANIFEST, SIGNATURE, Manifest

_NAMED = 20  # articles that one line of the log names for each kind of change


@dataclass(frozen=True)
class Release:
    """What is sent.

    Attributes:
        manifest: lists every file.
        signature: of the manifest.
        files: where the files of the manifest lie on this machine, by address.
    """

    manifest: Manifest
    signature: str
    files: Mapping[str, Path]

    @property
    def own(self) -> dict[str, bytes]:
        """The files of the release itself."""
        return {MANIFEST: self.manifest.data, SIGNATURE: self.signature.encode("ascii")}

    def read(self, name: str) -> bytes:
        """The bytes of a file, proved.

        Raises:
            PortalError: they aren't what the manifest says.
        """
        path = self.files[name]
        data = path.read_bytes()
        if digest_bytes(data) != self.manifest.files[name].sha256:
            raise PortalError(f"“{name}”和生成时不一样，可能被人改动过", do="删去它，再发布一次", path=str(path))
        return data


@dataclass(frozen=True)
class Difference:
    """What one release changes against another: addresses of files that are new, differ, or are gone."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @classmethod
    def of(cls, before: Manifest | None, after: Manifest) -> Difference:
        """Compare by digest."""
        old, new = before.files if before else {}, after.files
        return cls(
            added=tuple(sorted(new.keys() - old.keys())),
            changed=tuple(sorted(name for name in new.keys() & old.keys() if new[name] != old[name])),
            removed=tuple(sorted(old.keys() - new.keys())),
        )

    @property
    def sent(self) -> tuple[str, ...]:
        """Addresses whose bytes have to be sent."""
        return (*self.added, *self.changed)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {"added": len(self.added), "changed": len(self.changed), "removed": len(self.removed)}

    def articles(self, before: Manifest | None, after: Manifest) -> dict[str, dict[str, str]]:
        """Titles of the articles among them by address, at most some of each kind."""
        old = before.titles if before else {}
        named = {"added": (self.added, after.titles), "changed": (self.changed, after.titles), "removed": (self.removed, old)}
        found = {kind: {name: titles[name] for name in names if name in titles} for kind, (names, titles) in named.items()}
        return {kind: dict(list(titles.items())[:_NAMED]) for kind, titles in found.items() if titles}
