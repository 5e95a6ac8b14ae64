"""Archives of one page in one file (.mhtml, .mht): a message whose parts are the page and what it shows."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import Message

from portal.wechat.dom import decoded
from portal.wechat.draft import RefusedError

_MOST_PARTS, _LONGEST, _MOST_NESTED, _MOST_EDGES = 2_000, 4_000, 20, 20_000
_NESTED = re.compile(rb"^Content-Type:\s*multipart/", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Archive:
    """A page and its parts by their addresses; parts are decoded when they are asked for."""

    html: str
    location: str
    parts: dict[str, Message]

    def part(self, address: str) -> bytes | None:
        """Bytes of a part, None when the archive doesn't hold it."""
        found = self.parts.get(address)
        payload = found.get_payload(decode=True) if found is not None else None
        return payload if isinstance(payload, bytes) else None


def archive_of(data: bytes) -> Archive:
    """Read an archive.

    Raises:
        RefusedError: it holds no page, or more parts within parts than any browser makes.
    """
    if len(_NESTED.findall(data)) > _MOST_NESTED or data.count(b"\n--") > _MOST_EDGES:  # each line is held against every boundary that is open
        raise RefusedError("unreadable", "这个mhtml文件的分段太多，不是浏览器保存的网页。", "在浏览器里重新打开这篇文章，再保存一次。")
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    page: Message | None = None
    parts: dict[str, Message] = {}
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.is_multipart():
            continue
        location, name = _header(part, "Content-Location"), _header(part, "Content-ID").strip("<>")
        if page is None and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part
        for key in (location, f"cid:{name}" if name else ""):
            if key:
                parts.setdefault(key, part)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes):
        raise RefusedError("unreadable", "这个mhtml文件里没有网页。", "在浏览器里重新打开这篇文章，再保存一次。")
    return Archive(_text(page, payload), _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location"), parts)


def _header(message: Message, name: str) -> str:
    try:
        return str(message.get(name, ""))[:_LONGEST].replace("\r", "").replace("\n", "").strip()
    except (UnicodeError, ValueError):
        return ""


def _text(page: Message, payload: bytes) -> str:
    charset = page.get_content_charset("") or ""
    if charset.replace("-", "").startswith("gb"):
        return payload.decode("gb18030", "replace")
    return decoded(payload)
