"""A preview that follows the project's files in two steps: the saved article's page at once, everything else by a build right after.

Pages of the first step lie in memory over the folder that builds write, and go when a build has made them: the folder is never anything
else than what builds leave.
"""

from __future__ import annotations

import posixpath
import re
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from portal.assembly.quick_page import QuickPage, Warm
from portal.assembly.site_build import build_preview
from portal.digest import digest_bytes
from portal.errors import PortalError, of_system
from portal.files import remove_tree
from portal.review.report import counts

FOLDER = ".portal/preview"
_PICTURE = re.compile(rb'\ssrc="([^":?#]+\.(?:svg|gif|png|jpe?g|webp))"')
_AT_ONCE = 20  # pages of one batch; of more, such as a whole branch checked out, the build is the quicker way
_PATIENCE = 0.2  # seconds in which a change may still be told that made a build break off


@dataclass(frozen=True)
class _Laid:
    """A page over the folder: its bytes, the article's file, the number of the batch, and what is wrong if it is an older one."""

    data: bytes
    path: str
    number: int
    problem: str = ""


class Preview:
    """What browsers are shown, and when it changes.

    Args:
        root: the project's folder.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.

    Attributes:
        folder: what builds write.
        open_pages: files of the pages that browsers show, with how many do.
        begun: whether a build has ended, well or not.
    """

    def __init__(self, root: Path, environ: Mapping[str, str]) -> None:
        self.root, self.folder = root, root / FOLDER
        self.open_pages: Counter[str] = Counter()
        self.begun = False
        self._environ = environ
        self._warm: Warm | None = None
        self._laid: dict[str, _Laid] = {}
        self._number = self._version = 0
        self._unbuilt = ""
        self._turn = threading.Condition()  # held by whoever reads or changes what is above
        self._ended = False

    def read(self, file: str) -> bytes | None:
        """A file of the preview as browsers are to see it; None when there is none."""
        laid = self._laid.get(file)
        if laid:
            return laid.data
        path = self.folder / file
        try:
            return path.read_bytes() if path.resolve().is_relative_to(self.folder.resolve()) else None
        except (OSError, ValueError):
            return None

    def digest(self, file: str) -> str:
        """Digest of a page and of the pictures that it shows, empty when there is none."""
        data = self.read(file)
        if data is None:
            return ""
        names = sorted(set(_PICTURE.findall(data))) if file.endswith(".html") else ()
        shown = (self.read(posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(name.decode())))) for name in names)
        return digest_bytes(b"".join([data, *(one or b"" for one in shown)]))[:20]

    def has_article(self, file: str) -> bool:
        """Whether a page is that of an article, also of one whose file can't be used at present."""
        warm = self._warm
        return warm is not None and (warm.has_article(file) or file in self._laid)

    def copy_page(self, file: str) -> bytes | None:
        """The page from which an article's text is copied to the official account, None when the page is no article's.

        Raises:
            PortalError: the article's file can't be used, or has changed since the last build.
        """
        warm = self._warm
        found = warm.copy_page(file) if warm else None
        if found is None and self.has_article(file):
            raise PortalError("这一篇的文件有问题，现在不能复制", do="改好、保存以后，再刷新这一页")
        return found

    @property
    def problem(self) -> str:
        """What keeps the preview from being as the files are, in Chinese; empty when nothing does."""
        with self._turn:
            unreadable = self._warm.unreadable if self._warm else ""
            said = [self._unbuilt, *(one.problem for one in self._laid.values()), unreadable]
        return "\n\n".join(dict.fromkeys(one for one in said if one))

    def wait(self, version: int, seconds: float) -> int:
        """Wait until something may have changed since a version, not for ever; the version now, -1 at the end."""
        with self._turn:
            self._turn.wait_for(lambda: self._ended or self._version != version, seconds)
            return -1 if self._ended else self._version

    @contextmanager
    def shown(self, file: str) -> Iterator[None]:
        """A browser shows a page."""
        with self._turn:
            self.open_pages[file] += 1
        try:
            yield
        finally:
            with self._turn:
                self.open_pages[file] -= 1

    def end(self) -> None:
        """Nobody waits any longer."""
        with self._turn:
            self._ended = True
            self._turn.notify_all()

    def save(self, paths: Sequence[str]) -> None:
        """The first step: make the pages of articles that were saved, those first that a browser shows."""
        with self._turn:
            self._number += 1
            warm, number = self._warm, self._number
            order = sorted(paths, key=lambda path: not (warm and self.open_pages[warm.file(path)] > 0))
        for path in order[:_AT_ONCE] if warm else ():
            start = time.perf_counter()
            page = _quick(warm, path)
            if page:
                self._lay(page, path, number)
                _say(page.problem or f"{path}已更新（{time.perf_counter() - start:.2f}秒），其余页面随后。")

    def _lay(self, page: QuickPage, path: str, number: int) -> None:
        data = self.read(page.file) if page.data is None else page.data
        with self._turn:
            if data is not None:
                self._laid[page.file] = _Laid(data, path, number, page.problem)
            self._tell()

    def build(self) -> None:
        """The second step: an ordinary build. Whatever goes wrong is told, and the last good preview stays."""
        with self._turn:
            number = self._number
        warm, problem = None, ""
        try:
            warm = self._built()
        except PortalError as error:
            problem = str(error)
        except OSError as error:
            problem = str(of_system(error))
        except Exception as error:
            traceback.print_exc()
            problem = f"程序出错，预览没有更新：{error}\n怎么改：把窗口里的英文记录发给维护的人"
        if problem and self._is_outdated(number):
            return  # files changed while they were read; the next build is about to begin
        self._settle(warm, number, problem)
        _say(self.problem)

    def _built(self) -> Warm:
        start = time.perf_counter()
        if not (self.folder / "published.json").exists():
            remove_tree(self.folder)  # left by a first build that was broken off
        done = build_preview(self.root, self._environ, self.folder)
        summary = done.summary
        assert summary is not None
        warm = Warm(done)
        seconds = time.perf_counter() - start
        _say(f"预览已更新：{summary.pages}个页面，改写{summary.written}个文件，用时{seconds:.1f}秒。{counts(list(summary.findings))}")
        return warm

    def _is_outdated(self, number: int) -> bool:
        with self._turn:
            return self._turn.wait_for(lambda: self._ended or self._number != number, _PATIENCE)

    def _settle(self, warm: Warm | None, number: int, problem: str) -> None:
        """Take over what a build has made; pages of later saves stay, and so do those whose article can't be used."""
        with self._turn:
            self.begun, self._unbuilt = True, problem
            if warm:
                self._warm = warm
                self._laid = dict(self._still_laid(number))
            self._tell()

    def _still_laid(self, number: int) -> Iterator[tuple[str, _Laid]]:
        for file, one in self._laid.items():
            if one.number > number:
                yield file, one
            elif self._warm and not self._warm.reads(one.path) and (self.root / one.path).is_file():
                yield file, replace(one, problem="")  # the build has told it among all that can't be used

    def _tell(self) -> None:
        self._version += 1
        self._turn.notify_all()


def _quick(warm: Warm | None, path: str) -> QuickPage | None:
    """The page of a saved article; None when it is for the build to make it or to say what is wrong."""
    try:
        return warm.page(path) if warm else None
    except (PortalError, OSError):
        return None
    except Exception:
        traceback.print_exc()
        return None


def _say(text: str) -> None:
    if text:
        print(text, file=sys.stderr, flush=True)
