"""Pictures: there, described, light, used."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import picture_metadata, pictures
from review.review_samples import SECOND, after, brief, found_by

FOLDER = "content/news/2025"


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("![会场](hall.png)", "missing-picture"),
        ("![会场](../../cases/2025/hall.jpg)", "missing-picture"),
        ("![会场](/hall.jpg)", "missing-picture"),
        ("![](hall.jpg)", "picture-without-alt"),
        ("![会场](https://x.example/hall.jpg)", "remote-picture"),
        ("![会场](//x.example/hall.jpg)", "remote-picture"),
        ("![会场](data:image/png;base64,AA)", "remote-picture"),
    ],
)
def test_shown(project: Project, body: str, rule: str) -> None:
    """A picture that can't be shown, or not to everybody, is found on its line."""
    project.write(f"{FOLDER}/hall.jpg", b"x")
    assert (rule, SECOND, 8) in after(project, pictures, (SECOND, "正文。", body))


def test_good_pictures(project: Project) -> None:
    """A described picture and a cover beside the article are accepted; pictures in code are examples."""
    project.write(f"{FOLDER}/hall.jpg", b"x").write(f"{FOLDER}/cover.png", b"x")
    body = '![会场](hall.jpg "图题")\n\n`![](no.jpg)`'
    cover = "source: 测试局\ncover: cover.png\ncover_alt: 题图"
    assert not after(project, pictures, (SECOND, "正文。", body), (SECOND, "source: 测试局", cover))


def test_missing_cover_names_the_nearest(project: Project) -> None:
    """A mistyped cover is answered with the file that is there."""
    project.write(f"{FOLDER}/meeting-hall.jpg", b"x").replace(SECOND, "source: 测试局", "source: 测试局\ncover: meeting-hal.jpg\ncover_alt: 会场")
    (found,) = [one for one in found_by(pictures, project.site()) if one.rule == "missing-picture"]
    assert found.span.line == 5
    assert "meeting-hall.jpg" in found.do


@pytest.mark.parametrize(
    ("size", "rules"),
    [(5_000_001, {"picture-too-large"}), (5_000_000, {"heavy-picture"}), (1_000_001, {"heavy-picture"}), (1_000_000, set())],
)
def test_size(project: Project, size: int, rules: set[str]) -> None:
    """The limits are 5 MB and 1 MB, both allowed exactly."""
    project.write(f"{FOLDER}/hall.jpg", b"0" * size)
    assert {rule for rule, _, _ in after(project, pictures, (SECOND, "正文。", "![会场](hall.jpg)"))} == rules


def test_unused(project: Project) -> None:
    """A picture that no article shows is pointed out."""
    project.write(f"{FOLDER}/hall.jpg", b"x")
    assert brief(found_by(pictures, project.site())) == {("unused-picture", f"{FOLDER}/hall.jpg", 0)}


@pytest.mark.parametrize(
    ("drawing", "active"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>', False),
        ("<svg><script>alert(1)</script></svg>", True),
        ('<svg onload="alert(1)"></svg>', True),
        ('<svg><image href="https://evil.example/a.png"/></svg>', True),
        ('<svg><a xlink:href="javascript:alert(1)"/></svg>', True),
    ],
)
def test_drawings_with_scripts_or_outer_parts(project: Project, drawing: str, active: bool) -> None:
    """An SVG is served from our own address: it may draw, and nothing else."""
    project.write("content/news/2025/a.svg", drawing)

    assert ("picture-active" in {one.rule for one in found_by(picture_metadata, project.site())}) == active
