"""正文里写了HTML标签。

什么：文中有HTML标签。脚本、框架、表单、带事件的标签是错误，其他是警告。反引号里的示例和注释不算。
为什么：本站把标签当文字显示，不起作用；脚本、框架多半是别处粘贴来的，甚至是被植入的。
错例：
- <font color=red>红字</font>
- <script src="/x.js"></script>
正例：
- 写法示例：`<b>粗</b>`
- 1<2，3>2，见<https://www.gov.cn/>。
- <!-- 编者注 -->
依据：《政府网站发展指引》（国办发〔2017〕47号）
修复：改用Markdown写法；要显示标签本身，用反引号括起来。
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.hyperlinks import shown_text
from portal.review.rule import Hit

FAMILY = "链接"
LEVEL = Severity.WARNING
_TAG = late(
    r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:[\s/][^<>]*)?>"
    r"|<(?P<open>script|iframe|object|embed|svg|meta|form|base|link|style)\b[^<>]*",
    re.IGNORECASE,
)
_ACTIVE = late(r"applet|base|button|embed|form|frame|frameset|iframe|input|link|math|meta|noscript|object|script|style|svg|template")
_EVENT = late(r"[\s/\"']on[a-z]+\s*=|javascript:|srcdoc\s*=|formaction\s*=", re.IGNORECASE)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Tags outside of code and comments."""
    if "<" not in document.text or not document.markdown:
        return
    for match in _TAG.finditer(shown_text(document.text)):
        name = (match["name"] or match["open"]).lower()
        active = _ACTIVE.fullmatch(name) or _EVENT.search(html.unescape(match[0]))
        what = f"“{match[0][:40]}”会运行代码或者装进别的网页" if active else f"“{match[0][:40]}”会原样显示成文字，HTML标签在这里不起作用"
        do = "整段删去" if active else "改用Markdown写法；要显示标签本身，就用反引号括起来"
        yield Hit(match.start(), match.end(), what, do, level=Severity.ERROR if active else None)
