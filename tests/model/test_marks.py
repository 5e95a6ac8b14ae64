"""Marks: what is read, what is refused, what is left alone."""

from __future__ import annotations

import pytest

from portal.model.marks import BadMark, BlockMark, Mark, StatMark, lookalikes, marks, parse_mark

GOOD = [
    ("{{ stat:aid.cases@2024 }}", StatMark("aid.cases", 2024)),
    ("{{stat:aid.cases@2024|unit}}", StatMark("aid.cases", 2024, "unit")),
    ("{{ stat:aid.cases@2024|share(aid.all) }}", StatMark("aid.cases", 2024, "share", "aid.all")),
    ("{{ table: aid@2024 }}", BlockMark("", ("aid",), (2024,))),
    ("{{ table: aid@2022-2024 }}", BlockMark("", ("aid",), (2022, 2023, 2024))),
    ("{{ table: aid@2024,2022 }}", BlockMark("", ("aid",), (2022, 2024))),
    ('{{ chart: bar aid.a, aid.b@2024 title="图题" }}', BlockMark("bar", ("aid.a", "aid.b"), (2024,), "图题")),
    ("{{ chart: line aid.a@2022-2024 title=“图题” }}", BlockMark("line", ("aid.a",), (2022, 2023, 2024), "图题")),
]
BAD = [
    "{{ stat:aid.cases }}",
    "{{ stat:aid.cases@24 }}",
    "{{ stat:Aid.cases@2024 }}",
    "{{ stat:aid.cases@2024|percent }}",
    "{{ stat:aid.cases@2024|share }}",
    "{{ stat:aid.cases@2024|unit(aid.all) }}",
    "{{ stat:aid.cases@2024|unit|wan }}",
    "{{ figure:aid.cases@2024 }}",
    "{{ aid.cases }}",
    "{{ table: bar aid@2024 }}",
    "{{ chart: aid.a@2024 }}",
    "{{ chart: pie aid.a@2024 }}",
    "{{ table: aid }}",
    "{{ table: aid@2024-2022 }}",
]


@pytest.mark.parametrize(("text", "mark"), GOOD)
def test_good(text: str, mark: Mark) -> None:
    """Every form of a mark is read, with or without spaces."""
    assert parse_mark(text) == mark


@pytest.mark.parametrize("text", BAD)
def test_bad(text: str) -> None:
    """A mark that can't be read keeps its text and says how it should look."""
    found = parse_mark(text)
    assert isinstance(found, BadMark)
    assert found.text == text
    assert found.do


ADVICE = [
    ("{{ stat：aid.cases@2024 }}", "“：”要用半角：{{ stat:aid.cases@2024 }}"),
    ("{{ stat:aid.cases＠2024｜unit }}", "“＠”“｜”要用半角：{{ stat:aid.cases@2024|unit }}"),
    ("{{ stat:aid.criminal@2024|share（aid.cases） }}", "“（”“）”要用半角：{{ stat:aid.criminal@2024|share(aid.cases) }}"),
    ("{{ chart: bar aid.a，aid.b@2024 title=“甲（乙）” }}", "“，”要用半角：{{ chart: bar aid.a,aid.b@2024 title=“甲（乙）” }}"),
    ("{{ stat:aid.cases＠2024|unit|wan }}", "竖线后面只能写一个"),
    ("{{ stat:aid.cases@2024|unit|wan }}", "竖线后面只能写一个：{{ stat:aid.cases@2024|unit }}或{{ stat:aid.cases@2024|wan }}"),
    ("{{ stat:aid.cases@2024-2025 }}", "只能写一年"),
    ("{{ table: aid@2025..2026 }}", "写成@2025-2026"),
    ("{{ chart: line aid.a@2025至2026 }}", "写成@2025-2026"),
    ("{{ table: aid@2025～2026 }}", "写成@2025-2026"),
]


@pytest.mark.parametrize(("text", "do"), ADVICE)
def test_advice(text: str, do: str) -> None:
    """Common slips are named, and the right mark is shown."""
    found = parse_mark(text)
    assert isinstance(found, BadMark)
    assert do in found.do


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("办理{ stat:a.b@2024 }件", ["{ stat:a.b@2024 }"]),
        ("办理｛｛stat:a.b@2024｝｝件", ["｛｛stat:a.b@2024｝｝"]),
        ("｛｛ table： a@2024 ｝｝", ["｛｛ table： a@2024 ｝｝"]),
        ("{{ stat:a.b@2024 ｝｝", ["{{ stat:a.b@2024 ｝｝"]),
        ("{{ stat:a.b@2024 }}、{x}、{ 统计 }、{{ stat:a.b@2024 }", []),
        ("`{ stat:a.b@2024 }`", []),
    ],
)
def test_lookalikes(text: str, found: list[str]) -> None:
    """What was meant as a mark but has single or full-width braces is found, with what it should be."""
    every = list(lookalikes(text))
    assert [one.text for _, one in every] == found
    assert all(text[offset:].startswith(one.text) and "{{ " in one.do for offset, one in every)


def test_format() -> None:
    """A mark can say its filter as written."""
    assert StatMark("a.b", 2024, "share", "a.c").format == "share(a.c)"
    assert StatMark("a.b", 2024, "unit").format == "unit"


def test_marks_of_a_text() -> None:
    """Marks come with their offsets; marks in code are examples, and single braces are text."""
    text = "甲{{ stat:a.b@2024 }}，`{{ stat:a.b@2023 }}`，{x}\n\n```\n{{ table: a@2024 }}\n```\n\n{{ table: a@2024 }}"
    assert [(offset, type(one)) for offset, one in marks(text)] == [(1, StatMark), (text.rindex("{{"), BlockMark)]
