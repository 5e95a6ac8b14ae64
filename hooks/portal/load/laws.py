"""``data/laws.csv`` to the register of statutes."""

from __future__ import annotations

import csv
from pathlib import Path

from portal.errors import PortalError
from portal.model.law import Statute

PATH = "data/laws.csv"


def load_statutes(root: Path) -> dict[str, Statute]:
    """The register by full title and by short title; a short title that two statutes share names the one in force.

    Raises:
        PortalError: the file is missing or lacks a column.
    """
    found: dict[str, Statute] = {}
    short: dict[str, Statute] = {}
    try:
        with (root / PATH).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, restval=""):
                statute = _statute(row)
                found[statute.title] = statute
                for name in (*statute.short_titles, statute.title.removeprefix("中华人民共和国")):
                    if name not in short or statute.status == "有效":
                        short[name] = statute
    except FileNotFoundError as error:
        raise PortalError("缺少法律名册", do="从版本库里恢复这个文件", path=PATH) from error
    except (KeyError, ValueError, csv.Error) as error:
        raise PortalError(f"法律名册读不出来：{error}", do="检查表头和articles列", path=PATH) from error
    return {**short, **found}


def _statute(row: dict[str, str]) -> Statute:
    return Statute(
        title=row["title"],
        short_titles=tuple(name for name in row["short_titles"].split("|") if name),
        slug=row["slug"],
        kind=row["kind"],
        status=row["status"],
        effective=row["effective"],
        repealed_on=row["repealed_on"],
        replaced_by=row["replaced_by"],
        articles=int(row["articles"] or 0),
        amended=row["amended"],
    )
