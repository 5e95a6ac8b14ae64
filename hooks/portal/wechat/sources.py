"""Paths to saved pages: one file, a folder of them, an archive. Only files beside the page are read as its pictures, nothing is fetched."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from portal.files import walk_files
from portal.wechat.dom import decoded
from portal.wechat.draft import RefusedError
from portal.wechat.mhtml import Archive, archive_of

PAGES, ARCHIVES, LISTS = (".html", ".htm", ".xhtml"), (".mhtml", ".mht"), (".txt", ".csv", ".xlsx")
PAPERS = (".docx", ".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".dotx", ".docm", ".dotm", ".webarchive")
MOST_BYTES = 60_000_000
_MOST_PICTURE = 20_000_000
_ASSETS = re.compile(r"(?:_files|\.files|_文件|_Files)$")
_DATA = re.compile(r"data:[\w.+-]{0,40}/?[\w.+-]{0,40}(?:;[\w.+=-]{1,40})*,", re.IGNORECASE)
_GROUPED = re.compile(r"(--sf-img-\d{1,5})\s*:\s*url\(\s*[\"']?((?:data|kept):[^)\"']+)")
_LARGE = re.compile(r"data:[\w.+/-]{1,60};base64,[A-Za-z0-9+/=]{1000000,}")  # parsers drop attributes of more than ten million characters
_MAIL = re.compile(rb"\A\s*(?:From:|MIME-Version:|Subject:|Snapshot-Content-Location:|Content-Type:\s*multipart/)", re.IGNORECASE)
TOKEN = re.compile(r"mmbiz\.qpic\.cn/\w+/([\w-]{20,})")


@dataclass(frozen=True)
class Saved:
    """A saved page.

    Attributes:
        path: the file.
        html: its text.
        location: the address under which an archive keeps it, empty when it doesn't say.
        archive: of its pictures, None when they lie beside it.
        kept: large pictures of the page itself, by number: ``kept:0`` stands for the first.
    """

    path: Path
    html: str
    location: str = ""
    archive: Archive | None = None
    kept: tuple[str, ...] = ()

    @cached_property
    def grouped(self) -> Mapping[str, str]:
        """Pictures that SingleFile keeps in a style, by their names."""
        return {match[1]: match[2] for match in _GROUPED.finditer(self.html)}

    def picture(self, addresses: tuple[str, ...]) -> bytes | None:
        """Bytes of a picture, None when they weren't saved.

        Args:
            addresses: where it may be, the most likely first.
        """
        for one in addresses:
            address = self._within(self.grouped.get(one, one) if one.startswith("--") else one)
            found = _from_data(address) if address[:5].lower() == "data:" else self._part(address) if self.archive else self._beside(address)
            if found:
                return found
        return self._alike(addresses) if self.archive else None

    def _within(self, address: str) -> str:
        number = address.removeprefix("kept:")
        return self.kept[int(number)] if number != address and re.fullmatch(r"\d{1,4}", number) and int(number) < len(self.kept) else address

    def _part(self, address: str) -> bytes | None:
        assert self.archive is not None
        return self.archive.part(address) or self.archive.part(address.replace("&amp;", "&"))

    def _alike(self, addresses: tuple[str, ...]) -> bytes | None:
        """A part that is the same picture under another address: sizes and formats differ, the token doesn't."""
        assert self.archive is not None
        tokens = {match[1] for match in map(TOKEN.search, addresses) if match}
        for location in self.archive.parts if tokens else ():
            match = TOKEN.search(location)
            if match and match[1] in tokens:
                return self.archive.part(location)
        return None

    def _beside(self, address: str) -> bytes | None:
        """A file in a folder beside the page, never one elsewhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        name = unquote(parts.path)
        if parts.scheme or parts.netloc or not name or name.startswith(("/", "\\", "~")) or "\0" in name or len(name) > 1_000:
            return None
        folder = self.path.parent.resolve()
        for written in dict.fromkeys((name, parts.path, address)):
            found = _read(folder, written.removeprefix("./"))
            if found:
                return found
        return None


def _read(folder: Path, name: str) -> bytes | None:
    try:
        file = (folder / name).resolve()
        inside = file.is_relative_to(folder) and file.is_file() and not (folder / name).is_symlink()
        return file.read_bytes() if inside and file.stat().st_size <= _MOST_PICTURE else None
    except (OSError, ValueError, RuntimeError):
        return None


def _from_data(address: str) -> bytes | None:
    head = _DATA.match(address)
    if not head or len(address) > 2 * _MOST_PICTURE:
        return None
    body = address[head.end() :]
    try:
        return base64.b64decode(unquote_to_bytes(body) if "%" in body else body) if ";base64" in head[0].lower() else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None


def find(paths: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """Every file that may be imported, with its name as a person would say it; folders of pictures of saved pages are left out.

    Args:
        paths: files and folders by the words with which they were named.
    """
    seen: set[Path] = set()
    for word, path in paths.items():
        if not path.is_dir():
            yield word, path
            continue
        for file in walk_files(path):
            inner = file.relative_to(path)
            known = file.suffix.lower() in (*PAGES, *ARCHIVES, *LISTS, *PAPERS)
            if known and not file.name.startswith("~$") and file not in seen and not any(_ASSETS.search(part) for part in inner.parts[:-1]):
                seen.add(file)
                yield f"{word.rstrip('/')}/{inner.as_posix()}", file


def read_page(path: Path) -> Saved:
    """Read a saved page, whatever its name says.

    Raises:
        RefusedError: it is too large, empty or no page.
        OSError: it can't be read.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise RefusedError("unreadable", f"文件有{size // 1_000_000}MB，超过60MB的上限。", "换一种方式保存：浏览器“另存为”选“网页，全部”。")
    data = path.read_bytes()
    if not data.strip():
        raise RefusedError("unreadable", "文件是空的。", "在浏览器里重新打开这篇文章，再保存一次。")
    if _MAIL.match(data[:400]) or (path.suffix.lower() in ARCHIVES and b"<html" not in data[:400].lower()):
        archive = archive_of(data)
        return _saved(path, archive.html, archive.location, archive)
    return _saved(path, decoded(data))


def _saved(path: Path, html: str, location: str = "", archive: Archive | None = None) -> Saved:
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"kept:{len(kept) - 1}"

    return Saved(path, _LARGE.sub(keep, html), location, archive, tuple(kept))
