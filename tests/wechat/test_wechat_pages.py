"""Every synthetic page comes out as it must: text exact, pictures, components, headings, tables; what is no article is refused by its reason."""

from __future__ import annotations

import hashlib
from collections import Counter

import making as m
import pytest
from cases import CASES as USUAL
from cases import Case
from editor_cases import MORE
from importing import run

from portal.assembly.import_outcome import Outcome

CASES = [*USUAL, *MORE]
_KEYS = ["source", "status", "reason", "kind", "title", "account", "published", "biz", "mid", "idx", "images", "text_sha256", "path"]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Outcome, str]]:
    """Every case imported: its outcome and the file that was written."""
    base = tmp_path_factory.mktemp("wechat")
    found: dict[str, tuple[Outcome, str]] = {}
    files = {one.name: m.saved(base / "in" / str(number), "page.mhtml" if one.name == "mhtml" else "page.html", one.page) for number, one in enumerate(CASES)}
    for number, (name, file) in enumerate(files.items()):
        out = base / "out" / str(number)
        (outcome,) = run(out, file)
        found[name] = outcome, (out / outcome.path).read_text("utf-8") if outcome.path else ""
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.family}: {case.name}")
def test_page(case: Case, results: dict[str, tuple[Outcome, str]]) -> None:
    """What is said of each case holds."""
    outcome, text = results[case.name]
    assert list(outcome.plain()) == _KEYS
    if case.refused:
        assert (outcome.status, outcome.facts.kind) == ("refused", case.refused), outcome.reason
        assert outcome.reason and not text
        return
    assert outcome.status == "imported" and outcome.fidelity is not None, outcome.reason
    assert outcome.fidelity.is_equal, (outcome.fidelity, text)
    whole = m.stripped(case.body or "")
    assert outcome.text_sha256 == hashlib.sha256(whole.encode()).hexdigest()
    assert outcome.images == case.images
    assert outcome.components == case.components
    for name, value in case.facts.items():
        assert getattr(outcome.facts, name) == value, name
    lines = text.split("---\n", 2)[2].split("\n")
    if case.family == "heading" or case.headings:
        assert tuple(line for line in lines if line.startswith("#")) == case.headings
    if case.rows:
        assert tuple(line for line in lines if line.startswith("|") and "---" not in line) == case.rows
    for piece in case.has:
        assert piece in text, text
    for piece in case.lacks:
        assert piece not in text.split("---\n", 2)[2]
    if case.title:
        assert f'title: "{case.title}"' in text
    assert "1234567890" not in text + str(outcome.plain()), "the saver's number"


@pytest.mark.parametrize("case", [one for one in CASES if not one.refused], ids=lambda case: case.name)
def test_no_text_is_lost_by_an_independent_count(case: Case, results: dict[str, tuple[Outcome, str]]) -> None:
    """Characters of the page, what placeholders stand for apart, are those of the proof, counted without the code that is tested."""
    outcome, _ = results[case.name]
    assert outcome.fidelity is not None

    source, silent = Counter(m.stripped(case.body or "")), Counter(case.silent)

    assert not silent - source
    assert outcome.fidelity.text, outcome.fidelity.difference


def test_table_of_results(results: dict[str, tuple[Outcome, str]]) -> None:
    """Printed with ``-s``."""
    rows: dict[str, Counter[str]] = {}
    for one in CASES:
        outcome, text = results[one.name]
        row = rows.setdefault(one.family, Counter())
        row["pages"] += 1
        if one.refused:
            row["refused rightly"] += outcome.facts.kind == one.refused
            continue
        proof = outcome.fidelity
        assert proof is not None
        row["text exact"] += proof.text and outcome.text_sha256 == hashlib.sha256(m.stripped(one.body or "").encode()).hexdigest()
        row["pictures"] += proof.pictures and outcome.images == one.images
        row["components"] += proof.components and outcome.components == one.components
        row["headings"] += bool(one.headings) and tuple(line for line in text.split("\n") if line.startswith("#")) == one.headings
        row["tables"] += proof.tables
    columns = ["pages", "refused rightly", "text exact", "pictures", "components", "headings", "tables"]
    print("\n" + " | ".join(["family", *columns]))
    for family, row in rows.items():
        print(" | ".join([family, *(str(row[name]) for name in columns)]))
    assert sum(row["pages"] for row in rows.values()) >= 40
