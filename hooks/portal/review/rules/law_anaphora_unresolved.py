"""“该法”“本法”“前款”前面没有说是哪部法律、哪一条。

什么：用“该法”“同法”“本法第×条”“前款”指代，前文却没有可以指的法律或者条文。
为什么：读者不知道说的是哪部法律。
错例：
- 今天开展宣传。该法第三条规定了申请条件。
- 违反前款规定的，责令改正。
正例：
- 《法律援助法》自2022年起施行。该法第三条规定了原则。
- 《民法典》第一百八十八条规定了时效，前款规定的期间届满后可以抗辩。
- 该法院已经受理。
依据：公文表述应当明确
修复：人工写明法律名称和条号。
"""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.citation.citation import ANAPHORA, RELATIVE
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.review.document import Document
from portal.review.law.reading import cited
from portal.review.rule import Hit

FAMILY = "法律"
LEVEL = Severity.INFO


def check(document: Document, facts: Facts) -> Iterator[Hit]:
    """Words that point back to a law or paragraph that isn't there."""
    for one in cited(document, facts):
        lost = one.form == ANAPHORA and not one.title and (one.article or one.words in ("该法", "同法"))
        if not one.place.joined and (lost or (one.form == RELATIVE and not one.article)):
            words = one.words or document.prose[one.start : one.end]
            yield Hit(one.start, one.end, f"“{words}”指什么，前面没有写", "写明法律名称和条号，如“《民法典》第一百八十八条第一款”")
