"""YAML nodes to record classes (``model.schema``), with a finding for everything that doesn't fit."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar

from portal.model.finding import Finding, Severity, Span
from portal.model.marks import MARK
from portal.model.schema import FieldInfo, Spec, fields_of, is_list, is_mapping, item_kind, shorthand
from portal.times import Moment, parse_day, parse_moment
from portal.yamlio import Node, Problem

T = TypeVar("T")
_BAD = object()
_CHINESE_KEYS = {
    "标题": "title", "日期": "date", "来源": "source", "作者": "author", "编辑": "editor", "摘要": "summary", "标签": "tags", "读者": "audience",
    "对象": "audience", "题图": "cover", "案由": "cause", "类别": "kind", "年份": "year",
}  # fmt: skip
_HALF = str.maketrans({"［": "[", "］": "]", "【": "[", "】": "]", "，": ", ", "、": ", "})


class RecordReader:
    """Reads the records of one file.

    Attributes:
        findings: what was wrong so far.
        lines: line of every key by dotted name, ``values.legal_aid.cases``.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.lines: dict[str, int] = {}

    def problem(self, rule: str, line: int, column: int, what: str, do: str) -> None:
        """Note a finding at a place of this file."""
        self.findings.append(Finding(rule, Span(self.path, line, column), what, do))

    def problems(self, found: Iterable[Problem]) -> None:
        """Note what the YAML reader found."""
        self.findings += [Finding(one.rule, Span(self.path, one.line, one.column), one.what, one.do, Severity.ERROR) for one in found]

    def record(self, cls: type[T], node: Node, where: str = "") -> T | None:
        """Read a record; None when it is unusable (its findings say why)."""
        short = shorthand(cls)
        if short and not isinstance(node.value, dict):
            node = Node({short: node}, node.line, node.column, node.key_line, node.key_column)
        if not isinstance(node.value, dict):
            self.problem("not-a-mapping", node.line, node.column, f"{_name(where)}应当是“键: 值”的形式", f"写明这些键：{_names(cls)}")
            return None
        infos = {info.name: info for info in fields_of(cls)}
        self._unknown_keys(node.value, infos, where)
        values: dict[str, Any] = {}
        for info in infos.values():
            child = node.value.get(info.name)
            if child is not None:
                self.lines[_join(where, info.name)] = child.key_line
            values[info.name] = self._field(info, child, node, where)
        return None if any(value is _BAD for value in values.values()) else cls(**values)

    def _unknown_keys(self, given: dict[str, Node], infos: dict[str, FieldInfo], where: str) -> None:
        for key, child in given.items():
            if key in infos:
                continue
            meant = _CHINESE_KEYS.get(key, "")
            near = [meant] if meant in infos else get_close_matches(key, infos, n=1, cutoff=0.6)
            do = f"是不是“{near[0]}”？" if near else f"可以用的键：{'、'.join(infos)}"
            self.problem("unknown-key", child.key_line, child.key_column, f"不认识的键“{_join(where, key)}”", do)

    def _field(self, info: FieldInfo, child: Node | None, parent: Node, where: str) -> Any:
        name = _join(where, info.name)
        if child is None or child.value in (None, ""):
            if not info.required:
                return info.default
            at = child or parent
            self.problem("missing-key", at.key_line, at.key_column, f"缺少“{name}”", f"补上{name}：{info.spec.doc}")
            return _BAD
        return self._value(info.kind, info.spec, child, name)

    def _value(self, kind: Any, spec: Spec, node: Node, name: str) -> Any:
        if is_list(kind):
            return self._list(kind, spec, node, name)
        if is_mapping(kind):
            return self._mapping(kind, spec, node, name)
        if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind is not Moment:
            found = self.record(kind, node, name)
            return _BAD if found is None else found
        return self._scalar(kind, spec, node, name)

    def _list(self, kind: Any, spec: Spec, node: Node, name: str) -> Any:
        if not isinstance(node.value, tuple):
            self.problem("not-a-list", node.line, node.column, f"“{name}”应当是一个列表", f"{_as_list(node.raw)}：{spec.doc}")
            return _BAD
        inner, inner_spec = item_kind(kind)
        items = []
        for number, item in enumerate(node.value, 1):
            items.append(self._value(inner, inner_spec, item, f"{name}[{number}]"))
            self._lines_by_id(item, name)
        if len(items) < spec.min_items or (spec.max_length and len(items) > spec.max_length):
            self.problem("list-length", node.line, node.column, f"“{name}”有{len(items)}项", f"应有{spec.min_items or 0}到{spec.max_length or '多'}项")
            return _BAD
        if spec.unique:
            for text in sorted({str(one) for one in items if one is not _BAD and items.count(one) > 1}):
                self.problem("list-repeats", node.line, node.column, f"“{name}”里“{text}”写了两次", "删去一个")
        return _BAD if any(item is _BAD for item in items) else tuple(items)

    def _lines_by_id(self, item: Node, name: str) -> None:
        # Records of a list may be sorted later; their ids stay, their numbers don't.
        if isinstance(item.value, dict) and "id" in item.value:
            for key, child in item.value.items():
                self.lines[f"{name}[{item.value['id'].value}].{key}"] = child.key_line

    def _mapping(self, kind: Any, spec: Spec, node: Node, name: str) -> Any:
        if not isinstance(node.value, dict):
            self.problem("not-a-mapping", node.line, node.column, f"“{name}”应当是“键: 值”的形式", spec.doc or "每行写一个“键: 值”")
            return _BAD
        inner, inner_spec = item_kind(kind)
        values: dict[str, Any] = {}
        for key, child in node.value.items():
            self.lines[_join(name, key)] = child.key_line
            if spec.pattern and not re.fullmatch(spec.pattern, key, re.ASCII):
                self.problem("key-shape", child.key_line, child.key_column, f"“{key}”不能作{name}里的键", f"应是{spec.shape}")
            elif child.value is None:
                self.problem("missing-key", child.key_line, child.key_column, f"“{_join(name, key)}”没有值", "写上值，或删去这一行")
            else:
                values[key] = self._value(inner, inner_spec, child, _join(name, key))
        return {key: value for key, value in values.items() if value is not _BAD}

    def _scalar(self, kind: Any, spec: Spec, node: Node, name: str) -> Any:
        if isinstance(node.value, (tuple, dict)):
            self.problem("not-a-scalar", node.line, node.column, f"“{name}”只能写一个值", spec.doc or "去掉多余的括号和下一层的键")
            return _BAD
        value = _CONVERT[kind](node)
        if value is _BAD and any((one.span.line, one.span.column) == (node.line, node.column) for one in self.findings):
            return _BAD  # the YAML reader has told what is wrong with this very value
        if value is _BAD:
            self.problem("wrong-type", node.line, node.column, f"“{name}”写的是“{node.raw}”", _EXPECTED[kind])
            return _BAD
        wrong = _violation(spec, value)
        if wrong:
            self.problem("wrong-value", node.line, node.column, f"“{name}”写的是“{node.raw}”", wrong)
            return _BAD
        return value


