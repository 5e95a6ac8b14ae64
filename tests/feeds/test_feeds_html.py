"""HTML for feed readers is absolute, harmless, well-formed and loses no text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from feeds.feed_samples import HOSTILE
from portal.feeds.entries import absolute, percent, plain

BASE = "https://portal.example/sub/"
PAGE = BASE + "news/a.html"
HOOKS = Path(__file__).resolve().parents[2] / "hooks"


def fit(html: str) -> str:
    """The fragment of the sample page, checked to be well-formed."""
    found = absolute(html, BASE, PAGE)
    etree.fromstring(f"<div>{found}</div>")
    return found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("b.html", BASE + "news/b.html"),
        ("../x/", BASE + "x/"),
        ("/guide/", BASE + "guide/"),
        ("#fn1", PAGE + "#fn1"),
        ("//other.example/x", "https://other.example/x"),
        ("/新闻/甲.html?q=1", BASE + "%E6%96%B0%E9%97%BB/%E7%94%B2.html?q=1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("100%.html", BASE + "news/100%25.html"),
    ],
)
def test_links_become_absolute(written: str, expected: str) -> None:
    """Every kind of link leads to the same place from anywhere."""
    assert fit(f'<a href="{written}">文</a>') == f'<a href="{expected}">文</a>'


@pytest.mark.parametrize("written", ["javascript:x()", "java\nscript:x()", " \x01javascript:x()", "data:text/html,x", "http://[bad", ""])
def test_links_that_nobody_may_follow_leave_their_text(written: str) -> None:
    """A dangerous or broken address goes, the words stay."""
    assert fit(f'<a href="{written}">文</a>') == "文"


def test_pictures_become_absolute_and_one_of_each() -> None:
    """Of a picture in several files a reader gets the one in its own format; embedded data is left out; void elements are closed."""
    html = '<picture><source srcset="a,b.webp 1x, /c.webp 2x"><img src="a.png" alt="图" srcset="a.png 480w, data:image/png;base64,AA 2x"></picture>'
    assert fit(f"<p>前{html}后</p>") == f'<p>前<img src="{BASE}news/a.png" alt="图" srcset="{BASE}news/a.png 480w"/>后</p>'
    assert fit('<img src="data:image/png;base64,AA">') == ""


def test_what_readers_must_not_get_is_gone() -> None:
    """Scripts, frames, forms and dangerous attributes go with what is in them; text around them stays."""
    html = (
        '前<script>x()</script><p id="a" class="b" style="color:red" tabindex="0" onclick="x()" title="题">中</p>'
        '<iframe src="x">框</iframe><style>p{}</style><button>钮</button><!-- 注 -->后'
    )
    assert fit(html) == '前<p title="题">中</p>后'


def test_data_and_unknown_elements_leave_their_text() -> None:
    """A figure from the statistics is plain text."""
    assert fit('办理<data value="12">12</data>件<x-y>。</x-y>') == "办理12件。"


def test_a_chart_becomes_its_description() -> None:
    """A chart is told in words, with a link to the page; a decoration without words goes."""
    html = (
        "<figure><svg><title>题</title><desc>2025年 &lt;\n上升</desc><style>x{}</style><text>9</text></svg><figcaption>图1</figcaption></figure><svg><g/></svg>"
    )
    assert fit(html) == f'<figure><p>2025年 &lt; 上升 <a href="{PAGE}">在网页上看图</a></p><figcaption>图1</figcaption></figure>'


def test_broken_html_is_closed_and_complete() -> None:
    """Unclosed elements, page tags and a false encoding lose no text."""
    assert fit('<?xml version="1.0" encoding="gb2312"?><p>一<b>二<p>三</body></html><p>四<br>') == "<p>一<b>二</b></p><p>三</p><p>四<br/></p>"


def test_control_characters_and_cdata_ends_are_harmless() -> None:
    """Characters that XML forbids go, also those written as references; markup in text stays text."""
    assert fit(HOSTILE.replace("<b>", "&lt;b&gt;").replace("</b>", "") + "&#8;&#xb;") == "甲]]&gt;&amp;&lt;b&gt;乙"
    assert fit("<p title='\"<>\x0b&#8;'>x</p>") == '<p title="&quot;&lt;&gt;">x</p>'


def test_a_second_pass_changes_nothing() -> None:
    """What is fit stays as it is."""
    once = fit('<p>一<a href="b.html?x=1&amp;y=2">二</a><img src="图.png" alt="a&lt;b"></p><table><tr><td colspan="2">三</td></tr></table>')
    assert fit(once) == once


def test_an_empty_fragment_stays_empty() -> None:
    """An article without a body has no content."""
    assert fit("") == ""


def test_percent_encodes_once() -> None:
    """An address that is encoded already stays."""
    assert percent(percent("https://portal.example/甲 乙")) == "https://portal.example/%E7%94%B2%20%E4%B9%99"


def test_plain_text_is_one_line() -> None:
    """A title has no line breaks and no control characters."""
    assert plain(" 一\n二\x0b ") == "一 二"


def test_entries_load_without_the_libraries_that_write_feeds() -> None:
    """Start-up doesn't pay for feedgen, lxml and icalendar."""
    code = (
        "import sys, portal.feeds.entries, portal.feeds.rss_atom, portal.feeds.json_feed, portal.feeds.calendar_ics\n"
        "print(sorted({'feedgen', 'lxml', 'icalendar'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(HOOKS)}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
