"""Style sheets without what no page uses."""

from __future__ import annotations

import pytest

from portal.assembly.lean_styles import blocks, minified, used_part, words_of

WORDS = frozenset({"p", "a", "ul", "note", "dir", "id"})


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p{color:red}", "p{color:red}"),
        ("video{color:red}", ""),
        (".note p{a:b}.other p{a:b}", ".note p{a:b}"),
        ("p,video,.note{a:b}", "p,.note{a:b}"),
        ("video:is(p,a),p{a:b}", "p{a:b}"),
        ("p:not(.other){a:b}", "p:not(.other){a:b}"),
        (":is(.other,.note) a{a:b}", ":is(.other,.note) a{a:b}"),
        ("p:hover::before{a:b}", "p:hover::before{a:b}"),
        ("[dir=rtl] p{a:b}", "[dir=rtl] p{a:b}"),
        ("[data-none] p{a:b}", ""),
        ("@media print{video{a:b}p{a:b}}", "@media print{p{a:b}}"),
        ("@media print{video{a:b}}", ""),
        ("@keyframes p{from{a:b}}p{a:b}", "p{a:b}"),
        ("*,:after{a:b}", "*,:after{a:b}"),
        ('p{background:url("data:{}")}a{a:b}', 'p{background:url("data:{}")}a{a:b}'),
    ],
)
def test_rules_that_nothing_can_match_go(css: str, kept: str) -> None:
    """A rule stays when pages may have all that one of its selectors names; the others of its selectors go."""
    assert used_part(css, WORDS) == kept


def test_properties_that_nobody_asks_for_go() -> None:
    """A definition stays when a kept rule or another sheet uses it, also by way of a further definition."""
    css = 'p{--a:var(--b);--b:"x;y";--c:1px;--d:var(--e);--e:2px;color:var(--a)}ul{--f:1px}'

    assert used_part(css, WORDS, "a{top:var(--c)}") == 'p{--a:var(--b);--b:"x;y";--c:1px;color:var(--a)}'


def test_words_are_those_of_templates_scripts_and_markdown() -> None:
    """Class names of templates, names in scripts and what Markdown writes count as used."""
    words = words_of(['<p class="card big-one">', "node.className = 'found'"])

    assert {"card", "big-one", "found", "footnote-ref", "blockquote"} <= words
    assert "nowhere" not in words


def test_minified_keeps_meaning() -> None:
    """Comments and spaces go; what stands in quotes, calc and selectors with spaces stays."""
    css = "/* a */\na  :is(b, c) > d {\n  margin: calc(1px + 2px) 0;\n  content: \"  ; } \";\n}\n@media (min-width: 40rem) {\n  p { color: red; }\n}\n"

    assert minified(css) == 'a :is(b,c)>d{margin:calc(1px + 2px) 0;content:"  ; } "}@media (min-width:40rem){p{color:red}}'


def test_blocks_are_the_outermost() -> None:
    """Braces in quotes open nothing."""
    assert list(blocks('@media x{a{b:c}}d{e:"}"}')) == [("@media x", "a{b:c}"), ("d", 'e:"}"')]
