"""Sets of questions."""

from __future__ import annotations

from portal.review.structure_manual.entry import ERROR, WARNING, structural

MANUALS = structural(
    "数据",
    (
        ("quiz-answer-missing", ERROR, "知识竞答的answer没有对应的选项", "写1到选项的个数，从1数起。", 'options: ["甲", "乙"]\nanswer: 3'),
        ("quiz-answers-alike", WARNING, "一套题的答案大都在同一个位置", "把选项的次序调开，同时改answer。", "15道题里有12道的答案都是第1个选项"),
    ),
)
