"""How long readers' browsers, and caches between, may keep a file without asking again."""

from __future__ import annotations

import re

FOREVER, ASK = "public, max-age=31536000, immutable", "no-cache"
_HASHED = re.compile(r"\.[0-9a-f]{10}\.[a-z0-9]+")


def cache_control(address: str) -> str:
    """The ``Cache-Control`` (RFC 9111, section 5.2.2; ``immutable`` RFC 8246) of a file of the site by its address.

    An asset that is named by its digest never changes; everything else is asked for each time, which costs a 304 while it is the same.
    """
    hashed = address.startswith("assets/") and _HASHED.search(address.rpartition("/")[2])
    return FOREVER if hashed else ASK
