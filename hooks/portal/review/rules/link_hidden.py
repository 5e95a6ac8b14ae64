"""隐藏的链接或者会自己跳转的代码。

什么：标签里用样式藏起内容（不显示、透明、字号为0、移出屏幕、只有1个像素、字和底同色），滚动条、自动跳转、编码过的脚本，注释里的链接，没有文字的链接。
为什么：这是被植入暗链的样子，读者看不见，搜索引擎看得见。
错例：
- <div style="display:none"><a href="/x">一</a></div>
- <!-- <a href="/x">一</a> -->
- [](https://www.gov.cn/)
正例：
- [中国政府网](https://www.gov.cn/)
- <!-- 编者注：数字已核对 -->
- 写法示例：`<div style="display:none">`
依据：《政府网站发展指引》（国办发〔2017〕47号）；GB/T 31506—2022《信息安全技术 政府门户网站系统安全技术指南》
修复：整段删去，并查清是谁、什么时候放进来的。
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.hyperlinks import links, shown_text
from portal.review.rule import Hit

FAMILY = "链接"
LEVEL = Severity.ERROR
_COMMENT = late(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_COMMENTED_LINK = late(r"<\s*a\b|href|<\s*script|<\s*iframe|(?<!!)\[[^\]\n]*\]\([^)\n]+\)", re.IGNORECASE)
_TAG = late(r"<[A-Za-z/][^<>]*>?")
_HIDING = late(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0?(?:\.0+)?(?:%|[;\"'>}]|$)|font-size:0?(?:\.0\d*|(?<=0)(?![.\d]))|(?:left|top|right|bottom|text-indent|margin(?:-left|-top)?):-\d{3,}"
    r"|(?<![a-z-])(?:max-)?(?:width|height|line-height):[01](?:px|pt|em|%)?(?:[;\"'>}!]|$)|(?:^|[\"'a-z])(?:width|height)=[\"']?[01](?:px)?(?:[\"'>/a-z]|$)|clip:rect\(|clip-path:|scale\(0"
    r"|^<marquee|^<noscript|^<meta.*refresh|data:text/html|base64,|javascript:"
)
_COLOURS = late(
    r"(?<![a-z-])color:(?P<ink>[^;\"'}!]+).*?background(?:-color)?:(?P=ink)(?:[;\"'}!>]|$)"
    r"|background(?:-color)?:(?P<ground>[^;\"'}!]+).*?[;\"']color:(?P=ground)(?:[;\"'}!>]|$)"
)
_SCRIPT = late(r"fromCharCode|\batob\s*\(|document\.write|eval\s*\(|unescape\s*\(|window\.location|location\.href\s*=")
_HIDDEN = late(r"\shidden(?=[\s=>/])", re.IGNORECASE)
_NOTHING = late(r"[\s\u00ad\u200b-\u200f\u2060\ufeff.,，。、·\-_*`]*|&(?:nbsp|#160|zwnj|#8203);")
_DO = "整段删去，并查清是谁、什么时候放进来的"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Everything that hides a link from readers."""
    text = document.text
    if "<" in text:
        for match in _COMMENT.finditer(text):
            if _COMMENTED_LINK.search(match[0]):
                yield Hit(match.start(), match.end(), "注释里藏着链接", _DO)
        yield from _tags(shown_text(text))
    if "](" in text:
        for link in links(text):
            if link.label is not None and link.target and _NOTHING.fullmatch(link.label):
                yield Hit(link.start, link.end, "链接没有文字，读者看不见", "写上说明去哪里的文字，或者删去")


def _tags(shown: str) -> Iterator[Hit]:
    for match in _TAG.finditer(shown):
        plain = _flat(match[0])
        if _HIDING.search(plain) or _HIDDEN.search(match[0]) or _COLOURS.search(plain):
            yield Hit(match.start(), match.end(), "标签藏起了内容，或者会自己跳转", _DO)
    for match in _SCRIPT.finditer(shown) if "<" in shown else ():
        yield Hit(match.start(), match.end(), "正文里有会自己运行的代码", _DO)


def _flat(tag: str) -> str:
    """A tag without what hides its meaning: character references, CSS escapes and comments, spaces, capitals."""
    plain = re.sub(r"/\*.*?\*/", "", html.unescape(tag), flags=re.DOTALL)
    plain = re.sub(r"\\([0-9A-Fa-f]{1,6})\s?", lambda match: chr(min(int(match[1], 16), 0x10FFFF)), plain)
    return re.sub(r"[\s\x00-\x1f\\]", "", plain).lower()
