"""Records: what fits becomes a value, what doesn't becomes a finding with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

import pytest

from portal.load.records import RecordReader
from portal.model.schema import Spec
from portal.times import Moment
from portal.yamlio import parse


@dataclass(frozen=True, kw_only=True)
class Inner:
    """A record that a bare number stands for."""

    SHORTHAND: ClassVar[str] = "v"
    v: Annotated[Decimal, Spec(doc="数值", maximum=100)]
    note: Annotated[str, Spec(doc="注")] = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A record with an id."""

    id: Annotated[str, Spec(doc="英文名", pattern="[a-z]+", shape="小写字母")]


@dataclass(frozen=True, kw_only=True)
class Outer:
    """One field of every kind."""

    title: Annotated[str, Spec(doc="标题", max_length=5)]
    count: Annotated[int, Spec(doc="个数", minimum=1)] = 1
    flag: Annotated[bool, Spec(doc="是非")] = False
    kind: Annotated[str, Spec(doc="种类", choices=("apple", "pear"))] = ""
    code: Annotated[str, Spec(doc="编号", pattern=r"\d{3}", shape="三位数字")] = ""
    day: Annotated[dt.date | None, Spec(doc="日子")] = None
    at: Annotated[Moment | None, Spec(doc="时间")] = None
    words: Annotated[tuple[str, ...], Spec(doc="词", max_length=2, unique=True)] = ()
    items: Annotated[tuple[Item, ...], Spec(doc="各项")] = ()
    values: Annotated[Mapping[str, Inner], Spec(doc="各数", pattern="[a-z]+", shape="小写字母")] = ()  # type: ignore[assignment]  # only read


def read(text: str) -> tuple[Outer | None, RecordReader]:
    """Read a text as an Outer."""
    reader = RecordReader("data/x.yml")
    node, problems = parse(text)
    reader.problems(problems)
    assert node is not None
    return reader.record(Outer, node), reader


def test_everything_fits() -> None:
    """Each kind of field is read into its type; a bare number stands for a record."""
    text = (
        'title: " 甲 "\ncount: 2\nflag: true\nkind: pear\ncode: "012"\nday: 2026-01-05\nat: 2026-01-05 09:30\n'
        "words: [甲, 乙]\nitems: [{id: a}]\nvalues: {x: 3, y: {v: 4.5, note: 注}}"
    )
    found, reader = read(text)
    assert not reader.findings
    assert found is not None
    assert (found.title, found.count, found.flag, found.kind, found.code, found.day) == ("甲", 2, True, "pear", "012", dt.date(2026, 1, 5))
    assert found.at is not None
    assert found.at.text == "2026-01-05 09:30"
    assert (found.words, found.items) == (("甲", "乙"), (Item(id="a"),))
    assert found.values == {"x": Inner(v=Decimal(3)), "y": Inner(v=Decimal("4.5"), note="注")}


REFUSED = [
    ("count: 2", "missing-key", 1, "“title”"),
    ('title: ""', "missing-key", 1, "“title”"),
    ("title:", "missing-key", 1, "“title”"),
    ("title: 甲\ntitel: 乙", "unknown-key", 2, "“titel”"),
    ("title: 12", "wrong-type", 1, "“12”"),
    ("title: 甲乙丙丁戊己", "wrong-value", 1, "甲乙丙丁戊己"),
    ("title: 甲\ncount: 0", "wrong-value", 2, "“0”"),
    ("title: 甲\ncount: 1.5", "wrong-type", 2, "“1.5”"),
    ("title: 甲\ncount: true", "wrong-type", 2, "“true”"),
    ("title: 甲\nflag: 1", "wrong-type", 2, "“1”"),
    ("title: 甲\nkind: aple", "wrong-value", 2, "“aple”"),
    ("title: 甲\ncode: '０１２'", "wrong-value", 2, "“０１２”"),
    ("title: 甲\nday: 2026-02-30", "wrong-type", 2, "2026-02-30"),
    ("title: 甲\nat: 2026-01-05 25:00", "wrong-type", 2, "25:00"),
    ("title: 甲\nwords: 乙", "not-a-list", 2, "“words”"),
    ("title: 甲\nwords: [甲, 乙, 丙]", "list-length", 2, "3项"),
    ("title: 甲\nwords: [甲, 甲]", "list-repeats", 2, "写了两次"),
    ("title: 甲\nwords: [[甲]]", "not-a-scalar", 2, "“words[1]”"),
    ("title: 甲\nitems:\n  - id: a\n  - id: B", "wrong-value", 4, "“B”"),
    ("title: 甲\nitems: [a]", "not-a-mapping", 2, "“items[1]”"),
    ("title: 甲\nvalues: [1]", "not-a-mapping", 2, "“values”"),
    ("title: 甲\nvalues:\n  X: 1", "key-shape", 3, "“X”"),
    ("title: 甲\nvalues:\n  x:", "missing-key", 3, "“values.x”"),
    ("title: 甲\nvalues:\n  x: 101", "wrong-value", 3, "“101”"),
    ("title: 甲\nvalues:\n  x: " + "9" * 50, "wrong-type", 3, "999"),
    ("[1]", "not-a-mapping", 1, "文件内容"),
]


