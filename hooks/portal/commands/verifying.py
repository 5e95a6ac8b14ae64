"""What ``portal verify`` looks at: a place, a folder or an address, with all that a verification works with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from portal.assembly.crew import progress
from portal.commands.publishing import Desk
from portal.digest import digest_value
from portal.errors import PortalError
from portal.load.identity import site_dir_of
from portal.model.publishing import PATH, Place
from portal.publish.targets.kinds import target_of
from portal.publish.targets.target import Target
from portal.publish.verify.disk import Look, verify_disk
from portal.publish.verify.healing import Healed, heal
from portal.publish.verify.seal import Memory
from portal.publish.verify.store import Disk, Originals, Server, Store
from portal.publish.verify.verdict import Verdict
from portal.publish.verify.web import verify_web

T = TypeVar("T")
_ON_DISK = ("folder", "rsync")


@dataclass(frozen=True)
class Sight:
    """What is verified: where releases lie, or an address to ask, or both.

    Attributes:
        desk: the settings.
        where: as the person wrote it.
        place: when it is one.
        store: None when only a web server is asked.
        url: empty when none is asked.
    """

    desk: Desk
    where: str
    place: Place | None
    store: Store | None
    url: str

    @classmethod
    def of(cls, desk: Desk, where: str) -> Sight:
        """Find out what the word means.

        Raises:
            PortalError: it is no place, no folder and no address, or a place that can't be looked at.
        """
        if re.match(r"https?://", where, re.IGNORECASE):
            return cls(desk, where, None, None, where)
        place = desk.publishing.place(where)
        if place is not None:
            return cls(desk, where, place, _store(place, desk.root), place.url)
        if not Path(where).is_dir():
            known = "、".join(one.id for one in desk.publishing.places)
            raise PortalError(f"“{where}”不是发布的地方，不是文件夹，也不是网址", do=f"写地方的代号（{known}）、文件夹，或https://开头的网址")
        return cls(desk, where, None, Disk(Path(where)), "")

    @property
    def target(self) -> Target:
        """The place as a target.

        Raises:
            PortalError: it is none that can be healed.
        """
        if self.place is None or self.place.kind not in _ON_DISK:
            raise PortalError("只有folder和rsync的地方能恢复", do="写data/publish.yml里登记的代号")
        return target_of(self.place, self.desk.root)

    @property
    def releases(self) -> Sequence[str]:
        """Ids of all releases that lie there."""
        if self.place is not None and self.store is not None:
            return self.target.releases()
        return self.store.releases() if isinstance(self.store, Disk) else ()

    def verified(self) -> Verdict:
        """Look at it."""
        found = [verify_disk(self.store, self.releases, self._look(self._name))] if self.store else []
        seen = [one.verdict for one in found]
        if self.url:
            seen.append(verify_web(self.url, self._look(_web_name(self.url))))
        return seen[0] + seen[1] if len(seen) > 1 else seen[0]

    def healed(self) -> Healed | None:
        """Restore it; None when nothing is wrong where the releases lie."""
        assert self.store
        return heal(self.target, self.store, self._look(self._name), self.desk.owner, self.desk.root / ".portal/evidence")

    @property
    def _name(self) -> str:
        return self.place.id if self.place else f"folder-{digest_value(str(Path(self.where).resolve()))[:10]}"

    def _look(self, name: str) -> Look:
        root = self.desk.root
        memory = Memory(root / ".portal/verified", name)
        originals = Originals([site_dir_of(root), root / ".portal/promoted"], self.store, self.releases)
        return Look(where=self.where, authority=self.desk.authority, memory=memory, originals=originals, progress=bar)


def bar(items: Iterable[T], total: int) -> Iterable[T]:
    """The items, with a progress bar for people who watch."""
    return progress(items, total, "核验")


def _store(place: Place, root: Path) -> Store | None:
    if place.kind == "rsync":
        return Server(place)
    if place.kind == "folder":
        return Disk((root / place.path).resolve())
    if not place.url:
        raise PortalError(f"“{place.id}”没有写网址，不能核验", do="给这个地方写上url", path=PATH)
    return None


def _web_name(url: str) -> str:
    parts = urlsplit(url)
    return re.sub(r"[^a-z0-9.-]+", "-", f"{parts.netloc}{parts.path}".lower().rpartition("@")[2]).strip("-.") or "web"
