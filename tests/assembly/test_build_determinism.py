"""The same content gives the same site: by either command, from anywhere, again, after edits; and what must not be published never is."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from built_site import build, run, tree
from helpers import NOW, Project

NEWS = "content/news/2025/2025-06-20-first.md"
ARTICLE = "---\ntitle: {title}\ndate: {day}\nsource: 测试局\nsummary: 摘要。\n{more}---\n{body}\n"


def built(project: Project, site: Path) -> dict[str, bytes]:
    """Build, which must succeed; the files."""
    done = build(project.root, site, NOW)
    assert done.returncode == 0, done.stderr
    return tree(site)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny project, built once somewhere else; tests copy it."""
    folder = tmp_path_factory.mktemp("clean")
    built(Project.create(folder / "project"), folder / "site")
    return folder / "site"


def copied(clean: Path, site: Path) -> Path:
    """A copy of a built site, as an earlier build would have left it."""
    return Path(shutil.copytree(clean, site))


def same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Two sites are equal byte for byte; else name the files."""
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file with inode, time and content: equal only when nobody touched it."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def drawing(text: str) -> str:
    """An SVG with a text inside."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>{text}</text></svg>'


def test_both_commands_from_any_folder_build_the_same_site(project: Project, clean: Path, tmp_path: Path) -> None:
    """``hooks/manage.py build`` and ``mkdocs build``, each from the project and from /, write the same files byte for byte."""
    first, root, config = tree(clean), project.root, project.root / "mkdocs.yml"
    assert len(first) > 50
    commands: tuple[tuple[Path, list[str | Path]], ...] = (
        (root, ["hooks/manage.py", "build", "--out"]),
        (Path("/"), [root / "hooks" / "manage.py", "--root", root, "build", "--out"]),
        (Path("/"), ["-m", "mkdocs", "build", "-f", config, "-d"]),
        (root / "content", ["-m", "mkdocs", "build", "-f", config, "--strict", "-d"]),
    )
    for number, (cwd, words) in enumerate(commands):
        target = tmp_path / str(number)
        done = run(*words, target, at=NOW, cwd=cwd)
        assert done.returncode == 0, done.stderr
        same(first, tree(target))


def test_second_build_writes_nothing(project: Project, clean: Path, tmp_path: Path) -> None:
    """Building again touches no file and says so."""
    site = copied(clean, tmp_path / "site")
    before = state(site)
    done = build(project.root, site, NOW)
    assert "改写0个文件，删去0个" in done.stdout
    assert state(site) == before


def test_moved_project_builds_the_same_site(project: Project, clean: Path, tmp_path: Path) -> None:
    """Neither the project's place nor the times of its files nor the order in which they were made matter."""
    copy = tmp_path / "别处" / "another name"
    own = [one for one in project.root.rglob("*") if one.is_file() and not {"hooks", "overrides"} & set(one.parts)]
    for path in sorted(own, reverse=True):
        Project(copy).write(path.relative_to(project.root).as_posix(), path.read_bytes())
    for name in ("hooks", "overrides"):
        (copy / name).symlink_to((project.root / name).readlink())
    shutil.rmtree(project.root)
    files = built(Project(copy), tmp_path / "site")
    same(tree(clean), files)
    assert [name for name, data in files.items() if str(tmp_path).encode() in data] == []


def test_build_over_an_edited_project_equals_a_clean_one(project: Project, clean: Path, tmp_path: Path) -> None:
    """After editing, adding and deleting articles, a build over the old site gives what a clean build gives."""
    site = copied(clean, tmp_path / "site")
    project.replace(NEWS, "title: 第一条新闻", "title: 改过的新闻").replace(NEWS, "tags: [法律援助]", "tags: [公证]")
    project.write("content/news/2025/2025-06-25-third.md", ARTICLE.format(title="第三条", day="2025-06-25", more="", body="新的。"))
    (project.root / "content/news/2025/2025-06-01-second.md").unlink()
    project.replace("data/statistics/2023.yml", "mediation.sensitive: 30", "mediation.sensitive: 31")
    over = built(project, site)
    same(over, built(project, tmp_path / "again"))
    assert "news/2025/second.html" not in over
    assert "改过的新闻" in over["index.html"].decode("utf-8")


@pytest.mark.parametrize("command", ["manage.py", "mkdocs"])
def test_blocked_build_writes_nothing(project: Project, clean: Path, tmp_path: Path, command: str) -> None:
    """Broken front matter: exit code 1, the finding with file and line on stderr, the published site untouched, no new one begun."""
    site, absent = copied(clean, tmp_path / "site"), tmp_path / "absent"
    before = state(site)
    project.replace(NEWS, "date: 2025-06-20 09:00", "date: 2025-06-31")
    for target in (site, absent):
        words = ["hooks/manage.py", "build", "--out"] if command == "manage.py" else ["-m", "mkdocs", "build", "-d"]
        done = run(*words, target, at=NOW, cwd=project.root)
        assert done.returncode == 1, done.stdout + done.stderr
        assert f"{NEWS}:3" in done.stderr
        assert "怎么改：" in done.stderr
        assert "Traceback" not in done.stderr
    assert state(site) == before
    assert not absent.exists()


def test_dead_link_in_the_finished_site_blocks_it(project: Project, tmp_path: Path) -> None:
    """A link that leads nowhere is found before anything is written, even when only the finished site shows it."""
    project.write("content/pages/about.md", "---\ntitle: 关于本站\ndescription: 说明。\n---\n[看](nowhere.html)\n")
    done = build(project.root, tmp_path / "site", NOW)
    assert (done.returncode, (tmp_path / "site").exists()) == (1, False)
    assert "nowhere.html" in done.stderr


