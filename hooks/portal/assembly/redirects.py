"""Old addresses: a page that leads on for any server, and maps for nginx: what has moved, what is gone."""

from __future__ import annotations

from collections.abc import Iterator

from portal.pages.cards import title_of
from portal.pages.links import file_of
from portal.pages.page import Context

MAP, GONE = "redirects.map", "gone.map"
_NOTHING = "# 没有\n"  # Caddy can't import a file without a byte


def redirects(context: Context) -> Iterator[tuple[str, bytes]]:
    """A redirect page for each alias and each merged article; for nginx's ``map`` the files ``redirects.map`` and ``gone.map``.

    They have lines ``/old /new;`` and ``/gone 1;``.
    """
    site, lines = context.site, []
    root = "/" + site.identity.url.split("/", 3)[3]
    template = context.env.get_template("parts/redirect.html")
    for article in site.articles:
        for alias in article.meta.aliases:
            target, old = root + article.url, alias.removeprefix("/")
            lines.append(f"{root}{old} {target};")
            html = template.render(canonical=site.identity.url + article.url, target=target, title=title_of(site, article))
            yield file_of(old), html.encode("utf-8")
    for one in site.withdrawn:
        if one.kind == "merged":
            target = root + one.target.removeprefix("/")
            lines.append(f"{root}{one.url} {target};")
            html = template.render(canonical=site.identity.url + one.target.removeprefix("/"), target=target, title="新的页面")
            yield one.url, html.encode("utf-8")
    gone = sorted(f"{root}{one.url} 1;\n" for one in site.withdrawn if one.kind == "removed")
    yield GONE, ("".join(gone) or _NOTHING).encode("utf-8")
    yield MAP, ("".join(f"{line}\n" for line in sorted(lines)) or _NOTHING).encode("utf-8")
