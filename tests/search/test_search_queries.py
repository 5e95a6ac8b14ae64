"""What readers type on the shipped site: the wanted page is near the top, and nothing that has a name is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from helpers import ROOT, moment
from portal.load.site import load_site
from portal.model.site import Site
from portal.search.document import Document
from portal.search.documents import documents
from portal.search.folding import fold
from search.search_reader import Reader
from search.whole_index import build

CASES = yaml.safe_load(Path(__file__).with_name("queries.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def site() -> Site:
    """The shipped content, at noon of its newest day."""
    newest = max(path.name[:10] for path in (ROOT / "content").glob("*/*/*.md"))
    found, findings = load_site(ROOT, moment(f"{newest} 23:59"))
    assert found is not None, findings
    return found


@pytest.fixture(scope="module")
def shipped(site: Site) -> list[Document]:
    return list(documents(site))


@pytest.fixture(scope="module")
def reader(shipped: list[Document]) -> Reader:
    return Reader(build(shipped).files)


def test_wanted_pages_are_among_the_first_three(reader: Reader) -> None:
    """Of 52 queries at least 50 have the wanted page among their first three results."""
    missed = [case["query"] for case in CASES if case["page"] not in reader.search(case["query"])[:3]]
    assert len(CASES) == 52 and len(missed) <= 2, missed


def test_guide_comes_before_the_questions_on_the_same_matter(reader: Reader) -> None:
    """Who is in need reads what to do before what to answer."""
    for query in ("欠薪", "家暴", "离婚", "借条"):
        found = reader.search(query)
        guides, quizzes = ([at for at, one in enumerate(found) if one.startswith(folder)] for folder in ("guides/", "quiz/"))
        assert guides and (not quizzes or guides[0] < quizzes[0]), query


def test_every_title_is_found(shipped: list[Document], reader: Reader) -> None:
    """Every page of the shipped site is found by its whole title, among the first three when no other has it."""
    for document in shipped:
        found = reader.search(document.title)
        assert document.address in found, document.title


def test_every_statute_metric_and_service_comes_first_by_name(shipped: list[Document], reader: Reader) -> None:
    """Each name of a statute, metric or service leads straight to its page."""
    shared = {name for one in shipped for name in map(fold, one.names) if sum(name in map(fold, other.names) for other in shipped) > 1}
    for document in shipped:
        for name in document.names:
            if " " not in name:
                assert document.address in reader.search(name)[: 3 if fold(name) in shared else 1], name


def test_every_stretch_of_every_body_is_found(shipped: list[Document], reader: Reader) -> None:
    """From every body, five stretches of two to eight characters find their page."""
    for document in shipped:
        body = re.sub(r"\s+", "", document.body)
        for number in range(5):
            start, size = len(body) * number // 5, 2 + number * 3 // 2
            query = body[start : start + size]
            if len(fold(query)) > 1:
                assert document.address in reader.search(query), query
