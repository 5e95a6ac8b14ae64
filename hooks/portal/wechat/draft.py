"""What every reader gives: a draft. A reader of another kind of paper returns the same value and needs nothing else of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from portal.times import Moment
from portal.wechat.blocks import Block


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a draft.

    Attributes:
        address: where it comes from, for the message when it is missing.
        read: gives its bytes, None when they weren't saved.
    """

    address: str
    read: Callable[[], bytes | None] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """Which article of the account it is. A link is no key: one article has several."""

    biz: str = ""
    mid: str = ""
    idx: str = ""
    sn: str = ""

    @property
    def key(self) -> tuple[str, str, str] | None:
        """What identifies it, None when the page doesn't say."""
        return (self.biz, self.mid, self.idx) if self.biz and self.mid and self.idx else None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a page says of itself; empty where it says nothing.

    Attributes:
        kind: ``article``, ``picture``, ``text``, or why it is none of them.
        title: the whole title, in one line.
        account: name of the account.
        author: as the account names them.
        published: seconds since 1970.
        has_time: whether the time of day is known.
        summary: the digest.
        source_url: 阅读原文.
        cover: address of the picture that stands for the article in lists.
        original: whether it is marked as the account's own work.
        modified: seconds since 1970 of the last change by the account.
    """

    kind: str = ""
    title: str = ""
    account: str = ""
    author: str = ""
    published: int | None = None
    has_time: bool = True
    summary: str = ""
    url: str = ""
    identity: Identity = Identity()
    source_url: str = ""
    cover: str = ""
    original: bool = False
    modified: int | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A text that waits for its file.

    Attributes:
        facts: what it says of itself.
        title: for the front matter, short enough.
        author, editor, source: who made it, from the page or its last lines.
        date: of publication, None when unknown.
        blocks: the text.
        pictures: that ``Figure.picture`` counts.
        cover: the picture that stands for it in lists, None when it has none.
        images: pictures of the source's text, also those that weren't saved.
        plain: text of the source without white space and without what placeholders stand for; the text must come to the same.
        text_sha256: of the source's text without white space.
        own_sha256: the same without what browsers and plug-ins have written into it, by which two saves are compared; empty when that is the same.
        components: placeholders by what they stand for.
        tables: texts of the cells of the source's tables, in order.
        twin: whether both copies of the text in the page agree; None when there is one only.
        notes: what a person should know.
        origin: what its source is called in messages.
        lost: what a picture without a file is said to be.
    """

    facts: Facts
    title: str
    author: str = ""
    editor: str = ""
    source: str = ""
    date: Moment | None = None
    blocks: tuple[Block, ...] = ()
    pictures: tuple[Picture, ...] = ()
    cover: Picture | None = None
    images: int = 0
    plain: str = ""
    text_sha256: str = ""
    own_sha256: str = ""
    components: Mapping[str, int] = field(default_factory=dict)
    tables: tuple[str, ...] = ()
    twin: bool | None = None
    notes: tuple[str, ...] = ()
    origin: str = "公众号"
    lost: str = "没有随网页保存下来"

    @property
    def ledger_sha256(self) -> str:
        """Of the text, however it was saved."""
        return self.own_sha256 or self.text_sha256


class RefusedError(Exception):
    """A source that becomes no article.

    Args:
        kind: what it is instead.
        reason: why, in Chinese.
        do: what to do about it, in Chinese.
        facts: what is known of it all the same.
    """

    def __init__(self, kind: str, reason: str, do: str, facts: Facts | None = None) -> None:
        self.kind, self.reason, self.do, self.facts = kind, reason, do, facts or Facts()
        super().__init__(f"{reason}{do}")
