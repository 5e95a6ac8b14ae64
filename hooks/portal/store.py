"""Results that outlive a build: one SQLite file of shelves, each good for as long as its salt stays the same.

A shelf holds named values in a fixed number of buckets, so that a build reads a few rows and writes back only the buckets in which
something changed. What is read from the file can only become plain data and records of the model: a forged store can't run code.
"""

from __future__ import annotations

import builtins
import dataclasses
import enum
import io
import pickle
import sqlite3
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from portal.errors import DamagedError, PortalError, of_system

V = TypeVar("V")
T = TypeVar("T")
_BUCKETS = 64
MANY = 1024  # buckets for values of which most builds need few
_FORM = 2
_RENEW = "关掉另一个正在生成的窗口再试；还不行就删去.portal文件夹"
_PAGE = 16384  # bytes; most values are larger than the usual page
_WAIT = 60  # seconds that a run waits for another to end
_SCHEMA = """
CREATE TABLE IF NOT EXISTS shelf (kind TEXT PRIMARY KEY, salt TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS bucket (kind TEXT, number INTEGER, data BLOB NOT NULL, PRIMARY KEY (kind, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page (kind TEXT, name TEXT, data BLOB NOT NULL, PRIMARY KEY (kind, name));
"""
_EMPTY = tuple(f"DELETE FROM {table} WHERE kind = ?" for table in ("bucket", "page", "shelf"))  # noqa: S608 - fixed names
_PLAIN = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
}


class Store:
    """The file, or nothing but memory.

    Args:
        path: the SQLite file, made when it is missing and made anew when it is damaged; None keeps nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._shelves: list[Shelf[Any]] = []
        self._file = _open(path) if path else _connect(None)

    def shelf(self, kind: str, salt: str, buckets: int = _BUCKETS) -> Shelf[Any]:
        """The shelf of a kind; empty when it was filled under another salt or with other buckets."""
        found = self._file.execute("SELECT salt FROM shelf WHERE kind = ?", (kind,)).fetchone()
        salt = f"{_FORM}:{buckets}:{salt}"
        if found != (salt,):
            for statement in _EMPTY:
                self._file.execute(statement, (kind,))
            self._file.execute("INSERT INTO shelf VALUES (?, ?)", (kind, salt))
        self._shelves.append(Shelf(self._file, kind, buckets))
        return self._shelves[-1]

    def save(self) -> None:
        """Write back what changed, all at once."""
        for shelf in self._shelves:
            shelf.flush()
        self._file.commit()

    def close(self) -> None:
        """Save and let go of the file."""
        try:
            self.save()
        finally:
            self._file.close()


class Shelf(Generic[V]):
    """Named values of one kind: small ones in buckets that are read when one of their values is asked for, large ones (``blob``) apart."""

    def __init__(self, file: sqlite3.Connection, kind: str, buckets: int) -> None:
        self._file, self._kind, self._buckets = file, kind, buckets
        self._dirty: dict[int, set[str]] = {}
        self._held = False
        self._values: dict[str, V] = {}
        self._read: set[int] = set()

    def get(self, name: str) -> V | None:
        """A value, None when there is none."""
        if len(self._read) < self._buckets:
            self._fetch(self._number(name))
        return self._values.get(name)

    def put(self, name: str, value: V) -> None:
        """Set a value."""
        number = self._number(name)
        self._fetch(number)
        self._values[name] = value
        self._dirty.setdefault(number, set()).add(name)

    def keep(self, names: Collection[str]) -> None:
        """Forget every value that is not named."""
        for name in self.everything.keys() - names:
            del self._values[name]
            self._dirty.setdefault(self._number(name), set()).add(name)

    @property
    def everything(self) -> Mapping[str, V]:
        """All values by name, as they are now."""
        if len(self._read) < self._buckets:
            rows = self._file.execute("SELECT number, data FROM bucket WHERE kind = ?", (self._kind,))
            for number, data in rows.fetchall():
                if number not in self._read:
                    self._values.update(readable(_opened(data), {}))
            self._read.update(range(self._buckets))
        return self._values

    def _number(self, name: str) -> int:
        return zlib.crc32(name.encode()) % self._buckets

    def _fetch(self, number: int) -> None:
        if number not in self._read:
            self._values.update(self._stored(number))
            self._read.add(number)

    def keep_blobs(self, names: Collection[str]) -> None:
        """Forget every blob that is not named."""
        rows = self._file.execute("SELECT name FROM page WHERE kind = ?", (self._kind,)).fetchall()
        gone = [(self._kind, name) for (name,) in rows if name not in names]
        self._file.executemany("DELETE FROM page WHERE kind = ? AND name = ?", gone)

    def blob(self, name: str) -> bytes | None:
        """Large data under a name."""
        found = self._file.execute("SELECT data FROM page WHERE kind = ? AND name = ?", (self._kind, name)).fetchone()
        return _opened(found[0]) if found else None

    def move_blobs(self, names: Iterable[tuple[str, str]]) -> None:
        """Put large data that lies under one name under another."""
        self._file.executemany("UPDATE OR REPLACE page SET name = ? WHERE kind = ? AND name = ?", ((new, self._kind, old) for old, new in names))

    def put_blob(self, name: str, data: bytes) -> None:
        """Set large data under a name."""
        self._file.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", (self._kind, name, _sealed(data)))

    def hold(self) -> None:
        """Keep new values back until ``release``: work that breaks off leaves what was there before."""
        self._held = True

    def release(self) -> None:
        """Let new values go to the file."""
        self._held = False

    def flush(self) -> None:
        """Write the buckets in which something changed."""
        if self._held:
            return
        rows = [(self._kind, number, _sealed(packed(self._changed(number, names)))) for number, names in sorted(self._dirty.items())]
        self._file.executemany("INSERT OR REPLACE INTO bucket VALUES (?, ?, ?)", rows)
        self._dirty.clear()

    def unload(self) -> None:
        """Write back what changed and let go of all values; they are read again when somebody asks."""
        assert not self._held  # what is kept back would be lost
        self.flush()
        self._values = {}
        self._read.clear()

    def _changed(self, number: int, names: set[str]) -> dict[str, V]:
        """A bucket as it is in the file, with what is now under some names."""
        bucket = self._stored(number)
        for name in names:
            bucket.pop(name, None)
            if name in self._values:
                bucket[name] = self._values[name]
        return bucket

    def _stored(self, number: int) -> dict[str, V]:
        row = self._file.execute("SELECT data FROM bucket WHERE kind = ? AND number = ?", (self._kind, number)).fetchone()
        return readable(_opened(row[0]), {}) if row else {}


def _sealed(data: bytes) -> bytes:
    """Data with a checksum: SQLite doesn't notice what a disk does to the inside of a value."""
    return zlib.crc32(data).to_bytes(4) + data


