"""Figures in articles: marks, numbers typed by hand, and the figures of the finished site."""

from __future__ import annotations

from portal.review.structure_manual.entry import ERROR, WARNING, structural

_MARKS = structural(
    "数据",
    (
        (
            "mark-malformed",
            ERROR,
            "标记的写法不对",
            "写成{{ stat:组.指标@年份 }}、{{ table: 组@年份 }}或{{ chart: bar 指标, 指标@年份 }}。",
            "{{ stat:legal_aid.cases }}",
        ),
        ("mark-unclosed", ERROR, "双花括号没有配对", "标记写在一行里，前后各两个花括号，里面不能再有花括号。", "{{ stat:legal_aid.cases@2025 }"),
        (
            "mark-unit-doubled",
            WARNING,
            "标记带出了单位，后面又写一遍",
            "删去标记后面的单位和“余”；要自己写单位，就去掉标记里的“|unit”。",
            "{{ stat:legal_aid.cases@2025|unit }}件",
        ),
        ("block-mark-not-alone", ERROR, "表或图的标记和别的文字连在一起", "标记单独一行，上下各空一行。", "见下表：{{ table: legal_aid@2025 }}"),
        (
            "block-mark-in-front-matter",
            ERROR,
            "标题或摘要里有表或图的标记",
            "标题和摘要里只用{{ stat:… }}，表和图放到正文里。",
            'summary: "{{ table: legal_aid@2025 }}"',
        ),
        (
            "block-mark-unknown-metric",
            ERROR,
            "表或图里有没登记的指标",
            "写一个组的英文名，或几个登记过的指标编号，见data/statistics/metrics.yml。",
            "{{ table: legal_ad@2025 }}",
        ),
        ("block-mark-unknown-year", ERROR, "表或图里有没有数据的年份", "改成有数据的年份。", "{{ table: legal_aid@1999 }}"),
        ("chart-unfit", ERROR, "这种图画不了这些数", "照提示换一种图，或增减指标和年份；不行就改用table。", "{{ chart: line legal_aid.cases@2025 }}"),
        ("table-unfit", ERROR, "表太宽或没有内容", "少写几年，数据列最多8列；全部年份读者可以下载。", "{{ table: legal_aid@2010-2025 }}"),
    ),
)

_FIGURES = structural(
    "数据",
    (
        ("stat-unknown-metric", ERROR, "标记里的指标没有登记", "照提示改正编号，全部指标见data/statistics/metrics.yml。", "{{ stat:legal_aid.case@2025 }}"),
        ("stat-unknown-year", ERROR, "标记里的年份没有数据", "改成有数据的年份。", "{{ stat:legal_aid.cases@1999 }}"),
        (
            "stat-missing-value",
            ERROR,
            "这一年没有标记要的数",
            "在这一年的数据文件里补上，或改用别的指标。",
            "{{ stat:legal_aid.cases@2025 }}（2025.yml里没有这一项）",
        ),
        ("stat-not-a-number", ERROR, "拿不公开或不详的数来计算", "改成文字说明。", "{{ stat:legal_aid.cases@2025|yoy }}（这一年不公开）"),
        ("stat-wan-small", ERROR, "不到1万的数用万作单位", "改用unit。", "{{ stat:legal_aid.cases@2025|wan }}（只有244件）"),
        ("stat-share-inexact", ERROR, "用约数算比重", "去掉share，改成文字说明。", "{{ stat:aid.women@2025|share(aid.people) }}（总数是“40余”）"),
        ("stat-share-units", ERROR, "单位不同的两个数算比重", "换成同一单位的总数。", "{{ stat:aid.people@2025|share(aid.cases) }}"),
        (
            "stat-share-unrelated",
            ERROR,
            "不是一部分和总数的两个数算比重",
            "换成它的总数；确是一部分的，在metrics.yml给它写part_of。",
            "{{ stat:aid.cases@2025|share(notary.cases) }}",
        ),
        ("stat-no-year-before", ERROR, "没有上年的数可以比较", "去掉比较，或补上上年数据。", "{{ stat:legal_aid.cases@2025|yoy }}（没有2024年的数）"),
        ("stat-change-over-break", ERROR, "口径变了还和上年比较", "去掉比较，用文字说明。", "{{ stat:legal_aid.cases@2025|yoy }}（2025年口径有变）"),
        ("stat-change-inexact", ERROR, "用约数和上年比较", "去掉比较，用文字说明。", "{{ stat:legal_aid.cases@2025|yoy }}（上年是“200余”）"),
        ("stat-change-part-year", ERROR, "不是整年的数和上年比较", "去掉比较，用文字说明。", "{{ stat:legal_aid.cases@2025|yoy }}（只到9月）"),
        ("stat-change-from-zero", ERROR, "上年不大于0还算增长率", "改用delta，或用文字说明。", "{{ stat:legal_aid.cases@2025|yoy }}（上年是0）"),
    ),
)

_TYPED = structural(
    "数据",
    (
        (
            "figure-contradicts-data",
            ERROR,
            "手写的数和数据不一致",
            "改成标记；说的不是同一件事，就在上一行写<!-- stat-ok: 理由 -->。",
            "2025年办理法律援助案件254件（数据是244件）",
        ),
        ("figure-typed-by-hand", WARNING, "数据里有的数用手写", "换成标记，数据修订时会跟着变。", "2025年办理法律援助案件244件"),
        ("stat-waiver-without-reason", ERROR, "stat-ok没有写理由", "写成<!-- stat-ok: 理由 -->。", "<!-- stat-ok -->"),
        ("stat-waiver-unused", WARNING, "stat-ok没有用处", "删去这个注释。", "<!-- stat-ok: 含外县数据 -->（下一行没有数）"),
        ("data-element-unreadable", ERROR, "网页模板里的data标签不合格式", "检查模板：<data>要有value和data-metric，并且闭合。", "<data>244</data>"),
        ("data-element-differs", ERROR, "网页上的数和数据不一致", "检查模板和数据。", '<data value="254" data-metric="legal_aid.cases@2025">254</data>'),
    ),
)

_WITHHELD = structural("隐私", (("figure-withheld-by-data", ERROR, "文章写出了数据里不公开的数", "删去这个数。", "2025年未成年受援人3人（数据标了flag: c）"),))

MANUALS = (*_MARKS, *_FIGURES, *_TYPED, *_WITHHELD)
