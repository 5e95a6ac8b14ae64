"""One page of every kind of a built site, for tests that are too slow for all of them."""

from __future__ import annotations

from built_site import BuiltSite


def one_of_each(site: BuiltSite) -> list[str]:
    """Addresses: of each folder its index, its first page, and its first page that has a folder of its own."""
    kinds: dict[tuple[object, ...], str] = {}
    for name in sorted(site.pages):
        *folders, file = name.split("/")
        leads_on = any(one.startswith(f"{name.removesuffix('.html')}/") for one in site.pages)
        kinds.setdefault((folders[0] if folders else name, len(folders), file == "index.html", leads_on), site.pages[name].address)
    return list(kinds.values())
