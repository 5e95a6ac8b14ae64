"""The version of the rules that a sign-off remembers: it follows the rules, not the facts that rules look up."""

from __future__ import annotations

import shutil

import pytest

from helpers import ROOT, Project
from portal.assembly.judging import rules_version
from signoff_samples import NEWS, SECOND, sign_fully, switch_on, verdict

TERMS = "data/review/terms/term-titles.yml"


@pytest.fixture
def whole(project: Project) -> Project:
    """The small project with the bureau's own review data and register."""
    for name in ("review", "laws"):
        shutil.copytree(ROOT / "data" / name, project.root / "data" / name, dirs_exist_ok=True)
    return project


@pytest.mark.parametrize(
    "path",
    [
        "data/laws/register.csv",
        "data/laws/articles.csv",
        "data/laws/versions.csv",
        "data/review/links.yml",
        "data/review/officials.yml",
        "data/review/public_numbers.yml",
        "data/review/policy.yml",
        "data/review/reviewers.yml",
        "data/statistics/metrics.yml",
    ],
)
def test_facts_are_no_rules(whole: Project, path: str) -> None:
    """An edit of what rules look up leaves the version alone."""
    before = rules_version(whole.root)
    (whole.root / path).write_bytes((whole.root / path).read_bytes() + b"\n# x\n")
    assert rules_version(whole.root) == before


@pytest.mark.parametrize("path", [TERMS, "data/review/rules.yml", "data/review/formulations.yml"])
def test_packs_levels_and_wordings_are_rules(whole: Project, path: str) -> None:
    """An edit of what makes rules stricter changes the version; line ends of Windows don't."""
    before = rules_version(whole.root)
    data = (whole.root / path).read_bytes()
    (whole.root / path).write_bytes(data.replace(b"\n", b"\r\n"))
    assert rules_version(whole.root) == before
    (whole.root / path).write_bytes(data + b"\n# x\n")
    assert rules_version(whole.root) != before


def test_a_pack_under_another_name_is_another_pack(whole: Project) -> None:
    """The name is the pack's id."""
    before = rules_version(whole.root)
    (whole.root / TERMS).rename(whole.root / "data/review/terms/local-titles.yml")
    assert rules_version(whole.root) != before


def test_an_edit_of_the_register_voids_no_signatures(project: Project) -> None:
    """A statute that comes in, and a host that goes, leave the sign-offs of articles that name neither."""
    switch_on(project)
    sign_fully(project, NEWS, SECOND)
    register = (project.root / "data/laws/register.csv").read_text("utf-8")
    head, first = register.splitlines()[:2]
    added = ",".join(f"新{one}" if at in (0, 1) else one for at, one in enumerate(first.split(",")))
    project.write("data/laws/register.csv", register + added + "\n").write("data/review/links.yml", "hosts: []\n")
    assert head and verdict(project, NEWS).publishable and verdict(project, SECOND).publishable
