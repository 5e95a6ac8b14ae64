"""What the account's drafts take, and what had to be cut for it.

Source: developers.weixin.qq.com, draft/add (2026): title 32 characters (the editor on the web takes 64), author 16, digest 120 (newer text:
128), content below 20,000 characters and 1 MB, content_source_url 1 kB.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.wechat.export.links import ascii_url

TITLE, LONG_TITLE, AUTHOR, DIGEST = 32, 64, 16, 120
CHARACTERS, BYTES, URL_BYTES = 20_000, 1_000_000, 1024


@dataclass(frozen=True, slots=True)
class Size:
    """How large the text of a draft is.

    Attributes:
        characters: of the HTML with its markup; the account doesn't say whether it counts markup, so that this is the careful number.
        visible: of the text alone.
        bytes: of the HTML in UTF-8.
    """

    characters: int
    visible: int
    bytes: int

    def warnings(self) -> Iterator[str]:
        """What is too large, in Chinese."""
        if self.visible >= CHARACTERS:
            yield f"正文有{self.visible}个字，公众号要求少于{CHARACTERS}，请分成几篇"
        elif self.characters >= CHARACTERS:
            yield f"连同标签有{self.characters}个字符，接口要求少于{CHARACTERS}，可能不收；复制粘贴不受影响"
        if self.bytes >= BYTES:
            yield f"正文有{self.bytes // 1000}KB，接口要求小于1MB，请分成几篇"


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, with … at its end when something is missing."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip("，、；：。 ") + "…"


def cuts(title: str, author: str, digest: str) -> Iterator[str]:
    """What had to be cut, in Chinese, with the whole text."""
    for name, text, most in (("标题", title, TITLE), ("作者", author, AUTHOR), ("摘要", digest, DIGEST)):
        line = " ".join(text.split())
        if len(line) > most:
            more = f"（在网页上编辑可以写到{LONG_TITLE}个）" if name == "标题" and len(line) <= LONG_TITLE else ""
            yield f"{name}有{len(line)}个字，接口最多{most}个{more}，截成了“{cut(line, most)}”；原文：{line}"


def source_url(url: str) -> str:
    """The address of 阅读原文, percent-encoded; empty when it is longer than the account takes."""
    found = ascii_url(url)
    return found if len(found) <= URL_BYTES else ""
