"""Registers, the directory of services and the calendar."""

from __future__ import annotations

from portal.review.structure_manual.entry import ERROR, structural

_REGISTERS = structural(
    "数据",
    (
        ("duplicate-id", ERROR, "同一个id用了两次", "改掉其中一个；发布过的不改。", "两个栏目都写id: news"),
        ("duplicate-label", ERROR, "同一个名称用了两次", "改掉其中一个，让读者分得清。", "两个栏目都写label: 工作动态"),
        ("duplicate-topic-slug", ERROR, "两个标签或读者的英文名相同", "改掉其中一个；发布过的不改。", "劳动: labour\n用工: labour"),
        (
            "service-without-guide",
            ERROR,
            "办事指南不是已发布文章的地址",
            "写成/栏目/年份/英文名.html；还没有指南就删去guide。",
            "guide: /services/2026/mei-you.html",
        ),
        ("guide-unknown-service", ERROR, "指引里写了没有的服务", "写data/services.yml里的id，没有就删去。", "services: [mei-you]"),
        ("guide-unknown-case", ERROR, "指引里写了没有的案例", "写案例文件名里日期后面的部分，没有就删去。", "cases: [mei-you]"),
    ),
)

_DAYS = structural(
    "数据",
    (
        ("legal-day-without-date", ERROR, "普法节点没有写哪一天", "写上date，或start和end，或rule。", "- id: constitution-day\n  name: 国家宪法日"),
        ("legal-day-several-dates", ERROR, "普法节点的日期用了几种写法", "date、start加end、rule三种只留一种。", 'date: "12-04"\nstart: "12-01"'),
        ("legal-day-half-period", ERROR, "普法节点的起止只写了一个", "start和end两个都写；只有一天就用date。", 'start: "05-01"'),
        ("legal-day-impossible", ERROR, "普法节点的日子不是每年都有", "写成每年都有的日子，如2月的最后一天写02-28。", 'date: "02-29"'),
        ("legal-day-end-before-start", ERROR, "普法节点的end早于start", "两个对调；跨年的分成两段写。", 'start: "05-31"\nend: "05-01"'),
    ),
)

MANUALS = (*_REGISTERS, *_DAYS)
