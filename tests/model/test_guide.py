"""Lists of guides."""

from __future__ import annotations

from dataclasses import replace

from guide_samples import with_guides
from helpers import Project
from portal.model.guide import guide_lists
from portal.model.unit import units


def test_lists_keep_the_order_of_the_guides(project: Project) -> None:
    """All guides, those that name a case, those for an audience: by ``order``."""
    found = {name: [one.slug for one in those] for name, those in with_guides(project).site().guide_lists.items()}
    assert found[""] == ["neighbours", "loan"]
    assert found["cases/loan"] == found["audiences/社会公众"] == ["loan"]
    assert found["audiences/老年人"] == ["neighbours"]


def test_guides_with_the_same_subject_are_related(project: Project) -> None:
    """A guide that names the same case is near, one that shares nothing isn't; nobody is related to itself."""
    guides = with_guides(project).site().guides
    found = guide_lists({**guides, "twin": replace(guides["loan"], title="别的事")})
    assert [one.slug for one in found["related/loan"]] == ["twin"]
    assert found["related/neighbours"] == ()


def test_statutes_that_everybody_names_relate_nobody(project: Project) -> None:
    """Four guides that share one statute and nothing else have nothing to say to one another."""
    guide = replace(with_guides(project).site().guides["loan"], cases=())
    found = guide_lists(dict.fromkeys("abcd", replace(guide, steps=guide.steps[:1])))
    assert found["related/a"] == ()


def test_a_guide_is_a_unit_of_its_own(project: Project) -> None:
    """A policy that wants data files signed wants every guide signed; its digest follows its words."""
    before = units(with_guides(project).site())["data/guides/loan.yml"]
    after = units(project.replace("data/guides/loan.yml", "先催一催", "先催催").site())["data/guides/loan.yml"]
    assert (before.kind, before.title) == ("data", "遇事指引：借的钱没还")
    assert before.digest != after.digest
