"""Sets of questions: mixed, dealt out by day, listed by readers, reviewed as units."""

from __future__ import annotations

from helpers import Project
from portal.model.quiz import DAILY, mixed, of_day
from portal.model.unit import units
from quiz_samples import OTHER, PATH, with_quizzes


def test_mixing_takes_from_every_set_in_turn(project: Project) -> None:
    """First all first questions, then all second ones; a longer set goes on alone."""
    assert [one.id for one in mixed(with_quizzes(project).site().quizzes)] == ["q1", "due", "q2", "paper", "q3", "witness", "q4"]


def test_a_day_has_no_question_twice(project: Project) -> None:
    """Of fewer than ten questions all are asked, each once; the next day begins where this one stopped."""
    seven = mixed(with_quizzes(project).site().quizzes)
    assert sorted(one.id for one in of_day(seven, 20000)) == sorted(one.id for one in seven)
    many = tuple(seven[0] for _ in range(25)) + seven
    assert len(of_day(many, 3)) == DAILY
    assert of_day(seven, 1)[0] is seven[DAILY % 7]
    assert of_day((), 5) == ()


def test_all_come_round_before_one_comes_again(project: Project) -> None:
    """Forty questions last for four days."""
    one = mixed(with_quizzes(project).site().quizzes)[0]
    forty = tuple(type(one)(**{**vars(one), "id": f"n{number}"}) for number in range(40))
    asked = [question.id for day in range(700, 704) for question in of_day(forty, day)]
    assert sorted(asked) == sorted(question.id for question in forty)


def test_lists_by_readers(project: Project) -> None:
    """All sets in their order, and those for each kind of reader."""
    found = {name: [(one.slug, one.count) for one in those] for name, those in with_quizzes(project).site().quiz_lists.items()}
    assert found == {"": [("elderly", 4), ("lending", 3)], "audiences/老年人": [("elderly", 4)], "audiences/社会公众": [("lending", 3)]}


def test_a_set_is_a_unit_of_its_own(project: Project) -> None:
    """A policy that wants data files signed wants every set signed; its digest follows its words."""
    before = units(with_quizzes(project).site())
    after = units(project.replace(PATH, "还钱要拿收条", "还了钱要拿收条").site())
    assert (before[PATH].kind, before[PATH].title) == ("data", "知识竞答：借钱还钱")
    assert before[PATH].digest != after[PATH].digest
    assert before[OTHER].digest == after[OTHER].digest
