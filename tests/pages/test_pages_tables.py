"""Tables of the statistics."""

from __future__ import annotations

import re

import pytest
from lxml import html

from helpers import Project
from pages.stat_samples import DATA, env, link, statistics
from portal.pages.tables import in_tree_order, table_html

AID = ("aid.cases", "aid.criminal", "aid.civil", "aid.talks")
MEDIATION = ("mediation.accepted", "mediation.settled", "mediation.rate", "mediation.sensitive")


def table(project: Project, metrics: tuple[str, ...], years: tuple[int, ...] = (2023, 2024), title: str = "测试表") -> html.HtmlElement:
    """A rendered table as a tree."""
    text = table_html(env(), statistics(project), metrics, years, number="表1", title=title, anchor="table-1", link=link)
    return html.fragment_fromstring(text)


def row(tree: html.HtmlElement, label: str) -> list[str]:
    """Texts of the cells of a row."""
    found = next(one for one in tree.iter("tr") if one.find("th/a") is not None and one.findtext("th/a") == label)
    return [str(cell.text_content()) for cell in found.findall("td")]


def notes(tree: html.HtmlElement) -> str:
    """The text below the table."""
    return str(tree.find_class("stat-notes")[0].text_content())


def test_change_is_printed_with_one_decimal(project: Project) -> None:
    """Counts get a growth rate in percent, with the unit in the head when all rows share it."""
    tree = table(project, AID[:3])
    assert [str(one.text_content()) for one in tree.iter("th")][:4] == ["指标", "2023年", "2024年", "同比增长（%）"]
    assert row(tree, "办理法律援助案件") == ["100", "120", "20.0"]


def test_percentages_change_by_points(project: Project) -> None:
    """A ratio changes by 百分点, never by percent."""
    assert row(table(project, MEDIATION), "调解成功率") == ["%", "75.0", "80.0", "5.0百分点"]


def test_a_fall_has_a_minus_sign_and_a_machine_value(project: Project) -> None:
    """A fall is printed with a true minus sign and carries a plain number for machines."""
    project.replace(f"{DATA}/2024.yml", "aid.criminal: 70", "aid.criminal: 54").replace(f"{DATA}/2024.yml", "aid.cases: 120", "aid.cases: 104")
    tree = table(project, AID[:3])
    assert row(tree, "刑事法律援助案件")[-1] == "−10.0"
    assert tree.xpath('//data[@data-metric="aid.criminal@2024" and @data-format="yoy"]/@value') == ["-10"]


def test_no_change_across_a_break(project: Project) -> None:
    """A break forbids the comparison, flags the value and explains both."""
    project.replace(f"{DATA}/metrics.yml", "constraints:", "breaks:\n  - {metric: aid.cases, year: 2024, note: 2024年起含线上件}\nconstraints:")
    tree = table(project, AID[:3])
    assert row(tree, "办理法律援助案件") == ["100", "120变①", "—不可比"]
    assert "①2024年起含线上件。" in notes(tree)
    assert "在同比栏表示不可比（口径有变）" in notes(tree)


def test_no_change_of_approximate_values(project: Project) -> None:
    """约数 keep their word and are not compared."""
    tree = table(project, AID)
    assert row(tree, "法律咨询") == ["人次", "900余", "超12\u202f000", "—不可比"]
    assert "“余”表示实际数略多于所列数" in notes(tree)


def test_suppressed_cell_says_so_and_gives_the_reason(project: Project) -> None:
    """A withheld value is 不公开 with a note, never an empty cell or a number."""
    tree = table(project, MEDIATION)
    assert row(tree, "重点关注人员")[2] == "不公开①"
    assert "①人数少，不公开。" in notes(tree)
    assert not tree.xpath('//data[@data-metric="mediation.sensitive@2024"]')


def test_absent_value_is_never_an_empty_cell(project: Project) -> None:
    """A value that a year lacks is 无数据 with a legend."""
    project.replace(f"{DATA}/2023.yml", "  aid.cases: 100\n", "")
    tree = table(project, ("aid.cases",))
    assert row(tree, "办理法律援助案件")[0] == "无数据"
    assert "“无数据”表示" in notes(tree)


def test_revised_value_is_flagged_with_what_it_was(project: Project) -> None:
    """A revision carries a text link to its meaning and says the earlier value and the reason."""
    project.replace(f"{DATA}/2024.yml", "aid.cases: 120", "aid.cases: {v: 120, flag: r, was: 118, note: 补录两件}")
    tree = table(project, ("aid.cases",))
    flag = tree.xpath('//td//sup/a[text()="修"]')[0]
    assert flag.get("aria-label") == "注：修订数"
    assert tree.get_element_by_id(flag.get("href").removeprefix("#")).text_content() == "“修”表示修订数"
    assert "2024年“办理法律援助案件”原公布为118件。补录两件。" in notes(tree)


def test_provisional_year_is_flagged_in_its_head(project: Project) -> None:
    """A provisional year has its sign on the column, not on every cell."""
    project.replace(f"{DATA}/2024.yml", "status: final", "status: provisional")
    tree = table(project, ("aid.cases",))
    assert [str(one.text_content()) for one in tree.iter("th")][2] == "2024年初"
    assert row(tree, "办理法律援助案件")[1] == "120"


