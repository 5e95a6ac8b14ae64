"""A build that would take much of the published site away is most likely a mistake, such as keys changed and nothing signed anew."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from portal.errors import BlockedError
from portal.model.site import Site
from portal.review.gate import LeftOut

_FEW = 5
_SHARE = 5
_NAMED = 10


def refuse_vanishing(site_dir: Path, site: Site, left_out: Iterable[LeftOut]) -> None:
    """Do nothing unless at least five articles and more than a fifth of all that the folder's site has would be gone.

    What was withdrawn on purpose has a page that says so, what was moved an old address that leads on: neither is gone.

    Args:
        site_dir: where the site goes, and where its last version may be.
        site: everything that the build shows.
        left_out: what it doesn't show, with reasons.

    Raises:
        BlockedError: too much would be gone.
    """
    old = published_addresses(site_dir)
    kept = {one.url for one in site.articles} | {one.url for one in site.withdrawn} | {alias[1:] for one in site.articles for alias in one.meta.aliases}
    gone = sorted(path for address, path in old.items() if address not in kept)
    if len(gone) < _FEW or len(gone) * _SHARE <= len(old):
        return
    named = "\n".join(f"    {one}" for one in gone[:_NAMED]) + ("\n    ……" if len(gone) > _NAMED else "")
    whys = Counter(one.why for one in left_out if one.path in gone)
    reasons = "".join(f"\n原因：{why}（{count}篇）" for why, count in whys.most_common(_NAMED))
    do = "先签完，再生成（portal status看还缺谁签）；确实要从网站上去掉的，加上--allow-vanishing"
    raise BlockedError(f"网站上已有{len(old)}篇文章，这次生成以后有{len(gone)}篇会消失：\n{named}{reasons}\n怎么改：{do}")


def published_addresses(site_dir: Path) -> dict[str, str]:
    """Files of the articles that the site in a folder shows, by address, as its own record says; empty when there is no site."""
    try:
        return dict(json.loads((site_dir / "published.json").read_text(encoding="utf-8"))["addresses"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
