"""Pictures that were saved, a second import, folders, lists, the report, tricks with names."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import making as m
import pytest
from importing import at, run
from making import Fake
from openpyxl import Workbook
from PIL import Image

from helpers import ROOT, Project
from portal.cli import main
from portal.wechat.draft import RefusedError
from portal.wechat.link_lists import links_in
from portal.wechat.pictures import make

_IMG = '<p><img data-src="{}"></p>'
_TWO = "<p>正文。</p>" + _IMG.format(m.address(1)) + _IMG.format(m.address(2)) + _IMG.format(m.address(1))
_FILES = {"640(1)": m.picture(shade=1), "640(2)": m.picture("JPEG", shade=90)}


def names(base: Path, path: str) -> list[str]:
    """Pictures beside an article."""
    return sorted(one.name for one in (base / path).parent.iterdir() if one.suffix != ".md")


@pytest.mark.parametrize("form", ["browser", "single", "mhtml"])
def test_saved_pictures_lie_beside_the_article_once(form: str, tmp_path: Path) -> None:
    """Each form in which pages are saved brings its pictures; the same one twice is one file, shown twice."""
    fake = Fake(body=_TWO, files=_FILES)
    page = {"browser": m.browser_saved(fake), "single": m.single_file(fake), "mhtml": m.mhtml(fake)}[form]
    file = m.saved(tmp_path / "in", "a.mhtml" if form == "mhtml" else "a.html", page, _FILES if form == "browser" else None)

    (one,) = run(tmp_path / "out", file)

    text = (tmp_path / "out" / one.path).read_text("utf-8")
    assert (one.status, one.images, one.missing) == ("imported", 3, ())
    assert one.fidelity and one.fidelity.is_equal
    assert len(names(tmp_path / "out", one.path)) == 2
    shown = re.findall(r"!\[\]\((wx-[0-9a-f]{16}\.\w+)\)", text)
    assert len(shown) == 3 and shown[0] == shown[2] != shown[1]


@pytest.mark.parametrize("shown", [True, False])
def test_the_cover_and_the_link_to_the_original_come_along(shown: bool, tmp_path: Path) -> None:
    """The cover is a file when the page holds its bytes, be it in another size; its address and that of “阅读原文” stand in the front matter."""
    address = m.address(2 if shown else 9).replace("/640?", "/0?")
    page = m.browser_saved(Fake(body=_TWO)).replace('<meta property="og:site_name"', f'<meta property="og:image" content="{address}"><meta property="og:site_name"')

    (one,) = run(tmp_path / "out", m.saved(tmp_path / "in", "a.html", page, _FILES))

    text = (tmp_path / "out" / one.path).read_text("utf-8")
    assert f'  source_url: "https://www.example.gov.cn/a?b=1&c=2"\n  cover: "{address}"\n' in text
    assert bool(re.search(r"^cover: wx-[0-9a-f]{16}\.jpg\ncover_alt: \"\"$", text, re.M)) == shown
    assert ("题图没有随网页保存下来" in one.reason) != shown
    assert (one.images, len(names(tmp_path / "out", one.path))) == (3, 2)
    assert run(tmp_path / "out", tmp_path / "in" / "a.html")[0].status == "unchanged"


def test_another_account_s_article_is_said(tmp_path: Path) -> None:
    """The account's name is held against the bureau's own; a page that doesn't name it is said too."""
    own, nobody = m.modern(Fake()).replace(m.ACCOUNT, "汨罗司法").replace(m.js(m.ACCOUNT), m.js("汨罗司法")), m.modern(Fake(mid="2247000002")).replace(m.ACCOUNT, "")

    reasons = [run(tmp_path, m.saved(tmp_path / "in", name, page))[0].reason for name, page in (("other.html", m.modern(Fake(mid="2247000003"))), ("own.html", own), ("nobody.html", nobody))]

    assert [one.count("不是本单位的“汨罗司法”") for one in reasons] == [1, 0, 0]
    assert "没有找到公众号的名称" in reasons[2]


