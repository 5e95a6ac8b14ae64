"""How an article appears in lists."""

from __future__ import annotations

from dataclasses import dataclass

from portal.model.article import Article, CaseMeta
from portal.model.plain import figures_as_text
from portal.model.site import Site
from portal.pages.pictures import Shown, shown

SCENARIO = "情景案例"


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """An article in a list.

    Attributes:
        label: what kind of article it is when readers must know it: 情景案例 or 典型案例, else empty.
        detail: kind and cause of a case, else empty.
        cover: its picture, None for none.
    """

    address: str
    title: str
    summary: str
    date: str
    iso: str
    column: str
    column_id: str
    label: str
    detail: str
    pinned: bool
    cover: Shown | None
    cover_alt: str


def title_of(site: Site, article: Article) -> str:
    """An article's title with its figures."""
    return figures_as_text(article.meta.title, site.statistics)


def labelled_title(site: Site, article: Article) -> str:
    """The title as it stands where no label can be shown: teaching scenarios say so."""
    title = title_of(site, article)
    return title if not is_scenario(article) or title.startswith(SCENARIO) else f"【{SCENARIO}】{title}"


def summary_of(site: Site, article: Article) -> str:
    """An article's summary with its figures."""
    return figures_as_text(article.meta.summary, site.statistics)


def is_scenario(article: Article) -> bool:
    """Whether it is a teaching scenario and no real case."""
    return isinstance(article.meta, CaseMeta) and article.meta.basis == "scenario"


def cover_of(article: Article) -> str:
    """Address of an article's picture, empty for none."""
    return f"{article.url.rpartition('/')[0]}/{article.meta.cover}" if article.meta.cover else ""


def card(site: Site, article: Article) -> Card:
    """The card of an article."""
    meta = article.meta
    is_case = isinstance(meta, CaseMeta)
    return Card(
        address=article.url,
        title=title_of(site, article).removeprefix(f"{SCENARIO}：") if is_case else title_of(site, article),
        summary=summary_of(site, article),
        date=meta.date.day.isoformat(),
        iso=meta.date.iso,
        column=site.column(article.column).label,
        column_id=article.column,
        label=(SCENARIO if is_scenario(article) else "典型案例") if is_case else "",
        detail=f"{meta.kind}·{meta.cause}" if isinstance(meta, CaseMeta) else "",
        pinned=meta.pinned,
        cover=shown(site, cover_of(article)),
        cover_alt=meta.cover_alt,
    )


def cards(site: Site, articles: tuple[Article, ...]) -> tuple[Card, ...]:
    """Cards of several articles, in their order."""
    return tuple(card(site, one) for one in articles)
