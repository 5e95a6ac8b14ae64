"""The statistics: the dictionary, each year's values, their relations, time, revisions and disclosure."""

from __future__ import annotations

from portal.review.structure_manual.entry import ERROR, WARNING, structural

_DICTIONARY = structural(
    "数据",
    (
        (
            "metric-unknown-reference",
            ERROR,
            "引用了没有登记的指标",
            "改成metrics.yml里登记过的编号，或先登记这个指标。",
            "part_of: legal_aid.total（没有登记）",
        ),
        (
            "metric-group-undeclared",
            ERROR,
            "指标的组没有登记",
            "在metrics.yml的groups里加上这个组，或把编号改到已有的组里。",
            "notary.cases（groups里没有notary）",
        ),
        ("part-of-cycle", ERROR, "part_of绕了一圈又回到自己", "删去其中一个part_of。", "甲的part_of是乙，乙的part_of是甲"),
        (
            "constraint-without-form",
            ERROR,
            "勾稽关系没有写任何关系",
            "写上total和parts，或le，或ratio，或shares，或monotonic。",
            "- id: aid-sum\n  note: 各项相加",
        ),
        ("constraint-with-several-forms", ERROR, "一条勾稽关系写了几种关系", "一条只写一种，拆成几条。", "le: [a.b, a.c]\nmonotonic: a.b"),
        (
            "constraint-incomplete",
            ERROR,
            "勾稽关系没有写全",
            "total和parts成对；le写两个；ratio配numerator和denominator；shares至少两个。",
            "total: aid.cases（没有parts）",
        ),
        ("label-ambiguous", ERROR, "同一个叫法指两个指标", "改其中一个指标的label或aliases。", "两个指标都叫“办案数”"),
        ("ratio-unit-wrong", ERROR, "比率的单位不是%", '比率的unit写"%"；不是百分比的，kind改成flow或stock。', "kind: ratio\nunit: 件"),
    ),
)

_CELLS = structural(
    "数据",
    (
        ("metric-unknown-in-year", ERROR, "年度数据里有没登记的指标", "检查编号；新指标先在metrics.yml登记。", "values:\n  aid.case: 120"),
        (
            "metric-missing-in-year",
            ERROR,
            "年度数据缺少必有的指标",
            "补上这个数；确实没有的写{flag: x, note: 原因}，不必每年都有的在metrics.yml写required: false。",
            "2025.yml里没有aid.cases",
        ),
        ("flag-without-note", ERROR, "标了flag没有写原因", "加上note，用一句话告诉读者原因。", "aid.cases: {v: 120, flag: b}"),
        ("flag-with-value", ERROR, "标了没有数或不公开，却写了数", "删去v和was；不公开的数不能写进这个文件。", "aid.minors: {v: 3, flag: c}"),
        ("cell-without-value", ERROR, "没有数，也没有说明原因", "写上v；没有数的写flag: x、z或c，并加note。", "aid.cases: {note: 待补}"),
        ("value-with-too-many-decimals", ERROR, "小数位数太多", "四舍五入到规定的位数，或在metrics.yml改decimals。", "aid.rate: 93.333"),
        ("count-not-integer", ERROR, "件数、人数不是整数", "改成整数。", "aid.cases: 120.5"),
        (
            "value-out-of-range",
            ERROR,
            "数不在合理的范围里",
            "核对是否多写或少写一位；确实无误的，在metrics.yml改range。",
            "aid.cases: 12000（range: [50, 500]）",
        ),
        ("qualifier-on-ratio", ERROR, "比率带了“余”“超”", "删去qualifier，比率写确数。", "aid.rate: {v: 93.3, qualifier: 余}"),
    ),
)

_RELATIONS = structural(
    "数据",
    (
        ("parts-do-not-sum", ERROR, "各部分相加不等于总数", "核对各部分和总数；确有四舍五入误差的，写tolerance。", "民事80、刑事30，总数120"),
        (
            "lesser-exceeds-greater",
            ERROR,
            "应当小的数大于应当大的数",
            "核对这两个数；关系本身不成立的，改metrics.yml里的勾稽关系。",
            "调解成功130件，调解120件",
        ),
        ("part-exceeds-whole", ERROR, "部分大于总数", "核对这两个数；它不是其中一部分的，删去part_of。", "女性受援人150人，受援人120人"),
        ("ratio-differs-from-formula", ERROR, "比率和按公式算出的不一致", "重算这个比率，或核对分子、分母。", "114÷120写成93.3%"),
        ("shares-do-not-sum-to-100", ERROR, "各比重合计不是100%", "核对各个比重；不是同一整体各部分的，改metrics.yml里的勾稽关系。", "60%、30%、20%"),
        ("cumulative-decreases", ERROR, "累计数比上年少", "核对两年的数；口径有变的，标flag: b并写note。", "2024年3000，2025年2900"),
        ("percentage-out-of-bounds", ERROR, "百分比不在0到100之间", "核对小数点。", "aid.rate: 933"),
        ("count-negative", ERROR, "计数小于0", "改成不小于0的数。", "aid.cases: -5"),
    ),
)

