"""Papers as offices write them become drafts that say exactly the same."""

from __future__ import annotations

import re
from pathlib import Path

import mammoth
import pytest
from docx import Document

from portal.wechat.docx_reading import read_paper
from portal.wechat.dom import text_digest, visible
from wechat.docx_running import run
from wechat.docx_samples import SAMPLES

_HEADING = re.compile(r"^(#{2,6}) (.+)$", re.M)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_paper_comes_out_as_it_is(name: str, tmp_path: Path) -> None:
    """Text, title, headings, pictures and tables; with ``-s`` a line of the table of results."""
    wanted = SAMPLES[name]()

    found = run(tmp_path, wanted.save(tmp_path / f"{name}.docx"))

    assert found.status == "imported", found.reason
    assert found.fidelity is not None
    body = found.text.split("\n---\n\n", 1)[1]
    headings = [(len(mark), text) for mark, text in _HEADING.findall(body)]
    tables = len(re.findall(r"^\|(?: --- \|)+$", body, re.M))
    good = [found.fidelity.text, headings == wanted.headings, found.images == wanted.pictures, tables == wanted.tables]
    print(f"\n{name:12} 正文{'一致' if good[0] else '不同'} 标题{found.facts.title[:14]} 小标题{len(headings)}/{len(wanted.headings)} 图{found.images}/{wanted.pictures} 表{tables}/{wanted.tables}")
    assert found.fidelity.is_equal, (found.reason, body)
    assert found.facts.title == wanted.title
    assert headings == wanted.headings
    assert (found.images, tables) == (wanted.pictures, wanted.tables)
    assert not [piece for piece in wanted.has if piece not in body], body
    assert not [piece for piece in wanted.lacks if piece in body], body
    told = "\n".join((found.reason, *found.missing))
    assert not [piece for piece in wanted.notes if piece not in told], told
    for key, value in (("author", wanted.author), ("editor", wanted.editor), ("source", wanted.source)):
        assert not value or f'{key}: "{value}"\n' in found.text
    assert found.plain()["kind"] == "docx"


@pytest.mark.parametrize("name", [name for name, make in SAMPLES.items() if make().simple])
def test_other_readers_find_the_same_text(name: str, tmp_path: Path) -> None:
    """mammoth and python-docx know nothing of this project; the digest is that of the text which they find."""
    path = SAMPLES[name]().save(tmp_path / "one.docx")

    with path.open("rb") as opened:
        by_mammoth = mammoth.extract_raw_text(opened).value
    by_docx = "".join(one.text for one in Document(str(path)).paragraphs)
    found = read_paper(path)

    assert visible(by_mammoth) == visible(by_docx)
    assert found.text_sha256 == text_digest(by_docx)
    assert visible("".join(one for one in (found.facts.title, found.plain)))
