"""Literals in a page's scripts, found as text; never executed.

Three forms are read: the object ``window.cgiDataNew = {…}``, variables ``var mid = "" || "2650…" || ""`` and the older assignments
``d.mid = xml ? getXmlValue('mid.DATA') : '2247…' * 1``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

Value = str | dict[str, "Value"] | list["Value"]

_QUOTED = r"'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'|\"[^\"\\\n]*(?:\\[\s\S][^\"\\\n]*)*\""
_STRING = re.compile(_QUOTED)
_TOKEN = re.compile(rf"\s+|(?P<string>{_QUOTED})|(?P<comment>//[^\n]*|/\*[\s\S]*?\*/)|(?P<sign>[{{}}\[\]():,;])|(?P<word>[\w$.+-]+)|(?P<other>.)", re.DOTALL)
_PART = re.compile(rf"(?P<string>{_QUOTED})|(?<![\w$.])(?P<number>\d{{1,20}})(?![\w.])|(?P<comma>,)|[;\n{{}}'\"]")
_REGEX = re.compile(r"/(?![/*])[^/\\\n]*(?:\\.[^/\\\n]*)*/[a-z]*")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|(\r\n|[\s\S]))")
_SINGLE = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_JSDECODE = (
    *(("\\x5c", "\\"), ("\\x0d", "\r"), ("\\x22", '"'), ("\\x26", "&"), ("\\x27", "'")),
    *(("\\x3c", "<"), ("\\x3e", ">"), ("\\x0a", "\n")),
)
_ROOT = re.compile(r"cgiDataNew\s*=\s*(?:window\.cgiDataNew\s*\|\|\s*)?(?=\{)")
_VAR, _LETTER = re.compile(r"\bvar\s+$"), re.compile(r"[\w$]")
_XML_VALUE = re.compile(r"getXmlValue\(\s*['\"][^'\"\n]*['\"]\s*\)")
_MOST_TOKENS, _DEEPEST, _STATEMENT, _MOST_PLACES = 600_000, 40, 4_000, 400


def unescape_js(quoted: str) -> str:
    """The text that a literal of JavaScript, quotes included, stands for."""
    return _ESCAPE.sub(_unescaped, quoted[1:-1])


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _SINGLE.get(match[4], match[4])


def js_decode(text: str) -> str:
    """What the page's own function ``JsDecode`` makes of a text; the backslash comes first."""
    for written, meant in _JSDECODE:
        text = text.replace(written, meant)
    return text


def unescape_html(text: str) -> str:
    """Entities resolved until nothing changes: titles hold ``&amp;amp;``."""
    for _ in range(4):
        found = html.unescape(text)
        if found == text:
            break
        text = found
    return text


class _Reader:
    """Reads one literal of an object or a list; whatever isn't a literal becomes an empty text."""

    def __init__(self, text: str, at: int) -> None:
        self._text, self._at, self._left, self._before = text, at, _MOST_TOKENS, ":"

    def _tokens(self) -> Iterator[tuple[str, str]]:
        while self._left and self._at < len(self._text):
            match = _TOKEN.match(self._text, self._at)
            if not match:
                return
            kind, said = match.lastgroup, match[0]
            if said == "/" or kind == "comment":
                regex = _REGEX.match(self._text, self._at) if self._before in "(,=:[!&|?" else None
                match = regex or match
            self._at, self._left = match.end(), self._left - 1
            if kind and kind != "comment":
                self._before = said[-1:]
                yield kind, said

    def read(self, depth: int = 0) -> Value:
        """The value that begins here."""
        opened = self._text[self._at]
        self._at += 1
        found: dict[str, Value] = {}
        items: list[Value] = []
        key, value, words, nested = "", None, "", 0
        for kind, said in self._tokens():
            if said in ("}", "]") and kind == "sign" and not nested:
                break
            if said == "," and kind == "sign" and not nested:
                self._keep(found, items, key, value)
                key, value, words = "", None, ""
            elif said == ":" and kind == "sign" and not nested and opened == "{" and not key:
                key, value, words = (value if isinstance(value, str) and value else words), None, ""
            elif said in ("{", "[") and kind == "sign":
                self._at -= 1
                inner = self.read(depth + 1) if depth < _DEEPEST else self._skip()
                value = inner if value in (None, "") else value
            elif kind == "string" and not value:
                value = unescape_js(said)
                value = js_decode(value) if words.endswith("JsDecode") else value
            elif kind == "word":
                words = said
                value = said if value is None and said.lstrip("-").isdigit() else value
            elif said in "()" and kind == "sign":
                nested = max(0, nested + (1 if said == "(" else -1))
        self._keep(found, items, key, value)
        return found if opened == "{" else items

    def _skip(self) -> Value:
        self._at, self._left = len(self._text), 0
        return ""

    @staticmethod
    def _keep(found: dict[str, Value], items: list[Value], key: str, value: Value | None) -> None:
        if key:
            found.setdefault(key, value if value is not None else "")
        if value is not None:
            items.append(value)