_TIME = structural(
    "数据",
    (
        ("year-differs-from-name", ERROR, "数据文件名和里面的年份不一致", "文件名改成年份.yml，或改year。", "2025.yml里写着year: 2024"),
        ("year-gap", ERROR, "中间缺少一年的数据", "补上缺少的年份文件；没有数的指标写flag: x并加note。", "有2023.yml和2025.yml，没有2024.yml"),
        (
            "provisional-before-final-year",
            ERROR,
            "前一年还是初步数，后一年已是正式数",
            "核对后把status改成final。",
            "2024年status: provisional，2025年status: final",
        ),
        ("released-in-future", ERROR, "公布日期还没有到", "released写实际公布的日期；还没有公布的，先不要放进来。", "released: 2099-01-20"),
        ("as-of-after-released", ERROR, "数据截止日期晚于公布日期", "核对as_of和released。", "as_of: 2026-02-01\nreleased: 2026-01-20"),
        ("as-of-before-year", ERROR, "数据截止日期早于这一年", "as_of写这一年数据截止的日期。", "year: 2025\nas_of: 2024-12-31"),
        ("change-without-note", ERROR, "和上年比变化很大，没有说明", "先核对；无误的加note说明原因，口径有变的标flag: b。", "2024年120，2025年360，没有note"),
        ("period-not-a-date", ERROR, "period不是真实的起止时间", "写成2024-01/2025-04，前面的不晚于后面的。", "period: 2025-13/2025-14"),
        ("period-outside-year", ERROR, "period的截止时间不在这一年里", "属于别的年份的，写到那一年的文件里。", "2025.yml里写period: 2024-01/2024-09"),
        ("period-after-as-of", ERROR, "period晚于数据截止日期", "核对period和as_of。", "as_of: 2025-09-30\nperiod: 2025-01/2025-12"),
        (
            "stock-over-period",
            WARNING,
            "时点数写了起止时间",
            "时点数写截至哪一天，如../2025-12；一段时间的数，kind改成flow。",
            "period: 2025-01/2025-12（kind: stock）",
        ),
        (
            "next-release-before-released",
            WARNING,
            "下次公布的时间不晚于这一次",
            "next_release改成下一次公布的时间。",
            "released: 2026-01-20\nnext_release: 2026-01",
        ),
    ),
)

_REVISIONS = structural(
    "数据",
    (
        (
            "published-value-vanished",
            ERROR,
            "公布过的数没有了",
            "恢复这个数；确实要撤下的，写flag: c或x并加note，在changelog里记一条correction。",
            "删去2024.yml里的aid.cases",
        ),
        (
            "published-value-changed-without-flag",
            ERROR,
            "公布过的数改了，没有标修订",
            "改回原数；确要修订的，写成{v: 新数, flag: r, was: 原数, note: 原因}。",
            "aid.cases: 120改成aid.cases: 122",
        ),
        ("published-value-differs-from-was", ERROR, "was不是上一次公布的数", "was写上一次公布的数。", "{v: 122, flag: r, was: 121}（公布的是120）"),
        (
            "published-value-change-not-logged",
            ERROR,
            "公布过的数改了，changelog里没有记",
            "在这一年的changelog里加一行，写date、type: revision、metrics、reason。",
            "标了flag: r，changelog里没有aid.cases",
        ),
        (
            "provisional-value-in-final-year",
            ERROR,
            "正式数的年份里有初步数",
            "删去flag: p；数有改动的改用flag: r并写was。",
            "status: final\naid.cases: {v: 120, flag: p}",
        ),
        ("revision-without-was", ERROR, "修订数没有写修订以前的数", "加上was，写修订以前公布的数。", "{v: 122, flag: r, note: 补报}"),
        ("revision-without-change", ERROR, "标了修订，数没有变", "was写修订以前公布的数；没有改动的删去flag和was。", "{v: 120, flag: r, was: 120}"),
        (
            "revision-not-in-changelog",
            ERROR,
            "修订数没有记进changelog",
            "在这一年的changelog里加一行，写明指标和理由。",
            "{v: 122, flag: r, was: 120}，changelog是空的",
        ),
    ),
)

_DISCLOSURE = structural(
    "隐私",
    (
        (
            "small-count-published",
            ERROR,
            "公开了小于门槛的人数",
            "改成{flag: c, note: 人数少，不公开}，不写数；再查别处能不能推算出它。",
            "aid.minors: 3（公开门槛是5）",
        ),
        ("suppressed-value-recoverable", ERROR, "不公开的数可以推算出来", "同一关系里再有一项也改成flag: c，或总数也不公开。", "总数120，甲117，乙不公开"),
        (
            "small-count-without-disclosure",
            WARNING,
            "人数很少，没有说明能不能公开",
            "在metrics.yml给它写disclosure：min写公开门槛，reason写理由。",
            "aid.minors: 3（没有写disclosure）",
        ),
    ),
)

MANUALS = (*_DICTIONARY, *_CELLS, *_RELATIONS, *_TIME, *_REVISIONS, *_DISCLOSURE)
