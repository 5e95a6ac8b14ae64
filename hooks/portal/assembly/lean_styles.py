"""Style sheets without what no page uses: the theme's has rules for a whole application, our pages use a tenth of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

# What Markdown itself writes: elements, and the classes of its footnotes
MARKDOWN = frozenset(
    [
        *("html", "body", "a", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre"),
        *("strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul", "footnote", "footnote-ref", "footnote-backref", "href", "start"),
    ]
)
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACE = re.compile(r'"[^"]*"|\'[^\']*\'|([{}])')
_CONDITION = re.compile(r"@(container|layer|media|supports)\b")
_INNER_BRACKETS = re.compile(r"\([^()]*\)")
_PSEUDO = re.compile(r"::?[\w-]+")
_VALUE_OF_ATTRIBUTE = re.compile(r"[~|^$*]?=[^\]]*")
_USE = re.compile(r"var\((--[\w-]+)")
_DEFINITION = re.compile(r"(?<=[{;])(--[\w-]+):(?:\"[^\"]*\"|'[^']*'|[^;}\"'])*;?")
_GAP = re.compile(r'("[^"]*"|\'[^\']*\')|\s*([{};,>])\s*|(:)\s+|\s+')
_EMPTY = re.compile(r"(\"[^\"]*\"|'[^']*')|[^{}\"']+\{\}")
_LAST_SEMICOLON = re.compile(r";+}")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Every name that occurs in templates and scripts; no page has a class, an element or an id that is in none of them."""
    return MARKDOWN.union(*(_WORD.findall(text) for text in texts))


def used_part(css: str, words: Collection[str], others: str = "") -> str:
    """The rules of a style sheet that can match something, and the custom properties that are asked for.

    Animations are left out: on our pages nothing moves.

    Args:
        css: a style sheet without comments and ``@import``.
        words: names of elements, classes, ids and attributes that pages may have.
        others: style sheets that use its custom properties.
    """
    return _asked_for("".join(_kept(css, frozenset(words))), others)


def minified(css: str) -> str:
    """A style sheet without comments and needless spaces; what stands in quotes stays as it is."""
    return _LAST_SEMICOLON.sub("}", _GAP.sub(_closer, _COMMENT.sub("", css)).strip())


def _closer(gap: re.Match[str]) -> str:
    return gap[1] or gap[2] or gap[3] or " "


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """What stands before and between the outermost braces of a style sheet."""
    depth = start = opened = 0
    for brace in _BRACE.finditer(css):
        if brace[1] == "{":
            opened = brace.start() if depth == 0 else opened
            depth += 1
        elif brace[1] == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : brace.start()]
                start = brace.end()


def _kept(css: str, words: frozenset[str]) -> Iterator[str]:
    for prelude, body in blocks(css):
        if _CONDITION.match(prelude):
            inner = "".join(_kept(body, words))
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif not prelude.startswith("@"):
            selectors = ",".join(one for one in selectors_of(prelude) if _can_match(one, words))
            if selectors:
                yield f"{selectors}{{{body}}}"


def selectors_of(prelude: str) -> Iterator[str]:
    """The selectors of a list; commas in brackets don't part them."""
    depth = start = 0
    for place, sign in enumerate(prelude) if "," in prelude else ():
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            yield prelude[start:place].strip()
            start = place + 1
    yield prelude[start:].strip()


def _can_match(selector: str, words: frozenset[str]) -> bool:
    """Whether pages may have all that a selector names; what it names in brackets (``:not(…)``, ``:is(…)``) is not asked for."""
    while _INNER_BRACKETS.search(selector):
        selector = _INNER_BRACKETS.sub("", selector)
    return words.issuperset(_WORD.findall(_VALUE_OF_ATTRIBUTE.sub("", _PSEUDO.sub("", selector))))


def _asked_for(css: str, others: str) -> str:
    """Definitions go when nothing uses them, until no definition was there only for another one."""
    used = frozenset(_USE.findall(css + others))
    fewer = _DEFINITION.sub(lambda one: one[0] if one[1] in used else "", css)
    return _asked_for(fewer, others) if fewer != css else _EMPTY.sub(r"\1", css)
