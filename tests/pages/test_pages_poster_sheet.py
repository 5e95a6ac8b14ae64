"""Posters as files for the print shop: lines that may be broken there, a sheet that holds what it is given, text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.etree
import pytest

from helpers import ROOT, Project
from portal.pages.figure_tiles import Figure
from portal.pages.line_breaking import MORE, balanced, broken, cut
from portal.pages.poster_sheet import Poster, sheet_svg
from portal.pages.scales import text_width
from portal.pages.sharing import Share, share_of
from qr_reading import drawn, read
from samples import context_of, page_of

CASE, POSTER = "content/cases/2025/2025-06-10-loan.md", "posters/cases/2025/loan.html"
SVG = "{http://www.w3.org/2000/svg}"
LONG = "借钱没有写借条，只有微信聊天记录和银行转账凭证，（2025年10月）能不能要回来？"


@pytest.mark.parametrize("width", range(44, 200, 7))
def test_lines_begin_and_end_as_they_may(width: int) -> None:
    """No line is too wide, begins with a mark that closes, or ends with one that opens; numbers stay whole; nothing is lost."""
    lines = broken(LONG, width, 10)
    assert "".join(lines) == LONG
    assert all(text_width(line, 10) <= width for line in lines)
    assert not any(line[0] in "，。？）、" or line[-1] in "（“《" for line in lines)
    assert any("2025" in line for line in lines)


def test_what_cannot_be_parted_is_parted_anywhere() -> None:
    """A long address, or a row of marks, still ends at the edge."""
    assert all(text_width(line, 10) <= 60 for line in broken("https://test.example/" + "a" * 90, 60, 10))
    assert broken("！" * 9, 30, 10) == ("！！！",) * 3
    assert broken("", 30, 10) == broken("  ", 30, 10) == ()


def test_titles_part_at_the_comma() -> None:
    """Two lines part where the sentence does; without a comma they are about equally long."""
    assert balanced("送外卖签的是“合作协议”，受了伤算不算工伤", 130, 10) == ("送外卖签的是“合作协议”，", "受了伤算不算工伤")
    first, second = balanced("健身卡里没有用完的余额能不能退还", 130, 10)
    assert abs(len(first) - len(second)) <= 2


def test_a_cut_is_told() -> None:
    """What is left out is told by dots within the width."""
    lines = cut(broken(LONG, 100, 10), 2, 100, 10)
    assert len(lines) == 2 and lines[-1].endswith(MORE) and text_width(lines[-1], 10) <= 100
    assert cut(("短",), 2, 100, 10) == ("短",)


def sheet(project: Project, poster: Poster) -> lxml.etree._Element:
    """A sheet as a tree."""
    context = context_of(project.site())
    return lxml.etree.fromstring(sheet_svg(context.env, poster, context.site.bureau).encode())


def some(project: Project, **changes: object) -> Poster:
    """A poster with three points."""
    points = (("留证据", "保存转账记录。"), ("先协商", "找社区。"), ("去起诉", "三年内。"))
    return replace(Poster(title="借钱", share=share_of(project.site(), "cases/2025/loan.html"), points=points, laws=(("民法典", "第一条"),)), **changes)  # type: ignore[arg-type]


def texts(tree: lxml.etree._Element) -> list[str]:
    """Its lines."""
    return [one.text or "" for one in tree.iter(f"{SVG}text")]


def within(tree: lxml.etree._Element) -> bool:
    """Whether every line stands on the sheet, by estimate, none below another's place in the foot."""
    for one in tree.iter(f"{SVG}text"):
        x, y, width = float(one.get("x")), float(one.get("y")), text_width(one.text or "", float(one.get("font-size")))
        left = x - width * {"middle": 0.5, "end": 1}.get(one.get("text-anchor", ""), 0)
        if left < 14 or left + width > 196.1 or not 10 < y < 290:
            return False
    return True


