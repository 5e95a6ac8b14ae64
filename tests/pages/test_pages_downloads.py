"""Files of the statistics."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

import openpyxl

from helpers import Project
from pages.stat_samples import DATA, statistics
from portal.pages.downloads import HEADER, data_package, downloads

PUBLISHER = {"site_name": "测试普法", "site_url": "https://law.example/", "license_name": "CC BY 4.0", "license_url": "https://creativecommons.org/licenses/by/4.0/"}


def files(project: Project, group: str) -> dict[str, bytes]:
    """The downloads of a group."""
    return downloads(statistics(project), group, **PUBLISHER)


def rows(data: bytes) -> list[dict[str, str]]:
    """A CSV file read again."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def package(project: Project) -> dict[str, Any]:
    """The data package read again."""
    found: dict[str, Any] = json.loads(data_package(statistics(project), **PUBLISHER))
    return found


def test_csv_opens_in_excel_and_holds_raw_numbers(project: Project) -> None:
    """BOM, LF, Chinese header, one line a value, numbers without separators."""
    data = files(project, "aid")["statistics/aid.csv"]
    assert data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    lines = rows(data)
    assert tuple(lines[0]) == HEADER and len(lines) == 8
    assert list(lines[-1].values()) == ["aid.talks", "法律咨询", "人次", "2024", "2024", "12000", "超", "", ""]


def test_csv_says_why_a_number_is_missing(project: Project) -> None:
    """A withheld value is blank, flagged and explained."""
    line = rows(files(project, "mediation")["statistics/mediation.csv"])[-1]
    assert (line["数值"], line["标记"], line["注"]) == ("", "不公开", "人数少，不公开。")


def test_csv_marks_revisions_periods_and_provisional_years(project: Project) -> None:
    """Flags are words, periods stay as written."""
    project.replace(f"{DATA}/2024.yml", "status: final", "status: provisional")
    project.replace(f"{DATA}/2024.yml", "aid.cases: 120", "aid.cases: {v: 120, flag: r, was: 118, period: 2024-01/2025-04}")
    line = rows(files(project, "aid")["statistics/aid.csv"])[1]
    assert (line["期间"], line["标记"]) == ("2024-01/2025-04", "修订数；初步数")
    assert "原公布为118件" in line["注"]


def test_formulas_are_defused(project: Project) -> None:
    """Text that begins like a formula is text in both CSV and XLSX."""
    project.replace(f"{DATA}/metrics.yml", "label: 办理法律援助案件", 'label: "=HYPERLINK(1)"')
    project.replace(f"{DATA}/2024.yml", "aid.cases: 120", "aid.cases: {v: 120, note: '@SUM(1)'}")
    made = files(project, "aid")
    line = rows(made["statistics/aid.csv"])[1]
    assert line["指标"] == "'=HYPERLINK(1)" and line["注"].startswith("'@SUM")
    sheet = openpyxl.load_workbook(io.BytesIO(made["statistics/aid.xlsx"])).worksheets[0]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=HYPERLINK(1)", "s")


def test_workbook_has_one_table_and_its_explanations(project: Project) -> None:
    """Title in A1, one header row, numbers as numbers, no merged cells; sources and terms on the second sheet."""
    book = openpyxl.load_workbook(io.BytesIO(files(project, "mediation")["statistics/mediation.xlsx"]))
    table, explained = book.worksheets
    assert book.sheetnames == ["数据", "说明"] and table["A1"].value == "测试普法：人民调解"
    assert tuple(cell.value for cell in table[2]) == HEADER and not table.merged_cells.ranges
    values = {(line[0].value, line[3].value): line[5].value for line in table.iter_rows(min_row=3)}
    assert values["mediation.accepted", 2024] == 240 and values["mediation.sensitive", 2024] is None
    said = "\n".join(f"{line[0].value} {line[1].value}" for line in explained.iter_rows(min_row=2))
    assert "CC BY 4.0" in said and "测试报告" in said and "成功占受理的比重。" in said and "人数少，不公开。" in said


def test_workbook_is_dated_by_its_data(project: Project) -> None:
    """Times in the file come from the day of publication, not from the clock."""
    data = files(project, "aid")["statistics/aid.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {book.properties.created.isoformat(), book.properties.modified.isoformat()} == {"2025-01-20T00:00:00"}
    assert {one.date_time for one in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(2025, 1, 20, 0, 0, 0)}


def test_same_input_gives_same_bytes(project: Project) -> None:
    """All files are the same byte for byte."""
    assert files(project, "aid") == files(project, "aid")
    assert data_package(statistics(project), **PUBLISHER) == data_package(statistics(project), **PUBLISHER)


def test_json_holds_definitions_and_values(project: Project) -> None:
    """Programs get numbers as numbers and the definitions beside them."""
    found = json.loads(files(project, "mediation")["statistics/mediation.json"])
    values = {(one["metric"], one["year"]): one["value"] for one in found["values"]}
    assert values["mediation.rate", 2024] == 80 and values["mediation.sensitive", 2024] is None
    assert found["metrics"][0]["url"] == "https://law.example/statistics/mediation/accepted.html"
    assert found["metrics"][0]["definition"] == "受理件数。"


def test_data_package_describes_the_files(project: Project) -> None:
    """Every CSV stands in the package with its true size, hash and columns."""
    found = package(project)
    assert found["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [one["path"] for one in found["resources"]] == ["aid.csv", "mediation.csv"]
    data = files(project, "aid")["statistics/aid.csv"]
    resource = found["resources"][0]
    assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    assert [one["name"] for one in resource["schema"]["fields"]] == list(HEADER)
    assert resource["schema"]["missingValues"][0]["value"] == ""
    assert found["sources"] == [{"title": "测试报告"}] and found["licenses"][0]["title"] == "CC BY 4.0"


def test_unknown_licence_is_left_out(project: Project) -> None:
    """Without terms of use the package names none."""
    found = json.loads(data_package(statistics(project), **{**PUBLISHER, "license_name": "", "license_url": ""}))
    assert "licenses" not in found
