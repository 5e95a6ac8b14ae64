"""``content/<column>/<year>/<date>-<slug>.md`` to articles."""

from __future__ import annotations

import re

from portal.files import walk_files
from portal.load.article_faults import DASHES, fence_fault, name_fault
from portal.load.picture_facts import read_picture
from portal.load.records import RecordReader
from portal.load.source import Source
from portal.model.article import META, Article, ArticleMeta
from portal.model.column import Column
from portal.model.finding import Finding, Severity, Span
from portal.model.patterns import PICTURE, PICTURE_SHAPE, SLUG
from portal.model.site import Picture
from portal.yamlio import parse

PAGES = "pages"
_NAME = re.compile(rf"(?P<date>\d{{4}}-\d{{2}}-\d{{2}})-(?P<slug>{SLUG})\.md")
_FENCE = re.compile(r"---[ \t]*\n(?P<front>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def load_articles(source: Source, columns: tuple[Column, ...]) -> list[Article]:
    """Read every article of every column; what can't be read is a finding."""
    forms = {column.id: column.form for column in columns}
    articles = []
    for path in walk_files(source.root / "content"):
        name = path.relative_to(source.root).as_posix()
        column = name.split("/")[1]
        if column == PAGES:
            continue
        if path.suffix != ".md":
            _not_an_article(source, name)
            continue
        reader = RecordReader(name)
        article = _read(source, reader, column, forms)
        source.keep(reader)
        if article:
            articles.append(article)
    return articles


def load_pages(source: Source) -> dict[str, str]:
    """Texts of the few pages that MkDocs renders itself, by path."""
    found = {}
    for path in walk_files(source.root / "content" / PAGES, ".md"):
        reader = RecordReader(path.relative_to(source.root).as_posix())
        text = source.text(reader.path, reader)
        source.keep(reader)
        if text is not None:
            found[reader.path] = text
    return found


def load_pictures(source: Source, columns: tuple[Column, ...]) -> dict[str, Picture]:
    """Pictures beside the articles, by path relative to the project's root."""
    found = {}
    for column in columns:
        for path in walk_files(source.root / "content" / column.id):
            if re.fullmatch(PICTURE, path.name):
                name = path.relative_to(source.root).as_posix()
                found[name] = read_picture(path, name)
    return found


def _read(source: Source, reader: RecordReader, column: str, forms: dict[str, str]) -> Article | None:
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
    body = text[fence.end() :]
    line = text.count("\n", 0, fence.end()) + 1
    front = text[: fence.end()]
    return Article(column=column, path=reader.path, slug=name["slug"], meta=meta, front=front, body=body, body_line=line, lines=dict(reader.lines))


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
