"""What was put into a file: told from its bytes, and from the bytes that were signed when they are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from portal.publish.manifest import Entry
from portal.publish.verify.verdict import CHANGED, INJECTED
from portal.selfcheck.markup import Element, parse, words
from portal.selfcheck.page_links import LOAD, faults, hides, is_outer, refs

_MOST_READ = 5_000_000
_SHOWN, _BEFORE = 80, 20
_BETWEEN = (b" ", b"<", b"\n", b">")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"\s]+)", re.IGNORECASE)
_DISGUISED = re.compile(
    r"fromCharCode|\batob\s*\(|\bunescape\s*\(|\beval\s*\(|(?:\\x[0-9a-f]{2}){8}|(?:%[0-9a-f]{2}){16}|[A-Za-z0-9+/]{400}", re.IGNORECASE
)
_BAIT = re.compile(
    r"博彩|彩票|六合彩|时时彩|赛车pk10|娱乐城|棋牌|百家乐|赌场|赌博|老虎机|真人视讯|体育投注|足球投注|澳门新?葡京|私服|外挂|代开发票|裸聊|成人视频|色情|刷单",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"@import[^;]{0,200}|url\(\s*['\"]?(?:https?:)?//[^)]{0,200}|\bdocument\.write|\blocation(?:\.href)?\s*=|createElement\(\s*['\"](?:script|iframe)"
)


def explained(name: str, body: bytes, entry: Entry, original: bytes | None, host: str, title: str = "") -> tuple[str, str]:
    """The kind of a difference, and what it is.

    Args:
        name: address of the file.
        body: its bytes as they were found; they differ from those that were signed.
        entry: what the manifest says.
        original: the bytes that were signed, None when they aren't at hand.
        host: of the site.
        title: that the page had when it was signed, empty when that isn't known.
    """
    if original is None:
        found = list(dict.fromkeys(_features(name, body[:_MOST_READ], host, title, loose=False)))
    else:
        page = name.endswith(".html")
        usual = set(_features(name, original, host, "", loose=True))
        now = _features(name, body[:_MOST_READ], host, words(parse(original)[0].find(".//title")) if page else "", loose=True)
        found = [one for one in dict.fromkeys(now) if one not in usual]
    return (INJECTED if found else CHANGED), "；".join([*found[:6], _bytes(body, entry, original)])


def suspicious(body: bytes, host: str) -> str:
    """What gives away an unknown page; empty when nothing does."""
    return "；".join(list(dict.fromkeys(_features("x.html", body[:_MOST_READ], host, "", loose=True)))[:4])


def _bytes(body: bytes, entry: Entry, original: bytes | None) -> str:
    if original is None:
        more = len(body) - entry.size
        return "大小没有变，内容变了" if not more else f"比清单多{more}字节" if more > 0 else f"比清单少{-more}字节"
    start = _common(original, body)
    rest = min(len(original), len(body)) - start
    end = _common(original[::-1][:rest], body[::-1][:rest])
    gone, new = len(original) - end - start, len(body) - end - start
    if not new:
        return f"从第{start + 1}字节起少了{gone}字节" + ("，后面都没有了" if end == 0 else "")
    text = _around(body, start, len(body) - end)
    return f"从第{start + 1}字节起，去掉{gone}字节，插入{new}字节" + (f"：{' '.join(text.split())[:_SHOWN]}" if _is_text(text) else "")


def _around(body: bytes, start: int, end: int) -> str:
    """What stands between two places, from the start of its first word to the end of its last one."""
    first = max(body.rfind(sign, max(0, start - _BEFORE), start) for sign in _BETWEEN)
    last = min((at for sign in _BETWEEN if (at := body.find(sign, end, end + _BEFORE)) >= 0), default=end)
    return body[first if first >= 0 else start : min(last, start + _SHOWN * 3)].decode("utf-8", "replace")


def _is_text(text: str) -> bool:
    return "\ufffd" not in text[1:-1] and all(char.isprintable() or char.isspace() for char in text)


def _common(one: bytes, other: bytes) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _features(name: str, body: bytes, host: str, title: str, *, loose: bool) -> Iterator[str]:
    """What looks put in; loosely also what a page of this site may well hold: links to others, words that it warns of."""
    if name.endswith((".html", ".htm")):
        root, _ = parse(body)
        yield from _page_features(root, host, title)
        yield from _loose(root, host) if loose else ()
    elif name.endswith((".css", ".js", ".svg")):
        text = body.decode("utf-8", "replace")
        yield from (f"往外指的代码“{match[0][:_SHOWN]}”" for match in _ELSEWHERE.finditer(text))
        yield from _told(text)


def _page_features(root: Element, host: str, title: str) -> Iterator[str]:
    yield from _title(root, title)
    for ref in refs(root):
        if ref.kind == LOAD and is_outer(ref.target, host):
            yield f"从别的网站（{_host(ref.target)}）加载{ref.target[:_SHOWN]}"
    for one in root.iter("iframe", "frame", "object", "embed"):
        yield f"嵌入了<{one.tag}>“{(one.get('src') or one.get('data') or '')[:_SHOWN]}”"
    yield from _leads_on(root)
    yield from (what for _, _, what in faults(root, host, frozenset()))
    for one in root.xpath("//*[@style]"):
        if hides(one.get("style")) and words(one):
            yield f"隐藏的内容“{words(one)[:_SHOWN]}”"
    for one in root.iter("script"):
        yield from _told("".join(one.itertext()))


def _loose(root: Element, host: str) -> Iterator[str]:
    yield from sorted(f"链接到别的网站（{_host(one.target)}）" for one in refs(root) if one.kind != LOAD and is_outer(one.target, host))
    yield from (f"出现“{found[0]}”" for found in _BAIT.finditer(words(root)))


def _title(root: Element, title: str) -> Iterator[str]:
    shown = words(root.find(".//title"))
    bait = _BAIT.search(shown)
    if bait or (title and shown and title not in shown):
        yield f"标题成了“{shown[:_SHOWN]}”"
    for one in root.xpath("//meta[@name='keywords' or @name='description']/@content"):
        yield from (f"页面描述里有“{match[0]}”" for match in _BAIT.finditer(one))


def _leads_on(root: Element) -> Iterator[str]:
    for one in root.iter("meta"):
        if (one.get("http-equiv") or "").lower() == "refresh":
            match = _REFRESH.search(one.get("content") or "")
            yield f"自动跳转到{match[1][:_SHOWN]}" if match else "自动刷新"
    yield from (f"所有链接的起点被改成{(one.get('href') or '')[:_SHOWN]}" for one in root.iter("base"))


def _told(text: str) -> Iterator[str]:
    match = _DISGUISED.search(text)
    if match:
        yield f"伪装过的代码“{match[0][:_SHOWN]}”"


def _host(target: str) -> str:
    try:
        return urlsplit(target).hostname or target[:_SHOWN]
    except ValueError:
        return target[:_SHOWN]
