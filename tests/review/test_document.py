"""Documents: what is prose and where it stands."""

from __future__ import annotations

import pytest

from portal.review.document import GAP, Document

TEXT = """---
title: 一个标题
date: 2025-06-20
tags: [标签]
summary: "摘要里有{{ stat:aid.cases@2024 }}个"
---
## 二级标题

第一段有`代码`、[链接文字](https://x.example/路径)和![图片说明](a.png)。
第二行**加粗**。<!-- 注释 --> 见https://y.example/a,b。

- 第一项
- 第二项 a@b.example

> 引文

| 表头 | 数 |
|---|---|
| 行 | 1 |

```
不读的代码
```
"""


def prose(text: str = TEXT) -> str:
    return Document("a.md", text).prose


def test_prose_keeps_every_offset() -> None:
    """Masking changes no length and no line."""
    assert len(prose()) == len(TEXT)
    assert [index for index, char in enumerate(prose()) if char == "\n"] == [index for index, char in enumerate(TEXT) if char == "\n"]


@pytest.mark.parametrize("word", ["一个标题", "摘要里有", "二级标题", "链接文字", "图片说明", "加粗", "第一项", "引文", "表头", "行"])
def test_what_readers_read_is_prose(word: str) -> None:
    """Titles, summaries, labels, alternative texts, lists, tables and quotations are judged."""
    assert word in prose()


@pytest.mark.parametrize("word", ["标签", "代码", "路径", "a.png", "注释", "stat:", "y.example", "b.example", "不读", "**", "##", "|"])
def test_what_readers_do_not_read_is_masked(word: str) -> None:
    """Keys, code, addresses, marks, comments and Markdown signs are not judged."""
    assert word not in prose()


def test_blocks_are_what_belongs_together() -> None:
    """A paragraph over two lines is one block, list items and table rows are blocks of their own."""
    document = Document("a.md", TEXT)
    kinds = [(one.kind, TEXT[one.start : one.end].replace("\n", "⏎")[:6]) for one in document.blocks]

    assert kinds == [
        ("front", "一个标题"),
        ("front", "摘要里有{{"),
        ("heading", "## 二级标"),
        ("paragraph", "第一段有`代"),
        ("list", "- 第一项"),
        ("list", "- 第二项 "),
        ("quote", "> 引文"),
        ("table", "| 表头 |"),
        ("table", "| 行 | "),
    ]


def test_places_are_lines_and_columns_in_code_points() -> None:
    """Characters outside the basic plane count one."""
    document = Document("a.txt", "甲𠀀乙\n丙", markdown=False)

    assert [document.place(offset) for offset in (0, 2, 3, 4)] == [(1, 1), (1, 3), (1, 4), (2, 1)]


def test_plain_text_is_prose_as_it_stands() -> None:
    """In a .txt file only addresses are masked."""
    assert Document("a.txt", "# 甲\nhttps://x.example/", markdown=False).prose == "# 甲\n" + GAP * 18


@pytest.mark.parametrize("text", ["", "---\n", "---\ntitle:\n---", "```\n没有结束", "<!-- 没有结束", "[甲](乙", "\n\n\n", "|", "---\n---\n"])
def test_odd_texts_do_not_break(text: str) -> None:
    """Whatever an editor saves can be looked at."""
    document = Document("a.md", text)

    assert len(document.prose) == len(text)
    assert isinstance(document.blocks, tuple)
