"""Links from citations to the pages of statutes, and those pages."""

from __future__ import annotations

import re

import pytest

from helpers import Project
from portal.feeds.entries import absolute
from review.review_samples import SECOND
from samples import context_of, page_of

LINK = '<a class="statute" href="../../laws/min-fa-dian.html" title="《中华人民共和国民法典》，有效，2021年1月1日起施行">{}</a>'


def html(project: Project, text: str) -> str:
    return context_of(project.site()).prose.render(text, "news/2025/second.html").html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("依据《民法典》第六百七十五条。", "《民法典》第六百七十五条"),
        ("依据民法典第675条第一款，", "民法典第675条第一款"),
        ("- 《民法典》第一条、第二条和第三条都有规定", "《民法典》第一条、第二条和第三条"),
        ("**依据**《民法典》第一条", "《民法典》第一条"),
        ("| 甲 | 乙 |\n|---|---|\n| 《民法典》第一条 | 一 |", "《民法典》第一条"),
        ("《民法典》很长。", "《民法典》"),
    ],
)
def test_citation_becomes_a_link(project: Project, text: str, words: str) -> None:
    """A citation links to its statute's page and says whether it is in force; a list is one link."""
    assert LINK.format(words) in html(project, text)


@pytest.mark.parametrize("text", ["## 《民法典》第一条", "[看《民法典》第一条](https://example.org/)", "`《民法典》第一条`", "《没有的法》第一条", "```\n《民法典》第一条\n```", "第三条"])
def test_no_link(project: Project, text: str) -> None:
    """Headings, links, code and unknown laws stay as they are."""
    assert 'class="statute"' not in html(project, text)


def test_words_stay_the_same(project: Project) -> None:
    """Links change no word of the text."""
    text = "甲*《民法典》*第一条，乙《民法典》第二条丙**第三条**丁。\n\n再看该法第四条。"
    found = html(project, text)
    assert re.sub(r"<[^>]*>", "", found).split() == ["甲《民法典》第一条，乙《民法典》第二条丙第三条丁。", "再看该法第四条。"]


def test_feeds_link_to_the_site(project: Project) -> None:
    """In a feed the link is absolute."""
    found = absolute(html(project, "《民法典》第一条"), "https://example.org/", "https://example.org/news/2025/second.html")
    assert 'href="https://example.org/laws/min-fa-dian.html"' in found


def test_statute_page_lists_articles_that_cite_it_in_the_body(project: Project) -> None:
    """The page of a statute shows what the register says of it, and news that name it as well as cases."""
    project.replace(SECOND, "正文。", "依据原《合同法》第一条。")

    page = page_of(project, "laws/he-tong-fa.html")

    for words in ("《中华人民共和国合同法》", "已废止", "2021年1月1日", "428条", "第二条新闻"):
        assert words in page.body
