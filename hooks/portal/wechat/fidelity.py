"""The proof that a draft holds what its source held: seven comparisons as plain data."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from portal.wechat.blocks import LINKED, TO_ARTICLE, Table, every, runs_of
from portal.wechat.dom import Element, texts, visible
from portal.wechat.draft import Draft

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What agrees; None where the source gives nothing to compare with.

    Attributes:
        text: T1, the rendered text is the source's.
        twin: T2, the page's two copies of its text agree.
        pictures: T3, every picture has a place in the text, in order.
        facts: T4, title, account and time are known.
        components: T5, every component has its placeholder.
        tables: T6, texts of all cells, in order.
        links: T7, every link of the draft was written.
        difference: the first place where the texts differ.
    """

    text: bool
    twin: bool | None
    pictures: bool
    facts: bool
    components: bool
    tables: bool
    links: bool
    difference: str = ""

    @property
    def is_equal(self) -> bool:
        """Whether nothing is lost."""
        return self.text and self.pictures and self.components and self.tables and self.links


def prove(draft: Draft, rendered: Element, marks: Sequence[str], links: Sequence[str]) -> Fidelity:
    """Compare a draft with what readers would see of it.

    Args:
        draft: what was read of the source.
        rendered: the article's text as HTML.
        marks: placeholders in the order in which they were written.
        links: targets that were written.
    """
    shown = without(visible("".join(texts(rendered))), marks)
    runs = [run for one in draft.blocks for run in runs_of(one)]
    figures = [run.picture for run in runs if run.picture >= 0]
    said = [run for run in runs if run.mark and run.text.startswith("〔") and run.text != LINKED]
    rows = [row for one in every(draft.blocks) if isinstance(one, Table) for row in one.rows]
    cells = [visible("".join(run.text for run in cell if not run.mark and run.picture < 0)) for row in rows for cell in row]
    hrefs = [run.href for run in runs if run.href and run.text.strip()]
    wanted = [text for text in map(visible, draft.tables) if text]
    wordless = draft.components.get("表情", 0)
    return Fidelity(
        text=shown == draft.plain,
        twin=draft.twin,
        pictures=figures == list(range(len(draft.pictures))) and len(figures) == draft.images,
        facts=bool(draft.facts.title and draft.facts.account and draft.facts.published is not None),
        components=sum(draft.components.values()) - wordless <= len(said),
        tables=_in_order(wanted, [*cells, shown]),
        links=len(links) >= len([one for one in hrefs if one != TO_ARTICLE]),
        difference="" if shown == draft.plain else difference(draft.plain, shown),
    )


def without(text: str, marks: Sequence[str]) -> str:
    """A text without placeholders, each taken out once, in order."""
    found, at = [], 0
    for mark in marks:
        place = text.find(mark, at) if mark else -1
        if place >= 0:
            found.append(text[at:place])
            at = place + len(mark)
    return "".join([*found, text[at:]])


def _in_order(wanted: Sequence[str], found: Sequence[str]) -> bool:
    """Whether texts occur one after the other, as cells or within the whole text."""
    cells = [one for one in found[:-1] if one]
    if cells == list(wanted):
        return True
    whole, at = found[-1], 0
    for one in wanted:
        place = whole.find(one, at)
        if place < 0:
            return False
        at = place + len(one)
    return True


def difference(source: str, result: str) -> str:
    """Where two texts begin to differ, in words: twenty characters of each and how alike they are."""
    at = next((number for number, (one, other) in enumerate(zip(source, result, strict=False)) if one != other), min(len(source), len(result)))
    ratio = difflib.SequenceMatcher(None, source[at : at + 2_000], result[at : at + 2_000], autojunk=False).quick_ratio()
    return f"第{at + 1}个字起：公众号是“{source[at : at + _SHOWN]}”，本站是“{result[at : at + _SHOWN]}”；其后相似度{round(100 * ratio)}%"