def _opened(data: bytes) -> bytes:
    """What was sealed.

    Raises:
        DamagedError: it isn't what it was.
    """
    if zlib.crc32(data[4:]).to_bytes(4) != data[:4]:
        raise DamagedError("页面仓库里的数据坏了", do=_RENEW, path=".portal")
    return data[4:]


class _Rows(sqlite3.Cursor):
    """Rows are read when they are asked for, and damage shows only then."""

    def fetchone(self) -> Any:
        with _told():
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with _told():
            return super().fetchall()


class _File(sqlite3.Connection):
    """A connection that tells editors what to do about a file that is in use or damaged."""

    def execute(self, *given: Any) -> sqlite3.Cursor:
        with _told():
            return self.cursor(_Rows).execute(*given)

    def executemany(self, *given: Any) -> sqlite3.Cursor:
        with _told():
            return super().executemany(*given)

    def commit(self) -> None:
        with _told():
            super().commit()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        kind = PortalError if isinstance(error, sqlite3.OperationalError) else DamagedError
        raise kind(f"页面仓库用不了：{error}", do=_RENEW, path=".portal") from error


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _connect(path)
    except OSError as error:
        raise of_system(error) from error
    except DamagedError:
        throw_away(path)
        return _connect(path)


def throw_away(path: Path) -> None:
    """Remove a store that can't be read, with what SQLite keeps beside it: a journal would be played into the next one."""
    for one in (path, path.with_name(f"{path.name}-journal")):
        one.unlink(missing_ok=True)


def _connect(path: Path | None) -> sqlite3.Connection:
    with _told():
        file = sqlite3.connect(path or ":memory:", timeout=_WAIT, factory=_File)
        file.execute(f"PRAGMA page_size = {_PAGE}")
        file.execute("PRAGMA synchronous = OFF")  # a lost store costs a slower build, nothing else
        file.execute("PRAGMA locking_mode = EXCLUSIVE")  # two runs at once would each write over what the other's results rest on
        file.execute("BEGIN IMMEDIATE")
        file.executescript(_SCHEMA)
    return file


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return getattr(builtins if module == "builtins" else sys.modules[module], name)
        if module.startswith("portal.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and (dataclasses.is_dataclass(found) or issubclass(found, enum.Enum | tuple)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a store")


def packed(value: object) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, protocol=5)


def unpacked(data: bytes) -> Any:
    """The value of ``packed``.

    Raises:
        pickle.UnpicklingError: the bytes hold something that has no place in a store.
    """
    return _Unpickler(io.BytesIO(data)).load()


def readable(data: bytes | None, otherwise: T) -> T:
    """The value of ``packed``, or another one when there is none or it can't be read."""
    try:
        return cast("T", unpacked(data)) if data else otherwise
    except Exception:
        return otherwise
