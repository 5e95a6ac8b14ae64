"""The built site as a reader gets it: built by the real command, read from its files."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from posixpath import join, normpath
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NoReturn
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from helpers import Project
from portal.assembly.reviewing import review_project
from portal.cli import main
from portal.times import Moment

LIBRARIES = ("feedgen.feed", "icalendar", "mkdocs.commands.build", "openpyxl", "PIL.Image", "portal.assembly.mkdocs_io", "pypinyin")
PAGE_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")


def unavailable(what: str) -> NoReturn:
    """Skip a test whose program is missing, the only skip there is; in CI (``.ci/run`` sets the variable) a missing program is a failure."""
    if os.environ.get("PORTAL_NOTHING_SKIPPED") == "1":
        pytest.fail(what)
    pytest.skip(what)


def run(*words: str | Path, at: Moment, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with these words, the clock of the build set to ``at``."""
    return subprocess.run([sys.executable, *map(str, words)], cwd=cwd, env={**os.environ, **_environ(at)}, capture_output=True, text=True, encoding="utf-8", timeout=120)


def _environ(at: Moment) -> dict[str, str]:
    return {"SOURCE_DATE_EPOCH": str(int(at.at.timestamp())), "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}


def forked(*words: str | Path, at: Moment, cwd: Path) -> subprocess.CompletedProcess[str]:
    """``portal`` with these words in a process of its own, forked with the program loaded: most of what ``run`` takes is the loading."""
    _load()
    with TemporaryFile() as out, TemporaryFile() as err:
        process = get_context("fork").Process(target=_act, args=(tuple(map(str, words)), at, cwd, out.fileno(), err.fileno()))
        process.start()
        process.join(120)
        process.kill()
        process.join()
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(words, process.exitcode, out.read().decode("utf-8"), err.read().decode("utf-8"))


@cache
def _load() -> None:
    with TemporaryDirectory() as folder:
        review_project(Project.create(Path(folder) / "project").root, {})  # which proves the rules on their examples, too
    for name in LIBRARIES:
        import_module(name)


def _act(words: tuple[str, ...], at: Moment, cwd: Path, out: int, err: int) -> None:
    os.dup2(out, 1)
    os.dup2(err, 2)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
    os.chdir(cwd)
    os.environ |= _environ(at)
    sys.exit(main(list(words)))


def build(root: Path, site_dir: Path, at: Moment) -> subprocess.CompletedProcess[str]:
    """``portal build --out …`` in a project's folder."""
    return forked("build", "--out", site_dir, at=at, cwd=root)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@dataclass(frozen=True)
class HtmlPage:
    """A page: its file relative to the site's root, and its source."""

    name: str
    html: str

    @cached_property
    def tree(self) -> lxml.html.HtmlElement:
        return lxml.html.document_fromstring(self.html)

    @property
    def address(self) -> str:
        """What a reader types after the site's root."""
        return self.name.removesuffix("index.html") if self.name == "index.html" or self.name.endswith("/index.html") else self.name

    @cached_property
    def ids(self) -> list[str]:
        return [str(one) for one in self.tree.xpath("//@id")]

    @property
    def h1(self) -> str:
        return text_of(self.tree.find(".//h1"))

    def metas(self, name: str) -> list[str]:
        """Contents of every ``<meta name=…>`` of a name."""
        return [str(one) for one in self.tree.xpath("//meta[@name=$name]/@content", name=name)]

    def file_behind(self, link: str, root: str = "/") -> str:
        """The file that a link of this site means when it is followed from here; ``root`` is the path of the site's root."""
        path = unquote(urlsplit(link).path)
        if not path:
            return self.name
        full = path.removeprefix(root) if path.startswith("/") else normpath(join("/", self.name, "..", path)).lstrip("/")
        full = full.rstrip("/") + "/" if path.endswith(("/", "/.", "/..")) or path in (".", "..") else full
        return f"{full.lstrip('/')}index.html" if full in ("", "/") or full.endswith("/") else full


def text_of(element: lxml.html.HtmlElement) -> str:
    """What a reader sees of an element, on one line."""
    return " ".join(element.text_content().split())


@dataclass(frozen=True)
class BuiltSite:
    """A built site in a folder."""

    folder: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        return tree(self.folder)

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        """Every page by its file."""
        return {name: HtmlPage(name, data.decode("utf-8")) for name, data in self.files.items() if name.endswith(".html")}
