"""Notes below a table: flags, symbols, periods, revisions and breaks, collected while the cells are made."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.model.statistics import FLAGS, SYMBOLS, Cell, Statistics
from portal.pages.stat_text import ABSENT, part_period, sentence, shown

FLAG_SIGNS = {"p": "初", "r": "修", "b": "变", "e": "估"}
_CIRCLED_ONE = ord("①")


@dataclass(frozen=True, kw_only=True)
class MarkView:
    """A link from a cell to a note: the sign, its words for screen readers, the id that it points to."""

    sign: str
    label: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note below the table, with the id that marks point to."""

    id: str
    sign: str
    text: str


def cell_note(statistics: Statistics, metric: str, year: int) -> str:
    """What must be said about one value, as closed sentences: period, break, earlier value, note or reason for withholding."""
    cell, definition = statistics.cell(metric, year), statistics.metrics[metric]
    period = part_period(cell, year)
    texts = [f"统计期间：{period}"] if period else []
    texts += [one.note for one in statistics.dictionary.breaks if one.metric == metric and one.year == year]
    if cell and cell.was is not None:
        texts.append(f"{year}年“{definition.label}”原公布为{shown(Cell(v=cell.was), definition)}{definition.unit}")
    reason = definition.disclosure.reason if cell and cell.flag == "c" and definition.disclosure else ""
    texts.append(cell.note or reason if cell else "")
    return "".join(sentence(one) for one in texts if one)


@dataclass
class TableNotes:
    """Collects the notes of a table in the order in which its cells ask for them, each once."""

    anchor: str
    numbered: dict[str, Note] = field(default_factory=dict)
    signs: dict[str, Note] = field(default_factory=dict)
    uncomparable: list[str] = field(default_factory=list)

    def note(self, text: str) -> MarkView:
        """A numbered note; ``text`` is one closed sentence or more."""
        count = len(self.numbered) + 1
        sign = chr(_CIRCLED_ONE + count - 1) if count <= 20 else f"注{count}"
        note = self.numbered.setdefault(text, Note(id=f"{self.anchor}-note-{count}", sign=sign, text=text))
        return MarkView(sign=note.sign, label=f"注：{note.text}", target=note.id)

    def sign(self, flag: str) -> MarkView:
        """The sign of a flag."""
        self._explain(FLAG_SIGNS[flag], flag, f"表示{FLAGS[flag]}")
        return MarkView(sign=FLAG_SIGNS[flag], label=f"注：{FLAGS[flag]}", target=f"{self.anchor}-sign-{flag}")

    def symbol(self, text: str, cell: Cell | None) -> None:
        """Explain a word or sign that stands for a missing number."""
        if cell is None:
            self._explain(ABSENT, "absent", "表示当年没有公布这项数据")
        elif text == SYMBOLS["z"]:
            self._explain(text, "z", f"表示{FLAGS['z']}")
        elif text == SYMBOLS["x"]:
            self._explain(text, "x", f"表示{FLAGS['x']}")
        else:
            self._explain(text, "c", "表示依规定不公开")

    def approximate(self, qualifier: str) -> None:
        """Explain 余 or 超."""
        self._explain(qualifier, qualifier, "表示实际数略多于所列数" if qualifier == "余" else "表示实际数超过所列数")

    def no_change(self, reason: str) -> None:
        """Explain why a change is not printed."""
        if reason not in self.uncomparable:
            self.uncomparable.append(reason)
        self.signs["change"] = Note(id=f"{self.anchor}-sign-change", sign="“—”", text=f"在同比栏表示不可比（{'，'.join(self.uncomparable)}）")

    def _explain(self, sign: str, name: str, text: str) -> None:
        self.signs.setdefault(name, Note(id=f"{self.anchor}-sign-{name}", sign=f"“{sign}”", text=text))
