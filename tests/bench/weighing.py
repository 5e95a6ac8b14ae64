"""What a reader's device is sent: by the first view of an article, and by the first search after it. Text is compressed, as by a good host."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "hooks")]

from browsing import open_browser, program  # noqa: E402 - needs the path above
from web_server import COMPRESSED, listening  # noqa: E402

QUERY = "法律援助"
_QUIET = 1500  # milliseconds after the last answer, for scripts that load more


@dataclass(frozen=True)
class Weight:
    """Bytes of bodies as they are sent, and in how many answers.

    Attributes:
        view: of the first view of an article.
        asked: answers of that view.
        kept: what a service worker fetches afterwards, to be read without a network.
        query: what the first search asks for besides, None for a site that can't be searched.
    """

    view: int
    asked: int
    kept: int
    query: int | None


class _Scales(SimpleHTTPRequestHandler):
    """Sends files and notes how many bytes each answer has."""

    sent: list[int]

    def __init__(self, *given: Any, sent: list[int], **more: Any) -> None:
        self.sent = sent
        super().__init__(*given, **more)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        small = gzip.compress(data, 6, mtime=0) if path.suffix in COMPRESSED else data
        self.sent.append(len(small))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if small is not data:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(small)))
        self.end_headers()
        self.wfile.write(small)

    def log_message(self, *_: object) -> None:
        """Only bytes count."""


@contextmanager
def scales() -> Iterator[Any]:
    """A browser that weighs, None where there is none."""
    if Path(program()).is_file():
        yield from open_browser()
    else:
        yield None


def weigh(browser: Any, folder: Path, page: str, search: str) -> Weight:
    """Look at a page, then search.

    Args:
        browser: of ``scales``.
        folder: the built site.
        page: address of an article.
        search: JavaScript that searches in the page and waits for the results, with ``QUERY`` for the word; or the address of a page of
            results; empty for a site that can't be searched.
    """
    view, asked, query = _visit(browser, folder, page, search, workers="block")
    kept = _visit(browser, folder, page, "", workers="allow")[0] - view
    return Weight(view, asked, kept, query if search else None)


def _visit(browser: Any, folder: Path, page: str, search: str, workers: str) -> tuple[int, int, int]:
    """Bytes and answers of the view, bytes of the search."""
    sent: list[int] = []
    with listening(partial(_Scales, directory=str(folder), sent=sent)) as root:
        context = browser.new_context(service_workers=workers)
        tab = context.new_page()
        tab.goto(f"{root}{page}", wait_until="networkidle")
        tab.wait_for_timeout(_QUIET)
        view, asked = sum(sent), len(sent)
        if search.endswith("="):
            tab.goto(f"{root}{search}{QUERY}", wait_until="networkidle")
        elif search:
            tab.evaluate(search.replace("QUERY", QUERY))
        tab.wait_for_timeout(_QUIET if search else 0)
        context.close()
    return view, asked, sum(sent) - view
