"""Which program speaks to which kind of place; only the one that is asked for is loaded."""

from __future__ import annotations

from pathlib import Path

from portal.errors import PortalError
from portal.model.publishing import PATH, Place, Publishing
from portal.publish.targets.target import Target


def place_of(publishing: Publishing, name: str) -> Place:
    """A place by id.

    Raises:
        PortalError: there is none.
    """
    found = publishing.place(name)
    if found is None:
        known = "、".join(one.id for one in publishing.places) or "还没有登记"
        raise PortalError(f"没有“{name}”这个发布的地方", do=f"只能写：{known}", path=PATH)
    return found


def target_of(place: Place, root: Path) -> Target:
    """The target that a place is.

    Args:
        place: its settings.
        root: the project's folder, to which folders are relative.
    """
    if place.kind == "rsync":
        from portal.publish.targets.rsync import Rsync

        return Rsync(place, root / ".portal/outgoing" / place.id)
    if place.kind == "s3":
        from portal.publish.targets.s3 import S3

        return S3(place)
    if place.kind == "git":
        from portal.publish.targets.git_branch import GitBranch

        return GitBranch(place, root)
    from portal.publish.targets.folder import Folder

    return Folder((root / place.path).resolve())
