"""Everything that the self-check looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from portal.model.article import Article
from portal.model.site import Site
from portal.selfcheck.dead import dead
from portal.selfcheck.item import Evidence, Outcome
from portal.selfcheck.page import PageFacts
from portal.times import Moment, parse_moment

HOME = "index.html"


@dataclass(frozen=True, kw_only=True)
class Commits:
    """What git knows of the content.

    Attributes:
        first: day of the first commit of each file below ``content/``.
        began: day of the first commit with content.
        whole: whether the history is complete.
    """

    first: Mapping[str, dt.date]
    began: dt.date
    whole: bool = True


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a real server answered.

    Attributes:
        url: the address asked for.
        landed: the address at the end of redirections.
        status: of the home page.
        headers: names in lower case.
        missing_status: the status of an address that doesn't exist; 0 when it wasn't asked for.
    """

    url: str
    landed: str
    status: int
    headers: Mapping[str, str]
    missing_status: int = 0


@dataclass(frozen=True, kw_only=True)
class Given:
    """A built site and what it was built from.

    Attributes:
        site: content and data with a verdict on every unit.
        files: every file of the built site, read when it is asked for.
        pages: its pages, by file.
        addresses: source file of each article by address, as the build noted.
        stage: ``publish`` or ``preview``.
        commits: None without git.
        reply: None without a server to ask.
    """

    site: Site
    files: Mapping[str, bytes]
    pages: Mapping[str, PageFacts]
    addresses: Mapping[str, str]
    stage: str = "publish"
    commits: Commits | None = None
    reply: Reply | None = None

    @cached_property
    def shown(self) -> tuple[PageFacts, ...]:
        """Pages that readers look at: without those that only lead on."""
        return tuple(page for page in self.pages.values() if not page.leads_on)

    @cached_property
    def articles(self) -> dict[str, PageFacts]:
        """Pages of articles by address."""
        return {url: self.pages[url] for url in self.addresses if url in self.pages}

    @cached_property
    def dates(self) -> dict[str, Moment]:
        """When the articles were published, as their pages say."""
        found = {url: parse_moment(page.meta("PubDate")) for url, page in self.articles.items()}
        return {url: date for url, date in found.items() if date}

    @cached_property
    def sources(self) -> dict[str, Article]:
        """Articles of the project by path."""
        return {one.path: one for one in (*self.site.articles, *self.site.held)}

    @cached_property
    def dead(self) -> tuple[tuple[str, Evidence], ...]:
        """References that lead nowhere, by kind."""
        return tuple(dead(self.site.identity, self.files, self.pages))

    def newest(self, column: str) -> Moment | None:
        """When the newest article of a column was published."""
        return max((date for url, date in self.dates.items() if url.startswith(f"{column}/")), default=None)

    def age(self, moment: Moment) -> int:
        """Days between a publication and now."""
        return (self.site.today - moment.day).days

    def page_faults(self, kind: str) -> Outcome:
        """What was seen on single pages."""
        return Outcome.of(self._faults(kind))

    def _faults(self, kind: str) -> Iterator[Evidence]:
        for page in self.shown:
            yield from (Evidence(page.at(line), what) for found, line, what in page.faults if found == kind)
