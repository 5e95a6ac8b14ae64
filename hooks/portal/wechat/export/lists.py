"""Lists: the content of an item in one section, lists within lists as lines with a dot, because the editor breaks what is nested."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from portal.wechat.export.lines import joined
from portal.wechat.export.nodes import Child, Node, bare, node, text_of
from portal.wechat.export.theme import PARTS, THEME

LISTS = ("ul", "ol")
Blocks = Callable[[Sequence[Child]], list[Node]]
_FILLER = "\u3000"


def shown_list(found: Node, blocks: Blocks) -> list[Node]:
    """A list; one that doesn't begin with 1 becomes paragraphs with its numbers, because the editor would count anew.

    Args:
        found: ``ul`` or ``ol``.
        blocks: shapes what stands in an item.
    """
    first = _first(found)
    if first != 1:
        return list(_lines(found, blocks, 0))
    return [node(found.tag, [_item(one, blocks) for one in _items(found)], style=THEME[found.tag])]


def _items(found: Node) -> list[Node]:
    return [one for one in found.children if isinstance(one, Node) and one.tag == "li"]


def _first(found: Node) -> int:
    start = found.get("start")
    return int(start) if found.tag == "ol" and start.isdecimal() else 1


def _item(item: Node, blocks: Blocks) -> Node:
    """An item with one section: its first line as it is, further ones as paragraphs without margins."""
    inner: list[Child] = []
    for number, block in enumerate(_content(item, blocks, 1)):
        inner += block.children if number == 0 and block.tag == "p" else [block]
    return node("li", [node("section", inner)], style=THEME["li"])


def _content(item: Node, blocks: Blocks, depth: int) -> Iterator[Node]:
    """Blocks of an item: paragraphs without margins, and what is nested as lines."""
    run: list[Child] = []
    for child in item.children:
        if isinstance(child, Node) and child.tag in LISTS:
            yield from _tight(blocks(run))
            yield from _lines(child, blocks, depth)
            run = []
        else:
            run.append(child)
    yield from _tight(blocks(run))


def _tight(found: list[Node]) -> Iterator[Node]:
    for one in found:
        yield node("p", one.children, style=PARTS["line"]) if one.tag == "p" else one


def _lines(found: Node, blocks: Blocks, depth: int) -> Iterator[Node]:
    """Items as paragraphs that begin with a dot or their number."""
    for number, item in enumerate(_items(found), _first(found)):
        sign = f"{number}. " if found.tag == "ol" else "• "
        content = [one for one in _content(item, blocks, depth + 1) if bare(text_of(one)) or one.tag != "p"]
        for place, one in enumerate(content):
            if one.tag == "p" and place == 0:
                yield node("p", joined([_FILLER * max(depth - 1, 0) + sign, *one.children]), style=PARTS["line"] if depth else THEME["p"])
            else:
                yield one
