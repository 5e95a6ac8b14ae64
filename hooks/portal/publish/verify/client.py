"""Asks a web server as readers do: connections that stay open, no redirects followed, nothing endless read."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from portal.errors import PortalError
from portal.times import clock

_SLACK = 262_144
_SECONDS, _WHOLE = 15, 120 * 10**9
_AWAY, _PAUSES = (502, 503, 504), (0.2, 0.4)
_TOO_FAST, _LONG_PAUSES = 429, (1, 2, 4, 8, 16)  # seconds; our own servers let everybody in again within one
_PIECE = 65_536
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
PLAIN = {"User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "zh-CN,zh;q=0.9", "Accept-Encoding": "gzip"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a server answered.

    Attributes:
        status: 0 when it couldn't be reached.
        body: decoded; what was put in is of interest, so it may be longer than was expected, but not endless.
        type: the header Content-Type.
        location: where a redirect leads, as a whole address.
        here: whether that is on the same server.
        packed: whether the body came compressed.
        why: why it couldn't be reached.
    """

    status: int = 0
    body: bytes = b""
    type: str = ""
    location: str = ""
    here: bool = False
    packed: bool = False
    why: str = ""


class Client:
    """A web site; many threads may ask at once, each has a connection of its own.

    Args:
        url: of the site's root.

    Raises:
        PortalError: it is no address of a site.
    """

    def __init__(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            self.host, port = parts.hostname or "", parts.port
        except ValueError:
            self.host, port = "", None
        if parts.scheme not in ("http", "https") or not self.host or parts.query or parts.fragment:
            raise PortalError(f"网址写的是“{url}”", do="写成https://域名/")
        self.root = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}/"
        self._path, self._port, self._safe = parts.path.rstrip("/") + "/", port, parts.scheme == "https"
        self._local, self._lock = threading.local(), threading.Lock()
        self._open: list[http.client.HTTPConnection] = []
        self._context = ssl.create_default_context()

    def get(self, address: str, most: int = 5_000_000, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for an address below the root.

        Args:
            address: relative to the root, not quoted; ``?`` and ``#`` are part of a name.
            most: how long the body is expected to be.
            headers: in place of those of a browser.
        """
        path, fields = quote(self._path + address, safe="/~!$&'()*+,;=:@"), {**PLAIN, **(headers or {})}
        short, long = iter(_PAUSES), iter(_LONG_PAUSES)
        while True:
            answer = self._try(path, most, fields)
            again = long if answer.status == _TOO_FAST else short if answer.status in (0, *_AWAY) else iter(())
            pause = next(again, None)
            if pause is None:
                return answer if answer.status != _TOO_FAST else Answer(why="一直说问得太快（429）")
            time.sleep(pause)

    def close(self) -> None:
        """Close all connections."""
        for one in self._open:
            one.close()

    def inner(self, link: str, page: str, hosts: frozenset[str]) -> str | None:
        """The address that a link of a page means, None when it leads to another host or isn't for the web.

        Args:
            link: as it stands in the page.
            page: address of the page.
            hosts: names of this site beside the one that is asked.
        """
        try:
            parts = urlsplit(urljoin(self.root + quote(page), link.strip()))
            host = parts.hostname or ""
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or (host != self.host and host not in hosts):
            return None
        path = unquote(parts.path, errors="surrogateescape")
        return path.removeprefix(self._path) if path.startswith(self._path) else None

    def _try(self, path: str, most: int, headers: Mapping[str, str]) -> Answer:
        try:
            return self._ask(path, most, headers)
        except ssl.SSLCertVerificationError as error:
            self._close()
            return Answer(why=f"HTTPS证书不可信：{error.verify_message}")
        except (OSError, http.client.HTTPException) as error:
            self._close()
            return Answer(why=f"连不上：{error}" if str(error) else f"连不上：{type(error).__name__}")

    def _ask(self, path: str, most: int, headers: Mapping[str, str]) -> Answer:
        connection = self._connection()
        connection.request("GET", path, headers=dict(headers))
        response = connection.getresponse()
        limit = most + _SLACK
        raw, whole = _read(response, limit)
        if not whole:
            self._close()
        packed = response.headers.get("Content-Encoding", "").strip().lower()
        location = response.headers.get("Location", "")
        origin = "/".join(self.root.split("/", 3)[:3])
        location = urljoin(origin + path, location) if location else ""
        return Answer(
            status=response.status,
            body=_unpacked(raw, limit) if packed in ("gzip", "x-gzip") else raw,
            type=response.headers.get("Content-Type", ""),
            location=location,
            here=location.startswith(f"{origin}/"),
            packed=bool(packed),
        )

    def _connection(self) -> http.client.HTTPConnection:
        found: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._made()
            self._local.connection = found
            with self._lock:
                self._open.append(found)
        return found

    def _made(self) -> http.client.HTTPConnection:
        if self._safe:
            return http.client.HTTPSConnection(self.host, self._port, timeout=_SECONDS, context=self._context)
        return http.client.HTTPConnection(self.host, self._port, timeout=_SECONDS)

    def _close(self) -> None:
        """Close this thread's connection; it opens again by itself."""
        found: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if found is not None:
            found.close()


def _read(response: http.client.HTTPResponse, most: int) -> tuple[bytes, bool]:
    """The body, and whether that is all of it.

    Raises:
        HTTPException: it ended early.
        TimeoutError: it takes too long.
    """
    found, since = bytearray(), clock()
    while len(found) <= most:
        piece = response.read(_PIECE)
        if not piece:
            if response.length:
                raise http.client.IncompleteRead(bytes(found), response.length)
            return bytes(found), True
        found += piece
        if clock() - since > _WHOLE:
            raise TimeoutError("回答得太慢")
    return bytes(found[:most]), False


def _unpacked(data: bytes, most: int) -> bytes:
    """What was compressed; whatever follows the end counts too, so that nothing can hide there."""
    machine = zlib.decompressobj(31)
    try:
        return machine.decompress(data, most) + machine.unused_data
    except zlib.error:
        return data[:most]
