"""A page before it is joined to the shell, the plan that names it, and what views work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import jinja2

from portal.model.site import Site
from portal.pages.links import relative
from portal.pages.prose import ProseRenderer


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the home page to here."""

    label: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A page to be made: plain data, so that any worker can make it.

    Attributes:
        address: where it will stand.
        view: name of the module in ``pages.views`` that makes it.
        subject: what it is about, in the view's own words (a column id, an article's address, a metric).
        number: page of a list, counted from the oldest; 0 for the newest.
    """

    address: str
    view: str
    subject: str = ""
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Page:
    """A finished page without the shell.

    Attributes:
        address: where it stands.
        section: which item of the main navigation is current: a column id, ``home``, ``guides``, ``statistics`` or ``calendar``.
        title: its heading and the first part of the window title.
        description: one or two sentences for search engines and previews.
        body: the HTML between header and footer.
        crumbs: the way here, without home and without the page itself.
        column: id of the column whose page tags it carries, empty for none.
        modified: day of the last change as ISO text, for the sitemap; empty when unknown.
        listed: whether the sitemap names it.
        tags: page tags of an article (``ArticleTitle``, ``PubDate`` …), by name.
        structured: JSON-LD objects.
        image: address of the picture for previews, empty for none.
        scripts: names of the scripts it needs.
        sheet: the file for the print shop that lies beside it at ``sheet_of(address)``, an SVG document; empty for none.
    """

    address: str
    section: str
    title: str
    description: str
    body: str
    crumbs: tuple[Crumb, ...] = ()
    column: str = ""
    modified: str = ""
    listed: bool = True
    tags: Mapping[str, str] = field(default_factory=dict)
    structured: tuple[Mapping[str, object], ...] = ()
    image: str = ""
    scripts: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What every view works with.

    Attributes:
        site: content and data.
        env: templates with autoescape.
        prose: Markdown to HTML.
    """

    site: Site
    env: jinja2.Environment
    prose: ProseRenderer

    def body(self, template: str, address: str, **values: object) -> str:
        """Render a body template; ``link`` in it makes addresses relative to ``address``."""
        link: Callable[[str], str] = lambda target: relative(address, target)  # noqa: E731 - a name for the type checker
        return self.env.get_template(template).render({"site": self.site, "link": link, "address": address, **values})
