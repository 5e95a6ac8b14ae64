"""The 79 figures of 2025, from the transcription to the last download."""

from __future__ import annotations

import json

import pytest

from built_site import BuiltSite, HtmlPage, text_of
from figures_table import YEAR, Fact, Row, as_text, compare, facts, main
from portal.model.site import Site


@pytest.fixture(scope="module")
def rows(built_site: BuiltSite) -> list[Row]:
    """The comparison of the shipped site."""
    return compare(built_site, facts())


def test_every_figure_agrees_everywhere(rows: list[Row]) -> None:
    """Each of the 79 transcribed figures is the same in data/, on every page, in CSV, XLSX and JSON, and in published.json."""
    assert len(rows) == 79
    assert not [row for row in rows if row.faults], as_text(rows)


def test_transcription_may_lag_behind_the_data(built_site: BuiltSite, shipped: Site, rows: list[Row]) -> None:
    """A figure of data/ that the transcription lacks is no fault; the office may add metrics."""
    assert set(shipped.statistics.years[YEAR].values) >= {row.metric for row in rows}
    assert not [row for row in compare(built_site, facts()[:-1]) if row.faults]


def test_published_figure_that_data_lacks_is_a_fault(built_site: BuiltSite) -> None:
    """A download can't hold a figure that nobody put into data/."""
    altered = BuiltSite(built_site.folder)
    published = json.loads(altered.files["published.json"])
    published["figures"][f"legal_aid.invented@{YEAR}"] = "7"
    altered.files["published.json"] = json.dumps(published).encode()
    assert [row.faults for row in compare(altered, facts()) if row.faults] == [["published.json：多出legal_aid.invented"]]


def test_every_figure_stands_on_its_own_page_and_its_groups(rows: list[Row]) -> None:
    """Each figure is printed as <data> on its metric's page and in its group's table."""
    for row in rows:
        group, _, name = row.metric.partition(".")
        assert {f"statistics/{group}.html", f"statistics/{group}/{name}.html"} <= row.pages, row.metric


def words_of(fact: Fact) -> list[str]:
    """Words about its period that a page must have when a figure is not for the calendar year."""
    days = [part for part in fact.period.split("/") if part not in ("", "..")]
    dates = ["".join(f"{int(number)}{unit}" for number, unit in zip(day.split("-"), "年月日", strict=False)) for day in days]
    return [f"截至{dates[0]}"] if fact.period.startswith("..") else dates


def test_pages_say_unit_and_period(rows: list[Row], built_site: BuiltSite) -> None:
    """A metric's page names its unit and, when that is not the calendar year, its period."""
    for row in rows:
        main_text = text_of(built_site.pages[f"statistics/{row.metric.replace('.', '/')}.html"].tree.find(".//main"))
        missing = [word for word in [row.fact.unit, *words_of(row.fact)] if word not in main_text]
        assert not missing, f"{row.metric}: {missing}"


def test_every_printed_figure_is_an_element(built_site: BuiltSite, shipped: Site) -> None:
    """Cells of figures on the pages of statistics hold a <data> element, so that no number escapes the comparison."""
    for group in shipped.statistics.dictionary.groups:
        page = built_site.pages[f"statistics/{group.id}.html"]
        bare = [text_of(cell) for cell in page.tree.xpath("//main//table//td[not(.//data)]") if any(char.isdigit() for char in text_of(cell))]
        assert bare == [], page.name


def test_comparison_finds_a_changed_page(built_site: BuiltSite) -> None:
    """A figure altered on one page only, in its machine value or in its text, is found."""
    name = "statistics/legal_aid/cases.html"
    page = built_site.pages[name]
    for old, new in (('value="244"', 'value="245"'), (">244</data>", ">254</data>"), (">244</data>", ">244余</data>")):
        assert old in page.html
        altered = BuiltSite(built_site.folder)
        altered.pages[name] = HtmlPage(name, page.html.replace(old, new, 1))
        wrong = [row for row in compare(altered, facts()) if row.faults]
        assert [row.metric for row in wrong] == ["legal_aid.cases"], old


def test_comparison_can_be_printed(built_site: BuiltSite, capsys: pytest.CaptureFixture[str]) -> None:
    """The comparison as a program prints 79 lines and says that all is well."""
    assert main([str(built_site.folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 80
    assert lines[-1].startswith("共79个数，0个不符")


def test_facts_are_transcribed_in_full() -> None:
    """The transcription has 79 different figures, 12 of them approximate as the report has them."""
    found = facts()
    assert len({(one.group, one.label) for one in found}) == len(found) == 79
    approximate = [one for one in found if one.value.qualifier]
    assert len(approximate) == 12
    assert {one.label for one in approximate if one.value.qualifier == "超"} == {"普法覆盖群众", "公证咨询"}
