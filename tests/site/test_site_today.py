"""What is on today: right on the day of the build, corrected on the device later; what the calendar offers for each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from browsing import tab
from helpers import Project, moment
from samples import page_of
from small_site import small_site
from web_server import Address, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BUILT = "2025-04-20 12:00"


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """The tiny project, built in April 2025."""
    folder = tmp_path_factory.mktemp("today")
    project = Project.create(folder / "project")
    for path in (project.root / "content").rglob("2025-06-*.md"):
        path.write_text(path.read_text("utf-8").replace("date: 2025-06-", "date: 2025-04-"), "utf-8")
        path.rename(path.with_name(path.name.replace("2025-06-", "2025-04-")))
    with serve(small_site(folder, project, moment(BUILT)).folder) as address:
        yield address


def days_at(browser: Browser, url: str, clock: str, **options: object) -> tuple[str, list[tuple[str, str]]]:
    """The date that a page states, and the days that it shows with their distance, when the device's clock says so (UTC)."""
    with tab(browser, **options) as (page, complaints):
        page.clock.set_fixed_time(dt.datetime.fromisoformat(clock))
        page.goto(url)
        box = page.locator("[data-today]")
        shown = [one for one in box.locator("li").all() if one.is_visible()]
        found = box.locator(".day-asof").inner_text(), [(one.locator("strong").inner_text(), one.locator(".day-wait").inner_text()) for one in shown]
    assert not complaints, "\n".join(complaints)
    return found


BUILD_DAY = [("民法典宣传月", "还有11天"), ("全国助残日", "还有28天"), ("国家宪法日", "还有228天")]


@pytest.mark.parametrize(
    ("clock", "stated", "days"),
    [
        ("2025-04-20T01:00:00+00:00", "截至2025年4月20日", BUILD_DAY),
        ("2025-04-19T17:00:00+00:00", "截至2025年4月20日", BUILD_DAY),
        ("2024-01-01T00:00:00+00:00", "截至2025年4月20日", BUILD_DAY),
        ("2025-04-20T16:30:00+00:00", "截至2025年4月21日", [("民法典宣传月", "还有10天"), ("全国助残日", "还有27天"), ("国家宪法日", "还有227天")]),
        ("2025-05-18T02:00:00+00:00", "截至2025年5月18日", [("民法典宣传月", "正在进行"), ("全国助残日", "今天"), ("国家宪法日", "还有200天")]),
        ("2025-06-01T02:00:00+00:00", "截至2025年6月1日", [("国家宪法日", "还有186天")]),
        ("2027-06-01T02:00:00+00:00", "截至2025年4月20日", BUILD_DAY),
    ],
)
def test_home_shows_the_days_of_the_device(browser: Browser, april: Address, clock: str, stated: str, days: list[tuple[str, str]]) -> None:
    """By the date in Shanghai; a clock that lags or is years ahead changes nothing."""
    assert days_at(browser, april, clock) == (stated, days)


def test_without_scripts_the_build_says_of_which_day_it_is(browser: Browser, april: Address) -> None:
    """Without JavaScript the page keeps what was right when it was made, and says so."""
    with tab(browser, java_script_enabled=False) as (page, _):
        page.goto(april)
        assert page.locator(".day-asof").inner_text() == "截至2025年4月20日"
        assert page.locator(".day-wait").first.inner_text() == "还有11天"


def test_more_days_wait_in_the_page_than_it_shows(project: Project) -> None:
    """A device that looks later has days to bring forward."""
    extra = "".join(f'  - {{id: day-{number}, name: 第{number}日, date: "07-{number:02}", summary: 示例。}}\n' for number in range(1, 15))
    project.write("data/calendar.yml", f"days:\n{extra}")
    body = page_of(project, "").body
    assert body.count("<li data-start=") == 12 and body.count(" hidden><time") == 8


def tagged(project: Project) -> Project:
    """The tiny project with a tag on one of its days."""
    return project.replace("data/calendar.yml", 'date: "12-04",', 'date: "12-04", tags: [公证], audience: [老年人],')


def part(body: str, day: str) -> str:
    """What the calendar page says of a day."""
    return body.partition(f'<div id="{day}">')[2].partition("</dd>")[0]


def test_day_offers_articles_of_its_tags(project: Project) -> None:
    """The newest articles with a tag of the day stand with it, made-up cases with their label; a day without tags has none."""
    body = page_of(tagged(project), "calendar/").body
    day = part(body, "constitution-day")
    assert "借钱不还怎么办" in day and "情景案例" in day and "第一条新闻" not in day
    assert "借钱不还怎么办" not in part(body, "civil-code-month")


def test_day_offers_three_articles_at_most(project: Project) -> None:
    """Of many articles the newest three are shown."""
    for number in range(1, 6):
        text = f"---\ntitle: 第{number}篇公证\ndate: 2025-06-2{number}\nsource: 测试局\nsummary: 摘要。\ntags: [公证]\n---\n正文。\n"
        project.write(f"content/news/2025/2025-06-2{number}-notary-{number}.md", text)
    day = part(page_of(tagged(project), "calendar/").body, "constitution-day")
    assert [f"第{number}篇公证" in day for number in range(1, 6)] == [False, False, True, True, True]


def test_unknown_tag_of_a_day_is_reported(project: Project) -> None:
    """A tag that nobody registered is an error of the data file, with its line."""
    from portal.review.checks.legal_days import check

    project.replace("data/calendar.yml", 'date: "12-04",', 'date: "12-04", tags: [没有的标签],')
    found = list(check(project.site()))
    assert [one.rule for one in found] == ["unregistered-tag"] and found[0].span.path == "data/calendar.yml"
