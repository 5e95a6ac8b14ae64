"""链接指向没有登记的网站。

什么：文章、文头、注释里的外部网址，它的网站不在data/review/links.yml里。政府网站（.gov.cn）只提示。
为什么：外链要有人负责；域名过期后被抢注，链接就会变成赌博网站（暗链）。
错例：
- 见[某网站](https://www.not-registered.example/a)。
- 见https://www.gov.cn@not-registered.example/
正例：
- 见[中国政府网](https://www.gov.cn/)。
- 见[办事指南](/services/index.html)。
依据：《政府网站发展指引》（国办发〔2017〕47号）；《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）
修复：换成权威网站；确有需要的，核实后登记到data/review/links.yml，写明谁负责、哪天查过。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.hyperlinks import outer_hosts
from portal.review.rule import Hit

FAMILY = "链接"
LEVEL = Severity.ERROR
_GOVERNMENT = ".gov.cn"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Addresses of hosts that nobody has registered."""
    if not facts.hosts or not any(sign in document.text for sign in ("//", "\\", "www.")):
        return
    for start, end, host in outer_hosts(document.text):
        if host not in facts.hosts:
            level = Severity.INFO if host.endswith(_GOVERNMENT) else None
            yield Hit(start, end, f"网站“{host}”没有登记", "换成权威网站；核实后确要用的，登记到data/review/links.yml", level=level)
