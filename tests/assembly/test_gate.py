"""The gate: a publishing build shows only what is fully reviewed, a preview shows everything with a mark."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from built_site import build, forked, run, tree
from helpers import NOW, Project, moment
from incremental import copied
from signoff_samples import NEWS, SECOND, STAGES, YEAR, portal, sign, sign_fully, switch_on

ARTICLE = "---\ntitle: {title}\ndate: 2025-06-29\nsource: 测试局\nsummary: 摘要。\ntags: [公证]\n{more}---\n{body}\n"
SECRET = "content/news/2025/2025-06-29-hidden-one.md"
WORDS = ("隐字标题", "隐字正文", "hidden-one", "hidden-map", "HIDDENPIXEL", "隐字小节")


@pytest.fixture
def reviewed(project: Project) -> Project:
    """Everything that needs a review has it."""
    switch_on(project)
    sign_fully(project)
    return project


def built(project: Project, site: Path) -> dict[str, bytes]:
    done = build(project.root, site, NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(site)


def hits(files: dict[str, bytes], word: str) -> list[str]:
    """Files whose name, bytes or zipped parts hold a word."""
    forms = (word.encode("utf-8"), word.encode("unicode_escape"))
    found = []
    for name, data in files.items():
        parts = [data]
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(BytesIO(data)) as book:
                parts += [book.read(part) for part in book.namelist()]
        if word in name or any(form in part for form in forms for part in parts):
            found.append(name)
    return found


def hide(project: Project, more: str = "", body: str = "") -> Project:
    """An article that nobody has signed, with a picture, a figure, and links to and from it."""
    project.write("content/news/2025/hidden-map.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>HIDDENPIXEL</text></svg>')
    text = f"隐字正文{{{{ stat:aid.cases@2024 }}}}。\n\n## 隐字小节\n\n![隐字图](hidden-map.svg)\n\n[第二条](/news/2025/second.html)\n{body}"
    return project.write(SECRET, ARTICLE.format(title="隐字标题", more=more, body=text))


def test_fully_reviewed_content_is_published_with_names(reviewed: Project, tmp_path: Path) -> None:
    """Everything signed: everything there, each article ending with the line that readers know, and the page about it counts them."""
    files = built(reviewed, tmp_path / "site")
    page = files["news/2025/first.html"].decode("utf-8")
    assert "一审：甲编辑 · 二审：乙股长 · 三审：丙局长" in page
    assert "未审" not in page
    about = files["review/index.html"].decode("utf-8")
    assert "审完发布的文章：4篇" in about and "审完发布的年度数据：2年" in about and "还没有发布的：0项" in about


def test_unreviewed_article_appears_nowhere(reviewed: Project, tmp_path: Path) -> None:
    """No word, name, picture or address of an unsigned article is in any file; the command names it."""
    hide(reviewed)
    done = build(reviewed.root, tmp_path / "site", NOW)
    files = tree(tmp_path / "site")
    assert {word: hits(files, word) for word in WORDS if hits(files, word)} == {}
    assert "没有发布1项" in done.stdout and f"{SECRET}：缺一审、二审、三审" in done.stdout
    assert "还没有发布的：1项" in files["review/index.html"].decode("utf-8")


def test_reviewed_article_appears_everywhere(reviewed: Project, tmp_path: Path) -> None:
    """Once signed, the same article is there, so the search above can find it."""
    hide(reviewed)
    sign_fully(reviewed, SECRET)
    files = built(reviewed, tmp_path / "site")
    for word in WORDS:
        assert hits(files, word), word
    found = hits(files, "hidden-one")
    assert {"feed.xml", "sitemap.xml", "statistics/aid/cases.html"} <= set(found)
    assert [name for name in found if name.startswith("search/")]


def test_half_signed_is_left_out(reviewed: Project, tmp_path: Path) -> None:
    """Two stages are not three."""
    hide(reviewed)
    sign(reviewed, SECRET, "一审", "ed")
    sign(reviewed, SECRET, "二审", "chief")
    assert hits(built(reviewed, tmp_path / "site"), "隐字标题") == []


def test_edited_article_is_left_out_and_links_to_it_become_text(reviewed: Project, tmp_path: Path) -> None:
    """An edit takes the article off the site; a reviewed article and a fixed page that link to it keep their words and lose the link."""
    reviewed.replace(NEWS, "## 数字", "[看第二条](/news/2025/second.html)\n\n## 数字")
    reviewed.replace("content/pages/about.md", "测试。", "[看第二条](news/2025/second.html)")
    sign_fully(reviewed, NEWS, "content/pages/about.md")
    assert 'href="second.html"' in re.sub(r"/news/2025/", "", built(reviewed, tmp_path / "site")["news/2025/first.html"].decode("utf-8"))
    reviewed.replace(SECOND, "正文。", "悄悄改。")
    done = build(reviewed.root, tmp_path / "site", NOW)
    assert f"1项原来已经发布，现在从网站上消失了：\n    （原来已发布）{SECOND}" in done.stdout
    files = tree(tmp_path / "site")
    assert "news/2025/second.html" not in files
    assert hits(files, "second.html") == []
    assert "看第二条" in files["news/2025/first.html"].decode("utf-8")
    assert "看第二条" in files["about.html"].decode("utf-8")


def test_unreviewed_page_is_left_out(reviewed: Project, tmp_path: Path) -> None:
    """A fixed page needs its review too."""
    reviewed.write("content/pages/sneaked.md", "---\ntitle: 隐字标题\ndescription: 说明。\n---\n隐字正文\n")
    assert hits(built(reviewed, tmp_path / "site"), "隐字标题") == []


def test_changed_year_is_left_out_with_the_articles_that_need_it(reviewed: Project, tmp_path: Path) -> None:
    """A changed figure takes its year and what shows it off the site; articles of other years stay."""
    reviewed.replace(YEAR, "aid.civil: 50", "aid.civil: 51").replace(YEAR, "aid.cases: 120", "aid.cases: 121")
    done = build(reviewed.root, tmp_path / "site", NOW)
    files = tree(tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "news/2025/first.html" not in files and "news/2025/second.html" in files
    assert hits(files, "aid.cases@2024") == []
    assert f"{YEAR}：" in done.stdout


def test_without_any_reviewed_year_the_site_still_stands(reviewed: Project, tmp_path: Path) -> None:
    """No year signed: no figures, but pages."""
    for year in ("2023", "2024"):
        reviewed.replace(f"data/statistics/{year}.yml", "status: final", "status: provisional")
    files = built(reviewed, tmp_path / "site")
    assert "news/2025/second.html" in files
    assert hits(files, "<data ") == []


@pytest.mark.parametrize("command", ["manage.py", "mkdocs"])
def test_errors_stop_the_build_only_in_what_is_published(reviewed: Project, tmp_path: Path, command: str) -> None:
    """An error in an unreviewed article is reported and stops nothing; an error in a reviewed one stops all before a byte is written."""
    words = ["hooks/manage.py", "build", "--out"] if command == "manage.py" else ["-m", "mkdocs", "build", "-d"]
    hide(reviewed, body="{{ stat:aid.none@2024 }}")
    reviewed.write("content/news/2025/2025-06-28-broken.md", "---\ntitle: [\n---\n隐字正文\n")
    done = run(*words, tmp_path / "site", at=NOW, cwd=reviewed.root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert hits(tree(tmp_path / "site"), "隐字正文") == []
    reviewed.replace("data/case_kinds.yml", "解答", "律师解答")
    stopped = run(*words, tmp_path / "other", at=NOW, cwd=reviewed.root)
    assert stopped.returncode == 1
    assert "content/cases/2025/2025-06-10-loan.md" in stopped.stderr and SECRET not in stopped.stderr
    assert not (tmp_path / "other").exists()


def test_data_file_that_must_be_reviewed_stops_the_build(reviewed: Project, tmp_path: Path) -> None:
    """Where the policy wants data files signed, an unsigned one stops the build, for it can't be left out."""
    reviewed.replace("data/review/policy.yml", "  - {kinds: [data], stages: []}\n", "  - {kinds: [data], stages: [一审]}\n")
    done = build(reviewed.root, tmp_path / "site", NOW)
    assert done.returncode == 1
    assert "［data-file-unreviewed］" in done.stderr
    assert portal(reviewed, "sign", "--all", "--stage", "一审", "--as", "ed") == 0
    built(reviewed, tmp_path / "site")


