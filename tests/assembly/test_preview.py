"""``portal serve``: whatever is saved is seen, and the folder is what a build of the same files makes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from incremental import copied
from portal.assembly.site_build import build_preview
from preview import ENVIRON, PATIENCE, Serving, files_below, serving

SECOND = "content/news/2025/2025-06-01-second.md"
PAGE = "/news/2025/second.html"
PREVIEW = ".portal/preview"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A preview of the tiny project, ready."""
    with serving(copied(tmp_path_factory.mktemp("preview") / "project")) as found:
        assert "正在准备预览" in found.get("/").text
        found.until("/", lambda one: one.status == 200)
        yield found


def article(title: str, day: str = "2025-05-05", text: str = "正文。") -> str:
    return f"---\ntitle: {title}\ndate: {day}\nsource: 测试局\nsummary: 一段摘要。\ntags: [公证]\n---\n{text}\n"


def test_saved_article_is_seen_at_once_and_told(preview: Serving) -> None:
    """Its page is there before the build; the browser that shows it reloads, and a page that has not changed doesn't."""
    told, other = preview.listen(preview.get(PAGE)), preview.listen(preview.get("/404.html"))

    preview.project.replace(SECOND, "正文。", "正文。添上的一句。")

    assert told.wait(PATIENCE)
    quick = preview.until(PAGE, lambda one: "添上的一句。" in one.text)
    preview.until_said(f"{SECOND}已更新")
    again = preview.listen(quick)
    same_as_clean(preview)
    assert preview.get(PAGE).text == quick.text
    assert not again.is_set()
    assert not other.is_set()


def test_two_saves_in_quick_succession(preview: Serving) -> None:
    """Whatever the first one has set going, the last one is shown, and stays."""
    preview.project.write(SECOND, article("第二条新闻", "2025-06-01", "先写的。"))
    preview.until(PAGE, lambda one: "先写的。" in one.text)
    preview.project.write(SECOND, article("第二条新闻", "2025-06-01", "再写的。"))

    preview.until(PAGE, lambda one: "再写的。" in one.text)
    until(lambda: "再写的。" in (preview.project.root / PREVIEW / PAGE[1:]).read_text("utf-8"), preview)
    assert "再写的。" in preview.get(PAGE).text


def test_new_renamed_and_deleted_articles(preview: Serving) -> None:
    """A page that was not there is shown where somebody waits for it."""
    told = preview.listen(preview.get("/news/2025/new.html"))
    preview.project.write("content/news/2025/2025-05-05-new.md", article("新的一条"))
    assert told.wait(PATIENCE)
    preview.until("/news/", lambda one: "新的一条" in one.text)

    old = preview.project.root / "content/news/2025/2025-05-05-new.md"
    old.rename(old.with_name("2025-05-05-renamed.md"))
    preview.until("/news/2025/renamed.html", lambda one: one.status == 200)
    preview.until("/news/2025/new.html", lambda one: one.status == 404)

    old.with_name("2025-05-05-renamed.md").unlink()
    preview.until("/news/2025/renamed.html", lambda one: one.status == 404)
    preview.until("/news/", lambda one: "新的一条" not in one.text)
    same_as_clean(preview)


