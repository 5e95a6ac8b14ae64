"""The log of releases as the last ``portal publish`` found it; a project that was never published has none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from portal.errors import PortalError
from portal.model.release_record import LOCAL, ReleaseRecord
from portal.times import parse_moment

_MOST = 50


def load_release_records(root: Path) -> tuple[ReleaseRecord, ...]:
    """The newest lines of the log, the newest first.

    Raises:
        PortalError: a line can't be read.
    """
    try:
        lines = (root / LOCAL).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    try:
        return tuple(_record(json.loads(line)) for line in reversed(lines[-_MOST:]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PortalError("发布日志的副本读不出来", do="删去这个文件，下次发布时会重新取来", path=LOCAL) from error


def _record(plain: Any) -> ReleaseRecord:
    time = parse_moment(plain["time"])
    if time is None:
        raise ValueError(plain["time"])
    articles = {kind: {str(url): str(title) for url, title in titles.items()} for kind, titles in plain["articles"].items()}
    return ReleaseRecord(
        number=int(plain["number"]),
        act=str(plain["act"]),
        time=time,
        release=str(plain["release"]),
        manifest=str(plain["manifest"]),
        changes={kind: int(count) for kind, count in plain["changes"].items()},
        articles=articles,
    )
