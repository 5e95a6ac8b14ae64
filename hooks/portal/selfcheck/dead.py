"""References inside the site that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from portal.model.bureau import Identity
from portal.selfcheck.item import Evidence
from portal.selfcheck.page import PageFacts
from portal.selfcheck.page_links import LOAD, PICTURE, Ref, is_outer

ATTACHMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|rar|7z|ofd|wps|et|txt|ics|json|mp4|mp3)$", re.IGNORECASE)
PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|ico)$", re.IGNORECASE)


def dead(identity: Identity, files: Container[str], pages: Mapping[str, PageFacts]) -> Iterator[tuple[str, Evidence]]:
    """Every reference to a file or an anchor that isn't there, with its kind.

    Args:
        identity: of the site.
        files: every file of it.
        pages: its pages by file.
    """
    good: dict[str, set[str]] = {}  # by folder: its pages share most of their references
    for page in pages.values():
        sound = good.setdefault(page.name.rpartition("/")[0], set())
        for ref in () if page.leads_on else page.refs:
            if ref.target in sound:
                continue
            found = target_of(identity, page, ref)
            if found is None or ref.target.startswith(("#:~:", "data:")):
                sound.add(ref.target)
                continue
            file, anchor = found
            place = page.at(ref.line)
            if file not in files:
                yield _kind(ref, file), Evidence(place, f"“{ref.target}”指向的{file}不存在")
            elif anchor and anchor != "top" and file in pages and not pages[file].leads_on and anchor not in pages[file].ids:
                yield "dead-anchor", Evidence(place, f"“{ref.target}”指向的位置“#{anchor}”不存在")
            elif file != page.name:  # a page's own anchors are its alone
                sound.add(ref.target)


def target_of(identity: Identity, page: PageFacts, ref: Ref) -> tuple[str, str] | None:
    """The file and the anchor that a reference inside the site means, None for others."""
    found = _target(identity.url, identity.domain, page.name.rpartition("/")[0], ref.target)
    return (found[0] or page.name, found[1]) if found else None


@lru_cache(maxsize=200_000)  # pages of a folder share most of their references
def _target(site: str, domain: str, folder: str, target: str) -> tuple[str, str] | None:
    """File and anchor; the file is empty when it is the page itself."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or is_outer(target, domain):
        return None
    root = "/" + site.split("/", 3)[3]
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if not path and not parts.netloc:
        return "", anchor
    full = path.removeprefix(root) if path.startswith("/") or parts.netloc else normpath(f"/{folder}/{path}")
    is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..")
    full = full.strip("/")
    return ("index.html" if not full else f"{full}/index.html" if is_folder else full), anchor


def _kind(ref: Ref, file: str) -> str:
    if ref.kind == PICTURE or PICTURE_FILE.search(file):
        return "dead-picture"
    if ref.kind == LOAD:
        return "dead-asset"
    return "dead-attachment" if ATTACHMENT.search(file) else "dead-link"
