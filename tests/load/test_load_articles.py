"""Articles: file names, folders, front matter fences, bodies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import Project, moment
from portal.model.article import CaseMeta, SummaryMeta
from portal.model.unit import article_unit

NEWS = "content/news/2025/2025-06-20-first.md"
TEXT = "---\ntitle: 新的\ndate: 2025-06-25\nsource: 测试局\nsummary: 摘要。\n---\n正文。\n"


def test_small_project(project: Project) -> None:
    """Articles are read into the form of their column, newest first, without findings."""
    site, findings = project.load()
    assert site is not None
    assert not findings
    assert [one.url for one in site.articles] == ["news/2025/first.html", "cases/2025/loan.html", "news/2025/second.html", "summaries/2025/2024-summary.html"]
    assert [type(one.meta) for one in site.articles if one.column != "news"] == [CaseMeta, SummaryMeta]


def test_places_in_the_file(project: Project) -> None:
    """Front matter keys and offsets of the body lead back to lines of the file."""
    article = project.site().articles[0]
    assert (article.lines["title"], article.lines["audience"], article.body_line) == (2, 7, 9)
    assert article.line_at(0) == (9, 1)
    assert article.line_at(article.body.index("法律援助")) == (11, 8)
    assert article.headings() == ["数字"]


def test_windows_line_ends(project: Project) -> None:
    """Windows line ends change nothing that anybody reads or signs; only the file's own digest differs."""
    plain = project.site()
    text, unit = plain.articles[0].text, article_unit(plain, plain.articles[0])
    project.write(NEWS, (project.root / NEWS).read_bytes().replace(b"\n", b"\r\n"))
    site = project.site()
    assert site.articles[0].digest != plain.articles[0].digest
    assert replace(site.articles[0], digest=plain.articles[0].digest) == plain.articles[0]
    assert site.articles[0].text == text
    assert article_unit(site, site.articles[0]) == unit


def test_held(project: Project) -> None:
    """Drafts and articles whose time hasn't come are read and held back."""
    project.replace(NEWS, "date: 2025-06-20 09:00", "date: 2025-06-20\npublish_at: 2025-06-20 10:00")
    assert [one.path for one in project.site(moment("2025-06-20 09:59")).held] == [NEWS]
    assert not project.site(moment("2025-06-20 10:00")).held
    project.replace(NEWS, "publish_at: 2025-06-20 10:00", "draft: true")
    assert [one.path for one in project.site().held] == [NEWS]


BAD = [
    ("content/news/2025/new.md", TEXT, "file-name", 0),
    ("content/news/2025/2025-06-25-New.md", TEXT, "file-name", 0),
    ("content/nwes/2025/2025-06-25-new.md", TEXT, "unknown-column", 0),
    ("content/2025-06-25-new.md", TEXT, "unknown-column", 0),
    ("content/news/2024/2025-06-25-new.md", TEXT, "wrong-folder", 3),
    ("content/news/2025-06-25-new.md", TEXT, "wrong-folder", 3),
    ("content/news/2025/2025-06-24-new.md", TEXT, "date-differs-from-name", 3),
    ("content/news/2025/2025-06-25-new.md", "正文。", "no-front-matter", 1),
    ("content/news/2025/2025-06-25-new.md", "---\ntitle: 新的\n正文。", "no-front-matter", 1),
    ("content/news/2025/2025-06-25-new.md", "---\n---\n正文。", "missing-key", 1),
    ("content/news/2025/2025-06-25-new.md", TEXT.replace("正文", "正\u200b文"), "control-character", 7),
    ("content/news/2025/2025-06-25-new.md", TEXT.replace("摘要", "摘\u202e要"), "control-character", 5),
    ("content/news/2025/照片.JPG", "x", "unread-file", 0),
    ("content/news/2025/2025-06-25-new.docx", "x", "unread-file", 0),
]


@pytest.mark.parametrize(("path", "text", "rule", "line"), BAD)
def test_bad_file(project: Project, path: str, text: str, rule: str, line: int) -> None:
    """Each fault of a file is one finding, and the rest of the project is read."""
    site, findings = project.write(path, text).load()
    assert [(one.rule, one.span.path, one.span.line) for one in findings] == [(rule, path, line)]
    assert site is not None
    assert len(site.articles) >= 4


