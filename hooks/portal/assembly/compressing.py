"""Compressed copies of a built site's texts, so that the server only sends them: made once for each content, kept in ``.portal/compressed``.

Kept copies are unpacked and compared each time before they are published, unless a signed release has them: whoever can write to ``.portal``
must not be able to put words into another one.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from portal.assembly.crew import FORKED, Crew, spread
from portal.digest import digest_bytes, digest_value
from portal.errors import PortalError
from portal.files import remove_tree, write_atomic

FOLDER = ".portal/compressed"
SUFFIXES = (".gz", ".br")
_TEXTS = (".html", ".css", ".js", ".json", ".jsonl", ".xml", ".xsl", ".txt", ".csv", ".ics", ".svg", ".webmanifest")
_UNSERVED = ("published.json",)
_LEAST = 200  # bytes; below, what is saved isn't worth a file
_WORTH = 0.95  # of the size, at most
_FEEDS = ("feed.xml", "atom.xml", "feed.json")
_RECIPE = "gzip 9, brotli 11 for assets and feeds, 9 for the rest"
_NOTE = "recipe"
_NOT_WORTH = b""  # what is kept of a text that doesn't shrink


@dataclass(frozen=True)
class _Text:
    """A text: one of its addresses, the digest of its bytes, whether it deserves the slow way, digests of good copies by suffix."""

    name: str
    sha256: str
    slow: bool
    good: Mapping[str, str]


def compressed(folder: Path, files: Mapping[str, str], store: Path, good: Mapping[str, str], crew: Crew = FORKED) -> dict[str, tuple[Path, str]]:
    """Compressed copies of all texts that shrink: ``news/a.html.br`` to the place of its bytes, and their SHA-256.

    Args:
        folder: the built site.
        files: SHA-256 of every file by address, as the build wrote them.
        store: where copies are kept by the digest of what they are copies of; those of other contents are removed.
        good: SHA-256 of copies that a signed release has, by digest of the text and suffix: ``<sha256>.br``.
        crew: who does the work.

    Raises:
        PortalError: a file isn't as the build left it.
    """
    names = [name for name in files if name.endswith(_TEXTS) and name not in _UNSERVED]
    slow = {files[name] for name in names if _is_slow(name)}
    texts = {files[name]: _Text(name, files[name], files[name] in slow, _good(good, files[name])) for name in names}
    _renew(store)
    wanted = list(texts.values())
    worth = dict(zip(texts, spread(_copies, (folder, store), wanted, "压缩", crew=crew), strict=True))
    _prune(store, texts.keys())
    return {f"{name}{suffix}": (store / f"{files[name]}{suffix}", digest) for name in names for suffix, digest in worth[files[name]].items()}


def _good(good: Mapping[str, str], sha256: str) -> dict[str, str]:
    return {suffix: good[f"{sha256}{suffix}"] for suffix in SUFFIXES if f"{sha256}{suffix}" in good}


def _is_slow(name: str) -> bool:
    return name.startswith("assets/") or name.rpartition("/")[2] in _FEEDS


def _copies(state: tuple[Path, Path], texts: Sequence[_Text]) -> list[dict[str, str]]:
    """The work of one worker: makes what is missing or isn't genuine; the digests of those copies of each text that are worth it, by suffix."""
    folder, store = state
    return [_copy(folder / one.name, store, one) for one in texts]


def _copy(path: Path, store: Path, text: _Text) -> dict[str, str]:
    size = path.stat().st_size
    if size < _LEAST:
        return {}
    known = {suffix: _kept(store / f"{text.sha256}{suffix}", text, suffix) for suffix in SUFFIXES}
    if any(one is None for one in known.values()):
        data = path.read_bytes()
        if digest_bytes(data) != text.sha256:
            raise PortalError("这个文件和生成的不一样，可能被人改动过", do="删去它，再发布一次", path=str(path))
        for suffix in [suffix for suffix, one in known.items() if one is None]:
            packed = _PACK[suffix](data, text.slow)
            packed = packed if len(packed) <= size * _WORTH else _NOT_WORTH
            known[suffix] = digest_bytes(packed) if packed else ""
            write_atomic(store / f"{text.sha256}{suffix}", packed)
    return {suffix: digest for suffix, digest in known.items() if digest}


def _kept(path: Path, text: _Text, suffix: str) -> str | None:
    """The digest of a kept copy, empty when none is worth it; None when there is none or it is a copy of something else."""
    try:
        data = path.read_bytes()
        digest = digest_bytes(data) if data else ""
        is_copy = not data or digest == text.good.get(suffix) or digest_bytes(_UNPACK[suffix](data)) == text.sha256
    except (OSError, ValueError, EOFError, zlib.error, brotli.error):
        return None
    return digest if is_copy else None


def _gzip(data: bytes, _: bool) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _brotli(data: bytes, slow: bool) -> bytes:
    return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=11 if slow else 9))


def _unbrotli(data: bytes) -> bytes:
    return bytes(brotli.decompress(data))


_PACK: Mapping[str, Callable[[bytes, bool], bytes]] = {".gz": _gzip, ".br": _brotli}
_UNPACK: Mapping[str, Callable[[bytes], bytes]] = {".gz": gzip.decompress, ".br": _unbrotli}


def _renew(store: Path) -> None:
    """Forget what was made in another way: the same site is the same bytes, wherever it is published from."""
    recipe = digest_value([_RECIPE, brotli.__version__, zlib.ZLIB_RUNTIME_VERSION]).encode("ascii")
    note = store / _NOTE
    if not note.is_file() or note.read_bytes() != recipe:
        remove_tree(store)
        write_atomic(note, recipe)


def _prune(store: Path, digests: Collection[str]) -> None:
    for path in store.iterdir():
        if path.suffix in SUFFIXES and path.stem not in digests:
            remove_tree(path)
