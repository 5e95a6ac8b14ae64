"""Every finding has a manual and every manual a finding; settings and ``--explain`` speak only of rules that exist."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from helpers import ROOT
from portal.errors import PortalError
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.manual import FAMILIES
from portal.model.review_settings import ReviewSettings
from portal.review.known import explain, known_rules, manuals, settings_findings, structure_manuals
from portal.review.rulebook import rule_of, rulebook

FACTS = Facts(today=dt.date(2026, 1, 5))
MANUALS = manuals(FACTS)
PACKAGE = ROOT / "hooks" / "portal"
MAKERS = {"Finding", "Problem", "problem", "report", "Rule", "NoFigure", "_Judgement"}
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+|encoding")


def sources() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("*.py")) if "structure_manual" not in path.parts)


def words(node: ast.AST | None) -> Iterator[re.Pattern[str]]:
    """What an expression for an id may come to; nothing when the id comes from elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.compile(re.escape(node.value))
    elif isinstance(node, ast.IfExp):
        yield from words(node.body)
        yield from words(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield re.compile("".join(re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z-]+" for part in node.values))


def assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """What names of a module are set to, to look up an id that has a name."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def made(tree: ast.Module) -> Iterator[re.Pattern[str]]:
    """Ids of the findings that a module makes."""
    named = assigned(tree)
    for node in ast.walk(tree):
        first: ast.AST | None = None
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = {one.arg: one.value for one in node.keywords}
            if name == "Hit":
                first = given.get("rule")
            elif name in MAKERS:
                first = node.args[0] if node.args else given.get("rule") or given.get("id")
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and node.value.elts:
            head = node.value.elts[0]
            first = head if isinstance(head, ast.Constant) and isinstance(head.value, str) and ID.fullmatch(head.value) else None
        for one in named.get(first.id, []) if isinstance(first, ast.Name) else [first]:
            yield from words(one)


def test_every_finding_has_a_manual() -> None:
    """Whoever sees an id in square brackets can ask what it means."""
    known = known_rules(MANUALS)

    for path in sources():
        for pattern in made(ast.parse(path.read_text("utf-8"))):
            assert any(pattern.fullmatch(one) for one in known), f"{path.relative_to(ROOT)}: {pattern.pattern} has no manual"


def test_every_structural_manual_has_a_finding() -> None:
    """A check that is gone takes its manual with it."""
    patterns = {one.pattern: one for path in sources() for one in made(ast.parse(path.read_text("utf-8")))}

    for manual in structure_manuals():
        assert any(one.fullmatch(manual.id) for one in patterns.values()), f"{manual.id} is made nowhere"


def test_the_scan_sees_every_way_of_naming_an_id() -> None:
    """Plain, chosen, composed, named, returned and carried ids are all found."""
    code = (
        'LIMIT = "named-id"\n'
        'def check():\n    yield Finding("plain-id", span)\n    yield Finding("one-id" if table else "two-id", span)\n    yield Finding(LIMIT, span)\n'
        '    yield Finding(f"over-{name}", span)\n    yield Hit(1, 2, rule="hit-id")\n    return "returned-id", "什么", "怎么办"\n'
    )

    assert {one.pattern.replace("\\", "") for one in made(ast.parse(code))} == {
        "plain-id", "one-id", "two-id", "named-id", "over-[a-z-]+", "hit-id", "returned-id",
    }  # fmt: skip


@pytest.mark.parametrize("field", ["id", "title"])
def test_ids_and_titles_are_unique(field: str) -> None:
    """No two rules share an id, nor a title."""
    counted = Counter(getattr(one, field) for one in MANUALS)

    assert [value for value, count in counted.items() if count > 1] == []


def test_manuals_say_enough() -> None:
    """Each has a family, a title without a full stop, a wrong example and a remedy."""
    for one in MANUALS:
        assert one.family in FAMILIES, one.id
        assert one.title and not one.title.endswith("。"), one.id
        assert all(one.wrong) and one.wrong, one.id
        assert one.fix, one.id


def test_known_rules_hold_prose_rules_and_structure() -> None:
    """Suppressions may name either kind."""
    known = known_rules(MANUALS)

    assert set(rulebook()) < set(known)
    assert {"yaml-tab", "suppression-unused", "settings-unknown-rule"} < set(known)


def test_explain_shows_title_level_and_every_part() -> None:
    """``--explain`` shows what a prose rule's docstring says."""
    text = explain(FACTS, "half-width-punctuation")

    assert text.startswith(f"{rulebook()['half-width-punctuation'].manual.title}（half-width-punctuation，标点，")
    for heading in ("什么：", "为什么：", "错例：\n  - ", "正例：\n  - ", "依据：", "修复："):
        assert f"\n{heading}" in text


def test_explain_leaves_out_what_a_structural_rule_does_not_have() -> None:
    """A structural rule has an example and a remedy, and no empty headings."""
    text = explain(FACTS, "yaml-duplicate-key")

    assert text.startswith("同一个键写了两次（yaml-duplicate-key，结构，错误）\n\n错例：\n  - title: 普法宣传\n    title: 宣传活动\n修复：")
    assert "正例" not in text


def test_explain_names_the_nearest_rules() -> None:
    """A slip of the finger isn't the end."""
    with pytest.raises(PortalError, match="没有规则“yaml-duplicate-kye”") as caught:
        explain(FACTS, "yaml-duplicate-kye")

    assert "yaml-duplicate-key" in caught.value.do


_EMPTY_MANUAL = "".join(f"\n{one}：\n- 甲" for one in ("什么", "为什么", "错例", "正例", "依据", "修复"))


@pytest.mark.parametrize(
    ("parts", "doc", "what"),
    [
        ({}, "一条规则。", "缺少：FAMILY、LEVEL、check"),
        ({"FAMILY": "用词", "LEVEL": Severity.INFO, "check": print}, "一条规则。\n\n什么：某事。", "缺少：为什么、错例、正例、依据、修复"),
        ({"FAMILY": "杂项", "LEVEL": Severity.INFO, "check": print}, f"一条规则。\n{_EMPTY_MANUAL}", "“杂项”"),
    ],
)
def test_unfinished_rule_is_named(parts: dict[str, object], doc: str, what: str) -> None:
    """Whoever writes a rule reads which file lacks what, and no traceback."""
    module = ModuleType("new_rule", doc)
    for name, value in parts.items():
        setattr(module, name, value)

    with pytest.raises(PortalError, match=what) as caught:
        rule_of("new_rule", module)

    assert caught.value.path == "hooks/portal/review/rules/new_rule.py"


def test_settings_in_order_have_no_findings() -> None:
    """Known rules, known columns, privacy kept."""
    settings = ReviewSettings(rules={"unused-picture": "warning"}, columns={"news": {"half-width-punctuation": "info"}})

    assert settings_findings(settings, MANUALS, {"news"}) == []


@pytest.mark.parametrize(
    ("settings", "what", "do"),
    [
        (ReviewSettings(rules={"unused-pictur": "info"}), "rules里的规则“unused-pictur”不存在", "是不是“unused-picture”？"),
        (ReviewSettings(columns={"news": {"yaml-duplicate-kye": "info"}}), "columns.news里的规则“yaml-duplicate-kye”不存在", "是不是“yaml-duplicate-key”？"),
        (ReviewSettings(columns={"nwes": {}}), "columns里的栏目“nwes”不存在", "是不是“news”？"),
    ],
)
def test_settings_name_what_exists(settings: ReviewSettings, what: str, do: str) -> None:
    """A misspelt rule or column would silently do nothing."""
    found = settings_findings(settings, MANUALS, {"news", "cases"})

    assert [(one.rule, one.severity, one.span.path, one.what) for one in found] == [
        ("settings-unknown-rule", Severity.ERROR, "data/review/rules.yml", what)
    ]
    assert found[0].do.startswith(do)


def test_columns_are_not_judged_without_their_ids() -> None:
    """Two arguments check the rules alone."""
    assert settings_findings(ReviewSettings(columns={"nwes": {}}), MANUALS) == []


@pytest.mark.parametrize("level", ["off", "info", "warning"])
def test_privacy_is_not_lowered_for_the_whole_site(level: str) -> None:
    """A rule of privacy that blocks is weakened with a warning only; in one column it may be."""
    blocking = next(one.id for one in MANUALS if one.id.startswith("pii-") and one.level is Severity.ERROR)

    found = settings_findings(ReviewSettings(rules={blocking: level}), MANUALS)

    assert [(one.rule, one.severity) for one in found] == [("settings-privacy-lowered", Severity.WARNING)]
    assert settings_findings(ReviewSettings(rules={blocking: "error"}, columns={"news": {blocking: level}}), MANUALS) == []
