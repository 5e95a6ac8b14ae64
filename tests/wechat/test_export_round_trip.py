"""Out and in again: the export of every shipped article, saved as a page of the account, imports as the same text, pictures and structure."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import pytest

from helpers import ROOT
from portal.pages.prose import ProseRenderer
from portal.wechat.export.article import Exported
from portal.wechat.export.nodes import bare, parse, text_of
from wechat_samples import ENVIRON, exporter, paths, shipped

importing: Any = pytest.importorskip("portal.assembly.importing", reason="the importer is another branch's")
STRUCTURE = ("h2", "h3", "h4", "li", "th", "td", "img")
PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta property="og:title" content="{title}">
<meta property="og:url" content="http://mp.weixin.qq.com/s?__biz=MzI0MDAwMDAwMA==&amp;mid={mid}&amp;idx=1&amp;sn=0123456789abcdef0123456789abcdef">
<meta property="og:article:author" content="测试作者"></head>
<body id="activity-detail"><div id="js_article"><h1 id="activity-name">{title}</h1><a id="js_name">测试普法</a><em id="publish_time"></em>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; ">{html}</div></div>
<script>var biz = "" || "MzI0MDAwMDAwMA=="; var mid = "" || "{mid}"; var idx = "" || "1"; var ct = "1762834143"; var item_show_type = "0";
var nickname = htmlDecode("测试普法");</script></body></html>"""


def saved(folder: Path, made: Exported, mid: int) -> Path:
    """An export as a browser would save it once it is published: the page, and its pictures beside it."""
    for one in made.pictures:
        (folder / one.name).parent.mkdir(parents=True, exist_ok=True)
        (folder / one.name).write_bytes(one.data)
    file = folder / "page.html"
    file.write_text(PAGE.format(title=escape(made.long_title), mid=mid, html=made.html), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What became of every export, by the article's path."""
    base = tmp_path_factory.mktemp("round")
    files = {path: saved(base / "in" / str(number), shipped(path), 2247000000 + number) for number, path in enumerate(paths())}
    found = importing.import_all(importing.Order(ROOT, files, "news", base / "out"), ENVIRON)
    return {one.source: one for one in found}


def structure(html: str) -> list[tuple[str, str]]:
    """Headings, items, cells and pictures in order, with their text."""
    return [(one.tag, bare(text_of(one))) for one in parse(html).every(*STRUCTURE)]


@pytest.mark.parametrize("path", paths())
def test_article_comes_back_as_it_was(imported: Mapping[str, Any], path: str) -> None:
    """Equal text, the same pictures, the same headings, items and cells; the importer's own proof holds."""
    made, one = shipped(path), imported[path]
    markdown = one.text.split("---\n", 2)[2]
    html = ProseRenderer(exporter().env, exporter().site).render(markdown, "news/2026/x.html").html

    assert (one.status, one.missing) == ("imported", ()), one.reason
    assert one.fidelity is not None and one.fidelity.is_equal, one.fidelity
    assert bare(text_of(parse(html))) == bare("".join(map(text_of, made.blocks)))
    assert one.images == sum(1 for block in made.blocks for _ in block.every("img"))
    assert structure(html) == structure(made.html)
