"""The page that is made at once is the page that the build after it makes, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import NOW, Project
from incremental import copied
from portal.assembly.quick_page import Warm
from portal.assembly.site_build import build_preview

ENVIRON = {"SOURCE_DATE_EPOCH": str(int(NOW.at.timestamp()))}
SECOND = "content/news/2025/2025-06-01-second.md"
LOAN = "content/cases/2025/2025-06-10-loan.md"
FRONT = "---\ntitle: 第二条新闻\ndate: 2025-06-01\nsource: 测试局\nsummary: 第二条的摘要。\ntags: [法律援助, 公证]\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Path]]:
    """A project and where its preview is built."""
    folder = tmp_path_factory.mktemp("quick")
    project = copied(folder / "project")
    build_preview(project.root, ENVIRON, folder / "site")
    yield project, folder / "site"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{FRONT}---\n正文。又一句。\n", id="a sentence more"),
        pytest.param(f"{FRONT.replace('第二条新闻', '另一个标题')}---\n正文。\n", id="another title"),
        pytest.param(f"{FRONT.replace('法律援助, 公证', '公证')}---\n正文。\n", id="other tags"),
        pytest.param(f"{FRONT}---\n通迅地址和{{{{ stat:aid.nothing@2024 }}}}，电话13800138000。\n", id="findings and a mark that means nothing"),
        pytest.param(f"{FRONT}---\n<!-- 审校忽略 pii-phone 理由：测试 复核：张三 -->\n电话13800138000，见[第一条](2025-06-20-first.md)。\n", id="a suppression"),
        pytest.param(f"{FRONT}review:\n  levels: {{typo: \"off\"}}\n  reason: 测试用语\n---\n## 一\n\n通迅。\n\n## 二\n\n{{{{ table: aid@2023-2024 }}}}\n\n## 三\n\n## 四\n", id="levels"),
        pytest.param(f"{FRONT}---\n根据《中华人民共和国民法典》第六百六十七条。![图](nothing.png)\n", id="a statute and a picture that isn't there"),
        pytest.param(f"{FRONT}draft: true\ncover: nothing.png\n---\n正文。\n", id="a draft from the beginning"),
    ],
)
def test_quick_page_is_what_the_build_makes(built: tuple[Project, Path], text: str) -> None:
    """Review notes, verdict, neighbours and related articles included."""
    project, site = built
    project.write(SECOND, f"{FRONT}{'draft: true' if 'draft' in text else 'author: 测试'}\n---\n正文。\n")
    warm = Warm(build_preview(project.root, ENVIRON, site))
    project.write(SECOND, text)

    quick = warm.page(SECOND)

    assert quick is not None
    assert not quick.problem
    assert quick.data is not None
    assert warm.page(SECOND) == quick, "a second time"
    build_preview(project.root, ENVIRON, site)
    assert quick.data.decode() == (site / quick.file).read_text("utf-8")


def test_other_changes_are_left_to_the_build(built: tuple[Project, Path]) -> None:
    """Another address, an article that begins or ends to be a draft, a file that is no article of the site: more than one page changes."""
    project, site = built
    warm = Warm(build_preview(project.root, ENVIRON, site))
    before = (project.root / LOAN).read_text("utf-8")

    project.write(LOAN, before.replace("---\n", "---\ndraft: true\n", 1))
    assert warm.page(LOAN) is None
    project.write(LOAN, before)
    assert warm.page("content/news/2025/2025-06-02-new.md") is None
    assert warm.page("content/pages/about.md") is None
    assert warm.page("data/bureau.yml") is None


def test_unusable_front_matter_is_told(built: tuple[Project, Path]) -> None:
    """No page is made of it; the finding says where and what to do."""
    project, site = built
    warm = Warm(build_preview(project.root, ENVIRON, site))
    before = (project.root / SECOND).read_text("utf-8")
    project.write(SECOND, before.replace("title:", "titel:", 1))

    quick = warm.page(SECOND)

    assert quick is not None
    assert quick.data is None
    assert f"{SECOND}:" in quick.problem
    assert "怎么改：" in quick.problem
    assert quick.problem.rpartition("\n\n")[0] in Warm(build_preview(project.root, ENVIRON, site)).unreadable
    project.write(SECOND, before)
    assert Warm(build_preview(project.root, ENVIRON, site)).unreadable == ""
