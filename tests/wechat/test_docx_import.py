"""The same paper again, a changed one, one that somebody has edited here, and the command itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from helpers import ROOT
from portal.wechat.dom import text_digest
from wechat.docx_making import paper, picture, save, say, show, title
from wechat.docx_running import run

PHONE = "13812345678"


def write(path: Path, *texts: str, name: str = "关于开展普法活动的通知") -> Path:
    made = paper()
    title(made, name)
    for text in texts:
        say(made, text)
    show(made)
    return save(made, path)


def test_the_same_paper_again_changes_nothing_even_on_another_day(tmp_path: Path) -> None:
    """A paper is known by its text; its date stays that of the first import."""
    path = write(tmp_path / "a.docx", "正文第一段。")
    first = run(tmp_path, path)
    before = {file: file.read_bytes() for file in (tmp_path / "content").rglob("*") if file.is_file()}

    again = run(tmp_path, write(tmp_path / "另一个名字.docx", "正文第一段。"), now="2026-03-01 10:00")

    assert (first.status, again.status) == ("imported", "unchanged")
    assert again.path == first.path
    assert {file: file.read_bytes() for file in (tmp_path / "content").rglob("*") if file.is_file()} == before


def test_a_changed_paper_needs_the_word_update(tmp_path: Path) -> None:
    """The same title with another text is the same paper; it says so."""
    first = run(tmp_path, write(tmp_path / "a.docx", "正文第一段。"))
    changed = write(tmp_path / "a.docx", "正文第一段，改过。")

    told = run(tmp_path, changed)
    updated = run(tmp_path, changed, update=True)

    assert told.status == "refused"
    assert "文稿的正文变了" in told.reason and "--update" in told.reason
    assert (updated.status, updated.path) == ("updated", first.path)
    assert "改过" in (tmp_path / first.path).read_text("utf-8")


def test_what_somebody_has_edited_is_never_written_over(tmp_path: Path) -> None:
    """Not even with ``--update``."""
    first = run(tmp_path, write(tmp_path / "a.docx", "正文第一段。"))
    file = tmp_path / first.path
    file.write_text(file.read_text("utf-8").replace("第一段", "第一段（已校对）"), "utf-8")

    same = run(tmp_path, write(tmp_path / "a.docx", "正文第一段。"), update=True)
    changed = run(tmp_path, write(tmp_path / "a.docx", "别的正文。"), update=True)

    assert (same.status, changed.status) == ("unchanged", "refused")
    assert "已校对" in file.read_text("utf-8")


def test_papers_with_other_titles_have_files_of_their_own(tmp_path: Path) -> None:
    """Even when their slugs would be the same."""
    one, two = run(tmp_path, write(tmp_path / "a.docx", "甲。", name="通知一")), run(tmp_path, write(tmp_path / "b.docx", "乙。", name="通知壹"))

    assert (one.status, two.status) == ("imported", "imported")
    assert one.path != two.path


def test_the_date_is_the_day_of_import_and_the_papers_own_is_told(tmp_path: Path) -> None:
    """成文日期 is no date of publication."""
    found = run(tmp_path, write(tmp_path / "a.docx", "正文。", "汨罗市司法局", "2025年12月3日"))

    assert "\ndate: 2026-01-05\n" in found.text
    assert "成文日期：2025年12月3日，落款：汨罗市司法局" in found.reason


def test_the_same_text_from_the_account_is_told(tmp_path: Path) -> None:
    """A paper whose article is mirrored already; the account's text has no title in it."""
    digest = text_digest("正文。")
    (tmp_path / "content/news/2026").mkdir(parents=True)
    front = f'---\ntitle: "别的题目"\ndate: 2026-01-02\nwechat:\n  url: "https://mp.weixin.qq.com/s/abc"\n  text_sha256: "{digest}"\n---\n\n正文。\n'
    (tmp_path / "content/news/2026/2026-01-02-a.md").write_text(front, "utf-8")

    found = run(tmp_path, write(tmp_path / "a.docx", "正文。"))

    assert found.status == "imported"
    assert "正文与content/news/2026/2026-01-02-a.md完全相同" in found.reason


def test_a_long_title_is_cut_and_told(tmp_path: Path) -> None:
    """The front matter takes sixty letters."""
    long = "关于进一步加强新时代全市法治宣传教育工作推动全社会尊法学法守法用法，深入开展第九个五年普法规划宣传活动，营造良好法治环境的实施意见（征求意见稿）"

    found = run(tmp_path, write(tmp_path / "a.docx", "正文。", name=long))

    assert found.facts.title == long
    assert f"全文：{long}" in found.reason
    assert found.fidelity is not None and found.fidelity.is_equal


def test_the_command_says_personal_data_first_and_writes_the_report(tmp_path: Path) -> None:
    """As for saved pages: review at once, refused papers don't stop others, lock files of Word are no papers."""
    folder = tmp_path / "papers"
    folder.mkdir()
    write(folder / "a.docx", f"联系人张三，电话{PHONE}。")
    (folder / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "~$a.docx").write_bytes(b"x")
    (folder / "图.png").write_bytes(picture().getvalue())

    done = subprocess.run(
        [sys.executable, "hooks/manage.py", "import", str(folder), "--to", str(tmp_path / "to"), "--report", str(tmp_path / "r.json")],
        capture_output=True, text=True, cwd=ROOT, check=False, timeout=300, env={"SOURCE_DATE_EPOCH": "1767574800", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    found = {Path(one["source"]).name: one for one in json.loads((tmp_path / "r.json").read_text("utf-8"))}

    assert done.returncode == 1, done.stderr
    assert set(found) == {"a.docx", "旧.doc"}
    assert (found["旧.doc"]["status"], found["旧.doc"]["kind"]) == ("refused", "docx")
    assert {key: found["a.docx"][key] for key in ("status", "kind", "account", "published", "biz", "mid", "idx", "images")} == {
        "status": "imported", "kind": "docx", "account": "", "published": None, "biz": "", "mid": "", "idx": "", "images": 1,
    }  # fmt: skip
    assert "先看个人信息" in done.stdout
    assert "另存为" in done.stdout
