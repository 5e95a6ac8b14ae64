"""What a real server says: only asked with ``--url``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from portal.selfcheck.given import Given, Reply
from portal.selfcheck.item import HINT, OWN, POINTS, Evidence, Item, Outcome

_HALF_A_YEAR = 15_552_000
_NOT_ASKED = "没有用--url写明网址"
_STRICT = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin", "no-referrer-when-downgrade", "origin-when-cross-origin"}


def _https(reply: Reply) -> Iterator[str]:
    if not reply.landed.startswith("https://"):
        yield f"最后打开的是“{reply.landed}”，没有加密"
    if reply.status != 200:
        yield f"首页的状态是{reply.status}，应当是200"


def _csp(reply: Reply) -> Iterator[str]:
    policy = reply.headers.get("content-security-policy", "")
    if not policy:
        yield "没有Content-Security-Policy"
        return
    parts = {words[0].lower(): words[1:] for part in policy.split(";") if (words := part.split())}
    if "default-src" not in parts and "script-src" not in parts:
        yield "Content-Security-Policy里没有default-src和script-src"
    for name in ("default-src", "script-src", "style-src"):
        loose = [one for one in parts.get(name, ()) if one in ("'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:")]
        if loose:
            yield f"Content-Security-Policy的{name}太宽：{' '.join(loose)}"


def _hsts(reply: Reply) -> Iterator[str]:
    value = reply.headers.get("strict-transport-security", "")
    match = re.search(r"max-age\s*=\s*\"?(\d+)", value, re.IGNORECASE)
    if not match:
        yield "没有Strict-Transport-Security"
    elif int(match[1]) < _HALF_A_YEAR:
        yield f"Strict-Transport-Security只有{int(match[1]) // 86400}天，至少180天"


def _nosniff(reply: Reply) -> Iterator[str]:
    if reply.headers.get("x-content-type-options", "").strip().lower() != "nosniff":
        yield "没有X-Content-Type-Options: nosniff"


def _referrer(reply: Reply) -> Iterator[str]:
    value = reply.headers.get("referrer-policy", "")
    if value.split(",")[-1].strip().lower() not in _STRICT:
        yield f"Referrer-Policy是“{value}”" if value else "没有Referrer-Policy"


def _framing(reply: Reply) -> Iterator[str]:
    options = reply.headers.get("x-frame-options", "").strip().upper()
    if "frame-ancestors" not in reply.headers.get("content-security-policy", "") and options not in ("DENY", "SAMEORIGIN"):
        yield "没有frame-ancestors，也没有X-Frame-Options，别的网站可以把本站套在框里"


def _status(reply: Reply) -> Iterator[str]:
    if reply.missing_status and reply.missing_status != 404:
        yield f"不存在的网址，状态是{reply.missing_status}，应当是404"


def _version(reply: Reply) -> Iterator[str]:
    for name in ("server", "x-powered-by"):
        if re.search(r"\d", reply.headers.get(name, "")):
            yield f"{name}告诉了别人程序的版本：{reply.headers[name]}"


def _compressed(reply: Reply) -> Iterator[str]:
    if reply.headers.get("content-encoding", "") not in ("gzip", "br", "zstd", "deflate"):
        yield "没有压缩，手机上打开慢"


def _item(name: str, title: str, source: str, look: Callable[[Reply], Iterator[str]], level: str = POINTS) -> Item:
    def check(given: Given) -> Outcome:
        if given.reply is None:
            return Outcome(skipped=_NOT_ASKED)
        place = given.reply.url
        return Outcome.of(Evidence(place, what) for what in look(given.reply))

    return Item(id=name, group="服务器", title=title, source=source, basis=OWN, level=level, do="请管理员改服务器的设置", check=check)


ITEMS = (
    _item("server-https", "用HTTPS打开", "RFC 9110；本站设计：全站加密", _https),
    _item("server-csp", "有严格的内容安全策略（CSP）", "W3C Content Security Policy Level 3；OWASP Secure Headers", _csp),
    _item("server-hsts", "浏览器只用HTTPS（HSTS）", "RFC 6797", _hsts),
    _item("server-nosniff", "浏览器不猜文件类型（nosniff）", "WHATWG Fetch；OWASP Secure Headers", _nosniff),
    _item("server-referrer", "不向别的网站透露读者在看哪一页（Referrer-Policy）", "W3C Referrer Policy", _referrer),
    _item("server-framing", "别的网站不能把本站套在框里", "W3C Content Security Policy Level 3 frame-ancestors", _framing),
    _item("server-not-found", "不存在的网址返回404", "RFC 9110第15.5.5条", _status),
    _item("server-version", "不透露程序版本", "OWASP Secure Headers", _version, HINT),
    _item("server-compression", "传输时压缩", "RFC 9110第8.4条", _compressed, HINT),
)
