"""Pages of guides, and where other pages lead to them."""

from __future__ import annotations

import json

import pytest

from guide_samples import ADDRESS, PATH, with_guides
from helpers import Project
from portal.pages.chrome import navigation
from portal.pages.views.guides import Words, words
from samples import page_of, plans_of

CASE, NEWS = "content/cases/2025/2025-06-10-loan.md", "content/news/2025/2025-06-20-first.md"


def test_the_choice_lists_situations_in_order(project: Project) -> None:
    """Every guide with its summary, the first first."""
    body = page_of(with_guides(project), "guides/").body
    assert "<h1>我遇到了什么事？</h1>" in body
    assert body.index('href="neighbours.html"') < body.index('href="loan.html"')
    assert "怎样不伤和气。" in body


def test_a_guide_shows_everything(project: Project) -> None:
    """Notice, numbered steps, time limit, papers with boxes, places with numbers to call, service and case of this site, the hotline."""
    body = page_of(with_guides(project), ADDRESS).body
    assert "<h1>借的钱没还怎么办</h1>" in body
    assert "急事先办：" in body
    assert body.index("找齐凭据") < body.index("先催一催") < body.index("一般3年内提出来。")
    assert body.count('<input type="checkbox"') == 2
    assert '<a class="call" href="tel:12348"><span class="visually-hidden">电话</span>12348</a>' in body
    assert "请不起律师，可以申请。" in body
    assert 'href="../cases/2025/loan.html"' in body
    assert body.count("tel:12348") == 4  # in a step, at the place, at the service, the hotline


def test_citations_lead_to_pages_that_exist(project: Project) -> None:
    """A statute that articles cite has a page and is linked; one that only guides cite is plain text."""
    body = page_of(with_guides(project), ADDRESS).body
    assert '<a href="../laws/min-fa-dian.html">《中华人民共和国民法典》</a>第六百七十五条' in body
    assert "《测试办法》第一条" in body
    assert "ce-shi-ban-fa" not in body


def test_only_numbers_to_call_are_links() -> None:
    """A known number is a link; an amount of money, a part of a longer number and an unknown number aren't."""
    known = {"110", "12348"}
    assert words("打110。", known) == (Words("打"), Words("110", phone=True), Words("。"))
    assert words("110", known) == (Words("110", phone=True),)
    assert words("罚110元，编号1101、123-110、911", known) == (Words("罚110元，编号1101、123-110、911"),)


def test_a_case_that_is_not_published_is_not_shown(project: Project) -> None:
    """The guide stays, without the link."""
    with_guides(project).replace(CASE, "source: 测试局", "source: 测试局\ndraft: true")
    body = page_of(project, ADDRESS).body
    assert "看看类似的案例" not in body
    assert "找齐凭据" in body


def test_machines_read_the_steps(project: Project) -> None:
    """JSON-LD HowTo with steps and papers."""
    (found,) = page_of(with_guides(project), ADDRESS).structured
    assert found["@type"] == "HowTo"
    assert [one["name"] for one in json.loads(json.dumps(found))["step"]] == ["找齐凭据", "先催一催"]
    assert [one["name"] for one in json.loads(json.dumps(found))["supply"]] == ["身份证", "借条"]


@pytest.mark.parametrize(("address", "link"), [("", "guides/loan.html"), ("", "guides/"), ("cases/2025/loan.html", "../../guides/loan.html"), ("sitemap.html", "guides/")])
def test_other_pages_lead_to_guides(project: Project, address: str, link: str) -> None:
    """The home page, the case that a guide names, the site map."""
    assert f'href="{link}"' in page_of(with_guides(project), address).body


def test_without_guides_nothing_leads_there(project: Project) -> None:
    """No page, no entry, no link."""
    assert not [one for one in plans_of(project) if one.address.startswith("guides/")]
    assert "guides/" not in page_of(project, "").body + page_of(project, "sitemap.html").body + page_of(project, "cases/2025/loan.html").body
    assert "guides/" not in {one.address for one in navigation(project.site())}
    assert "guides/" in {one.address for one in navigation(with_guides(project).site())}


def test_untrusted_words_are_escaped(project: Project) -> None:
    """Whatever an editor types is text."""
    with_guides(project).replace(PATH, "先催一催", "<b>x</b>")
    assert "&lt;b&gt;x&lt;/b&gt;" in page_of(project, ADDRESS).body


def test_pages_for_readers_gather_what_is_for_them(project: Project) -> None:
    """Guides, services and coming days for them, then their articles; numbered pages are lists only."""
    project.replace("data/calendar.yml", "summary: 宣传宪法。", "summary: 宣传宪法。, audience: [社会公众]")
    body = page_of(with_guides(project), "audiences/public.html").body
    assert body.index("借的钱没还") < body.index("请不起律师" if "请不起律师" in body else "法律援助") < body.index("国家宪法日") < body.index("第一条新闻")
    assert "邻里纠纷" not in body
    assert "民法典宣传月" not in body


def test_pages_for_readers_leave_out_what_is_missing(project: Project) -> None:
    """Readers without guides, services and days have their articles."""
    project.replace(NEWS, "audience: [社会公众]", "audience: [老年人]")
    body = page_of(project, "audiences/elderly.html").body
    assert "第一条新闻" in body
    assert not [one for one in ("遇到事怎么办", "可以办的服务", "近期的普法节点") if f">{one}</h2>" in body]
