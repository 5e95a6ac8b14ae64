"""What pictures and attachments say about themselves."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from helpers import Project
from portal.load.picture_facts import MOST_PIXELS, read_picture

FOLDER = "content/news/2025"
XMP = b"<x:xmpmeta><rdf:Description><dc:creator><rdf:Seq><rdf:li>Test Person</rdf:li></rdf:Seq></dc:creator>exif:GPSLatitude</rdf:Description></x:xmpmeta>"


def exif(*tags: tuple[int, str], position: bool = False) -> Image.Exif:
    """EXIF with some tags and, if wanted, a position."""
    found = Image.Exif()
    for tag, value in tags:
        (found.get_ifd(0x8769) if tag >= 0xA000 else found)[tag] = value
    if position:
        found.get_ifd(0x8825).update({1: "N", 2: (1.0, 2.0, 3.0)})
    return found


def saved(path: Path, **options: object) -> Path:
    Image.new("RGB", (8, 6), "white").save(path, **options)
    return path


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_plain_picture(tmp_path: Path, kind: str) -> None:
    """A picture without metadata has a size and nothing else."""
    found = read_picture(saved(tmp_path / f"a.{kind}"), "a")
    assert (found.width, found.height, found.has_position, found.author, found.too_many_pixels) == (8, 6, False, "", False)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_position_and_artist(tmp_path: Path, kind: str) -> None:
    """Coordinates and the artist are read from every kind that cameras and phones write."""
    found = read_picture(saved(tmp_path / f"a.{kind}", exif=exif((0x013B, "Test Person"), position=True)), "a")
    assert found.has_position
    assert found.author == "Test Person"


@pytest.mark.parametrize("tag", [0xA430, 0xA431, 0xA435])
def test_owner_and_serial_numbers(tmp_path: Path, tag: int) -> None:
    """A camera's owner and serial numbers count as author."""
    assert read_picture(saved(tmp_path / "a.jpg", exif=exif((tag, "0000001"))), "a").author == "0000001"


def test_words_of_a_png(tmp_path: Path) -> None:
    """The author may stand in a PNG's text."""
    words = PngInfo()
    words.add_text("Author", "Test Person")
    assert read_picture(saved(tmp_path / "a.png", pnginfo=words), "a").author == "Test Person"


def test_xmp(tmp_path: Path) -> None:
    """Position and author may stand in XMP alone."""
    found = read_picture(saved(tmp_path / "a.jpg", xmp=XMP), "a")
    assert found.has_position
    assert found.author == "Test Person"


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels."""
    out = io.BytesIO(b"")
    out.write(b"\x89PNG\r\n\x1a\n")
    for name, body in ((b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")):
        out.write(len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big"))
    return out.getvalue()


@pytest.mark.parametrize(("width", "height", "too_many"), [(5000, 10000, False), (5001, 10000, True), (60000, 60000, True)])
def test_bombs_are_not_unpacked(tmp_path: Path, width: int, height: int, too_many: bool) -> None:
    """A tiny file that claims to be huge is noticed from its header."""
    assert MOST_PIXELS == 50_000_000
    (tmp_path / "a.png").write_bytes(png_header(width, height))
    assert read_picture(tmp_path / "a.png", "a").too_many_pixels is too_many


@pytest.mark.parametrize("data", [b"", b"x", b"\xff\xd8\xff\xe1\0\x10Exif\0\0II*\0", b"\x89PNG\r\n\x1a\n\0\0", b"<svg/>"])
def test_broken_pictures(tmp_path: Path, data: bytes) -> None:
    """What can't be read says nothing."""
    (tmp_path / "a.jpg").write_bytes(data)
    found = read_picture(tmp_path / "a.jpg", "a")
    assert (found.size, found.width, found.author) == (len(data), 0, "")


def office(creator: str, last: str) -> bytes:
    """An office file with nothing but its properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("docProps/core.xml", f"<cp:coreProperties><dc:creator>{creator}</dc:creator><cp:lastModifiedBy>{last}</cp:lastModifiedBy></cp:coreProperties>")
    return out.getvalue()


PACKED = zlib.compress(b"1 0 <</Author(Test Person)>>")
ATTACHMENTS = [
    ("a.docx", office("Test &amp; Person", "Other"), ("Test & Person", "Other")),
    ("a.xlsx", office("Test", "Test"), ("Test",)),
    ("a.docx", office("", ""), ()),
    ("a.docx", b"no zip", ()),
    ("a.docx", b"PK\x05\x06" + b"\0" * 18, ()),
    ("a.pdf", b"%PDF-1.4\n1 0 obj<</Author (Test \\(a\\) Person)>>endobj", ("Test (a) Person",)),
    ("a.pdf", b"%PDF-1.4\n1 0 obj<</Author <FEFF6D4B8BD5>>>endobj", ("测试",)),
    ("a.pdf", b"%PDF-1.4\n" + XMP, ("Test Person",)),
    ("a.pdf", b"%PDF-1.5\n2 0 obj<</Type/ObjStm/Length 9>>stream\n" + PACKED + b"\nendstream", ("Test Person",)),
    ("a.pdf", b"%PDF-1.5\n2 0 obj<</Type/ObjStm>>stream\nbroken", ()),
    ("a.pdf", b"%PDF-1.4\n1 0 obj<</Title (x)>>endobj", ()),
]


@pytest.mark.parametrize(("name", "data", "makers"), ATTACHMENTS)
def test_attachments(project: Project, name: str, data: bytes, makers: tuple[str, ...]) -> None:
    """Author and last editor are found, also in packed PDFs; broken files say nothing."""
    project.write(f"{FOLDER}/{name}", data)
    assert project.site().attachments[f"{FOLDER}/{name}"].makers == makers


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg width="90" height="60.4" viewBox="0 0 9 6">', (90, 60)),
        ("<svg height='60px' width='90px'>", (90, 60)),
        ('<svg viewBox="-4 -4 640 360">', (640, 360)),
        ('<svg width="100%" height="50%" viewBox="0,0,640,360">', (640, 360)),
        ('<svg stroke-width="3">', (0, 0)),
        ('<svg viewBox="0 0 . .">', (0, 0)),
        ("<p>", (0, 0)),
    ],
)
def test_size_of_a_drawing(tmp_path: Path, tag: str, size: tuple[int, int]) -> None:
    """A drawing's size is what it asks for, else its box, else unknown."""
    (tmp_path / "a.svg").write_text(f"<?xml version='1.0'?>{tag}</svg>", "utf-8")
    found = read_picture(tmp_path / "a.svg", "a.svg")
    assert (found.width, found.height) == size


@pytest.mark.parametrize(("orientation", "size"), [(1, (8, 6)), (3, (8, 6)), (6, (6, 8)), (8, (6, 8))])
def test_size_as_it_is_seen(tmp_path: Path, orientation: int, size: tuple[int, int]) -> None:
    """A picture that was taken with the phone on its side is as wide as it is seen."""
    found = read_picture(saved(tmp_path / "a.jpg", exif=exif((0x0112, orientation))), "a")  # type: ignore[arg-type]  # a number, as the tag asks
    assert (found.width, found.height) == size
