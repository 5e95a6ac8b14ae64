"""Guides by situation of life: read in order, with a finding for whatever doesn't fit."""

from __future__ import annotations

from guide_samples import PATH, with_guides
from helpers import Project


def test_guides_are_read_by_name_and_order(project: Project) -> None:
    """The file's name is the guide's; steps, papers and places are there as written."""
    guides = with_guides(project).site().guides
    assert list(guides) == ["neighbours", "loan"]
    assert [one.title for one in guides["loan"].steps] == ["找齐凭据", "先催一催"]
    assert (guides["loan"].papers, guides["loan"].places[0].phone, guides["loan"].places[1].phone) == (("身份证", "借条"), "12348", "")
    assert (guides["neighbours"].urgent, guides["neighbours"].deadlines) == ("", ())


def test_a_project_may_have_no_guides(project: Project) -> None:
    """Without the folder there is nothing, and nothing is wrong."""
    site, findings = project.load()
    assert site is not None and site.guides == {}
    assert not findings


def test_faults_are_told_with_their_lines(project: Project) -> None:
    """A guide without steps, with a strange number or a strange file name isn't used; the others are."""
    with_guides(project).replace(PATH, 'phone: "12348"', 'phone: "一二三"').write("data/guides/Bad_Name.yml", "title: 坏名字\n")
    site, findings = project.load()
    assert site is not None and list(site.guides) == ["neighbours"]
    assert ("wrong-value", PATH, 15) in {(one.rule, one.span.path, one.span.line) for one in findings}
    assert {one.rule for one in findings if "Bad_Name" in one.span.path} == {"missing-key", "file-name"}
