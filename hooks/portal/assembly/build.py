"""One build from start to end.

1. ``begin``: read everything, review it, leave out what is not fully reviewed; errors in the rest stop the build before a file is written.
2. MkDocs renders its own few pages into a staging folder.
3. ``finish``: make all other pages and files in memory, check the whole, then write what differs and remove what is gone.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from portal.assembly import feed_outputs, offline, redirects
from portal.assembly.assets import Assets, collect
from portal.assembly.compiled import compiled_templates
from portal.assembly.crew import FORKED, Crew
from portal.assembly.desk import Desk, desk_at
from portal.assembly.frames import Frames, Shells
from portal.assembly.gate import Passed, pass_gate
from portal.assembly.inspection import Inspection, Own
from portal.assembly.making import Kitchen, Made, Pages, made_of
from portal.assembly.memory import Ledger, Memory
from portal.assembly.outputs import small_files, statistics_files
from portal.assembly.picture_files import PictureFiles
from portal.assembly.recorder import Recorder
from portal.assembly.reviewing import Review, review_at
from portal.assembly.search_files import SearchFiles, SearchIndex
from portal.assembly.site_checks import facts_of
from portal.assembly.studies import salts
from portal.assembly.summary import Product, Summary
from portal.assembly.target import refuse_target
from portal.assembly.theme import theme_folder
from portal.assembly.vanishing import published_addresses, refuse_vanishing
from portal.assembly.writing import Writer
from portal.digest import digest_bytes, digest_value
from portal.errors import BlockedError, PortalError
from portal.model.finding import blocking, in_order
from portal.model.site import Site
from portal.pages import views
from portal.pages.page import Context, Page
from portal.review.gate import PREVIEW, PUBLISH, LeftOut, unasked
from portal.review.report import as_text
from portal.search import opensearch
from portal.store import MANY, Shelf

_OWN, _OTHER_PLANS = "own pages", "other plans"


@dataclass
class Build:
    """A build that has begun: content and data are in order.

    Attributes:
        desk: the run.
        site_dir: where the site goes.
        kitchen: what pages are made with.
        assets: styles, scripts and other assets.
        ledger: what all that is made rests on.
        pages: makes the pages that are ours.
        frames: the shells round them.
        memory: what is remembered of other files, and of MkDocs' own pages.
        search: the search index.
        pictures: files of the pictures that pages show.
        staging: where MkDocs writes its own pages.
        review: what the review found.
        left_out: what is not published, and why.
        own_pages: pages that MkDocs has rendered in this build.
        summary: set by ``finish``.
    """

    desk: Desk
    site_dir: Path
    kitchen: Kitchen
    assets: Assets
    ledger: Ledger
    pages: Pages
    frames: Frames
    memory: Memory[Any]
    search: SearchIndex
    pictures: PictureFiles
    staging: Path
    review: Review
    left_out: tuple[LeftOut, ...]
    open_things: ExitStack
    own_pages: list[Page] = field(default_factory=list)
    summary: Summary | None = None

    @property
    def site(self) -> Site:
        """Content and data, traced."""
        return self.kitchen.context.site

    @property
    def plain(self) -> Site:
        """Content and data, for what is made in every build."""
        return self.kitchen.recorder.plain

    @classmethod
    def begin(
        cls, root: Path, site_dir: Path, environ: Mapping[str, str], stage: str = PUBLISH, may_vanish: bool = False, crew: Crew = FORKED
    ) -> Build:
        """Read, review and prepare.

        Args:
            root: the folder that holds ``mkdocs.yml``.
            site_dir: where the site goes; must not hold anything else.
            environ: the environment, for ``SOURCE_DATE_EPOCH``.
            stage: ``publish`` shows only what is fully reviewed, ``preview`` everything.
            may_vanish: whether many of the pages that the site has may be gone after this build.
            crew: who does what is much to do.

        Raises:
            BlockedError: findings forbid a build, or too much would vanish.
            PortalError: the set-up is broken, or the site may not go to ``site_dir``.
        """
        refuse_target(root, site_dir, stage)
        with ExitStack() as stack:
            desk = stack.enter_context(desk_at(root, environ, crew=crew))
            review = review_at(desk)
            if review.site is None:
                raise BlockedError(as_text(review.findings, root))
            passed = pass_gate(desk, replace(review.site, manuals=review.manuals), review.findings, review.units, stage)
            if stage == PUBLISH and not may_vanish:
                refuse_vanishing(site_dir, passed.site, passed.left_out)
            staging = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-")))
            build = cls._prepared(desk, site_dir, passed, replace(review, units={}), staging, stack)  # units have served; they are many
            build.open_things = stack.pop_all()
            return build

    @classmethod
    def _prepared(cls, desk: Desk, site_dir: Path, passed: Passed, review: Review, staging: Path, stack: ExitStack) -> Build:
        theme, overrides = theme_folder(), desk.root / "overrides"
        recorder, tree = Recorder(passed.site, salts(desk.source)), desk.source.tree
        kitchen = Kitchen.over(recorder, overrides, compiled_templates(desk.root, desk.version))
        salt = digest_value([desk.version, tree.digests("overrides"), tree.digest("mkdocs.yml")])
        assets = desk.source.remembered_of(tree.files("overrides"), "assets", lambda: collect(theme, overrides))
        stage = passed.site.stage
        ledger = Ledger(desk.store.shelf(f"ledger-{stage}", salt), recorder)
        memory: Memory[Any] = Memory(desk.store.shelf(f"file-{stage}", salt), ledger)
        return cls(
            desk=desk,
            site_dir=site_dir,
            kitchen=kitchen,
            assets=assets,
            ledger=ledger,
            pages=Pages(kitchen, desk.store.shelf(f"page-{stage}", salt), desk.store.shelf(f"facts-{stage}", salt, MANY), ledger, desk.crew),
            frames=Frames(desk.store.shelf(f"frame-{stage}", salt), ledger, assets.scripts),
            memory=memory,
            search=SearchIndex(kitchen, ledger, *_search_shelves(desk, stage, salt), memory.recall, desk.crew),
            pictures=PictureFiles(desk, stage),
            staging=staging,
            review=review,
            left_out=passed.left_out,
            open_things=stack,
        )

    @cached_property
    def made(self) -> list[Made]:
        """The pages that are ours."""
        others = self.memory.recall(_OTHER_PLANS, lambda: views.other_plans(self.site))
        return self.pages.make([*views.article_plans(self.plain), *others])

    @cached_property
    def sheets(self) -> dict[str, Made]:
        """The pages that a file for the print shop lies beside, by its address."""
        return {one.sheet: one for one in self.made if one.sheet}

    def knows_all(self) -> bool:
        """Whether everything that only MkDocs can render is remembered from an earlier build."""
        own = self.memory.get(_OWN)
        return own is not None and all(self.frames.knows(key) for key in {page.key for page in self.made})

    def finish(self, shells: Shells | None = None) -> Summary:
        """Make everything, check it, write it.

        Args:
            shells: renders the shell for a section and depth; None when everything is known.

        Raises:
            BlockedError: the finished site contradicts the data or has dead links; nothing was written.
        """
        own: tuple[Own, ...]
        if shells:
            own, trace = tuple(self._own()), self.kitchen.recorder.stop()
            self.memory.put(_OWN, own, trace)
            for key in {page.key for page in self.made}:
                self.frames.render(key, shells)
        else:
            own = self.memory.get(_OWN) or ()
        rendered = [page for page, _, _ in own]
        writer = Writer(self.desk, self.site_dir, self.plain.stage)
        search = self.search.files(writer.intact)
        self.pictures.prepare(self.plain, [*self.made, *rendered])
        files = dict(self._others([*self.made, *rendered]))
        self._check(own, {*files, *search.written, *search.kept, *self.pictures.made_of}, writer.left, thorough=shells is not None)
        return self._write(writer, own, files, search)

    def _own(self) -> Iterator[Own]:
        """The pages that MkDocs rendered, shell and all."""
        for page in self.own_pages:
            made, _, _ = made_of(self.kitchen.context, page)
            html = (self.staging / made.file).read_bytes()
            facts = facts_of(self.site, made.file, html.decode("utf-8"))
            yield replace(made, findings=facts.findings, digest=digest_bytes(html)), facts, html

    def _others(self, pages: list[Made]) -> Iterator[tuple[str, bytes]]:
        """Files that are no pages and no pictures."""
        context = Context(site=self.plain, env=self.kitchen.context.env, prose=self.kitchen.context.prose)
        yield from self.assets.files.items()
        yield from statistics_files(self.site, self.memory.recall)
        yield from self.memory.recall("questions", lambda: _questions(self.kitchen.context)).items()
        yield from feed_outputs.feeds(self.kitchen.context, self.memory.recall, self.pictures.size)
        yield offline.ADDRESS, offline.worker(context, self.assets, pages)
        yield opensearch.ADDRESS, opensearch.description(self.plain)
        yield from redirects.redirects(context)
        yield from small_files(self.plain, pages)

    def _check(self, own: tuple[Own, ...], files: set[str], before: Set[str], thorough: bool) -> None:
        """Stop for links that lead nowhere and for figures that contradict the data.

        A page that the last build has checked can only have lost the target of a link; while nothing of what that build left is gone, new
        pages are enough. Of a build into another folder nothing is known.
        """
        names = [*(one.file for one in self.made), *(page.file for page, _, _ in own), *self.sheets, *files]
        every = set(names)
        if len(every) < len(names):
            doubled = next(name for name, count in Counter(names).items() if count > 1)
            raise PortalError(f"两样东西要写到同一个地址“{doubled}”", do="给其中一个换名字")
        gone = not before or any(not name.startswith("search/") for name in before - every)
        inspection = Inspection(self.pages, self.frames, self.made, own, every)
        findings = list(inspection.of_all() if thorough or gone or self.pages.lost else inspection.of_pages(self.pages.fresh))
        if blocking(findings) and self.plain.stage != PREVIEW:
            raise BlockedError(as_text(in_order(findings), self.desk.root))

    def _write(self, writer: Writer, own: tuple[Own, ...], files: dict[str, bytes], search: SearchFiles) -> Summary:
        public = set(published_addresses(self.site_dir).values())
        self.desk.store.save()
        pages, whole, shown = {one.file: one for one in self.made}, {one.file: (one.digest, data) for one, _, data in own}, self.pictures.made_of
        around = self.frames.digest
        writer.write({name: f"{one.digest}{around(one)}" for name, one in pages.items()}, lambda name: self.frames.join(pages[name], self.pages))
        writer.write({name: digest for name, (digest, _) in whole.items()}, lambda name: whole[name][1])
        writer.write({name: one.digest for name, one in self.sheets.items()}, lambda name: self.pages.sheet(self.sheets[name]))
        writer.write(shown, self.pictures.data)
        writer.write({name: digest_bytes(data) for name, data in files.items()}, files.__getitem__)
        writer.write(search.written, self.search.data)
        writer.keep(search.kept)
        removed = writer.finish()
        self.search.remember()
        self.pages.sweep(self.made)
        self.ledger.settle()
        feeds = sum(name.endswith(("feed.xml", "atom.xml", "feed.json")) for name in files)
        taken_down = tuple(one.path for one in self.left_out if one.path in public)
        count = len(self.made) + len(own)
        self.summary = Summary(
            pages=count,
            feeds=feeds,
            files=count + len(files) + len(search.written) + len(search.kept) + len(shown) + len(self.sheets),
            written=writer.written,
            removed=removed,
            findings=tuple(self.review.findings),
            left_out=self.left_out,
            taken_down=taken_down,
            unasked=unasked(self.plain.verdicts.values()),
            product=Product(site=self.plain, writer=writer, builder=self.desk.version),
        )
        return self.summary

    def close(self) -> None:
        """Save what was found out, remove the staging folder."""
        self.open_things.close()


def _questions(context: Context) -> dict[str, bytes]:
    from portal.pages.views.quiz import questions_file  # like all views: few builds need it

    return questions_file(context)


def _search_shelves(desk: Desk, stage: str, salt: str) -> tuple[Shelf[Any], Shelf[Any]]:
    return desk.store.shelf(f"document-{stage}", salt), desk.store.shelf(f"search-{stage}", desk.version)
