"""成员和次序固定的并列写错。

什么：“四个意识”“五位一体”这类并列（data/review/formulations.yml）次序颠倒、中间漏项，或者一项写成了别的。
为什么：这些并列的成员和次序由文件确定，写错属于严重差错。
错例：
- 增强“四个意识”（政治意识、核心意识、大局意识、看齐意识）。
- 推进科学立法、公正司法、严格执法、全民守法。
- 推进科学立法、严格执法、公正执法、全民守法。
- 坚定道路自信、理论自信、文化自信。
正例：
- 增强“四个意识”（政治意识、大局意识、核心意识、看齐意识）。
- 推进科学立法、严格执法、公正司法、全民守法。
- 统筹推进经济建设、政治建设、文化建设、社会建设、生态文明建设。
- 强化政治意识、大局意识。
依据：党和国家文件，见每条的出处
修复：由编辑按固定的次序改。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.closed_lists import slips, standing
from portal.review.document import Document
from portal.review.folding import folded
from portal.review.rule import Hit

FAMILY = "提法"
LEVEL = Severity.ERROR


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Closed enumerations in another order or with other members."""
    fold = folded(document)
    day = document.date or facts.today
    for enumeration in standing(fold.text, facts.formulations.enumerations):
        if enumeration.since is not None and day < enumeration.since:
            continue
        for slip in slips(fold.text, enumeration):
            start, end = fold.origin(slip.start, slip.end)
            do = f"按固定的成员和次序改（{enumeration.source}）"
            yield Hit(start, end, slip.what, do, level=LEVEL if slip.sure else Severity.WARNING)
