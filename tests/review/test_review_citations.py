"""Citations of statutes in front matter and bodies."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.model.finding import Severity
from portal.review.checks import citations
from review.review_samples import CASE, SECOND, after

LAWS = "laws: [《中华人民共和国民法典》第六百七十五条, 《中华人民共和国民法典》第六百七十六条]"
COMING = "中华人民共和国测试法,测试法,ce-shi-fa,法律,2025-05-01,2026-01-01,,尚未施行,,,50,test\n"
NEWER = "中华人民共和国修订法,修订法,xiu-ding-fa,法律,1990-05-01,2026-01-01,2025-05-01,有效,,,50,test\n"
FRONT = [
    ("unknown-law", "《中华人民共和国民法点》第一条"),
    ("repealed-law", "《中华人民共和国合同法》第一条"),
    ("law-not-in-force", "《中华人民共和国测试法》第一条"),
    ("law-article-beyond", "《中华人民共和国民法典》第一千二百六十一条"),
    ("law-entry-shape", "民法典第一条"),
    ("law-entry-shape", "《中华人民共和国民法典》第一条、第二条"),
]
BODY = [
    ("unknown-law", "《中华人民共和国民法点》第一条规定。"),
    ("repealed-law", "原告依据《合同法》第一条起诉。"),
    ("law-not-in-force", "依据《测试法》第一条。"),
    ("law-article-beyond", "《民法典》第一千二百六十一条规定。"),
]
FINE = [
    "原《合同法》第一条曾有规定。",
    "《合同法》第一条已废止。",
    "《测试法》第一条明年起施行。",
    "《修订法》第一条规定。",
    "《民法典》第一千二百六十条规定。",
    "`《民法点》第一条`",
    "《民法典》很长。",
]


@pytest.fixture(autouse=True)
def register(project: Project) -> None:
    """One statute that isn't in force yet, one whose latest version isn't."""
    text = (project.root / "data/laws.csv").read_text(encoding="utf-8")
    project.write("data/laws.csv", text + COMING + NEWER)


@pytest.mark.parametrize(("rule", "entry"), FRONT)
def test_front_matter(project: Project, rule: str, entry: str) -> None:
    """Each bad entry of front matter is found on the line of ``laws``."""
    assert (rule, CASE, 10) in after(project, citations.check, (CASE, LAWS, f"laws: [{entry}]"))


@pytest.mark.parametrize(("rule", "sentence"), BODY)
def test_body(project: Project, rule: str, sentence: str) -> None:
    """Each bad citation in a body is found on its line."""
    assert after(project, citations.check, (SECOND, "正文。", f"开头。\n{sentence}")) == {(rule, SECOND, 9)}


@pytest.mark.parametrize("sentence", FINE)
def test_fine(project: Project, sentence: str) -> None:
    """Old law named as old, coming law named as coming, and the last article of a statute are accepted."""
    assert not after(project, citations.check, (SECOND, "正文。", sentence))


@pytest.mark.parametrize("entry", ["《民法典》第六百七十五条", "《中华人民共和国民法典》第六百七十五条第二款第（一）项", "《中华人民共和国民法典》第六百七十五条之一"])
def test_fine_entries(project: Project, entry: str) -> None:
    """Short titles, paragraphs, items and inserted articles are accepted in front matter."""
    assert not after(project, citations.check, (CASE, LAWS, f"laws: [{entry}]"))


def test_excuse_ends_with_its_sentence(project: Project) -> None:
    """A word that excuses one sentence doesn't excuse the next."""
    assert {rule for rule, _, _ in after(project, citations.check, (SECOND, "正文。", "旧法已废止。依据《合同法》第一条。"))} == {"repealed-law"}


def test_repealed_after_the_article(project: Project) -> None:
    """An article that was right when it was written is only warned of."""
    project.replace("data/laws.csv", "已废止,2021-01-01", "已废止,2025-06-25").replace(SECOND, "正文。", "《合同法》第一条。")
    (found,) = citations.check(project.site())
    assert (found.rule, found.severity) == ("law-repealed-since", Severity.WARNING)
    assert "《中华人民共和国民法典》" in found.do


def test_unknown_law_weighs_less_in_a_body(project: Project) -> None:
    """Only front matter must know its statutes."""
    project.replace(SECOND, "正文。", "《某某办法》第一条。").replace(CASE, "laws: [", "laws: [《某某办法》第一条, ")
    found = {(one.span.path, one.severity) for one in citations.check(project.site())}
    assert found == {(SECOND, Severity.WARNING), (CASE, Severity.ERROR)}


def test_law_not_in_body(project: Project) -> None:
    """A statute that front matter names must be named in the body."""
    assert after(project, citations.check, (CASE, "《中华人民共和国民法典》第六百七十五条。", "有法律依据。")) == {("law-not-in-body", CASE, 10)}
