"""Numbers out of range, for the rules about articles, paragraphs and items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from portal.late import late
from portal.model.citation.citation import Citation
from portal.model.facts import Facts
from portal.model.register import Register
from portal.review.document import Document
from portal.review.law.judging import Verdict
from portal.review.law.reading import cited, sentence
from portal.review.law.versions import has_todays_numbers, weighed
from portal.review.rule import Hit

Judgement = Callable[[Citation, Register, dt.date], Verdict | None]
_AMENDS = late(r"增加[一二两三四五六]?[条款项]|修改为|作为第")


def out_of_range(document: Document, facts: Facts, judge: Judgement) -> Iterator[Hit]:
    """Citations whose number a judgement finds too great, where the text means the register's numbers.

    Args:
        document: the text.
        facts: with the register.
        judge: one of the judgements on ranges in ``portal.review.law.judging``.
    """
    for one in cited(document, facts):
        verdict = judge(one, facts.statutes, facts.today)
        if verdict and has_todays_numbers(one, document, facts) and not _AMENDS.search(sentence(document.prose, one.start)[1]):
            yield Hit(one.place.start, one.place.end, verdict.what, verdict.do, level=weighed(one, document, facts, verdict.level))
