"""Reads each file once: bytes to text to YAML to a record, noting what is wrong on the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from portal.errors import PortalError
from portal.load.records import RecordReader
from portal.model.finding import Finding
from portal.yamlio import decode, parse

T = TypeVar("T")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Source:
    """The project's folder, and what was found wrong in its files.

    Attributes:
        root: the folder that holds ``mkdocs.yml``.
        findings: problems of all files read so far.
        lines: line of every key, by path and dotted name.
        texts: every Markdown text by path, also of articles whose front matter can't be used.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.lines: dict[tuple[str, str], int] = {}
        self.texts: dict[str, str] = {}

    def text(self, path: str, reader: RecordReader) -> str | None:
        """The text of a file; None when it can't be read as UTF-8, or was removed since its folder was listed."""
        try:
            text, problem = decode((self.root / path).read_bytes())
        except FileNotFoundError:
            return None
        if problem:
            reader.problems([problem])
        for number, line in enumerate(text.split("\n"), 1):
            match = _CONTROL.search(line)
            if match:
                what = f"有看不见的字符U+{ord(match[0]):04X}"
                reader.problem("control-character", number, match.start() + 1, what, "删去它；多半是从Word或微信粘贴来的")
        if path.endswith(".md"):
            self.texts[path] = text
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
        if not (self.root / path).is_file():
            raise PortalError(f"缺少数据文件{path}", do="从版本库里恢复这个文件", path=path)
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
        self.keep(reader)
        return found
