"""What became of one source of an import, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.model.finding import Finding
from portal.wechat.draft import Facts
from portal.wechat.fidelity import Fidelity

IMPORTED, UNCHANGED, UPDATED, REFUSED = "imported", "unchanged", "updated", "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one source.

    Attributes:
        source: as it was named.
        status: ``imported``, ``unchanged``, ``updated`` or ``refused``.
        reason: why, and what a person should know.
        facts: what the page says of itself.
        images: pictures of its text.
        text_sha256: of its text.
        path: of the file, relative to the folder that holds ``content``.
        missing: pictures that have no file.
        fidelity: the proof, None when nothing was made.
        components: placeholders by what they stand for.
        findings: of the review.
        text: of the file as it was reviewed.
    """

    source: str
    status: str
    reason: str
    facts: Facts
    images: int = 0
    text_sha256: str = ""
    path: str = ""
    missing: tuple[str, ...] = ()
    fidelity: Fidelity | None = None
    components: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    text: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nobody needs to look at why it failed."""
        return self.status != REFUSED and (self.fidelity is None or self.fidelity.is_equal)

    def plain(self) -> dict[str, Any]:
        """As a record of the report."""
        facts, identity = self.facts, self.facts.identity
        return {
            "source": self.source,
            "status": self.status,
            "reason": self.reason,
            "kind": facts.kind,
            "title": facts.title,
            "account": facts.account,
            "published": facts.published,
            "biz": identity.biz,
            "mid": identity.mid,
            "idx": identity.idx,
            "images": self.images,
            "text_sha256": self.text_sha256,
            "path": self.path,
        }
