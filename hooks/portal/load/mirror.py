"""``data/mirror.yml``: what is on the official account; a project may do without."""

from __future__ import annotations

from portal.load.source import Source
from portal.model.mirror import PATH, Mirror


def load_mirror(source: Source) -> Mirror:
    """The list; empty when there is no file or it can't be used (its findings say why)."""
    if not (source.root / PATH).is_file():
        return Mirror()
    return source.data(Mirror, PATH) or Mirror()
