"""公开了出生日期。

什么：写明到日的出生日期：“出生日期”“生于”后面的，或者“某年某月某日出生”。案例里的、写在“男”“女”后面的是错误，其他是警告。
为什么：出生日期加上姓名、地方，很容易认出是谁；法院公开文书时也要删去。
错例：
- 张测试，男，1990年1月2日出生。
- 出生日期：1990-01-02
- 张测试，生于一九九〇年一月二日。
正例：
- 本办法自1990年1月2日起施行。
- 2006年1月2日以后出生的子女。
- 张测试，男，1990年1月生。
依据：法释〔2016〕19号第十条
修复：删去，必要时写年龄段，如“六十多岁”。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.late import late
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.privacy.setting import is_case
from portal.review.rule import Hit

FAMILY = "隐私"
LEVEL = Severity.ERROR
_DATE = r"(?P<year>[1１2２]\d{3})[ \t]*(?:年|[-—./．－])[ \t]*\d{1,2}[ \t]*(?:月|[-—./．－])[ \t]*\d{1,2}[ \t]*日?"
_CHINESE = r"(?P<year>[一二][〇零○一二三四五六七八九]{3})年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
_LABELLED = late(rf"(?:出生日期|出生年月日?|出生时间|生日|出生于|生于)[\s：:是为|（(]{{0,6}}{_DATE}(?!以[前后]|之[前后]|[前后]|至|起)")
_FOLLOWED = late(rf"{_DATE}(?:出生|生)(?=[，,、。；;）)\s|]|$)")
_SPELLED = late(rf"(?:出生日期|出生于|生于)[\s：:是为]{{0,4}}{_CHINESE}|{_CHINESE.replace('<year>', '<born>')}(?:出生|生)(?=[，,、。；;）)\s]|$)")
_BORN = late(r"生(?:(?<=[日\d \t]生)|(?<=[日\d \t]出生))")
_YEAR = late(r"年(?<=[一二][〇零○一二三四五六七八九]{3}年)")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_SEX = late(r"[男女][，,、\s|]{0,3}(?:[一-鿿]{1,3}族[，,、\s|]{0,3})?$")
_LONG_AGO = 1930


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Birthdays to the day; those of people of history may stand."""
    text = document.text
    if "生" not in text:
        return
    labelled = _LABELLED.finditer(text) if "出生" in text or "生日" in text or "生于" in text else ()
    followed = _FOLLOWED.finditer(text) if _BORN.search(text) else ()
    for match in (*labelled, *followed, *(_SPELLED.finditer(text) if _YEAR.search(text) else ())):
        year = match["year"] or match.groupdict().get("born") or ""
        if _LONG_AGO < int(year.translate(_DIGITS)) <= facts.today.year:
            sure = is_case(document) or "出生日期" in match[0] or _SEX.search(text, max(0, match.start() - 12), match.start())
            yield Hit(match.start(), match.end(), "公开了写明到日的出生日期", "删去，必要时只写年龄段", level=Severity.ERROR if sure else Severity.WARNING)
