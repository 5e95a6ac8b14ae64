"""What the style page shows: names of the tokens, and made-up texts for the components."""

from __future__ import annotations

from dataclasses import replace

from portal.model.article import ArticleMeta
from portal.pages.cards import Card
from portal.pages.review_notes import ReviewNote
from portal.times import parse_moment

# Names in overrides/styles/10-tokens.css, and what they are for
COLOURS = {
    "ink": "正文",
    "ink-soft": "次要文字",
    "paper": "纸面",
    "surface": "底块",
    "line": "分隔线",
    "edge": "控件的边",
    "brand": "标题色",
    "brand-soft": "浅蓝底",
    "accent": "强调",
    "accent-soft": "浅红底",
    "link": "链接",
    "focus": "焦点",
    "bar": "蓝条",
    "bar-deep": "深蓝条",
    "gold": "蓝条上的强调",
    **{f"series-{number}": f"图的第{number}组" for number in range(1, 7)},
}
TYPES = {
    "text-1": "标记",
    "text-2": "日期、说明",
    "text-3": "正文",
    "text-4": "小标题",
    "text-5": "栏目标题",
    "text-6": "页面标题",
    "text-7": "首页标语",
    "text-8": "一个大数",
}
SPACES = {
    "space-1": "一行之内",
    "space-2": "控件之内",
    "space-3": "一条之内",
    "space-4": "一块之内",
    "space-5": "块之间",
    "space-6": "节之间",
    "space-7": "版面之间",
}

_DATE = parse_moment("2026-01-05 09:30")
assert _DATE is not None  # it is written above
META = ArticleMeta(title="样例：遇到拖欠工资，先做哪三件事", date=_DATE, source="样例来源", author="样例作者")

_CARD = Card(
    address="",
    title=META.title,
    summary="摘要用一两句话说清这一篇能帮上什么，读者看了就知道要不要点开。",
    date="2026-01-05",
    iso="2026-01-05",
    column="样例栏目",
    column_id="",
    label="",
    detail="",
    pinned=False,
    cover=None,
    cover_alt="",
)
CARDS = (
    _CARD,
    replace(_CARD, title="样例：置顶的一篇", pinned=True),
    replace(_CARD, title="样例：骑手受了伤，算不算工伤", label="情景案例", detail="法律咨询·确认劳动关系纠纷"),
    replace(_CARD, title="样例：没有摘要的一篇", summary="", label="典型案例", detail="人民调解·赡养纠纷"),
)

REVIEWS = (
    ReviewNote(subject="这篇内容", unreviewed=("缺一审、二审",)),
    ReviewNote(subject="这篇内容", emergency="样例理由"),
)

PROSE = """
## 二级标题：一节讲一件事

正文一段。**要紧的话**加粗，[链接](../)有下划线，`代码`等宽。脚注写在后面[^1]。

### 三级标题

- 无序列表第一项
- 第二项

1. 有序列表第一步
2. 第二步

> 引文单独成块。

| 项目 | 件数 |
|---|---|
| 甲 | 一 |
| 乙 | 二 |

![本站标志：盾牌和天平](../assets/icon.svg "图的说明写在图下面")

[^1]: 脚注的文字。
"""
