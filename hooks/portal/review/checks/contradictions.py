"""Numbers typed by hand beside the name of a metric: they contradict the data, or will once the data change.

Precision comes first: a number counts only when it stands next to a label in a phrase that says nothing else, in a sentence
about a whole year. “某某司法所办理法律援助案件12件” and “6月办理法律援助案件20件” speak of something else and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.late import late
from portal.model.article import Article, SummaryMeta
from portal.model.figures import unit_text, wan_text
from portal.model.finding import Finding, Severity, Span
from portal.model.site import Site
from portal.model.statistics import Cell, Metric
from portal.review.flat import Sentence, flatten
from portal.review.literals import Literal, contradicts
from portal.review.phrases import Phrases
from portal.review.places import body_span, meta_span
from portal.review.waivers import Waivers

_SPACE = late(r"(?<=[\u4e00-\u9fff”》）])[ 　]+(?=20\d\d年|[\u4e00-\u9fff“《])")
_YEAR = late(r"(20\d\d)年|今年|去年")


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What is wrong with a typed number, wherever it stands.

    Attributes:
        mark: the mark to write instead, empty when the number must go.
    """

    rule: str
    what: str
    do: str
    mark: str = ""
    severity: Severity = Severity.ERROR

    def at(self, span: Span) -> Finding:
        """As a finding at a place of a body."""
        return Finding(self.rule, span, self.what, self.do, self.severity)

    def at_key(self, span: Span) -> Finding:
        """As a finding at a key of front matter, where values need quotes and comments can't stand."""
        do = f"换成标记{self.mark}，整个值加半角双引号；说的不是同一件事，就写明是哪里、哪一段时间的数" if self.mark else self.do
        return Finding(self.rule, span, self.what, do, self.severity)


def prepare(site: Site) -> Phrases:
    """What finds the numbers that state a metric; the same for all articles."""
    return Phrases.of(site)


def check_article(site: Site, article: Article, phrases: Phrases) -> Iterator[Finding]:
    """Every typed number in body, title and summary that a metric owns; and the waivers."""
    waivers = Waivers.of(article)
    for sentence in flatten(article.body):
        for start, judgement in _typed(site, phrases, article, sentence):
            span = body_span(article, sentence.offsets[start])
            if not waivers.excuse(span.line):
                yield judgement.at(span)
    # Titles have spaces where text has commas.
    for key, text in (("title", _SPACE.sub("，", article.meta.title)), ("summary", article.meta.summary)):
        for sentence in flatten(text):
            yield from (judgement.at_key(meta_span(article, key)) for _, judgement in _typed(site, phrases, article, sentence))
    yield from waivers.findings()


def _typed(site: Site, phrases: Phrases, article: Article, sentence: Sentence) -> Iterator[tuple[int, _Judgement]]:
    """Offsets of typed numbers in a sentence, and what to say of each."""
    for number, name in phrases.owned(sentence.text):
        year = _year_of(site, article, sentence.text, number.start)
        cell = site.statistics.cell(name, year)
        judgement = _judge(number, name, site.statistics.metrics[name], year, cell) if cell else None
        if judgement:
            yield number.start, judgement


def _year_of(site: Site, article: Article, text: str, position: int) -> int:
    """The year that a number in a sentence is about, 0 when that isn't clear."""
    said = {"今年": article.year, "去年": article.year - 1}
    years = [(match.start(), int(match[1] or said[match[0]])) for match in _YEAR.finditer(text)]
    before = [year for start, year in years if start < position]
    if years:
        return before[-1] if before else years[0][1] if len(years) == 1 else 0
    if isinstance(article.meta, SummaryMeta):
        return article.meta.year
    latest = site.statistics.latest
    return latest if len(site.statistics.years) == 1 and str(latest) in article.meta.title + article.meta.summary else 0


def _judge(number: Literal, name: str, metric: Metric, year: int, cell: Cell) -> _Judgement | None:
    subject = f"“{number.text}”：{year}年“{metric.label}”"
    if cell.v is None:
        return _Judgement("figure-withheld-by-data", f"{subject}在数据里标明不公开", "删去这个数") if cell.flag == "c" else None
    wan = number.in_wan and cell.v >= 10000 and metric.unit != "万元"
    mark = f"{{{{ stat:{name}@{year}|{'wan' if wan else 'unit'} }}}}"
    if contradicts(number, cell, metric):
        data = wan_text(cell.v, metric, cell.qualifier) if wan else unit_text(cell, metric)
        do = f"改成标记{mark}；说的不是同一件事，就在上一行写<!-- stat-ok: 理由 -->"
        return _Judgement("figure-contradicts-data", f"{subject}在数据里是{data}", do, mark)
    return _Judgement("figure-typed-by-hand", f"{subject}是手写的，数据修订时不会跟着变", f"换成标记{mark}", mark, Severity.WARNING)
