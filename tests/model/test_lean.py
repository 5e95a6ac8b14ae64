"""Records whose pickles leave out the defaults."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import pytest

from portal.model.article import ArticleMeta
from portal.model.lean import Lean
from portal.model.unit import Unit
from portal.model.verdict import Verdict
from portal.times import parse_moment

_MOMENT = parse_moment("2026-01-05")
assert _MOMENT
RECORDS = [
    ArticleMeta(title="标题", date=_MOMENT),
    Unit(kind="page", path="content/pages/a.md", title="标题", digest="0" * 64),
    Verdict(unit="content/pages/a.md", kind="page", title="标题", digest="0" * 64, publishable=True),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: type(one).__name__)
def test_a_record_comes_back_as_it_was(record: Lean) -> None:
    """Whether its fields are at their defaults or not, and whatever it has worked out."""
    names = [one.name for one in fields(record)]  # type: ignore[arg-type]  # all are dataclasses
    first = next(name for name in names if name not in vars(type(record)))
    changed = replace(record, **{first: "anders", names[-1]: "x"})  # type: ignore[type-var]
    for one in (record, changed):
        back = pickle.loads(pickle.dumps(one))
        assert back == one and [getattr(back, name) for name in names] == [getattr(one, name) for name in names]
    assert len(vars(pickle.loads(pickle.dumps(record)))) < len(names)


def test_the_stamp_of_a_verdict_is_kept() -> None:
    """It would cost a digest for each article of each build."""
    verdict = RECORDS[-1]
    assert isinstance(verdict, Verdict)
    stamp = verdict.stamp
    assert vars(pickle.loads(pickle.dumps(verdict)))["stamp"] == stamp
