"""Markdown to HTML: marks, safety, Chinese emphasis."""

from __future__ import annotations

import re

import lxml.html
import pytest

from helpers import Project
from portal.errors import PortalError
from portal.model.plain import figures_as_text, plain_text
from portal.pages.prose import ProseRenderer
from samples import context_of


def html(project: Project, text: str, address: str = "news/2025/first.html") -> str:
    return context_of(project.site()).prose.render(text, address).html


def test_figure_mark_becomes_a_data_element(project: Project) -> None:
    """A mark in running text prints the number and carries the machine's value."""
    found = html(project, "办理{{ stat:aid.cases@2024|unit }}。")

    assert '<data data-format="unit" data-metric="aid.cases@2024" value="120">120件</data>' in found


def test_marks_in_code_are_examples(project: Project) -> None:
    """The handbook can show a mark without its being replaced."""
    found = html(project, "写成`{{ stat:aid.cases@2024 }}`。")

    assert "<code>{{ stat:aid.cases@2024 }}</code>" in found
    assert "<data" not in found


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<div onclick=alert(1)>x</div>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x]: javascript:alert(1)\n\n[x]",
        "![x](x.png){: onerror=alert(1)}",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](&#106;avascript:alert(1))",
        "<javascript:alert(1)>",
        "<svg/onload=alert(1)>",
    ],
)
def test_hostile_markdown_stays_text(project: Project, hostile: str) -> None:
    """Raw HTML and script addresses from editors never reach the page as such."""
    found = html(project, f"正文{hostile}")

    for element in lxml.html.fragment_fromstring(found, create_parent="div").iter():
        assert element.tag in {"div", "p", "a", "img"}, found
        assert not {name for name in element.attrib if name.startswith("on")}, found
        assert not re.match(r"\s*(javascript|data):", element.get("href", "") + element.get("src", ""), re.IGNORECASE), found


def test_comments_are_taken_out(project: Project) -> None:
    """Notes between editors and waivers aren't printed."""
    assert "内部" not in html(project, "甲<!-- 内部 -->乙")


@pytest.mark.parametrize("text", ["**“法律明白人”**培养", "**注意：**不要", "前**《民法典》**后"])
def test_bold_works_next_to_chinese_punctuation(project: Project, text: str) -> None:
    """CommonMark's flanking rules would leave the stars in the text."""
    found = html(project, text)

    assert "<strong>" in found
    assert "*" not in found


def test_an_empty_head_is_none(project: Project) -> None:
    """A table whose head says nothing has rows that are named by their first cells: no blank line for readers, names for screen readers."""
    found = html(project, "|  |  |\n| --- | --- |\n| 姓名 | **甲** |\n| 职务 |  |")

    assert "<thead>" not in found
    assert re.findall(r"<t[hd].*?</t[hd]>", found) == ['<th scope="row">姓名</th>', "<td><strong>甲</strong></td>", '<th scope="row">职务</th>', "<td></td>"]


def test_tables_get_a_focusable_scroll_box(project: Project) -> None:
    """A wide table scrolls by itself and can be reached by keyboard."""
    found = html(project, "|甲|乙|\n|---|---|\n|1|2|\n")

    assert '<div aria-label="表格1" class="table-scroll" role="region" tabindex="0">' in found


def test_outer_links_are_marked(project: Project) -> None:
    """A link to another site says so to browsers."""
    assert 'rel="noopener external"' in html(project, "[x](https://www.miluo.gov.cn/)")


def test_blocks_are_numbered_in_order_and_afresh_on_each_page(project: Project) -> None:
    """表1 is the first table of every page."""
    text = "{{ table: aid@2024 }}\n\n{{ table: mediation@2024 }}"
    renderer = context_of(project.site()).prose

    for address in ("news/2025/first.html", "news/2025/second.html"):
        found = renderer.render(text, address).html
        assert found.index("表1") < found.index("表2")
        assert "表3" not in found


def test_an_unreadable_mark_is_refused_not_printed(project: Project) -> None:
    """The review reports it first; nothing wrong can slip through all the same."""
    with pytest.raises(PortalError, match="不能显示"):
        html(project, "{{ stat:aid.nothing@2024 }}")
    with pytest.raises(PortalError, match="不能显示"):
        figures_as_text("{{ stat:aid.cases@1999 }}", project.site().statistics)


def test_plain_text_keeps_words_and_figures_only(project: Project) -> None:
    """The search index holds what a reader reads."""
    text = "## 标题\n\n办理**{{ stat:aid.cases@2024|unit }}**，见[说明](/x.html)。\n\n{{ table: aid@2024 }}\n\n- 一\n- 二\n\n<!-- 注 -->"

    assert plain_text(text, project.site().statistics) == "标题 办理 120件 ，见说明。 一 二"


@pytest.mark.parametrize(
    "hostile",
    [
        "[甲[乙]丙](javascript&#58;alert(1))",
        "[k]\n\n[k]:\n    javascript&#58;alert(2)",
        "> [m]\n\n> [m]: javascript&#58;alert(3)",
        "[跳](//evil.example/a)",
        "[跳](/\\evil.example/a)",
        "![图](https://evil.example/a.png)",
        "![图](//evil.example/b.png)",
        "![图[a]](data&#58;image/png,x)",
    ],
)
def test_hidden_schemes_and_hosts_are_refused(project: Project, hostile: str) -> None:
    """What a browser would decode into a script address or load from another host never becomes a link or picture."""
    for element in lxml.html.fragment_fromstring(html(project, hostile), create_parent="div").iter():
        assert not re.match(r"\s*(javascript|data|https?):|[/\\]{2}|/\\", element.get("href", "") + element.get("src", ""), re.IGNORECASE)


SIGNS = ("`码`", "\\*", "[^1]", "[链接][a]", "[链接](/about.html)", "![图](a.png)", "<https://www.example.cn/>", "<a@example.cn>", "一行  \n又一行", "&copy;", "*重*", "_重_", "**重**", "{{ stat:aid.cases@2024 }}")


@pytest.mark.parametrize("sign", ["没有符号", "他！（她）“它”：1.5%～2", *SIGNS])
def test_text_without_signs_is_read_all_the_same(project: Project, sign: str) -> None:
    """Leaving out the patterns for text that has no sign changes nothing, wherever in a text a sign stands."""
    text = f"# 标题{sign}\n\n正文，没有符号。\n\n- 一{sign}二\n- 三\n\n{sign}\n\n> 引{sign}\n\n| 甲 | 乙{sign.replace(chr(10), ' ')} |\n|---|---|\n| 丙 | 丁 |\n\n[a]: /about.html\n\n[^1]: 注"
    context = context_of(project.site())
    quick, slow = context.prose, ProseRenderer(context.env, context.site)
    slow._markdown.treeprocessors.deregister("portal-plain")

    assert quick.render(text, "news/2025/first.html") == slow.render(text, "news/2025/first.html")


def test_every_pattern_has_a_sign(project: Project) -> None:
    """A pattern that a later library brings shows here: its sign must be among those that are looked for."""
    markdown = context_of(project.site()).prose._markdown
    assert set(markdown.delimiters.tokens) == {"*", "_"}
    assert {one.name for one in markdown.inlinePatterns._priority} == {
        *("portal-stat", "backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
        *("autolink", "automail", "linebreak", "entity", "em_strong"),
    }
