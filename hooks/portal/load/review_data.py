"""``data/review/rules.yml`` and ``baseline.json``: how the review is set."""

from __future__ import annotations

import json
from pathlib import Path

from portal.errors import PortalError
from portal.load.source import Source
from portal.model.review_settings import ReviewSettings

RULES = "data/review/rules.yml"
BASELINE = "data/review/baseline.json"


def load_settings(source: Source) -> ReviewSettings:
    """The bureau's levels; the built-in ones when there is no file or it can't be used (its findings say why)."""
    if not (source.root / RULES).is_file():
        return ReviewSettings()
    return source.data(ReviewSettings, RULES) or ReviewSettings()


def load_baseline(root: Path) -> dict[str, int] | None:
    """Counts by fingerprint, None when there is no baseline.

    Raises:
        PortalError: the file isn't what ``--write-baseline`` writes.
    """
    path = root / BASELINE
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["findings"]
        return {str(key): int(count) for key, count in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PortalError("基线文件读不出来", do="从版本库里恢复这个文件", path=BASELINE) from error
