"""Charts of the statistics."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

import pytest
from lxml import etree

from helpers import Project
from pages.stat_samples import DATA, env, link, statistics
from portal.model.chart_rules import chart_problem
from portal.pages.chart_lines import runs
from portal.pages.charts import ChartError, chart_html
from portal.pages.scales import number, spread, text_width, ticks, wrap

SVG = "{http://www.w3.org/2000/svg}"
PARTS = ("aid.criminal", "aid.civil")
SAMPLES = [
    ("bar", PARTS, (2024,)),
    ("grouped", ("mediation.accepted", "mediation.settled"), (2023, 2024)),
    ("stacked", PARTS, (2023, 2024)),
    ("stacked", PARTS, (2024,)),
    ("line", ("aid.cases", *PARTS), (2023, 2024)),
    ("line", ("aid.talks",), (2023, 2024)),
    ("multiples", ("aid.cases", "mediation.rate"), (2023, 2024)),
]


def chart(project: Project, kind: str, metrics: tuple[str, ...], years: tuple[int, ...], title: str = "测试图") -> etree._Element:
    """A rendered figure, which must be well-formed XML."""
    text = chart_html(env(), statistics(project), kind, metrics, years, number="图1", title=title, anchor="chart-1", link=link)
    return etree.fromstring(text.encode())


def found(figure: etree._Element, path: str) -> list[Any]:
    """What an XPath finds."""
    return cast("list[Any]", figure.xpath(path))


def desc(figure: etree._Element) -> str:
    """The description for those who don't see the picture."""
    return figure.findtext(f".//{SVG}desc") or ""


def texts(figure: etree._Element) -> list[str]:
    """The words in the picture."""
    return [one.text or "" for one in figure.iter(f"{SVG}text")]


def caption(figure: etree._Element) -> str:
    """The words below the picture."""
    below = figure.find("figcaption")
    assert below is not None
    return "".join(str(part) for part in below.itertext())


@pytest.mark.parametrize(("kind", "metrics", "years"), SAMPLES)
def test_every_kind_is_a_named_picture(project: Project, kind: str, metrics: tuple[str, ...], years: tuple[int, ...]) -> None:
    """Every kind is well-formed, has role, title and description, a caption and the way to the numbers."""
    figure = chart(project, kind, metrics, years)
    svg = figure.find(f".//{SVG}svg")
    assert svg is not None and svg.get("role") == "img"
    named = [found(figure, f"//*[@id='{one}']")[0] for one in (svg.get("aria-labelledby") or "").split()]
    assert [etree.QName(one).localname for one in named] == ["title", "desc"]
    assert desc(figure).endswith("。") and "图1　测试图" in caption(figure) and "数据表：" in caption(figure)
    assert found(figure, "//figcaption//a/@href")


@pytest.mark.parametrize(("kind", "metrics", "years"), SAMPLES)
def test_everything_is_inside_the_picture(project: Project, kind: str, metrics: tuple[str, ...], years: tuple[int, ...]) -> None:
    """Boxes and text stay inside the view box, and text is not smaller than 12 units at 360."""
    svg = chart(project, kind, metrics, years).find(f".//{SVG}svg")
    assert svg is not None
    _, _, width, height = (float(part) for part in (svg.get("viewBox") or "").split())
    assert width == 360 and float(svg.get("font-size") or 0) >= 12
    for box in svg.iter(f"{SVG}rect"):
        x, y, wide, tall = (float(box.get(name) or 0) for name in ("x", "y", "width", "height"))
        assert x >= 0 and x + wide <= width + 0.2 and y >= 0 and y + tall <= height + 0.2
    for one in svg.iter(f"{SVG}text"):
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[one.get("text-anchor", "start")]
        left = float(one.get("x") or 0) - shift * text_width(one.text or "")
        assert left >= -1 and left + text_width(one.text or "") <= width + 1 and 0 < float(one.get("y") or 0) <= height


@pytest.mark.parametrize(("kind", "metrics", "years"), SAMPLES)
def test_same_input_gives_same_picture(project: Project, kind: str, metrics: tuple[str, ...], years: tuple[int, ...]) -> None:
    """Output depends on nothing but the data."""
    assert etree.tostring(chart(project, kind, metrics, years)) == etree.tostring(chart(project, kind, metrics, years))


