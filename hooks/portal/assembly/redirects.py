"""Old addresses: a page that leads on for any server, and a map for nginx."""

from __future__ import annotations

from collections.abc import Iterator

from portal.pages.cards import title_of
from portal.pages.links import file_of
from portal.pages.page import Context

MAP = "redirects.map"


def redirects(context: Context) -> Iterator[tuple[str, bytes]]:
    """A redirect page for each alias and ``redirects.map`` with lines ``/old /new;`` for nginx's ``map``."""
    site, lines = context.site, []
    root = "/" + site.identity.url.split("/", 3)[3]
    template = context.env.get_template("parts/redirect.html")
    for article in site.articles:
        for alias in article.meta.aliases:
            target, old = root + article.url, alias.removeprefix("/")
            lines.append(f"{root}{old} {target};")
            html = template.render(canonical=site.identity.url + article.url, target=target, title=title_of(site, article))
            yield file_of(old), html.encode("utf-8")
    yield MAP, "".join(f"{line}\n" for line in sorted(lines)).encode("utf-8")
