"""``data/laws/`` to the register of statutes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from portal.errors import PortalError
from portal.model.citation.places import number_of
from portal.model.law import Statute
from portal.model.register import Register, Shapes, Texts, Version

PATH = "data/laws/register.csv"
ARTICLES = "data/laws/articles.csv"
VERSIONS = "data/laws/versions.csv"
TEXTS = "data/laws/texts"
_AS_OF = re.compile(r"\([^()]*?(\d{4}-\d{2}-\d{2})\)|（[^（）]*?(\d{4}-\d{2}-\d{2})）")
_UNSURE = ("待核实", "未在本机核到", "反推")
_OF_ONE_TITLE = re.compile(r"^([^,\n]+),.*\n?(?:^\1,.*\n?)*", re.MULTILINE)
_ARTICLE = re.compile(r"^[ \t\u3000]*第([零〇一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]+))?[ \t\u3000]*", re.MULTILINE)


def load_register(root: Path) -> Register:
    """Statutes by full and short title, shapes of their articles, renumberings, and texts when the project keeps them.

    A short title that two statutes share names the one in force.

    Raises:
        PortalError: a file is missing or lacks a column.
    """
    found: dict[str, Statute] = {}
    short: dict[str, Statute] = {}
    for row in _rows(root, PATH):
        statute = _statute(row)
        found[statute.title] = statute
        for name in (*statute.short_titles, statute.title.removeprefix("中华人民共和国")):
            if name not in short or statute.status == "有效":
                short[name] = statute
    return Register({**short, **found}, _shapes(root), _versions(root), _texts(root, found))


def _rows(root: Path, path: str) -> Iterator[dict[str, str]]:
    try:
        with (root / path).open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file, restval="")
    except FileNotFoundError as error:
        raise PortalError("缺少法律名册", do="从版本库里恢复这个文件", path=path) from error
    except (ValueError, csv.Error) as error:
        raise PortalError(f"法律名册读不出来：{error}", do="存成UTF-8编码的CSV", path=path) from error


def _statute(row: dict[str, str]) -> Statute:
    try:
        return Statute(
            title=row["title"],
            short_titles=tuple(name for name in row["short_titles"].split("|") if name),
            slug=row["slug"],
            kind=row["kind"],
            status=row["status"],
            effective=row["effective"],
            repealed_on=row["repealed_on"],
            replaced_by=row["replaced_by"],
            articles=int(row["articles"] or 0),
            amended=row["amended"],
            adopted=row["adopted"],
            as_of=max((one or other for one, other in _AS_OF.findall(row["source"])), default=""),
            sure=not any(word in row["source"] for word in _UNSURE),
        )
    except (KeyError, ValueError) as error:
        raise PortalError(f"法律名册读不出来：{error}", do="检查表头和articles列", path=PATH) from error


def _shapes(root: Path) -> Mapping[str, Shapes]:
    try:
        text = (root / ARTICLES).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PortalError("缺少条款表", do="从版本库里恢复这个文件", path=ARTICLES) from error
    return _ShapesByTitle({match[1]: match[0] for match in _OF_ONE_TITLE.finditer(text.partition("\n")[2])})


@dataclass(frozen=True)
class _ShapesByTitle(Mapping[str, Shapes]):
    """Rows of the largest file, kept as text until somebody asks for a statute: a build names a few dozen of three hundred."""

    rows: dict[str, str]
    read: dict[str, Shapes] = field(default_factory=dict)

    def __getitem__(self, title: str) -> Shapes:
        if title not in self.read:
            self.read[title] = _shapes_of(self.rows[title])
        return self.read[title]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def _shapes_of(rows: str) -> Shapes:
    found = {}
    try:
        for line in rows.splitlines():
            _, article, sub, paragraphs, items = line.split(",")
            found[int(article), int(sub)] = int(paragraphs), int(items)
    except ValueError as error:
        raise PortalError(f"条款表的这一行读不出来：{line}", do="每行写title,article,sub,paragraphs,items，除title外都写数字", path=ARTICLES) from error
    return found


def _versions(root: Path) -> dict[str, tuple[Version, ...]]:
    found: dict[str, list[Version]] = {}
    try:
        for row in _rows(root, VERSIONS):
            found.setdefault(row["title"], []).append(Version(row["since"], row["version"], "待核实" not in row["source"]))
    except KeyError as error:
        raise PortalError(f"条号变动表缺少{error}这一列", do="检查表头", path=VERSIONS) from error
    return {title: tuple(sorted(versions, key=lambda one: one.since)) for title, versions in found.items()}


def _texts(root: Path, statutes: dict[str, Statute]) -> dict[str, Texts]:
    """Wording of articles from ``data/laws/texts/<full title>.txt``, each article beginning a line with 第N条; a project needn't have any."""
    return {title: _articles(path.read_text(encoding="utf-8")) for path in sorted((root / TEXTS).glob("*.txt")) if (title := path.stem) in statutes}


def _articles(text: str) -> Texts:
    heads = list(_ARTICLE.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return {(number_of(head[1]), number_of(head[2] or "")): text[head.end() : end].strip() for head, end in zip(heads, ends, strict=True)}
