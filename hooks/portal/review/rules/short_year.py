"""年份只写了两位。

什么：日期的年份省成两位，如“26年11月4日”。
为什么：两位年份会和“几年”“刑期”混淆，公文年份写四位。
错例：
- 截至26年11月底，全部办结。
- 26年11月4日，市司法局召开会议。
- 截至26年底，全部办结。
正例：
- 截至2026年11月底，全部办结。
- 判处有期徒刑15年6个月。
- 20世纪80年代
依据：GB/T 15835—2011《出版物上数字用法》
修复：由人补全年份。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.WARNING
_PATTERN = late(
    r"\d(?<![0-9０-９.〔第—～-].)\d\s?年(?:"
    r"\s?(?:1[0-2]|0?[1-9])\s?月(?P<sure>\s?\d{1,2}\s?[日号]|[底初末份]|[上中下]旬)?"
    r"|(?:(?<=截至\d\d.)|(?<=截至\d\d\s.)|(?<=[，。；\n]到\d\d.)|(?<=[，。；\n]到\d\d\s.))(?P<end>[底末]))"
)
_LEAD = late(r"(?:截至|截止|自|从|于|到|至|在|^|[\n。；，（])\s?$")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Years of two digits before a month."""
    prose = document.prose
    for match in _PATTERN.finditer(prose) if "年" in prose else ():
        lead = bool(_LEAD.search(prose, max(match.start() - 3, 0), match.start()))
        if prose.startswith("龄", match.end()) or not (match["sure"] or match["end"] or lead):
            continue
        yield Hit(match.start(), match.end(), f"“{match[0]}”的年份只有两位", "写成四位年份")
