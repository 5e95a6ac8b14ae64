"""The built site as a reader gets it: built by the real command, read from its files."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import join, normpath
from typing import NoReturn
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from portal.times import Moment

PAGE_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")


def unavailable(what: str) -> NoReturn:
    """Skip a test whose program is missing; on a machine that must skip nothing, fail."""
    if os.environ.get("PORTAL_NOTHING_SKIPPED") == "1":
        pytest.fail(what)
    pytest.skip(what)


def run(*words: str | Path, at: Moment, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run Python with these words, the clock of the build set to ``at``."""
    environ = {**os.environ, "SOURCE_DATE_EPOCH": str(int(at.at.timestamp())), "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, *map(str, words)], cwd=cwd, env=environ, capture_output=True, text=True, encoding="utf-8", timeout=120)


def build(root: Path, site_dir: Path, at: Moment) -> subprocess.CompletedProcess[str]:
    """``python hooks/manage.py build --out …`` in a project's folder."""
    return run("hooks/manage.py", "build", "--out", site_dir, at=at, cwd=root)


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
