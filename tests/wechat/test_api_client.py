"""The client of the account's interface against a local server that behaves as documented."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from helpers import ROOT
from portal.cli import main
from portal.errors import PortalError
from portal.wechat.api.client import Client, Secrets
from portal.wechat.api.faults import FAULTS
from web_server import listening

SECRETS = Secrets("wx-test", "secret-test")


@dataclass
class Account:
    """What the server knows: answers by path in the order in which they are given, and what it was asked."""

    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, list[str]], bytes, str]] = field(default_factory=list)
    tokens: int = 0


@contextmanager
def interface(account: Account) -> Iterator[str]:
    """A server on loopback; tokens are counted, everything else answers as the account says."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            account.asked.append((parts.path, parse_qs(parts.query), body, self.headers["Content-Type"]))
            if parts.path == "/cgi-bin/stable_token" and parts.path not in account.answers:
                account.tokens += 1
                found: dict[str, Any] = {"access_token": f"token-{account.tokens}", "expires_in": 7200}
            else:
                waiting = account.answers[parts.path]
                found = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            data = json.dumps(found, ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with listening(Handler) as address:
        yield address.removesuffix("/")


def waited() -> tuple[list[float], Any]:
    """Notes how long a client would have slept."""
    found: list[float] = []
    return found, found.append


def test_a_draft_is_made_with_one_token_and_plain_chinese() -> None:
    """One token serves several calls; the body is UTF-8 without escapes, as the documentation demands."""
    account = Account({"/cgi-bin/draft/add": [{"media_id": "M1"}], "/cgi-bin/media/uploadimg": [{"url": "http://mmbiz.qpic.cn/a"}]})
    with interface(account) as host:
        client = Client(SECRETS, waited()[1], host)
        assert client.upload_body_picture("p.png", b"\x89PNG-bytes") == "https://mmbiz.qpic.cn/a"
        assert client.add_draft({"title": "普法", "content": "<p>正文</p>"}) == "M1"

    assert account.tokens == 1
    assert json.loads(account.asked[0][2]) == {"grant_type": "client_credential", "appid": "wx-test", "secret": "secret-test", "force_refresh": False}
    upload, draft = account.asked[1], account.asked[2]
    assert upload[3].startswith("multipart/form-data; boundary=") and b"\x89PNG-bytes" in upload[2] and b'name="media"' in upload[2]
    assert draft[1]["access_token"] == ["token-1"]
    assert "普法" in draft[2].decode("utf-8")


def test_a_token_that_ran_out_is_renewed_once() -> None:
    """42001 and 40001 cost a new token and a second try, no third."""
    account = Account({"/cgi-bin/draft/add": [{"errcode": 42001, "errmsg": "expired"}, {"media_id": "M2"}]})
    with interface(account) as host:
        assert Client(SECRETS, waited()[1], host).add_draft({}) == "M2"
        assert account.tokens == 2
        account.answers["/cgi-bin/draft/add"] = [{"errcode": 40001, "errmsg": "invalid"}]
        with pytest.raises(PortalError, match=r"AppSecret不对，或者令牌已经被换掉（40001）"):
            Client(SECRETS, waited()[1], host).add_draft({})
    assert account.tokens == 4


def test_a_busy_interface_is_asked_again() -> None:
    """-1 is waited out, at most three times."""
    account = Account({"/cgi-bin/draft/add": [{"errcode": -1}, {"errcode": -1}, {"media_id": "M3"}]})
    slept, wait = waited()
    with interface(account) as host:
        assert Client(SECRETS, wait, host).add_draft({}) == "M3"
        account.answers["/cgi-bin/draft/add"] = [{"errcode": -1}]
        with pytest.raises(PortalError, match="微信那边忙"):
            Client(SECRETS, wait, host).add_draft({})
    assert slept == [1.0, 2.0, 1.0, 2.0]


@pytest.mark.parametrize("code", sorted(code for code in FAULTS if code not in (-1, 40001, 42001)))
def test_every_documented_refusal_is_a_chinese_sentence(code: int) -> None:
    """Each says what is wrong and what to do, and is not tried again."""
    account = Account({"/cgi-bin/draft/add": [{"errcode": code, "errmsg": "english words"}]})
    with interface(account) as host, pytest.raises(PortalError) as caught:
        Client(SECRETS, waited()[1], host).add_draft({})
    assert f"（{code}）\n怎么改：" in str(caught.value)
    assert "english" not in str(caught.value)
    assert len(account.asked) == 2


def test_long_lists_are_read_page_by_page() -> None:
    """``batchget`` gives twenty at a time."""
    pages = [{"total_count": 25, "item": [{"media_id": str(at)} for at in range(first, min(first + 20, 25))]} for first in (0, 20)]
    account = Account({"/cgi-bin/draft/batchget": pages})
    with interface(account) as host:
        assert [one["media_id"] for one in Client(SECRETS, waited()[1], host).drafts()] == [str(at) for at in range(25)]
    assert [json.loads(body)["offset"] for path, _, body, _ in account.asked if path.endswith("batchget")] == [0, 20]


def test_the_command_sends_what_was_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Pictures are uploaded, their addresses put in, the cover made permanent; secrets come from the environment alone."""
    folder = tmp_path / "export"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures/1.png").write_bytes(b"picture")
    (folder / "pictures/cover.jpg").write_bytes(b"cover")
    (folder / "article.html").write_text('<section><img src="pictures/1.png"></section>', "utf-8")
    record = {"title": "题", "author": "", "digest": "", "content_source_url": "https://test.example/a.html", "cover": "pictures/cover.jpg", "pictures": [{"file": "pictures/1.png"}]}
    (folder / "article.json").write_text(json.dumps(record), "utf-8")
    account = Account(
        {
            "/cgi-bin/media/uploadimg": [{"url": "http://mmbiz.qpic.cn/1"}],
            "/cgi-bin/material/add_material": [{"media_id": "COVER", "url": "x"}],
            "/cgi-bin/draft/add": [{"media_id": "M4"}],
        }
    )
    assert main(["--root", str(ROOT), "wechat", "draft", str(folder)]) == 2
    assert "PORTAL_WECHAT_APPID" in capsys.readouterr().err
    with interface(account) as host:
        for name, value in {"PORTAL_WECHAT_APPID": "wx", "PORTAL_WECHAT_SECRET": "s", "PORTAL_WECHAT_API": host}.items():
            monkeypatch.setitem(os.environ, name, value)
        assert main(["--root", str(ROOT), "wechat", "draft", str(folder)]) == 0
    assert "M4" in capsys.readouterr().out
    sent = json.loads(account.asked[-1][2])["articles"][0]
    assert (sent["content"], sent["thumb_media_id"]) == ('<section><img src="https://mmbiz.qpic.cn/1"></section>', "COVER")


@pytest.mark.parametrize("answer", [{}, {"media_id": None}, {"media_id": ["x"]}, {"errcode": "abc"}, {"errcode": None}])
def test_an_answer_of_another_form_is_a_sentence(answer: dict[str, Any]) -> None:
    """Nothing that comes from the network ends in a traceback."""
    with interface(Account({"/cgi-bin/draft/add": [answer], "/cgi-bin/draft/batchget": [{"item": 5, **answer}]})) as host:
        client = Client(SECRETS, waited()[1], host)
        for act in (lambda: client.add_draft({}), lambda: list(client.drafts())):
            with pytest.raises(PortalError, match="读不出来"):
                act()


def test_no_network_is_a_sentence() -> None:
    """Nobody listens: the message says so in Chinese."""
    with pytest.raises(PortalError, match="连不上公众号接口"):
        Client(SECRETS, waited()[1], "http://127.0.0.1:9").add_draft({})
