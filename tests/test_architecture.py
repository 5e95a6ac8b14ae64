"""The house keeps its shape: who imports whom, who may touch the clock, the disk and chance, how large rooms may grow."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import ROOT

PACKAGE = ROOT / "hooks" / "portal"
FOUNDATION = {"errors", "times", "digest", "files", "late", "yamlio", "pinyin", "qr", "sshsig"}
DISK = {"store", "tree"}
BASE = FOUNDATION | {"model"}
PAGE_LAYERS = {"pages", "feeds", "search"}
ALLOWED = {
    **dict.fromkeys(FOUNDATION, FOUNDATION),
    "model": FOUNDATION | {"model"},
    "store": FOUNDATION,
    "tree": FOUNDATION | DISK,
    "load": BASE | DISK | {"load"},
    "review": BASE | {"review"},
    **{name: BASE | {name} for name in PAGE_LAYERS},
    "selfcheck": BASE | {"review", "selfcheck"},
    "wechat": BASE | {"wechat"},
    "assembly": BASE | DISK | PAGE_LAYERS | {"load", "review", "selfcheck", "wechat", "assembly"},
    "publish": BASE | {"selfcheck", "publish"},
    "commands": BASE | DISK | PAGE_LAYERS | {"load", "review", "selfcheck", "wechat", "assembly", "publish", "commands"},
    "cli": {"errors", "commands"},
}
LIBRARIES = {
    "yamlio": {"yaml"},
    "pinyin": {"pypinyin"},
    "qr": {"zxingcpp"},
    "load": {"PIL"},
    "review": {"ahocorasick_rs", "rjieba", "opencc"},
    "pages": {"jinja2", "markdown", "markupsafe", "openpyxl"},
    "feeds": {"feedgen", "lxml", "icalendar"},
    "selfcheck": {"lxml"},
    "wechat": {"lxml", "PIL", "openpyxl"},
    "assembly": {"PIL", "brotli", "distributed", "jinja2", "tqdm", "watchdog"},
    "publish": {"boto3", "botocore"},
    "sshsig": {"cryptography"},
}
MKDOCS = {"assembly/mkdocs_io.py": {"mkdocs", "jinja2", "tqdm"}}
FILES = sorted(PACKAGE.rglob("*.py"))


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            if node.module == "portal":
                yield from ((f"portal.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module or "", node.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    """A layer imports only the layers below it and the libraries that are its own."""
    name = path.relative_to(PACKAGE).as_posix()
    layer = layer_of(path)
    libraries = MKDOCS.get(name, LIBRARIES.get(layer, set()))
    for module, line in imports_of(path):
        top, _, rest = module.partition(".")
        if top == "portal":
            target = rest.partition(".")[0]
            assert target in ALLOWED.get(layer, set()), f"{name}:{line} imports {module}"
        elif top not in sys.stdlib_module_names:
            assert top in libraries, f"{name}:{line} imports {module}"


def test_only_the_adapter_and_the_events_know_mkdocs() -> None:
    """A move to another host costs two files."""
    users = {path.relative_to(ROOT).as_posix() for path in (ROOT / "hooks").rglob("*.py") if re.search(r"^\s*(from|import) mkdocs\b", path.read_text("utf-8"), re.M)}

    assert users == {"hooks/portal/assembly/mkdocs_io.py"}
    assert "portal.assembly" in (ROOT / "hooks" / "mkdocs_events.py").read_text("utf-8")


def test_only_two_python_files_lie_directly_in_hooks() -> None:
    """A file there could shadow a module of the standard library."""
    assert {path.name for path in (ROOT / "hooks").glob("*.py")} == {"mkdocs_events.py", "manage.py"}


CLOCK = re.compile(r"\b(?:datetime|dt|date)\.(?:now|utcnow|today)\b|\b(?:date|datetime)\.today\b|\btime\.time\b")
CHANCE = re.compile(r"^\s*(?:import|from) (?:random|secrets|uuid)\b", re.M)
WRITING = re.compile(r"\.write_(?:text|bytes)\(|\bopen\([^)]*[\"'][wax]b?\+?[\"']|\bshutil\.|os\.(?:rename|replace|remove|unlink|rmdir|mkdir|makedirs)\b|\.(?:mkdir|unlink|rmdir|rename|touch)\(")
PICKLING = re.compile(r"^\s*(?:import|from) (?:pickle|shelve|marshal|sqlite3|dbm)\b", re.M)
ENVIRONMENT = re.compile(r"\bos\.(?:environ|getenv)\b")


@pytest.mark.parametrize(
    ("what", "pattern", "rooms"),
    [
        ("the clock", CLOCK, {"times.py"}),
        ("chance", CHANCE, set()),
        ("writing files", WRITING, {"files.py", "store.py"}),
        ("data bases and pickles", PICKLING, {"store.py"}),
        ("the environment", ENVIRONMENT, {"commands", "assembly/mkdocs_io.py"}),
    ],
)
def test_effects_stay_in_their_rooms(what: str, pattern: re.Pattern[str], rooms: set[str]) -> None:
    """The clock, chance, writing and the environment enter at the edge only; one module knows how results are kept."""
    found = {path.relative_to(PACKAGE).as_posix() for path in FILES if pattern.search(path.read_text("utf-8"))}

    assert {name for name in found if name.split("/")[0] not in rooms} <= rooms, what


def test_rooms_stay_small_and_say_what_they_are() -> None:
    """Files have at most 300 lines, functions at most 60, and every module a docstring."""
    for path in FILES:
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        assert text.count("\n") <= 300, path
        assert ast.get_docstring(tree), path
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 60, f"{path}:{node.lineno}"


def test_the_top_level_is_what_the_readme_says() -> None:
    """No folder beside those that the user fixed."""
    shown = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}

    assert shown - {"site", "__pycache__"} == {"content", "data", "hooks", "overrides", "tests"}


def test_templates_reach_no_other_host() -> None:
    """Readers load nothing from outside: no CDN, no fonts, no trackers."""
    loads = re.compile(r"""(?:src|<link[^>]*href|url\()\s*=?\s*["'(]?\s*(?:https?:)?//""")
    for path in (ROOT / "overrides").rglob("*"):
        if path.suffix in {".html", ".css", ".js", ".svg"}:
            assert not loads.search(path.read_text("utf-8")), path
