"""Files of a release as they lie on a disk, and what of them isn't as it was signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, normpath

from portal.publish.manifest import LOG, OWN, Entry, Manifest
from portal.publish.verify import verdict
from portal.publish.verify.injected import explained
from portal.publish.verify.verdict import Deviation, deviation

FILE, FOLDER, SYMLINK, OTHER = "file", "folder", "link", "other"
LOG_LINK = f"../../{LOG}"
Read = Callable[[str], bytes | None]
_MOST_EXPLAINED = 200
_PROGRAMS = (".php", ".phtml", ".php5", ".jsp", ".jspx", ".asp", ".aspx", ".ashx", ".asa", ".cer", ".cgi", ".pl", ".py", ".sh", ".exe", ".so", ".war")


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """Something in a folder.

    Attributes:
        name: its address.
        kind: ``file``, ``folder``, ``link``, ``other``.
        mode: its permissions.
        size: bytes.
        sha256: of a file; empty when it couldn't be read.
        link: where a link leads.
        owner: number of its owner.
        changed: seconds since 1970.
    """

    name: str
    kind: str
    mode: int
    size: int = 0
    sha256: str = ""
    link: str = ""
    owner: int = 0
    changed: int = 0


def compared(manifest: Manifest, seen: Iterable[Seen], read: Read, original: Read) -> Iterator[Deviation]:
    """What of a folder isn't as the manifest says.

    Args:
        manifest: what was signed.
        seen: everything in the folder.
        read: the bytes that lie there, by address.
        original: the bytes that were signed, by address, None where they aren't at hand.
    """
    folders = folders_of(manifest)
    there, told = set(), 0
    for one in seen:
        there.add(one.name)
        yield from _mode(one)
        entry = manifest.files.get(one.name)
        if one.kind != FILE or entry is None:
            yield from _stranger(one, entry, one.name in folders)
        elif (one.size, one.sha256) != (entry.size, entry.sha256):
            told += 1
            yield _changed(manifest, one, read if told <= _MOST_EXPLAINED else _nothing, original)
    yield from (deviation(verdict.MISSING, name, "清单里有，却不见了") for name in sorted(manifest.files.keys() - there))


def folders_of(manifest: Manifest) -> set[str]:
    """Addresses of all folders that the files of a manifest need, the site's own being empty."""
    return {"", *(parent for name in manifest.files for parent in _parents(name))}


def has_odd_mode(one: Seen) -> bool:
    """Whether something has permissions that nothing of a site needs."""
    return any(_mode(one))


def kept_strangers(kept: Iterable[Seen], digests: Mapping[str, set[str]]) -> Iterator[Deviation]:
    """Files among the kept styles and scripts that no release holds.

    Args:
        kept: everything in the folder of kept files.
        digests: of the files of all genuine releases by address.
    """
    for one in kept:
        place = f"kept/{one.name}" if one.name else "kept"
        yield from (deviation(two.kind, place, two.what) for two in _mode(one))
        if one.kind == SYMLINK:
            yield deviation(verdict.LINK, place, f"指向{one.link}的链接")
        elif one.kind != FOLDER and one.sha256 not in digests.get(one.name, ()):
            yield deviation(verdict.CHANGED if one.name in digests else verdict.UNKNOWN, place, "哪一个发布里都没有这样的文件")


def _nothing(_: str) -> None:
    return None


def _parents(name: str) -> Iterator[str]:
    while name := dirname(name):
        yield name


def _mode(one: Seen) -> Iterator[Deviation]:
    if one.kind == SYMLINK:
        return
    if one.kind == FILE and one.mode & 0o7111:
        yield deviation(verdict.MODE, one.name, f"可以执行（{one.mode:o}）")
    if one.mode & 0o002:
        yield deviation(verdict.MODE, one.name or ".", f"谁都可以写（{one.mode:o}）")


def _stranger(one: Seen, entry: Entry | None, parent: bool) -> Iterator[Deviation]:
    if one.kind == FOLDER and parent:
        return
    if one.kind == SYMLINK:
        if (one.name, one.link) != (LOG, LOG_LINK):
            out = one.link.startswith("/") or normpath(f"{dirname(one.name)}/{one.link}".lstrip("/")).startswith("..")
            yield deviation(verdict.LINK, one.name, f"指向{'网站以外的' if out else ''}{one.link}的链接")
    elif one.kind == FOLDER:
        yield deviation(verdict.UNKNOWN, f"{one.name}/", "清单里没有的文件夹")
    elif one.kind == OTHER:
        yield deviation(verdict.UNKNOWN, one.name, "不是文件，也不是文件夹")
    elif entry is None and one.name not in OWN:
        yield deviation(verdict.UNKNOWN, one.name, f"清单里没有的{_sort(one.name)}，{one.size}字节")


def _sort(name: str) -> str:
    base = name.rpartition("/")[2]
    program = any(f"{suffix}." in f"{base.lower()}." for suffix in _PROGRAMS)
    return "程序，可能是网页木马" if program else "隐藏文件" if base.startswith(".") else "文件"


def _changed(manifest: Manifest, one: Seen, read: Read, original: Read) -> Deviation:
    if not one.sha256:
        return deviation(verdict.CHANGED, one.name, "读不出来")
    body, entry = read(one.name), manifest.files[one.name]
    if body is None:
        return deviation(verdict.CHANGED, one.name, f"清单里{entry.size}字节，现在{one.size}字节，校验值不同")
    host = manifest.site.split("/")[2]
    return deviation(*_placed(one.name, explained(one.name, body, entry, original(one.name), host, manifest.titles.get(one.name, ""))))


def _placed(name: str, found: tuple[str, str]) -> tuple[str, str, str]:
    return found[0], name, found[1]
