"""Broken inputs: each yields a finding on its line that tells an editor in Chinese what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from helpers import NOW, Project
from portal.model.finding import Finding, blocking
from portal.review.engine import review_site

NEWS = "content/news/2025/2025-06-20-first.md"
SECOND = "content/news/2025/2025-06-01-second.md"
CASE = "content/cases/2025/2025-06-10-loan.md"
YEAR = "data/statistics/2024.yml"
BUREAU = "data/bureau.yml"
ARTICLE = "---\ntitle: 新的\ndate: {}\nsource: 测试局\nsummary: 摘要。\n---\n正文。\n"


@dataclass(frozen=True)
class Broken:
    """One broken file: text replaced in it, or written to it, and what must be found.

    Attributes:
        name: for the test's id.
        path: the file, which the finding names.
        old: text to replace, empty when the whole file is written.
        new: what stands there instead.
        rule, line: the expected finding; line 0 means the file as a whole.
        what: a fragment of its message.
    """

    name: str
    path: str
    old: str
    new: str | bytes
    rule: str
    line: int
    what: str


INPUTS = [
    Broken("duplicate key", NEWS, "source: 测试局", "source: 测试局\ntitle: 又一个", "yaml-duplicate-key", 5, "写了两次，第一次在第2行"),
    Broken("leading zero", YEAR, "aid.cases: 120", "aid.cases: 0120", "yaml-octal", 7, "八进制"),
    Broken("time of day", NEWS, "source: 测试局", "source: 12:30", "yaml-sexagesimal", 4, "六十进制"),
    Broken("full-width digits", YEAR, "aid.cases: 120", "aid.cases: １２０", "yaml-full-width", 7, "全角数字"),
    Broken("tab", YEAR, "  aid.cases: 120", "\taid.cases: 120", "yaml-tab", 7, "制表符"),
    Broken("unclosed quote", NEWS, "title: 第一条新闻", 'title: "第一条新闻', "yaml-syntax", 2, "引号没有成对"),
    Broken("no space after colon", NEWS, "source: 测试局", "source:测试局", "yaml-syntax", 4, "冒号后面没有空格"),
    Broken("full-width colon", NEWS, "source: 测试局", "source：测试局", "yaml-syntax", 4, "冒号是全角的"),
    Broken("anchor", NEWS, "tags: [法律援助]\naudience: [社会公众]", "tags: &a [法律援助]\naudience: *a", "yaml-anchor", 7, "锚点"),
    Broken("yes", NEWS, "source: 测试局", "source: 测试局\npinned: yes", "yaml-boolean", 5, "“yes”在不同软件里含义不同"),
    Broken("thousands separator", YEAR, "aid.cases: 120", "aid.cases: 1,234", "yaml-grouped", 7, "千分位逗号"),
    Broken("misaligned", YEAR, "  aid.criminal: 70", "   aid.criminal: 70", "yaml-syntax", 8, "缩进没有对齐"),
    Broken("hash in a title", NEWS, "title: 第一条新闻", "title: 第一条新闻 #普法", "yaml-hash", 2, "会被当成注释丢掉"),
    Broken("unknown key", NEWS, "source: 测试局", "sorce: 测试局", "unknown-key", 4, "不认识的键“sorce”"),
    Broken("GBK", NEWS, "", ARTICLE.format("2025-06-20").encode("gbk"), "encoding", 1, "GBK"),
    Broken("BOM", NEWS, "", ARTICLE.format("2025-06-20").encode("utf-8-sig"), "encoding-bom", 1, "BOM"),
    Broken("UTF-16", BUREAU, "", "name: 测试局".encode("utf-16"), "encoding", 1, "UTF-16"),
    Broken("impossible date", NEWS, "date: 2025-06-20 09:00", "date: 2025-06-31", "wrong-type", 3, "“2025-06-31”"),
    Broken("sum that doesn't add up", YEAR, "aid.civil: 50", "aid.civil: 51", "parts-do-not-sum", 7, "120"),
    Broken("unknown metric in a mark", NEWS, "stat:aid.cases@2024|yoy", "stat:aid.caess@2024|yoy", "stat-unknown-metric", 11, "aid.caess"),
    Broken("missing picture", SECOND, "正文。", "![会场](hall.jpg)", "missing-picture", 8, "找不到图片“hall.jpg”"),
    Broken("duplicate slug", "content/news/2025/2025-06-21-first.md", "", ARTICLE.format("2025-06-21"), "duplicate-address", 1, NEWS),
    Broken("wrong folder", "content/news/2024/2025-06-21-new.md", "", ARTICLE.format("2025-06-21"), "wrong-folder", 3, "文章是2025年的"),
    Broken("unknown column", "content/nwes/2025/2025-06-21-new.md", "", ARTICLE.format("2025-06-21"), "unknown-column", 0, "没有栏目“nwes”"),
    Broken("unregistered tag", NEWS, "tags: [法律援助]", "tags: [法律援住]", "unregistered-tag", 6, "标签“法律援住”没有登记"),
    Broken("repealed law", CASE, "laws: [", "laws: [《中华人民共和国合同法》第一条, ", "law-repealed", 10, "《中华人民共和国合同法》自2021年1月1日起废止"),
    Broken("article beyond the statute", CASE, "laws: [", "laws: [《中华人民共和国民法典》第二千条, ", "law-article-out-of-range", 10, "只有1260条"),
    Broken("missing section", CASE, "## 解答\n", "", "missing-section", 7, "“解答”"),
    Broken("bad ICP number", BUREAU, "name: 测试局", "name: 测试局\nicp: 湘备12345678号", "wrong-value", 2, "湘备12345678号"),
    Broken("future date", "content/news/2025/2025-07-01-new.md", "", ARTICLE.format("2025-07-01"), "future-date", 3, "2025-07-01，还没有到"),
    Broken("alias outside the site", SECOND, "source: 测试局", "source: 测试局\naliases: [/../x.html]", "alias-not-a-page", 5, "/../x.html"),
]


def broken(project: Project, *inputs: Broken) -> list[Finding]:
    """Break files and report as a build would."""
    for one in inputs:
        if one.old:
            assert isinstance(one.new, str)
            project.replace(one.path, one.old, one.new)
        else:
            project.write(one.path, one.new)
    site, findings = project.load(NOW)
    return findings + (review_site(site) if site else [])


def expected(one: Broken, findings: list[Finding]) -> list[Finding]:
    """The findings that say what this input must yield."""
    return [found for found in findings if (found.rule, found.span.path, found.span.line) == (one.rule, one.path, one.line) and one.what in found.what]


@pytest.mark.parametrize("one", INPUTS, ids=lambda one: one.name)
def test_broken_input(project: Project, one: Broken) -> None:
    """The finding is there, blocks the build, and every finding can be acted on."""
    findings = broken(project, one)
    assert expected(one, blocking(findings)), findings
    for found in findings:
        assert found.what
        assert found.do
        assert (project.root / found.span.path).exists()


def test_five_at_once(project: Project) -> None:
    """Five broken files are reported together; none hides another."""
    names = ("duplicate key", "sum that doesn't add up", "article beyond the statute", "unknown column")
    chosen = [one for one in INPUTS if one.name in names]
    chosen.append(Broken("tag", SECOND, "tags: [法律援助, 公证]", "tags: [没登记]", "unregistered-tag", 6, "没有登记"))
    findings = broken(project, *chosen)
    assert len({one.path for one in chosen}) == 5
    assert all(expected(one, findings) for one in chosen)


def test_nothing_broken(project: Project) -> None:
    """The project that all of these start from is free of errors."""
    assert not blocking(broken(project))
