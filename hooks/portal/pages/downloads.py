"""The statistics as files: CSV, XLSX and JSON of every group, and a Data Package that describes the CSV files.

Source: Data Package 2.0, https://datapackage.org/standard/data-package/.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.digest import digest_bytes
from portal.model.figures import plain
from portal.model.statistics import FLAGS, Metric, Statistics
from portal.pages.links import metric_page
from portal.pages.stat_text import download_path, group_label, is_provisional, sources
from portal.pages.table_notes import cell_note
from portal.pages.workbook import Sheet, Value, workbook_bytes

HEADER = ("指标编号", "指标", "单位", "年份", "期间", "数值", "约数", "标记", "注")
_FIELDS = (
    ("string", "指标的编号，组名.指标名，不再改变"),
    ("string", "指标的名称"),
    ("string", "计量单位"),
    ("year", "数值所属的年份"),
    ("string", "统计期间：整年写年份，其余写起止，..表示不限起始"),
    ("number", "数值；空白表示没有可以公布的数，原因见“标记”"),
    ("string", "余：实际数略多于数值；超：实际数超过数值；空白：确数"),
    ("string", f"{'、'.join(FLAGS.values())}；空白：无"),
    ("string", "对这个数值的说明"),
)
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Who publishes the files and on what terms."""

    site_name: str
    site_url: str
    license_name: str
    license_url: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """A line of a file: one value of one metric."""

    metric: str
    label: str
    unit: str
    year: int
    period: str
    value: Decimal | None
    qualifier: str
    flags: str
    note: str

    @property
    def values(self) -> tuple[Value, ...]:
        """In the order of :data:`HEADER`."""
        return (self.metric, self.label, self.unit, self.year, self.period, self.value, self.qualifier, self.flags, self.note)


def downloads(statistics: Statistics, group_id: str, *, site_name: str, site_url: str, license_name: str, license_url: str) -> dict[str, bytes]:
    """The files of a group by site path: ``statistics/<group>.csv``, ``.xlsx`` and ``.json``.

    Args:
        statistics: dictionary and values.
        group_id: a group of the dictionary.
        site_name, site_url: the publisher; the URL ends in a slash.
        license_name, license_url: the terms of use; empty when there are none.
    """
    publisher = Publisher(site_name=site_name, site_url=site_url, license_name=license_name, license_url=license_url)
    made = {"csv": csv_bytes(statistics, group_id), "xlsx": _xlsx(statistics, group_id, publisher), "json": _json(statistics, group_id, publisher)}
    return {download_path(group_id, kind): data for kind, data in made.items()}


def records(statistics: Statistics, group_id: str) -> tuple[Record, ...]:
    """Every value of a group, by metric in the order of the dictionary, then by year."""
    found = [(one, year) for one in statistics.of_group(group_id) for year in statistics.years if statistics.cell(one, year)]
    return tuple(_record(statistics, metric, year) for metric, year in found)


def _record(statistics: Statistics, metric: str, year: int) -> Record:
    cell, definition = statistics.cell(metric, year), statistics.metrics[metric]
    assert cell is not None  # only values that are there have a line
    flags = [cell.flag] if cell.flag else []
    flags += ["p"] if is_provisional(statistics, metric, year) else []
    flags += ["b"] if statistics.broken(metric, year) else []
    return Record(
        metric=metric,
        label=definition.label,
        unit=definition.unit,
        year=year,
        period=cell.period or str(year),
        value=cell.v,
        qualifier=cell.qualifier,
        flags="；".join(FLAGS[one] for one in dict.fromkeys(flags)),
        note=" ".join(cell_note(statistics, metric, year).split()),
    )