def _violation(spec: Spec, value: Any) -> str:
    if spec.choices and value not in spec.choices:
        near = get_close_matches(str(value), spec.choices, n=1, cutoff=0.5)
        return (f"是不是“{near[0]}”？" if near else "") + f"只能是：{'、'.join(spec.choices)}（{spec.doc}）"
    if isinstance(value, str):
        if value and spec.pattern and not re.fullmatch(spec.pattern, value, re.ASCII):
            return f"应是{spec.shape}"
        length = len(MARK.sub("1234", value))  # readers see the number, not the mark
        if spec.max_length and length > spec.max_length:
            return f"有{length}个字，最多{spec.max_length}个"
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if spec.minimum is not None and value < spec.minimum:
            return f"不能小于{spec.minimum:g}"
        if spec.maximum is not None and value > spec.maximum:
            return f"不能大于{spec.maximum:g}"
    return ""


def _as_list(raw: str) -> str:
    """How a list should have been written that was read as a text."""
    if not raw:
        return "写成[甲, 乙]，只有一个也要方括号"
    half = raw.translate(_HALF).strip("[]").replace(",  ", ", ")
    if raw[0] in "［【":
        return f"方括号和逗号要用半角：[{half}]"
    return f"写成[{half}]，{'要用方括号和半角逗号' if ',' in half else '只有一个也要方括号'}"


def _as_text(node: Node) -> Any:
    return node.value.strip() if isinstance(node.value, str) else _BAD


def _as_int(node: Node) -> Any:
    return node.value if isinstance(node.value, int) and not isinstance(node.value, bool) else _BAD


def _as_decimal(node: Node) -> Any:
    if isinstance(node.value, Decimal):
        return node.value
    return Decimal(node.value) if isinstance(node.value, int) and not isinstance(node.value, bool) else _BAD


def _as_bool(node: Node) -> Any:
    return node.value if isinstance(node.value, bool) else _BAD


def _as_moment(node: Node) -> Any:
    return (parse_moment(node.value) if isinstance(node.value, str) else None) or _BAD


def _as_day(node: Node) -> Any:
    return (parse_day(node.value) if isinstance(node.value, str) else None) or _BAD


_CONVERT: dict[Any, Any] = {str: _as_text, int: _as_int, Decimal: _as_decimal, bool: _as_bool, Moment: _as_moment, dt.date: _as_day}
_EXPECTED: dict[Any, str] = {
    str: "这里要写文字；像数字或是非的文字要加引号",
    int: "这里要写整数，不带单位、逗号和引号",
    Decimal: "这里要写数，不带单位、逗号、百分号和引号",
    bool: "这里只能写true或false",
    Moment: "写成真实存在的日期，如2026-01-05，或2026-01-05 09:30",
    dt.date: "写成真实存在的日期，如2026-01-05",
}


def _join(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _name(where: str) -> str:
    return f"“{where}”" if where else "文件内容"


def _names(cls: type) -> str:
    return "、".join(info.name for info in fields_of(cls) if info.required)