HEAD = "title: 新的\ndate: 2025-06-25\nsource: 测试局\nsummary: 摘要。\n"
FRONT = [
    (f"---\n{HEAD}\n正文。\n", 1, "文头没有结束，缺少第二行---", "第5行下面加一行---"),
    (f"---\n{HEAD}———\n正文。\n", 6, "“———”不是文头的结束", "三个半角减号：---"),
    (f"---\n{HEAD}--\n正文。\n", 6, "“--”不是文头的结束", "三个半角减号：---"),
    (f"———\n{HEAD}---\n正文。\n", 1, "第一行写成了“———”", "三个半角减号：---"),
    (f"－－－\n{HEAD}---\n正文。\n", 1, "第一行写成了“－－－”", "三个半角减号：---"),
    (f"--\n{HEAD}--\n正文。\n", 1, "第一行写成了“--”", "三个半角减号：---"),
    (f"\n\n---\n{HEAD}---\n正文。\n", 1, "文头前面有空行", "删去第一行---前面的空行"),
    (f" ---\n{HEAD}---\n正文。\n", 1, "---前面有空格", "删去---前面的空格"),
    (f"{HEAD}---\n正文。\n", 1, "文头少了开头的一行---", "最前面加一行---"),
]


@pytest.mark.parametrize(("text", "line", "what", "do"), FRONT)
def test_broken_fence(project: Project, text: str, line: int, what: str, do: str) -> None:
    """The message says which line of the front matter's fence is wrong, and how."""
    _, (found,) = project.write("content/news/2025/2025-06-25-new.md", text).load()
    assert (found.rule, found.span.line) == ("no-front-matter", line)
    assert what in found.what
    assert do in found.do


NAMES = [
    ("2025-06-25-New Article.md", "有大写字母、空格", "2025-06-25-new-article.md"),
    ("2025-06-25-普法宣传.md", "有中文", "2025-06-25-pu-fa-xuan-chuan.md"),
    ("2025-6-5-new.md", "日期要写成四位年、两位月、两位日", "2025-06-05-new.md"),
    ("20250625-new.md", "日期要写成四位年、两位月、两位日", "2025-06-25-new.md"),
    ("2025年6月25日-new.md", "有中文，日期要写成四位年、两位月、两位日", "2025-06-25-new.md"),
    ("new.md", "开头没有日期", "2026-01-05-ying-wen-ming.md"),
    ("2025-06-25.md", "日期后面没有英文名", "2025-06-25-ying-wen-ming.md"),
    ("2025-06-25-new_2.md", "有“_”", "2025-06-25-new-2.md"),
    ("2025-06-25--new.md", "连字符多了", "2025-06-25-new.md"),
]


@pytest.mark.parametrize(("name", "what", "do"), NAMES)
def test_wrong_part_of_a_name(project: Project, name: str, what: str, do: str) -> None:
    """The message says what is wrong with a file's name, and offers one that is right."""
    _, (found,) = project.write(f"content/news/2025/{name}", TEXT).load()
    assert found.rule == "file-name"
    assert what in found.what
    assert do in found.do


def test_no_folder_of_the_year(project: Project) -> None:
    """An article directly in its column's folder is told that the year's folder is missing."""
    _, (found,) = project.write("content/news/2025-06-25-new.md", TEXT).load()
    assert found.what == "文件直接放在news里，没有年份文件夹"
    assert "content/news/2025/" in found.do


def test_mistyped_year_is_one_finding(project: Project) -> None:
    """A wrong year in date is told once, with both ways out, and not as a wrong folder too."""
    _, (found,) = project.write("content/news/2025/2025-06-25-new.md", TEXT.replace("2025-06-25", "2035-06-25")).load()
    assert found.rule == "date-differs-from-name"
    assert "date写错了就改成2025-06-25" in found.do
    assert "2035-06-25" in found.do


def test_control_characters_in_data(project: Project) -> None:
    """Invisible characters are found in data files too."""
    _, findings = project.replace("data/bureau.yml", "name: 测试局", "name: 测\u200b试局").load()
    assert [(one.rule, one.span.path, one.span.line) for one in findings] == [("control-character", "data/bureau.yml", 1)]


def test_pictures(project: Project) -> None:
    """Pictures beside articles are known with their size."""
    project.write("content/news/2025/hall.jpg", b"12345")
    assert project.site().pictures["content/news/2025/hall.jpg"].size == 5
