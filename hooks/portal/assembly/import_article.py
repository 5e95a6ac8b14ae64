"""A draft as an article's file: front matter, Markdown, pictures beside it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from portal.assembly.import_ledger import Ledger, sealed
from portal.pinyin import slugify
from portal.times import SHANGHAI, Moment
from portal.wechat.blocks import TO_ARTICLE
from portal.wechat.draft import Draft, Picture
from portal.wechat.markdown import Names, Written, write
from portal.wechat.page import own_link
from portal.wechat.pictures import Made, make, names_of

_SUMMARY = 160
_LINE = re.compile(r"[\s\x85\u2028\u2029]+")
_STOPS = re.compile(r".*[。！？；]", re.DOTALL)


@dataclass(frozen=True)
class Prepared:
    """An article that may be written.

    Attributes:
        path: relative to the folder that holds ``content``.
        text: of the file.
        body_at: where the Markdown begins in it.
        written: the Markdown with its placeholders and links.
        pictures: files beside it by name that aren't there yet.
        missing: pictures that have no file, each with the reason.
    """

    path: str
    text: str
    body_at: int
    written: Written
    pictures: Mapping[str, bytes]
    missing: tuple[str, ...]


def prepare(draft: Draft, path: str, ledger: Ledger, now: Moment, base: Path | None = None) -> Prepared:
    """Make the file of a draft; nothing is written yet.

    Args:
        draft: what was read.
        path: of the file to be.
        ledger: articles that links may lead to.
        now: the date of an article that doesn't say its own.
        base: the folder that holds ``content``; pictures that have their file there aren't made again.
    """
    folder = (base / path).parent if base else None
    files, names, missing = _pictures(draft, folder)
    cover, made = _file(draft.cover, folder) if draft.cover else ("", None)
    if made and cover:
        files[cover] = made.data

    def link(href: str) -> str:
        return _target(draft, ledger, href)

    written = write(draft.blocks, Names(lambda number: names.get(number, ""), lambda number: _http(draft.pictures[number].address), link, draft.lost))
    front = _front(draft, draft.date or Moment(now.at), cover)
    text = sealed(f"{front}{written.text}")
    return Prepared(path, text, len(text) - len(written.text), written, files, tuple(missing))


def free_path(base: Path, column: str, draft: Draft, now: Moment, others: frozenset[str]) -> str:
    """A path for a draft that no article has.

    Args:
        base: the folder that holds ``content``.
        column: id of the column.
        draft: what was read.
        now: the date of an article that doesn't say its own.
        others: slugs of the column and year that are taken elsewhere.
    """
    day = (draft.date or now).day
    folder = Path("content", column, str(day.year))
    taken = others | {file.stem[11:] for file in (base / folder).glob("*.md")}
    slug = slugify(draft.title)
    number, name = 1, slug
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    return (folder / f"{day}-{name}.md").as_posix()


def _pictures(draft: Draft, folder: Path | None) -> tuple[dict[str, bytes], dict[int, str], list[str]]:
    """Files by name, the file of each picture by its number, and what is missing."""
    files: dict[str, bytes] = {}
    names: dict[int, str] = {}
    missing: list[str] = []
    for number, picture in enumerate(draft.pictures):
        name, made = _file(picture, folder)
        if name:
            names[number] = name
        else:
            missing.append(f"图片{number + 1}：{made.fault if made else draft.lost}。{picture.address}")
        if made and name:
            files[name] = made.data
    return files, names, missing


def _file(picture: Picture, folder: Path | None) -> tuple[str, Made | None]:
    """Name of a picture's file, empty when there can be none, and what was made of it; nothing is made when the file is there already."""
    data = picture.read()
    there = next((name for name in names_of(data) if (folder / name).is_file()), "") if data and folder else ""
    made = make(data) if data and not there else None
    return there or (made.name if made else ""), made


def _http(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def _target(draft: Draft, ledger: Ledger, href: str) -> str:
    """A link's target: an article that is mirrored here has an address here."""
    if href == TO_ARTICLE:
        return draft.facts.url
    short, identity = own_link(href)
    found = ledger.find(identity, short) if short or identity.key else None
    if found and found.address:
        return found.address
    if identity.key:
        known = {"__biz": identity.biz, "mid": identity.mid, "idx": identity.idx, "sn": identity.sn}
        return "https://mp.weixin.qq.com/s?" + urlencode({name: value for name, value in known.items() if value}, safe="=")
    return short or href


def _quoted(text: str) -> str:
    """A text as a YAML scalar: JSON's strings are YAML's."""
    return json.dumps(_LINE.sub(" ", text).strip(), ensure_ascii=False)


def _summary(draft: Draft) -> str:
    text = _LINE.sub(" ", draft.facts.summary.replace("\\x0a", " ").replace("{{", "｛｛")).strip()
    if len(text) <= _SUMMARY:
        return text
    cut = text[:_SUMMARY]
    whole = _STOPS.match(cut)
    return whole[0] if whole and len(whole[0]) > 20 else f"{cut[: _SUMMARY - 2]}……"


def _front(draft: Draft, date: Moment, cover: str) -> str:
    facts = draft.facts
    lines = [f"title: {_quoted(draft.title)}", f"date: {date.text}", f"source: {_quoted(draft.source)}"]
    lines += [f"{name}: {_quoted(value)}" for name, value in (("author", draft.author), ("editor", draft.editor)) if value]
    lines += [f"summary: {_quoted(_summary(draft))}", "tags: []", "audience: []"]
    lines += [f"cover: {cover}", 'cover_alt: ""'] if cover else []
    lines += ["draft: true", "wechat:"]
    lines += [f"  {name}: {_quoted(value)}" for name, value in _place(draft).items() if value]
    if draft.date:
        lines.append(f"  published: {draft.date.text}")
    if facts.modified is not None:
        lines.append(f"  modified: {Moment(dt.datetime.fromtimestamp(facts.modified, SHANGHAI), True).text}")
    if facts.original:
        lines.append("  original: true")
    lines += [f"  images: {draft.images}", f"  text_sha256: {_quoted(draft.ledger_sha256)}"]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _place(draft: Draft) -> dict[str, str]:
    facts, identity = draft.facts, draft.facts.identity
    known = {"url": facts.url, "biz": identity.biz, "mid": identity.mid, "idx": identity.idx, "sn": identity.sn}
    return {**known, "kind": facts.kind if facts.kind != "article" else "", "source_url": facts.source_url, "cover": facts.cover}
