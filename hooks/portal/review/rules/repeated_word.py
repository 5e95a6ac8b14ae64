"""词语重复。

什么：“的的”“了了”“进行进行”这类重复，或者四个字以上的话连写了两遍。
为什么：多半是修改、粘贴留下的，读者读不通。
错例：
- 这是我市的的主要做法。
- 各单位要进行进行自查。
- 普法工作工作取得成效。
- 各单位要要高度重视。
- 切实提高认识切实提高认识。
正例：
- 以营利为目的的行为。
- 为了了解情况，逐一走访。
- 一一对应，常常联系，研究研究。
- 一个一个地核对。
依据：现代汉语语法
修复：由人删去一处。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.typography import HAN

FAMILY = "用词"
LEVEL = Severity.WARNING
_SINGLE = late(
    r"的\s?的(?!确|[士哥])|了\s?了(?![解结断然却事账之])|是\s?是(?![非否])|在\s?在(?![意乎场建编职])|和\s?和(?![平谐睦解气])"
    r"|将\s?将(?![军士领来])|被\s?被(?!告|害|申|子)|及\s?及(?![时早格])|而\s?而|从\s?从(?![事业前严])|由\s?由"
    r"|以\s?以(?![及来上下为便后前])|或\s?或(?!者)|要\s?要(?![求素点闻害塞隘件职强])"
)
_BEFORE = {
    "的": "目标",
    "了": "为受完得不明末",
    "是": "于凡正还但可就总若只硬国",
    "在": "存实现正潜内外自所",
    "和": "共饱温总柔缓附中",
    "将": "即大小上中少名必",
    "被": "棉",
    "及": "以普涉波顾提",
    "而": "然从因反进",
    "从": "服自听随顺跟遵",
    "由": "自理因经事",
    "以": "所可予加难足得给",
    "或": "",
    "要": "需主重必只想不须纪摘概紧将首还就简扼险若机提",
}
_WORDS = (
    r"进行|开展|加强|推进|推动|落实|完善|提高|提升|实施|建立|以及|对于|关于|通过|根据(?=\s?根据(?!地))|按照|可以|应当|必须|需要|没有|已经|我们|他们|目前|同时|因此"
    "|为了|由于|但是|如果|其中|加快|促进|坚持|强化|围绕|切实|积极|认真|全面|主要|重要|相关|有关|情况|问题|方面|能够|继续|及时|依法|负责|工作|会议|活动|单位|部门|群众|措施|任务|责任|机制|制度|纠纷|案件|企业|项目|法律|普法|调解|宣传|司法"
)
_WORD = late(rf"(?P<word>{_WORDS})\s?(?P=word)")
_PHRASE = late(rf"(?P<head>[{HAN}][{HAN}])(?P<tail>[{HAN}]{{2,9}}?)(?P=head)(?P=tail)")
_SHORTEST = 4
_EACH = late("一[个件次条项步天年户家村句点层级批]")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Words and phrases that stand twice."""
    prose = document.prose
    for match in _SINGLE.finditer(prose):
        before = prose[max(match.start() - 2, 0) : match.start()]
        if before[-1:] not in tuple(_BEFORE[match[0][0]]) and not _rhymes(prose, match):
            yield _hit(match, match[0][0])
    for match in _WORD.finditer(prose):
        yield _hit(match, match["word"])
    for match in _PHRASE.finditer(prose):
        phrase = match["head"] + match["tail"]
        # 一个单位一个单位 is a figure of speech, and 年年年年 no phrase.
        if len(phrase) >= _SHORTEST and phrase[: len(phrase) // 2] * 2 != phrase and not _EACH.match(phrase):
            yield _hit(match, phrase)


def _rhymes(prose: str, match: re.Match[str]) -> bool:
    """从从容容、暖暖和和 repeat on purpose."""
    before, after = prose[max(match.start() - 2, 0) : match.start()], prose[match.end() : match.end() + 2]
    return any(len(two) == 2 and two[0] == two[1] for two in (before, after))


def _hit(match: re.Match[str], word: str) -> Hit:
    return Hit(match.start(), match.end(), f"“{word}”重复了", "删去一处", word)
