"""Pages of the tiny project: what each kind shows."""

from __future__ import annotations

import pytest

from helpers import Project, moment
from portal.model.lists import SIZE
from portal.pages.metatags import head_html
from samples import context_of, page_of, plans_of

ARTICLE = "---\ntitle: 第{0}条\ndate: 2025-05-{1:02} {2:02}:00\nsource: 测试局\nsummary: 摘要{0}\n---\n正文。\n"


def many(project: Project, count: int) -> None:
    for number in range(count):
        day, hour = number // 20 + 1, number % 20
        project.write(f"content/news/2025/2025-05-{day:02}-n{number:03}.md", ARTICLE.format(number, day, hour))


def test_every_address_is_planned_once(project: Project) -> None:
    """No two pages are written to one file."""
    addresses = [one.address for one in plans_of(project)]

    assert len(addresses) == len(set(addresses))


def test_numbered_pages_count_from_the_oldest(project: Project) -> None:
    """A new article leaves the old numbered pages as they were."""
    many(project, 3 * SIZE)
    before = page_of(project, "news/page/1.html")
    project.write("content/news/2025/2025-06-29-newest.md", "---\ntitle: 最新\ndate: 2025-06-29\nsource: 测试局\nsummary: 最新\n---\n正文。\n")

    after = page_of(project, "news/page/1.html")

    assert "第0条" in before.body
    assert after.body == before.body
    assert "最新" in page_of(project, "news/").body


def test_short_columns_have_no_numbered_pages(project: Project) -> None:
    """A list that fits on one page isn't repeated."""
    assert not [one for one in plans_of(project) if "/page/" in one.address]


def test_pinned_article_comes_first_on_the_column_page(project: Project) -> None:
    """置顶 puts an older article before newer ones."""
    project.replace("content/news/2025/2025-06-01-second.md", "source: 测试局", "source: 测试局\npinned: true")

    body = page_of(project, "news/").body

    assert body.index("第二条新闻") < body.index("第一条新闻")
    assert "置顶" in body


def test_scenarios_say_so_on_page_and_list(project: Project) -> None:
    """Nobody can take a teaching scenario for a real case."""
    for address in ("cases/2025/loan.html", "cases/", "", "kinds/advice.html", "laws/min-fa-dian.html", "cases/2025/"):
        assert "情景案例" in page_of(project, address).body, address


def test_expired_article_says_so(project: Project) -> None:
    """A guide past its day warns the reader."""
    project.replace("content/news/2025/2025-06-01-second.md", "source: 测试局", "source: 测试局\nexpires: 2025-06-15")

    assert "已过期" in page_of(project, "news/2025/second.html").body
    assert "已过期" not in page_of(project, "news/2025/second.html", moment("2025-06-10")).body


def test_page_tags_of_an_article(project: Project) -> None:
    """The page tags of the rules for government sites carry the article's values, and empty ones are left out."""
    context = context_of(project.site())
    head = head_html(context.env, context.site, page_of(project, "news/2025/first.html"))

    for name, value in {
        "SiteName": "测试门户",
        "SiteDomain": "test.example",
        "ColumnName": "工作动态",
        "ColumnType": "工作动态",
        "ArticleTitle": "第一条新闻",
        "PubDate": "2025-06-20 09:00",
        "ContentSource": "测试局",
        "Keywords": "法律援助",
        "Description": "去年办理120件。",
        "Url": "https://test.example/news/2025/first.html",
    }.items():
        assert f'<meta name="{name}" content="{value}">' in head
    assert "SiteIDCode" not in head
    assert 'content=""' not in head


def test_titles_from_editors_are_escaped(project: Project) -> None:
    """A title can't break out of the head, the page or the structured data."""
    project.replace("content/news/2025/2025-06-01-second.md", "title: 第二条新闻", "title: '甲</script><script>alert(1)</script>\"乙'")
    context = context_of(project.site())
    page = page_of(project, "news/2025/second.html")

    assert "<script>alert" not in head_html(context.env, context.site, page) + page.body


def test_related_articles_share_tags(project: Project) -> None:
    """The second article shares a tag with the first and with the case."""
    body = page_of(project, "news/2025/second.html").body.partition("相关阅读")[2]

    assert "第一条新闻" in body
    assert "借钱不还怎么办" in body


def test_metric_page_names_where_it_is_cited(project: Project) -> None:
    """A figure leads to the articles that use it, also when a group's table shows it."""
    assert "第一条新闻" in page_of(project, "statistics/aid/cases.html").body
    assert "2024年工作总结" in page_of(project, "statistics/mediation/rate.html").body


@pytest.mark.parametrize(("today", "first"), [("2025-05-10", "民法典宣传月"), ("2025-06-30", "国家宪法日"), ("2025-12-05", "民法典宣传月")])
def test_coming_days_follow_the_build_day(project: Project, today: str, first: str) -> None:
    """The home page shows what is running or comes next, over New Year too."""
    from portal.pages.views.calendar import coming_days

    assert coming_days(project.site(moment(today)), 1)[0].day.name == first
