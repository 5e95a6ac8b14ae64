"""固定表述差了一两个字。

什么：与固定表述（data/review/formulations.yml）几乎相同，中间多了、少了或错了一两个字；只引用一部分不算。
为什么：重要表述错一个字就是严重的政治差错。
错例：
- 深入学习贯彻习近平新时代中国特色社会主意思想。
- 深入学习贯彻习近平新时代中国特社会主义思想。
- 坚定不移走中国特色社会主义法制道路。
正例：
- 深入学习贯彻习近平新时代中国特色社会主义思想。
- 完善中国特色社会主义法律体系。
- 坚持党的领导、人民当家作主、依法治国有机统一。
依据：党和国家文件，见每条的出处
修复：由编辑按规范表述改。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.folding import folded
from portal.review.near_miss import near_misses
from portal.review.rule import Hit

FAMILY = "提法"
LEVEL = Severity.ERROR


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Formulations with a wrong, missing or superfluous character inside."""
    fold = folded(document)
    day = document.date or facts.today
    for near in near_misses(fold.text, facts.formulations):
        right = near.formulation
        if right.since is None or right.since <= day:
            start, end = fold.origin(near.start, near.end)
            yield Hit(start, end, f"与固定表述“{right.text}”不一致：{_difference(near.edits)}", f"改为“{right.text}”（{right.source}）", right.text)


def _difference(edits: tuple[tuple[str, str], ...]) -> str:
    return "，".join(f"“{wrong}”应为“{right}”" if wrong and right else f"多了“{wrong}”" if wrong else f"少了“{right}”" for wrong, right in edits)
