"""A fault in a template, as the person meets it who changed the template."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from built_site import forked, run, tree
from helpers import NOW, ROOT, Project


@pytest.fixture
def own(project: Project) -> Project:
    """The tiny project with templates of its own."""
    (project.root / "overrides").unlink()
    for name, data in tree(ROOT / "overrides").items():
        project.write(f"overrides/{name}", data)
    return project


def build(project: Project, site: Path) -> subprocess.CompletedProcess[str]:
    return forked("build", "--out", site, at=NOW, cwd=project.root)


def broken(project: Project, template: str, fault: str) -> int:
    """Put a line at the end of a template; its number."""
    text = (project.root / "overrides" / template).read_text("utf-8")
    project.write(f"overrides/{template}", f"{text.rstrip()}\n{fault}\n")
    return text.rstrip().count("\n") + 2


@pytest.mark.parametrize("template", ["pages/home.html", "pages/plain.html", "main.html", "parts/footer.html"])
@pytest.mark.parametrize(("fault", "what"), [("{% nosuch %}", "模板写法不对"), ("{{ nosuch.at_all }}", "“nosuch”没有定义")], ids=["syntax", "undefined"])
def test_a_broken_template(own: Project, tmp_path: Path, template: str, fault: str, what: str) -> None:
    """Ours or one that MkDocs renders: exit code 2, file and line, what is wrong and what to do, no traceback, nothing written."""
    line = broken(own, template, fault)
    done = build(own, tmp_path / "site")
    assert done.returncode == 2, done.stdout + done.stderr
    assert f"overrides/{template}:{line}: {what}" in done.stderr and "怎么改：" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_shell_without_a_body(own: Project, tmp_path: Path) -> None:
    """A shell that drops what every page says."""
    own.replace("overrides/main.html", "{{ portal.body }}", "")
    done = build(own, tmp_path / "site")
    assert done.returncode == 2 and "overrides/main.html: 外壳模板里缺了" in done.stderr and "Traceback" not in done.stderr, done.stderr


def test_mkdocs_tells_it_too(own: Project, tmp_path: Path) -> None:
    """``mkdocs build`` prints the same text."""
    line = broken(own, "parts/footer.html", "{{ nosuch.at_all }}")
    done = run("-m", "mkdocs", "build", "-d", tmp_path / "site", at=NOW, cwd=own.root)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"overrides/parts/footer.html:{line}: “nosuch”没有定义" in done.stderr


def test_after_the_mending_all_is_well(own: Project, tmp_path: Path) -> None:
    """A build that broke off leaves nothing that a later one trusts."""
    good = (own.root / "overrides/pages/home.html").read_bytes()
    broken(own, "pages/home.html", "{{ nosuch.at_all }}")
    assert build(own, tmp_path / "site").returncode == 2
    own.write("overrides/pages/home.html", good)
    assert build(own, tmp_path / "site").returncode == 0


def test_a_linked_template_is_refused(own: Project, tmp_path: Path) -> None:
    """What a link leads to would be used unseen: a change in it would change no page. MkDocs' side refuses it as ours does."""
    footer = own.root / "overrides/parts/footer.html"
    footer.rename(own.root / "elsewhere.html")
    footer.symlink_to(own.root / "elsewhere.html")
    done = build(own, tmp_path / "site")
    assert done.returncode == 2 and "没有模板“parts/footer.html”" in done.stderr, done.stderr


def test_a_hidden_template_is_refused(own: Project, tmp_path: Path) -> None:
    """A hidden file is no template either."""
    own.write("overrides/parts/.hidden.html", "x")
    broken(own, "pages/home.html", '{% include "parts/.hidden.html" %}')
    done = build(own, tmp_path / "site")
    assert done.returncode == 2 and "没有模板“parts/.hidden.html”" in done.stderr, done.stderr
