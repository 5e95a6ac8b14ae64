"""A Word paper to a draft: the reader of ``.docx`` files, and of files that only claim to be or ought to be such.

The XML is read directly: mammoth gives neither Chinese fonts nor automatic numbers, python-docx neither changes nor text boxes, and neither
has bounds. The tests compare with both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from portal.wechat.blocks import Run
from portal.wechat.docx_body import Body, Grid, Item, Line
from portal.wechat.docx_building import Built, build
from portal.wechat.docx_layout import Official, official_of
from portal.wechat.docx_numbering import Numbering
from portal.wechat.docx_package import Package, open_package
from portal.wechat.docx_plain import Words
from portal.wechat.docx_runs import Inline, letters_of
from portal.wechat.docx_seen import Seen
from portal.wechat.docx_styles import Styles
from portal.wechat.docx_tables import is_wide, read_table
from portal.wechat.docx_xml import Node, attribute, below, child, name_of
from portal.wechat.dom import one_line, text_digest, visible
from portal.wechat.draft import Draft, Facts, Picture, RefusedError
from portal.wechat.footer import credits_of

KIND, ORIGIN, LOST = "docx", "文稿", "不能转换，请补上"
_LONGEST_TITLE, _MOST_PICTURES, _MOST_NOTES = 60, 400, 2_000
_STOPS = "。！？!?；;，,、：:…"
_PAGES = re.compile(r"[\d\s—－\-–·第页共/.]|page|of", re.IGNORECASE)


def read_paper(path: Path) -> Draft:
    """A Word paper as a draft.

    ``text_sha256`` is the digest of the paper's body (``w:body``), title included: the texts of all paragraphs and of all table cells in the
    order of the file, row by row, a merged cell once, white space removed as everywhere (``dom.plain``). Automatic numbers, text boxes, notes,
    headers, footers, comments, hidden letters and tracked deletions don't count; tracked insertions do.

    Raises:
        RefusedError: it is no ``.docx`` or must not be read.
        OSError: it can't be read.
    """
    package = open_package(path)
    paper = _Paper(package)
    items = [*paper.body(package.main).whole(paper.text)]
    notes = list(paper.noted())
    paper.look_around()
    if len(paper.pictures) > _MOST_PICTURES:
        raise RefusedError(KIND, f"文稿有{len(paper.pictures)}张图片，超过{_MOST_PICTURES}张的上限。", "分成几篇。")
    built = build(items, notes, [alt for _, alt in paper.pictures])
    paper.seen.wide_tables = sum(1 for one in items if isinstance(one, Grid) and is_wide(one))
    if not built.blocks and not built.title:
        raise RefusedError(KIND, "文稿里没有文字，也没有图片。", "请核对是不是拿错了文稿。")
    return _draft(path, paper, built)


class _Paper:
    """A paper's parts, read once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(self._part("styles"), self._part("theme"))
        self.numbering = Numbering(self._part("numbering"), self.styles)
        self.seen = Seen()
        self.pictures: list[tuple[Picture, str]] = []
        self.notes: dict[tuple[str, str], int] = {}
        text = child(package.xml(package.main), "w:body")
        if text is None:
            raise RefusedError(KIND, "文稿里没有正文。", "请用Word或WPS打开看一看，另存为.docx以后再导入。")
        self.text: Node = text

    def _part(self, kind: str) -> Node | None:
        return next((self.package.xml(name) for name in self.package.of_kind(kind)), None)

    def body(self, part: str) -> Body:
        """A reader of a part."""
        inline = Inline(self.package, self.styles, self.package.relations(part), self.seen, self.pictures, self.notes)
        return Body(inline, self.numbering, read_table)

    def note_nodes(self) -> Iterator[tuple[int, str, Node | None]]:
        """Notes that the text mentions, in that order, with their part; those that only notes mention come last."""
        done = 0
        while done < min(len(self.notes), _MOST_NOTES):
            (kind, identity), number = list(self.notes.items())[done]
            done += 1
            part = next(iter(self.package.of_kind(f"{kind}s")), "")
            root = self.package.xml(part) if part else None
            nodes = (one for one in root if name_of(one) == f"w:{kind}" and attribute(one, "w:id") == identity) if root is not None else iter(())
            yield number, part, next(nodes, None)

    def noted(self) -> Iterator[Item]:
        """Lines of the notes, each note begun with its number."""
        for number, part, node in self.note_nodes():
            mark = Run(f"〔注{number}〕", mark=True)
            items = [one for one in self.body(part).whole(node, boxed=True) if not isinstance(one, Line) or one.runs] if node is not None else []
            first = items[0] if items and isinstance(items[0], Line) else None
            if first is None:
                yield Line((mark,), boxed=True)
            yield from items if first is None else [replace(first, runs=(mark, *first.runs)), *items[1:]]

    def look_around(self) -> None:
        """Take in what isn't imported but must be told."""
        comments = self._part("comments")
        self.seen.comments = sum(1 for one in comments if name_of(one) == "w:comment") if comments is not None else 0
        for name in (*self.package.of_kind("header"), *self.package.of_kind("footer")):
            root = self.package.xml(name)
            words = letters_of(root) + "".join(one.get("string") or "" for one in below(root, "v:textpath")) if root is not None else ""
            if _PAGES.sub("", words).strip() and words not in self.seen.edges:
                self.seen.edges.append(words)
        self.seen.numbers |= self.numbering.unknown

    def plain(self) -> tuple[str, list[str]]:
        """All words that a draft must have, and those of each cell of a table."""
        words = Words(self.styles, Numbering(self._part("numbering"), self.styles))
        found = words.of(self.text)
        cells = list(words.cells)
        notes = [words.of(node) for _, _, node in self.note_nodes() if node is not None]
        return found + "".join(notes), cells


