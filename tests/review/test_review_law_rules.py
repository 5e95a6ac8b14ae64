"""Rules about statutes: every line of the case file, the levels that depend on time, and the quotations of kept texts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from helpers import ROOT, Project
from portal.load.laws import load_register
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.checks import citations
from portal.review.document import Document
from portal.review.rule import misbehaving
from portal.review.rulebook import rulebook
from review.review_samples import SECOND, found_by

FACTS = Facts(today=dt.date(2026, 11, 22), statutes=load_register(ROOT))
RULES = [rule for name, rule in rulebook().items() if rule.manual.family == "法律" and name.startswith("law-")]
CASES = [line for line in (Path(__file__).parent / "cases/law/checks.md").read_text("utf-8").split("\n")[1:] if line and not line.startswith("#")]
DATED = "---\ntitle: 测试\ndate: {}\n---\n{}\n"


def found(text: str) -> set[tuple[str, Severity]]:
    document = Document("例.md", text)
    return {(hit.rule or rule.manual.id, hit.level or rule.manual.level) for rule in RULES for hit in rule.check(document, FACTS)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.manual.id)
def test_examples_behave(rule) -> None:
    """What a rule's manual shows as wrong is found, and nothing that it shows as right."""
    assert not misbehaving(rule, FACTS)


@pytest.mark.parametrize("line", CASES)
def test_case(line: str) -> None:
    """Each line of the case file yields its rule at its level; lines without a rule yield nothing but a hint at short titles."""
    text, _, expected = line.replace("\\n", "\n").partition(" ⇒ ")
    said = {(rule, level.label) for rule, level in found(text)}

    if expected:
        rule, level = expected.split(" ")
        assert (rule, level) in said
    else:
        assert not {rule for rule, _ in said} - {"law-short-title-first"}


@pytest.mark.parametrize(
    ("day", "level"),
    [("2020-06-01", Severity.WARNING), ("2026-06-01", Severity.ERROR)],
)
def test_repealed_after_the_article(day: str, level: Severity) -> None:
    """An article that was right when it was written is only warned of."""
    assert ("law-repealed", level) in found(DATED.format(day, "依据《合同法》第五十二条，合同无效。"))


def test_old_article_keeps_its_numbers() -> None:
    """An article from before an amendment isn't measured by the numbers of today."""
    assert not found(DATED.format("2020-06-01", "依据《中华人民共和国公司法》第二百九十条办理。"))
    assert found(DATED.format("2026-06-01", "依据《中华人民共和国公司法》第二百九十条办理。")) == {("law-article-out-of-range", Severity.ERROR)}


def test_renumbered_is_a_warning_when_the_article_is_younger() -> None:
    """Old facts in a dated article call for a person."""
    text = "2025年3月，派出所依据《中华人民共和国治安管理处罚法》第四十三条作出处罚。"

    assert ("law-renumbered", Severity.WARNING) in found(DATED.format("2026-06-01", text))


def test_statutes_are_not_judged_as_articles_about_them() -> None:
    """The 本法 of a statute's own text needs no antecedent."""
    assert not found("第一条　为了测试，制定本法。\n\n第二条　违反本法第九百条的，依照前款处罚。\n\n第三条　本法自公布之日起施行。\n")


def test_unconfirmed_rows_only_hint() -> None:
    """A row that waits to be confirmed blocks nothing."""
    assert found("根据《法律援助条例》第九百条申请。") <= {("law-article-out-of-range", Severity.INFO)}


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: path.stem)
def test_shipped_content_is_clean(path: Path) -> None:
    """Every citation of the shipped articles is known, in force and in range."""
    document = Document(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    assert not [(rule.manual.id, hit.what) for rule in RULES for hit in rule.check(document, FACTS)]


TEXT = "第一条　为了保护当事人的合法权益，制定本法。\n第六百七十五条　借款人应当按照约定的期限返还借款。\n"


@pytest.mark.parametrize(
    ("words", "differs"),
    [("借款人应当按照约定的期限返还借款。", False), ("借款人应当依照约定的期限返还借款。", True), ("借钱的人说好什么时候还就要什么时候还。", False)],
)
def test_quotations(project: Project, words: str, differs: bool) -> None:
    """A quotation of a kept text that is nearly the article's words is shown to differ; one that is, or is none, isn't."""
    project.write("data/laws/texts/中华人民共和国民法典.txt", TEXT)
    text = f"《民法典》第六百七十五条规定：“{words}”"
    site = project.replace(SECOND, "正文。", text).site()
    assert [one.rule for one in found_by(citations, site)] == (["law-quotation-differs"] if differs else [])
