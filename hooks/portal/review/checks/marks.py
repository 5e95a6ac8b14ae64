"""Marks in prose: every one can be read, and every one can be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.model.article import Article
from portal.model.chart_rules import chart_problem, table_problem
from portal.model.figures import NoFigure, figure
from portal.model.finding import Finding, Span
from portal.model.marks import MARK, BadMark, BlockMark, Mark, StatMark, marks
from portal.model.site import Site
from portal.model.statistics import Statistics
from portal.review.places import all_articles, body_span, meta_span, prose

_BRACES = re.compile(r"\{\{|\}\}")
_ONLY_STAT = "标题和摘要里只能用{{ stat:… }}；表和图放到正文里"
_MANY = 5


def check(site: Site) -> Iterator[Finding]:
    """Every mark in the bodies, titles and summaries."""
    for article in all_articles(site):
        text = prose(article.body)
        for offset, mark in marks(text):
            span = body_span(article, offset)
            yield from _mark(site.statistics, span, mark)
            if isinstance(mark, BlockMark) and not _alone(article.body, offset):
                yield Finding("block-mark-not-alone", span, "表或图的标记和别的文字连在一起，不会显示成表或图", "标记单独一行，上下各空一行")
        yield from (_unclosed(body_span(article, offset), brace) for offset, brace in _braces(text))
        yield from _front_matter(site.statistics, article)


def _front_matter(statistics: Statistics, article: Article) -> Iterator[Finding]:
    for key, text in (("title", article.meta.title), ("summary", article.meta.summary)):
        span = meta_span(article, key)
        for _, mark in marks(text):
            if isinstance(mark, BlockMark):
                yield Finding("block-mark-in-front-matter", span, f"{key}里有表或图的标记", _ONLY_STAT)
            else:
                yield from _mark(statistics, span, mark)
        yield from (_unclosed(span, brace) for _, brace in _braces(text))


def _mark(statistics: Statistics, span: Span, mark: Mark) -> Iterator[Finding]:
    if isinstance(mark, BadMark):
        yield Finding("mark-malformed", span, f"标记“{mark.text}”读不懂", mark.do)
    elif isinstance(mark, StatMark):
        found = figure(mark, statistics)
        if isinstance(found, NoFigure):
            yield Finding(found.rule, span, found.what, found.do)
    else:
        yield from _block(statistics, span, mark)


def _block(statistics: Statistics, span: Span, mark: BlockMark) -> Iterator[Finding]:
    group = statistics.group(mark.names[0]) if len(mark.names) == 1 else None
    metrics = statistics.of_group(group.id) if group else mark.names
    unknown = [name for name in metrics if name not in statistics.metrics]
    missing = [str(year) for year in mark.years if year not in statistics.years]
    if unknown:
        do = "写一个组的英文名，或几个登记过的指标编号，见data/statistics/metrics.yml"
        yield Finding("block-mark-unknown-metric", span, f"没有指标或组“{'、'.join(unknown)}”", do)
    if missing:
        known = "、".join(str(year) for year in statistics.years) or "无"
        more = "等" if len(missing) > _MANY else ""
        yield Finding("block-mark-unknown-year", span, f"没有{'、'.join(missing[:_MANY])}{more}年的数据", f"现有的年份：{known}")
    if unknown or missing:
        return
    problem = chart_problem(statistics, mark.chart, metrics, mark.years) if mark.chart else table_problem(statistics, metrics, mark.years)
    if problem:
        yield Finding("chart-unfit" if mark.chart else "table-unfit", span, *problem)


def _alone(body: str, offset: int) -> bool:
    lines = body.split("\n")
    number = body.count("\n", 0, offset)
    around = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
    return bool(MARK.fullmatch(lines[number].strip())) and not any(line.strip() for line in around)


def _braces(text: str) -> Iterator[tuple[int, str]]:
    """Double braces that belong to no mark."""
    whole = [match.span() for match in MARK.finditer(text)]
    for match in _BRACES.finditer(text):
        if not any(start <= match.start() < end for start, end in whole):
            yield match.start(), match[0]


def _unclosed(span: Span, brace: str) -> Finding:
    return Finding("mark-unclosed", span, f"“{brace}”没有配对，会原样显示成文字", "标记写在一行里，前后各两个花括号，里面不能再有花括号")