def test_preview_shows_everything_with_a_mark(reviewed: Project, tmp_path: Path) -> None:
    """A preview has unreviewed, broken and draft articles, each marked, with its findings, for no search engine; nothing of it is a site."""
    hide(reviewed, body="{{ stat:aid.none@2024 }}\n\n[坏](/news/2025/nowhere.html)\n")
    reviewed.write("content/news/2025/2025-06-27-draft.md", ARTICLE.format(title="草稿一篇", more="draft: true\n", body="草。").replace("06-29", "06-27"))
    done = forked("build", "--stage", "preview", "--out", tmp_path / "site", at=NOW, cwd=reviewed.root)
    assert done.returncode == 0, done.stdout + done.stderr
    files = tree(tmp_path / "site")
    page = files["news/2025/hidden-one.html"].decode("utf-8")
    assert "【未审】隐字标题" in page and "缺一审、二审、三审" in page
    assert "［stat-unknown-metric］" in page and "［broken-link］" in page
    assert "【未审】草稿一篇" in files["index.html"].decode("utf-8")
    assert "【未审】" not in files["news/2025/second.html"].decode("utf-8").split("</article>")[0]
    for name, data in files.items():
        if name.endswith(".html") and b"<main" in data:
            assert b"noindex" in data and "不得对外发布" in data.decode("utf-8"), name
    assert files["robots.txt"] == b"User-agent: *\nDisallow: /\n"


