"""``data/publish.yml``: where releases go and whose signature counts; a project may do without."""

from __future__ import annotations

from portal.load.source import Source
from portal.model.publishing import PATH, Publishing


def load_publishing(source: Source) -> Publishing:
    """The settings; empty when there is no file or it can't be used (its findings say why)."""
    if not (source.root / PATH).is_file():
        return Publishing()
    return source.data(Publishing, PATH) or Publishing()
