"""Asks a web server for its home page and for an address that doesn't exist."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from urllib.parse import urljoin, urlsplit

from portal.errors import PortalError
from portal.selfcheck.given import Reply

_SECONDS = 15
_NOWHERE = "portal-selfcheck-no-such-page.html"
_HEADERS = {"User-Agent": "portal-selfcheck", "Accept-Encoding": "gzip", "Accept": "text/html"}


def ask(url: str) -> Reply:
    """What a server answers.

    Args:
        url: of the site's home page, with ``http://`` or ``https://``.

    Raises:
        PortalError: the address is none, or nobody answers within 15 seconds.
    """
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise PortalError(f"“{url}”不是网址", do="写成https://域名/")
    home = url if url.endswith("/") else f"{url}/"
    landed, status, headers = _get(home)
    return Reply(url=home, landed=landed, status=status, headers=headers, missing_status=_get(urljoin(home, _NOWHERE))[1])


def _get(url: str) -> tuple[str, int, Mapping[str, str]]:
    request = urllib.request.Request(url, headers=_HEADERS)  # noqa: S310 - the scheme was looked at
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as reply:  # noqa: S310
            return reply.geturl(), int(reply.status), _plain(reply.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.url or url, error.code, _plain(error.headers)
    except (urllib.error.URLError, HTTPException, OSError, ssl.SSLError, ValueError) as error:
        raise PortalError(f"打不开“{url}”：{getattr(error, 'reason', error)}", do="检查网址、网络和证书") from error


def _plain(headers: object) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in headers.items()}  # type: ignore[attr-defined]  # an email.message.Message