def test_preview_needs_a_folder_of_its_own(reviewed: Project) -> None:
    """A preview never goes where the site goes by itself."""
    done = forked("build", "--stage", "preview", at=NOW, cwd=reviewed.root)
    assert done.returncode == 2
    assert not (reviewed.root / "site").exists()


def test_mkdocs_serve_shows_a_preview(reviewed: Project, tmp_path: Path) -> None:
    """MkDocs says for which command it starts: ``serve`` previews, ``build`` publishes."""
    hide(reviewed)
    script = (
        "import sys; sys.path.insert(0, 'hooks')\n"
        "from mkdocs.config import load_config; from mkdocs.commands.build import build\n"
        "config = load_config('mkdocs.yml', site_dir=sys.argv[2])\n"
        "config.plugins.on_startup(command=sys.argv[1], dirty=False)\n"
        "build(config)\n"
    )
    for command, there in (("serve", True), ("build", False), ("gh-deploy", False)):
        done = run("-c", script, command, tmp_path / command, at=NOW, cwd=reviewed.root)
        assert done.returncode == 0, done.stderr
        assert ("news/2025/hidden-one.html" in tree(tmp_path / command)) is there


def test_mkdocs_serve_goes_on_after_a_broken_build(tmp_path: Path) -> None:
    """A template is broken while ``serve`` runs, then mended: the next build of the same process works, though the broken one is still around."""
    project = copied(tmp_path / "project")
    script = (
        "import sys; sys.path.insert(0, 'hooks')\n"
        "from pathlib import Path\n"
        "from mkdocs.config import load_config; from mkdocs.commands.build import build\n"
        "from portal import store; store._WAIT = 0\n"
        "main, kept = Path('overrides/main.html'), []\n"
        "text = main.read_text('utf-8')\n"
        "for form in (text, text + '{% broken', text):\n"
        "    main.write_text(form, 'utf-8')\n"
        "    config = load_config('mkdocs.yml', site_dir=sys.argv[1])\n"
        "    config.plugins.on_startup(command='serve', dirty=False)\n"
        "    try:\n"
        "        build(config)\n"
        "        print('built')\n"
        "    except Exception as error:\n"
        "        kept.append((config, error))\n"
        "        print(type(error).__name__)\n"
    )
    project.write("content/pages/about.md", "---\ntitle: 关于\n---\n说明。\n")
    done = run("-c", script, tmp_path / "site", at=NOW, cwd=project.root)
    assert done.stdout.split() == ["built", "PluginError", "built"], done.stderr


def test_emergency_is_published_listed_and_ends(reviewed: Project, tmp_path: Path) -> None:
    """The leader alone may publish at once: marked, listed in public, and off again when nobody reviews it in time."""
    hide(reviewed)
    assert portal(reviewed, "sign", reviewed.root / SECRET, "--emergency", "--as", "ed", "--opinion", "急") == 1
    assert portal(reviewed, "sign", reviewed.root / SECRET, "--emergency", "--as", "lead", "--opinion", "山洪预警") == 0
    files = built(reviewed, tmp_path / "site")
    assert "应急发布，正在补审" in files["news/2025/hidden-one.html"].decode("utf-8")
    assert "待补一审、二审、三审" in files["review/index.html"].decode("utf-8")
    late = build(reviewed.root, tmp_path / "late", moment("2025-07-04 12:00"))
    assert late.returncode == 0 and "news/2025/hidden-one.html" not in tree(tmp_path / "late")
    sign_fully(reviewed, SECRET)
    files = built(reviewed, tmp_path / "site")
    assert "应急发布" not in files["news/2025/hidden-one.html"].decode("utf-8")
    assert "目前没有应急发布的内容" in files["review/index.html"].decode("utf-8")


def test_emergency_covers_only_what_was_seen(reviewed: Project, tmp_path: Path) -> None:
    """An edit after the emergency act ends it."""
    hide(reviewed)
    portal(reviewed, "sign", reviewed.root / SECRET, "--emergency", "--as", "lead", "--opinion", "急")
    reviewed.replace(SECRET, "隐字正文", "隐字正文改")
    assert hits(built(reviewed, tmp_path / "site"), "隐字标题") == []


