"""What outlives a build: shelves, their salts, and what becomes of a file that somebody forged or damaged."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from portal import store as store_module
from portal.errors import PortalError
from portal.model.finding import Finding, Severity, Span
from portal.model.signoff import Signoffs
from portal.store import MANY, Store, packed, unpacked
from portal.times import parse_moment

FOUND = Finding("a-rule", Span("content/news/a.md", 3, 1), "有错", "改正", Severity.WARNING)


def kept(path: Path, salt: str = "1", kind: str = "page") -> dict[str, Any]:
    """What a new run finds on a shelf."""
    store = Store(path)
    found = dict(store.shelf(kind, salt).everything)
    store.close()
    return found


def blobs(path: Path, names: str, salt: str = "1") -> list[bytes | None]:
    """Large data that a new run finds under names of one letter."""
    store = Store(path)
    shelf = store.shelf("page", salt)
    found = [shelf.blob(name) for name in names]
    store.close()
    return found


def filled(path: Path, values: dict[str, Any], salt: str = "1", kind: str = "page") -> Path:
    """A store with values on a shelf, and a blob beside each."""
    store = Store(path)
    shelf = store.shelf(kind, salt)
    for name, value in values.items():
        shelf.put(name, value)
        shelf.put_blob(name, name.encode())
    store.close()
    return path


def test_values_come_back(tmp_path: Path) -> None:
    """Plain data and records of the model are the same in the next run, whatever bucket they lie in."""
    values = {f"name-{number}": (number, FOUND, {"日期": parse_moment("2025-06-30 12:00")}, frozenset({"a"})) for number in range(200)}
    assert kept(filled(tmp_path / "new" / "store.db", values)) == values


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A later run adds, replaces and forgets single values and blobs; the others stay."""
    path = filled(tmp_path / "store.db", {"a": 1, "b": 2, "c": 3})
    store = Store(path)
    shelf = store.shelf("page", "1")
    shelf.put("b", 20)
    shelf.keep(["a", "b"])
    shelf.keep_blobs(["a"])
    store.close()
    assert kept(path) == {"a": 1, "b": 20}
    assert blobs(path, "abc") == [b"a", None, None]


def test_another_salt_empties_one_shelf(tmp_path: Path) -> None:
    """What another version of the program has found doesn't count, values and blobs alike; other shelves stay."""
    path = filled(filled(tmp_path / "store.db", {"a": 1}), {"b": 2}, kind="other")
    assert kept(path, "2") == {}
    assert (kept(path), blobs(path, "a")) == ({}, [None])
    assert kept(path, kind="other") == {"b": 2}


def test_other_buckets_empty_a_shelf(tmp_path: Path) -> None:
    """A value is looked for in the bucket that its name falls into, so a shelf of other buckets begins anew."""
    path = filled(tmp_path / "store.db", {"a": 1})
    store = Store(path)
    shelf = store.shelf("page", "1", MANY)
    assert shelf.get("a") is None
    for number in range(3000):
        shelf.put(f"name-{number}", number)
    store.close()
    store = Store(path)
    shelf = store.shelf("page", "1", MANY)
    assert shelf.get("name-2999") == 2999 and len(shelf.everything) == 3000
    store.close()


def test_what_is_unloaded_is_read_again(tmp_path: Path) -> None:
    """Letting go of values loses none, neither in this run nor in the next."""
    path = filled(tmp_path / "store.db", {"a": 1, "b": 2})
    store = Store(path)
    shelf = store.shelf("page", "1")
    shelf.put("a", 10)
    shelf.keep(["a"])
    shelf.unload()
    assert dict(shelf.everything) == {"a": 10}
    shelf.unload()
    shelf.put("c", 3)
    store.close()
    assert kept(path) == {"a": 10, "c": 3}


def test_work_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    """Values of a shelf that is held back reach the file only when they are released."""
    path = filled(tmp_path / "store.db", {"a": 1})
    for released in (False, True):
        store = Store(path)
        shelf = store.shelf("page", "1")
        shelf.hold()
        shelf.put("a", 2)
        if released:
            shelf.release()
        store.close()
        assert kept(path) == {"a": 2 if released else 1}


def test_nothing_is_kept_without_a_file() -> None:
    """A store in memory is empty each time."""
    store = Store(None)
    store.shelf("page", "1").put("a", 1)
    store.close()
    assert Store(None).shelf("page", "1").get("a") is None


@dataclass(frozen=True)
class Command:
    """What somebody who forges a store would put into it."""

    target: Path

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return Path.touch, (self.target,)


def forged(path: Path, value: object) -> Path:
    """A store whose shelf holds what no run of the program has put there."""
    file = sqlite3.connect(filled(path, {"a": 1}))
    data = pickle.dumps({"a": value})
    file.execute("UPDATE bucket SET data = ?", (zlib.crc32(data).to_bytes(4) + data,))
    file.commit()
    file.close()
    return path


def test_forged_values_run_nothing(tmp_path: Path) -> None:
    """A pickle that would call a function is refused, and the shelf reads as empty."""
    target = tmp_path / "made-by-a-stranger"
    assert pickle.loads(pickle.dumps(Command(target))) is None and target.exists()
    target.unlink()
    assert kept(forged(tmp_path / "store.db", Command(target))) == {}
    assert not target.exists()


@pytest.mark.parametrize("value", [Command(Path("x")), print, Store, packed, Path("x"), Path.touch, Signoffs.none], ids=["reducer", "builtin", "class", "function", "path", "method", "bound"])
def test_classes_outside_of_the_model_are_refused(value: object) -> None:
    """Only plain data and records have a place in a store: no function, none of the program's other classes."""
    with pytest.raises(pickle.UnpicklingError, match="no place in a store"):
        unpacked(pickle.dumps(value))


def test_damaged_file_is_made_anew(tmp_path: Path) -> None:
    """A file that is no data base is thrown away."""
    path = tmp_path / "store.db"
    path.write_bytes(b"not a data base" * 100)
    assert kept(path) == {}
    assert kept(filled(path, {"a": 1})) == {"a": 1}


def test_damage_in_the_middle_is_told(tmp_path: Path) -> None:
    """A file that is a data base and can't be read all the same: the message says what to delete, there is no traceback."""
    path = filled(tmp_path / "store.db", {f"name-{number}": "x" * 500 for number in range(500)})
    with path.open("r+b") as file:
        file.seek(store_module._PAGE)
        file.write(b"\0" * (path.stat().st_size - store_module._PAGE))
    with pytest.raises(PortalError, match="页面仓库用不了") as told:
        kept(path)
    assert "删去.portal文件夹" in told.value.do


def test_two_runs_at_once_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second would write over what the first one's results rest on: it waits, and then says which window to close."""
    monkeypatch.setattr(store_module, "_WAIT", 0)
    path = filled(tmp_path / "store.db", {"a": 1})
    first = Store(path)
    first.shelf("page", "1").put("b", 2)
    first.save()
    with pytest.raises(PortalError, match="页面仓库用不了") as told:
        Store(path)
    assert "关掉另一个正在生成的窗口" in told.value.do
    first.close()
    assert kept(path) == {"a": 1, "b": 2}


def test_a_place_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """A folder in place of the file: the message says what to do."""
    (tmp_path / "store.db").mkdir()
    with pytest.raises(PortalError, match="页面仓库用不了") as told:
        Store(tmp_path / "store.db")
    assert ".portal" in str(told.value)
