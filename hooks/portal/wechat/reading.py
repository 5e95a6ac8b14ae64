"""A saved page to a draft: the reader of the official account's pages. A reader of another kind of paper has the same form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from portal.times import SHANGHAI, Moment
from portal.wechat.blocks import Block, Figure, Paragraph, every
from portal.wechat.cleaning import Findings, blocks_of
from portal.wechat.components import component_of
from portal.wechat.dom import Element, one_line, parse, text_digest, texts, visible
from portal.wechat.draft import Draft, Facts, Picture, RefusedError
from portal.wechat.fidelity import difference
from portal.wechat.footer import credits_of
from portal.wechat.headings import with_captions, with_headings
from portal.wechat.images import PICTURE as IS_PICTURE
from portal.wechat.images import image_of
from portal.wechat.kinds import ARTICLE, PICTURE, TEXT, Body, body_of, require_wechat
from portal.wechat.page import facts_of, page_of
from portal.wechat.sources import TOKEN, Saved

_LONGEST_TITLE, _MOST_PICTURES, _MOST_ELEMENTS = 60, 400, 100_000
_STOPS = "。！？!?；;，,、：:…"


def read(saved: Saved) -> Draft:
    """A saved page as a draft.

    Raises:
        RefusedError: it must not or can't become an article; says what is known of it all the same.
    """
    page = page_of(parse(saved.html), saved.location)
    facts = facts_of(page)
    try:
        body = body_of(page)
        require_wechat(page)
        return _draft(saved, replace(facts, kind=body.kind), body)
    except RefusedError as error:
        raise RefusedError(error.kind, error.reason, error.do, replace(facts, kind=error.kind)) from error


def facts_only(saved: Saved) -> Facts:
    """What a page says of itself, without reading its text.

    Raises:
        RefusedError: it can't be read.
    """
    return facts_of(page_of(parse(saved.html), saved.location))


def _draft(saved: Saved, facts: Facts, body: Body) -> Draft:
    if next(islice(body.element.iter(), _MOST_ELEMENTS, None), None) is not None:
        raise RefusedError("unreadable", f"正文的元素超过{_MOST_ELEMENTS}个，不是正常的文章。", "在浏览器里重新打开这篇文章，再保存一次。")
    whole = "".join(texts(body.element))
    twin = None if body.twin is None else _same(body.element, body.twin)
    element = body.element if twin is not False or body.twin is None else body.twin
    found = Findings()
    blocks = blocks_of(element, found)
    notes = _notes(found)
    if twin is False and body.twin is not None:
        notes.append(f"网页里的两份正文不一样，用了没有被浏览器改动的那一份。{difference(_bare(body.twin), _bare(body.element))}")
    blocks = with_captions(blocks)
    guessed = 0
    if body.kind == ARTICLE:
        blocks, guessed = with_headings(blocks)
    if guessed:
        notes.append(f"按字形和编号认出{guessed}个小标题，请看一看是否合适。")
    images = found.pictures
    if body.kind == PICTURE:
        images = [*images, *((one,) for one in body.pictures)]
        blocks = (*blocks, *(Figure(number) for number in range(len(found.pictures), len(images))))
    if len(images) > _MOST_PICTURES:
        raise RefusedError("unreadable", f"正文有{len(images)}张图片，超过{_MOST_PICTURES}张的上限。", "分成几篇。")
    saved_at = _saved_addresses(body.element) if element is not body.element else {}
    pictures = tuple(_picture(saved, addresses, saved_at) for addresses in images)
    cover = _picture(saved, _cover(facts.cover, images), saved_at) if facts.cover else None
    title, cut = _title(facts, blocks)
    notes += [cut] if cut else []
    credit = credits_of(blocks)
    return Draft(
        facts=replace(facts, title=facts.title or title),
        title=title,
        author=credit.get("author", "") or facts.author,
        editor=credit.get("editor", ""),
        source=credit.get("source", "") or facts.account,
        date=moment_of(facts),
        blocks=blocks,
        pictures=pictures,
        cover=cover,
        images=len(images),
        plain=visible("".join(found.kept)),
        text_sha256=text_digest(whole),
        own_sha256=text_digest("".join(texts(element, _is_component))),
        components=dict(found.components),
        tables=tuple(found.cells),
        twin=twin,
        notes=tuple(notes),
    )


def _notes(found: Findings) -> list[str]:
    notes = []
    hidden = visible("".join(found.hidden))
    if hidden:
        notes.append(f"有{len(hidden)}个字在公众号里看不见，没有导入：“{hidden[:20]}”")
    if found.unseen:
        notes.append(f"有{found.unseen}张图片在公众号里看不见，没有导入。")
    silent = visible("".join(found.silent))
    if silent:
        notes.append(f"组件里有{len(silent)}个字没有导入：“{silent[:20]}”")
    if found.backgrounds:
        notes.append(f"有{len(set(found.backgrounds))}张图片只是背景，没有导入。")
    return notes


def moment_of(facts: Facts) -> Moment | None:
    """The time of publication as the site writes it."""
    if facts.published is None:
        return None
    return Moment(dt.datetime.fromtimestamp(facts.published, SHANGHAI), facts.has_time)


def _same(one: Element, other: Element) -> bool:
    return _bare(one) == _bare(other)


def _bare(element: Element) -> str:
    """Text without that of components, which browsers fill with buttons and names."""
    return visible("".join(texts(element, _is_component)))


def _is_component(element: Element) -> bool:
    component = component_of(element)
    return component is not None and not component.inline


def _saved_addresses(element: Element) -> dict[str, str]:
    """Where the browser has put pictures, by their addresses on the network."""
    found: dict[str, str] = {}
    for one in element.iter("img"):
        original, saved = one.get("data-src"), one.get("src")
        if original and saved and image_of(one).kind == IS_PICTURE:
            found[original.strip()] = saved.strip()
    return found


def _picture(saved: Saved, addresses: tuple[str, ...], saved_at: dict[str, str]) -> Picture:
    local = tuple(saved_at[one] for one in addresses if one in saved_at)
    network = next((one for one in addresses if one.startswith(("http://", "https://"))), "")
    everywhere = (*local, *addresses)
    return Picture(one_line(network), lambda: saved.picture(everywhere))


def _cover(address: str, images: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Where the bytes of the cover may be: under its own address, or where the same picture stands in the text."""
    token = TOKEN.search(address)
    same = next((one for one in images if token and any(token[1] in other for other in one)), ())
    return (*same, address)


def _title(facts: Facts, blocks: Iterable[Block]) -> tuple[str, str]:
    """The title for the front matter, and what to say when it had to be cut or made."""
    title = facts.title.replace("{{", "｛｛").replace("}}", "｝｝")
    made = ""
    if not title:
        first = next((one.text for one in every(tuple(blocks)) if isinstance(one, Paragraph) and one.text.strip()), "")
        title = " ".join(first.split()) or "（无标题）"
        made = "网页没有标题，用了正文的第一句，请改。"
    if len(title) <= _LONGEST_TITLE:
        return title, made
    short = title[:_LONGEST_TITLE]
    stop = max(short.rfind(sign) for sign in _STOPS)
    cut = short[:stop] if stop >= 10 else short
    if facts.kind == TEXT or made:
        return cut, made or "文字消息没有单独的标题，用了正文的开头，请改。"
    return cut, f"标题有{len(title)}个字，超过60个字，已截短。全文：{title}"
