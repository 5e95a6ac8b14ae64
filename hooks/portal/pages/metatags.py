"""The head of a page: government page tags, previews, structured data.

Sources: 《政府网站发展指引》（国办发〔2017〕47号） for ``SiteName`` … ``Url``; ogp.me; schema.org.
"""

from __future__ import annotations

from collections.abc import Mapping

import jinja2

from portal.model.article import Article
from portal.model.column import Column
from portal.model.site import Site
from portal.pages.cards import cover_of, labelled_title, summary_of, title_of
from portal.pages.links import relative
from portal.pages.page import Page

SITE_CARD = "assets/share-card.png"


def page_tags(site: Site, page: Page) -> tuple[tuple[str, str], ...]:
    """Names and values of the page tags in the order of the rules; empty ones are left out."""
    column = _column_tags(site, page)
    everywhere = (("SiteName", site.identity.name), ("SiteDomain", site.identity.domain), ("SiteIDCode", site.bureau.site_code))
    return tuple((name, value) for name, value in (*everywhere, *column, *page.tags.items()) if value)


def _column_tags(site: Site, page: Page) -> tuple[tuple[str, str], ...]:
    if page.section == "home":
        keywords = ",".join(column.label for column in site.columns)
        return (("ColumnName", "首页"), ("ColumnDescription", site.identity.description), ("ColumnKeywords", keywords), ("ColumnType", "概况信息"))
    if not page.column:
        return ()
    column: Column = site.column(page.column)
    return (
        ("ColumnName", column.label),
        ("ColumnDescription", column.description),
        ("ColumnKeywords", ",".join(column.keywords)),
        ("ColumnType", column.type),
    )


def article_tags(site: Site, article: Article) -> Mapping[str, str]:
    """Page tags of an article."""
    cover = cover_of(article)
    return {
        "ArticleTitle": title_of(site, article),
        "PubDate": article.meta.date.tag,
        "ContentSource": article.meta.source,
        "Keywords": ",".join(article.meta.tags),
        "Author": article.meta.author,
        "Description": summary_of(site, article),
        "Image": site.identity.url + cover if cover else "",
        "Url": site.identity.url + article.url,
    }


def news_article(site: Site, article: Article) -> Mapping[str, object]:
    """schema.org NewsArticle."""
    cover, url = cover_of(article), site.identity.url + article.url
    publisher = {"@type": "GovernmentOrganization", "name": site.bureau.name, "url": site.identity.url}
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": labelled_title(site, article),
        "description": summary_of(site, article),
        "datePublished": article.meta.date.iso,
        "dateModified": (article.meta.updated or article.meta.date).iso,
        "inLanguage": "zh-CN",
        "mainEntityOfPage": url,
        "publisher": publisher,
        "author": {"@type": "Organization", "name": article.meta.author or site.bureau.name},
        "keywords": list(article.meta.tags),
    }
    return {**found, "image": [site.identity.url + cover]} if cover else found


def breadcrumbs(site: Site, page: Page) -> Mapping[str, object]:
    """schema.org BreadcrumbList from home to the page."""
    steps = [(site.identity.name, ""), *((crumb.label, crumb.address) for crumb in page.crumbs), (page.title, page.address)]
    items = [
        {"@type": "ListItem", "position": number, "name": label, "item": site.identity.url + address} for number, (label, address) in enumerate(steps, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def head_html(env: jinja2.Environment, site: Site, page: Page) -> str:
    """Everything of the head that differs from page to page."""
    structured = (*page.structured, breadcrumbs(site, page)) if page.crumbs else page.structured
    title = f"{page.title} - {site.identity.name}" if page.section != "home" else f"{site.identity.name} - {site.bureau.name}"
    cover = "" if page.image.endswith(".svg") else page.image  # no messenger shows a drawing
    feed = next((column for column in site.columns if column.id == page.column and column.feed), None)
    return env.get_template("parts/head.html").render(
        site=site,
        page=page,
        title=title,
        tags=page_tags(site, page),
        structured=structured,
        canonical=site.identity.url + page.address,
        cover=cover,
        image=site.identity.url + (cover or SITE_CARD),
        kind="article" if page.tags else "website",
        feed=feed,
        link=lambda target: relative(page.address, target),
    )
