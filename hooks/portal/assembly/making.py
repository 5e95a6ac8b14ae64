"""Makes pages without their shells, on all cores, and only those of which something has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache

from portal.assembly.crew import FORKED, Crew, shared_out, spread
from portal.assembly.memory import Kept, Ledger, Memory
from portal.assembly.recorder import Recorder, Trace
from portal.assembly.shell import ShellKey
from portal.assembly.site_checks import PageFacts, facts_of, site_root
from portal.assembly.theme import theme_folder
from portal.digest import digest_bytes
from portal.errors import DamagedError, PortalError
from portal.files import walk_files
from portal.model.finding import Finding
from portal.model.lean import Lean
from portal.model.site import Site
from portal.pages import views
from portal.pages.links import NOT_FOUND, OFFLINE, base, file_of, sheet_of
from portal.pages.metatags import head_html
from portal.pages.page import Context, Page, Plan
from portal.pages.prose import ProseRenderer
from portal.pages.templates import environment
from portal.store import Shelf

_CUT = b"\0"
_FILLED = ("pages", "parts", "statistics")  # folders of templates for bodies
_RENEW = "删去.portal文件夹，再运行一次"


@dataclass(frozen=True)
class Made(Lean):
    """What is kept in mind of a page that was made; its text is in the store.

    Attributes:
        address: where it stands.
        key: of its shell.
        digest: of head, body and sheet.
        modified, listed: for the site map of machines.
        scripts: names of the scripts that it needs.
        shown: files of the site that it shows or links to, other than pages.
        findings: what is wrong with it.
        sheet: the file for the print shop that lies beside it, empty for none.
    """

    address: str
    key: ShellKey
    digest: str
    modified: str = ""
    listed: bool = True
    scripts: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    sheet: str = ""

    @cached_property
    def file(self) -> str:
        """The file that it is written to."""
        return file_of(self.address)

    def __getstate__(self) -> dict[str, object]:
        """What can't be worked out."""
        return {name: value for name, value in super().__getstate__().items() if name != "file"}


@dataclass(frozen=True)
class Kitchen:
    """What making a page needs: the traced site in the context, the recorder behind it, and the folder of our own templates.

    On another machine it is set up anew: neither compiled templates nor a Markdown processor can be sent.
    """

    context: Context
    recorder: Recorder
    overrides: Path

    @classmethod
    def over(cls, recorder: Recorder, overrides: Path, compiled: BytecodeCache | None = None) -> Kitchen:
        """A kitchen for the site behind a recorder; the templates are those of a folder, then those of the theme."""
        env = environment([overrides, theme_folder()], compiled)
        return cls(Context(site=recorder.site, env=env, prose=ProseRenderer(env, recorder.site)), recorder, overrides)

    def warm(self) -> None:
        """Compile the templates of pages here, so that not every forked worker does it for itself; what is wrong with one, who needs it is told."""
        for folder in _FILLED:
            for path in walk_files(self.overrides / folder, ".html"):
                with suppress(PortalError):
                    self.context.env.get_template(path.relative_to(self.overrides).as_posix())

    def __reduce__(self) -> tuple[Any, ...]:
        return Kitchen.over, (self.recorder, self.overrides)


