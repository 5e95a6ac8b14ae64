"""A backup in object storage."""

from __future__ import annotations

from portal.model.publishing import Place
from portal.publish.caching import ASK
from portal.publish.media_types import OTHER
from portal.publish.targets.bucket import Bucket, Heading

_HEADING = Heading(OTHER, ASK)


class BucketBox:
    """A bucket, see ``Box``.

    Args:
        place: its settings.
    """

    def __init__(self, place: Place) -> None:
        self._bucket = Bucket(place)

    def names(self) -> set[str]:
        """See ``Box``."""
        return set(self._bucket.etags(""))

    def get(self, name: str) -> bytes | None:
        """See ``Box``."""
        found = self._bucket.get(name)
        return found.data if found else None

    def put(self, name: str, data: bytes) -> None:
        """See ``Box``."""
        self._bucket.put(name, data, _HEADING)
