"""Handing pages on: the code, the card that messengers show, posters."""

from __future__ import annotations

import re

import lxml.html
import pytest

from helpers import Project, moment
from portal.pages.metatags import head_html
from portal.pages.sharing import share_of
from qr_reading import drawn, read
from samples import context_of, page_of, plans_of

CASE, URL = "content/cases/2025/2025-06-10-loan.md", "cases/2025/loan.html"
NEWS, SECOND = "content/news/2025/2025-06-20-first.md", "content/news/2025/2025-06-01-second.md"
STEPS = "## 怎么办\n\n1. **留证据。** 保存转账{{ stat:aid.cases@2024|unit }}。\n2. **先协商：** 找《[社区](/about.html)》。\n3. **去起诉。** 三年内。\n4. **问热线。** 打12348。\n\n"
POSTER = f"posters/{URL}"


@pytest.mark.parametrize("address", ["", URL, "statistics/legal_aid/cases.html", "news/2025/" + "long-" * 30 + ".html"])
def test_code_holds_the_address(project: Project, address: str) -> None:
    """The drawing is read as the page's absolute address; it is the same each time."""
    site = project.site()
    found = share_of(site, address)
    assert found.url == f"https://test.example/{address}"
    assert read(drawn(found.path, found.size)) == found.url
    assert share_of(site, address) == found


@pytest.mark.parametrize(("y", "x"), [(8, 0), (12, 20), (24, 28)])
def test_reader_of_codes_is_strict(project: Project, y: int, x: int) -> None:
    """One wrong module in the format or the data, and the tests' own reader refuses the code."""
    found = share_of(project.site(), URL)
    wrong = drawn(found.path, found.size)
    wrong[y][x] ^= 1
    with pytest.raises(ValueError, match=r"format|error correction"):
        read(wrong)


@pytest.mark.parametrize("address", [URL, "news/2025/first.html", "statistics/aid.html", "statistics/aid/cases.html"])
def test_page_offers_itself(project: Project, address: str) -> None:
    """The button copies the page's own address, and the code is drawn once, without styles of its own."""
    body = page_of(project, address).body
    page = lxml.html.fromstring(body)
    (button,) = page.xpath("//button[@data-what='本页网址']")
    assert button.get("data-copy") == f"https://test.example/{address}"
    assert page.xpath(f"//*[@id='{button.get('aria-controls')}']/@role") == ["status"]
    assert len(page.xpath("//path[@id='share-code']")) == 1
    assert not re.search(r"\sstyle=", body)
    assert "copy" in page_of(project, address).scripts


def head(project: Project, address: str) -> dict[str, list[str]]:
    """Contents of the tags that messengers read, by name."""
    context = context_of(project.site())
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<meta (?:itemprop|property)="([^"]+)" content="([^"]*)">', head_html(context.env, context.site, page_of(project, address))):
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("address", ["", URL, "news/", "statistics/aid/cases.html", "calendar/"])
def test_every_page_has_a_card(project: Project, address: str) -> None:
    """Title, words and a picture are there for every page that is sent on."""
    tags = head(project, address)
    assert tags["og:image"] == tags["image"] == ["https://test.example/assets/share-card.png"]
    assert tags["name"] == tags["og:title"] and tags["description"] == tags["og:description"]
    assert all(tags[name][0] for name in ("name", "description", "og:image:width"))


@pytest.mark.parametrize(("cover", "expected"), [("hall.jpg", "news/2025/hall.jpg"), ("hall.svg", "assets/share-card.png")])
def test_cover_goes_on_the_card(project: Project, cover: str, expected: str) -> None:
    """An article's own picture is on its card; a drawing, which messengers don't show, isn't."""
    project.write(f"content/news/2025/{cover}", b"x").replace(NEWS, "source: 测试局", f"source: 测试局\ncover: {cover}\ncover_alt: 会场")
    assert head(project, "news/2025/first.html")["image"] == [f"https://test.example/{expected}"]


def test_poster_of_a_case(project: Project) -> None:
    """Three points in the case's own words, the rest in a line, the statute, the hotline, and that the story is made up; no list names it."""
    project.replace(CASE, "## 法律依据", f"{STEPS}## 法律依据")
    page = page_of(project, POSTER)
    text = " ".join(lxml.html.fromstring(page.body).text_content().split())
    for part in ("留证据", "保存转账120件。", "先协商", "找《社区》。", "接下来还可以：问热线。", "《中华人民共和国民法典》", "12348", "人物和情节均为虚构", f"https://test.example/{URL}"):
        assert part in text, part
    assert "{{" not in text and "**" not in text
    assert not page.listed
    assert f'href="../../{POSTER}">打印海报（A4）' in page_of(project, URL).body


def test_poster_without_steps_has_the_summary(project: Project) -> None:
    """A case without the section 怎么办 still has a poster."""
    body = page_of(project, POSTER).body
    assert "poster-points" not in body and "poster-summary" in body


def test_long_steps_leave_their_leads(project: Project) -> None:
    """What wouldn't fit on the sheet is left to the page."""
    project.replace(CASE, "## 法律依据", STEPS.replace("三年内。", "很长的说明，" * 60) + "## 法律依据")
    body = page_of(project, POSTER).body
    assert "留证据" in body and "去起诉" in body and "很长的说明" not in body


def test_poster_of_a_group(project: Project) -> None:
    """Figures of the newest year, each of which the build compares with the data."""
    page = page_of(project, "posters/statistics/aid.html")
    found = lxml.html.fromstring(page.body)
    assert "aid.cases@2024" in found.xpath("//data/@data-metric")
    assert "2024年" in found.xpath("string(//h1)")


def test_expired_case_offers_no_poster(project: Project) -> None:
    """Nobody is asked to put up what no longer holds; a poster that is asked for says so."""
    project.replace(CASE, "source: 测试局", "source: 测试局\nexpires: 2025-06-15")
    assert "打印海报" not in page_of(project, URL).body
    assert "已过期" in page_of(project, POSTER).body
    assert "打印海报" in page_of(project, URL, moment("2025-06-12")).body


def test_every_case_and_group_has_one(project: Project) -> None:
    """One poster each."""
    posters = {one.address for one in plans_of(project) if one.view == "poster"}
    site = project.site()
    assert posters == {POSTER, *(f"posters/statistics/{group.id}.html" for group in site.statistics.dictionary.groups)}
