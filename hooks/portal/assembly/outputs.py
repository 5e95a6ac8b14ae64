"""Everything that a build writes besides MkDocs' own pages: address to bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.assembly import feed_outputs, redirects
from portal.assembly.assets import Assets
from portal.assembly.shell import Shell, ShellKey, script_tags
from portal.assembly.site_checks import linked_files, site_root
from portal.model.figures import plain
from portal.model.published import Published
from portal.model.site import Site
from portal.pages import views
from portal.pages.downloads import data_package, downloads
from portal.pages.links import base, file_of
from portal.pages.metatags import head_html
from portal.pages.page import Context, Page, Plan
from portal.pages.views.notfound import ADDRESS as NOT_FOUND
from portal.pages.views.statistics import LICENSE_NAME, LICENSE_URL
from portal.search import documents

Shells = Callable[[ShellKey], Shell]


@dataclass(frozen=True)
class Outputs:
    """Makes the files of one build.

    Attributes:
        root: the project's folder, where pictures are read.
        context: what views work with.
        assets: styles, scripts and other assets.
        shells: renders the shell for a key; called once a key.
    """

    root: Path
    context: Context
    assets: Assets
    shells: Shells

    @property
    def site(self) -> Site:
        """Content and data."""
        return self.context.site

    def plans(self) -> tuple[Plan, ...]:
        """Every page that is ours."""
        return views.plans(self.site)

    def page(self, plan: Plan) -> tuple[Page, bytes]:
        """A page joined to its shell."""
        page = views.make(self.context, plan)
        return page, self.join(page)

    def join(self, page: Page) -> bytes:
        """A page's body in the shell of its section and depth."""
        root = site_root(self.site) if page.address == NOT_FOUND else base(page.address)
        head = head_html(self.context.env, self.site, page)
        html = self.shells(ShellKey(page.section, root)).join(head, page.body, script_tags(page.scripts, self.assets.scripts, root))
        return html.encode("utf-8")

    def others(self, pages: list[Page]) -> Iterator[tuple[str, bytes]]:
        """Files that are no pages: assets, pictures, downloads, feeds, indexes, redirects.

        Args:
            pages: all pages of the site, for the sitemap.
        """
        yield from self.assets.files.items()
        yield from self._pictures(pages)
        yield from self._statistics()
        yield from feed_outputs.feeds(self.root, self.context)
        yield documents.ADDRESS, documents.documents(self.site)
        yield from redirects.redirects(self.context)
        yield "sitemap.xml", sitemap(self.site, pages)
        yield "robots.txt", robots_txt(self.site)
        yield from security_txt(self.site)
        text = json.dumps(published(self.site).to_plain(), ensure_ascii=False, sort_keys=True, indent=1)
        yield "published.json", f"{text}\n".encode()

    def _pictures(self, pages: list[Page]) -> Iterator[tuple[str, bytes]]:
        """Pictures that a page shows or links to; those of drafts stay unpublished with them."""
        root = site_root(self.site)
        shown = {file for page in pages for file in linked_files(file_of(page.address), page.body, root)}
        for picture in self.site.pictures.values():
            address = picture.path.removeprefix("content/")
            if address in shown:
                yield address, (self.root / picture.path).read_bytes()

    def _statistics(self) -> Iterator[tuple[str, bytes]]:
        statistics, identity = self.site.statistics, self.site.identity
        about = {"site_name": identity.name, "site_url": identity.url, "license_name": LICENSE_NAME, "license_url": LICENSE_URL}
        for group in statistics.dictionary.groups:
            yield from downloads(statistics, group.id, **about).items()
        yield "statistics/datapackage.json", data_package(statistics, **about)


def published(site: Site) -> Published:
    """What this build prints, for the next build to be compared with."""
    figures = {
        f"{name}@{year}": plain(cell.v) if cell.v is not None else "" for year, values in site.statistics.years.items() for name, cell in values.values.items()
    }
    return Published(addresses={one.url: one.path for one in site.articles}, figures=figures)


def sitemap(site: Site, pages: list[Page]) -> bytes:
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
