"""日期里汉字数字和阿拉伯数字混用。

什么：“二0二六年”“二○二六年”用错了“〇”，“2026年十一月”一半汉字一半数字。
为什么：混用不合规范，也搜索不到；“〇”有专门的字，不是字母、数字或圆圈。
错例：
- 二0二六年十二月四日
- 二○二六年十二月四日
- 自2026年十二月四日起施行。
- 2O26年12月4日
正例：
- 二〇二六年十二月四日
- 2026年八月十五中秋节放假。
- 2026年十一假期照常值班。
依据：GB/T 15835—2011《出版物上数字用法》
修复：“〇”写错的安全；汉字和数字混用的由人统一。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.rule import Hit

FAMILY = "数字"
LEVEL = Severity.ERROR
_ZERO = late(r"[一二][0０○◯ΟOＯ零〇一二三四五六七八九]{3}(?=\s?年)")
_MIXED = late(
    r"\d\d{3}\s?年\s?(?:十[一二]?|[一二三四五六七八九])\s?月(?:\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?日|[底末份]|[上中下]旬)"
)
_LETTER = late(r"2(?:[OＯΟo○〇][12]\d|0[12][OＯΟo○〇])\s?年")
_MIXED_YEAR = late(r"[一二][〇零○一二三四五六七八九]{3}年\s?\d{1,2}\s?月")
_ZEROS = "0０○◯ΟOＯ零"
_WRONG = late(r"[0０○◯ΟOＯ]")
_LUNAR = late(r"[农阴]历$")


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Years with a wrong zero, dates with two kinds of digits."""
    prose = document.prose
    if "年" not in prose:
        return
    for match in _ZERO.finditer(prose) if any(zero in prose for zero in _ZEROS) else ():
        text = match[0]
        good = _WRONG.sub("〇", text)
        if good != text:
            yield Hit(match.start(), match.end(), f"年份“{text}”里的“〇”写错了", f"改成“{good}”", good, safe=True)
        elif "零" in text and text[1] in "〇零九":
            good = text.replace("零", "〇")
            yield Hit(match.start(), match.end(), f"年份“{text}”里用了“零”", f"写年份用“{good}”", good, safe=True, level=Severity.WARNING)
    dates = (*_MIXED.finditer(prose), *_MIXED_YEAR.finditer(prose)) if "月" in prose else ()
    for match in (*dates, *_LETTER.finditer(prose)):
        if not _LUNAR.search(prose, max(match.start() - 2, 0), match.start()):
            yield Hit(match.start(), match.end(), f"“{match[0]}”混用了汉字数字和阿拉伯数字", "年月日统一用阿拉伯数字", level=Severity.WARNING)
