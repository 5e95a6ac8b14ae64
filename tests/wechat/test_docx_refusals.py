"""What is no Word paper, or is made to do harm, is refused with advice, within bounds of time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import ROOT
from portal.wechat.docx_reading import read_paper
from portal.wechat.draft import RefusedError
from wechat.docx_making import paper, save, say, title

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CODE = "import sys\nfrom pathlib import Path\nfrom portal.wechat.docx_reading import read_paper\nfrom portal.wechat.draft import RefusedError\ntry:\n    read_paper(Path(sys.argv[1]))\nexcept RefusedError as error:\n    print(error)\n"
MEMORY = 1_200_000_000


def plain() -> object:
    made = paper()
    title(made, "标题")
    say(made, "正文。")
    return made


def refused(path: Path) -> str:
    with pytest.raises(RefusedError) as caught:
        read_paper(path)
    assert caught.value.kind == "docx"
    return str(caught.value)


def with_document(path: Path, body: str, head: str = "") -> Path:
    """A paper with this XML as its text."""

    def change(name: str, data: bytes) -> bytes:
        text = f'<?xml version="1.0"?>{head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
        return text.encode() if name == "word/document.xml" else data

    return save(plain(), path, change=change)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("旧.doc", OLE, "旧版Word文稿（.doc）"),
        ("旧.wps", OLE, "WPS文字文稿（.wps）"),
        ("旧.wpt", OLE, "WPS文字模板（.wpt）"),
        ("改名.docx", OLE, "旧版Word或WPS文稿"),
        ("加密.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        ("一.rtf", b"{\\rtf1\\ansi}", "RTF文稿"),
        ("改名2.docx", b"{\\rtf1\\ansi}", "RTF文稿"),
        ("网页.doc", b"<html><body>x</body></html>", "不是.docx文稿"),
        ("空.docx", b"", "文件是空的"),
        ("乱.docx", b"hello", "不是.docx文稿"),
        ("断.docx", b"PK\x03\x04" + bytes(50), "不是完整的.docx"),
    ],
)
def test_other_papers_are_refused_with_advice(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    """The bytes tell what a file is, its name only what to call it."""
    (tmp_path / name).write_bytes(data)

    found = refused(tmp_path / name)

    assert says in found
    assert "docx" in found or "重新取" in found


def zipped(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


def test_other_archives_are_refused(tmp_path: Path) -> None:
    """OpenDocument, plain archives, spreadsheets, papers with macros."""
    assert "OpenDocument" in refused(zipped(tmp_path / "a.odt", mimetype=b"application/vnd.oasis.opendocument.text"))
    assert "普通的压缩包" in refused(zipped(tmp_path / "b.docx", a=b"x"))
    sheet = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    assert "没有Word文稿的正文" in refused(zipped(tmp_path / "c.docx", **sheet))
    assert "宏" in refused(save(plain(), tmp_path / "d.docm"))
    assert "宏" in refused(save(plain(), tmp_path / "e.docx", {"word/vbaProject.bin": b"x"}))
    kind = lambda name, data: data.replace(b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml") if name.startswith("[Content") else data  # noqa: E731
    assert "宏" in refused(save(plain(), tmp_path / "f.docx", change=kind))


def bomb(path: Path) -> Path:
    return with_document(path, "<w:p><w:r><w:t>" + "普" * 20_000_000 + "</w:t></w:r></w:p>")


def deep(path: Path) -> Path:
    return with_document(path, "<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000)


def nested(path: Path) -> Path:
    return with_document(path, "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60)


def flood(path: Path) -> Path:
    return with_document(path, "<w:p/>" * 3_900_000)


def crowd(path: Path) -> Path:
    """A fifth of the paragraphs that are let in at all (990,000 took 44 s), of which none says anything."""
    return with_document(path, "<w:p/>" * 200_000)


def many(path: Path) -> Path:
    return save(plain(), path, {f"word/media/{number}.png": b"x" for number in range(4_100)})


def laughs(path: Path) -> Path:
    lines = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10 if at else "哈哈哈哈"}">' for at in range(10))
    return with_document(path, "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", f"<!DOCTYPE x [{lines}]>")


def outside(path: Path) -> Path:
    return with_document(path, "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


def broken(path: Path) -> Path:
    return save(plain(), path, change=lambda name, data: data[:300] if name == "word/document.xml" else data)


def lying(path: Path) -> Path:
    """The directory says that the text is small."""
    bomb(path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as opened:
        size = opened.getinfo("word/document.xml").file_size
    for at in (found for found in range(len(data) - 4) if data[found : found + 4] == size.to_bytes(4, "little")):
        data[at : at + 4] = (1_000).to_bytes(4, "little")
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("make", [bomb, deep, nested, flood, crowd, many, laughs, outside, broken, lying])
def test_harm_is_refused_in_little_memory(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """Within 1.2 GB of address space and 20 seconds, libraries included."""
    path = make(tmp_path / "bad.docx")

    done = subprocess.run(
        [sys.executable, "-c", CODE, str(path)], capture_output=True, text=True, timeout=60, cwd=ROOT / "hooks", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "not refused"
    assert "root:" not in done.stdout


def test_large_tables_keep_their_words_in_little_memory(tmp_path: Path) -> None:
    """12,000 cells are no table any more, but no word is lost."""
    row = "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>格{at}</w:t></w:r></w:p></w:tc>" for at in range(6)) + "</w:tr>"
    path = with_document(tmp_path / "large.docx", f"<w:p><w:r><w:t>大表</w:t></w:r></w:p><w:tbl>{row * 2_001}</w:tbl>")
    code = CODE + "draft = read_paper(Path(sys.argv[1]))\nprint(len(draft.plain), draft.notes)"

    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=240, cwd=ROOT / "hooks", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(2_001 * len("".join(f"格{at}" for at in range(6)))))
    assert "有1个表格太大" in done.stdout


def test_parts_outside_of_the_file_are_never_read(tmp_path: Path) -> None:
    """A picture whose part leads out of the package has no bytes; an outer one isn't fetched."""
    made = plain()
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    body = "".join(f'<w:p><w:r><w:drawing><a:blip r:embed="{one}"/></w:drawing></w:r></w:p>' for one in ("rA", "rB"))

    def change(name: str, data: bytes) -> bytes:
        if name == "word/document.xml":
            return f"<w:document {ns}><w:body>{body}</w:body></w:document>".encode()
        rels = '<Relationship Id="rA" Type="x/image" Target="../../../../../../etc/passwd"/><Relationship Id="rB" Type="x/image" Target="file:///etc/passwd" TargetMode="External"/>'
        return data.replace(b"</Relationships>", rels.encode() + b"</Relationships>") if name == "word/_rels/document.xml.rels" else data

    found = read_paper(save(made, tmp_path / "a.docx", change=change))

    assert found.images == 2
    assert [one.read() for one in found.pictures] == [None, None]