def _draft(path: Path, paper: _Paper, built: Built) -> Draft:
    official = official_of(built.items)
    whole, cells = paper.plain()
    title, told = _title(path, built)
    credit = {**credits_of(built.blocks[:3]), **credits_of(built.blocks)}
    return Draft(
        facts=Facts(kind=KIND, title=one_line(built.title) or title),
        title=title,
        author=credit.get("author", ""),
        editor=credit.get("editor", ""),
        source=credit.get("source", "") or official.organ,
        blocks=built.blocks,
        pictures=tuple(paper.pictures[number][0] for number in built.pictures),
        images=len(built.pictures),
        plain=_without(visible(whole), built.titles, len(visible(built.lead))),
        text_sha256=text_digest(Words(paper.styles, None, boxes=False).of(paper.text)),
        components=dict(paper.seen.components),
        tables=tuple(one for one in cells if visible(one) not in map(visible, built.titles)),
        notes=(*told, *_official(official), *_guessed(built), *paper.seen.notes()),
        origin=ORIGIN,
        lost=LOST,
    )


def _without(text: str, titles: Sequence[str], at: int) -> str:
    """The words without the lines of the title, which stands in the front matter; it begins at a place, or not far from it."""
    for one in map(visible, titles):
        place = text.find(one, at) if one in text[at:] else text.find(one)
        if place >= 0:
            text, at = text[:place] + text[place + len(one) :], place
    return text


def _title(path: Path, built: Built) -> tuple[str, list[str]]:
    """The title for the front matter, and what to say when it had to be cut or made."""
    title = one_line(built.title).replace("{{", "｛｛").replace("}}", "｝｝")
    if not title:
        return one_line(path.stem)[:_LONGEST_TITLE] or "（无标题）", ["没有认出标题，用了文件名，请改。"]
    if len(title) <= _LONGEST_TITLE:
        return title, []
    short = title[:_LONGEST_TITLE]
    stop = max(short.rfind(sign) for sign in _STOPS)
    return short[:stop] if stop >= 10 else short, [f"标题有{len(title)}个字，超过60个字，已截短。全文：{title}"]


def _official(official: Official) -> Iterator[str]:
    if official.number:
        yield f"发文字号：{official.number}。公文上网前请核对公开属性。"
    if official.date:
        yield f"成文日期：{official.date}{'，落款：' + official.organ if official.organ else ''}。"


def _guessed(built: Built) -> Iterator[str]:
    if built.headings:
        yield f"按字体和编号认出{built.headings}个小标题，请看一看是否合适。"
