"""The YAML reader: what it refuses, where, and what it makes of the rest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.yamlio import Node, decode, parse

REFUSED = [
    ("a: 1\nb: 2\na: 3", "yaml-duplicate-key", 3, "第一次在第1行"),
    ("a: 0123", "yaml-octal", 1, "八进制"),
    ("a: 12:30", "yaml-sexagesimal", 1, "六十进制"),
    ("a: ２０２５", "yaml-full-width", 1, "全角数字"),
    ("a: ２０２５-０１-０２", "yaml-full-width", 1, "全角数字"),
    ("a: 1２", "yaml-full-width", 1, "全角数字"),
    ("a: 1,234", "yaml-grouped", 1, "千分位"),
    ("a: 1，234", "yaml-grouped", 1, "千分位"),
    ("a: yes", "yaml-boolean", 1, "含义不同"),
    ("a: Off", "yaml-boolean", 1, "含义不同"),
    ("a:\n\tb: 1", "yaml-tab", 2, "制表符"),
    ("a: &x [1]\nb: *x", "yaml-anchor", 2, "锚点"),
    ("a: *x", "yaml-syntax", 1, "锚点"),
    ("a: !x y", "yaml-tag", 1, "!x"),
    ("a: 标题 #1", "yaml-hash", 1, "注释"),
    ("? [a]\n: 1", "yaml-key", 1, "键不是一个简单的词"),
    ('a: "x\nb: 1\nc: 2', "yaml-syntax", 1, "引号没有成对"),
    ('a: "x\nb: 1\nc: "z"', "yaml-syntax", 1, "引号没有成对"),
    ('a: 1\nb: "x"y', "yaml-syntax", 2, "引号结束以后还有字"),
    ("a:1\nb: 2", "yaml-syntax", 1, "冒号后面没有空格"),
    ("a: 1\nb:2", "yaml-syntax", 2, "冒号后面没有空格"),
    ("a：1\nb: 2", "yaml-syntax", 1, "全角"),
    ("a: 1\n  b: 2", "yaml-syntax", 2, "缩进没有对齐"),
    ("a:\n  b: 1\n c: 2", "yaml-syntax", 3, "缩进没有对齐"),
    ("  a: 1\nb: 2", "yaml-syntax", 2, "缩进没有对齐"),
    ("a: 通知: 放假", "yaml-syntax", 1, "冒号加空格"),
    ("a: [1, 2\nb: 3", "yaml-syntax", 1, "没有关上"),
    ("x: 1\na: [1,\n  2\nb: [3]", "yaml-syntax", 2, "没有关上"),
    ("a: {b: 1\nc: 2", "yaml-syntax", 1, "花括号"),
    ("a: [{b: 1} {c: 2}]", "yaml-syntax", 1, "少了逗号"),
    ("a: [甲, 乙】\nb: 3", "yaml-syntax", 1, "方括号要用半角"),
    ("标题：甲\nb: 2", "yaml-syntax", 1, "全角"),
    ("a: {{ stat:x.y@2025 }}件\nb: 2", "yaml-syntax", 1, "以{{开头的值要加双引号"),
    ("a: {{ stat:x.y@2025 }}\nb: 2", "yaml-syntax", 1, "以{{开头的值要加双引号"),
    ("a: [{{ stat:x.y@2025 }}]", "yaml-syntax", 1, "以{{开头的值要加双引号"),
    ("a: - 甲\nb: 2", "yaml-syntax", 1, "以-开头的值要加双引号"),
    ("a: [重磅] 甲\nb: 2", "yaml-syntax", 1, "以[开头的值要加双引号"),
    ("a: > 甲\nb: 2", "yaml-syntax", 1, "以>开头的值要加双引号"),
    ("a: ? 甲", "yaml-syntax", 1, "以?开头的值要加双引号"),
    ("a: @x", "yaml-syntax", 1, "以@开头的值要加双引号"),
    ('a: @x"甲"', "yaml-syntax", 1, "以@开头的值要加单引号"),
    ("a: [@x]", "yaml-syntax", 1, "保留的符号"),
    ("- @x", "yaml-syntax", 1, "以@开头的值要加双引号"),
    ("a: 1\n---\nb: 2", "yaml-syntax", 2, "两段"),
    ("a: 1\nb: \x01", "yaml-syntax", 2, "控制字符"),
    ("[" * 30 + "]" * 30, "yaml-depth", 1, "20层"),
    ("- " * 100_000, "yaml-depth", 1, "20层"),
]
ACCEPTED = [
    ("12", 12),
    ("-3", -3),
    ("1.50", Decimal("1.50")),
    ("0", 0),
    ("true", True),
    ("null", None),
    ("", None),
    ("'0123'", "0123"),
    ('"12:30"', "12:30"),
    ("2026-01-05 09:30", "2026-01-05 09:30"),
    ("1e400", "1e400"),
    ("9" * 30, "9" * 30),
    (".inf", ".inf"),
    ("0x1F", "0x1F"),
    ("标题 # 注释", "标题"),
    ("标题#1", "标题#1"),
    ("https://x.example/#a", "https://x.example/#a"),
]


@pytest.mark.parametrize(("text", "rule", "line", "fragment"), REFUSED)
def test_refused(text: str, rule: str, line: int, fragment: str) -> None:
    """Each trap is named with its line, in words that an editor understands."""
    _, problems = parse(text)
    assert [(one.rule, one.line) for one in problems] == [(rule, line)]
    assert fragment in problems[0].what
    assert problems[0].do


@pytest.mark.parametrize(("text", "value"), ACCEPTED)
def test_accepted(text: str, value: object) -> None:
    """Scalars mean what YAML 1.2 says, and nothing more; the type counts too."""
    node, problems = parse(f"a: {text}")
    assert not problems
    assert node is not None
    assert isinstance(node.value, dict)
    found = node.value["a"].value
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: {{ stat:x.y@2025|unit }}件 ", 'title: "{{ stat:x.y@2025|unit }}件"'),
        ("title: {{ stat:x.y@2025 }}", 'title: "{{ stat:x.y@2025 }}"'),
        ("title: - 标题", 'title: "- 标题"'),
        ('title: @张三"说"', "title: '@张三\"说\"'"),
        ("tags: [甲, 乙】", "tags: [甲, 乙]"),
    ],
)
def test_line_to_paste(text: str, line: str) -> None:
    """The message holds the mended line, and that line can be read."""
    _, (problem,) = parse(f"{text}\nb: 2")
    assert line in problem.do
    assert parse(line)[1] == []


def test_bare_mark_keeps_its_text() -> None:
    """A mark without quotes is one problem, and still the value that was meant."""
    node, problems = parse("a: {{ stat:x.y@2025 }}")
    assert node is not None
    assert isinstance(node.value, dict)
    assert (len(problems), node.value["a"].value) == (1, "{{ stat:x.y@2025 }}")


def test_all_problems_at_once_with_an_offset() -> None:
    """Every trap of a text is reported, with lines of the file that it stands in."""
    _, problems = parse("a: 0123\nb: yes\nc: {d: 12:30}", first_line=2)
    assert [(one.rule, one.line, one.column) for one in problems] == [("yaml-octal", 2, 4), ("yaml-boolean", 3, 4), ("yaml-sexagesimal", 4, 8)]


def test_places() -> None:
    """A node knows where its key and its value begin."""
    node, _ = parse("a:\n  b: 甲")
    assert node is not None
    assert isinstance(node.value, dict)
    inner = node.value["a"].value
    assert isinstance(inner, dict)
    assert inner["b"] == Node("甲", 2, 6, 2, 3, "甲")


def test_empty_text_has_no_value() -> None:
    """An empty document is no value and no problem."""
    assert parse("# 只有注释\n") == (None, [])


@pytest.mark.parametrize(
    ("data", "rule", "line", "fragment"),
    [
        ("甲\n乙".encode("gbk"), "encoding", 1, "GBK"),
        (b"a\n" + "乙".encode("gbk"), "encoding", 1, "GBK"),
        ("甲".encode("utf-16"), "encoding", 1, "UTF-16"),
        (b"\xef\xbb\xbfa: 1", "encoding-bom", 1, "BOM"),
        (b"a\xff\xff\xff", "encoding", 1, "不是UTF-8"),
        (b" " * 2_000_001, "file-too-large", 1, "2000001"),
    ],
)
def test_undecodable(data: bytes, rule: str, line: int, fragment: str) -> None:
    """Other encodings are recognized and named."""
    _, problem = decode(data)
    assert problem is not None
    assert (problem.rule, problem.line) == (rule, line)
    assert fragment in problem.what


def test_decodable() -> None:
    """UTF-8 is read, Windows line ends become plain ones, and a BOM doesn't hide the text."""
    assert decode("甲\r\n乙".encode()) == ("甲\n乙", None)
    assert decode(b"\xef\xbb\xbfa: 1")[0] == "a: 1"