def test_sheet_is_a4_and_says_what_it_is(project: Project) -> None:
    """Size, title, description, fonts that Chinese systems have, black on white, and the code of the page's address."""
    tree = sheet(project, some(project))
    assert [tree.get(name) for name in ("width", "height", "viewBox")] == ["210mm", "297mm", "0 0 210 297"]
    assert tree.findtext(f"{SVG}title") == "借钱（海报）" and "12348" in (tree.findtext(f"{SVG}desc") or "")
    assert "Noto Sans CJK SC" in tree.get("font-family", "") and tree.find(f"{SVG}rect").get("fill") == "#fff"
    path = tree.findall(f"{SVG}path")[-1]
    assert read(drawn(path.get("d", ""), 29)) == "https://test.example/cases/2025/loan.html"
    assert {"留证据", "保存转账记录。", "12348", "扫码看全文"} <= set(texts(tree)) and within(tree)


@pytest.mark.parametrize("times", [1, 3, 9, 40])
def test_long_words_are_cut_and_lead_to_the_page(project: Project, times: int) -> None:
    """However long title, points, statutes, address: everything stands on the sheet, and what is missing is told."""
    points = tuple((f"第{at}步" * times, "保存转账记录和聊天记录，不要删。" * times) for at in range(3))
    share = Share("https://test.example/" + "long-" * times, 33, "M0 0h1v1H0z", "")
    tree = sheet(project, some(project, title=LONG * times, points=points, further=("问热线",) * times, laws=(("民法典" * times, "第一条"),) * 3, share=share))
    assert within(tree)
    assert ("全文请扫码。" in texts(tree)) == (times > 3)
    assert min(float(one.get("y")) for one in tree.iter(f"{SVG}text") if one.text == "12348") == 262
    body = [one for one in tree.iter(f"{SVG}text") if float(one.get("y")) < 230]
    assert [float(one.get("y")) for one in body if one.text.startswith("法律依据")] == [max(float(one.get("y")) for one in body if "法律依据" in one.text)]


def test_figures_answer_the_data(project: Project) -> None:
    """Long names, great numbers: a row each, with the mark that it answers."""
    figures = tuple(Figure(metric=f"aid.a{at}@2024", label="接受法律援助的人数" * 4, value="1", text="1234567.89", unit="万人次", address="") for at in range(6))
    tree = sheet(project, some(project, points=(), laws=(), summary="说明，" * 90, figures=figures))
    assert within(tree)
    assert [one.get("data-metric") for one in tree.iter(f"{SVG}text") if one.get("data-metric")] == [one.metric for one in figures]


def test_signs_of_markup_stay_text(project: Project) -> None:
    """What looks like markup is printed, and what XML forbids is left out."""
    sign = '<b>&amp;"\''
    tree = sheet(project, some(project, title=f"{sign}\x07", points=((sign, sign),), laws=((sign, ""),)))
    assert texts(tree).count(sign) == 3 and tree.findtext(f"{SVG}title") == f"{sign}（海报）"
    assert not tree.findall(f".//{SVG}b")


def test_page_offers_its_sheet(project: Project) -> None:
    """The poster's page links to the file, which is the same each time; what isn't to be put up has none."""
    page = page_of(project, POSTER)
    assert 'href="loan.svg" download>下载海报（SVG，A4）' in page.body
    assert page.sheet and page_of(project, POSTER).sheet == page.sheet
    project.replace(CASE, "source: 测试局", "source: 测试局\nexpires: 2025-06-15")
    page = page_of(project, POSTER)
    assert not page.sheet and ".svg" not in page.body


def test_template_prints_no_colour_but_black_and_white() -> None:
    """A print shop's cheapest sheet is enough."""
    text = (ROOT / "overrides/pages/poster.svg").read_text("utf-8")
    assert set(re.findall(r'(?:fill|stroke)="(#[^"]+)"', text)) == {"#000", "#fff"}
