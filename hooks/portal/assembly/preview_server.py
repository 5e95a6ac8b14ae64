"""Serves a preview on this machine: files as a web server sends them, and to every open page the news that it has changed."""

from __future__ import annotations

import gc
import ipaddress
import itertools
import json
import mimetypes
import posixpath
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from portal.assembly.preview import Preview
from portal.assembly.preview_page import COPY, EVENTS, RELOAD, SCRIPT, bare_page, with_script
from portal.assembly.watching import Changes, watch
from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.load.identity import load_identity

_HTML, _PLAIN, _EVENTS, _JS = (f"{kind}; charset=utf-8" for kind in ("text/html", "text/plain", "text/event-stream", "text/javascript"))
_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".xml": "application/xml",
}
_TEXT = ("text/", "application/json", "application/xml", "image/svg")
_TIDY, _IDLE = 10, 10.0  # builds, seconds
_BEAT = 15.0  # seconds after which a connection shows whether it still is one


class PreviewServer(ThreadingHTTPServer):
    """The server of one preview.

    Args:
        host: the address to listen on; requests that name another host are refused.
        port: the port, 0 for any.
        mount: the path of the site's root.
        preview: what is served.
    """

    daemon_threads = True
    request_queue_size = 128  # with the usual five, pages that ask for much at once wait for seconds

    def __init__(self, host: str, port: int, mount: str, preview: Preview) -> None:
        super().__init__((host, port), _Handler)
        self.host, self.mount, self.preview = host, mount, preview
        self.url = f"http://{host}:{self.server_port}{mount}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no fault."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def is_own(self, name: str) -> bool:
        """Whether a request for a host is meant for us: a foreign name that leads here is how a web page would read what isn't public."""
        host = urlsplit(f"//{name}").hostname or ""
        return host in (self.host.lower(), "localhost") or _is_number(host)

    def state(self, file: str) -> str:
        """What is to be seen at a file's address; equal as long as that is the same."""
        preview = self.preview
        if self.has_site:
            return preview.digest(file)
        return f"none {digest_bytes(preview.problem.encode())[:20]}" if preview.begun else "none"

    @property
    def has_site(self) -> bool:
        """Whether there is a site to show."""
        return self.preview.begun and self.preview.read("404.html") is not None


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        parts = urlsplit(self.path if not self.path.startswith("//") else f"/{self.path.lstrip('/')}")
        path = unquote(parts.path)
        if not self.server.is_own(self.headers.get("Host", "")):
            self._send(403, _PLAIN, "预览只在本机看，请用启动时显示的地址打开。".encode())
        elif path == SCRIPT:
            self._send(200, _JS, RELOAD.encode())
        elif path == EVENTS:
            query = parse_qs(parts.query, keep_blank_values=True)
            self._tell(query.get("page", [""])[0], query.get("state", [""])[0])
        elif path.startswith(COPY):
            self._copy(path.removeprefix(COPY))
        elif path.startswith(self.server.mount):
            self._site(path.removeprefix(self.server.mount))
        elif path in ("/", self.server.mount.rstrip("/")):
            self._redirect(self.server.mount)
        else:
            self._missing("")

    def _site(self, path: str) -> None:
        server = self.server
        file = posixpath.normpath(f"/{path}index.html" if path.endswith("/") or not path else f"/{path}").lstrip("/")
        state = server.state(file)
        data = server.preview.read(file) if server.has_site else None
        if not server.has_site:
            self._send(503, _HTML, with_script(bare_page(server.preview.problem), file, state))
        elif data is None and server.preview.read(f"{file}/index.html") is not None:
            self._redirect(f"{server.mount}{file}/")
        elif data is None:
            self._missing(file)
        elif file.endswith(".html"):
            copy = quote(COPY + file) if server.preview.has_article(file) else ""
            self._send(200, _HTML, with_script(data, file, state, copy))
        else:
            self._send(200, type_of(file), data)

    def _copy(self, file: str) -> None:
        try:
            data = self.server.preview.copy_page(file)
        except PortalError as error:
            self._send(503, _HTML, bare_page(str(error)))
            return
        if data is None:
            self._missing("")
        else:
            self._send(200, _HTML, data)

    def _missing(self, file: str) -> None:
        page = self.server.preview.read("404.html") or b""
        self._send(404, _HTML, with_script(page, file, self.server.state(file)))

    def _redirect(self, path: str) -> None:
        self._send(302, _PLAIN, b"", Location=quote(path))

    def _tell(self, file: str, state: str) -> None:
        """Send news of a page until it must be loaded again or the browser is gone."""
        server, preview, told, version = self.server, self.server.preview, "", -2
        self.close_connection = True
        self._head(200, _EVENTS, {"Connection": "close"})
        with preview.shown(file):
            while (version := preview.wait(version, _BEAT)) >= 0:
                problem = preview.problem
                if problem != told:
                    self._event("problem", problem)
                    told = problem
                if server.state(file) != state:
                    self._event("reload", "")
                    return
                self.wfile.write(b":\n\n")

    def _event(self, name: str, value: str) -> None:
        self.wfile.write(f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n".encode())

    def _send(self, status: int, kind: str, data: bytes, **more: str) -> None:
        self._head(status, kind, {"Content-Length": str(len(data)), **more})
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, status: int, kind: str, more: Mapping[str, str]) -> None:
        self.send_response(status)
        fixed = {"Content-Type": kind, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
        for name, value in {**fixed, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Editors read what has changed, not what was fetched."""


def type_of(file: str) -> str:
    """The content type that readers get for a file."""
    kind = _TYPES.get(posixpath.splitext(file)[1]) or mimetypes.guess_type(file)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind


def serve_preview(root: Path, host: str, port: int, environ: Mapping[str, str]) -> None:
    """Serve a preview that follows the project's files, until interrupted.

    Args:
        root: the project's folder.
        host: the address to listen on.
        port: the port, 0 for any.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.

    Raises:
        OSError: the address can't be used.
        PortalError: ``mkdocs.yml`` can't be used.
    """
    preview = Preview(root, environ)
    server = PreviewServer(host, port, urlsplit(load_identity(root).url).path, preview)
    changes, unbuilt = Changes(), threading.Event()
    observer = watch(root, changes.add)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=_save, args=(preview, changes, unbuilt), daemon=True).start()
    print(f"正在准备预览，好了以后用浏览器打开{server.url}，按Ctrl+C停止。", flush=True)
    try:
        _build(preview, unbuilt)
    except KeyboardInterrupt:
        print("预览已停止。", flush=True)
    finally:
        observer.stop()
        changes.end()
        preview.end()
        server.shutdown()
        server.server_close()


def _build(preview: Preview, unbuilt: threading.Event) -> None:
    """The second step, for ever. Looking for garbage makes everybody wait, so it is done now and then, when nobody has saved for a while."""
    for number in itertools.count(1):
        preview.build()
        if number % _TIDY == 0 and not unbuilt.wait(_IDLE):
            gc.collect()
        while not unbuilt.wait(1):
            pass  # a wait without an end can't be interrupted everywhere
        unbuilt.clear()


def _save(preview: Preview, changes: Changes, unbuilt: threading.Event) -> None:
    """The first step of every batch, then a sign for the second."""
    while paths := changes.batch():
        preview.save(paths)
        unbuilt.set()
