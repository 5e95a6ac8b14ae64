"""Papers that LibreOffice has saved come out word for word; what must come out is written beside them, not read from them."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from markdown import Markdown

from wechat.docx_running import run
from wechat.libreoffice import PAPERS, SAMPLES

_HEADING = re.compile(r"^(#{2,6}) (.+)$", re.M)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_paper_comes_out_as_it_is(name: str, tmp_path: Path) -> None:
    """Title, text, headings, pictures, tables, and what is reported; another renderer than the site's reads the Markdown."""
    wanted = SAMPLES[name]

    found = run(tmp_path, PAPERS / f"{name}.docx")

    assert found.status == "imported", found.reason
    body = found.text.split("\n---\n\n", 1)[1]
    shown = lxml.html.fromstring(Markdown(extensions=["tables", "sane_lists"]).convert(body.replace("<", "&lt;")) or "<p></p>")
    captions = "".join(str(one) for one in shown.xpath("//img/@title")) if name == "pictures" else ""
    assert found.fidelity is not None and found.fidelity.is_equal
    assert found.facts.title == wanted.title
    assert sorted(re.sub(r"\s", "", shown.text_content() + captions)) == sorted(wanted.text)
    assert captions or re.sub(r"\s", "", shown.text_content()) == wanted.text
    assert [(len(mark), text) for mark, text in _HEADING.findall(body)] == list(wanted.headings)
    assert (found.images, found.missing) == (wanted.pictures, ())
    assert len(re.findall(r"^\|(?: --- \|)+$", body, re.M)) == wanted.tables
    assert not [piece for piece in wanted.has if piece not in body], body
    assert not [piece for piece in wanted.lacks if piece in body], body
    assert not [piece for piece in wanted.notes if piece not in found.reason], found.reason
