"""Untrusted pages: whatever stands in one, the import neither crashes nor loses text, and stays within its memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import making as m
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from importing import importer
from making import Fake

from helpers import ROOT
from portal.assembly.import_article import prepare
from portal.wechat.draft import RefusedError
from portal.wechat.mhtml import archive_of
from portal.wechat.pictures import make
from portal.wechat.reading import read
from portal.wechat.script_values import Scripts
from portal.wechat.sources import Saved

_WORDS = [
    *("一、", "（一）", "1. ", "1.", "2) ", "- ", "+ ", "* ", "# ", "> ", "====", "---", "***", "**", "__", "_a_", "`x`", "[a](b)", "![a](b)", "[^1]: x"),
    *("[TOC]", "&lt;b&gt;", "&amp;amp;", "&amp;lt;", "{{ stat:a.b@2025 }}", "{{ table: a@2025 }}", "&lt;!-- 注 --&gt;", "|", "a | b", "\\", "“重点”", "《法》，"),
    *("。", "正文内容", "　　", "&nbsp;", " ", "\n", "https://a.b/c_d?e=f&amp;copy=1", "&lt;a@b.c&gt;", "!", "~~~", "```", "\u200b", "123", "\U0001f600", "\u2028"),
    *("《中华人民共和国民法典》第一千一百六十五条", "图为测试", "*", "_", "[", "]", "(", ")", ":", "=", "供稿：某", "\x08", "|---|---|"),
]
_INLINE = ["span", "strong", "em", "font", "a", "code", "sup", "span style='font-weight:bold'", "span style='font-size:20px'", "a href='https://www.gov.cn/a_b'"]
_BLOCK = ["p", "section", "p style='text-align:center'", "h2", "h4", "blockquote", "ul", "ol", "li", "pre", "div", "table", "tr", "td", "td colspan='2'"]


def _wrap(tag: str, inner: list[str]) -> str:
    return f"<{tag}>{''.join(inner)}</{tag.split()[0]}>"


_text = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join)
_leaf = st.one_of(_text, st.just("<br>"), st.just(f'<img data-src="{m.address(1)}">'), st.just("<hr>"), st.just('<mp-common-profile data-nickname="名"></mp-common-profile>'))
_inline = st.recursive(_leaf, lambda inner: st.builds(_wrap, st.sampled_from(_INLINE), st.lists(inner, min_size=1, max_size=3)), max_leaves=8)
_block = st.recursive(_inline, lambda inner: st.builds(_wrap, st.sampled_from(_BLOCK), st.lists(inner, min_size=1, max_size=4)), max_leaves=14)
_RULES = settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@seed(20261128)
@_RULES
@given(st.lists(_block, min_size=1, max_size=4).map("".join))
def test_no_text_is_lost_whatever_the_editor_made(body: str) -> None:
    """T1 to T7 hold for any nesting of the editor's elements and any signs of Markdown."""
    try:
        draft = read(Saved(Path("a.html"), m.modern(Fake(body=body))))
    except RefusedError as error:
        assert "空的" in error.reason
        return
    made = prepare(draft, "content/news/2025/2025-11-11-a.md", importer().ledger, importer().now)

    proof = importer().proved(draft, made)

    assert proof.is_equal, (proof, made.text)


@seed(20261128)
@_RULES
@given(st.data())
def test_damaged_pages_are_imported_or_refused(data: st.DataObject) -> None:
    """A page that is cut, doubled or scrambled anywhere."""
    page = m.modern(Fake(body="<p>正文<b>粗</b></p><table><tr><td>甲</td><td>乙</td></tr></table>"))
    at = data.draw(st.integers(0, len(page)))
    width = data.draw(st.integers(0, 400))
    noise = data.draw(st.sampled_from(["", "<div>" * 50, "'", '"', "\\", "</script>", "<script>", "{" * 100, "\x00", "<!--", "&#", "]]>", "\ud800"]))
    try:
        read(Saved(Path("a.html"), page[:at] + noise + page[at + width :]))
    except RefusedError as error:
        assert error.reason


@seed(20261128)
@_RULES
@given(st.text(alphabet="{}[]():,;'\"\\/ab1 \n|=*-x5c", max_size=400))
def test_scripts_of_any_kind_are_read_without_end(text: str) -> None:
    """Values are found or not; reading always ends."""
    scripts = Scripts("window.cgiDataNew = {" + text + "}; var ct = " + text)
    scripts.any("ct", "mid", "title")
    scripts.list_of("picture_page_info_list")


@seed(20261128)
@settings(max_examples=100, deadline=None, database=None)
@given(st.binary(max_size=600), st.integers(0, 500))
def test_archives_and_pictures_of_any_bytes(noise: bytes, at: int) -> None:
    """Noise in an archive or a picture is a refusal, a fault or nothing."""
    archive = m.mhtml(Fake())
    try:
        archive_of(archive[:at] + noise + archive[at:])
    except RefusedError as error:
        assert error.reason
    made = make(m.picture()[:at] + noise)
    assert bool(made.name) != bool(made.fault)


_HOSTILE = {
    "many elements": "<p>字</p>" * 30_000,
    "huge attribute": f'<p title="{"x" * 9_000_000}">字</p>',
    "huge style": f'<p style="{"color:red;" * 500_000}">字</p>',
    "huge table": "<table>" + "<tr>" + "<td colspan='60' rowspan='60'>字</td>" * 30 + "</tr>" * 1 + "<tr><td>字</td></tr>" * 3_000 + "</table>",
    "too many elements": "<p><b>字</b></p>" * 60_000,
    "deep lists": "<ul><li>" * 100 + "字" + "</li></ul>" * 100,
    "deep quotations": "<blockquote>字" * 200 + "</blockquote>" * 200,
    "many entities": "&lt;" * 400_000,
    "long line": "*_`[" * 100_000,
    "open strings": "<script>" + "var ct = '" * 50_000 + "</script><p>字</p>",
    "billion laughs": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><p>&b;字</p>',
    "outer entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a;字</p>',
}


@pytest.mark.parametrize("inner", ["".join(f"--B{one}\nContent-Type: multipart/related; boundary=B{one + 1}\n\n" for one in range(400)) + "x\n" * 300_000, "--B0\n\n" * 200_000])
def test_archives_within_archives_are_refused(inner: str) -> None:
    """Reading them would take time that grows with both, and memory for each part."""
    with pytest.raises(RefusedError, match="分段太多"):
        archive_of(f"From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B0\n\n{inner}".encode())


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_pages_stay_within_a_gigabyte_and_half_a_minute(name: str, tmp_path: Path) -> None:
    """Each in a process of its own that may not have more."""
    file = m.saved(tmp_path, "a.html", m.modern(Fake(body=_HOSTILE[name])) if len(_HOSTILE[name]) < 12_000_000 else m.plain_variables(Fake(body=_HOSTILE[name])))
    script = (
        "import sys; from pathlib import Path\nfrom portal.wechat.reading import read\nfrom portal.wechat.sources import read_page\n"
        "from portal.wechat.draft import RefusedError\nfrom portal.wechat.markdown import Names, write\n"
        "try:\n    draft = read(read_page(Path(sys.argv[1])))\n    print(len(write(draft.blocks, Names(lambda n: '', lambda n: '', lambda h: h)).text))\n"
        "except RefusedError as error:\n    print(error.reason)\n"
    )

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))

    done = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT / "hooks")}, preexec_fn=limit, check=False)

    assert done.returncode == 0 and done.stdout.strip(), done.stderr[-2_000:]
    assert "root:" not in done.stdout
