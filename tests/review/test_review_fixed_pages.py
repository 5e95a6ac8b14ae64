"""Fixed pages are looked at as articles are: pictures, their words, and links of this site."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.review.checks import links, picture_words, pictures
from review.review_samples import NEWS, after, brief, found_by
from signoff_samples import portal

ABOUT = "content/pages/about.md"
PICTURE = "content/news/2025/hall.jpg"


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("![会场](https://x.example/hall.jpg)", "remote-picture"),
        ("![会场](//x.example/hall.jpg)", "remote-picture"),
        ("![会场](data:image/png;base64,AA)", "remote-picture"),
        ("![会场](hall.jpg)", "missing-picture"),
        ("![会场](news/2025/hal.jpg)", "missing-picture"),
        ("![](news/2025/hall.jpg)", "picture-without-alt"),
    ],
)
def test_pictures_of_a_page(project: Project, body: str, rule: str) -> None:
    """A picture that can't be shown, or not to everybody, is found in its file and on its line."""
    project.write(PICTURE, b"x")
    assert (rule, ABOUT, 7) in after(project, pictures, (ABOUT, "测试。", body))


def test_good_picture_of_a_page_counts_as_used(project: Project) -> None:
    """A described picture beside an article is accepted and isn't called unused; examples in code are none."""
    project.write(PICTURE, b"x")
    body = "![会场](news/2025/hall.jpg)\n\n`![](no.jpg)`"
    assert not after(project, pictures, (ABOUT, "测试。", body))


def test_meaningless_words_on_a_page(project: Project) -> None:
    """A description that says nothing."""
    assert after(project, picture_words, (ABOUT, "测试。", "![图片1](news/2025/hall.jpg)")) == {("alt-meaningless", ABOUT, 7)}


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("broken-link", "[点](/news/2025/frist.html)"),
        ("broken-link", "[点](news/2025/frist.html)"),
        ("broken-link", "[甲]: news/2025/frist.html"),
        ("link-to-alias", "[点](/news/2024/old.html)"),
        ("full-width-link", "[点]（/news/2025/first.html）"),
    ],
)
def test_bad_link_on_a_page(project: Project, rule: str, body: str) -> None:
    """Each is found on its line, and nothing else is."""
    project.replace(NEWS, "source: 测试局", "source: 测试局\naliases: [/news/2024/old.html]")
    assert after(project, links, (ABOUT, "测试。", f"测试。\n\n{body}")) == {(rule, ABOUT, 9)}


@pytest.mark.parametrize("body", ["[点](news/2025/first.html)", "[点](/news/2025/first.html#one)", "[点](statistics/)", "`[点](news/no.html)`", "[点](https://x.example/a)"])
def test_good_link_on_a_page(project: Project, body: str) -> None:
    """Links that work, and examples in code, are accepted."""
    assert not after(project, links, (ABOUT, "测试。", body))


def test_a_page_in_a_folder_counts_from_there(project: Project) -> None:
    """Relative targets lead on from the page's own address."""
    text = "---\ntitle: 帮助\n---\n\n[有](../news/2025/first.html)[无](news/2025/first.html)[坏](../news/2025/x.html)\n\n![会场](../news/2025/hall.jpg)\n"
    project.write("content/pages/help/first.md", text).write(PICTURE, b"x")
    assert brief(found_by(links, project.site())) == {("broken-link", "content/pages/help/first.md", 5)}
    assert not brief(found_by(pictures, project.site()))


def test_the_command_tells_path_and_line(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """``portal check`` lists them like those of articles."""
    project.replace(ABOUT, "测试。", "测试。\n\n![会场](https://x.example/hall.jpg)")
    assert portal(project, "check") == 1
    out = capsys.readouterr().out
    assert f"{ABOUT}:9" in out and "［remote-picture］" in out
