"""Citations: every form of the case file, offsets, and what the reader must not take for a citation."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from helpers import ROOT
from portal.load.laws import load_register
from portal.model.citation.citation import Citation
from portal.model.citation.places import number_of
from portal.model.citation.reader import citations

REGISTER = load_register(ROOT)
CASES = yaml.safe_load((ROOT / "tests/review/cases/law/citations.yml").read_text("utf-8"))


def brief(one: Citation) -> str:
    place = one.place
    parts = [(one.statute.short if one.statute else f"{one.title or '?'}？")]
    parts += [f" {place.article}" + (f"-{place.sub}" if place.sub else "")] if place.article else []
    parts += [f" {place.part}"] if place.part else []
    parts += [f" {name}{number}" for name, number in (("款", place.paragraph), ("项", place.item), ("目", place.subitem)) if number]
    parts += [f" {place.clause}"] if place.clause else []
    parts += [" 止"] if place.until else []
    parts += [f" [{one.version}]"] if one.version else []
    return "".join(parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_form(case: dict[str, list[str]]) -> None:
    """Each form of the case file is read as it says."""
    assert [brief(one) for one in citations(case["text"], REGISTER)] == case["cites"]


@pytest.mark.parametrize("case", CASES[:30], ids=lambda case: case["text"])
def test_form_amid_a_sentence(case: dict[str, list[str]]) -> None:
    """Words before and after change nothing."""
    text = f"会议要求，{case['text']}，应当认真执行。"
    assert [brief(one) for one in citations(text, REGISTER)] == case["cites"]


def test_offsets() -> None:
    """A citation knows where it stands; what continues a list begins with its own number."""
    text = "根据《民法典》第一条、第二条第一款办理"
    assert [text[one.start : one.end] for one in citations(text, REGISTER)] == ["《民法典》第一条", "第二条第一款"]


def test_unread_characters_are_skipped() -> None:
    """Markdown signs that were blanked out don't part a title from its number."""
    text = "\ue000\ue000《民法典》\ue000\ue000第\ue000一百八十八条"
    assert [brief(one) for one in citations(text, REGISTER)] == ["民法典 188"]


@pytest.mark.parametrize(("text", "number"), [("㈢", 3), ("⑽", 10), ("②", 2), ("（十 二）", 12), ("１０７９", 1079), ("一2", 0)])
def test_numbers(text: str, number: int) -> None:
    """Numbers in brackets and circles, full width, with spaces; a mixture is none."""
    assert number_of(text) == number


def test_every_title_of_the_register_is_found() -> None:
    """Whatever the register lists can be cited by its full title, with inner marks as print has them."""
    for title in REGISTER.titles:
        text = f"《{title.replace('《', '〈').replace('》', '〉')}》第一条"
        (one,) = citations(text, REGISTER)
        assert one.title == title


def test_paths_of_the_case_file() -> None:
    """There are at least 130 forms."""
    assert len(CASES) >= 130
    assert Path(ROOT / "data/laws/README.md").is_file()
