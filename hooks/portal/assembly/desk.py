"""What a run of the program works with: the project's folder, the time, and what earlier runs have left in ``.portal/``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.assembly.crew import FORKED, Crew
from portal.assembly.tracked_cache import refuse_tracked_cache
from portal.digest import digest_value
from portal.errors import PortalError
from portal.load.source import Source
from portal.store import Store
from portal.times import Moment, build_time
from portal.tree import Tree

STORE = ".portal/store.db"
_CODE = Path(__file__).resolve().parents[1]
_ABOUT = ".dist-info"
_LIBRARIES = frozenset(
    [
        *("markdown", "jinja2", "pyyaml", "mkdocs", "mkdocs_material", "feedgen", "lxml", "icalendar", "openpyxl", "pillow"),
        *("rjieba", "zxing_cpp", "ahocorasick_rs", "pypinyin", "cryptography", "opencc"),
    ]
)


@dataclass(frozen=True)
class Desk:
    """One run.

    Attributes:
        root: the folder that holds ``mkdocs.yml``.
        now: the run's time.
        store: results of earlier runs.
        version: of the program with its libraries; results of another version don't count.
        source: reads the project's files.
        crew: does what is much to do.
    """

    root: Path
    now: Moment
    store: Store
    version: str
    source: Source
    crew: Crew = FORKED


@contextmanager
def desk_at(root: Path, environ: Mapping[str, str], place: Path | None = None, crew: Crew = FORKED) -> Iterator[Desk]:
    """Open the store, and save in the end what was found out, also when the run fails.

    Args:
        root: the project's folder.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.
        place: the store's file if it isn't the project's own.
        crew: who does what is much to do.

    Raises:
        PortalError: git tracks the folder of the store.
    """
    refuse_tracked_cache(root)
    store = Store(place or root / STORE)
    try:
        version = program_version(store)
        yield Desk(root, build_time(environ), store, version, Source(root, store, version), crew)
    finally:
        store.close()


def program_version(store: Store | None = None) -> str:
    """Digest of the program's code and the versions of its libraries.

    Args:
        store: remembers the digests of code that hasn't changed.
    """
    tree = Tree(_CODE.parent, (store or Store(None)).shelf("code", ""))
    code = [(path, tree.digest(path)) for path in tree.files(_CODE.name, ".py")]
    return digest_value([code, _library_versions(), sys.version])[:24]


def _library_versions() -> list[str]:
    """Names and versions of the libraries, as the folders beside them say: ``jinja2-3.1.6.dist-info``; asking each takes much longer."""
    places = [place for place in map(Path, dict.fromkeys(sys.path)) if place.is_dir()]
    folders = (entry.name for place in places for entry in os.scandir(place) if entry.name.endswith(_ABOUT))
    found = sorted({name.removesuffix(_ABOUT) for name in folders if name.lower().partition("-")[0].replace(".", "_") in _LIBRARIES})
    if len(found) < len(_LIBRARIES):
        raise PortalError("程序用的库没有装全", do="运行make setup")
    return found
