"""Calls of the account's interface: token, pictures, drafts, what was published, what was read.

Nothing here publishes to readers or deletes anything: a draft is looked over and sent by a person in the account's back office.
"""

from __future__ import annotations

import http.client
import json
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.wechat.api.faults import fault

HOST = "https://api.weixin.qq.com"
_TIMEOUT = 30
_MOST = 20_000_000  # bytes of an answer
_BUSY, _STALE = -1, (40001, 42001)
_TRIES = 3
_PAGE = 20

Json = dict[str, Any]


@dataclass(frozen=True)
class Secrets:
    """AppID and AppSecret; from the environment, never from a file of the project."""

    appid: str
    secret: str

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Secrets:
        """Read them.

        Raises:
            PortalError: they are not set: the interface is off.
        """
        found = [environ.get(name, "") for name in ("PORTAL_WECHAT_APPID", "PORTAL_WECHAT_SECRET")]
        if not all(found):
            raise PortalError("没有打开公众号接口", do="在环境变量PORTAL_WECHAT_APPID和PORTAL_WECHAT_SECRET里写明；不用接口也能导入和导出")
        return cls(*found)


class Client:
    """The interface of one account.

    Args:
        secrets: of the account.
        wait: sleeps for some seconds.
        host: where the interface is.
    """

    def __init__(self, secrets: Secrets, wait: Callable[[float], None], host: str = HOST) -> None:
        self._secrets, self._wait, self._host = secrets, wait, host.rstrip("/")
        self._token = ""

    def upload_body_picture(self, name: str, data: bytes) -> str:
        """Address of a picture for the body (jpg or png, below 1 MB)."""
        return _said(self._call("/cgi-bin/media/uploadimg", file=(name, data)), "url").replace("http://", "https://", 1)

    def upload_cover(self, name: str, data: bytes) -> str:
        """Media id of a permanent picture, for covers."""
        return _said(self._call("/cgi-bin/material/add_material", {"type": "image"}, file=(name, data)), "media_id")

    def add_draft(self, article: Json) -> str:
        """Media id of a new draft."""
        return _said(self._call("/cgi-bin/draft/add", body={"articles": [article]}), "media_id")

    def update_draft(self, media_id: str, article: Json, index: int = 0) -> None:
        """Put an article in the place of one of a draft."""
        self._call("/cgi-bin/draft/update", body={"media_id": media_id, "index": index, "articles": article})

    def drafts(self) -> Iterator[Json]:
        """All drafts, without their bodies."""
        yield from self._pages("/cgi-bin/draft/batchget")

    def published(self) -> Iterator[Json]:
        """What was published without being pushed to followers; what was pushed (群发) is not among it."""
        yield from self._pages("/cgi-bin/freepublish/batchget")

    def totals(self, begin: str, end: str) -> list[Json]:
        """Every article of some days with its ``msgid`` (``mid_idx``), pushed or not.

        Args:
            begin, end: days, ``2026-01-31``; the last one yesterday at the latest.
        """
        return _items(self._call("/datacube/getarticletotaldetail", body={"begin_date": begin, "end_date": end}), "list")

    def _pages(self, path: str) -> Iterator[Json]:
        offset = 0
        while True:
            answer = self._call(path, body={"offset": offset, "count": _PAGE, "no_content": 1})
            items = _items(answer, "item")
            yield from items
            offset += len(items)
            if not items or offset >= _number(answer, "total_count"):
                return

    def _call(self, path: str, query: Mapping[str, str] | None = None, body: Json | None = None, file: tuple[str, bytes] | None = None) -> Json:
        """An answer; a token that ran out is renewed once, a busy interface asked again.

        Raises:
            PortalError: it can't be reached, or refuses; says why in Chinese.
        """
        renewed = False
        for attempt in range(_TRIES):
            words = urllib.parse.urlencode({"access_token": self._valid_token(), **(query or {})})
            answer = self._ask(f"{path}?{words}", body, file)
            code = _number(answer, "errcode")
            if code == 0:
                return answer
            if code in _STALE and not renewed:
                renewed, self._token = True, ""
            elif code == _BUSY and attempt + 1 < _TRIES:
                self._wait(2.0**attempt)
            else:
                raise fault(code, str(answer.get("errmsg", "")))
        raise fault(_BUSY, "")

    def _valid_token(self) -> str:
        if not self._token:
            body = {"grant_type": "client_credential", "appid": self._secrets.appid, "secret": self._secrets.secret, "force_refresh": False}
            answer = self._ask("/cgi-bin/stable_token", body, None)
            if "access_token" not in answer:
                raise fault(_number(answer, "errcode"), str(answer.get("errmsg", "")))
            self._token = str(answer["access_token"])
        return self._token

    def _ask(self, path: str, body: Json | None, file: tuple[str, bytes] | None) -> Json:
        data, kind = multipart(*file) if file else (json.dumps(body or {}, ensure_ascii=False).encode("utf-8"), "application/json; charset=utf-8")
        request = urllib.request.Request(self._host + path, data=data, headers={"Content-Type": kind}, method="POST")  # noqa: S310 - the host is ours
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - the same
                found = json.loads(answer.read(_MOST))
        except (OSError, http.client.HTTPException) as error:
            raise PortalError(f"连不上公众号接口：{getattr(error, 'reason', error)}", do="检查网络；不用接口也能导入和导出", path=self._host) from error
        except (ValueError, RecursionError) as error:
            raise _unreadable() from error
        if not isinstance(found, dict):
            raise _unreadable()
        return found


def _unreadable() -> PortalError:
    return PortalError("公众号接口的回答读不出来", do="过几分钟再试", path="api.weixin.qq.com")


def _said(answer: Json, name: str) -> str:
    found = answer.get(name)
    if not isinstance(found, str) or not found:
        raise _unreadable()
    return found


def _number(answer: Json, name: str) -> int:
    found = answer.get(name, 0)
    if not isinstance(found, int):
        raise _unreadable()
    return found


def _items(answer: Json, name: str) -> list[Json]:
    found = answer.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _unreadable()
    return found


def multipart(name: str, data: bytes) -> tuple[bytes, str]:
    """A file as a form, and its content type (RFC 7578); the boundary follows from the content."""
    boundary = f"portal-{digest_bytes(data)[:32]}"
    kind = "image/png" if name.lower().endswith(".png") else "image/jpeg"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="media"; filename="picture.{kind.split("/")[1]}"\r\nContent-Type: {kind}\r\n\r\n'
    return head.encode() + data + f"\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
