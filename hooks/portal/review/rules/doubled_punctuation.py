"""标点重复或者相互冲突。

什么：“，，”“。。”“，。”这类连用；连用叹号、问号的是警告；引文内外都有句号的是警告。
为什么：多半是修改时漏删，读者会以为缺了字。
错例：
- 全市开展宣传，，成效明显。
- 会议结束。，
- 太好了！！！
- 他说：“我来。”。
- 会议指出：当前的任务是：抓好落实。
正例：
- 全市开展宣传，成效明显。
- 真的吗？！
- 他想说……
依据：GB/T 15834—2011《标点符号用法》
修复：同一个点号重复的安全，留一个；其他由人决定。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "标点"
LEVEL = Severity.ERROR
# Most marks have no mark behind them, which the second condition sees at once.
_PATTERN = late(r"[，、；：。！？](?=[ ，、；：。！？”])(?:(?<=[，、；：。])(?: ?[，、；：。])+|(?<=！)！+|(?<=？)？+|(?<=[。！？])”。)")
_TWO_COLONS = late(r"(?:指出|强调|要求|表示|提出|部署)：(?P<first>[^。！？；：“”‘’（）《》\n]{2,20})：(?![“‘（\n])")
_STOPS = "。。。"


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Marks that stand twice, or against one another."""
    for match in _TWO_COLONS.finditer(document.prose) if "：" in document.prose else ():
        yield Hit(match.start("first"), match.end(), "一句话里用了两个冒号", "留一个，另一个改成逗号", level=Severity.WARNING)
    for match in _PATTERN.finditer(document.prose):
        text = match[0].replace(" ", "")
        if text.startswith(_STOPS):
            continue
        same = len(set(text)) == 1
        level = Severity.WARNING if text[0] in "！？" or "”" in text else Severity.ERROR
        if "”" in text:
            yield Hit(match.start(), match.end(), "引文里外都有句末标点", "留引号里面的一个", text[:-1], level=level)
            continue
        good = text[0] if same else None
        yield Hit(match.start(), match.end(), f"标点重复：“{match[0]}”", f"留一个“{good}”" if good else "留一个", good, safe=same, level=level)