def csv_bytes(statistics: Statistics, group_id: str) -> bytes:
    """UTF-8 with BOM (Excel in China needs it), LF; text that a spreadsheet would take for a formula gets an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(HEADER)
    for record in records(statistics, group_id):
        writer.writerow([_csv_cell(value) for value in record.values])
    return buffer.getvalue().encode("utf-8-sig")


def _csv_cell(value: Value) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _xlsx(statistics: Statistics, group_id: str, publisher: Publisher) -> bytes:
    label = group_label(statistics, group_id)
    lines = records(statistics, group_id)
    sheets = (
        Sheet(name="数据", title=f"{publisher.site_name}：{label}", header=HEADER, rows=[one.values for one in lines]),
        Sheet(name="说明", title=f"{label}数据的说明", header=("项目", "内容"), rows=_explained(statistics, group_id, lines, publisher)),
    )
    return workbook_bytes(sheets, creator=publisher.site_name, day=_released(statistics))


def _explained(statistics: Statistics, group_id: str, lines: Sequence[Record], publisher: Publisher) -> list[tuple[str, str]]:
    """Definitions, columns, notes, sources and terms for the sheet 说明."""
    rows = [("发布", publisher.site_name), ("网址", publisher.site_url), ("许可", f"{publisher.license_name} {publisher.license_url}".strip() or "未声明")]
    for number, year in sorted(statistics.years.items(), reverse=True):
        status = "初步数" if year.status == "provisional" else "正式数"
        rows.append((f"{number}年数据", f"来源：{year.provenance.report}；截至{year.as_of}；{year.released}公布；{status}"))
        rows += [(f"{number}年说明", note) for note in year.notes]
        rows += [(f"{number}年修订记录", f"{change.date} {change.reason}") for change in year.changelog]
    rows += [(f"栏目：{name}", text) for name, (_, text) in zip(HEADER, _FIELDS, strict=True)]
    rows += [(f"指标：{statistics.metrics[one].label}", _definition(statistics.metrics[one])) for one in statistics.of_group(group_id)]
    return rows + [(f"注：{one.label}（{one.year}年）", one.note) for one in lines if one.note]


def _definition(metric: Metric) -> str:
    scope = f"统计范围：{metric.scope}。" if metric.scope else ""
    return f"{metric.definition}{scope}".replace("。。", "。")


def _json(statistics: Statistics, group_id: str, publisher: Publisher) -> bytes:
    """The group with its definitions and values, keys in English for programs."""
    found = statistics.group(group_id)
    document = {
        "id": group_id,
        "label": group_label(statistics, group_id),
        "description": found.description if found else "",
        "publisher": {"name": publisher.site_name, "url": publisher.site_url},
        "license": {"name": publisher.license_name, "url": publisher.license_url},
        "released": _released(statistics).isoformat(),
        "sources": _sources(statistics),
        "metrics": [_metric_entry(statistics, one, publisher) for one in statistics.of_group(group_id)],
        "values": [_value_entry(one) for one in records(statistics, group_id)],
    }
    return _as_json(document)


def _metric_entry(statistics: Statistics, metric: str, publisher: Publisher) -> dict[str, object]:
    found = statistics.metrics[metric]
    return {
        "id": metric,
        "label": found.label,
        "unit": found.unit,
        "kind": found.kind,
        "decimals": found.decimals,
        "definition": _definition(found),
        "part_of": found.part_of,
        "url": publisher.site_url + metric_page(metric),
    }


def _value_entry(one: Record) -> dict[str, object]:
    return {
        "metric": one.metric,
        "year": one.year,
        "period": one.period,
        "value": _number(one.value),
        "qualifier": one.qualifier,
        "flags": one.flags,
        "note": one.note,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _as_json(document: Mapping[str, object]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _released(statistics: Statistics) -> dt.date:
    """The newest day on which any of the values was published or changed; 1980-01-01, the first day of ZIP, without years."""
    days = [day for year in statistics.years.values() for day in (year.released, *(change.date for change in year.changelog))]
    return max(days, default=dt.date(1980, 1, 1))


def _sources(statistics: Statistics) -> list[dict[str, str]]:
    found = sources(statistics, tuple(statistics.years))
    return [{"title": one.report, "path": one.url} if one.url else {"title": one.report} for one in found]


def data_package(statistics: Statistics, *, site_name: str, site_url: str, license_name: str, license_url: str) -> bytes:
    """``statistics/datapackage.json``: the CSV files of all groups with fields, sources, licence, size and SHA-256.

    Args:
        statistics: dictionary and values.
        site_name, site_url: the publisher; the URL ends in a slash.
        license_name, license_url: the terms of use; left out when there is no URL.
    """
    document: dict[str, object] = {
        "$schema": _PROFILE,
        "name": "statistics",
        "title": f"{site_name}统计数据",
        "homepage": f"{site_url}statistics/",
        "created": f"{_released(statistics)}T00:00:00+08:00",
        "contributors": [{"title": site_name, "path": site_url, "roles": ["publisher"]}],
        "sources": _sources(statistics),
    }
    if license_url:
        document["licenses"] = [{"path": license_url, "title": license_name or license_url}]
    document["resources"] = [_resource(statistics, group.id) for group in statistics.dictionary.groups]
    return _as_json(document)


def _resource(statistics: Statistics, group_id: str) -> dict[str, object]:
    data = csv_bytes(statistics, group_id)
    found = statistics.group(group_id)
    return {
        "name": group_id,
        "title": group_label(statistics, group_id),
        "description": found.description if found else "",
        "path": f"{group_id}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{digest_bytes(data)}",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [{"name": name, "type": kind, "description": text} for name, (kind, text) in zip(HEADER, _FIELDS, strict=True)],
            "missingValues": [{"value": "", "label": "空白，原因见“标记”栏"}],
            "primaryKey": ["指标编号", "年份"],
        },
    }
