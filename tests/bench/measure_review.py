"""How well the review finds what it must find, and how quiet it is over clean text.

Usage: ``PYTHONPATH=hooks:tests python -m bench.measure_review [TEXT…]``. Every TEXT is a clean file or a folder of ``.md`` and ``.txt`` files.
Prints a Markdown table of the case files, and what fires over the shipped content and over each TEXT.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from helpers import ROOT
from portal.load.facts import load_facts
from portal.load.source import Source
from portal.model.facts import Facts
from portal.model.finding import Finding, Severity
from portal.model.review_settings import ReviewSettings
from portal.review.document import Document
from portal.review.known import manuals
from portal.review.prose_engine import review_document
from portal.review.unhidden import unhidden
from review.case_files import FOLDER, labelled

TODAY = dt.date(2026, 11, 22)
IDENTITY = "pii-identity-number"
# A line of a case file is no whole article: only rules of these families speak of look-alikes in a folder.
FAMILIES = {
    "words": ("用词", "提法"),
    "punctuation": ("标点", "结构"),
    "numbers": ("数字", "数据", "标点"),
    "law": ("法律",),
    "privacy": ("隐私",),
    "links": ("链接",),
    "hidden": ("用词", "提法", "标点", "数字", "数据", "法律", "隐私"),
}
HEAD = ("文件夹", "行", "应报", "报出", "召回", "隐藏写法召回", "身份号码召回", "形似行", "误报")


@dataclasses.dataclass
class Tally:
    """What was found of what should be."""

    wanted: int = 0
    found: int = 0

    def add(self, found: bool) -> None:
        """One more that should be found."""
        self.wanted += 1
        self.found += found

    def __str__(self) -> str:
        return f"{self.found}/{self.wanted}={self.found / self.wanted:.3f}" if self.wanted else "—"


def findings(text: str, path: str, column: str, facts: Facts, *, markdown: bool = True) -> list[Finding]:
    """What the whole engine finds in a text."""
    return review_document(Document(path, text, markdown, column), facts, ReviewSettings())


def row(folder: str, facts: Facts, families: dict[str, str]) -> tuple[list[str], list[str]]:
    """A folder's row of the table, and each miss and false alarm in words."""
    every, hidden, identity, alarms, alike, wrong = Tally(), Tally(), Tally(), 0, 0, []
    lines = [line for path in sorted((FOLDER / folder).iterdir()) if path.suffix != ".yml" for line in labelled(path)]
    for line in lines:
        found = findings(line.text, "例.md", line.column, facts)
        rules = {one.rule for one in found}
        disguised = unhidden(Document("例.md", line.text)) is not None
        for rule in line.rules:
            for tally in (every, *([hidden] if disguised else []), *([identity] if rule == IDENTITY else [])):
                tally.add(rule in rules)
            wrong += [f"{line.place} 漏报{rule}"] if rule not in rules else []
        loud = {one.rule for one in found if one.severity > Severity.INFO and families.get(one.rule) in FAMILIES[folder]} if not line.rules else set()
        alike += not line.rules
        alarms += bool(loud)
        wrong += [f"{line.place} 误报{rule}" for rule in sorted(loud)]
    recall = f"{every.found / every.wanted:.3f}"
    return [folder, str(len(lines)), str(every.wanted), str(every.found), recall, str(hidden), str(identity), str(alike), str(alarms)], wrong


def texts(paths: list[str]) -> Iterator[tuple[str, list[Path]]]:
    """The shipped content, then each path given, with its files."""
    for path in (ROOT / "content", *map(Path, paths)):
        yield path.name, sorted(one for one in path.rglob("*") if one.suffix in (".md", ".txt")) if path.is_dir() else [path]


def precision(name: str, files: list[Path], facts: Facts) -> str:
    """What fires over clean text, for every 10,000 characters."""
    size, levels, rules = 0, Counter[Severity](), Counter[str]()
    for path in files:
        text = path.read_text("utf-8")
        column = path.parts[len(ROOT.parts) + 1] if path.is_relative_to(ROOT / "content") else ""
        size += len(text)
        for one in findings(text, str(path), column, facts, markdown=path.suffix == ".md"):
            levels[one.severity] += 1
            rules[f"{one.rule}（{one.severity.label}）"] += one.severity > Severity.INFO
    each = "，".join(f"每万字{level.label}{levels[level] * 10_000 / max(size, 1):.2f}" for level in (Severity.ERROR, Severity.WARNING))
    fired = "、".join(f"{rule}×{count}" for rule, count in rules.most_common() if count)
    return f"- {name}：{size}字，{each}；报出：{fired or '无'}"


def main() -> None:
    """Print the table, what is wrong in it, and the precision."""
    facts = load_facts(Source(ROOT), TODAY)
    families = {one.id: one.family for one in manuals(facts)}
    rows = {folder: row(folder, facts, families) for folder in FAMILIES}
    print("\n".join(f"| {' | '.join(cells)} |" for cells in (HEAD, ["---"] * len(HEAD), *(cells for cells, _ in rows.values()))))
    print("\n" + "\n".join(f"- {text}" for _, wrong in rows.values() for text in wrong) + "\n")
    print("\n".join(precision(name, files, facts) for name, files in texts(sys.argv[1:])))


if __name__ == "__main__":
    main()
