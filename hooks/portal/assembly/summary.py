"""What a build tells: counts for people, and what a release is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from portal.assembly.writing import Writer
from portal.model.finding import Finding
from portal.model.site import Site
from portal.model.verdict import Verdict
from portal.pages.cards import title_of
from portal.review.gate import LeftOut

_SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class Product:
    """What stands in the folder of a finished build, for whoever publishes it.

    Attributes:
        site: what was shown.
        writer: wrote it.
        builder: version of the program.
    """

    site: Site = field(repr=False)
    writer: Writer = field(repr=False)
    builder: str

    @property
    def folder(self) -> Path:
        """Where the site is."""
        return self.writer.folder

    @property
    def files(self) -> Mapping[str, str]:
        """SHA-256 of every file's bytes by address."""
        return self.writer.outputs

    @property
    def titles(self) -> Mapping[str, str]:
        """Titles of the articles by address."""
        return {one.url: title_of(self.site, one) for one in self.site.articles}

    @property
    def review(self) -> Mapping[str, int]:
        """How many units are reviewed, urgent, or need no review."""
        return _reviewed(self.site.verdicts.values())


@dataclass(frozen=True)
class Summary:
    """What a build did: pages, feeds, all files, files written and removed, findings that don't block, what is not published and why.

    ``taken_down`` names the files of articles among them that the build before had published; ``unasked`` says what the policy lets
    through unreviewed.
    """

    pages: int
    feeds: int
    files: int
    written: int
    removed: int
    findings: tuple[Finding, ...]
    product: Product
    left_out: tuple[LeftOut, ...] = ()
    taken_down: tuple[str, ...] = ()
    unasked: str = ""


def _reviewed(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """How many of the published units are reviewed by the stages that they need, urgent, or need none."""
    shown = [one for one in verdicts if one.publishable]
    urgent = sum(one.emergency is not None for one in shown)
    unasked = sum(not one.required for one in shown)
    return {"reviewed": len(shown) - urgent - unasked, "unasked": unasked, "urgent": urgent}


def unpublished(summary: Summary) -> str:
    """What isn't published and why, in lines for people; what readers had before comes first. Empty when all is."""
    public = set(summary.taken_down)
    gone = f"，其中{len(public)}项原来已经发布，现在从网站上消失了" if public else ""
    ordered = sorted(summary.left_out, key=lambda one: one.path not in public)
    lines = [f"    {'（原来已发布）' if one.path in public else ''}{one.path}：{one.why}" for one in ordered[:_SHOWN]]
    head = [f"没有发布{len(ordered)}项（没有审完）{gone}："] if ordered else []
    rest = ["    …… 全部见portal status。"] if len(ordered) > _SHOWN else []
    return "".join(f"{line}\n" for line in (*head, *lines, *rest))
