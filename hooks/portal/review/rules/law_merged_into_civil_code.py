"""提到已经编入民法典的旧法。

什么：不说明是旧法，提到婚姻法、继承法、合同法、物权法、侵权责任法、担保法、收养法、民法通则、民法总则。
为什么：这九部法律2021年1月1日起废止，内容在民法典各编里，向读者普法应当用现在的名称。
错例：
- 婚姻法规定，夫妻应当互相忠实。
- 活动现场讲解了《继承法》知识。
正例：
- 劳动合同法规定，应当订立书面劳动合同。
- 民法典施行后，婚姻法同时废止。
- 合同法律关系比较复杂。
- 他在婚姻法学会任职。
依据：民法典第一千二百六十条
修复：人工换成民法典的编名、条号。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.law.judging import BOOKS, PAST
from portal.review.law.reading import days, sentence
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.INFO
_OLD = late(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[据照用按和与及由为反的以对在将到如讲解])|(?<=中华人民共和国)|(?<=学习|宣传|宣讲))(?P<name>{'|'.join(BOOKS)})(?![律学院官定理治典〉])"
)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Names of the nine laws that the civil code replaced, once a law."""
    told: set[str] = set()
    if not any(name in document.prose for name in BOOKS):
        return
    for match in _OLD.finditer(document.prose):
        name = match["name"]
        _, text = sentence(document.prose, match.start())
        old = PAST.search(text) or "民法典" in text or any(day < "2021-01-01" for day in days(text))
        if name not in told and not old and document.prose[match.start() - 2 : match.start()].strip("《 ") not in ("原", "旧"):
            told.add(name)
            what = f"{name}自2021年1月1日起废止，内容编入民法典{BOOKS[name]}"
            yield Hit(match.start(), match.end(), what, f"改说“民法典{BOOKS[name]}”；确要说旧法，写“原{name}”")
