"""Reads each file once: bytes to text to YAML to a record, noting what is wrong on the way; what is unchanged since is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from portal.digest import digest_bytes, digest_value
from portal.errors import PortalError
from portal.files import read_bytes
from portal.load.records import RecordReader
from portal.model.finding import Finding
from portal.store import Shelf, Store
from portal.tree import Tree
from portal.yamlio import MOST_OF_AN_ARTICLE, decode, parse

T = TypeVar("T")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Texts(Mapping[str, str]):
    """Markdown texts by path, read when they are asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._digests: dict[str, str] = {}

    def add(self, path: str, digest: str) -> None:
        """Take in a file."""
        self._digests[path] = digest

    def __getitem__(self, path: str) -> str:
        return FileText(str(self._root), path, self._digests[path])()

    def __contains__(self, path: object) -> bool:
        return path in self._digests

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)


class Source:
    """The project's folder, and what was found wrong in its files.

    Args:
        root: the folder that holds ``mkdocs.yml``.
        store: what earlier builds have read; None to read everything.
        version: of the code that reads; what another version has read doesn't count.

    Attributes:
        tree: the files and their digests.
        findings: problems of all files read so far.
        lines: line of every key of the data files, by path and dotted name.
        texts: every Markdown text by path, also of articles whose front matter can't be used.
    """

    def __init__(self, root: Path, store: Store | None = None, version: str = "") -> None:
        store = store or Store(None)
        self.root = root
        self.tree = Tree(root, store.shelf("seen", ""))
        self.findings: list[Finding] = []
        self.lines: dict[tuple[str, str], int] = {}
        self.texts = Texts(root)
        self.articles: Shelf[Any] = store.shelf("article", version)
        self.signoffs: Shelf[Any] = store.shelf("signoff", version)
        self._data: Shelf[Any] = store.shelf("data", version)
        self._made: dict[str, Any] = {}

    def text(self, path: str, reader: RecordReader) -> str | None:
        """The text of a file; None when it can't be read as UTF-8, or was removed since its folder was listed.

        Raises:
            PortalError: the file has changed since its digest was taken.
        """
        try:
            digest = self.tree.digest(path)
            data = _unchanged(read_bytes(f"{self.root}/{path}"), path, digest)
        except FileNotFoundError:
            return None
        text, problem = decode(data, MOST_OF_AN_ARTICLE) if path.endswith(".md") else decode(data)
        if problem:
            reader.problems([problem])
        for number, line in enumerate(text.split("\n"), 1) if _CONTROL.search(text) else ():
            match = _CONTROL.search(line)
            if match:
                what = f"有看不见的字符U+{ord(match[0]):04X}"
                reader.problem("control-character", number, match.start() + 1, what, "删去它；多半是从Word或微信粘贴来的")
        if path.endswith(".md"):
            self.texts.add(path, digest)
        return text if text or not problem else None

    def keep(self, reader: RecordReader) -> None:
        """Take over what a reader found."""
        self.findings += reader.findings
        self.lines.update({(reader.path, key): line for key, line in reader.lines.items()})

    def data(self, cls: type[T], path: str) -> T | None:
        """A data file as a record; None when it can't be used.

        Raises:
            PortalError: the file is missing.
        """
        return self.once(path, lambda: self._record(cls, path))

    def _record(self, cls: type[T], path: str) -> T | None:
        if not (self.root / path).is_file():
            raise PortalError(f"缺少数据文件{path}", do="从版本库里恢复这个文件", path=path)
        digest = self.tree.digest(path)
        kept = self._data.get(path)
        if kept is None or kept[0] != digest:
            kept = (digest, *self._data_of(cls, path))
            self._data.put(path, kept)
        self.findings += kept[2]
        self.lines.update({(path, key): line for key, line in kept[3].items()})
        found: T | None = kept[1]
        return found

    def once(self, what: str, make: Callable[[], T]) -> T:
        """Something that is made once in a run."""
        if what not in self._made:
            self._made[what] = make()
        return self._made[what]  # type: ignore[no-any-return]  # one name, one function

    def remembered(self, name: str, read: Callable[[Path, str], T]) -> T:
        """What a function makes of one file, given its path and its name.

        Raises:
            FileNotFoundError: the file is gone.
        """
        return self.remembered_of((name,), name, lambda: read(self.root / name, name))

    def remembered_of(self, names: Iterable[str], what: str, make: Callable[[], T]) -> T:
        """What a function makes of several files.

        Args:
            names: all files that it reads.
            what: a name for the result.
            make: reads them.
        """
        digest = digest_value([[name, self.tree.digest(name)] for name in names])
        kept = self._data.get(what)
        if kept is None or kept[0] != digest:
            kept = (digest, make())
            self._data.put(what, kept)
        return kept[1]

    def _data_of(self, cls: type[T], path: str) -> tuple[T | None, list[Finding], dict[str, int]]:
        reader = RecordReader(path)
        text = self.text(path, reader)
        found = None
        if text is not None:
            node, problems = parse(text)
            reader.problems(problems)
            if node is not None:
                found = reader.record(cls, node)
            elif not problems:
                reader.problem("empty-file", 1, 1, "文件是空的", "从版本库里恢复这个文件")
        return found, reader.findings, reader.lines


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text, read when it is asked for; plain data, so that any worker can read it."""

    root: str
    path: str
    digest: str

    def __call__(self) -> str:
        """The text as it was when the file was first looked at.

        Raises:
            PortalError: the file has changed since.
        """
        return _text(self)


@lru_cache(maxsize=256)
def _text(file: FileText) -> str:
    try:
        data = read_bytes(f"{file.root}/{file.path}")
    except FileNotFoundError:
        data = b""
    return decode(_unchanged(data, file.path, file.digest))[0]


def _unchanged(data: bytes, path: str, digest: str) -> bytes:
    if digest_bytes(data) != digest:
        raise PortalError("文件在生成期间被改动了", do="再运行一次", path=path)
    return data
