"""Picture files of a site: sizes, what is stripped, what is kept, what goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import lxml.html
import pytest
from PIL import Image, ImageCms

from built_site import build, tree
from helpers import NOW, Project
from portal.assembly.desk import Desk
from portal.assembly.making import Made
from portal.assembly.picture_encoding import Order, encode
from portal.assembly.picture_files import PictureFiles
from portal.assembly.shell import ShellKey
from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.load.source import Source
from portal.model.beside import Picture
from portal.pages.pictures import smaller
from portal.store import Store

FOLDER, SECOND = "content/news/2025", "content/news/2025/2025-06-01-second.md"
SIDEWAYS = 6


def photo(width: int, height: int, kind: str = "JPEG", orientation: int = 1, shift: int = 0, position: bool = True) -> bytes:
    """A smooth picture that says who took it and, unless not wanted, where."""
    image = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn).resize((width, height)).point(lambda one: (one + shift) % 256) for turn in (90, 0, 180)])
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, "Test Person"
    if position:
        exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 2.0, 3.0)})
    found = BytesIO()
    image.save(found, kind, exif=exif)
    return found.getvalue()


def made(*shown: str) -> Made:
    """A page that shows files."""
    return Made("a.html", ShellKey("", "./"), "", shown=shown)


def encoded(root: Path, name: str, data: bytes, *widths: int) -> list[Image.Image]:
    """The files of one picture, opened."""
    return [Image.open(BytesIO(one)) for one in raw(root, name, data, widths)]


def raw(root: Path, name: str, data: bytes, widths: Sequence[int]) -> tuple[bytes, ...]:
    """The files of one picture."""
    (root / name).write_bytes(data)
    return encode(str(root), [Order(name, digest_bytes(data), tuple(widths))])[0]


@pytest.mark.parametrize(
    ("name", "width", "widths"),
    [
        ("a.jpg", 2000, (360, 720, 1080)),
        ("a.jpg", 1080, (360, 720, 1080)),
        ("a.png", 800, (360, 720, 800)),
        ("a.webp", 200, (200,)),
        ("a.svg", 800, ()),
        ("a.gif", 800, ()),
        ("a.jpg", 0, ()),
    ],
)
def test_widths(name: str, width: int, widths: tuple[int, ...]) -> None:
    """A picture is offered in three widths, never wider than it is; drawings and moving pictures stay as they are."""
    found = smaller(Picture(path=f"content/news/{name}", size=1, digest="1", width=width, height=9))
    assert tuple(one for _, one in found) == widths


def test_address_changes_with_the_picture() -> None:
    """Browsers may keep a file for ever, because another picture has another address."""
    first, other = (smaller(Picture(path="content/news/a.jpg", size=1, digest=digest, width=360, height=9))[0][0] for digest in ("1", "2"))
    assert first != other
    assert re.fullmatch(r"news/a\.[0-9a-f]{10}\.360\.webp", first)


@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")])
def test_files_say_nothing_about_who_and_where(tmp_path: Path, name: str, kind: str) -> None:
    """Neither the whole picture nor a smaller file holds anything but the picture."""
    whole, small = raw(tmp_path, name, photo(800, 600, kind), [0, 360])
    for data in (whole, small):
        image = Image.open(BytesIO(data))
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression", "loop", "background", "timestamp", "duration"}
        assert b"Test Person" not in data and b"GPS" not in data and b"Exif" not in data and b"eXIf" not in data
    assert (Image.open(BytesIO(whole)).format, Image.open(BytesIO(whole)).size) == (kind, (800, 600))
    assert (Image.open(BytesIO(small)).format, Image.open(BytesIO(small)).size) == ("WEBP", (360, 270))


def test_sideways_picture_stands_upright(tmp_path: Path, project: Project) -> None:
    """What a phone took on its side is turned once and for all, and pages know its size as it is seen."""
    data = photo(800, 600, orientation=SIDEWAYS)
    whole, small = encoded(tmp_path, "a.jpg", data, 0, 360)
    assert (whole.size, small.size) == ((600, 800), (360, 480))
    left, right = (whole.convert("RGB").getpixel((place, 400)) for place in (20, 580))
    assert left != right
    project.write(f"{FOLDER}/a.jpg", data)
    picture = project.site().pictures[f"{FOLDER}/a.jpg"]
    assert (picture.width, picture.height) == (600, 800)


def test_colours_become_those_of_the_web(tmp_path: Path) -> None:
    """A profile is applied and left out: every screen shows the same."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"tXYZ", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"tXYZ", b"gXYZ", 1)
    for data, expected in ((profile, (10, 200, 30)), (swapped, (200, 10, 30)), (b"no profile", (10, 200, 30))):
        found = BytesIO()
        Image.new("RGB", (90, 60), (10, 200, 30)).save(found, "PNG", icc_profile=data)
        (kept,) = encoded(tmp_path, "a.png", found.getvalue(), 0)
        assert "icc_profile" not in kept.info
        assert max(abs(one - other) for one, other in zip(kept.getpixel((5, 5)), expected, strict=True)) <= 2


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels(tmp_path: Path, mode: str) -> None:
    """Grey, few colours, transparent, for print: all become files that browsers show."""
    kind = "jpg" if mode == "CMYK" else "png"
    found = BytesIO()
    Image.new(mode, (400, 300)).save(found, "JPEG" if mode == "CMYK" else "PNG")
    whole, small = encoded(tmp_path, f"a.{kind}", found.getvalue(), 0, 360)
    assert (whole.size, small.size) == ((400, 300), (360, 270))
    assert whole.mode != "CMYK"
    assert ("A" in small.mode) == (mode in ("LA", "RGBA"))