def test_missing_pictures_are_named_by_their_address_and_keep_their_place(tmp_path: Path) -> None:
    """A page without its folder is imported all the same."""
    (one,) = run(tmp_path / "out", m.saved(tmp_path, "a.html", m.modern(Fake(body=_TWO))))

    assert one.status == "imported" and len(one.missing) == 3 and m.address(2) in one.missing[1]
    assert (tmp_path / "out" / one.path).read_text("utf-8").count("没有随网页保存下来") == 3


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_pictures_are_made_anew_from_their_real_type(kind: str) -> None:
    """The bytes tell the type; the file is at most 1600 pixels wide."""
    made = make(m.picture(kind, 2000, 100))

    with Image.open(BytesIO(made.data)) as image:
        assert max(image.size) == 1600 and made.name.endswith({"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}[image.format or ""])


def test_position_and_author_are_dropped() -> None:
    """What a camera writes stays behind, its orientation is carried out."""
    image, exif, out = Image.new("RGB", (40, 20), "red"), Image.Exif(), BytesIO()
    exif[0x0112], exif[0x013B] = 6, "某人"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(out, "JPEG", exif=exif)

    made = make(out.getvalue())

    with Image.open(BytesIO(made.data)) as found:
        assert found.size == (20, 40) and not found.getexif()


def test_small_moving_pictures_move_on_and_long_ones_stand_still() -> None:
    """A large animation would only be the first picture."""
    assert make(m.picture("GIF", frames=4)).name.endswith(".gif")
    assert make(m.picture("GIF", 20, 20, frames=130)).name.endswith(".png")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n broken", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"text", b"x" * 20_000_001])
def test_what_is_no_picture_is_a_reason(data: bytes) -> None:
    """Broken bytes never stop an import."""
    made = make(data)
    assert made.fault and not made.name


def test_picture_bombs_are_not_unpacked() -> None:
    """Few bytes that claim many pixels."""
    out = BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")

    assert "像素" in make(out.getvalue()).fault


def test_second_import(tmp_path: Path) -> None:
    """Nothing new: unchanged. Changed there: refused, then updated when asked. Changed here: never written over."""
    base, file = tmp_path / "out", tmp_path / "a.html"
    m.saved(tmp_path, "a.html", m.modern(Fake()))
    path = base / run(base, file)[0].path
    first = path.read_bytes()

    assert [run(base, file)[0].status, run(base, file, update=True)[0].status] == ["unchanged", "unchanged"]

    m.saved(tmp_path, "a.html", m.modern(Fake(body="<p>改过的正文。</p>", title="改过的标题")))
    (refused,) = run(base, file)
    assert refused.status == "refused" and "--update" in refused.reason and path.read_bytes() == first
    (updated,) = run(base, file, update=True)
    assert updated.status == "updated" and "改过的正文" in path.read_text("utf-8") and base / updated.path == path

    mine = path.read_text("utf-8").replace("draft: true\n", "")
    path.write_text(mine, "utf-8")
    (same,) = run(base, file, update=True)
    assert same.status == "unchanged" and "本站已改过" in same.reason
    m.saved(tmp_path, "a.html", m.modern(Fake(body="<p>又改了。</p>")))
    (kept,) = run(base, file, update=True)
    assert kept.status == "refused" and path.read_text("utf-8") == mine


def test_a_moved_article_is_found_again(tmp_path: Path) -> None:
    """Its identity counts, not its name."""
    base, file = tmp_path / "out", m.saved(tmp_path, "a.html", m.modern(Fake()))
    path = base / run(base, file)[0].path
    moved = base / "content/notices/2025/2025-11-11-moved.md"
    moved.parent.mkdir(parents=True)
    path.rename(moved)

    (one,) = run(base, file)

    assert (one.status, one.path) == ("unchanged", "content/notices/2025/2025-11-11-moved.md")


def test_pages_without_identity_are_found_by_their_text(tmp_path: Path) -> None:
    """SingleFile and archives hold no scripts."""
    base = tmp_path / "out"
    page = m.frame(Fake(link="https://mp.weixin.qq.com/"), m.content("<p>没有编号的一篇。</p>", ""), "", "2025年11月11日 12:09")
    file = m.saved(tmp_path, "a.html", page)

    assert [run(base, file)[0].status, run(base, file)[0].status] == ["imported", "unchanged"]


def test_the_same_text_twice_in_the_account_is_said(tmp_path: Path) -> None:
    """An article that was pushed again has another number."""
    m.saved(tmp_path / "in", "a.html", m.modern(Fake()))
    m.saved(tmp_path / "in", "b.html", m.modern(Fake(mid="2247000002", ct=m.CT + 60)))

    first, second = run(tmp_path / "out", tmp_path / "in")

    assert first.path != second.path and "完全相同" in second.reason


def test_links_to_mirrored_articles_stay_on_the_site(tmp_path: Path) -> None:
    """A link leads to the copy here, whatever traces it carries."""
    link = f"http://mp.weixin.qq.com/s?__biz={m.BIZ}&amp;mid=2247000001&amp;idx=1&amp;sn={m.SN}&amp;chksm=1&amp;scene=21#wechat_redirect"
    m.saved(tmp_path / "in", "1-new.html", m.modern(Fake(body=f'<p>见<a href="{link}">上一篇</a>。</p>', mid="2247000002", ct=m.CT + 86400, title="新的一篇")))
    m.saved(tmp_path / "in", "2-old.html", m.modern(Fake(title="旧的一篇")))

    new, _ = run(tmp_path / "out", tmp_path / "in")

    assert "见[上一篇](/news/2025/jiu-de-yi-pian.html)。" in (tmp_path / "out" / new.path).read_text("utf-8")


def test_folder(tmp_path: Path) -> None:
    """Pages in folders, not the parts of saved pages; one bad page doesn't stop the others; equal titles get names of their own."""
    folder = tmp_path / "in"
    m.saved(folder / "甲", "a.html", m.browser_saved(Fake(body=_TWO)), {**_FILES, "frame.html": b"<html></html>"})
    m.saved(folder / "乙", "b.mhtml", m.mhtml(Fake(mid="2247000002")))
    m.saved(folder, "bad.html", m.message("该内容已被发布者删除"))
    m.saved(folder, "note.docx", b"PK")
    m.saved(folder, "photo.jpg", b"x")

    found = {Path(one.source).name: one for one in run(tmp_path / "out", folder)}

    assert {name: one.status for name, one in found.items()} == {"a.html": "imported", "b.mhtml": "imported", "bad.html": "refused", "note.docx": "refused"}
    assert {found["a.html"].path, found["b.mhtml"].path} == {f"content/news/2025/2025-11-11-ce-shi-biao-ti{end}.md" for end in ("", "-2")}
    assert found["note.docx"].facts.kind == "docx"


@pytest.mark.parametrize("kind", ["txt", "csv", "xlsx"])
def test_lists_of_links_are_work_to_do(kind: str, tmp_path: Path) -> None:
    """What is mirrored already isn't listed; nothing is fetched."""
    base = tmp_path / "out"
    run(base, m.saved(tmp_path, "a.html", m.modern(Fake())))
    known, new = Fake().long_link, "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"
    file = tmp_path / f"links.{kind}"
    if kind == "xlsx":
        book = Workbook()
        book.active.append(["标题甲", known])
        book.active.append(["标题乙", new])
        book.save(file)
    else:
        file.write_text(f"标题甲,{known}\n标题乙,{new}\n", "utf-8")

    (one,) = run(base, file)

    assert one.status == "refused" and "2篇里有1篇" in one.reason and f"{new} 标题乙" in one.reason and known not in one.reason


def test_links_behind_the_titles_of_a_table_are_found(tmp_path: Path) -> None:
    """A table that is pasted from the account's own pages shows titles only; formulas lead somewhere too."""
    book, link = Workbook(), "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStU"
    book.active.append(["标题甲", "2025-11-20"])
    book.active["A1"].hyperlink = f"{link}1"
    book.active.append([f'=HYPERLINK("{link}2","标题乙")'])
    book.save(tmp_path / "links.xlsx")

    found = links_in(tmp_path / "links.xlsx")

    assert [(one.address, one.words) for one in found] == [(f"{link}1", "标题甲 2025-11-20"), (f"{link}2", "标题乙")]


@pytest.mark.parametrize("bomb", [b"<c/>" * 1_100_000, b" " * 60_000_000, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"])
def test_tables_that_unpack_to_very_much_are_refused(bomb: bytes, tmp_path: Path) -> None:
    """Nothing of them is read."""
    book = Workbook()
    book.save(tmp_path / "links.xlsx")
    with zipfile.ZipFile(tmp_path / "links.xlsx", "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("xl/worksheets/sheet2.xml", bomb)

    with pytest.raises(RefusedError, match="太大"):
        links_in(tmp_path / "links.xlsx")


@pytest.mark.parametrize("trick", ["../secret.png", "/etc/hostname", "%2e%2e/secret.png", "in_files/../../secret.png", "link.png", "..\\secret.png", "file:///etc/hostname", "a\0b"])
def test_no_file_outside_of_the_page_s_folder_is_read(trick: str, tmp_path: Path) -> None:
    """A page can't take a file from elsewhere into the site."""
    (tmp_path / "secret.png").write_bytes(m.picture())
    page = m.modern(Fake(body=f'<p>文。</p><p><img src="{trick}" data-src="{m.address(1)}"></p>'))
    file = m.saved(tmp_path / "in", "a.html", page)
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "secret.png")

    (one,) = run(tmp_path / "out", file)

    assert one.status == "imported" and len(one.missing) == 1 and not names(tmp_path / "out", one.path)


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    """Nothing of it is read."""
    file = tmp_path / "a.html"
    with file.open("wb") as out:
        out.truncate(60_000_001)

    (one,) = run(tmp_path / "out", file)

    assert one.status == "refused" and "60MB" in one.reason


def test_a_fault_of_the_program_stops_one_source_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are imported."""
    m.saved(tmp_path / "in", "a.html", m.modern(Fake()))
    importer = at(tmp_path / "out", {"in": tmp_path / "in"})
    monkeypatch.setattr("portal.assembly.importing.read", lambda saved: 1 / 0)

    (one,) = importer.everything()

    assert one.status == "refused" and "ZeroDivisionError" in one.reason


def _import(project: Project, *words: str) -> int:
    return main(["--root", str(project.root), "import", *words])


def test_command(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Writes into the project, shows the review with personal data first and masked, tells the report; the draft is valid content."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767229200")
    m.saved(tmp_path / "in", "a.html", m.modern(Fake(body="<p>正文,里有半角逗号。联系人身份证110101190001010010，手机13800000000。</p>")))
    m.saved(tmp_path / "in", "b.html", m.share())

    code = _import(project, str(tmp_path / "in"), "--report", str(tmp_path / "report.json"))

    out = capsys.readouterr().out
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert code == 1
    assert [one["status"] for one in report] == ["imported", "refused"]
    assert set(report[0]) == {"source", "status", "reason", "kind", "title", "account", "published", "biz", "mid", "idx", "images", "text_sha256", "path"}
    assert "先看个人信息" in out and out.index("先看个人信息") < out.index("\n审校：") and "13800000000" not in out
    assert "共2个来源：已导入1，没有导入1。" in out
    site, findings = project.load()
    path = report[0]["path"]
    assert site and path in {one.path for one in (*site.articles, *site.held)}
    assert not [one for one in findings if one.span.path == path]


def test_command_set_up(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """2: no such file, no such column, a column whose front matter an import can't know."""
    file = str(m.saved(tmp_path, "a.html", m.modern(Fake())))
    (tmp_path / "empty").mkdir()

    codes = [_import(project, str(tmp_path / "none.html")), _import(project, file, "--column", "no"), _import(project, file, "--column", "cases"), _import(project, str(tmp_path / "empty"))]

    assert codes == [2, 2, 2, 2]
    assert "没有栏目" in capsys.readouterr().err


def test_command_to_another_folder_leaves_the_project_alone(project: Project, tmp_path: Path) -> None:
    """0: all imported; the same tree elsewhere."""
    before = sorted((project.root / "content").rglob("*"))

    code = _import(project, str(m.saved(tmp_path, "a.html", m.modern(Fake()))), "--to", str(tmp_path / "out"))

    assert code == 0 and (tmp_path / "out/content/news/2025/2025-11-11-ce-shi-biao-ti.md").is_file()
    assert sorted((project.root / "content").rglob("*")) == before


def test_schema_knows_every_key() -> None:
    """What an import writes is what editors may write."""
    schema = json.loads((ROOT / "data/schemas/front_matter_article.schema.json").read_text("utf-8"))

    assert "text_sha256" in json.dumps(schema)
