"""From what a build has left to a release: read once more, listed, signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.publish.log import Log
from portal.publish.manifest import OWN, Entry, Manifest, content_digest
from portal.publish.media_types import media_type
from portal.publish.release import Release
from portal.times import Moment


@dataclass(frozen=True, kw_only=True)
class Built:
    """A finished build.

    Attributes:
        folder: where the site is.
        files: SHA-256 of every file by address, as the build wrote them.
        beside: other files of the release by address, such as compressed ones.
        titles: of the articles by address.
        review: how many units are reviewed, urgent, or need no review.
        site: address of the site's root.
        stage: ``publish`` or ``preview``.
        commit: of the project, empty without git.
        builder: version of the program.
    """

    folder: Path
    files: Mapping[str, str]
    beside: Mapping[str, Path]
    titles: Mapping[str, str]
    review: Mapping[str, int]
    site: str
    stage: str
    commit: str
    builder: str


def suited(built: Built, compressed: bool) -> Built:
    """What of a build suits a place: compressed twins (``x.html.gz``, ``x.html.br``) only where a web server of ours serves them."""
    if compressed:
        return built
    names = built.files.keys() | built.beside.keys()
    twins = {name for name in names if name.endswith((".gz", ".br")) and name[:-3] in names}
    return replace(
        built,
        files={name: digest for name, digest in built.files.items() if name not in twins},
        beside={name: path for name, path in built.beside.items() if name not in twins},
    )


def entries_of(built: Built) -> tuple[dict[str, Path], dict[str, Entry]]:
    """Where every file lies, and what the manifest says of it.

    Raises:
        PortalError: a file isn't as the build left it, or has a name that only the release may use.
    """
    places = {name: built.folder / name for name in built.files} | dict(built.beside)
    entries: dict[str, Entry] = {}
    for name, path in sorted(places.items()):
        if name in OWN:
            raise PortalError("这个名字留给发布清单和日志用", do="给这个文件换一个名字", path=name)
        data = path.read_bytes()
        entries[name] = Entry(len(data), digest_bytes(data), media_type(name))
        if entries[name].sha256 != built.files.get(name, entries[name].sha256):
            raise PortalError("这个文件和生成的不一样，可能被人改动过", do="删去它，再发布一次", path=str(path))
    return places, entries


def release_of(built: Built, log: Log, now: Moment, sign: Callable[[Manifest], str]) -> Release:
    """A signed release that follows on a log.

    Args:
        built: the finished build.
        log: of the place, before this release.
        now: the time.
        sign: makes the signature of the manifest.

    Raises:
        PortalError: a file isn't as the build left it, or the signature can't be made.
    """
    places, entries = entries_of(built)
    manifest = Manifest(
        id=f"{now.at:%Y%m%d-%H%M%S}-{content_digest(entries)[:10]}",
        site=built.site,
        made=now.iso,
        stage=built.stage,
        commit=built.commit,
        builder=built.builder,
        review=dict(built.review),
        titles=dict(built.titles),
        log=log.head,
        files=entries,
    )
    return Release(manifest, sign(manifest), places)
