"""公开了比县更细的住址。

什么：案例里，或者紧跟着“住”“住址”“户籍”的，写到组、号、室、栋、单元的地址；案例里写出乡镇和村的住处。单位的地址不算。
为什么：案例里的地址写到县一级为止；再细就能认出当事人。
错例：
- ---\\nbasis: real\\n---\\n张某家住甲乙镇丙丁村3组。
- 张测试，住测试路12号3栋2单元501室。
- 家庭住址为测试市甲乙镇丙丁村。
正例：
- ---\\nbasis: real\\n---\\n张某家住汨罗市某村。
- 市公证处地址：测试路12号。
- ---\\nbasis: real\\n---\\n村里第3组的村民来咨询。
依据：法释〔2016〕19号第十条
修复：删去，写“汨罗市某镇”或者“某村”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.setting import is_case
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_NUMBER = r"[ \t]*(?:\d{1,4}|[一二三四五六七八九十百]{1,4})[ \t]*"
_UNIT = "号楼|号院|号|组|栋|幢|单元|室|屋场"
_FINE = late(rf"[路街巷弄村苑城镇乡里同道区园寓场湾冲屋]{_NUMBER}(?:{_UNIT})(?:{_NUMBER}(?:{_UNIT}|楼|层|房))*(?!线|文|公告|令|楼道)")
_LABEL = late(r"(?:家庭住址|家庭地址|户籍地|户籍所在地|身份证地址|现住址)(?:址|为|是|在|：|:)*[^，。；\n]{0,12}$")
_STEMS = {"同": "胡", "道": "大", "区": "社小", "园": "花家", "寓": "公", "场": "屋农林", "湾": "村屋家", "冲": "家", "屋": "老新家"}
_BLOCK = late(rf"(?:\d{{1,3}}|[一二三四五六七八九十]{{1,2}})[ \t]*(?:栋|幢|号楼){_NUMBER}(?:单元|室|号|层)(?:{_NUMBER}(?:单元|室|号|房))*")
_VILLAGE = late(r"[镇乡](?!某)[一-鿿]{1,5}?村(?!民委员会|委会|委)")
_LIVES = late(
    r"(?:住在|居住|家住|现住|租住|住址|住所地|户籍地|户籍所在地|户籍|籍贯|老家|系|是|住)"
    r"[：:为是在于]?(?:[^，。；\n某]{0,14}?)(?P<name>[一-鿿]{2,6})$"
)
_HOME = late(r"(?:住址|住所|住在|居住|家住|现住|租住|户籍|户口|身份证地址|家庭地址|家在|(?<![\u4e00-\u9fff])住(?!房|院|宿|户|建))[^。；\n]{0,30}$")
_OFFICE = late(
    r"(?:局|所|处|中心|法院|检察院|政府|委员会|委会|站|大厅|窗口|公司|店|学校|医院|银行|办公|单位|机关|报名|领取|地点|服务|咨询|工作|会议室|受理|经营|注册|门店|市场)[^。；\n住]{0,16}$"
)


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Addresses of homes, told from those of offices by the words before."""
    text, case = document.text, is_case(document)
    if not case and "住" not in text and "户籍" not in text and "家" not in text:
        return
    blocks = _BLOCK.finditer(text) if "栋" in text or "幢" in text or "号楼" in text else ()
    for match in (*_FINE.finditer(text), *(one for one in blocks if not _is_inside(one, text))):
        before = text[match.start() - 1 : match.start()]
        if before == "某" or before not in _STEMS.get(match[0][0], before):
            continue
        home = _HOME.search(text, max(0, match.start() - 34), match.start() + 1)
        office = _OFFICE.search(text, max(0, match.start() - 24), match.start())
        if home or (case and not office):
            level = Severity.ERROR if case else Severity.WARNING
            yield Hit(match.start(), match.end(), "公开了写到门牌、组、室的住址", "删去，写到县一级为止", level=level)
    rural = "村" in text and ("镇" in text or "乡" in text)
    for match in _VILLAGE.finditer(text) if case and rural else ():
        lives = _LIVES.search(text, max(0, match.start() - 28), match.start())
        if lives:
            yield Hit(lives.start("name"), match.end(), "案例里写出了乡镇和村", "写成“某村”，地方写到县一级为止")
    for match in _VILLAGE.finditer(text) if not case and rural else ():
        if _LABEL.search(text, max(0, match.start() - 24), match.start()):
            yield Hit(match.start(), match.end(), "住址写到了村", "删去，写到县一级为止", level=Severity.WARNING)


def _is_inside(match: re.Match[str], text: str) -> bool:
    """Whether a block of flats belongs to an address that was found with its street."""
    return any(match.start() < one.end() for one in _FINE.finditer(text, max(0, match.start() - 12), match.end()))
