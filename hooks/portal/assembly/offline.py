"""The service worker for offline reading: a new one only when what every reader keeps has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from portal.assembly.assets import Assets
from portal.assembly.making import Made
from portal.digest import digest_value
from portal.model.site import Site
from portal.pages.links import GUIDES, OFFLINE
from portal.pages.page import Context

ADDRESS = "sw.js"
_HOME, _ABOUT = "", "about.html"
# At most: pages, files and pictures that a device keeps; bytes of one of them; milliseconds that a page may take.
_LIMITS = {"pages": 20, "assets": 40, "pictures": 30, "largest": 600_000, "patience": 3000}


def worker(context: Context, assets: Assets, pages: Iterable[Made]) -> bytes:
    """``sw.js``; where offline reading is switched off, and in previews, one that signs itself off and forgets everything.

    Args:
        context: what pages are made with.
        assets: styles and scripts.
        pages: all pages of the site.
    """
    if context.site.stage == "preview" or not context.site.bureau.offline_reading:
        return _script(context, "off.js", {})
    digests = {page.address: page.digest for page in pages}
    kept = [address for address in _always(context.site) if address in digests]
    loaded = [assets.styles, *(address for name, address in assets.scripts.items() if not name.startswith("search"))]
    values: dict[str, object] = {**_LIMITS, "kept": kept, "loaded": loaded, "version": ""}
    # The home page changes every day and is kept anew whenever it is read
    version = digest_value([_script(context, "sw.js", values).decode("utf-8"), *(digests[one] for one in kept if one != _HOME)])[:10]
    return _script(context, "sw.js", {**values, "version": version})


def _always(site: Site) -> Iterator[str]:
    """Pages that every reader's device keeps: what people need when something has happened."""
    yield _HOME
    yield OFFLINE
    yield from (f"{column.id}/" for column in site.columns if column.type == "办事服务")
    yield GUIDES
    yield _ABOUT
    yield from (one.guide[1:] for one in site.services if one.guide and one.id.endswith(site.bureau.hotline))


def _script(context: Context, name: str, values: dict[str, object]) -> bytes:
    lines = context.env.get_template(f"offline/{name}").render(values).splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if line.strip()).encode("utf-8")
