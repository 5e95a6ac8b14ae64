"""Whatever stands in a paper, reading it ends with a draft or with advice; and no letter is lost of any mixture of what papers hold."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal.wechat.docx_reading import read_paper
from portal.wechat.dom import visible
from portal.wechat.draft import RefusedError
from portal.wechat.fidelity import without
from portal.wechat.markdown import Names, write
from wechat.docx_making import NS, box, paper, say, title
from wechat.docx_samples import SAMPLES

_BOUNDED = settings(max_examples=80, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))
_KEPT: dict[str, dict[str, bytes]] = {}


def parts_of(name: str, folder: Path) -> dict[str, bytes]:
    if name not in _KEPT:
        path = SAMPLES[name]().save(folder / f"{name}.docx")
        with zipfile.ZipFile(path) as opened:
            _KEPT[name] = {one: opened.read(one) for one in opened.namelist()}
    return _KEPT[name]


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


def tried(path: Path) -> str:
    try:
        draft = read_paper(path)
    except RefusedError as error:
        assert error.do
        return "refused"
    write(draft.blocks, Names(lambda number: "a.png", lambda number: "", lambda href: href))
    for one in draft.pictures:
        one.read()
    return "read"


@_BOUNDED
@given(name=st.sampled_from(sorted(SAMPLES)), data=st.data())
def test_damaged_bytes_never_crash_the_reader(tmp_path_factory: object, name: str, data: st.DataObject) -> None:
    """Bytes of the file itself are changed, cut out or doubled."""
    folder = tmp_path_factory.mktemp("fuzz")  # type: ignore[attr-defined]
    whole = packed(folder / "a.docx", parts_of(name, folder)).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 200))
    new = data.draw(st.binary(max_size=40))

    (folder / "b.docx").write_bytes(whole[:at] + new + whole[at + length :])

    tried(folder / "b.docx")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=12).map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
VALUES = st.sampled_from(("", "0", "-1", "1", "99999999999", "x", "一", "rId1", "begin", "end", "separate", "true", "restart", "continue", "²", "100%"))


@_BOUNDED
@given(name=st.sampled_from(sorted(SAMPLES)), data=st.data())
def test_damaged_xml_never_crashes_the_reader(tmp_path_factory: object, name: str, data: st.DataObject) -> None:
    """Well-formed XML that no program would write: values, names and places of elements are changed in any part."""
    from lxml import etree

    folder = tmp_path_factory.mktemp("fuzz")  # type: ignore[attr-defined]
    parts = dict(parts_of(name, folder))
    part = data.draw(st.sampled_from([one for one in sorted(parts) if one.endswith((".xml", ".rels")) and not one.startswith("docProps")]))
    root = etree.fromstring(parts[part])
    nodes = list(root.iter())
    for _ in range(data.draw(st.integers(1, 6))):
        one, other = data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from(nodes))
        kind = data.draw(st.integers(0, 4))
        if kind == 0 and one.attrib:
            one.attrib[data.draw(st.sampled_from(sorted(one.attrib)))] = data.draw(VALUES)
        elif kind == 1 and one.getparent() is not None:
            one.getparent().remove(one)
        elif kind == 2:
            one.tag = other.tag
        elif kind == 3 and one is not other and one not in list(other.iterancestors()) and other not in list(one.iterancestors()):
            other.append(one)
        elif kind == 4:
            one.attrib.clear()
    buffer = BytesIO(etree.tostring(root))
    parts[part] = buffer.getvalue()

    tried(packed(folder / "b.docx", parts))


PIECES = st.one_of(
    WORDS.map(lambda text: f"<w:r><w:t>{text}</w:t></w:r>"),
    WORDS.map(lambda text: f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t><w:br/></w:r>"),
    WORDS.map(lambda text: f"<w:r><w:rPr><w:rFonts w:eastAsia='黑体'/><w:vanish w:val='0'/></w:rPr><w:t>{text}</w:t></w:r>"),
    WORDS.map(lambda text: f"<w:ins w:id='1'><w:r><w:t>{text}</w:t></w:r></w:ins>"),
    WORDS.map(lambda text: f"<w:del w:id='1'><w:r><w:delText>{text}</w:delText></w:r></w:del>"),
    WORDS.map(lambda text: f"<w:hyperlink r:id='none'><w:r><w:t>{text}</w:t></w:r></w:hyperlink>"),
    WORDS.map(lambda text: box(text).replace(" NS", "")),
    st.sampled_from(("<m:oMath/>", "<w:r><w:tab/></w:r>", "<w:r><w:noBreakHyphen/></w:r>", "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>")),
)
DRESS = st.sampled_from(("", "<w:jc w:val='center'/>", "<w:jc w:val='right'/>", "<w:outlineLvl w:val='1'/>", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", "<w:rPr><w:del w:id='3'/></w:rPr>"))
LINES = st.builds(lambda dress, pieces: f"<w:p><w:pPr>{dress}</w:pPr>{''.join(pieces)}</w:p>", DRESS, st.lists(PIECES, max_size=4))
CELLS = st.builds(lambda merge, lines: f"<w:tc><w:tcPr>{merge}</w:tcPr>{''.join(lines)}</w:tc>", st.sampled_from(("", "<w:gridSpan w:val='2'/>", "<w:vMerge/>", "<w:vMerge w:val='restart'/>")), st.lists(LINES, max_size=3))
TABLES = st.lists(st.lists(CELLS, max_size=4).map(lambda cells: f"<w:tr>{''.join(cells)}</w:tr>"), max_size=4).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>")


@_BOUNDED
@given(blocks=st.lists(st.one_of(LINES, LINES, TABLES), min_size=1, max_size=8))
def test_no_letter_is_lost(tmp_path_factory: object, blocks: list[str]) -> None:
    """The draft says what the second, simpler reading finds, whatever is mixed."""
    folder = tmp_path_factory.mktemp("fuzz")  # type: ignore[attr-defined]
    made = paper()
    title(made, "标题")
    say(made, "正文。")
    made.save(str(folder / "a.docx"))
    with zipfile.ZipFile(folder / "a.docx") as opened:
        parts = {one: opened.read(one) for one in opened.namelist()}
    parts["word/document.xml"] = f"<w:document {NS}><w:body>{''.join(blocks)}</w:body></w:document>".encode()
    try:
        draft = read_paper(packed(folder / "b.docx", parts))
    except RefusedError:
        return

    from portal.wechat.blocks import runs_of

    said = "".join("" if run.picture >= 0 or run.mark else run.text for one in draft.blocks for run in runs_of(one))
    assert without(visible(said), []) == draft.plain
