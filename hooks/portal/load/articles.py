"""``content/<column>/<year>/<date>-<slug>.md`` to articles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from portal.digest import digest_value
from portal.load.article_faults import DASHES, fence_fault, name_fault
from portal.load.picture_facts import read_picture
from portal.load.records import RecordReader
from portal.load.source import FileText, Source
from portal.model.article import META, Article, ArticleMeta
from portal.model.beside import Picture
from portal.model.column import Column
from portal.model.finding import Finding, Severity, Span
from portal.model.patterns import PICTURE, PICTURE_SHAPE, SLUG
from portal.model.values import plain_value
from portal.yamlio import parse

PAGES = "pages"
_NAME = re.compile(rf"(?P<date>\d{{4}}-\d{{2}}-\d{{2}})-(?P<slug>{SLUG})\.md")
_FENCE = re.compile(r"---[ \t]*\n(?P<front>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


_Shape = tuple[str, ArticleMeta, int, int, str]


@dataclass(frozen=True)
class Kept:
    """What was read of an article's file.

    Attributes:
        digest: of the file.
        forms: the columns and their forms as they then were.
        shape: slug, front matter, where the body begins (offset and line), the card's digest; None when it can't be used.
        findings: what was wrong.
        keys: where each front matter key stands, see ``Article``.
        is_text: whether the file holds a text at all.
    """

    digest: str
    forms: str
    shape: _Shape | None
    findings: tuple[Finding, ...]
    keys: str
    is_text: bool


def load_articles(source: Source, columns: tuple[Column, ...]) -> list[Article]:
    """Read every article of every column; what can't be read is a finding. Files that are as they were aren't read again."""
    forms = {column.id: column.form for column in columns}
    known = forms_text(forms)
    articles: list[Article] = []
    names: set[str] = set()
    for name in source.tree.files("content"):
        if name.split("/")[1] == PAGES:
            continue
        if not name.endswith(".md"):
            _not_an_article(source, name)
            continue
        names.add(name)
        article = _loaded(source, name, forms, known)
        if article:
            articles.append(article)
    source.articles.keep(names)
    return articles


def _loaded(source: Source, name: str, forms: dict[str, str], known: str) -> Article | None:
    try:
        digest = source.tree.digest(name)
    except FileNotFoundError:
        return None
    kept: Kept | None = source.articles.everything.get(name)
    if not is_current(kept, digest, known):
        kept = read_article(source, name, digest, forms, known)
        source.articles.put(name, kept)
    assert kept is not None
    source.findings += kept.findings
    if kept.is_text:
        source.texts.add(name, digest)
    return article_of(source, name, kept)


def forms_text(forms: dict[str, str]) -> str:
    """Columns and their forms in one text."""
    return "、".join(f"{name}={form}" for name, form in forms.items())


def is_current(kept: Kept | None, digest: str, known: str) -> bool:
    """Whether what is remembered of a file still holds."""
    return kept is not None and kept.digest == digest and kept.forms == known


def read_article(source: Source, name: str, digest: str, forms: dict[str, str], known: str) -> Kept:
    """Read an article's file."""
    reader = RecordReader(name)
    shape = _read(source, reader, name.split("/")[1], forms)
    keys = " ".join(f"{key}={line}" for key, line in reader.lines.items() if not re.search(r"\s", key))
    return Kept(digest, known, shape, tuple(reader.findings), keys, name in source.texts)


def article_of(source: Source, name: str, kept: Kept) -> Article | None:
    """The article, None when its file can't be used."""
    if kept.shape is None:
        return None
    slug, meta, body_at, body_line, card = kept.shape
    column = name.split("/")[1]
    return Article(
        column=column,
        path=name,
        slug=slug,
        url=f"{column}/{meta.date.at.year}/{slug}.html",
        meta=meta,
        body_at=body_at,
        body_line=body_line,
        digest=kept.digest,
        card=card,
        read=FileText(str(source.root), name, kept.digest),
        keys=kept.keys,
    )


def load_pages(source: Source) -> dict[str, str]:
    """Texts of the few pages that MkDocs renders itself, by path."""
    found = {}
    for path in source.tree.files(f"content/{PAGES}", ".md"):
        reader = RecordReader(path)
        text = source.text(reader.path, reader)
        source.keep(reader)
        if text is not None:
            found[reader.path] = text
    return found


def load_pictures(source: Source, columns: tuple[Column, ...]) -> dict[str, Picture]:
    """Pictures beside the articles, by path relative to the project's root."""
    found = {}
    for column in columns:
        for name in source.tree.files(f"content/{column.id}"):
            if re.fullmatch(PICTURE, name.rpartition("/")[2]):
                found[name] = replace(source.remembered(name, read_picture), digest=source.tree.digest(name))
    return found


def _read(source: Source, reader: RecordReader, column: str, forms: dict[str, str]) -> _Shape | None:
    file = reader.path.rsplit("/", 1)[-1]
    name = _NAME.fullmatch(file)
    if column not in forms:
        reader.problem("unknown-column", 0, 0, f"没有栏目“{column}”", f"放到这些文件夹之一：{'、'.join(forms)}；新栏目先写进data/columns.yml")
        return None
    if not name:
        reader.problem("file-name", 0, 0, *name_fault(file))
        return None
    text = source.text(reader.path, reader)
    if text is None:
        return None
    fence = _FENCE.match(text)
    if not fence or DASHES.search(fence["front"]):
        line, what, do = fence_fault(text)
        reader.problem("no-front-matter", line, 1, what, do)
        return None
    node, problems = parse(fence["front"], first_line=2)
    reader.problems(problems)
    if node is None:
        if not problems:
            reader.problem("missing-key", 1, 1, "文头是空的", "至少写上title和date")
        return None
    meta = reader.record(META[forms[column]], node)
    if meta is None:
        return None
    _placed_right(reader, meta, name["date"])
    line = text.count("\n", 0, fence.end()) + 1
    card = digest_value([reader.path, plain_value(meta)])
    return name["slug"], meta, fence.end(), line, card


def _not_an_article(source: Source, name: str) -> None:
    if not re.fullmatch(PICTURE, name.rpartition("/")[2]):
        do = f"文章存成.md文件；图片改名：{PICTURE_SHAPE}；不发布的文件移出content"
        source.findings.append(Finding("unread-file", Span(name), "这个文件不是文章也不是图片，不会发布", do, Severity.WARNING))


def _placed_right(reader: RecordReader, meta: ArticleMeta, day: str) -> None:
    line = reader.lines.get("date", 1)
    if meta.date.day.isoformat() != day:
        do = f"date写错了就改成{day}；文件名写错了就把开头改成{meta.date.day}，放进{meta.date.day.year}文件夹"
        reader.problem("date-differs-from-name", line, 1, f"date是{meta.date.day}，文件名里是{day}", do)
        return  # which year's folder is right can't be told before the date is
    column, *folder = reader.path.split("/")[1:-1]
    if folder != [str(meta.date.day.year)]:
        what = f"文件放在“{'/'.join(folder)}”里，文章是{meta.date.day.year}年的" if folder else f"文件直接放在{column}里，没有年份文件夹"
        reader.problem("wrong-folder", line, 1, what, f"移到content/{column}/{meta.date.day.year}/")
