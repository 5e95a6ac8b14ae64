"""What other pages need to know of an article's text: which statutes it names, and which figures it shows."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from portal.digest import digest_value
from portal.model.article import Article, CaseMeta
from portal.model.citation.reader import citations
from portal.model.marks import BlockMark, StatMark, marks
from portal.model.plain import readable
from portal.model.register import Register

_FILE = re.compile(r"[A-Za-z0-9._/-]+")
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".svg", ".gif")


@dataclass(frozen=True)
class Gist:
    """The gist of an article.

    Attributes:
        cited: titles of the statutes of the register that it names, those of its front matter first, each with its article numbers in order.
        figures: metrics and groups whose figures it shows in prose, tables and charts.
        mark: digest of the rest.
        pictures: files that its cover, body or links name as pictures, relative to the project's root, whether there are such files or not.
    """

    cited: tuple[tuple[str, tuple[int, ...]], ...]
    figures: tuple[str, ...]
    pictures: tuple[str, ...]
    mark: str


def gist_of(article: Article, statutes: Register) -> Gist:
    """Read an article for its gist."""
    values = _cited(article, statutes), _figures(article), _pictures(article)
    return Gist(*values, digest_value(values)[:24])


def _cited(article: Article, statutes: Register) -> tuple[tuple[str, tuple[int, ...]], ...]:
    laws = "\n\n".join(article.meta.laws) if isinstance(article.meta, CaseMeta) else ""
    found: dict[str, set[int]] = {}
    for citation in (*citations(laws, statutes), *citations(readable(article.body), statutes)):
        if citation.statute:
            found.setdefault(citation.statute.title, set()).update({citation.article} - {0})
    return tuple((title, tuple(sorted(numbers))) for title, numbers in found.items())


def _figures(article: Article) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for _, mark in marks(f"{article.meta.title}\n{article.meta.summary}\n{article.body}"):
        found = (mark.metric,) if isinstance(mark, StatMark) else mark.names if isinstance(mark, BlockMark) else ()
        names.update(dict.fromkeys(found))
    return tuple(names)


def _pictures(article: Article) -> tuple[str, ...]:
    text = unquote(unescape(article.body))
    names = [*(one for one in _FILE.findall(text) if one.endswith(_SUFFIXES)), *([article.meta.cover] if article.meta.cover else [])]
    paths = (f"content{one}" if one.startswith("/") else posixpath.join(article.folder, one) for one in names)
    return tuple(sorted({posixpath.normpath(one) for one in paths}))