class Pages:
    """All pages of a build that are ours.

    Args:
        kitchen: what making pages needs.
        shelf: where they are kept; its salt tells what no page's trace does, such as the templates.
        facts: where their links and anchors are kept; most builds look at few of them.
        ledger: knows what has changed.
        crew: who makes them.

    Attributes:
        fresh: the pages that were made in this build.
        lost: whether something that could be linked to is gone.
    """

    def __init__(self, kitchen: Kitchen, shelf: Shelf[Kept[Made]], facts: Shelf[PageFacts], ledger: Ledger, crew: Crew = FORKED) -> None:
        self.kitchen, self._shelf, self._facts, self._crew = kitchen, shelf, facts, crew
        self._memory: Memory[Made] = Memory(shelf, ledger)
        ledger.attach(facts)
        self.fresh: list[Made] = []
        self.lost = False

    def make(self, plans: Sequence[Plan]) -> list[Made]:
        """Make what is new; all pages in the order of the plans."""
        good = self._memory.good
        found = {plan.address: good.get(plan.address) for plan in plans}
        stale = [plan for plan in plans if plan.address not in good]
        if shared_out(stale, self._crew):
            self.kitchen.warm()
        for made, facts, text, trace in spread(_make, self.kitchen, stale, "生成页面", crew=self._crew):
            before = self._facts.get(made.address)
            self.lost = self.lost or (before is not None and not set(before.ids) <= set(facts.ids))
            self._memory.put(made.address, made, trace)
            self._facts.put(made.address, facts)
            self._shelf.put_blob(made.digest, text)
            found[made.address] = made
            self.fresh.append(made)
        self._shelf.keep(found)
        return [made for made in found.values() if made]

    def facts(self, made: Made) -> PageFacts:
        """Links and anchors of a page.

        Raises:
            DamagedError: the store has lost them.
        """
        found = self._facts.get(made.address)
        if found is None:  # it is kept whenever a page is
            raise DamagedError(f"仓库里缺了页面“{made.file}”的链接", do=_RENEW, path=".portal")
        return found

    def sweep(self, made: Iterable[Made]) -> None:
        """Forget the texts of other pages."""
        if self.fresh:
            self._shelf.keep_blobs({one.digest for one in made})

    def text(self, made: Made) -> tuple[str, str]:
        """Head and body of a page.

        Raises:
            DamagedError: the store has lost it.
        """
        return halves(self._kept(made))

    def sheet(self, made: Made) -> bytes:
        """The file for the print shop that lies beside a page.

        Raises:
            DamagedError: the store has lost it.
        """
        return self._kept(made).split(_CUT)[2]

    def _kept(self, made: Made) -> bytes:
        data = self._shelf.blob(made.digest)
        if data is None or digest_bytes(data) != made.digest:
            raise DamagedError(f"仓库里缺了页面“{made.file}”", do=_RENEW, path=".portal")
        return data


def _make(kitchen: Kitchen, plans: Sequence[Plan]) -> list[tuple[Made, PageFacts, bytes, Trace]]:
    """The work of one worker."""
    return [_one(kitchen, plan) for plan in plans]


def _one(kitchen: Kitchen, plan: Plan) -> tuple[Made, PageFacts, bytes, Trace]:
    def make() -> tuple[Made, PageFacts, bytes]:
        page = views.make(kitchen.context, plan)
        return made_of(kitchen.context, page)

    (made, facts, text), trace = kitchen.recorder.traced(make)
    return made, facts, text, trace


def halves(text: bytes) -> tuple[str, str]:
    """Head and body of a page as they are kept."""
    head, body, *_ = text.split(_CUT)
    return head.decode("utf-8"), body.decode("utf-8")


def made_of(context: Context, page: Page) -> tuple[Made, PageFacts, bytes]:
    """A page, what it links to, and its head, body and sheet as bytes."""
    site = context.site
    head = head_html(context.env, site, page)
    beside = sheet_of(page.address) if page.sheet else ""
    text = _CUT.join(part.encode("utf-8") for part in (head, page.body, *([page.sheet] if beside else [])))
    facts = facts_of(site, file_of(page.address), f"{head}{page.body}")
    shown = tuple(one for one in facts.targets if not one.endswith(".html") and ".html#" not in one)
    made = Made(page.address, key_of(site, page), digest_bytes(text), page.modified, page.listed, page.scripts, shown, facts.findings, beside)
    return made, facts, text


def key_of(site: Site, page: Page) -> ShellKey:
    """The key of a page's shell; the pages for what isn't found or can't be reached stand at any address and link from the root."""
    return ShellKey(page.section, site_root(site) if page.address in (NOT_FOUND, OFFLINE) else base(page.address))
