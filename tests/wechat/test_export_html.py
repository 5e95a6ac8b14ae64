"""What becomes of each part of a text: only what the account's editor keeps, nothing of the text lost."""

from __future__ import annotations

import lxml.html
import pytest

from portal.wechat.export.lines import joined
from portal.wechat.export.nodes import node, written
from portal.wechat.export.theme import PARTS, THEME
from wechat_samples import body_of, exported, faults_of, plain_of


def tags(html: str) -> list[str]:
    return [str(one.tag) for one in lxml.html.fragment_fromstring(html, create_parent="div").iterdescendants()]


def test_hostile_and_foreign_html_leaves_only_text() -> None:
    """Classes, ids, scripts, forms and unknown elements go, their text stays."""
    html = (
        '<div id="x" class="y" style="position:fixed;float:left"><p class="z" onclick="evil()">甲<script>evil()</script><custom-tag>乙</custom-tag></p>'
        '<form><input value="丙"><button>丁</button></form><iframe src="https://e.example/"></iframe><p style="color:var(--x)">戊</p></div>'
    )
    made = exported(html)

    assert faults_of(made.html) == []
    assert plain_of(body_of(made)) == "甲乙戊"


def test_whole_is_between_two_paragraphs_without_height() -> None:
    """The editor swallows what stands first and last."""
    made = exported("<p>甲</p>")

    edge = f'<p style="{PARTS["edge"]}">&nbsp;</p>'
    assert made.html.startswith(f"{edge}<section ") and made.html.endswith(f"</section>{edge}")
    assert "line-height:0" in edge and "font-size:0" in edge


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("甲\n乙", "甲乙"),
        ("甲，\n“乙", "甲，“乙"),
        ("甲 乙", "甲 乙"),
        ("word\nword", "word word"),
        ("甲\n12", "甲 12"),
        ("  甲\n<strong>\n乙</strong>\n丙  ", "甲<strong>乙</strong>丙"),
        ("a <strong>b</strong>\nc", "a <strong>b</strong> c"),
        ("a\n<strong><em>b</em></strong>", "a <strong><em>b</em></strong>"),
        ("甲<br>\n乙", "甲<br>乙"),
        ("　甲", "　甲"),
    ],
)
def test_lines_are_joined(html: str, line: str) -> None:
    """No blank between Chinese characters, one elsewhere; none after a break."""
    assert body_of(exported(f"<p>{html}</p>")) == f'<p style="{THEME["p"]}">{line}</p>'


def test_blank_beside_a_picture_stays() -> None:
    """A picture within a line is like a word."""
    assert written(joined(["a ", node("img", src="x")])) == 'a <img src="x">'


def test_headings_are_of_three_levels() -> None:
    """The title is apart, so the text begins with the second."""
    assert tags(body_of(exported("<h1>甲</h1><h2>乙</h2><h3>丙</h3><h4>丁</h4><h5>戊</h5><h6>己</h6>"))) == ["h2", "h2", "h3", "h4", "h4", "h4"]


def test_items_have_one_section_and_lists_within_become_lines() -> None:
    """An item with a bold beginning doesn't break in two; nested lists keep their order, depth and numbers."""
    html = "<ul><li><strong>甲</strong>：乙<ul><li>丙<ol><li>丁</li></ol></li></ul>戊</li><li><p>己</p><p>庚</p></li></ul>"
    made = exported(html)

    assert faults_of(made.html) == []
    items = lxml.html.fragment_fromstring(body_of(made), create_parent="div").findall(".//li")
    assert [[str(one.tag) for one in item[0]] for item in items] == [["strong", "p", "p", "p"], ["p"]]
    assert [one.text_content() for one in items] == ["甲：乙• 丙　1. 丁戊", "己庚"]


def test_list_that_goes_on_keeps_its_numbers_as_text() -> None:
    """The editor would begin with 1."""
    made = exported('<ol start="3"><li>甲</li><li>乙</li></ol>')

    assert body_of(made) == f'<p style="{THEME["p"]}">3. 甲</p><p style="{THEME["p"]}">4. 乙</p>'


