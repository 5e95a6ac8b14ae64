"""The 审校单 as a page to print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from portal.assembly.judging import rules_version
from portal.assembly.theme import theme_folder
from portal.digest import digest_bytes
from portal.load.identity import load_identity
from portal.load.source import Source
from portal.model.column import Columns
from portal.model.finding import Finding
from portal.model.signoff import POLICY, Policy
from portal.model.site import Site
from portal.model.unit import units
from portal.pages.review_sheet import Office, sheets_html
from portal.pages.templates import environment
from portal.times import Moment, chinese_day


def sheet(root: Path, texts: Mapping[str, str], findings: list[Finding], now: Moment, titles: Mapping[str, str], site: Site | None) -> str:
    """Sheets of all texts.

    Args:
        root: the project's folder.
        texts: the source of every file by path.
        findings: what was found.
        now: the time of the review.
        titles: Chinese title of every rule by id.
        site: content and data when the project was reviewed; its units are named by the digest that is signed.
    """
    source = Source(root)
    columns, policy = source.data(Columns, "data/columns.yml"), source.data(Policy, POLICY)
    known = units(site) if site else {}
    office = Office(
        name=load_identity(root).name,
        day=chinese_day(now.day),
        rules=rules_version(root),
        titles=titles,
        columns={one.id: one.label for one in columns.columns} if columns else {},
        stages=policy.stages if policy else (),
        digests={path: known[path].digest if path in known else digest_bytes(text.encode("utf-8")) for path, text in texts.items()},
    )
    return sheets_html(environment([root / "overrides", theme_folder()]), texts, findings, office)
