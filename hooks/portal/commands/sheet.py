"""The 审校单 as a page to print."""

from __future__ import annotations

from pathlib import Path

from portal.assembly.mkdocs_io import theme_folder
from portal.load.identity import load_identity
from portal.model.finding import Finding
from portal.pages.review_sheet import sheets_html
from portal.pages.templates import environment
from portal.times import Moment, chinese_day


def sheet(root: Path, texts: dict[str, str], findings: list[Finding], now: Moment) -> str:
    """Sheets of all texts."""
    env = environment([root / "overrides", theme_folder()])
    return sheets_html(env, texts, findings, chinese_day(now.day), load_identity(root).name)