def test_code_keeps_lines_and_blanks() -> None:
    """Breaks for line ends, blanks that can't break."""
    made = exported("<pre><code>if a:\n    b &lt; c\n</code></pre>")

    assert "if&nbsp;a:<br>&nbsp;&nbsp;&nbsp;&nbsp;b&nbsp;&lt;&nbsp;c</code>" in made.html
    assert faults_of(made.html) == []


def test_outer_links_become_numbers_with_a_list() -> None:
    """The same address has one number; links of the account stay; those within the page and ways back go."""
    html = (
        '<p><a href="https://a.example/路?x=1">甲</a>、<a href="../x.html">乙</a>、<a href="https://a.example/路?x=1">丙</a>、'
        '<a href="https://mp.weixin.qq.com/s/abc">丁</a>、<a href="#n">戊</a><a class="footnote-backref" href="#m">↩</a>、'
        '<a class="statute" href="../../laws/x.html">《己法》</a>、<a href="https://b.example/">https://b.example/</a>、'
        '<a href="tel:0730-5222148">0730-5222148</a>、<a href="mailto:a@b.example">写信</a></p>'
    )
    made = exported(html)

    assert faults_of(made.html) == []
    tree = lxml.html.fragment_fromstring(made.html, create_parent="div")
    text = tree.text_content()
    assert "甲[1]、乙[2]、丙[1]、丁、戊、《己法》、https://b.example/、0730-5222148、写信[3]" in text
    assert text.partition("引用链接")[2].startswith("[1] 甲：https://a.example/%E8%B7%AF?x=1[2] 乙：https://p.example/news/x.html[3] 写信：a@b.example")
    assert [one.get("href") for one in tree.iter("a")] == ["https://mp.weixin.qq.com/s/abc"]


def test_no_list_without_links() -> None:
    """An empty title would be odd."""
    assert "引用链接" not in exported("<p>甲</p>").html


TABLE = "<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"


def table(columns: int) -> str:
    return TABLE.format(heads="".join(f"<th>头{n}</th>" for n in range(columns)), cells="".join(f'<td style="text-align: right;">{n}</td>' for n in range(columns)))


def test_table_has_borders_and_a_box_that_scrolls() -> None:
    """Inline on every cell; the side of the text stays."""
    made = exported(f'<div class="table-scroll">{table(4)}</div>')

    assert faults_of(made.html) == [] and not [one for one in made.warnings if "列" in one]
    assert tags(body_of(made)).count("th") == 4
    assert "text-align:right" in made.html and made.pictures[0].name == "pictures/code-1.png"


def test_wide_table_becomes_a_picture_with_a_warning() -> None:
    """Five columns can't be read on a phone; all words are in the alternative text."""
    made = exported(table(5))

    assert "table" not in tags(made.html)
    picture = made.pictures[0]
    assert picture.name == "pictures/table-1.png" and picture.data.startswith(b"\x89PNG")
    assert picture.words == "头0，头1，头2，头3，头4；0，1，2，3，4"
    assert any("有5列" in one and "变成了图片" in one for one in made.warnings)


def test_wide_table_stays_one_without_a_font() -> None:
    """Nothing is lost on a machine that can't draw."""
    made = exported(table(5), draws=False)

    assert tags(made.html).count("th") == 5
    assert any("没有中文字体" in one for one in made.warnings)


def test_label_of_scenarios_comes_first() -> None:
    """Whoever reads it there must know as well."""
    made = exported("<p>甲</p>", label="情景案例", notice="均为虚构。")

    assert plain_of(made.html).startswith("情景案例均为虚构。甲")


def test_same_input_gives_the_same_bytes() -> None:
    """Pictures too."""
    one, other = (exported(table(6)) for _ in range(2))

    assert (one.html, [item.data for item in one.pictures]) == (other.html, [item.data for item in other.pictures])
