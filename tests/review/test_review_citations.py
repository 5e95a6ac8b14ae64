"""Citations of statutes in front matter."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.model.finding import Severity
from portal.review.checks import citations
from review.review_samples import CASE, SECOND, after, found_by

LAWS = "laws: [《中华人民共和国民法典》第六百七十五条, 《中华人民共和国民法典》第六百七十六条]"
COMING = "中华人民共和国测试法,测试法,ce-shi-fa,法律,2025-05-01,2026-01-01,,尚未施行,,,50,test(2025-06-01)\n"
NEWER = "中华人民共和国修订法,修订法,xiu-ding-fa,法律,1990-05-01,2026-01-01,2025-05-01,有效,,,50,test(2025-06-01)\n"
FRONT = [
    ("law-near-miss-title", "《中华人民共和国民法点》第一条"),
    ("law-unknown", "《某某办法》第一条"),
    ("law-repealed", "《中华人民共和国合同法》第一条"),
    ("law-not-yet-in-force", "《中华人民共和国测试法》第一条"),
    ("law-article-out-of-range", "《中华人民共和国民法典》第一千二百六十一条"),
    ("law-paragraph-out-of-range", "《中华人民共和国民法典》第六百七十五条第二款"),
    ("law-item-out-of-range", "《中华人民共和国民法典》第六百七十五条第（一）项"),
    ("law-entry-shape", "民法典第一条"),
    ("law-entry-shape", "《中华人民共和国民法典》第一条、第二条"),
]

@pytest.fixture(autouse=True)
def register(project: Project) -> None:
    """One statute that isn't in force yet, one whose latest version isn't."""
    text = (project.root / "data/laws/register.csv").read_text(encoding="utf-8")
    project.write("data/laws/register.csv", text + COMING + NEWER)


@pytest.mark.parametrize(("rule", "entry"), FRONT)
def test_front_matter(project: Project, rule: str, entry: str) -> None:
    """Each bad entry of front matter is found on the line of ``laws``."""
    assert (rule, CASE, 10) in after(project, citations, (CASE, LAWS, f"laws: [{entry}]"))


@pytest.mark.parametrize("entry", ["《民法典》第六百七十五条", "《中华人民共和国民法典》第一千零四十三条第二款"])
def test_fine_entries(project: Project, entry: str) -> None:
    """Short titles, paragraphs, items and inserted articles are accepted in front matter."""
    assert not after(project, citations, (CASE, LAWS, f"laws: [{entry}]"))


def test_repealed_after_the_case(project: Project) -> None:
    """A case that was right when it was written is only warned of."""
    project.replace("data/laws/register.csv", "已废止,2021-01-01", "已废止,2025-06-25").replace(CASE, LAWS, "laws: [《中华人民共和国合同法》第一条]")
    found = [one for one in found_by(citations, project.site()) if one.rule == "law-repealed"]
    assert [one.severity for one in found] == [Severity.WARNING]
    assert "《中华人民共和国民法典》" in found[0].do


def test_bodies_are_left_to_the_prose_rules(project: Project) -> None:
    """Without kept texts the check has nothing to say about a body."""
    assert not after(project, citations, (SECOND, "正文。", "依据《合同法》第一条、《民法典》第九千条。"))


def test_law_not_in_body(project: Project) -> None:
    """A statute that front matter names must be named in the body."""
    assert after(project, citations, (CASE, "《中华人民共和国民法典》第六百七十五条。", "有法律依据。")) == {("law-not-in-body", CASE, 10)}