def test_bars_are_in_proportion(project: Project) -> None:
    """Lengths follow values from zero, and each value stands beside its bar with its mark."""
    figure = chart(project, "bar", PARTS, (2024,))
    long, short = (float(one.get("width") or 0) for one in figure.iter(f"{SVG}rect"))
    assert short / long == pytest.approx(50 / 70, abs=0.002)
    assert found(figure, "//@data-metric") == ["aid.criminal@2024", "aid.civil@2024"] and found(figure, "//@data-value") == ["70", "50"]


def test_description_of_bars_compares(project: Project) -> None:
    """Three or more values are compared in words."""
    assert desc(chart(project, "bar", ("aid.cases", *PARTS), (2024,))) == "2024年：法援案件120件，刑事70件，民事50件。最多的是法援案件，最少的是民事。"


def test_description_of_shares(project: Project) -> None:
    """A total is named with its parts and their shares."""
    assert desc(chart(project, "stacked", PARTS, (2024,))) == "2024年办理法律援助案件共120件：刑事70件，占58.3%；民事50件，占41.7%。"


def test_description_of_a_long_line(project: Project) -> None:
    """A line of four years is told by its ends and its peak."""
    year = (project.root / f"{DATA}/2023.yml").read_text(encoding="utf-8")
    for one, value in ((2021, 150), (2022, 90)):
        project.write(f"{DATA}/{one}.yml", year.replace("2023", str(one)).replace("aid.cases: 100", f"aid.cases: {value}"))
    told = desc(chart(project, "line", ("aid.cases",), (2021, 2022, 2023, 2024)))
    assert told == "法援案件从2021年的150件降至2024年的120件，最高的是2021年的150件。"


def test_shares_fill_the_bar(project: Project) -> None:
    """The parts of a total fill the whole width, each with its share and, after the first, a pattern."""
    figure = chart(project, "stacked", PARTS, (2024,))
    parts = [one for one in figure.iter(f"{SVG}rect") if one.get("class") != "plate"]
    assert sum(float(one.get("width") or 0) for one in parts) == pytest.approx(360, abs=0.2)
    assert {"58.3%", "41.7%", "刑事", "民事"} <= set(texts(figure))
    assert parts[1].get("fill") == "url(#chart-1-pattern-2)" and found(figure, "//*[@id='chart-1-pattern-2']")


def test_approximate_values_keep_their_word(project: Project) -> None:
    """A value with 余 or 超 is labelled so, in the picture and in the description."""
    figure = chart(project, "line", ("aid.talks",), (2023, 2024))
    assert {"900余", "超12\u202f000"} <= set(texts(figure)) and "900余人次" in desc(figure)


def test_break_is_a_gap_with_a_dashed_mark(project: Project) -> None:
    """No line crosses a break; a dashed mark and a note say why."""
    project.replace(f"{DATA}/2024.yml", "aid.cases: 120", "aid.cases: {v: 120, flag: b, note: 含线上件。}")
    figure = chart(project, "line", ("aid.cases",), (2023, 2024))
    assert not found(figure, "//*[@class='series-1']") and len(found(figure, "//*[@class='break']")) == 1
    assert "2024年起法援案件口径有变" in caption(figure)
    assert len(runs(statistics(project), "aid.cases", (2023, 2024))) == 2


def test_suppressed_values_are_named_not_drawn(project: Project) -> None:
    """A withheld value has words but no bar."""
    project.replace(f"{DATA}/2023.yml", "mediation.sensitive: 30", "mediation.sensitive: {flag: c, note: 不公开。}")
    project.replace(f"{DATA}/metrics.yml", "unit: 人,", "unit: 件,")
    figure = chart(project, "grouped", ("mediation.accepted", "mediation.sensitive"), (2023, 2024))
    assert texts(figure).count("不公开") == 2 and len(list(figure.iter(f"{SVG}rect"))) == 2
    assert "2024年重点人员不公开" in caption(figure) and "2024年不公开" in desc(figure)


@pytest.mark.parametrize(("kind", "metrics"), [("line", ("aid.cases",)), ("grouped", ("aid.cases",)), ("multiples", ("aid.cases", "aid.talks"))])
def test_provisional_values_are_hollow(project: Project, kind: str, metrics: tuple[str, ...]) -> None:
    """The provisional year is drawn hollow and noted, the others are not hollow."""
    project.replace(f"{DATA}/2024.yml", "status: final", "status: provisional")
    figure = chart(project, kind, metrics, (2023, 2024))
    assert len(found(figure, "//*[starts-with(@class, 'hollow')]")) == len(metrics)
    assert "空心的是2024年的初步数" in caption(figure)