def test_foreign_folder_is_refused(project: Project, tmp_path: Path) -> None:
    """A target that holds somebody's files, or the project itself, is refused with exit code 2 and left alone."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.txt").write_text("x", encoding="utf-8")
    for target in (home, project.root, project.root.parent):
        before = state(target)
        done = build(project.root, target, NOW)
        assert done.returncode == 2, target
        assert "出错了" in done.stderr
        assert state(target) == before


def test_target_inside_content_is_refused(project: Project) -> None:
    """A site that would be written into content, data or templates is refused: it would be read as content next time."""
    before = state(project.root)
    for folder in ("content/site", "data/statistics/site", "overrides/site"):
        done = build(project.root, project.root / folder, NOW)
        assert done.returncode == 2, folder
    assert state(project.root) == before


def hits(files: dict[str, bytes], word: str) -> list[str]:
    """Files whose name or bytes contain a word, plain, escaped as JSON, or inside a workbook."""
    forms = {word.encode("utf-8"), word.encode("unicode_escape"), word.encode("utf-16-be")}
    found = [name for name, data in files.items() if word in name or any(form in data for form in forms)]
    for name, data in files.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(BytesIO(data)) as book:
                found += [name for part in book.namelist() if any(form in book.read(part) for form in forms)]
    return found


@pytest.mark.parametrize("held", ["draft: true", "publish_at: 2025-06-30 12:01"], ids=["draft", "future"])
def test_what_is_held_back_reaches_no_file(project: Project, tmp_path: Path, held: str) -> None:
    """A draft and an article whose time has not come leave no trace in any file: no word, no name, no tag, no picture."""
    more = f"tags: [公证]\naudience: [老年人]\ncover: secret-cover.svg\ncover_alt: 密画\n{held}\n"
    body = "秘密正文甲。\n\n## 秘密小节\n\n![密图](secret-chart.svg)\n"
    project.write("content/news/2025/2025-06-30-secret-slug.md", ARTICLE.format(title="秘密标题", day="2025-06-30", more=more, body=body))
    for name in ("secret-cover", "secret-chart"):
        project.write(f"content/news/2025/{name}.svg", drawing("SECRETPIXEL"))
    files = built(project, tmp_path / "site")
    words = ["秘密标题", "秘密正文", "秘密小节", "密画", "密图", "secret", "SECRETPIXEL"]
    assert {word: hits(files, word) for word in words if hits(files, word)} == {}
    assert not any("audiences/elderly" in name for name in files)


def test_what_was_held_back_appears_in_time(project: Project, tmp_path: Path) -> None:
    """When its time comes, the article and its pictures are there; so the search above can find them."""
    more = "cover: secret-cover.svg\ncover_alt: 密画\npublish_at: 2025-06-30 12:00\n"
    body = "秘密正文甲。\n\n![密图](secret-chart.svg)\n"
    project.write("content/news/2025/2025-06-30-secret-slug.md", ARTICLE.format(title="秘密标题", day="2025-06-30", more=more, body=body))
    for name in ("secret-cover", "secret-chart"):
        project.write(f"content/news/2025/{name}.svg", drawing("SECRETPIXEL"))
    files = built(project, tmp_path / "site")
    assert {"news/2025/secret-slug.html", "news/2025/secret-cover.svg", "news/2025/secret-chart.svg"} <= set(files)
    for word, place in (("秘密标题", "feed.xml"), ("SECRETPIXEL", "news/2025/secret-chart.svg"), ("密画", "news/2025/secret-slug.html")):
        assert place in hits(files, word), word
    assert [name for name in hits(files, "秘密正文") if name.startswith("search/")]


def add_news(project: Project, numbers: range) -> None:
    """News, one a day from 2025-03-01, numbered."""
    for number in numbers:
        month, day = divmod(number, 28)
        date = f"2025-{3 + month:02}-{day + 1:02}"
        project.write(f"content/news/2025/{date}-item-{number}.md", ARTICLE.format(title=f"第{number}号新闻", day=date, more="", body="正文。"))


def test_full_numbered_pages_never_change(project: Project, tmp_path: Path) -> None:
    """With 45 articles the first numbered page stays byte for byte when a 46th, newest, is added; the newest page shows it."""
    add_news(project, range(43))
    site = tmp_path / "site"
    before = built(project, site)
    assert {"news/page/1.html", "news/page/2.html", "news/page/3.html"} <= set(before)
    assert not [name for name in before if re.fullmatch(r"news/page/[04-9].*", name)]
    project.write("content/news/2025/2025-06-29-newest.md", ARTICLE.format(title="最新一条", day="2025-06-29", more="", body="正文。"))
    after = built(project, site)
    assert "最新一条" in after["news/page/3.html"].decode("utf-8") and "最新一条" in after["news/index.html"].decode("utf-8")
    assert after["news/page/1.html"] == before["news/page/1.html"]
    assert after["news/page/2.html"] == before["news/page/2.html"]


def test_numbered_pages_hold_every_article_once(project: Project, tmp_path: Path) -> None:
    """Every article of a long column stands on exactly one numbered page, the oldest on page 1."""
    add_news(project, range(43))
    files = built(project, tmp_path / "site")
    seen = [re.findall(r'href="\.\./2025/([a-z0-9-]+)\.html"', files[f"news/page/{number}.html"].decode("utf-8")) for number in (1, 2, 3)]
    assert [len(one) for one in seen] == [20, 20, 5]
    assert len({slug for one in seen for slug in one}) == 45
    assert seen[0][-1] == "item-0"
