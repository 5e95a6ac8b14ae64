"""引用的法律重编过条号，没有说明是哪个版本。

什么：文中说的是修订施行以前的事，引用这部法律的条号却没有写明是哪一年的文本；不久前才重编条号的，也提示核对一次。
为什么：治安管理处罚法、行政复议法、公司法、仲裁法、监狱法等修订后条号全变了，同一个条号新旧文本说的不是一回事。
错例：
- 2025年3月，派出所依据《治安管理处罚法》第四十三条作出处罚。
- 2023年，该局依据《中华人民共和国行政复议法》第二十八条作出决定。
正例：
- 2025年3月，派出所依据《治安管理处罚法》（2012年修正）第四十三条作出处罚。
- 依据修订前的《行政复议法》第二十八条，2023年作出决定。
- 2023年，当事人依据《民法典》第五百七十七条起诉。
依据：data/laws/versions.csv
修复：人工核对条号，在名称后写“（20××年修订）”。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.law.judging import is_inherited
from portal.review.law.reading import cited
from portal.review.law.versions import renumbered_after, renumbered_lately
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.WARNING


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Article numbers of renumbered statutes, without a version, where the old numbers may be meant."""
    told: set[str] = set()
    for one in cited(document, facts):
        if one.statute is None or not one.article or one.version or is_inherited(one) or one.title in told:
            continue
        after = renumbered_after(one, document, facts)
        version = after or renumbered_lately(one, document, facts)
        if version is None:
            continue
        told.add(one.title)
        what = f"《{one.title}》{version.since}起施行{version.name}文本，条号有变动"
        do = f"对照说的是哪个文本，在名称后写明，如“（{version.name}）”；说旧文本的，写“修订前的”"
        # An undated text may be older than the revision itself.
        sure = after is not None and version.sure and document.date is not None and document.date.isoformat() >= version.since
        yield Hit(one.start, one.end, what, do, level=Severity.WARNING if sure else Severity.INFO)
