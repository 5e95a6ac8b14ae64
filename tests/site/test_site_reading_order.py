"""What a screen reader meets, in the accessibility tree of a real browser: an article, a table and a chart in a sensible order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from browsing import tab
from built_site import BuiltSite
from portal.model.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def heard(browser: Browser, address: str, where: str = "body") -> list[str]:
    """Roles, names and text below an element, one line each, as assistive technology gets them."""
    with tab(browser, viewport={"width": 1280, "height": 900}) as (page, _):
        page.goto(address)
        return [line.strip().removeprefix("- ") for line in page.locator(where).first.aria_snapshot().splitlines()]


def at(lines: list[str], start: str, after: int = 0) -> int:
    """Where the next line that begins so stands."""
    return next(number for number, line in enumerate(lines) if number >= after and line.startswith(start))


def test_an_article_is_heard_in_order(browser: Browser, served: str, shipped: Site) -> None:
    """Skip link, bar, header, navigation, then the text with its title, notice, headings in their order, then the footer."""
    article = shipped.by_column["cases"][0]
    lines = heard(browser, served + article.url)
    frame = ['link "跳到正文"', 'region "长辈版和无障碍"', "banner", 'navigation "主导航"', "main", 'navigation "当前位置"', "article", 'heading "情景案例', "contentinfo"]
    places = [at(lines, one) for one in frame]
    assert places == sorted(places), lines
    title = next(line for line in lines if line.startswith("heading") and "[level=1]" in line)
    assert "".join(article.meta.title.split()) in "".join(title.split())
    place = lines.index(title)
    for heading in article.headings():
        place = at(lines, f'heading "{heading}"', place + 1)
    assert [line for line in lines if line.startswith("img") and not re.match(r'img "\S', line)] == []


def test_a_table_is_heard_in_order(browser: Browser, served: str) -> None:
    """A table has its caption for a name, first the row of column headers, then rows that begin with the metric's name; the source follows."""
    lines = heard(browser, f"{served}statistics/legal_aid.html", "main .stat-table")
    table = at(lines, 'table "表')
    assert at(lines, 'region "表') < table
    first = at(lines, 'row "', table)
    second = at(lines, 'row "', first + 1)
    header, rest = lines[first:second], lines[second:]
    assert len([one for one in header if one.startswith("columnheader")]) >= 2 and not [one for one in header if one.startswith("cell")]
    for number, line in enumerate(rest):
        if line.startswith("row "):
            assert rest[number + 1].startswith("rowheader"), rest[number : number + 3]
    assert at(rest, "text: 资料来源") > max(number for number, line in enumerate(rest) if line.startswith("row "))


def test_a_chart_has_a_name_and_a_table(browser: Browser, served: str, built_site: BuiltSite, shipped: Site) -> None:
    """A chart is one picture with a name and a description with numbers, then its caption and a link to the table with the same data."""
    charted = next(one.url for one in shipped.articles if built_site.pages[one.url].tree.xpath("//main//figure//svg[@role='img']"))
    lines = heard(browser, served + charted, "main figure.chart")
    picture = at(lines, "img ")
    name = re.match(r'img "(.+?)"', lines[picture])
    assert name and len(name[1]) > 5
    assert not [line for line in lines[picture + 1 :] if line.startswith(("img", "text: 0"))], "parts of the drawing are heard one by one"
    label = next(number for number, line in enumerate(lines) if number > picture and "数据表：" in line)
    assert lines[label + 1].startswith('link "')
    tree = built_site.pages[charted].tree
    target = tree.xpath("//main//figure[contains(@class, 'chart')]//figcaption//a[not(contains(@rel, 'external'))]/@href")[0]
    figures = {str(one) for one in tree.xpath("(//main//figure//svg)[1]//@data-value")}
    page = built_site.pages[built_site.pages[charted].file_behind(target)]
    assert figures and figures <= {str(one) for one in page.tree.xpath("//main//table//data/@value")}
    description = tree.xpath("//main//figure//svg[@role='img']/desc")[0].text_content()
    assert re.search(r"\d", description)
