"""The public log of releases: one line each, chained by digests, only ever appended to.

Every line holds the SHA-256 of the line before; every signed manifest holds the digest of the last line before it. Who keeps a copy of
the log, or of one manifest, can prove that nothing before it was changed or taken away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.publish.manifest import Manifest

START = "0" * 64
_MOST_BYTES = 50_000_000
_DO = "不要再发布；先用备份里的日志对一对，查是谁改动了它"
PUBLISH, ROLLBACK, HEAL = "publish", "rollback", "heal"
ACTS = {PUBLISH: "发布", ROLLBACK: "退回", HEAL: "恢复"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line: what was done, when, by whom, with which manifest, and what that changed for readers.

    Attributes:
        number: from 1.
        act: ``publish``, ``rollback``, or ``heal`` when what was served had been tampered with.
        time: RFC 3339.
        release: its id.
        manifest: SHA-256 of its manifest.
        signer: who signed it.
        commit: of the project.
        changes: numbers of files by what happened to them.
        articles: titles of articles by what happened to them; at most some.
        before: SHA-256 of the line before.
    """

    number: int
    act: str
    time: str
    release: str
    manifest: str
    signer: str
    commit: str
    changes: Mapping[str, int] = field(default_factory=dict)
    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    before: str = START

    @property
    def data(self) -> bytes:
        """The line as it stands in the file, with its end."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8") + b"\n"

    @property
    def digest(self) -> str:
        """SHA-256 of the line."""
        return digest_bytes(self.data)


@dataclass(frozen=True)
class Log:
    """All lines, the oldest first."""

    lines: tuple[Line, ...] = ()

    @property
    def head(self) -> tuple[int, str]:
        """How many lines there are, and the digest of the last."""
        return (len(self.lines), self.lines[-1].digest) if self.lines else (0, START)

    @property
    def data(self) -> bytes:
        """The file."""
        return b"".join(one.data for one in self.lines)

    def appended(self, line: Line) -> Log:
        """The log with one line more, which is numbered and chained here."""
        number, head = self.head
        return Log((*self.lines, Line(**{**vars(line), "number": number + 1, "before": head})))

    def grew_from(self, older: Log) -> bool:
        """Whether this is the older log with nothing but lines appended."""
        return self.lines[: len(older.lines)] == older.lines

    def holds(self, manifest: Manifest) -> bool:
        """Whether a manifest was entered, and what it says of the log before it is true."""
        number, head = manifest.log
        if number > len(self.lines) or head != (self.lines[number - 1].digest if number else START):
            return False
        return any(one.manifest == manifest.digest and one.release == manifest.id for one in self.lines[number:])


def read_log(data: bytes, where: str) -> Log:
    """Read a log and follow its chain.

    Args:
        data: the file; empty before the first release.
        where: its place, for the message.

    Raises:
        PortalError: a line is no such line, or was changed, taken away or put in between.
    """
    if len(data) > _MOST_BYTES:
        raise PortalError("发布日志太大", do=_DO, path=where)
    lines: list[Line] = []
    before = START
    for number, text in enumerate(data.splitlines(keepends=True), 1):
        line = _line(text)
        if line is None or (line.number, line.before) != (number, before):
            raise PortalError(f"发布日志第{number}行接不上前一行：有人改动、删去或者插进过内容", do=_DO, path=where, line=number)
        lines.append(line)
        before = line.digest
    return Log(tuple(lines))


def _line(text: bytes) -> Line | None:
    try:
        plain: Any = json.loads(text)
        line = Line(**plain)
        return line if line.data == text else None
    except (ValueError, TypeError, RecursionError):
        return None
