"""What a lock says, and how it is told."""

from __future__ import annotations

import json
from dataclasses import asdict

from portal.errors import PortalError
from portal.publish.targets.target import Owner

NAME = ".lock"


def lock_text(owner: Owner) -> str:
    """What stands in a lock: one line of JSON."""
    return json.dumps(asdict(owner), ensure_ascii=False, sort_keys=True)


def lock_owner(text: str) -> Owner | None:
    """Who holds a lock; None when that can't be read."""
    try:
        return Owner(**json.loads(text))
    except (ValueError, TypeError):
        return None


def taken(text: str, do: str, path: str) -> PortalError:
    """What to say when somebody else is publishing."""
    owner = lock_owner(text)
    who = f"{owner.who}（进程{owner.process}）从{owner.since}起" if owner else "另一个程序"
    return PortalError(f"{who}正在发布到这里", do=do, path=path)
