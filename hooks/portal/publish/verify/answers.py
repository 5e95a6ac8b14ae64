"""What of one answer isn't as the manifest says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.digest import digest_bytes
from portal.publish.manifest import INTERNAL, Entry, Manifest
from portal.publish.verify import verdict
from portal.publish.verify.client import Answer
from portal.publish.verify.injected import explained
from portal.publish.verify.verdict import Deviation, deviation

_SAME = {
    "text/xml": "application/xml",
    "application/javascript": "text/javascript",
    "application/x-javascript": "text/javascript",
    "image/vnd.microsoft.icon": "image/x-icon",
}
_MUST_SAY = {"text/html", "text/plain", "text/csv"}  # browsers guess the charset of these when nobody says it
_MAPS = ("redirects.map", "gone.map")
_MAP_LINE = re.compile(r"(/\S*) (\S+);")
_MOVED = (301, 302, 303, 307, 308)
_NOT_FOUND = "404.html"
_SHORT = 1000


@dataclass(frozen=True)
class Maps:
    """Which addresses lead on to others, and which are gone, as the site's own maps for web servers say."""

    moved: Mapping[str, str]
    gone: frozenset[str]

    @classmethod
    def read(cls, manifest: Manifest, text: Callable[[str], bytes | None]) -> Maps:
        """Read the maps.

        Args:
            manifest: of the site.
            text: gives a genuine file of the site by address, None when it isn't at hand.
        """
        root = _root(manifest)
        lines = [_MAP_LINE.findall((text(name) or b"").decode("utf-8", "replace")) for name in _MAPS]
        moved, gone = [{old.removeprefix(root): new for old, new in one} for one in lines]
        return cls(moved, frozenset(gone))


def _root(manifest: Manifest) -> str:
    return "/" + manifest.site.split("/", 3)[3]


def address_of(name: str) -> str:
    """What readers ask for to get a file: a folder for its first page."""
    return name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name


def file_of(address: str) -> str:
    """The file behind an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def may_be_kept_back(name: str, manifest: Manifest) -> bool:
    """Whether a server may say that a file isn't there: some are for itself, compressed copies stand for others."""
    return name in INTERNAL or (name.endswith((".gz", ".br")) and name[:-3] in manifest.files)


def judged(name: str, answer: Answer, manifest: Manifest, maps: Maps, original: Callable[[], bytes | None]) -> Iterator[Deviation]:
    """What of the answer for a file isn't as it was signed.

    Args:
        name: of the file.
        answer: what the server said.
        manifest: what was signed.
        maps: which addresses lead on or are gone.
        original: gives the bytes that were signed, None when they aren't at hand.
    """
    entry, same = manifest.files[name], digest_bytes(answer.body) == manifest.files[name].sha256
    if not answer.status:
        yield deviation(verdict.UNREACHABLE, name, answer.why)
    elif answer.status in _MOVED:
        if not _leads_as_mapped(name, answer, manifest, maps):
            yield deviation(verdict.REDIRECT, name, f"跳转到{answer.location or '不知哪里'}（{answer.status}）")
    elif answer.status != 200:
        yield from _status(name, answer, manifest, maps, same)
    elif not same:
        kind, what = explained(name, answer.body, entry, original(), manifest.site.split("/")[2], manifest.titles.get(name, ""))
        yield deviation(kind, name, what)
    elif not may_be_kept_back(name, manifest):
        yield from _type(name, answer.type, entry)


def is_not_found(answer: Answer, manifest: Manifest) -> bool:
    """Whether an answer is the site's own page for what is missing."""
    page = manifest.files.get(_NOT_FOUND)
    return answer.status == 404 and (page is None or digest_bytes(answer.body) == page.sha256)


def _leads_as_mapped(name: str, answer: Answer, manifest: Manifest, maps: Maps) -> bool:
    wanted = maps.moved.get(name) or maps.moved.get(address_of(name))
    if not wanted:
        return False
    try:
        found = urlsplit(answer.location)
    except ValueError:
        return False
    if not answer.here and found.hostname != urlsplit(manifest.site).hostname:
        return False
    return found.path.removeprefix(_root(manifest)).lstrip("/") == wanted.removeprefix(_root(manifest)).lstrip("/")


def _status(name: str, answer: Answer, manifest: Manifest, maps: Maps, same: bool) -> Iterator[Deviation]:
    if answer.status in (403, 404) and may_be_kept_back(name, manifest):
        return
    if name == _NOT_FOUND and answer.status == 404 and same:
        return
    if name in maps.gone and answer.status in (404, 410):
        if not same and not is_not_found(answer, manifest) and not _is_short(answer, manifest):
            yield deviation(verdict.CHANGED, name, f"撤下的页面回答{answer.status}，内容却不是撤下的说明")
        return
    missing = answer.status in (404, 410)
    yield deviation(verdict.MISSING if missing else verdict.STATUS, name, f"应当是200，回答的是{answer.status}")


def _is_short(answer: Answer, manifest: Manifest) -> bool:
    """Whether a body is a server's own few words, or the site's page for what is missing under another status."""
    page = manifest.files.get(_NOT_FOUND)
    if page is not None and digest_bytes(answer.body) == page.sha256:
        return True
    return len(answer.body) < _SHORT and not re.search(rb"<(?:a|script|iframe|meta|img|link)\b", answer.body, re.IGNORECASE)


def _type(name: str, found: str, entry: Entry) -> Iterator[Deviation]:
    essence, charset = _parts(found)
    wanted, _ = _parts(entry.type)
    if _SAME.get(essence, essence) != _SAME.get(wanted, wanted):
        yield deviation(verdict.TYPE, name, f"应当是{wanted}，回答的是{essence or '没有类型'}")
    elif wanted.startswith(("text/", "application/")) and "charset" in entry.type and charset != "utf-8" and (charset or wanted in _MUST_SAY):
        yield deviation(verdict.TYPE, name, f"字符集应当是utf-8，回答的是{charset or '没有说'}")


def _parts(text: str) -> tuple[str, str]:
    essence, _, rest = text.lower().partition(";")
    match = re.search(r"charset=\"?([\w.:-]+)", rest)
    return essence.strip(), match[1] if match else ""
