"""Faults in templates are told with file and line, also by a worker; hidden files and links are no templates."""

from __future__ import annotations

import pickle
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from helpers import ROOT
from portal.errors import PortalError
from portal.pages.templates import environment


def env_of(root: Path, **texts: str | bytes) -> jinja2.Environment:
    """An environment of templates in ``overrides``; ``a_html`` means ``a.html``."""
    folder = root / "overrides"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_bytes(text.encode() if isinstance(text, str) else text)
    return environment([folder])


FAULTS = [
    ("<p>\n{% if x %}\n", 2, "模板写法不对"),
    ("\n{{ x }\n", 2, "模板写法不对"),
    ("\n\n{% nosuch %}", 3, "模板写法不对"),
    ("{{ 'a'|nosuch }}", 1, "模板写法不对"),
    ("a\n{{ nosuch }}", 2, "“nosuch”没有定义"),
    ("a\n{{ site.nosuch }}", 2, "没有“nosuch”"),
    ("a\n\n{{ 1 + 'a' }}", 3, "模板运行出错"),
    ("a\n{{ 1 / 0 }}", 2, "模板运行出错"),
    ("a\n{% include 'nosuch.html' %}", 2, "没有模板“nosuch.html”"),
    ("a\n{{ icon('nosuch') }}", 2, "没有模板“.icons/nosuch.svg”"),
]


@pytest.mark.parametrize(("text", "line", "what"), FAULTS)
@pytest.mark.parametrize("where", ["page", "part"])
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, line: int, what: str, where: str) -> None:
    """Whether the page has it or a part that the page includes: the file that has the fault, the line, what, and what to do."""
    page, name = (text, "page.html") if where == "page" else ("\n\n\n\n{% include 'part.html' %}", "part.html")
    env = env_of(tmp_path, page_html=page, part_html=text)
    with pytest.raises(PortalError, match=what) as told:
        env.get_template("page.html").render(site={})
    assert (told.value.path, told.value.line) == (f"overrides/{name}", line)
    assert "overrides/" in str(told.value) and "怎么改：" in str(told.value)
    assert str(pickle.loads(pickle.dumps(told.value))) == str(told.value)


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    """A template that the program asks for and nobody has."""
    with pytest.raises(PortalError, match=r"没有模板“page\.html”"):
        env_of(tmp_path).get_template("page.html")


def test_a_template_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    """Windows editors save GBK."""
    with pytest.raises(PortalError, match="不是UTF-8") as told:
        env_of(tmp_path, page_html="模板".encode("gbk")).get_template("page.html")
    assert told.value.path == "overrides/page.html"


def test_a_fault_of_the_program_keeps_its_traceback(tmp_path: Path) -> None:
    """An error that a function of ours raises is no fault of the template."""

    def broken() -> str:
        raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        env_of(tmp_path, page_html="{{ broken() }}").get_template("page.html").render(broken=broken)


def test_hidden_files_and_links_are_no_templates(tmp_path: Path) -> None:
    """The project's own folder holds them unseen by what decides whether pages are made again; so they count for nothing."""
    env = env_of(tmp_path, _hidden_html="x", page_html="page")
    folder = tmp_path / "overrides"
    (folder / "link.html").symlink_to(folder / "page.html")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "page.html").write_text("x", encoding="utf-8")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    assert env.get_template("page.html").render() == "page"
    for name in (".hidden.html", "link.html", "linked/page.html"):
        with pytest.raises(PortalError, match="没有模板"):
            env.get_template(name)


def test_the_theme_is_behind_the_project(tmp_path: Path) -> None:
    """A hidden file of the project doesn't hide one of the theme, whose icons lie in a hidden folder."""
    for name, text in (("theme/.icons/a.svg", "theme"), ("overrides/.icons/a.svg", "own"), ("overrides/b.html", "own"), ("theme/b.html", "theme")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    env = environment([tmp_path / "overrides", tmp_path / "theme"])
    assert (env.get_template(".icons/a.svg").render(), env.get_template("b.html").render()) == ("theme", "own")


def test_no_template_calculates() -> None:
    """Sums and products are made in Python; templates only show them."""
    env, folder = environment([ROOT / "overrides"]), ROOT / "overrides"
    signs = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
    files = sorted(folder.rglob("*.html"))
    found = [f"{path.relative_to(folder)}:{one.lineno}" for path in files for one in env.parse(path.read_text("utf-8")).find_all(signs)]
    assert files and not found
