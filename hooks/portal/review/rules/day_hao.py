"""日期用了“号”“点”。

什么：公文里写“12月4号”“3点30”。
为什么：书面语写“日”“时”“分”；“号”会和门牌、文号混淆。
错例：
- 12月4号是国家宪法日。
- 下午3点30分召开会议。
- 明天3点30开会。
正例：
- 12月4日是国家宪法日。
- 请到7月4号楼。
- 提出3点30字以内的意见。
依据：GB/T 15835—2011《出版物上数字用法》
修复：由人改，口语引文不改。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.prose_dates import stated_dates
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.INFO
_HOUR = late(r"点(?<=\d点)")
_CLOCK = late(
    r"(?:上午|下午|中午|晚上|凌晨|[日号])\s?\d{1,2}点(?:\d\d(?:分|(?=[，。、）至到开]))|半|整|(?=[，。至到前后开]))"
    r"|(?<![\d第.])\d{1,2}点[0-5]\d(?=[开召出到集])"
)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Days with 号 and hours with 点."""
    prose = document.prose
    for date in stated_dates(document):
        if date.text.endswith("号"):
            good = date.text[:-1] + "日"
            yield Hit(date.start, date.end, f"“{date.text}”是口语写法", f"书面写“{good}”", good)
    for match in _CLOCK.finditer(prose) if "点" in prose and _HOUR.search(prose) else ():
        yield Hit(match.start(), match.end(), f"“{match[0]}”是口语写法", "书面写“几时几分”")