def test_part_year_period_is_noted(project: Project) -> None:
    """A period other than the calendar year stands in a note; the calendar year does not."""
    project.replace(f"{DATA}/2024.yml", "aid.cases: 120", "aid.cases: {v: 120, period: 2024-01/2025-04}")
    project.replace(f"{DATA}/2023.yml", "aid.cases: 100", "aid.cases: {v: 100, period: 2023-01/2023-12}")
    text = notes(table(project, ("aid.cases",)))
    assert "①统计期间：2024年1月至2025年4月。" in text and "2023年12月" not in text


def test_one_unit_stands_in_the_caption_else_in_a_column(project: Project) -> None:
    """The unit stands once when all rows share it."""
    assert table(project, AID[:3]).find(".//caption").text_content() == "表1　测试表 单位：件"
    mixed = table(project, AID)
    assert mixed.find(".//caption").text_content() == "表1　测试表" and row(mixed, "法律咨询")[0] == "人次"


def test_parts_follow_their_total_and_are_named_as_parts(project: Project) -> None:
    """A part stands indented behind its total, which screen readers hear."""
    assert in_tree_order(statistics(project), ("aid.civil", "aid.talks", "aid.cases")) == ("aid.talks", "aid.cases", "aid.civil")
    head = table(project, AID).xpath('//th[@class="depth-1"]')[0]
    assert head.text_content() == "“办理法律援助案件”的其中项：刑事法律援助案件"
    assert not table(project, ("aid.criminal",)).xpath('//th[@class="depth-1"]')


def test_every_number_is_machine_readable(project: Project) -> None:
    """Every number answers a mark with the raw value."""
    tree = table(project, AID)
    values = {one.get("data-metric"): one.get("value") for one in tree.iter("data") if not one.get("data-format")}
    assert values["aid.talks@2024"] == "12000" and len(values) == 8


def test_table_can_be_scrolled_and_named(project: Project) -> None:
    """The scroll box takes focus and is named by the caption; heads have a scope; metrics, sources and files are linked."""
    tree = table(project, AID)
    box = tree.find_class("table-scroll")[0]
    assert (box.get("role"), box.get("tabindex")) == ("region", "0")
    assert tree.get_element_by_id(box.get("aria-labelledby")).tag == "caption"
    assert all(one.get("scope") for one in tree.iter("th"))
    assert tree.xpath("//th/a/@href")[0] == "../statistics/aid/cases.html"
    assert tree.xpath("//a[@download]/@href") == [f"../statistics/aid.{kind}" for kind in ("csv", "xlsx", "json")]
    assert "资料来源：测试报告。数据截至2024年12月31日，2025年1月20日公布。" in notes(tree)


def test_ids_are_unique_and_note_links_lead_somewhere(project: Project) -> None:
    """Every note link has exactly one target."""
    tree = table(project, (*AID, *MEDIATION))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one.removeprefix("#") for one in tree.xpath("//sup/a/@href")} <= set(ids)


def test_hostile_text_is_escaped(project: Project) -> None:
    """Labels, titles and notes are shown as text, not run."""
    project.replace(f"{DATA}/metrics.yml", "label: 办理法律援助案件", 'label: "<script>alert(1)</script>"')
    project.replace(f"{DATA}/2024.yml", "aid.cases: 120", "aid.cases: {v: 120, note: '\"><img src=x onerror=alert(1)>'}")
    tree = table(project, AID, title="<script>alert(2)</script>")
    assert not list(tree.iter("script", "img"))
    assert "<script>alert(2)</script>" in tree.find(".//caption").text_content()


def test_single_year_has_no_change_column(project: Project) -> None:
    """One year alone is not compared."""
    assert row(table(project, AID[:3], (2024,)), "办理法律援助案件") == ["120"]


@pytest.mark.parametrize(("metrics", "years", "words"), [(("aid.none",), (2024,), "没有指标“aid.none”"), (AID, (2022, 2024), "没有2022年的数据"), ((), (2024,), "没有写指标")])
def test_what_can_not_be_shown_is_refused(project: Project, metrics: tuple[str, ...], years: tuple[int, ...], words: str) -> None:
    """Unknown metrics and years are refused in words that an editor understands."""
    with pytest.raises(ValueError, match=re.escape(words)):
        table(project, metrics, years)


def test_wide_tables_are_refused(project: Project) -> None:
    """Seven years with their 同比 fit, eight don't."""
    year = (project.root / f"{DATA}/2023.yml").read_text(encoding="utf-8")
    for number in range(2016, 2023):
        project.write(f"{DATA}/{number}.yml", year.replace("2023", str(number)))
    assert len(row(table(project, AID[:3], tuple(range(2018, 2025))), "办理法律援助案件")) == 8
    with pytest.raises(ValueError, match="超过8列"):
        table(project, AID, tuple(range(2017, 2025)))


def test_same_input_gives_same_table(project: Project) -> None:
    """Output depends on nothing but the data."""
    assert html.tostring(table(project, AID)) == html.tostring(table(project, AID))
