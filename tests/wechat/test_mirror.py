"""The official account held against the site: what is missing on either side, what was changed, which lines of a message nobody has listed."""

from __future__ import annotations

import json
from pathlib import Path

import making as m
import pytest
from making import Fake

from helpers import Project
from portal.assembly.mirroring import items_in, take_in
from portal.load.mirror import load_mirror
from portal.load.source import Source
from signoff_samples import portal

ITEMS = """items:
  - {mid: "2650000001", idx: "1", title: 第一篇, day: 2025-06-20}
  - {mid: "2650000001", idx: "3", title: 没有收录的, day: 2025-06-20}
  - {mid: "2650000002", idx: "1", title: 转载的, day: 2025-05-01, skip: 转载}
  - {url: "https://mp.weixin.qq.com/s/abcdefghijklmnopqrstuv", title: 改过的, day: 2025-06-01, modified: 2025-06-10}
"""
FIRST, SECOND = "content/news/2025/2025-06-20-first.md", "content/news/2025/2025-06-01-second.md"


@pytest.fixture
def mirrored(project: Project) -> Project:
    """Two articles of the account are here, one of them changed there since; one is missing, one is nobody's business."""
    project.write("data/mirror.yml", ITEMS)
    link = "https://mp.weixin.qq.com/s?__biz=MzAA&amp;mid=2650000009&amp;idx=1"
    project.replace(FIRST, "\n---\n", f'\nwechat: {{biz: MzAA, mid: "2650000001", idx: "1"}}\n---\n见[旧文]({link.replace("&amp;", "&")})。\n\n')
    return project.replace(SECOND, "\n---\n", "\nwechat: {url: https://mp.weixin.qq.com/s/abcdefghijklmnopqrstuv, published: 2025-06-01 09:00}\n---\n")


def test_status_names_every_difference(mirrored: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing here, missing there, changed there, holes, links to what isn't here, and the months."""
    assert portal(mirrored, "mirror", "status", "--json") == 1
    found = json.loads(capsys.readouterr().out)

    assert [one["title"] for one in found["absent_here"]] == ["没有收录的"]
    assert found["changed_there"] == [SECOND]
    assert found["holes"] == [{"mid": "2650000001", "idx": "2"}]
    assert found["unmirrored_links"] == [[FIRST, "https://mp.weixin.qq.com/s?__biz=MzAA&mid=2650000009&idx=1"]]
    assert found["months"] == [{"month": "2025-06", "account": 3, "here": 2}]
    assert "content/cases/2025/2025-06-10-loan.md" in found["absent_there"]


def test_lists_are_taken_in_once(project: Project, tmp_path: Path) -> None:
    """Links in text, and the account's own totals; what is known already is not written again, what editors wrote stays."""
    (tmp_path / "list.txt").write_text("普法进校园 2025-06-11 https://mp.weixin.qq.com/s/AAAAAAAAAAAAAAAAAAAAAA\n", "utf-8")
    (tmp_path / "totals.json").write_text(json.dumps([{"msgid": "2650000003_2", "ref_date": "2025-06-12"}]), "utf-8")
    items = [one for name in ("list.txt", "totals.json") for one in items_in(tmp_path / name)]

    assert take_in(project.root, items) == 2
    project.write("data/mirror.yml", (project.root / "data/mirror.yml").read_text("utf-8") + "  # 手写的话\n")
    assert take_in(project.root, items) == 0
    known = load_mirror(Source(project.root)).items
    assert [(one.title, one.mid, one.idx, str(one.day)) for one in known] == [("普法进校园", "", "", "2025-06-11"), ("", "2650000003", "2", "2025-06-12")]
    assert "手写的话" in (project.root / "data/mirror.yml").read_text("utf-8")


@pytest.mark.parametrize("day", ["2025-06-11", "2025/6/11", "2025年6月11日", "20250611", "2025-06-11 09:30:00"])
def test_days_are_read_as_tables_write_them(day: str, tmp_path: Path) -> None:
    """The account's own tables, and those that people make."""
    (tmp_path / "list.txt").write_text(f"普法2025年行动\t{day}\thttps://mp.weixin.qq.com/s/AAAAAAAAAAAAAAAAAAAAAA\n", "utf-8")
    (item,) = items_in(tmp_path / "list.txt")
    assert (item.title, str(item.day)) == ("普法2025年行动", "2025-06-11")


def test_what_the_account_does_later_is_kept(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Changed, taken back, updated, deleted: each state is seen by saving the page again, and stays until the account or the file says otherwise."""
    link = "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"

    def state(page: str, *more: str) -> tuple[int, int, int]:
        portal(project, "import", m.saved(tmp_path, "a.html", page.replace("<html", f"<!-- saved from url=(0050){link} -->\n<html", 1)), *more)
        capsys.readouterr()
        portal(project, "mirror", "status", "--json")
        found = json.loads(capsys.readouterr().out)
        return len(found["changed_there"]), len(found["deleted_there"]), len(found["changed_here"])

    first, second = m.modern(Fake(body="<p>第一版。</p>")), m.modern(Fake(body="<p>第二版。</p>"))
    assert state(first) == (0, 0, 0)
    assert not (project.root / "data/mirror.yml").exists()
    assert state(second) == (1, 0, 0)
    assert state(first) == (0, 0, 0)
    assert state(second) == (1, 0, 0)
    assert state(second) == (1, 0, 0)
    assert state(second, "--update") == (0, 0, 0)
    assert state(m.message("该内容已被发布者删除")) == (0, 1, 0)
    assert state(m.message("该内容已被发布者删除")) == (0, 1, 0)
    assert (project.root / "data/mirror.yml").read_text("utf-8").count("\n  - ") == 4
    (file,) = (project.root / "content/news/2025").glob("2025-11-11-*.md")
    file.write_text(file.read_text("utf-8") + "编辑加的一句。\n", "utf-8")
    assert state(first) == (0, 1, 1)
    portal(project, "mirror", "status")
    assert "从公众号导入的共1篇，一致0篇。" in capsys.readouterr().out


def test_the_page_shows_the_months(mirrored: Project, tmp_path: Path) -> None:
    """Readers see how much of the account is here; without a list there is no such page."""
    site = tmp_path / "site"
    assert portal(mirrored, "build", "--out", site) == 0
    text = (site / "mirror/index.html").read_text("utf-8")
    assert "还有1篇没有收录" in text and "<th scope=\"row\">2025-06</th>" in text
    (mirrored.root / "data/mirror.yml").unlink()
    assert portal(mirrored, "build", "--out", site) == 0
    assert not (site / "mirror").exists()


def test_feeds_say_where_an_article_stands_in_the_account(mirrored: Project, tmp_path: Path) -> None:
    """JSON Feed: ``external_url`` and identity; RSS and Atom: a category."""
    assert portal(mirrored, "build", "--out", tmp_path / "site") == 0
    items = json.loads((tmp_path / "site/feed.json").read_text("utf-8"))["items"]
    assert [one["external_url"] for one in items if "external_url" in one] == ["https://mp.weixin.qq.com/s/abcdefghijklmnopqrstuv"]
    for name in ("feed.xml", "atom.xml"):
        assert "https://mp.weixin.qq.com/s/abcdefghijklmnopqrstuv" in (tmp_path / "site" / name).read_text("utf-8")
