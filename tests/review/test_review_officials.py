"""Leaders' names and titles against a synthetic roster."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.model.facts import Facts
from portal.model.official import Official
from portal.review.document import Document
from portal.review.rules import official_near_miss_name, official_unknown, official_wrong_title

ROSTER = (
    Official(name="张测试", title="测试县司法局党组书记、局长", since=dt.date(2024, 1, 1)),
    Official(name="李样例", title="测试县司法局副局长", until=dt.date(2025, 6, 30)),
    Official(name="李样例", title="测试县财政局局长", since=dt.date(2025, 7, 1)),
)
RULES = {"wrong-title": official_wrong_title, "near-miss": official_near_miss_name, "unknown": official_unknown}


def found(text: str, day: str = "2026-11-22", officials: tuple[Official, ...] = ROSTER) -> set[str]:
    document = Document("例.md", f"---\ndate: {day}\n---\n\n{text}\n")
    facts = Facts(today=dt.date(2026, 11, 22), officials=officials)
    return {name for name, rule in RULES.items() if any(rule.check(document, facts))}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("县司法局党组书记、局长张测试主持会议。", set()),
        ("县司法局局长张测试同志主持会议。", set()),
        ("局长张测试主持会议。", set()),
        ("张测试参加会议。", set()),
        ("县司法局副局长张测试主持会议。", {"wrong-title"}),
        ("县司法局副局\n长张测试主持会议。", {"wrong-title"}),
        ("县财政局局长张测试主持会议。", {"wrong-title"}),
        ("县财政局局长李样例到会。", set()),
        ("县司法局副局长李样例到会。", {"wrong-title"}),
        ("县司法局局长张侧试主持会议。", {"near-miss"}),
        ("县司法局局长张 侧试主持会议。", {"near-miss"}),
        ("县司法局局长张测式主持会议。", {"near-miss"}),
        ("县司法局局长张测验主持会议。", {"near-miss"}),
        ("县司法局副局长王陌生到会。", {"unknown"}),
        ("县司法局局长办公会研究部署。", set()),
        ("县司法局副主任任务分工到人。", set()),
        ("县司法局局长高度重视。", set()),
        ("外县民政局局长王陌生到会。", set()),
    ],
)
def test_names_and_titles(text: str, rules: set[str]) -> None:
    """A known name needs its own title, a title its holder's name, a stranger a second look."""
    assert found(text) == rules


def test_a_title_counts_on_its_days() -> None:
    """Who was deputy head then is named so in texts of then."""
    assert found("县司法局副局长李样例到会。", "2025-06-30") == set()
    assert found("县财政局局长李样例到会。", "2025-06-30") == {"wrong-title"}


def test_an_empty_roster_says_nothing() -> None:
    """Without a roster nobody is unknown."""
    assert found("县司法局副局长王陌生到会。", officials=()) == set()


@pytest.mark.parametrize("rule", RULES.values())
def test_examples_have_their_own_roster(rule: object) -> None:
    """The examples in the manual are proved while the bureau's roster is empty."""
    assert rule.example_facts(Facts(today=dt.date(2026, 1, 1))).officials  # type: ignore[attr-defined]
