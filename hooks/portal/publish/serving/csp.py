"""The Content-Security-Policy (W3C, level 3) that a built site needs and not a word more: hashes of what stands in its pages, no ``unsafe-*``."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import splitext

from portal.errors import PortalError

_ATTRIBUTES = rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
_TAG = re.compile(rb"<[a-zA-Z]" + _ATTRIBUTES + rb">")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(rb"<(script|style)\b(" + _ATTRIBUTES + rb")>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(rb"\stype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_SOURCE = re.compile(rb"\ssrc\s*=", re.IGNORECASE)
_ODD = re.compile(rb"[\s\"'](?:style|on[a-z]+)\s*=|javascript:", re.IGNORECASE)
_ODD_TAG = re.compile(rb"^<[^\s>]+(?:\s+[^\s=>\"']+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?)*?\s+(style|on[a-z]+)\s*=", re.IGNORECASE)
_SCRIPTS = (b"", b"module", b"text/javascript", b"application/javascript", b"importmap", b"speculationrules")  # other types are data, not code
_DATA_PICTURE = re.compile(rb"(?:url\(\s*[\"']?|\s(?:src|href)\s*=\s*[\"']?)data:image/", re.IGNORECASE)
_FONTS, _MEDIA = (".woff2", ".woff", ".ttf", ".otf"), (".mp3", ".m4a", ".ogg", ".mp4", ".webm")


@dataclass(frozen=True)
class Needs:
    """What pages hold that a policy must name.

    Attributes:
        scripts, styles: hash sources of what stands in pages.
        data_pictures: whether pictures stand in pages or style sheets.
    """

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    data_pictures: bool = False

    def __or__(self, other: Needs) -> Needs:
        return Needs(self.scripts | other.scripts, self.styles | other.styles, self.data_pictures or other.data_pictures)


def needs(name: str, data: bytes) -> Needs:
    """What one page or style sheet needs.

    Args:
        name: its address.
        data: its bytes.

    Raises:
        PortalError: a tag holds style or code, which only ``unsafe-*`` could allow.
    """
    data_pictures = _DATA_PICTURE.search(data) is not None
    if not name.endswith(".html"):
        return Needs(data_pictures=data_pictures)
    text = _COMMENT.sub(b"", data)
    found: dict[bytes, set[str]] = {b"script": set(), b"style": set()}
    for kind, attributes, content in _INLINE.findall(text):
        type_ = _TYPE.search(attributes)
        is_code = kind.lower() == b"style" or (type_[1].lower() if type_ else b"") in _SCRIPTS
        if is_code and content.strip() and not _SOURCE.search(attributes):
            found[kind.lower()].add(hash_source(content))
    for tag in _odd_tags(text):
        raise PortalError(f"页面里的标签直接写了样式或脚本：{html.unescape(tag.decode('utf-8', 'replace'))[:60]}", do="改用样式类或脚本文件", path=name)
    return Needs(frozenset(found[b"script"]), frozenset(found[b"style"]), data_pictures)


def _odd_tags(text: bytes) -> Iterator[bytes]:
    if not _ODD.search(text):  # nearly all pages
        return
    for tag in _TAG.findall(_INLINE.sub(b"", text)):
        if _ODD_TAG.search(tag) or re.search(rb"=\s*[\"']?\s*javascript:", tag, re.IGNORECASE):
            yield tag


def hash_source(content: bytes) -> str:
    """``'sha256-…'`` of what stands between the tags."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode('ascii')}'"


def policy(found: Needs, names: Iterable[str]) -> str:
    """The policy.

    Args:
        found: what the pages need.
        names: addresses of all files of the site.
    """
    suffixes = {splitext(name)[1].lower() for name in names}
    parts = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(found.scripts)],
        "style-src": ["'self'", *sorted(found.styles)],
        "img-src": ["'self'", *(["data:"] if found.data_pictures else [])],
        "font-src": ["'self'"] if suffixes & {*_FONTS} else [],
        "media-src": ["'self'"] if suffixes & {*_MEDIA} else [],
        "manifest-src": ["'self'"] if ".webmanifest" in suffixes else [],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in parts.items() if sources)
