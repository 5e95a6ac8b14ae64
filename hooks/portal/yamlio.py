"""The only YAML reader: strict, with positions, all problems at once.

YAML is read as its 1.2 core schema (yaml.org/spec/1.2.2, section 10.3), narrowed to what an editor can see: no anchors, no tags,
no duplicate keys, and no scalar that YAML 1.1 would silently turn into something else (``0123``, ``12:30``, ``no``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

import yaml

Scalar = None | bool | int | Decimal | str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader refuses: a rule id, a 1-based position, what is wrong and what to do."""

    rule: str
    line: int
    column: int
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value with its place.

    Attributes:
        value: a scalar, a tuple of nodes, or a dict from key to node.
        line, column: where the value begins, 1-based.
        key_line, key_column: where its key begins when it stands in a mapping, else the same place.
        raw: the scalar as written, empty for collections.
    """

    value: Scalar | tuple[Node, ...] | dict[str, Node]
    line: int
    column: int
    key_line: int = 0
    key_column: int = 0
    raw: str = ""


_INT = re.compile(r"[-+]?(0|[1-9]\d*)", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)", re.ASCII)
_PADDED = re.compile(r"[-+]?0\d+", re.ASCII)
_COLON = re.compile(r"\d{1,2}:\d{2}(:\d{2})?", re.ASCII)
_FULL_WIDTH = re.compile(r"(?=.*[０-９])[-+]?[0-9０-９．，,.％%：:－-]+")
_GROUPED = re.compile(r"\d{1,3}([,，]\d{3})+(\.\d+)?", re.ASCII)
_OLD_BOOLEAN = {"yes", "no", "on", "off", "y", "n"}
_WORDS: Mapping[str, Scalar] = {"null": None, "~": None, "": None, "true": True, "false": False}
_MAX_BYTES = 2_000_000
MOST_OF_AN_ARTICLE = 300_000  # bytes: a hundred thousand Chinese characters; who gets more to read reads none of it
_MAX_DEPTH = 20
_MAX_DIGITS = 20
_HASH = re.compile(r"[ \t]+#[^\s#]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode(data: bytes, most: int = _MAX_BYTES) -> tuple[str, Problem | None]:
    """Bytes of a text file to text; a problem when it isn't plain UTF-8.

    Returns:
        The text with line ends as ``\\n`` (empty when it can't be read) and what is wrong with the encoding, if anything.
    """
    if len(data) > most:
        return "", Problem("file-too-large", 1, 1, f"文件有{len(data)}字节，超过{most}字节的上限", "拆成几个文件，图片另存为文件放在旁边")
    for mark, name in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            return "", Problem("encoding", 1, 1, f"文件是{name}编码", "用编辑器“另存为”，编码选UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        text = data[3:].decode("utf-8", "replace")
        return text.replace("\r\n", "\n"), Problem("encoding-bom", 1, 1, "文件开头有看不见的BOM标记", "用编辑器“另存为”，编码选UTF-8（不带BOM）")
    try:
        return data.decode("utf-8").replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        return "", _not_utf8(data, error)


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return Problem("encoding", line, 1, "文件不是UTF-8编码，也不是GBK编码", "检查文件是否损坏，再用编辑器另存为UTF-8")
    return Problem("encoding", 1, 1, "文件像是GBK编码，不是UTF-8", "用编辑器“另存为”，编码选UTF-8")


def parse(text: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """YAML text to a tree of nodes.

    Args:
        text: one YAML document.
        first_line: the line of the file on which ``text`` begins.

    Returns:
        The root node, None when the text has no value or can't be parsed, and every problem found.
    """
    reader = _Reader(first_line, text)
    tabs = reader.find_tabs()
    if tabs:
        return None, tabs
    try:
        if reader.too_deep():
            return None, reader.problems
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return None, [reader.syntax(error)]
    node = reader.convert(root) if root is not None else None
    return node, reader.problems


@dataclass
class _Reader:
    first_line: int
    text: str
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def find_tabs(self) -> list[Problem]:
        return [
            Problem("yaml-tab", self.first_line + number, 1, "行首用了制表符（Tab键）缩进", "改用空格，每层两个")
            for number, line in enumerate(self.text.split("\n"))
            if "\t" in line[: len(line) - len(line.lstrip())]
        ]

    def too_deep(self) -> bool:
        # Events come without recursion; composing a very deep text would overrun the C stack.
        depth = 0
        for event in yaml.parse(self.text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_DEPTH:
                self.report("yaml-depth", cast(yaml.Mark, event.start_mark), f"嵌套超过{_MAX_DEPTH}层", "减少层次")
                return True
        return False

    def report(self, rule: str, mark: yaml.Mark, what: str, do: str) -> None:
        self.problems.append(Problem(rule, self.first_line + mark.line, mark.column + 1, what, do))

    def convert(self, node: yaml.Node, key: yaml.Mark | None = None) -> Node:
        mark = node.start_mark
        if id(node) in self.seen:
            self.report("yaml-anchor", key or mark, "用了锚点（& 或 *）引用别处的内容", "把内容直接写出来")
            return self._place(None, mark, key)
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return self._place(self._scalar(node), mark, key, node.value)
        if isinstance(node, yaml.SequenceNode):
            return self._place(tuple(self.convert(item) for item in node.value), mark, key)
        if self.text.startswith("{{", mark.index):
            return self._bare_mark(node, key)
        return self._place(self._mapping(cast(yaml.MappingNode, node)), mark, key)

    def _place(self, value: Scalar | tuple[Node, ...] | dict[str, Node], mark: yaml.Mark, key: yaml.Mark | None, raw: str = "") -> Node:
        at = key or mark
        return Node(value, self.first_line + mark.line, mark.column + 1, self.first_line + at.line, at.column + 1, raw)

    def _bare_mark(self, node: yaml.Node, key: yaml.Mark | None) -> Node:
        """A mark of prose without quotes, which YAML takes for a mapping in a mapping."""
        value = self.text[node.start_mark.index : node.end_mark.index]
        advice = _unquoted(self.text.split("\n")[node.start_mark.line]) or ("以{{开头的值要加双引号", f'写成"{value}"')
        self.report("yaml-syntax", node.start_mark, *advice)
        return self._place(value, node.start_mark, key, value)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Node]:
        values: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.report("yaml-key", key.start_mark, "键不是一个简单的词", "写成“键: 值”，键用一个词")
                continue
            if key.value in values:
                first = values[key.value].key_line
                self.report("yaml-duplicate-key", key.start_mark, f"“{key.value}”写了两次，第一次在第{first}行", "删去一个，只留正确的值")
                continue
            values[key.value] = self.convert(value, key.start_mark)
        return values

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        text: str = node.value
        if node.style:
            return text
        if node.tag.startswith("!") or node.tag in ("tag:yaml.org,2002:binary", "tag:yaml.org,2002:python"):
            self.report("yaml-tag", node.start_mark, f"用了标记“{node.tag}”", "去掉感叹号标记，直接写值")
            return None
        return self._plain(node, text)

    def _plain(self, node: yaml.ScalarNode, text: str) -> Scalar:
        if _HASH.match(self.text, node.end_mark.index):
            self.report("yaml-hash", node.end_mark, "空格加“#”后面的字会被当成注释丢掉", "要这些字就给整个值加引号；确是注释就在#后面空一格")
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if text.lower() in _OLD_BOOLEAN:
            self.report("yaml-boolean", node.start_mark, f"“{text}”在不同软件里含义不同", "是非写true或false；要当文字就加引号")
        elif _PADDED.fullmatch(text):
            self.report("yaml-octal", node.start_mark, f"“{text}”以0开头，会被当成八进制数", f'要数值就写{int(text)}；要文字就加引号："{text}"')
        elif _COLON.fullmatch(text):
            self.report("yaml-sexagesimal", node.start_mark, f"“{text}”会被当成六十进制数", f'加引号："{text}"')
        elif _FULL_WIDTH.fullmatch(text):
            self.report("yaml-full-width", node.start_mark, f"“{text}”是全角数字", "改成半角数字")
        elif _GROUPED.fullmatch(text):
            self.report("yaml-grouped", node.start_mark, f"“{text}”带了千分位逗号", f"写成{re.sub('[,，]', '', text)}")
        elif _INT.fullmatch(text) and len(text) <= _MAX_DIGITS:
            return int(text)
        elif _FLOAT.fullmatch(text) and len(text) <= _MAX_DIGITS:
            return Decimal(text)
        return text

    def syntax(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        number = mark.line if mark else self.text.count("\n", 0, getattr(error, "position", 0))
        seen = self._open_bracket(error) or self._seen_cause(number)
        if seen:
            return seen
        text = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')} {getattr(error, 'reason', '')}"
        what, do = next(((what, do) for pattern, what, do in _SYNTAX if re.search(pattern, text)), _UNKNOWN)
        return Problem("yaml-syntax", self.first_line + number, mark.column + 1 if mark else 1, what, do)

    def _open_bracket(self, error: yaml.YAMLError) -> Problem | None:
        """A list that isn't closed, told where it begins; libyaml names the line on which it gives up."""
        mark = getattr(error, "context_mark", None)
        if mark is None or "expected ',' or" not in str(getattr(error, "problem", "")):
            return None
        sign = self.text[mark.index : mark.index + 1]
        closing, name = {"[": ("]", "方括号"), "{": ("}", "花括号")}.get(sign, ("", ""))
        if not closing or self.text.count(sign) <= self.text.count(closing):
            return None
        line = self.text.split("\n")[mark.line]
        half = line.translate(_HALF_BRACKETS)
        what, do = f"{name}从这里打开，没有关上", f"在末尾补上半角的{closing}；项目之间用半角逗号加空格"
        if half != line:
            what, do = "方括号要用半角", f"写成{half.strip()}"
        return Problem("yaml-syntax", self.first_line + mark.line, mark.column + 1, what, do)

    def _seen_cause(self, number: int) -> Problem | None:
        """A line that anybody can see is wrong; libyaml often gives up only on the next one, or at the end for an open quote."""
        lines = self.text.split("\n")
        for at in range(min(number, len(lines) - 1), -1, -1):
            unquoted = _unquoted(lines[at]) if number - at <= 1 else None
            if unquoted:
                return Problem("yaml-syntax", self.first_line + at, 1, *unquoted)
            for pattern, reach, what, do in _VISIBLE:
                if number - at <= reach and pattern.match(lines[at]):
                    return Problem("yaml-syntax", self.first_line + at, 1, what, do)
        return None


def _unquoted(line: str) -> tuple[str, str] | None:
    """What is wrong and what to do when a value begins with a sign that YAML keeps for itself; None when it doesn't."""
    match = _SIGN_FIRST.fullmatch(line)
    if not match:
        return None
    value, quote, name = match["value"], '"', "双"
    if '"' in value:
        value, quote, name = value.replace("'", "''"), "'", "单"
    return f"以{match['sign']}开头的值要加{name}引号", f"写成{match['key'].strip()} {quote}{value}{quote}"


_KEY = r"[ ]*(?:- )?[A-Za-z_][\w.-]*"
_SIGN_FIRST = re.compile(
    rf"(?P<key>{_KEY}:|[ ]*-)[ ]+(?P<value>(?P<sign>\{{\{{|[-?](?= )|\[(?=[^\]]*\][ ]*[^\s#\],，、。;；])|[@`%]|[>|](?=[ ]+[^\s#])).*?)[ ]*"
)
_HALF_BRACKETS = str.maketrans("［］【】", "[][]")
_VISIBLE = (
    (re.compile(rf"(?:{_KEY}|[ ]*[\u4e00-\u9fff]{{2,4}})："), 1, "键后面的冒号是全角的", "改成半角冒号，后面空一格"),
    (re.compile(rf"{_KEY}:(?=[^\s:/])"), 1, "冒号后面没有空格", "写成“键: 值”，冒号后面空一格"),
    (re.compile(rf'{_KEY}:[ ]+"(?:[^"\\]|\\.)*"[ ]*[^\s#]'), 0, "引号结束以后还有字", "引号放到值的最末尾；值里的引号用中文引号“”"),
    (re.compile(rf'{_KEY}:[ ]+"(?:[^"\\]|\\.)*$'), 10_000, "引号没有成对", "在值的末尾补上引号；值里的引号用中文引号“”"),
)
_UNKNOWN = ("YAML写法有误，读到这里读不下去", "看这一行和上一行的冒号、引号、缩进是否正确")
_SYNTAX = (
    (
        "mapping values are not allowed",
        "一行里有两个“冒号加空格”，或缩进没有对齐",
        '值里有冒号就给整个值加引号，例如 title: "通知: 放假"；同一层的键从同一列开始',
    ),
    ("quoted scalar|unexpected end of stream", "引号没有成对", "在值的末尾补上引号；值里的中文引号用“”"),
    ("expected ':'|did not find expected ':'", "少了冒号，或冒号后面没有空格", "写成“键: 值”，冒号用半角，后面空一格"),
    ("cannot start any token", "值的开头是YAML保留的符号", "给这个值加引号"),
    ("flow|expected ',' or", "方括号或花括号没有成对，或项目之间少了逗号", "补全括号；项目之间用半角逗号加空格"),
    (
        "did not find expected key|block (mapping|collection|sequence)|<document start>|did not find expected '-'",
        "缩进没有对齐",
        "同一层的键从同一列开始，下一层多缩进两个空格",
    ),
    ("undefined alias|anchor|alias", "用了锚点（& 或 *）", "以&或*开头的值要加引号"),
    ("tag", "用了感叹号标记", "以!开头的值要加引号"),
    ("special characters|control characters|unacceptable", "有看不见的控制字符", "删去这一行里看不见的字符，重新输入"),
    ("another document|single document", "一个文件里有两段“---”", "只留一段"),
)
