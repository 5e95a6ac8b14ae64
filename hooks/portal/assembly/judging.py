"""Verdicts for a whole site: units with their digests, signatures checked, every unit judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from portal.assembly.sshsig import namespace, signer
from portal.digest import digest_bytes, digest_value
from portal.files import walk_files
from portal.load.signoffs import record_bytes
from portal.model.finding import Finding, Severity
from portal.model.signoff import Record, Verdict, warning_key
from portal.model.site import Site
from portal.model.unit import Unit, address_of, units
from portal.review.verdict import Case, judge

_RULES = Path(__file__).resolve().parents[1] / "review"
_PEOPLE = {"reviewers.yml", "policy.yml"}


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Everything that judging needs.

    Attributes:
        site: content, data and records.
        units: every unit by path.
        findings: of the review, by path.
        rules: version of the rules.
    """

    site: Site
    units: dict[str, Unit]
    findings: dict[str, list[Finding]]
    rules: str

    @classmethod
    def of(cls, root: Path, site: Site, findings: Iterable[Finding]) -> Bench:
        """Prepare to judge a reviewed site."""
        by_path: dict[str, list[Finding]] = {}
        for one in findings:
            if not one.baselined:
                by_path.setdefault(one.span.path, []).append(one)
        seen: dict[str, str] = {}

        def picture(path: str) -> str:
            if path not in seen:
                seen[path] = digest_bytes((root / path).read_bytes())
            return seen[path]

        return cls(site=site, units=units(site, picture), findings=by_path, rules=rules_version(root))

    def case(self, unit: Unit, more: tuple[Record, ...] = ()) -> Case:
        """A unit's case, with acts that are being tried out."""
        signoffs = self.site.signoffs
        records = (*signoffs.records.get(unit.path, ()), *more)
        space = namespace(self.site.identity.domain)
        signers = {one.id: signer(one.id, record_bytes(one), one.signature, space) for one in records if one.signature}
        open_ = frozenset(warning_key(one) for one in self.findings.get(unit.path, ()) if one.severity is Severity.WARNING)
        return Case(unit=unit, signoffs=signoffs, records=records, signers=signers, warnings=open_, rules=self.rules, now=self.site.now)

    def verdicts(self) -> dict[str, Verdict]:
        """Every unit's verdict by path; of units whose file is gone only those that were withdrawn."""
        found = {path: judge(self.case(unit)) for path, unit in self.units.items()}
        for path in sorted(set(self.site.signoffs.records) - set(found)):
            column = path.split("/")[1] if path.startswith("content/") else ""
            gone = Unit(kind="article", path=path, column=column, title=path, url=address_of(path), digest="")
            verdict = judge(self.case(gone))
            if gone.url and verdict.withdrawal and verdict.withdrawal.kind != "archived":
                found[path] = verdict
        return found


def judged(root: Path, site: Site, findings: Iterable[Finding]) -> Site:
    """The site with a verdict on every unit and the findings beside their units."""
    bench = Bench.of(root, site, findings)
    remarks = {path: tuple(found) for path, found in bench.findings.items() if path in bench.units}
    return replace(site, verdicts=bench.verdicts(), remarks=remarks)


def rules_version(root: Path) -> str:
    """Version of the rules that judge content: twelve digits that change with the rules' code or data."""
    files = [*walk_files(_RULES, ".py"), *(path for path in walk_files(root / "data" / "review") if path.name not in _PEOPLE)]
    return digest_value([[path.name, digest_bytes(path.read_bytes().replace(b"\r\n", b"\n"))] for path in files])[:12]
