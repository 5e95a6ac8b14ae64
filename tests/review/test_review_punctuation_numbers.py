"""The rules for punctuation, numbers, dates and units: what they find, what they leave alone, and that their fixes come to rest."""

from __future__ import annotations

import pytest

from portal.model.finding import Severity
from portal.review.rulebook import rulebook
from review.rules_cases import Case, cases_of, hits_of, mended

CASES = cases_of("punctuation", "numbers")
RULES = frozenset(rule for case in CASES for rule in case.rules)


def test_cases_name_rules_that_exist() -> None:
    """No case waits for a rule under another name, and each rule has a text that it must find."""
    assert set(rulebook()) >= RULES
    assert len(CASES) >= 160


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:30])
def test_case(case: Case) -> None:
    """Exactly the named rules find something; errors are errors, and look-alikes stay silent."""
    found = hits_of(case.text, RULES)
    assert {name for name, _, _ in found} == case.rules
    assert {name for name, level, _ in found if level is Severity.ERROR} == case.errors
    assert all(0 <= hit.start <= hit.end <= len(case.text) and hit.what and hit.do for _, _, hit in found)


@pytest.mark.parametrize("case", [case for case in CASES if case.rules], ids=lambda case: case.text[:30])
def test_safe_fixes_come_to_rest(case: Case) -> None:
    """After all safe fixes no safe fix is left, and no rule fires that was silent before."""
    left = hits_of(mended(case.text, RULES), RULES)
    assert not [hit for _, _, hit in left if hit.safe]
    assert {name for name, _, _ in left} <= case.rules