def test_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the moment or the machine gets into a file."""
    data = photo(1200, 800)
    assert raw(tmp_path, "a.jpg", data, [0, 360, 720, 1080]) == raw(tmp_path, "a.jpg", data, [0, 360, 720, 1080])


@pytest.mark.parametrize("data", [photo(800, 600)[:3000], b"\x89PNG\r\n"])
def test_broken_picture_stops_the_build(tmp_path: Path, data: bytes) -> None:
    """What can't be unpacked isn't published, because nobody knows what is in it."""
    with pytest.raises(PortalError) as caught:
        raw(tmp_path, "a.jpg", data, [0])
    assert "图片坏了" in str(caught.value) and "a.jpg" in str(caught.value)


class Shelf:
    """Picture files of a project, prepared again and again with one store."""

    def __init__(self, project: Project) -> None:
        self.project, self.store = project, Store(None)

    def prepare(self, *names: str, stage: str = "publish") -> PictureFiles:
        """Files for a page that shows these pictures and all that are made of them."""
        root = self.project.root
        found = PictureFiles(Desk(root, NOW, self.store, "1", Source(root, self.store)), stage)
        site = self.project.site()
        shown = [one for name in names for one in (f"news/2025/{name}", *(small for small, _ in smaller(site.pictures[f"{FOLDER}/{name}"])))]
        found.prepare(site, [made(*shown)])
        self.store.save()
        return found


def test_what_is_kept_is_not_made_again(project: Project) -> None:
    """An unchanged build encodes nothing; a new picture costs its own files only, and what no page shows is forgotten."""
    project.write(f"{FOLDER}/a.jpg", photo(800, 600)).write(f"{FOLDER}/b.png", photo(300, 200, "PNG"))
    shelf = Shelf(project)
    first = shelf.prepare("a.jpg", "b.png")
    assert (first.encoded, len(first.made_of)) == (6, 6)
    assert shelf.prepare("a.jpg", "b.png").encoded == 0
    project.write(f"{FOLDER}/b.png", photo(300, 200, "PNG", shift=9))
    changed = shelf.prepare("a.jpg", "b.png")
    assert changed.encoded == 2
    assert {name for name in changed.made_of if "/a." in name} == {name for name in first.made_of if "/a." in name}
    assert shelf.prepare("a.jpg").encoded == 0
    assert shelf.prepare("a.jpg", "b.png").encoded == 2


def test_picture_that_nobody_can_read_is_refused_and_shown_in_a_preview(project: Project) -> None:
    """A file that is no picture may hold anything."""
    project.write(f"{FOLDER}/a.jpg", b"no picture")
    shelf = Shelf(project)
    with pytest.raises(PortalError, match="图片打不开"):
        shelf.prepare("a.jpg")
    assert shelf.prepare("a.jpg", stage="preview").data("news/2025/a.jpg") == b"no picture"


def show(project: Project, *names: str) -> None:
    """Let the second article show pictures."""
    body = "\n\n".join(f'![会场里坐满了人]({name} "宣传活动。办公室供图")' for name in names)
    project.replace(SECOND, "正文。", f"正文。\n\n{body}")


def test_pages_show_every_size(project: Project, tmp_path: Path) -> None:
    """A page names all sizes, says how large each picture is, and every file that it names is there; the feed keeps to one."""
    project.write(f"{FOLDER}/hall.jpg", photo(1600, 900, position=False)).write(f"{FOLDER}/map.png", photo(500, 400, "PNG", position=False))
    project.write(f"{FOLDER}/cover.webp", photo(700, 400, "WEBP", position=False)).replace(SECOND, "source: 测试局", "source: 测试局\ncover: cover.webp\ncover_alt: 会场")
    show(project, "hall.jpg", "map.png")
    assert build(project.root, tmp_path / "site", NOW).returncode == 0
    files = tree(tmp_path / "site")
    page = lxml.html.document_fromstring(files["news/2025/second.html"].decode())
    images = {one.get("src"): one for one in page.xpath("//main//img")}
    assert {name: (one.get("width"), one.get("height")) for name, one in images.items()} == {
        "hall.jpg": ("1600", "900"),
        "map.png": ("500", "400"),
        "cover.webp": ("700", "400"),
    }
    assert [images[name].get("loading") for name in ("cover.webp", "hall.jpg", "map.png")] == [None, None, "lazy"]
    assert {one.get("decoding") for one in images.values()} == {"async"}
    widths = {"hall.jpg": [360, 720, 1080], "map.png": [360, 500], "cover.webp": [360, 700]}
    for name, image in images.items():
        (source,) = image.xpath("ancestor::picture//source")
        found = [one.split() for one in source.get("srcset").split(", ")]
        assert [int(one[1][:-1]) for one in found] == widths[name]
        assert [Image.open(BytesIO(files[f"news/2025/{one[0]}"])).width for one in found] == widths[name]
    assert [one.text_content() for one in page.xpath("//figure[.//img]/figcaption")] == ["宣传活动。办公室供图"] * 2
    feed = files["news/feed.xml"].decode()
    assert "https://test.example/news/2025/hall.jpg" in feed and "srcset" not in feed and ".360." not in feed
    lengths = re.findall(r'length="(\d+)"', feed)
    assert lengths == [str(len(files["news/2025/cover.webp"]))]
    assert b"Test Person" not in b"".join(data for name, data in files.items() if name.endswith((".jpg", ".png", ".webp")))


def test_files_go_with_the_picture_and_builds_agree(project: Project, tmp_path: Path) -> None:
    """A picture that is gone takes all its files along; a site built anew has the same bytes."""
    project.write(f"{FOLDER}/hall.jpg", photo(900, 600, position=False)).write(f"{FOLDER}/map.png", photo(500, 400, "PNG", position=False))
    before = project.root.joinpath(SECOND).read_text("utf-8")
    show(project, "hall.jpg", "map.png")
    assert build(project.root, tmp_path / "site", NOW).returncode == 0
    first = tree(tmp_path / "site")
    assert len([name for name in first if "/hall." in name]) == 4
    project.write(SECOND, before)
    show(project, "hall.jpg")
    assert build(project.root, tmp_path / "site", NOW).returncode == 0
    again = tree(tmp_path / "site")
    assert not [name for name in again if "/map." in name]
    assert build(project.root, tmp_path / "other", NOW).returncode == 0
    assert tree(tmp_path / "other") == again