def withdraw(project: Project, kind: str, *more: str) -> None:
    assert portal(project, "withdraw", project.root / SECOND, "--kind", kind, "--reason", "口径有误", "--as", "lead", *more) == 0


def test_removed_article_leaves_a_reason_and_nothing_else(reviewed: Project, tmp_path: Path) -> None:
    """Its address says that it was taken down and why, nginx can answer 410, and no word of it is left anywhere."""
    withdraw(reviewed, "撤下")
    files = built(reviewed, tmp_path / "site")
    page = files["news/2025/second.html"].decode("utf-8")
    assert "这篇内容已撤下" in page and "口径有误" in page and "noindex" in page
    assert files["gone.map"] == b"/news/2025/second.html 1;\n"
    assert hits(files, "第二条") == []
    assert hits(files, "second.html") == ["gone.map", "news/2025/second.html"]
    (reviewed.root / SECOND).unlink()
    assert built(reviewed, tmp_path / "site") == files


def test_merged_article_leads_on(reviewed: Project, tmp_path: Path) -> None:
    """Its address leads to the other page, by HTML and by nginx's map."""
    withdraw(reviewed, "合并", "--to", "/news/2025/first.html")
    files = built(reviewed, tmp_path / "site")
    assert b"url=/news/2025/first.html" in files["news/2025/second.html"]
    assert b"/news/2025/second.html /news/2025/first.html;" in files["redirects.map"]
    assert hits(files, "第二条") == []


@pytest.mark.parametrize("target", ["/news/2025/nowhere.html", "/news/2025/second.html", "//evil.example/x", "/a b;", "/../x.html"])
def test_merging_leads_to_another_page_of_this_site_only(reviewed: Project, target: str) -> None:
    """No dead end, no circle, no other host, nothing that breaks nginx's map."""
    words = ("--kind", "合并", "--reason", "口径有误", "--as", "lead", "--to", target)
    assert portal(reviewed, "withdraw", reviewed.root / SECOND, *words) == 2


def test_archived_article_stays_with_a_banner(reviewed: Project, tmp_path: Path) -> None:
    """It remains, marked as kept for reference."""
    withdraw(reviewed, "归档")
    assert "已归档，仅供查阅" in built(reviewed, tmp_path / "site")["news/2025/second.html"].decode("utf-8")


def test_withdrawn_article_comes_back_by_a_full_review(reviewed: Project, tmp_path: Path) -> None:
    """Old sign-offs don't bring it back, new ones of every stage do."""
    withdraw(reviewed, "撤下")
    sign_fully(reviewed, SECOND, at=moment("2025-06-30 13:00"))
    files = built(reviewed, tmp_path / "site")
    assert "第二条新闻" in files["news/2025/second.html"].decode("utf-8")
    assert files["gone.map"] == "# 没有\n".encode()


@pytest.mark.parametrize("text", ["![图](map\\.png)", "![图](map%2Epng)", "![图](&#109;ap.png)", "![图][m]\n\n[m]: map.png", "[图](map.png)", "![图](/news/2025/map.png)"])
def test_picture_can_not_be_swapped_behind_a_disguised_name(reviewed: Project, tmp_path: Path, text: str) -> None:
    """However a picture is named, other bytes after the sign-off are not published: it can't be signed, or the sign-off is void."""
    reviewed.write("content/news/2025/map.png", b"HIDDENPIXEL1").replace(SECOND, "正文。", text)
    for stage, who in STAGES:
        sign(reviewed, SECOND, stage, who, "--accept", "全部")
    build(reviewed.root, tmp_path / "site", NOW)
    reviewed.write("content/news/2025/map.png", b"HIDDENPIXEL2")
    build(reviewed.root, tmp_path / "site", NOW)
    assert hits(tree(tmp_path / "site"), "HIDDENPIXEL2") == []


def test_status_tells_people_and_programs(reviewed: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The table says what waits for whom; the JSON says the same."""
    hide(reviewed)
    sign(reviewed, SECRET, "一审", "ed")
    capsys.readouterr()
    assert portal(reviewed, "status") == 0
    out = capsys.readouterr().out
    assert re.search(r"等待审核\s+content/news/2025/2025-06-29-hidden-one\.md\s+一审甲编辑\s+二审、三审\s+乙股长、丁全能", out)
    portal(reviewed, "status", "--json")
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["unit"], one["missing"], one["publishable"]) == (SECRET, ["二审", "三审"], False)


@pytest.mark.parametrize("command", ["sign", "withdraw", "status", "build"])
def test_commands_explain_themselves(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` of each command is in Chinese with an example."""
    from portal.cli import main

    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert any("\u4e00" <= char <= "\u9fff" for char in capsys.readouterr().out)
