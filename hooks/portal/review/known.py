"""Every rule that may appear in a finding: its manual, and whether the bureau's settings speak of rules that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from portal.errors import PortalError
from portal.model.article import Article
from portal.model.facts import Facts
from portal.model.finding import Finding, Severity, Span
from portal.model.manual import Manual
from portal.model.review_settings import ReviewSettings, level_of
from portal.review.lexicon import pack_manuals
from portal.review.rulebook import rulebook
from portal.review.structure_manual import articles, data_files, files, marks, quiz, references, review_itself, statistics
from portal.review.wording import did_you_mean

PATH = "data/review/rules.yml"
_PRIVACY = "pii-"
_STRUCTURE = (files, articles, references, marks, data_files, quiz, statistics, review_itself)


def structure_manuals() -> tuple[Manual, ...]:
    """Manuals of the findings that no prose rule makes."""
    return tuple(one for module in _STRUCTURE for one in module.MANUALS)


def manuals(facts: Facts) -> list[Manual]:
    """Every manual: prose rules, packs of terms, structure.

    Raises:
        PortalError: a rule's manual is incomplete.
    """
    return [*(rule.manual for rule in rulebook().values()), *pack_manuals(facts), *structure_manuals()]


def known_rules(every: Iterable[Manual]) -> dict[str, str]:
    """Title of every rule, by the id that its findings carry."""
    return {one.id: one.title for one in every}


def settings_findings(settings: ReviewSettings, every: Iterable[Manual], column_ids: Collection[str] | None = None) -> list[Finding]:
    """What is wrong with ``data/review/rules.yml``.

    Args:
        settings: the file as read.
        every: manuals of all rules.
        column_ids: ids of the columns; None leaves the names of columns unchecked.
    """
    levels = {one.id: one.level for one in every}
    found = [*_unknown("rules", settings.rules, levels), *_lowered(settings.rules, levels)]
    for column, rules in settings.columns.items():
        if column_ids is not None and column not in column_ids:
            found.append(_finding(f"columns里的栏目“{column}”不存在", did_you_mean(column, column_ids) + "写data/columns.yml里的id"))
        found += _unknown(f"columns.{column}", rules, levels)
    return found


def page_findings(article: Article, every: Iterable[Manual]) -> Iterator[Finding]:
    """What is wrong with the levels that an article sets for itself."""
    levels = {one.id: one.level for one in every}
    for rule, name in article.meta.review.levels.items() if article.meta.review else ():
        span = Span(article.path, article.lines.get(f"review.levels.{rule}", article.lines.get("review", 1)), 1)
        if rule not in levels:
            yield Finding("settings-unknown-rule", span, f"文头里的规则“{rule}”不存在", did_you_mean(rule, levels) + "规则名是审校结果方括号里的词")
        elif rule.startswith((_PRIVACY, "law-repealed")) and (level_of(name, levels[rule]) or 0) < levels[rule]:
            do = "从文头里删去；个别地方确要放过的，在那里写忽略、理由和复核人"
            yield Finding("settings-privacy-lowered", span, f"“{rule}”不能在一篇文章里整个放宽成{name}", do)


def on_page(findings: list[Finding], article: Article) -> list[Finding]:
    """An article's findings at the levels that it sets for itself."""
    words = article.meta.review.levels if article.meta.review else {}
    kept = []
    for one in findings:
        lowered = one.rule.startswith((_PRIVACY, "law-repealed", "settings-"))
        level = one.severity if lowered else level_of(words.get(one.rule), one.severity)
        if level is not None:
            kept.append(replace(one, severity=level))
    return kept


def _unknown(where: str, rules: Collection[str], levels: Mapping[str, Severity]) -> Iterator[Finding]:
    for rule in rules:
        if rule not in levels:
            yield _finding(f"{where}里的规则“{rule}”不存在", did_you_mean(rule, levels) + "规则名是审校结果方括号里的词，不用的删去这一行")


def _lowered(rules: Mapping[str, str], levels: Mapping[str, Severity]) -> Iterator[Finding]:
    for rule, name in rules.items():
        level = Severity.INFO - 1 if name == "off" else Severity[name.upper()]
        if rule.startswith(_PRIVACY) and rule in levels and level < levels[rule]:
            what = f"隐私规则“{rule}”本来是{levels[rule].label}，在rules里给整个网站改成了{name}"
            do = "从rules里删去这一行；个别地方确要放过的，在那里写忽略、理由和复核人"
            yield Finding("settings-privacy-lowered", Span(PATH), what, do, Severity.WARNING)


def _finding(what: str, do: str) -> Finding:
    return Finding("settings-unknown-rule", Span(PATH), what, do)


def explain(facts: Facts, name: str) -> str:
    """A rule's manual as text for a terminal.

    Args:
        facts: facts that the packs of terms are part of.
        name: its id or its Chinese title.

    Raises:
        PortalError: there is no such rule; the nearest names are told.
    """
    every = {key: one for one in manuals(facts) for key in (one.id, one.title)}
    if name not in every:
        near = get_close_matches(name, every, n=3, cutoff=0.5)
        do = f"是不是：{'、'.join(near)}" if near else "规则名是审校结果方括号里的词"
        raise PortalError(f"没有规则“{name}”", do=do)
    one = every[name]
    lines = (f"{heading}：{text}" for heading, text in one.parts)
    return "\n".join([f"{one.title}（{one.id}，{one.family}，{one.level.label}）", "", *lines])
