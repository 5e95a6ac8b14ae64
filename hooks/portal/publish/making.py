"""From what a build has left to a release: listed, signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

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
        beside: other files of the release by address, such as compressed ones: where they are, and their SHA-256.
        titles: of the articles by address.
        review: how many units are reviewed, urgent, or need no review.
        site: address of the site's root.
        stage: ``publish`` or ``preview``.
        commit: of the project, empty without git.
        builder: version of the program.
    """

    folder: Path
    files: Mapping[str, str]
    beside: Mapping[str, tuple[Path, str]]
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
    """Where every file lies, and what the manifest says of it; nothing is read, ``Release.read`` proves what is sent.

    Raises:
        PortalError: a file has a name that only the release may use.
    """
    places = {name: (built.folder / name, digest) for name, digest in built.files.items()} | dict(built.beside)
    taken = next((name for name in OWN if name in places), "")
    if taken:
        raise PortalError("这个名字留给发布清单和日志用", do="给这个文件换一个名字", path=taken)
    entries = {name: Entry(path.stat().st_size, digest, media_type(name)) for name, (path, digest) in sorted(places.items())}
    return {name: path for name, (path, _) in places.items()}, entries


def release_of(built: Built, log: Log, now: Moment, sign: Callable[[Manifest], str]) -> Release:
    """A signed release that follows on a log.

    Args:
        built: the finished build.
        log: of the place, before this release.
        now: the time.
        sign: makes the signature of the manifest.

    Raises:
        PortalError: a file has a name that only the release may use, or the signature can't be made.
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
