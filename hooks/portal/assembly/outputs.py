"""Everything that a build writes besides pages and pictures: address to bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from portal.assembly.making import Made
from portal.assembly.memory import Recall
from portal.model.figures import plain
from portal.model.published import Published
from portal.model.site import Site
from portal.pages.links import file_of
from portal.pages.stat_text import LICENSE_NAME, LICENSE_URL


def statistics_files(site: Site, recall: Recall) -> Iterator[tuple[str, bytes]]:
    """Downloads of every group of figures, and the data package that describes them.

    Args:
        site: content and data.
        recall: gives a result by its name, made anew when it no longer holds.
    """
    for group in site.statistics.dictionary.groups:
        yield from recall(f"downloads:{group.id}", partial(_downloads, site, group.id)).items()
    yield from recall("data package", partial(_data_package, site)).items()


def _downloads(site: Site, group: str) -> dict[str, bytes]:
    from portal.pages.downloads import downloads  # brings openpyxl, which most builds don't need

    return downloads(site.statistics, group, **_about(site))


def _data_package(site: Site) -> dict[str, bytes]:
    from portal.pages.downloads import data_package

    return {"statistics/datapackage.json": data_package(site.statistics, **_about(site))}


def _about(site: Site) -> dict[str, str]:
    return {"site_name": site.identity.name, "site_url": site.identity.url, "license_name": LICENSE_NAME, "license_url": LICENSE_URL}


def small_files(site: Site, pages: list[Made]) -> Iterator[tuple[str, bytes]]:
    """Files for machines: what there is, and what was printed."""
    yield "sitemap.xml", sitemap(site, pages)
    yield "robots.txt", robots_txt(site)
    yield from security_txt(site)
    text = json.dumps({**published(site).to_plain(), "stage": site.stage}, ensure_ascii=False, sort_keys=True, indent=1)
    yield "published.json", f"{text}\n".encode()


def published(site: Site) -> Published:
    """What this build prints, for the next build to be compared with."""
    figures = {
        f"{name}@{year}": plain(cell.v) if cell.v is not None else "" for year, values in site.statistics.years.items() for name, cell in values.values.items()
    }
    return Published(addresses={one.url: one.path for one in site.articles}, figures=figures)


def sitemap(site: Site, pages: list[Made]) -> bytes:
    """``sitemap.xml`` with the day of the last change (sitemaps.org protocol 0.9)."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for page in sorted((one for one in pages if one.listed), key=lambda one: file_of(one.address)):
        modified = f"<lastmod>{page.modified}</lastmod>" if page.modified else ""
        lines.append(f"<url><loc>{site.identity.url}{page.address}</loc>{modified}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode("utf-8")


def robots_txt(site: Site) -> bytes:
    """``robots.txt``; a preview forbids everything."""
    if site.stage == "preview":
        return b"User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {site.identity.url}sitemap.xml\n".encode()


def security_txt(site: Site) -> Iterator[tuple[str, bytes]]:
    """``/.well-known/security.txt`` (RFC 9116) when the bureau has named a contact and a day until which it holds."""
    bureau = site.bureau
    if bureau.security_contact and bureau.security_expires:
        text = (
            f"Contact: {bureau.security_contact}\nExpires: {bureau.security_expires}T00:00:00+08:00\n"
            f"Preferred-Languages: zh\nCanonical: {site.identity.url}.well-known/security.txt\n"
        )
        yield ".well-known/security.txt", text.encode("utf-8")
