"""What pictures, attachments and their names give away, and words that go with pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from helpers import Project
from portal.model.finding import Severity
from portal.review.checks import picture_metadata, picture_words
from review.review_samples import CASE, SECOND, after, brief, found_by

FOLDER = "content/news/2025"


def picture(position: bool = False, artist: str = "") -> bytes:
    """A small picture with or without a position and an artist."""
    exif = Image.Exif()
    if artist:
        exif[0x013B] = artist
    if position:
        exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "rules"),
    [
        ("hall.jpg", picture(), set()),
        ("hall.jpg", picture(position=True), {("picture-position", Severity.ERROR)}),
        ("hall.jpg", picture(artist="Test Person"), {("picture-author", Severity.WARNING)}),
        ("13900000000.jpg", picture(), {("file-name-with-mobile", Severity.WARNING)}),
        ("119999190001010003.jpg", picture(), {("file-name-with-identity-number", Severity.ERROR)}),
        ("mmexport1735689600000.jpg", picture(), set()),
        ("IMG_20250101_120000.jpg", picture(), set()),
        ("a.pdf", b"<</Author (Test Person)>>", {("attachment-author", Severity.WARNING)}),
        ("a.pdf", b"<</Author (Administrator)>>", set()),
        ("a.pdf", b"<</Author <FEFF" + "测试局".encode("utf-16-be").hex().encode() + b">>>", set()),
    ],
)
def test_files(project: Project, name: str, data: bytes, rules: set[tuple[str, Severity]]) -> None:
    """Each file is judged by what it carries; the bureau itself and software may be named as authors."""
    project.write(f"{FOLDER}/{name}", data)
    found = found_by(picture_metadata, project.site())
    assert {(one.rule, one.severity) for one in found} == rules
    assert {path for _, path, _ in brief(found)} <= {f"{FOLDER}/{name}"}


@pytest.mark.parametrize("alt", ["图片", "图1", "照片 2", "IMG_2025.jpg", "微信图片_20250101", "会场.png", "123", "image", "（配图）", "DSC_0001"])
def test_descriptions_that_say_nothing(project: Project, alt: str) -> None:
    """A file name or “图片” describes nothing."""
    assert ("alt-meaningless", SECOND, 8) in after(project, picture_words, (SECOND, "正文。", f'![{alt}](a.jpg "会场。某某摄")'))


@pytest.mark.parametrize("alt", ["工作人员在村口讲解民法典", "图书馆里的读者", "图为会场", "2025年收案数量图", "照片墙前的学生"])
def test_descriptions_that_say_something(project: Project, alt: str) -> None:
    """Words about what is seen are accepted."""
    assert not after(project, picture_words, (SECOND, "正文。", f'![{alt}](a.jpg "会场")'))


def test_cover(project: Project) -> None:
    """The cover's description is read too."""
    assert after(project, picture_words, (SECOND, "source: 测试局", "source: 测试局\ncover: a.jpg\ncover_alt: 题图")) == {("alt-meaningless", SECOND, 6)}


@pytest.mark.parametrize("body", ["![会场里坐满了人](a.jpg)", "![会场里坐满了人](a.jpg)\n\n会议开始。"])
def test_picture_in_news_without_caption(project: Project, body: str) -> None:
    """A picture in news says where it comes from."""
    assert after(project, picture_words, (SECOND, "正文。", body)) == {("picture-without-caption", SECOND, 8)}


@pytest.mark.parametrize("body", ['![会场里坐满了人](a.jpg "会场")', "![会场里坐满了人](a.jpg)\n\n会场。办公室供图"])
def test_picture_in_news_with_caption(project: Project, body: str) -> None:
    """A title or a line beneath is a caption."""
    assert not after(project, picture_words, (SECOND, "正文。", body))


def test_picture_outside_of_news(project: Project) -> None:
    """Drawings in other columns need no source."""
    assert not after(project, picture_words, (CASE, "甲借给乙", "![借条的写法](a.jpg)\n\n甲借给乙"))
