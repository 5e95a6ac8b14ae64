"""Marks in prose: every one can be read, and every one can be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.late import late
from portal.model.article import Article
from portal.model.chart_rules import chart_problem, table_problem
from portal.model.figures import NoFigure, figure
from portal.model.finding import Finding, Severity, Span
from portal.model.marks import MARK, BadMark, BlockMark, Mark, StatMark, lookalikes, marks
from portal.model.site import Site
from portal.model.statistics import Statistics
from portal.review.places import body_span, meta_span, prose

_BRACES = late(r"\{\{|\}\}")
_ONLY_STAT = "标题和摘要里只能用{{ stat:… }}；表和图放到正文里"
_MANY = 5
_MORE = "余(?![下额款地震])"
# Words that begin like a unit: “{{ … }}人民调解员” doubles nothing.
_WORDS = {
    "件": "均套", "起": "诉草来点源步到因", "例": "如会行外证", "人": "民员大均数士才口身工家们群", "名": "单称录义额下", "次": "数日年月于要序",
    "场": "所地馆景合面均", "期": "间限刊末待满", "套": "路餐取", "册": "子", "本": "局市站级人地年月次院身来科文网省县案条法", "条": "例件款约文",
    "部": "门分署委队长级位", "个": "人体别案性", "家": "庭长事属暴园乡人族门具务政", "元": "旦素月", "天": "然气",
}  # fmt: skip


def check_article(site: Site, article: Article) -> Iterator[Finding]:
    """Every mark in body, title and summary."""
    text = prose(article.body)
    for offset, mark in marks(text):
        span = body_span(article, offset)
        yield from _mark(site.statistics, span, mark)
        yield from _doubled(site.statistics, span, mark, _after(text, offset))
        if isinstance(mark, BlockMark) and not _alone(article.body, offset):
            yield Finding("block-mark-not-alone", span, "表或图的标记和别的文字连在一起，不会显示成表或图", "标记单独一行，上下各空一行")
    yield from (_malformed(body_span(article, offset), mark) for offset, mark in lookalikes(text))
    yield from (_unclosed(body_span(article, offset), brace) for offset, brace in _braces(text))
    yield from _front_matter(site.statistics, article)


def _front_matter(statistics: Statistics, article: Article) -> Iterator[Finding]:
    for key, text in (("title", article.meta.title), ("summary", article.meta.summary)):
        span = meta_span(article, key)
        for offset, mark in marks(text):
            if isinstance(mark, BlockMark):
                yield Finding("block-mark-in-front-matter", span, f"{key}里有表或图的标记", _ONLY_STAT)
            else:
                yield from _mark(statistics, span, mark)
                yield from _doubled(statistics, span, mark, _after(text, offset))
        yield from (_malformed(span, mark) for _, mark in lookalikes(text))
        yield from (_unclosed(span, brace) for _, brace in _braces(text))


def _mark(statistics: Statistics, span: Span, mark: Mark) -> Iterator[Finding]:
    if isinstance(mark, BadMark):
        yield _malformed(span, mark)
    elif isinstance(mark, StatMark):
        found = figure(mark, statistics)
        if isinstance(found, NoFigure):
            yield Finding(found.rule, span, found.what, found.do)
    else:
        yield from _block(statistics, span, mark)


def _malformed(span: Span, mark: BadMark) -> Finding:
    return Finding("mark-malformed", span, f"标记“{mark.text}”读不懂", mark.do)


def _after(text: str, offset: int) -> str:
    """What stands behind the mark at ``offset``, up to the end of the line."""
    return text[text.index("}}", offset) + 2 :].partition("\n")[0]


def _doubled(statistics: Statistics, span: Span, mark: Mark, after: str) -> Iterator[Finding]:
    """A unit, or 余, behind a mark that prints it already."""
    if not isinstance(mark, StatMark) or mark.filter not in ("unit", "wan"):
        return
    printed = figure(mark, statistics)
    metric = statistics.metrics.get(mark.metric)
    if metric is None or isinstance(printed, NoFigure):
        return
    unit = metric.unit
    other = f"(?![{_WORDS[unit]}])" if unit in _WORDS else ""
    found = re.match(rf"[*_ \t]*(?P<word>(?:{_MORE})?万?{re.escape(unit)}{other}|{_MORE})", after)
    if found:
        what = f"标记已经带出单位，后面又写了“{found['word']}”，会显示成“{printed.text}{found['word']}”"
        do = f"删去标记后面的“{found['word']}”；要自己写单位，就去掉标记里的“|{mark.filter}”"
        yield Finding("mark-unit-doubled", span, what, do, Severity.WARNING)


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
    """Double braces that belong to no mark, and to nothing that was meant as one."""
    if not _BRACES.search(text):
        return
    whole = [match.span() for match in MARK.finditer(text)] + [(start, start + len(mark.text)) for start, mark in lookalikes(text)]
    for match in _BRACES.finditer(text):
        if not any(start <= match.start() < end for start, end in whole):
            yield match.start(), match[0]


def _unclosed(span: Span, brace: str) -> Finding:
    return Finding("mark-unclosed", span, f"“{brace}”没有配对，会原样显示成文字", "标记写在一行里，前后各两个花括号，里面不能再有花括号")
