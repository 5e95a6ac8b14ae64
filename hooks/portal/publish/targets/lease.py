"""A lock in object storage, by conditional writes alone: an object that says whose it is, empty while nobody publishes.

It can't end with its process as the other locks do, so it is taken over when that process is known to be dead or has been silent for long;
whoever lost it that way is stopped before it changes what readers see.
"""

from __future__ import annotations

import os
import socket

from portal.errors import PortalError
from portal.publish.caching import ASK
from portal.publish.targets.bucket import MISSING, Bucket, Conflict, Heading, Object
from portal.publish.targets.target import Owner
from portal.publish.targets.target_lock import lock_owner, lock_text, taken
from portal.times import clock

_STALE, _RENEWED = 2 * 3600, 600  # seconds
_HEADING = Heading("application/json", ASK)
_DO = "等它做完再来；它要是断了，同一台机器上可以马上再发布，别的机器要等2小时"


class Lease:
    """A lock that is held.

    Args:
        bucket: where.
        key: of its object.
        owner: who takes it.

    Raises:
        PortalError: somebody else holds it, or the service doesn't know conditional writes.
    """

    def __init__(self, bucket: Bucket, key: str, owner: Owner) -> None:
        self._bucket, self._key = bucket, key
        self._text = f"{lock_text(owner)}\n{clock()}\n".encode()  # the time tells two publishers with equal names and numbers apart
        found = bucket.get(key)
        if found is not None and not _is_free(found):
            raise self._taken(found)
        try:
            self._etag = bucket.put(key, self._text, _HEADING, found.etag if found else MISSING)
        except Conflict as error:
            raise self._taken(bucket.get(key)) from error
        self._renewed = clock()
        self._prove_conditions()

    def keep(self, sure: bool = False) -> None:
        """Say that we are still at work; only now and then unless it must be sure.

        Raises:
            PortalError: somebody has taken the lock over.
        """
        if not sure and clock() - self._renewed < _RENEWED * 10**9:
            return
        try:
            self._etag = self._bucket.put(self._key, self._text, _HEADING, self._etag)
        except Conflict as error:
            raise self._taken(self._bucket.get(self._key)) from error
        self._renewed = clock()

    def end(self) -> None:
        """Give it back, unless somebody has taken it over."""
        try:
            self._bucket.put(self._key, b"", _HEADING, self._etag)
        except Conflict:
            return

    def _prove_conditions(self) -> None:
        try:
            self._bucket.put(self._key, b"", _HEADING, MISSING)
        except Conflict:
            return
        raise PortalError(
            "这个对象存储不理会写入的条件（If-None-Match），两个人同时发布就会互相覆盖",
            do="换用支持条件写入的服务，或者用folder、rsync发布",
            path=self._bucket.name,
        )

    def _taken(self, found: Object | None) -> PortalError:
        return taken(_first_line(found) if found else "", _DO, self._bucket.name)


def _is_free(found: Object) -> bool:
    owner = lock_owner(_first_line(found))
    return not found.data or found.age > _STALE or (owner is not None and _is_dead(owner))


def _is_dead(owner: Owner) -> bool:
    if owner.who.rpartition("@")[2] != socket.gethostname():
        return False
    try:
        os.kill(owner.process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _first_line(found: Object) -> str:
    return found.data.decode("utf-8", "replace").partition("\n")[0]