def read_literal(text: str, at: int) -> Value:
    """The object or list whose bracket stands at an offset, as plain data."""
    return _Reader(text, at).read()


class Scripts:
    """Values that a page's scripts state.

    Args:
        text: of all its scripts.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def data(self) -> dict[str, Value]:
        """``window.cgiDataNew``; empty when the page has none."""
        best: dict[str, Value] = {}
        for match in list(_ROOT.finditer(self._text))[:5]:
            found = read_literal(self._text, match.end())
            if isinstance(found, dict) and len(found) > len(best):
                best = found
        return best

    def field(self, *names: str, shape: str = "") -> str:
        """The first text with content among fields of ``cgiDataNew``."""
        for name in names:
            value = self.data.get(name)
            if isinstance(value, str) and value and (not shape or re.fullmatch(shape, value)):
                return value
        return ""

    def variable(self, *names: str, shape: str = "") -> str:
        """The first non-empty literal that is assigned to one of the names, declared ones first."""
        for name in names:
            places = list(islice(self._places(rf"{re.escape(name)}\s*=(?!=)\s*"), _MOST_PLACES))
            declared = [one for one in places if _VAR.search(self._text, max(0, one.start() - 12), one.start())]
            for match in (*declared, *places):
                for value in self._literals(match.end()):
                    if value and (not shape or re.fullmatch(shape, value)):
                        return value
        return ""

    def member(self, *names: str, shape: str = "") -> str:
        """The first non-empty literal beside ``name:`` in any object."""
        for name in names:
            for match in islice(self._places(rf"{re.escape(name)}[\"']?\s*:\s*(JsDecode\(\s*)?({_QUOTED}|\d+)"), _MOST_PLACES):
                value = unescape_js(match[2]) if match[2][0] in "'\"" else match[2]
                value = js_decode(value) if match[1] else value
                if value and (not shape or re.fullmatch(shape, value)):
                    return value
        return ""

    def _places(self, pattern: str) -> Iterator[re.Match[str]]:
        """Where a pattern that begins with a name occurs; that it is the whole name is looked at afterwards, which is many times faster."""
        for match in re.finditer(pattern, self._text):
            if not match.start() or not _LETTER.match(self._text[match.start() - 1]):
                yield match

    def any(self, *names: str, shape: str = "") -> str:
        """A value wherever it stands: the object first, then variables, then other objects."""
        return self.field(*names, shape=shape) or self.variable(*names, shape=shape) or self.member(*names, shape=shape)

    def list_of(self, name: str) -> list[Value]:
        """A list by its name, the first that holds anything."""
        value = self.data.get(name)
        if isinstance(value, list) and value:
            return value
        for match in list(self._places(rf"{name}[\"']?\s*[:=]\s*(?=\[)"))[:5]:
            found = read_literal(self._text, match.end())
            if isinstance(found, list) and found:
                return found
        return []

    def has(self, pattern: str) -> bool:
        """Whether a pattern occurs."""
        return bool(re.search(pattern, self._text))

    def _literals(self, at: int) -> Iterator[str]:
        """Texts and whole numbers of a statement up to its end."""
        piece = self._text[at : at + _STATEMENT]
        string = _STRING.match(self._text, at)
        if string and string.end() - at >= _STATEMENT:
            piece = string[0]
        piece = _XML_VALUE.sub("", piece)
        for match in _PART.finditer(piece):
            if match["string"]:
                yield unescape_js(match["string"])
            elif match["number"]:
                yield match["number"]
            elif match["comma"] and piece.count("(", 0, match.start()) != piece.count(")", 0, match.start()):
                continue  # between the arguments of a call
            else:
                return