def test_several_lines_are_labelled_at_their_ends(project: Project) -> None:
    """Every line has its name and a marker of its own shape; labels don't overlap."""
    figure = chart(project, "line", ("aid.cases", *PARTS), (2023, 2024))
    assert {"法援案件", "刑事", "民事"} <= set(texts(figure))
    markers = [one.get("d") or "" for one in figure.iter(f"{SVG}path") if "point" in (one.get("class") or "")]
    assert len({one.split("m", 1)[1] for one in markers}) == 3


def test_hostile_text_is_escaped(project: Project) -> None:
    """Names and titles are shown as text, not run."""
    project.replace(f"{DATA}/metrics.yml", "short: 刑事", 'short: "<script>x"')
    figure = chart(project, "bar", PARTS, (2024,), title='"><script>alert(1)</script>')
    assert not found(figure, "//*[local-name()='script']") and "<script>x" in texts(figure)


@pytest.mark.parametrize(
    ("kind", "metrics", "years", "words"),
    [
        ("pie", PARTS, (2024,), "没有“pie”这种图"),
        ("bar", ("aid.cases", "aid.talks"), (2024,), "单位不同（件、人次）"),
        ("bar", PARTS, (2023, 2024), "不能画2年"),
        ("bar", ("aid.cases",), (2024,), "不能画1个指标"),
        ("bar", ("aid.cases", "aid.cases"), (2024,), "写了两次"),
        ("line", ("aid.cases",), (2024,), "不能画1年"),
        ("line", ("mediation.sensitive",), (2023, 2024), "能画的数不到两个"),
        ("stacked", ("mediation.accepted", "mediation.settled"), (2024,), "没有登记"),
        ("multiples", ("aid.none", "aid.cases"), (2023, 2024), "没有指标“aid.none”"),
        ("grouped", ("aid.cases",), (2022, 2023), "没有2022年的数据"),
    ],
)
def test_what_can_not_be_drawn_is_refused(project: Project, kind: str, metrics: tuple[str, ...], years: tuple[int, ...], words: str) -> None:
    """The drawing refuses what the review reports, in the same words."""
    problem = chart_problem(statistics(project), kind, metrics, years)
    assert problem is not None and words in problem[0] and problem[1]
    with pytest.raises(ChartError) as caught:
        chart(project, kind, metrics, years)
    assert (caught.value.what, caught.value.do) == problem


def test_shares_of_inexact_values_are_refused(project: Project) -> None:
    """A share is never computed from 约数."""
    project.replace(f"{DATA}/2024.yml", "aid.civil: 50", "aid.civil: {v: 50, qualifier: 余}")
    problem = chart_problem(statistics(project), "stacked", PARTS, (2024,))
    assert problem is not None and "约数" in problem[0]


@pytest.mark.parametrize(
    ("maximum", "decimals", "expected"),
    [("364", 0, "0 100 200 300 400"), ("3", 0, "0 1 2 3"), ("0", 0, "0 1"), ("16200", 0, "0 5000 10000 15000 20000"), ("0.9", 1, "0 0.2 0.4 0.6 0.8 1"), ("11", 0, "0 5 10 15")],
)
def test_ticks_are_round(maximum: str, decimals: int, expected: str) -> None:
    """Ticks go in steps of 1, 2 or 5 and reach the maximum."""
    assert list(ticks(Decimal(maximum), decimals=decimals)) == [Decimal(one) for one in expected.split()]


def test_text_is_measured_and_wrapped() -> None:
    """A Chinese character is 1 em; lines keep to the width."""
    assert text_width("调解", 10) == 20 and text_width("12", 10) < 12
    assert wrap("一二三四五", 30, 10) == ("一二三", "四五")


def test_labels_are_pushed_apart() -> None:
    """Labels keep their order and distance, moved up where the bottom is near."""
    placed = spread([50, 52, 98], [20, 20, 20], 0, 100)
    assert placed == sorted(placed) and placed[-1] == 90
    assert all(later - earlier >= 20 for earlier, later in pairwise(placed))


def test_coordinates_are_short() -> None:
    """Coordinates have at most one decimal and no negative zero."""
    assert [number(one) for one in (1.0, 1.26, -0.01)] == ["1", "1.3", "0"]
