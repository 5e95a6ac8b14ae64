"""HTML as plain values: read from text, written as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element

_VOID = frozenset({"br", "hr", "img"})
_SILENT = frozenset({"script", "style", "template", "head", "title", "desc", "defs"})
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Node:
    """An element.

    Attributes:
        tag: in small letters.
        attributes: name and value, in the order in which they are written.
        children: texts and elements.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node | str, ...] = ()

    def get(self, name: str) -> str:
        """An attribute, empty when there is none."""
        return next((value for key, value in self.attributes if key == name), "")

    def has_class(self, name: str) -> bool:
        """Whether it has a class."""
        return name in self.get("class").split()

    def every(self, *tags: str) -> Iterator[Node]:
        """Elements with one of these tags within it and itself, in reading order."""
        if self.tag in tags:
            yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.every(*tags)


Child: TypeAlias = Node | str


def node(tag: str, children: Iterable[Child] = (), **attributes: str) -> Node:
    """An element; attributes without a value are left out."""
    return Node(tag, tuple((name, value) for name, value in attributes.items() if value), tuple(children))


def parse(html: str) -> Node:
    """A fragment of HTML as the content of one element.

    Args:
        html: may be broken; comments and what XML forbids are left out.
    """
    from lxml import etree

    data = b"<html><body>" + _NOT_XML.sub("", html).encode("utf-8") + b"</body></html>"
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))
    body = root.find("body")
    return _node(root if body is None else body)


def _node(element: _Element) -> Node:
    children: list[Child] = [str(element.text)] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            children.append(_node(child))
        if child.tail:
            children.append(str(child.tail))
    return Node(str(element.tag), tuple((str(name), str(value)) for name, value in element.items()), tuple(children))


def text_of(child: Child) -> str:
    """All text of an element, without scripts and what only describes drawings."""
    if isinstance(child, str):
        return child
    return "" if child.tag in _SILENT else "".join(map(text_of, child.children))


def bare(text: str) -> str:
    """Text without any white space, as texts are compared."""
    return _BLANKS.sub("", text)


def written(children: Iterable[Child], sources: Mapping[str, str] | None = None) -> str:
    """HTML of texts and elements.

    Args:
        children: what to write.
        sources: other addresses for pictures, by the one that they have.
    """
    return "".join(_written(child, sources or {}) for child in children)


def _written(child: Child, sources: Mapping[str, str]) -> str:
    if isinstance(child, str):
        return escape(child, quote=False).replace("\u00a0", "&nbsp;")
    pairs = ((name, sources.get(value, value) if name == "src" else value) for name, value in child.attributes)
    start = child.tag + "".join(f' {name}="{escape(value)}"' for name, value in pairs)
    return f"<{start}>" if child.tag in _VOID else f"<{start}>{written(child.children, sources)}</{child.tag}>"
