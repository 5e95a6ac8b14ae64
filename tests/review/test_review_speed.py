"""Large and repetitive texts are read in proportion to their length; expressions are compiled when first needed.

No test measures time: each text is so large that a reading which compares everything with everything would take minutes or hours.
"""

from __future__ import annotations

import datetime as dt
import random
import re

import pytest

from portal.late import late
from portal.model.citation.citation import ANAPHORA
from portal.model.citation.reader import citations
from portal.model.facts import Facts
from portal.model.finding import Finding, Severity, Span
from portal.model.law import Statute
from portal.model.plain import plain_text
from portal.model.register import Register
from portal.model.review_settings import ReviewSettings
from portal.model.statistics import Dictionary, Statistics
from portal.review.document import Document
from portal.review.prose_engine import _without_repetitions, review_document
from portal.review.rule import Hit
from portal.review.spans import Covered, Stretches

_RULES = Statute(
    title="测试工作条例", short_titles=(), slug="ce-shi", kind="行政法规", status="有效", effective="2020-01-01", repealed_on="", replaced_by="", articles=10
)
_REGISTER = Register(names={"测试工作条例": _RULES})
_FACTS = Facts(today=dt.date(2026, 1, 5), statutes=_REGISTER)


def test_a_word_without_law_does_not_look_through_every_law_before_it() -> None:
    """本法 behind 20,000 regulations finds none that it may mean, each time."""
    number = 20_000

    found = citations("《测试工作条例》本法第三条。" * number, _REGISTER)

    assert sum(one.form == ANAPHORA and not one.title for one in found) == number


def test_the_same_words_pointing_back_again_and_again_are_read() -> None:
    """20,000 times 本法第三条前款 are 20,000 articles and 20,000 paragraphs."""
    found = citations("本法第三条前款" * 20_000, _REGISTER)

    assert len(found) == 40_000
    assert {one.article for one in found} == {0, 3}


def test_a_long_list_of_wrong_numbers_keeps_every_finding() -> None:
    """All 20,000 numbers of one list overlap, for each ends with the list; none repeats another rule."""
    number = 20_000
    text = "《测试工作条例》第" + "九十、" * (number - 1) + "九十条。"

    found = review_document(Document("例.md", text), _FACTS, ReviewSettings())

    assert sum(one.rule == "law-article-out-of-range" for one in found) == number


def test_plain_text_of_blanks_and_open_brackets() -> None:
    """Blanks before a word, blank lines and brackets that nothing closes are looked at once each."""
    number = 100_000
    empty = Statistics(dictionary=Dictionary(groups=(), metrics={}), years={})

    assert plain_text(f"甲\n\n{' ' * number}乙{chr(10) * number}丙", empty) == "甲 乙 丙"
    assert plain_text("[" * number, empty) == "[" * number
    assert plain_text("![" * number, empty) == "![" * number


def test_the_lesser_of_two_rules_gives_way_in_a_large_group() -> None:
    """Of 40,000 overlapping pairs of findings the warning stays and the hint goes."""
    pairs = [("law-repealed", Severity.WARNING, 5), ("law-unknown", Severity.INFO, 4)]
    found = [
        (Finding(rule, Span("例.md", 1, at + 1, 1, at + length), "甲", "乙", level, "丙" * length), Hit(at, at + length, "甲", "乙"))
        for at in range(0, 120_000, 3)
        for rule, level, length in pairs
    ]

    assert {one.rule for one in _without_repetitions(found)} == {"law-repealed"}


def test_covered_stretches_meet_what_one_of_them_meets() -> None:
    """Points and stretches that only touch included, as a comparison one by one says."""
    chance = random.Random(7)
    for _ in range(300):
        spans = [(start, start + chance.randrange(6)) for start in chance.choices(range(30), k=chance.randrange(9))]
        covered = Covered()
        for start, end in spans:
            covered.add(start, end)
        for start in range(30):
            for end in (start, start + 1, start + 4):
                meeting = [one for one in spans if start < one[1] and one[0] < end]
                assert covered.meets(start, end) == bool(meeting), (spans, start, end)
                assert Stretches(spans).meeting(start, end) == meeting


def test_an_expression_is_compiled_when_first_searched_with() -> None:
    """A mistake shows only then, and what is found is what a compiled expression finds."""
    broken, good = late("("), late("甲(乙)", re.IGNORECASE)

    with pytest.raises(re.error):
        broken.search("甲")
    assert [match[1] for match in good.finditer("甲乙甲乙")] == ["乙", "乙"]
    assert good.pattern == "甲(乙)"
