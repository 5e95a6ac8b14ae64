"""The manifest of a release: every file with size, digest and type, and where it all comes from.

Canonical JSON (sorted keys, no blanks, UTF-8), so that the same facts are the same bytes and one signature covers them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from portal.digest import digest_bytes, digest_value
from portal.errors import PortalError

MANIFEST, SIGNATURE, LOG = "release.json", "release.json.sig", "releases.jsonl"
OWN = (MANIFEST, SIGNATURE, LOG)  # of the release itself; no manifest can list them
INTERNAL = ("redirects.map", "gone.map", "published.json")  # for programs of the bureau: web servers keep them back
FORM = 1
_MOST_BYTES, _MOST_FILES = 200_000_000, 2_000_000
_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{10}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: bytes, SHA-256 in hexadecimal, media type."""

    size: int
    sha256: str
    type: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a release consists of.

    Attributes:
        id: ``20261128-201500-0123456789``: time in Asia/Shanghai and the first digits of the digest of all files.
        site: address of the site's root.
        made: RFC 3339.
        stage: ``publish`` or ``preview``.
        commit: of the project that it was built from, empty without git.
        builder: version of the program.
        review: what the sign-offs come to: how many units are reviewed, urgent, or need no review.
        titles: of the articles by address, for telling readers what has changed.
        log: entries of the log before this release, and the digest of the last one.
        files: by address.
    """

    id: str
    site: str
    made: str
    stage: str
    commit: str
    builder: str
    review: Mapping[str, int]
    titles: Mapping[str, str]
    log: tuple[int, str]
    files: Mapping[str, Entry]

    @cached_property
    def content(self) -> str:
        """Digest of all files; equal for releases that readers can't tell apart."""
        return content_digest(self.files)

    @cached_property
    def data(self) -> bytes:
        """The canonical bytes, which are signed."""
        files = {name: [one.size, one.sha256, one.type] for name, one in self.files.items()}
        plain = {**{one.name: getattr(self, one.name) for one in fields(self)}, "form": FORM, "files": files}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes; stands in the log."""
        return digest_bytes(self.data)


_TELLING = re.compile(r"releases/index\.html(\.gz|\.br)?")  # tells of the releases before, so it is another one after each


def content_digest(files: Mapping[str, Entry]) -> str:
    """Digest of files with their addresses; the page about past releases apart, which alone is no reason for a new one."""
    return digest_value(sorted([name, one.sha256] for name, one in files.items() if not _TELLING.fullmatch(name)))


def read_manifest(data: bytes, where: str) -> Manifest:
    """Read what ``Manifest.data`` wrote; nothing else is taken.

    Args:
        data: the file.
        where: its place, for the message.

    Raises:
        PortalError: it is no manifest of this form.
    """
    try:
        if len(data) > _MOST_BYTES:
            raise ValueError("too large")
        found = _checked(json.loads(data))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PortalError("发布清单读不出来，或者不是本站生成的", do="重新发布一次；反复出现就查是谁改动了它", path=where) from error
    if found.data != data:
        raise PortalError("发布清单不是原来的写法，可能被改动过", do="重新发布一次；反复出现就查是谁改动了它", path=where)
    return found


def _checked(plain: Any) -> Manifest:
    if plain.pop("form") != FORM or not _ID.fullmatch(plain["id"]) or len(plain["files"]) > _MOST_FILES:
        raise ValueError("another form")
    files = {name: Entry(*one) for name, one in plain.pop("files").items()}
    for name, one in files.items():
        if not is_address(name) or name in OWN or not _SHA256.fullmatch(one.sha256) or type(one.size) is not int or one.size < 0:
            raise ValueError(name)
    number, head = plain.pop("log")
    return Manifest(**plain, files=files, log=(int(number), str(head)))


def is_address(name: str) -> bool:
    """Whether a name can be a file of the site: relative, plain, without a way out of the folder."""
    parts = name.split("/")
    return bool(name) and not any(one in ("", ".", "..") for one in parts) and not re.search(r"[\x00-\x1f\x7f\\]", name)


def is_release(name: str) -> bool:
    """Whether a text has the form of a release's id."""
    return _ID.fullmatch(name) is not None
