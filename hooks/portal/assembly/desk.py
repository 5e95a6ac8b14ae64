"""What a run of the program works with: the project's folder, the time, and what earlier runs have left in ``.portal/``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path

from portal.assembly.tracked_cache import refuse_tracked_cache
from portal.digest import digest_bytes, digest_value
from portal.files import walk_files
from portal.load.source import Source
from portal.store import Store
from portal.times import Moment, build_time

STORE = ".portal/store.db"
_CODE = Path(__file__).resolve().parents[1]
_LIBRARIES = (
    *("Markdown", "Jinja2", "PyYAML", "mkdocs", "mkdocs-material", "feedgen", "lxml", "icalendar", "openpyxl", "Pillow"),
    *("rjieba", "ahocorasick-rs", "pypinyin", "cryptography", "opencc"),
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
    """

    root: Path
    now: Moment
    store: Store
    version: str
    source: Source


@contextmanager
def desk_at(root: Path, environ: Mapping[str, str], place: Path | None = None) -> Iterator[Desk]:
    """Open the store, and save in the end what was found out, also when the run fails.

    Args:
        root: the project's folder.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.
        place: the store's file if it isn't the project's own.

    Raises:
        PortalError: git tracks the folder of the store.
    """
    refuse_tracked_cache(root)
    store = Store(place or root / STORE)
    try:
        version = program_version()
        yield Desk(root, build_time(environ), store, version, Source(root, store, version))
    finally:
        store.close()


def program_version() -> str:
    """Digest of the program's code and the versions of its libraries."""
    code = [[path.relative_to(_CODE).as_posix(), digest_bytes(path.read_bytes())] for path in walk_files(_CODE, ".py")]
    return digest_value([code, [version_of(name) for name in _LIBRARIES], sys.version])[:24]