@pytest.mark.parametrize(("text", "rule", "line", "fragment"), REFUSED)
def test_refused(text: str, rule: str, line: int, fragment: str) -> None:
    """Each misfit is one finding on its line that quotes what was written."""
    _, reader = read(text)
    assert [(one.rule, one.span.path, one.span.line) for one in reader.findings] == [(rule, "data/x.yml", line)]
    assert fragment in reader.findings[0].what
    assert reader.findings[0].do


def test_all_findings_at_once() -> None:
    """One bad field doesn't hide the next."""
    _, reader = read("titel: 甲\ncount: 多\nday: 明天")
    assert [one.rule for one in reader.findings] == ["unknown-key", "missing-key", "wrong-type", "wrong-type"]


def test_wrong_items_are_no_repetition() -> None:
    """Two items that can't be read are not the same item twice."""
    _, reader = read("title: 甲\nwords: [[甲], [乙]]")
    assert [one.rule for one in reader.findings] == ["not-a-scalar", "not-a-scalar"]


@pytest.mark.parametrize(("text", "near"), [("title: 甲\ncuont: 2", "count"), ("title: 甲\nkind: aple", "apple")])
def test_nearest(text: str, near: str) -> None:
    """Mistyped keys and words are answered with the nearest known one."""
    _, reader = read(text)
    assert f"是不是“{near}”？" in reader.findings[0].do


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("words: 【甲，乙】", "方括号和逗号要用半角：[甲, 乙]"),
        ("words: ［甲, 乙］", "方括号和逗号要用半角：[甲, 乙]"),
        ("words: 乙", "写成[乙]，只有一个也要方括号"),
        ("words: 甲，乙", "写成[甲, 乙]，要用方括号和半角逗号"),
        ("kind: 苹果", "只能是：apple、pear（种类）"),
        ("标题: 乙", "是不是“title”？"),
        ("标题 : 乙", "是不是“title”？"),
        ("日期: 2026-01-05", "可以用的键"),
    ],
)
def test_remedy(text: str, do: str) -> None:
    """The remedy shows what to write: half-width brackets, the choices and what they mean, the English key."""
    _, reader = read(f"title: 甲\n{text}")
    assert do in reader.findings[0].do


def test_one_finding_a_value() -> None:
    """What the YAML reader refuses isn't refused again for its type."""
    _, reader = read("title: 甲\nflag: yes\ncount: 01\nvalues:\n  x: 1,234")
    assert [one.rule for one in reader.findings] == ["yaml-boolean", "yaml-octal", "yaml-grouped"]
    _, reader = read("title: 甲\nflag: 是")
    assert [one.rule for one in reader.findings] == ["wrong-type"]


def test_marks_count_as_the_number_that_readers_see() -> None:
    """A mark is longer than what it prints."""
    found, reader = read("title: 共{{ stat:legal_aid.cases@2025 }}")
    assert found is not None
    assert not reader.findings


def test_lines() -> None:
    """The line of every key is known, in lists by number and by id."""
    _, reader = read("title: 甲\nitems:\n  - id: b\n  - id: a\nvalues:\n  x: 1")
    assert reader.lines["title"] == 1
    assert (reader.lines["items[2].id"], reader.lines["items[a].id"], reader.lines["items[b].id"]) == (4, 4, 3)
    assert reader.lines["values.x"] == 6
