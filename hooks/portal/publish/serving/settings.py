"""What a configuration is made from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.errors import PortalError

_PLAIN = re.compile(r"[A-Za-z0-9/._@+:\[\]~-]+")


@dataclass(frozen=True, kw_only=True)
class Serving:
    """Which site is served from where, and how.

    Attributes:
        site: address of the site's root, with a slash at the end.
        folder: the place as it is on the server: ``current`` and ``kept`` lie in it.
        csp: the Content-Security-Policy.
        is_preview: whether search engines are kept away.
        compressed: whether ``.gz`` and ``.br`` files lie beside the others.
        brotli: whether nginx has the module that sends ``.br`` files; Caddy always has.
        subdomains: whether all subdomains are HTTPS only as well.
        certificate, key: files on the server; empty lets Caddy get its own.
        users: file with names and password hashes, empty for everybody.
        loopback: port of 127.0.0.1 for trying without TLS, 0 for a real server.
        http_port, https_port: of a real server.
        trial: whether everything that the server writes stays in its working folder, as without the rights of a real server.
    """

    site: str
    folder: str
    csp: str
    is_preview: bool = False
    compressed: bool = True
    brotli: bool = False
    subdomains: bool = False
    certificate: str = "/etc/ssl/portal/fullchain.pem"
    key: str = "/etc/ssl/portal/privkey.pem"
    users: str = ""
    loopback: int = 0
    http_port: int = 80
    https_port: int = 443
    trial: bool = False

    def __post_init__(self) -> None:
        for value in (self.folder, self.certificate, self.key, self.users):
            if value and not _PLAIN.fullmatch(value):
                raise PortalError(f"“{value}”里有服务器设置里不能写的字符", do="路径只用英文字母、数字和/._-，不要有空格")

    @property
    def is_trial(self) -> bool:
        """Whether it is no real server."""
        return self.trial or bool(self.loopback)

    @property
    def host(self) -> str:
        """Name of the host."""
        return urlsplit(self.site).hostname or ""

    @property
    def prefix(self) -> str:
        """Path of the site's root, with slashes around: ``/`` or ``/pufa/``."""
        return urlsplit(self.site).path or "/"

    @property
    def current(self) -> str:
        """The release that is served."""
        return f"{self.folder.rstrip('/')}/current"

    @property
    def kept(self) -> str:
        """Styles and scripts of all kept releases."""
        return f"{self.folder.rstrip('/')}/kept"

    @property
    def root(self) -> str:
        """The site's address as readers get it, without a slash at the end."""
        port = "" if self.https_port == 443 else f":{self.https_port}"
        return f"https://{self.host}{port}"


def block(head: str, *lines: str) -> list[str]:
    """Lines in braces, indented by four, as nginx and Caddy both have them; empty texts are left out, blanks are empty lines.

    Args:
        head: what stands before the brace.
        lines: what stands in it; one may hold several lines.
    """
    inner = [part for line in lines if line for part in line.split("\n")]
    return [f"{head} {{".lstrip(), *(f"    {one}" for one in inner), "}"]


def text_of(lines: Iterable[str]) -> str:
    """The file that lines make."""
    return "".join(f"{line.rstrip()}\n" for line in lines)
