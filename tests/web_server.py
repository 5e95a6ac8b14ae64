"""A loopback web server for built sites, as strict as a careful host."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Address = str
COMPRESSED = frozenset([".html", ".css", ".js", ".svg", ".json", ".xml", ".ics", ".csv"])
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class _Handler(SimpleHTTPRequestHandler):
    """Sends files with the policy, and the site's own page for what is missing."""

    protocol_version = "HTTP/1.1"
    before: Callable[[str], None] = staticmethod(lambda path: None)

    def do_GET(self) -> None:
        self.before(self.path)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: Any) -> None:
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Tests read findings, not logs."""


class _Compressing(_Handler):
    """Sends text as a good host does: compressed."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in COMPRESSED or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # connections that stay open keep no test waiting
    request_queue_size = 128  # with the usual five, a worker that fetches many pages at once waits half a minute for a connection

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection in mid-flight is no fault."""


@contextmanager
def listening(handler: Callable[..., Any]) -> Iterator[Address]:
    """A server on loopback whose requests a handler answers; yields the address of its root, with a slash at the end."""
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def serve(folder: Path, before: Callable[[str], None] | None = None, compressed: bool = False) -> AbstractContextManager[Address]:
    """Serve a folder.

    ``before`` is told every path that is asked for before it is answered; it may wait, and what it raises breaks the connection.
    ``compressed``: text is sent gzipped.
    """
    base = _Compressing if compressed else _Handler
    handler = type("Handler", (base,), {"before": staticmethod(before)}) if before else base
    return listening(partial(handler, directory=str(folder)))
