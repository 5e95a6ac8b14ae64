"""Links: the account keeps only those to its own articles, so that others become numbers with a list at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from portal.wechat.export.nodes import Child, Node, bare, node, text_of
from portal.wechat.export.theme import PARTS, THEME

_OWN = "mp.weixin.qq.com"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SPOKEN = ("mailto:", "tel:")
TITLE = "引用链接"


def ascii_url(url: str) -> str:
    """An address in ASCII: what RFC 3986 doesn't allow becomes ``%XX``; what is encoded already stays."""
    return quote(_BARE_PERCENT.sub("%25", url), safe="%/:?#@!$&'()*+,;=~")


@dataclass
class Links:
    """Numbers of the links of one article, in the order in which they are met.

    Args:
        page_url: absolute address of the article's page.
    """

    page_url: str
    numbers: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def shown(self, link: Node, words: Sequence[Child], machine_made: bool) -> list[Child]:
        """A link as it is written in the text.

        Args:
            link: the element.
            words: its content.
            machine_made: whether the site has put it there, such as one from a statute to its page; no number then, within the site.
        """
        href = link.get("href").strip()
        if not href or href.startswith("#") or not bare(text_of(link)):
            return list(words)
        url = urljoin(self.page_url, href)
        parts = urlsplit(url)
        if parts.hostname == _OWN:
            return [node("a", words, href=ascii_url(url), style=THEME["a"])]
        inner = parts.netloc == urlsplit(self.page_url).netloc
        if (machine_made and inner) or self._is_said(url, text_of(link)):
            return list(words)
        number = self.numbers.setdefault(url, len(self.numbers) + 1)
        self.names.setdefault(url, " ".join(text_of(link).split()))
        return [*words, node("sup", [f"[{number}]"], style=THEME["sup"])]

    def _is_said(self, url: str, words: str) -> bool:
        """Whether the words of a link say where it leads."""
        address = re.sub(r"^(https?://|mailto:|tel:)", "", url).rstrip("/")
        said = re.sub(r"[\s-]", "", words) if url.startswith("tel:") else words
        return re.sub("-", "", address) in said if url.startswith("tel:") else address in said

    def list(self) -> list[Node]:
        """The list at the end, nothing when there are no links."""
        if not self.numbers:
            return []
        rows = (node("p", [f"[{number}] {self.names[url]}：{_readable(url)}"], style=PARTS["link"]) for url, number in self.numbers.items())
        return [node("p", [TITLE], style=PARTS["links-title"]), *rows]


def _readable(url: str) -> str:
    return url.partition(":")[2] if url.startswith(_SPOKEN) else ascii_url(url)
