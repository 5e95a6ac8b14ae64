"""书名号用在了活动、会议上。

什么：活动、会议、赛事、奖项名称用了书名号；证照名称用书名号的只提示。
为什么：书名号只标作品和文件的名称；活动、会议、奖项不是作品，用引号或者不用标号。
错例：
- 开展《宪法宣传周》活动和《法律进万家活动》。
- 荣获《全省法治建设先进奖》。
- 荣获《全国先进集体》称号。
- 《县法律援助中心》成立。
正例：
- 学习《中华人民共和国监狱法》。
- 印发《关于开展法律进万家活动的通知》。
- 观看《中国诗词大会》。
依据：GB/T 15834—2011《标点符号用法》第4.15条、附录A.13
修复：由人改成引号或者去掉。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "标点"
LEVEL = Severity.WARNING
_EVENTS = "宣传周|宣传月|宣传日|活动周|活动月|活动|座谈会|推进会|动员会|培训班|会议|竞赛|大赛|比赛|工程|奖|奖章|杯"
_PATTERN = late(rf"《([^《》\n]{{2,40}}?(?P<tail>{_EVENTS}|证书|许可证|执照|资格证|证))》")
_BODIES = "委员会|领导小组|办公室|司法局|司法所|律师事务所|公证处|公司|中心|工作站"
_HONOUR = late(r"《([^《》\n]{2,40})》(?=(?:荣誉)?称号)")
_BODY = late(rf"《([^《》\n]{{2,30}}(?:{_BODIES}))》(?=成立|揭牌|挂牌|负责|设立)")
_PAPERS = ("证书", "许可证", "执照", "资格证", "证")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Title marks on events, prizes and papers."""
    if "《" not in document.prose:
        return
    for match in _PATTERN.finditer(document.prose):
        if match[1] not in facts.statutes:
            level = Severity.INFO if match["tail"] in _PAPERS else LEVEL
            yield _hit(match, level)
    for match in (*(_HONOUR.finditer(document.prose) if "称号" in document.prose else ()), *_BODY.finditer(document.prose)):
        yield _hit(match, LEVEL)


def _hit(match: re.Match[str], level: Severity) -> Hit:
    return Hit(match.start(), match.end(), f"“{match[1]}”不是作品或者文件，不用书名号", "改用引号，或者不用标号", level=level)
