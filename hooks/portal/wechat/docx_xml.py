"""Names in Word's XML: transitional and strict files and those of WPS and LibreOffice say the same with the same short names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from portal.wechat.draft import RefusedError

Node = etree._Element
AGAIN = "用Word或WPS打开，另存为.docx，再导入一次。"
_OLD, _STRICT, _MS = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", "http://schemas.microsoft.com/office/word/2010/"
_PAIRS = {
    "w": ("wordprocessingml/2006/main", "wordprocessingml/main"),
    "r": ("officeDocument/2006/relationships", "officeDocument/relationships"),
    "m": ("officeDocument/2006/math", "officeDocument/math"),
    "a": ("drawingml/2006/main", "drawingml/main"),
    "wp": ("drawingml/2006/wordprocessingDrawing", "drawingml/wordprocessingDrawing"),
    "pic": ("drawingml/2006/picture", "drawingml/picture"),
    "c": ("drawingml/2006/chart", "drawingml/chart"),
    "dgm": ("drawingml/2006/diagram", "drawingml/diagram"),
}
_SHORT = {
    **{f"{root}{one[at]}": short for short, one in _PAIRS.items() for at, root in enumerate((_OLD, _STRICT))},
    f"{_OLD}markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    **{f"{_MS}wordprocessing{name}": short for name, short in (("Shape", "wps"), ("Group", "wpg"), ("Canvas", "wpc"))},
}
_DEEPEST, _MOST_TAGS = 120, 1_000_000
_OFF = frozenset(("0", "false", "off", "none"))


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return f"{_SHORT.get(space[1:], '?')}:{local}" if space else local


def name_of(node: Node) -> str:
    """``w:p`` and the like; ``?:name`` for names of other vocabularies, empty for comments."""
    return _short(node.tag) if isinstance(node.tag, str) else ""


def attribute(node: Node | None, name: str) -> str:
    """An attribute by its short name, empty when it isn't there."""
    if node is None:
        return ""
    return next((str(value) for key, value in node.attrib.items() if _short(str(key)) == name), "")


def child(node: Node | None, *path: str) -> Node | None:
    """The first child of a name, and so on down the path."""
    for name in path:
        node = next((one for one in node if name_of(one) == name), None) if node is not None else None
    return node


def below(node: Node, *names: str) -> Iterator[Node]:
    """Every descendant of one of these names, in order."""
    return (one for one in node.iter() if one is not node and name_of(one) in names)


def is_on(properties: Node | None, name: str) -> bool | None:
    """What a switch such as ``w:b`` says, None when it says nothing."""
    found = child(properties, name)
    return None if found is None else attribute(found, "w:val").lower() not in _OFF


def parse_part(data: bytes, name: str) -> Node:
    """A part as a tree. No entity is resolved and nothing is fetched; libxml2's own limits on size and depth stay on.

    Args:
        data: the part.
        name: of it, for the message.

    Raises:
        RefusedError: it is no XML, declares entities or is nested deeper than any paper that people make.
    """
    if data.count(b"<") > _MOST_TAGS:
        raise RefusedError("docx", f"文稿里的{name}太大，不是正常的文稿。", "分成几个文稿。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise RefusedError("docx", f"文稿里的{name}坏了，读不出。", AGAIN) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise RefusedError("docx", f"文稿里的{name}带有DTD，不是Word或WPS写的。", AGAIN)
    if _is_deeper(root, _DEEPEST):
        raise RefusedError("docx", f"文稿里的{name}层次太深，不是正常的文稿。", AGAIN)
    return root


def _is_deeper(root: Node, most: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


def alternatives(node: Node) -> list[Node]:
    """What counts of ``mc:AlternateContent``: the choice for what can be read here, else the fallback; never both, they say the same."""
    known = {"wps", "wpg", "wpc", "w14", "w15", "wp14", "a14", "w16se"}
    choice = next((one for one in node if name_of(one) == "mc:Choice" and set((one.get("Requires") or "").split()) <= known), None)
    fallback = child(node, "mc:Fallback")
    taken = choice if choice is not None else fallback if fallback is not None else child(node, "mc:Choice")
    return [] if taken is None else list(taken)