def test_data_templates_and_pictures(preview: Serving) -> None:
    """A word of the data, a word of a template, a drawing under the same name."""
    drawing = "content/news/2025/drawing.svg"
    preview.project.write(drawing, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 1h9"/></svg>')
    preview.project.write(SECOND, article("第二条新闻", "2025-06-01", "![示意图](drawing.svg)"))
    preview.project.replace("data/columns.yml", "description: ", "description: 换过的说明")
    preview.until("/news/", lambda one: "换过的说明" in one.text)
    preview.project.replace("overrides/pages/article.html", "<div", "<!-- 换过的模板 --><div")
    shown = preview.until(PAGE, lambda one: "换过的模板" in one.text)
    same_as_clean(preview)
    told = preview.listen(shown)
    preview.project.replace(drawing, "M0 1h9", "M0 7h9")
    assert told.wait(PATIENCE)
    assert "M0 7h9" in preview.get("/news/2025/drawing.svg").text
    same_as_clean(preview)


def test_broken_front_matter_is_told_and_mended(preview: Serving) -> None:
    """The last good page stays where it was, with the finding over it, until the article can be used again."""
    preview.project.write(SECOND, article("第二条新闻", "2025-06-01", "还好的。"))
    preview.until(PAGE, lambda one: "还好的。" in one.text)
    shown = preview.get(PAGE)
    preview.project.replace(SECOND, "title:", "title")

    preview.until_said(f"{SECOND}:")
    assert preview.get(PAGE).text == shown.text
    assert SECOND in preview.problem
    same_as_clean(preview)
    assert preview.get(PAGE).text == shown.text

    preview.project.write(SECOND, article("第二条新闻", "2025-06-01", "改好的。"))
    preview.until(PAGE, lambda one: "改好的。" in one.text)
    until(lambda: preview.problem == "", preview)


@pytest.mark.parametrize(("path", "broken", "words"), [("data/bureau.yml", "name: [", "data/bureau.yml"), ("overrides/pages/home.html", "{% broken", "overrides/pages/home.html")])
def test_broken_data_and_templates_are_told_and_mended(preview: Serving, path: str, broken: str, words: str) -> None:
    """The server lives on, and so does the last good preview."""
    before, shown = (preview.project.root / path).read_text("utf-8"), preview.get("/")
    preview.project.write(path, before + broken)
    until(lambda: words in preview.problem, preview)
    assert preview.get("/").text == shown.text
    preview.project.write(path, before)
    until(lambda: preview.problem == "", preview)


def test_foreign_hosts_are_refused(preview: Serving) -> None:
    """A web page elsewhere whose name leads to this machine reads nothing; names and numbers of this machine do."""
    for path in ("/", PAGE, "/.preview/reload.js", "/.preview/events?page=index.html&state="):
        assert preview.get(path, "evil.example").status == 403
        assert preview.get(path, "evil.example:8000").status == 403
    for host in ("localhost:8000", "127.0.0.1", "[::1]:8000"):
        assert preview.get("/", host).status == 200


def test_nothing_outside_the_folder_is_served(preview: Serving) -> None:
    """However a path is written."""
    for path in ("/../store.db", "/..%2fstore.db", "/%2e%2e/%2e%2e/mkdocs.yml", "/news/../../../mkdocs.yml", "//etc/passwd", "/%00", "/..%5cstore.db", "//evil.example/news"):
        answer = preview.get(path)
        assert answer.status == 404, path
        assert "docs_dir" not in answer.text
    (preview.project.root / PREVIEW / "link.txt").symlink_to(preview.project.root / "mkdocs.yml")
    assert preview.get("/link.txt").status == 404
    (preview.project.root / PREVIEW / "link.txt").unlink()


def test_files_are_sent_as_readers_get_them(preview: Serving) -> None:
    """UTF-8, never kept, indexes of folders, the page for what is missing; the script is added to pages only while they are served."""
    kinds = {"/": "text/html", "/feed.xml": "application/xml", "/feed.json": "application/json", "/robots.txt": "text/plain", "/sw.js": "text/javascript"}
    for path, kind in kinds.items():
        answer = preview.get(path)
        assert (answer.status, answer.headers["content-type"]) == (200, f"{kind}; charset=utf-8"), path
        assert answer.headers["cache-control"] == "no-store"
        assert preview.get(path, method="HEAD").text == ""
    missing = preview.get("/nothing.html")
    assert (missing.status, missing.clean) == (404, (preview.project.root / PREVIEW / "404.html").read_text("utf-8"))
    assert preview.get("/news").headers["location"] == "/news/"
    assert preview.get(PAGE).clean == (preview.project.root / PREVIEW / PAGE[1:]).read_text("utf-8")


def test_site_below_a_path_and_a_first_build_that_fails(tmp_path: Path) -> None:
    """A broken project is served with what is wrong with it, and as a site once it is mended, where its addresses say."""
    project = copied(tmp_path / "project")
    project.write("mkdocs.yml", (project.root / "mkdocs.yml").read_text("utf-8").replace("example/", "example/portal/", 1))
    bureau = (project.root / "data/bureau.yml").read_text("utf-8")
    project.write("data/bureau.yml", "name: [").write(f"{PREVIEW}/index.html", "left by a build that was broken off")
    with serving(project) as preview:
        assert preview.url.endswith("/portal/")
        assert preview.get("/").headers["location"] == "/portal/"
        told = preview.listen(preview.until("/portal/", lambda one: "data/bureau.yml" in one.text))
        project.write("data/bureau.yml", bureau)
        assert told.wait(PATIENCE)
        assert preview.get("/portal/").status == 200
        assert preview.get("/elsewhere/").status == 404
        assert preview.get("/portal").headers["location"] == "/portal/"


def until(holds: Callable[[], bool], preview: Serving) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, preview.said
        time.sleep(0.05)


def same_as_clean(preview: Serving) -> None:
    """Wait until the folder is what a clean build of a copy makes."""
    root = preview.project.root
    scratch = root.parent / "clean"
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(root, scratch, symlinks=True, ignore=shutil.ignore_patterns(".portal"))
    build_preview(scratch, ENVIRON, scratch.parent / "clean-site")
    clean = files_below(scratch.parent / "clean-site")
    until(lambda: files_below(root / PREVIEW) == clean, preview)
