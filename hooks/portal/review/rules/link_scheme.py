"""链接用了不安全或者打不开的开头。

什么：链接以javascript:、data:、file:、ftp:等开头。
为什么：这类链接可能执行脚本，或者在读者那里打不开。
错例：
- [点这里](javascript:alert)
- [文件](file:///c:/a.docx)
正例：
- [司法部](https://www.moj.gov.cn/) [电话](tel:12348) [本页](#one)
- 写法示例：`[点](javascript:x)`
依据：《政府网站发展指引》（国办发〔2017〕47号）
修复：只用http://、https://、mailto:、tel:，或者站内地址。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.hyperlinks import links, scheme_of
from portal.review.rule import Hit

FAMILY = "链接"
LEVEL = Severity.ERROR
_SAFE = ("", "http", "https", "mailto", "tel")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Links whose scheme isn't one of the safe ones."""
    for link in links(document.text):
        scheme = scheme_of(link.target)
        if scheme not in _SAFE:
            yield Hit(link.start, link.end, f"链接“{link.target}”以{scheme}:开头，这类链接不安全或打不开", "只用http://、https://、mailto:、tel:，或站内地址")
