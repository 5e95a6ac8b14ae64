"""An incremental build gives what a clean one gives, whatever was edited in between."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from incremental import Trial, copied, steps
from portal.review.gate import PUBLISH
from signoff_samples import NEWS, SECOND, sign_fully, switch_on

CASE = "content/cases/2025/2025-06-10-loan.md"
ARTICLE = "---\ntitle: 第{0}条普法\ndate: 2025-05-{1:02}\nsource: 测试局\nsummary: 摘要{0}。\n---\n正文{0}。\n"


def outside_of_search(names: list[str]) -> list[str]:
    """The index keeps numbers of its epoch, so its files depend on their history; what a reader finds is tested with the search."""
    return [name for name in names if not name.startswith("search/")]


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_random_edits(tmp_path: Path, seed: int) -> None:
    """Twelve edits of any kind, a build after each: always the files of a clean build, byte for byte."""
    trial = Trial.start(tmp_path / "own", seed)
    assert trial.build() == ""
    for done, different in steps(trial, tmp_path / "scratch", 12):
        assert outside_of_search(different) == [], f"{done} after {trial.log}"


def publishing(folder: Path) -> Trial:
    """A project in which everything has to be signed, built for publishing."""
    project = switch_on(copied(folder / "project"))
    sign_fully(project)
    trial = Trial(project, folder / "site", random.Random(0), stage=PUBLISH)
    assert trial.build() == ""
    return trial


def test_publishing_follows_the_sign_offs(tmp_path: Path) -> None:
    """An edited article disappears until it is signed again, then it is back with its new text; each time as in a clean build."""
    trial = publishing(tmp_path / "own")
    page = trial.out / "news/2025/first.html"
    trial.project.replace(NEWS, "## 数字", "改过的话。\n\n## 数字")
    assert trial.build() == ""
    assert not page.exists()
    assert outside_of_search(trial.differences(tmp_path / "scratch")) == []
    sign_fully(trial.project, NEWS)
    assert trial.build() == ""
    assert "改过的话" in page.read_text("utf-8")
    assert outside_of_search(trial.differences(tmp_path / "scratch")) == []


def test_entry_that_left_the_feed_comes_back_as_it_then_is(tmp_path: Path) -> None:
    """An article is pushed out of the feeds, edited meanwhile, and back in them when a newer one is removed: with its new text."""
    trial = Trial(copied(tmp_path / "own/project"), tmp_path / "own/site", random.Random(0))
    for number in range(1, 29):
        trial.project.write(f"content/news/2025/2025-05-{number:02}-n{number}.md", ARTICLE.format(number, number))
    oldest = trial.project.root / "content/news/2025/2025-05-01-n1.md"
    newer = "content/news/2025/2025-06-28-newer.md"
    assert trial.build() == ""
    assert "正文1。" in (trial.out / "news/feed.xml").read_text("utf-8")
    trial.project.write(newer, ARTICLE.format("新", 1).replace("2025-05-01", "2025-06-28"))
    assert trial.build() == ""
    assert "正文1。" not in (trial.out / "news/feed.xml").read_text("utf-8")
    oldest.write_text(ARTICLE.format(1, 1).replace("正文1。", "改过的正文。"), "utf-8")
    assert trial.build() == ""
    (trial.project.root / newer).unlink()
    assert trial.build() == ""
    assert "改过的正文" in (trial.out / "news/feed.xml").read_text("utf-8")
    assert outside_of_search(trial.differences(tmp_path / "scratch")) == []


@pytest.mark.parametrize("where", ["same folder", "other folder", "emptied folder"])
def test_link_that_lost_its_target_is_found(tmp_path: Path, where: str) -> None:
    """An article that nobody touched links to the page of a tag that no article has any more: the build is refused wherever it goes."""
    trial = Trial(copied(tmp_path / "project"), tmp_path / "site", random.Random(0), stage=PUBLISH)
    trial.project.write("content/news/2025/2025-05-10-between.md", ARTICLE.format(10, 10))  # so that no neighbour of it changes
    trial.project.write("content/news/2025/2025-05-02-linking.md", ARTICLE.format(2, 2) + "\n见[专题](/tags/gong-zheng.html)。\n")
    assert trial.build() == ""
    trial.project.replace(SECOND, "tags: [法律援助, 公证]", "tags: [法律援助]").replace(CASE, "tags: [公证]", "tags: [法律援助]")
    if where == "other folder":
        trial.out = tmp_path / "elsewhere"
    elif where == "emptied folder":
        shutil.rmtree(trial.out)
    assert "tags/gong-zheng.html" in trial.build()


@pytest.mark.parametrize("stage", ["preview", PUBLISH])
def test_store_of_a_broken_build_does_no_harm(tmp_path: Path, stage: str) -> None:
    """A build that was refused leaves the site, and the next one gives what a clean build gives."""
    trial = Trial(copied(tmp_path / "own/project"), tmp_path / "own/site", random.Random(0), stage=stage)
    assert trial.build() == ""
    before = (trial.out / "index.html").read_bytes()
    trial.project.replace(NEWS, "title: 第一条新闻", "title: 改过的标题").replace("data/bureau.yml", "name: 测试局", "name: ''")
    assert "data/bureau.yml" in trial.build()
    assert (trial.out / "index.html").read_bytes() == before
    trial.project.replace("data/bureau.yml", "name: ''", "name: 测试局")
    assert trial.build() == ""
    assert outside_of_search(trial.differences(tmp_path / "scratch")) == []
