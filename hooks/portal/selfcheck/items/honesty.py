"""Are dates, reviews and people treated honestly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.model.article import Article
from portal.model.unit import page_url
from portal.review.rulebook import rulebook
from portal.review.suppressions import suppressions
from portal.selfcheck.given import Commits, Given
from portal.selfcheck.item import OWN, VETO, Evidence, Item, Outcome

_FAR, _IMPORT = 7, 30
_REASON = re.compile(r"^#\s*补录[：:]\s*\S", re.MULTILINE)
_RULE = re.compile(r"［([a-z-]+)］$")


def _dates(given: Given) -> Outcome:
    if given.commits is None:
        return Outcome(hints=(Evidence("content/", "没有git历史，核对不了发布日期是不是真的"),))
    faults: list[Evidence] = []
    hints: list[Evidence] = []
    for path in given.addresses.values():
        article = given.sources.get(path)
        found = _early(article, given.commits) if article else None
        if article and found:
            what, certain = found
            line = article.lines.get("date", 0)
            (faults if certain and given.commits.whole else hints).append(Evidence(f"{path}:{line}" if line else path, what))
    if not given.commits.whole:
        hints.append(Evidence("content/", "这个版本库只有一部分历史，核对不全"))
    return Outcome(faults=tuple(faults), hints=tuple(hints))


def _early(article: Article, commits: Commits) -> tuple[str, bool] | None:
    """What is odd about the date of an article, and whether nothing explains it; None when it is all right."""
    first, date = commits.first.get(article.path), article.meta.date.day
    if first is None or (first - date).days <= _FAR:
        return None
    what = f"写的发布日期是{date}，文件{first}才第一次提交，早了{(first - date).days}天"
    posted = article.meta.wechat.published
    if posted and abs((posted.day - date).days) <= _FAR:
        return f"{what}；文头写明{posted.day}在公众号发过，请核对", False
    if _REASON.search(article.front):
        return f"{what}；文头写了补录的原因，请核对", False
    if (first - commits.began).days <= _IMPORT:
        return f"{what}；是建库{_IMPORT}天内一起导入的，请核对", False
    return what, True


def _signed(given: Given) -> Outcome:
    if given.stage == "preview":
        return Outcome(skipped="这是预览，里面可以有没审完的内容")
    faults, hints = [], []
    pages = {page_url(path): path for path in given.site.pages}
    shown = {**given.addresses, **{url: path for url, path in pages.items() if url in given.files}}
    demo = 0
    for url, path in shown.items():
        verdict = given.site.verdicts.get(path)
        if verdict is None:
            faults.append(Evidence(url, f"网站上还有，项目里已经没有{path}"))
        elif not verdict.publishable:
            faults.append(Evidence(path, f"网站上已经发布，审核却不完整：{verdict.why or '没有审完'}"))
        elif verdict.emergency:
            hints.append(Evidence(path, f"应急发布，还缺{'、'.join(verdict.missing)}"))
        demo += bool(verdict and any(one.demo for one in verdict.signed))
    if demo:
        hints.append(Evidence("data/review/reviewers.yml", f"{demo}项内容是演示用的审核人签的，正式上线前要换成真人重签"))
    return Outcome(faults=tuple(faults), hints=tuple(hints), note=f"核对了{len(shown)}项")


def _private(given: Given) -> Outcome:
    faults, hints = [], []
    for page in given.shown:
        article = given.sources.get(given.addresses.get(page.name, ""))
        allowed = _allowed(article) if article else frozenset()
        for kind, line, what in page.faults:
            rule = _RULE.search(what)
            if kind == "personal-data" and not (rule and rule[1] in allowed):
                faults.append(Evidence(page.at(line), what))
            elif kind == "personal-data?" and not (rule and rule[1] in allowed):
                hints.append(Evidence(page.at(line), what))
    return Outcome(faults=tuple(faults), hints=tuple(hints))


def _allowed(article: Article) -> frozenset[str]:
    """Rules that somebody has suppressed in an article, with a reason and a second name, which the review checks."""
    return frozenset(_names(article))


def _names(article: Article) -> Iterator[str]:
    titles = {rule.manual.title: name for name, rule in rulebook().items()}
    for one in suppressions(article.text):
        yield titles.get(one.rule, one.rule)
    if article.meta.review:
        yield from article.meta.review.levels


ITEMS = (
    Item(
        id="posting-date", group="诚信", title="发布日期是真的", level=VETO,
        source="《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“严重问题”（弄虚作假，如伪造发稿日期）",
        do="改成真实的发布日期；确是补发以前的内容，在文头写一行“# 补录：原因”", check=_dates,
    ),
    Item(
        id="signoffs", group="诚信", title="发布的内容都审完了", basis=OWN, source="data/review/policy.yml",
        do="补签（portal sign），或者重新生成网站，没审完的会自动撤下", check=_signed,
    ),
    Item(
        id="personal-data", group="诚信", title="页面上没有个人信息", source="《中华人民共和国个人信息保护法》第二十五条",
        do="删去或者隐去，重新审签、重新生成；已经发布的，先撤下", check=_private,
    ),
    Item(
        id="leftovers", group="诚信", title="没有没写完的地方和乱码", basis=OWN, source="本站的规定：发布的内容是写完的",
        do="写完，或者删去，再重新生成", check=lambda given: given.page_faults("leftovers"),
    ),
    Item(
        id="unread-rest", group="诚信", title="每个网页都查到了最后", basis=OWN, source="本站的规定：没有读到的内容不算合格",
        do="减少正文里引用和列表的层次，或者检查印这一页的模板", check=lambda given: given.page_faults("unread-rest"),
    ),
)
