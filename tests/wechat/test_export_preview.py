"""The preview leads from each article to the page to copy it from; what is published knows nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from incremental import copied
from preview import Serving, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SECOND = "content/news/2025/2025-06-01-second.md"
PAGE, COPY = "/news/2025/second.html", "/.preview/wechat/news/2025/second.html"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A preview of the tiny project, ready."""
    with serving(copied(tmp_path_factory.mktemp("preview") / "project")) as found:
        found.until("/", lambda one: one.status == 200)
        yield found


def test_only_articles_lead_there(preview: Serving) -> None:
    """By the script that is added while a page is served."""
    assert f'data-wechat="{COPY}"' in preview.get(PAGE).text
    for path in ("/", "/news/", "/about.html", "/404.html"):
        assert "data-wechat" not in preview.get(path).text, path
    assert "data-wechat" not in preview.get(PAGE).clean


def test_page_is_made_on_demand(preview: Serving) -> None:
    """Without what a preview adds to titles; nothing for other addresses and hosts."""
    answer = preview.get(COPY)

    assert (answer.status, answer.headers["content-type"], answer.headers["cache-control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert "复制到公众号" in answer.text and "第二条新闻" in answer.text and "【未审】" not in answer.text
    for path in ("", "about.html", "news/", "none.html", "../store.db", "..%2f..%2fmkdocs.yml"):
        assert preview.get(f"/.preview/wechat/{path}").status == 404, path
    assert preview.get(COPY, "evil.example").status == 403


def test_page_follows_what_is_saved(preview: Serving) -> None:
    """Once the build has seen it."""
    preview.project.replace(SECOND, "正文。", "正文。后来添上的一句。")

    preview.until(COPY, lambda one: one.status == 200 and "后来添上的一句。" in one.text)


def test_nothing_of_it_is_written(preview: Serving) -> None:
    """The folder of the preview holds what builds write."""
    folder = preview.project.root / ".portal" / "preview"
    texts = [path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in (".html", ".js")]

    assert texts and not [one for one in texts if re.search("复制到公众号|data-wechat|preview/wechat", one)]


def test_button_is_seen_and_leads_there(preview: Serving, browser: Browser) -> None:
    """On the article's page, in a tab of its own."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(preview.url.rstrip("/") + PAGE)
    with context.expect_page() as opened:
        page.get_by_role("link", name="复制到公众号").click()
    assert opened.value.url.endswith(COPY)
    opened.value.get_by_role("button", name="复制到公众号", exact=True).wait_for()
    context.close()


def test_article_with_a_broken_file_says_so(preview: Serving) -> None:
    """Its last good page is still shown; what is copied would be old."""
    preview.project.replace(SECOND, "title:", "title")

    preview.until(COPY, lambda one: one.status == 503 and "现在不能复制" in one.text)
    preview.project.replace(SECOND, "title", "title:")
    preview.until(COPY, lambda one: one.status == 200)
