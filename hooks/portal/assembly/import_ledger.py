"""What has been imported: told by the front matter of the articles themselves, so that nothing beside them can go astray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.digest import digest_bytes
from portal.files import walk_files
from portal.model.patterns import SLUG
from portal.times import Moment, parse_moment
from portal.wechat.dom import text_digest
from portal.wechat.draft import Draft, Identity
from portal.yamlio import Node, decode, parse

PAPER = "docx"
_FRONT = re.compile(r"---[ \t]*\n(?P<front>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_NAME = re.compile(rf"content/(?P<column>[^/]+)/(?P<year>\d{{4}})/\d{{4}}-\d{{2}}-\d{{2}}-(?P<slug>{SLUG})\.md")
_SEAL = re.compile(r"^  imported: \"?(?P<digest>[0-9a-f]{64})\"?\n", re.MULTILINE)


@dataclass(frozen=True)
class Imported:
    """An article of the account that has a file here.

    Attributes:
        path: of the file, relative to the folder that holds ``content``.
        identity: which article it is.
        url: its short link, empty when unknown.
        title: as the file has it.
        text_sha256: of the account's text when it was imported.
        text: of the file.
        kind: of the source, ``docx`` for Word papers.
    """

    path: str
    identity: Identity
    url: str
    title: str
    text_sha256: str
    text: str
    kind: str = ""

    @property
    def is_untouched(self) -> bool:
        """Whether the file still is what the import wrote."""
        found = _SEAL.search(self.text)
        return found is not None and digest_bytes(_SEAL.sub("", self.text, count=1).encode("utf-8")) == found["digest"]

    @property
    def address(self) -> str:
        """Its address on the site, as links write it; empty when the file lies at no right place."""
        match = _NAME.fullmatch(self.path)
        return f"/{match['column']}/{match['year']}/{match['slug']}.html" if match else ""


def sealed(text: str) -> str:
    """A file's text with the digest of itself in its front matter, by which later changes show."""
    at = text.index("\nwechat:\n") + len("\nwechat:\n")
    return f'{text[:at]}  imported: "{digest_bytes(text.encode("utf-8"))}"\n{text[at:]}'


class Ledger:
    """Every imported article below a folder.

    Args:
        base: the folder that holds ``content``.
    """

    def __init__(self, base: Path) -> None:
        self._base = base
        self._by_key: dict[tuple[str, str, str], Imported] = {}
        self._by_url: dict[str, Imported] = {}
        self._by_text: dict[str, Imported] = {}
        self._papers: dict[str, Imported] = {}
        for file in walk_files(base / "content", ".md"):
            found = imported_of(file.relative_to(base).as_posix(), decode(file.read_bytes())[0])
            if found:
                self.add(found)

    def add(self, one: Imported) -> None:
        """Take in an article."""
        if one.kind == PAPER:
            self._papers[one.title], self._papers[one.text_sha256] = one, one
        if one.identity.key:
            self._by_key[one.identity.key] = one
        if one.url:
            self._by_url[one.url] = one
        if one.text_sha256:
            self._by_text.setdefault(one.text_sha256, one)

    def find(self, identity: Identity, url: str, text_sha256: str = "") -> Imported | None:
        """The file of an article; by its text only when neither page says which article it is."""
        if identity.key and identity.key in self._by_key:
            return self._by_key[identity.key]
        by_url = self._by_url.get(url) if url else None
        if by_url and not (identity.key and by_url.identity.key):
            return by_url
        by_text = self._by_text.get(text_sha256) if text_sha256 else None
        return by_text if by_text and not (identity.key and by_text.identity.key) else None

    def paper(self, title: str, text_sha256: str) -> Imported | None:
        """The file of a Word paper: that with the same text, else that with the same title, whose text has changed then."""
        return self._papers.get(text_sha256) or self._papers.get(title)

    def known(self, draft: Draft) -> Imported | None:
        """The file of a draft that was imported before."""
        facts = draft.facts
        if facts.kind == PAPER:
            return self.paper(draft.title, draft.ledger_sha256)
        return self.find(facts.identity, facts.url, draft.ledger_sha256)

    def alike(self, draft: Draft, path: str) -> Iterator[str]:
        """What to say of other articles that may be the same: the digest of a paper counts its title, that of an article doesn't."""
        other = self.twin(text_digest(draft.plain) if draft.facts.kind == PAPER else draft.ledger_sha256, path)
        if other and draft.plain:
            yield f"正文与{other.path}完全相同，可能是重新发过的同一篇。"
        paper = self.paper(draft.title, "")
        if paper and paper.path != path:
            yield f"与从文稿导入的{paper.path}同题，可能是同一篇，请只留一篇。"

    def twin(self, text_sha256: str, path: str) -> Imported | None:
        """Another article with the same text."""
        found = self._by_text.get(text_sha256)
        return found if found and found.path != path else None


def imported_of(path: str, text: str) -> Imported | None:
    """What an article's file says of its place in the account, None when it says nothing.

    Args:
        path: of the file, relative to the folder that holds ``content``.
        text: of the file.
    """
    fence = _FRONT.match(text)
    if not fence or "wechat:" not in fence["front"]:
        return None
    node, _ = parse(fence["front"], first_line=2)
    front = node.value if node else None
    wechat = front["wechat"].value if isinstance(front, dict) and "wechat" in front else None
    if not isinstance(wechat, dict) or not isinstance(front, dict):
        return None

    def said(place: dict[str, Node], name: str) -> str:
        value = place[name].value if name in place else ""
        return value if isinstance(value, str) else place[name].raw if name in place else ""

    identity = Identity(*(said(wechat, name) for name in ("biz", "mid", "idx", "sn")))
    return Imported(path, identity, said(wechat, "url"), said(front, "title"), said(wechat, "text_sha256"), text, said(wechat, "kind"))


def day_of(path: str, otherwise: Moment) -> Moment:
    """The day in the name of an article's file: one that doesn't say its own keeps that of its first import.

    Args:
        path: of the file.
        otherwise: what to take when the name has none.
    """
    return parse_moment(path.rpartition("/")[2][:10]) or otherwise
