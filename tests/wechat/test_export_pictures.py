"""Pictures as the account takes them; charts and tables drawn from what the page shows."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from portal.wechat.export.chart_picture import chart_png
from portal.wechat.export.fonts import find_fonts
from portal.wechat.export.nodes import parse
from portal.wechat.export.paths import outlines
from portal.wechat.export.pictures import MOST_BYTES, code_png, fitted
from qr_reading import read
from wechat_samples import exported, fonts, photo


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize(("kind", "suffix", "format"), [("JPEG", ".jpg", "JPEG"), ("PNG", ".png", "PNG"), ("WEBP", ".jpg", "JPEG"), ("GIF", ".png", "PNG"), ("BMP", ".png", "PNG")])
def test_only_jpeg_and_png(kind: str, suffix: str, format: str) -> None:
    """Whatever it was."""
    found = fitted(photo(kind))

    assert found is not None and (found.suffix, opened(found.data).format) == (suffix, format)
    assert not found.moved


def test_large_pictures_become_small() -> None:
    """1,080 pixels, 1 MB, however much there is to see."""
    noise = Image.frombytes("RGB", (2400, 1800), os.urandom(2400 * 1800 * 3))
    file = BytesIO()
    noise.save(file, "PNG")
    found = fitted(file.getvalue())

    assert found is not None
    assert len(found.data) < MOST_BYTES and opened(found.data).width <= 1080 and found.suffix == ".jpg"


def test_position_and_camera_go() -> None:
    """And it stands upright."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "某人"
    found = fitted(photo("JPEG", exif=exif.tobytes()))

    assert found is not None
    assert (found.width, found.height) == (400, 600)
    assert not opened(found.data).getexif()


def test_colours_stay_as_they_are_seen() -> None:
    """A profile goes into the colours; a broken one is ignored."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for one in (profile, b"broken"):
        found = fitted(photo("JPEG", icc_profile=one))
        assert found is not None and "icc_profile" not in opened(found.data).info


def test_pictures_of_the_text_lie_beside_it_once() -> None:
    """The same picture twice is one file; a moving one is told; what can't be one leaves its words and a warning."""
    moving = BytesIO()
    Image.new("RGB", (9, 9)).save(moving, "GIF", save_all=True, append_images=[Image.new("RGB", (9, 9), "red")])
    files = {"news/2026/a.webp": photo("WEBP"), "news/2026/b.gif": moving.getvalue(), "news/2026/c.svg": b"<svg/>"}
    html = "".join(f'<figure><img src="{name}" alt="图{name}"><figcaption>说明</figcaption></figure>' for name in ("a.webp", "a.webp", "b.gif", "c.svg", "no.png", "https://x.example/y.png"))
    made = exported(html, files)

    assert [one.name for one in made.pictures] == ["pictures/picture-1.jpg", "pictures/picture-2.png", "pictures/code-1.png"]
    assert made.html.count("picture-1.jpg") == 2
    assert "〔图片：图c.svg〕" in made.html and "〔图片：图no.png〕" in made.html
    assert [one for one in made.warnings if "b.gif" in one and "第一帧" in one]
    assert [one for one in made.warnings if "c.svg" in one] and [one for one in made.warnings if "no.png" in one]
    assert "data:image/jpeg;base64," in made.html_alone and 'src="pictures/' not in made.html_alone


def test_picture_with_smaller_files_is_taken_in_its_own_format() -> None:
    """As pages show it."""
    made = exported('<figure><picture><source type="image/webp" srcset="a.360.webp 360w"><img src="a.jpg" alt="图"></picture></figure>', {"news/2026/a.jpg": photo("JPEG")})

    assert [one.origin for one in made.pictures] == ["news/2026/a.jpg", "二维码"]


def test_cover_has_the_form_of_covers() -> None:
    """900 × 383, the middle of the picture."""
    made = exported("<p>甲</p>", {"news/2026/c.jpg": photo("JPEG", (1000, 900))}, cover="news/2026/c.jpg")

    assert made.cover is not None and opened(made.cover.data).size == (900, 383)
    assert made.record()["cover"] == "pictures/cover.jpg" and made.warnings == ()


