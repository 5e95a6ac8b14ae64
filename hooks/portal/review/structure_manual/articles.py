"""Articles, columns and addresses: front matter, dates, sections, what was published once."""

from __future__ import annotations

from portal.review.structure_manual.entry import ERROR, INFO, WARNING, structural

_FRONT_MATTER = structural(
    "结构",
    (
        (
            "missing-required-field",
            ERROR,
            "栏目要求填写的项没有填",
            "在文头写上这一项；哪些必填，见data/columns.yml的required。",
            "title: 普法宣传\ndate: 2026-01-05\n（栏目要求写source）",
        ),
        ("no-summary", WARNING, "文章没有摘要", "在文头加一行summary，用一两句话说明主要内容。", "title: 普法宣传\ndate: 2026-01-05"),
        ("list-full-width-comma", ERROR, "列表里用了全角逗号或顿号", "项目之间用半角逗号加空格。", "tags: [普法宣传，公证]"),
        ("unregistered-tag", ERROR, "标签没有登记", "改用登记过的标签；确实要新的，先写进data/topics.yml。", "tags: [普法小知识]"),
        ("unregistered-audience", ERROR, "读者的叫法没有登记", "改用登记过的叫法；确实要新的，先写进data/topics.yml。", "audience: [小朋友]"),
        ("unknown-case-kind", ERROR, "案例类别没有登记", "改用登记过的类别；新类别先写进data/case_kinds.yml。", "kind: 打官司"),
    ),
)

_CONSENT = structural(
    "隐私",
    (
        (
            "real-case-without-consent",
            ERROR,
            "真实案例没有当事人同意的凭据",
            "取得书面同意后在consent写凭据编号；没有同意就不发布，或改写成情景案例。",
            "basis: real",
        ),
    ),
)

_DATES = structural(
    "结构",
    (
        ("future-date", ERROR, "date或updated还没有到", "改成真实的日期；要到那时再发布，就加一行publish_at，写上同一个时间。", "date: 2099-01-05"),
        ("updated-before-date", ERROR, "修改日期早于发布日期", "updated写发布以后修改的日期；没有修改过就删去它。", "date: 2026-01-05\nupdated: 2026-01-04"),
        ("update-without-note", ERROR, "写了修改日期，没有写改了什么", "加一行update_note，用一句话告诉读者改了什么。", "updated: 2026-02-01"),
        ("publish-at-other-day", ERROR, "定时发布的日期和date不是同一天", "两个写成同一天，文件名也跟着改。", "date: 2026-01-05\npublish_at: 2026-01-08 09:00"),
        ("expires-before-date", ERROR, "失效的时间早于发布日期", "expires写失效的时间，应晚于发布的时间。", "date: 2026-01-05\nexpires: 2026-01-01"),
        (
            "expires-before-publish-at",
            ERROR,
            "失效的时间早于定时发布的时间",
            "expires写失效的时间，应晚于publish_at。",
            "publish_at: 2026-01-05 09:00\nexpires: 2026-01-04",
        ),
    ),
)

_SECTIONS = structural(
    "结构",
    (
        ("empty-body", ERROR, "文章没有正文", "在第二个“---”下面写正文；还没写好就加一行draft: true。", "---\ntitle: 普法宣传\ndate: 2026-01-05\n---"),
        ("placeholder-left", ERROR, "还留着提示的话", "换成真正的内容。", "summary: 请用一两句话写明要点"),
        ("heading-level-one", ERROR, "正文里用了一级标题", "改成“## ”；一级标题由文头的title生成。", "# 活动安排"),
        (
            "markup-too-dense",
            ERROR,
            "一段里的记号太多",
            "删去多余的方括号、反引号、星号，或者分成几段；一段最多500个，多了会原样显示成文字。",
            "（一段里连着写了60000个左方括号）",
        ),
        ("nested-too-deep", ERROR, "引用和列表套得太深", "减少行首的“>”和缩进，最多8层；内容多就分成几节。", "> > > > > > > > > 甲"),
        ("heading-level-skipped", WARNING, "标题跳级", "标题一级一级往下用，二级下面用三级。", "## 活动安排\n#### 第一天"),
        ("heading-without-space", ERROR, "标题的#后面没有空格，或者是全角的", "用半角的#，后面空一格。", "##活动安排"),
        ("emphasis-with-space", WARNING, "加粗的星号里面有空格", "星号紧挨着要加粗的字。", "办理**不收费 **。"),
        (
            "missing-section",
            ERROR,
            "案例缺少规定的一节",
            "加上这一节和内容；哪类案例要哪几节，见data/case_kinds.yml。",
            "只写了“## 基本案情”，没有“## 法律分析”",
        ),
        ("section-order", WARNING, "案例各节的次序不对", "照data/case_kinds.yml里的次序写，每节只写一次。", "“## 法律分析”写在“## 基本案情”前面"),
        ("short-section", WARNING, "案例的一节太短", "写清楚，至少20个字。", "## 法律分析\n见法条。"),
    ),
)

_ADDRESSES = structural(
    "结构",
    (
        (
            "duplicate-address",
            ERROR,
            "两篇文章的地址相同",
            "改其中一个文件名里日期后面的英文名；改没有发布过的那一个。",
            "2026-01-05-xuan-chuan.md和2026-03-01-xuan-chuan.md",
        ),
        ("alias-not-a-page", ERROR, "旧地址不是网页的地址", "写成/栏目/年份/英文名.html。", "aliases: [/news/2025/]"),
        ("alias-of-live-page", ERROR, "旧地址是现有文章或者页面的地址", "从aliases里删去它。", "aliases: [/news/2026/first.html]（这一页还在）"),
        ("duplicate-alias", ERROR, "两篇文章写了同一个旧地址", "只留一处，留在内容相同的那一篇。", "两篇文章都写aliases: [/news/2025/old.html]"),
        (
            "lost-address",
            ERROR,
            "发布过的地址没有了",
            "在改名后的那篇文章里用aliases写上旧地址；已发布的文章不改回草稿。",
            "把first.md改名为new.md，没有写aliases",
        ),
    ),
)

_COLUMNS = structural(
    "结构",
    (
        ("reserved-column-id", ERROR, "栏目占用了本站另有用处的地址", "换一个英文名。", "id: search"),
        ("unknown-required-field", ERROR, "栏目要求填写的项不是文头里的项", "改正required里的拼写。", "required: [sumary]"),
        ("empty-column", ERROR, "栏目里一篇文章也没有", "先写一篇，或从data/columns.yml里删去这个栏目。", "content/learn/里没有文章"),
        ("stale-column", WARNING, "栏目过期没有更新", "尽快更新；办不到就按实际情况改update_days，或并入别的栏目。", "update_days: 14，最近一篇是30天以前的"),
        ("column-due-soon", INFO, "栏目快到更新的期限", "准备下一篇。", "update_days: 14，最近一篇是12天以前的"),
    ),
)

MANUALS = (*_FRONT_MATTER, *_CONSENT, *_DATES, *_SECTIONS, *_ADDRESSES, *_COLUMNS)
