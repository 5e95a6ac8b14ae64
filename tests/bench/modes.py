"""What happens to a site before a build is timed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import sample
from measuring import run
from peers import Portal, Tool


class Copy:
    """One tool's copy of the corpus.

    Args:
        tool: whose it is.
        root: its folder, which must not exist.
        count: of articles.
    """

    def __init__(self, tool: Tool, root: Path, count: int) -> None:
        self.tool, self.root, self.count = tool, root, count
        self._before: dict[Path, bytes | None] = {}
        self._reviewed = root.with_suffix(".reviewed")
        tool.lay(root, map(sample, range(count)))
        self._age()
        if isinstance(tool, Portal):
            run(tool.check(root), root, accepted=(0, 1))  # 1 is a finding, which need not stop a build
            shutil.copytree(root / ".portal", self._reviewed)

    def _age(self) -> None:
        """Set all times of change to a minute ago: a file that is older than the build, as after a checkout."""
        then = time.time_ns() - 60 * 10**9
        for folder in (self.root, self.tool.home / "overrides"):
            for path in folder.rglob("*"):
                if ".portal" not in path.parts:
                    os.utime(path, ns=(then, then), follow_symlinks=False)

    def clean(self) -> None:
        """All sources as they were; no output, no store."""
        for path, data in self._before.items():
            path.unlink() if data is None else path.write_bytes(data)
        self._before.clear()
        for name in self.tool.made:
            shutil.rmtree(self.root / name, ignore_errors=True)

    def reviewed(self) -> None:
        """No output, and of the store what ``portal check`` leaves."""
        self.clean()
        shutil.copytree(self._reviewed, self.root / ".portal")

    def edit(self) -> None:
        """A sentence more in an article from the middle of the corpus."""
        one = sample(self.count // 2)
        self._keep(self.tool.place(self.root, one))
        self.tool.write(self.root, replace(one, body=f"{one.body}\n\n本文已经更正了一处文字。"))

    def new(self) -> None:
        """An article that is newer than all others."""
        one = replace(sample(self.count), date="2026-11-20")
        self._keep(self.tool.place(self.root, one))
        self.tool.write(self.root, one)

    def figure(self, mode: str) -> None:
        """Another value of a figure."""
        path, old, new = self.tool.figures(self.root)[mode]
        self._keep(path)
        text = path.read_text("utf-8")
        assert old in text, f"{path} has no {old}"
        path.write_text(text.replace(old, new), "utf-8")

    def touched(self) -> None:
        """Other times of change on all files, sources and outputs alike."""
        self._age()

    def _keep(self, path: Path) -> None:
        self._before.setdefault(path, path.read_bytes() if path.exists() else None)


@dataclass(frozen=True)
class Mode:
    """A way to build: its name, what it means, and what is done before the clock starts."""

    name: str
    meaning: str
    prepare: Callable[[Copy], None]


MODES = (
    Mode("full", "outputs and stores removed", Copy.clean),
    Mode("reviewed", "outputs and stores removed except what an earlier `portal check` left (审校结果已有)", Copy.reviewed),
    Mode("same", "nothing changed", lambda _: None),
    Mode("edit", "a sentence more in one article", Copy.edit),
    Mode("new", "one article more, the newest", Copy.new),
    Mode("figure", "another value of a figure that two articles and the statistics pages show", lambda copy: copy.figure("figure")),
    Mode("cited", "another value of a figure that every fourteenth article and the home page show", lambda copy: copy.figure("cited")),
    Mode("fresh", "outputs and stores kept, the time of change of every file another one, as in a fresh checkout", Copy.touched),
)