def test_code_is_read_and_has_its_quiet_zone() -> None:
    """The address, and four modules of white all round."""
    image = opened(code_png("https://p.example/a.html")).convert("L")
    inner = [[int(image.getpixel((x, y)) == 0) for x in range(36, image.width - 32, 8)] for y in range(36, image.height - 32, 8)]

    assert read(inner) == "https://p.example/a.html"
    assert image.width == image.height and image.getpixel((31, 31)) == 255 and image.getpixel((33, 33)) == 0


def test_outlines_of_the_commands_that_drawings_use() -> None:
    """Lines, closed shapes, half circles."""
    assert outlines("M1 2L3 4L5 6") == [[(1, 2), (3, 4), (5, 6)]]
    square = [(round(x, 1), round(y, 1)) for x, y in outlines("M10 10m-3.6-3.6h7.2v7.2h-7.2z")[-1]]
    assert square == [(6.4, 6.4), (13.6, 6.4), (13.6, 13.6), (6.4, 13.6), (6.4, 6.4)]
    circle = outlines("M10 10m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z")[-1]
    assert all(abs((x - 10) ** 2 + (y - 10) ** 2 - 16) < 1e-9 for x, y in circle) and len(circle) == 34
    assert outlines("C1 2 3 4 5 6") == []


CHART = (
    '<figure class="chart"><svg viewBox="0 0 360 100"><desc>说明</desc><defs><pattern id="chart-1-pattern-2"></pattern></defs><path class="axis" d="M0 0L0 90"/>'
    '<path class="break" d="M180 0L180 90"/><path class="series-2" d="M0 90L360 0"/><rect class="fill-1" x="0" y="10" width="200" height="20"/>'
    '<rect class="box" x="0" y="40" width="200" height="20" fill="url(#chart-1-pattern-{n})"/><rect class="hollow edge-3" x="0" y="70" width="50" height="20"/>'
    '<rect class="plate" x="60" y="12" width="40" height="16"/><path class="hollow edge-1" d="M300 50m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"/>'
    '<path class="fill-2 point" d="M320 50m0-4.8l4.6 8.2h-9.2z"/><text class="value" x="360" y="20" text-anchor="end">158</text></svg><figcaption><p>图1　题</p><p>注</p></figcaption></figure>'
)


@pytest.mark.parametrize("series", [2, 3, 4, 5, 6])
def test_chart_is_drawn_from_the_page(series: int) -> None:
    """Bars in the colours of their series where the page has them."""
    drawing = next(parse(CHART.replace("{n}", str(series))).every("svg"))
    image = opened(chart_png(drawing, fonts())).convert("RGB")
    scale = 1080 / 388

    assert image.size == (1080, round(128 * scale))
    assert image.getpixel((round(34 * scale), round(34 * scale))) == pytest.approx((0x10, 0x50, 0x9A), abs=12)
    colours = {image.getpixel((x, y)) for x in range(round(20 * scale), round(200 * scale)) for y in range(round(57 * scale), round(72 * scale))}
    assert len(colours) > 1, "bars of later series have a pattern"


def test_chart_becomes_a_figure_with_its_title() -> None:
    """The title is the caption, what it describes the alternative text, notes follow."""
    made = exported(CHART.replace("{n}", "2"))

    assert made.pictures[0].name == "pictures/chart-1.png" and made.pictures[0].words == "说明"
    assert ">图1　题</figcaption></figure><p " in made.html


def test_fonts_are_found_where_they_lie_or_not_at_all(tmp_path: Path) -> None:
    """A file that only has the name is none."""
    assert find_fonts([str(tmp_path)], ask=False) is None
    (tmp_path / "simhei.ttf").write_bytes(b"no font")
    assert find_fonts([str(tmp_path)], ask=False) is None
    assert fonts().regular.at(12).getname()[0]
