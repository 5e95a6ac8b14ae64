"""Pages for the editors' own use, as files outside of the site."""

from __future__ import annotations

from pathlib import Path

from portal.assembly.theme import theme_folder
from portal.errors import PortalError
from portal.files import write_if_changed
from portal.pages.annual_report import Annual
from portal.pages.templates import environment
from portal.selfcheck.item import ADVICE, BASES, FAIL, LEVELS, RESULTS
from portal.selfcheck.report import Report


def save_selfcheck(root: Path, report: Report, folder: Path, target: Path) -> None:
    """Write a self-check as a page.

    Args:
        root: the project's folder.
        report: the self-check.
        folder: the built site; the page may not lie in it.
        target: the file.

    Raises:
        PortalError: the file would be published with the site, or lies among the content.
    """
    refuse(root, target, folder)
    template = environment([root / "overrides", theme_folder()]).get_template("review/selfcheck.html")
    html = template.render(report=report, results=RESULTS, levels=LEVELS, bases=BASES, open=(FAIL, ADVICE))
    write_if_changed(target, html.encode("utf-8"))


def annual_page(root: Path, annual: Annual) -> bytes:
    """The yearly report as a page to print."""
    template = environment([root / "overrides", theme_folder()]).get_template("review/annual.html")
    return template.render(annual=annual).encode("utf-8")


def refuse(root: Path, target: Path, *sites: Path) -> None:
    """Do nothing when an editor's file may be written somewhere.

    Raises:
        PortalError: it would be published, or lies among content, data or code.
    """
    if any(target.is_relative_to(site.resolve()) for site in sites):
        raise PortalError("这个文件只给内部看，不能放进网站", do="写到网站以外的文件夹", path=str(target))
    if any(target.is_relative_to((root / name).resolve()) for name in ("content", "data", "overrides", "hooks")):
        raise PortalError("这个文件不能放在内容、数据或程序的文件夹里", do="写到项目以外的文件夹", path=str(target))
