"""Verdicts for a whole site: units with their digests, signatures checked, every unit judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.digest import digest_bytes, digest_value
from portal.files import walk_files
from portal.load.signoffs import record_bytes
from portal.model.finding import Finding, Severity
from portal.model.signoff import Record, warning_key
from portal.model.site import Site
from portal.model.unit import Unit, address_of
from portal.model.verdict import Verdict
from portal.review.verdict import Case, judge

_RULES = Path(__file__).resolve().parents[1] / "review"
RULE_DATA = ("data/review/rules.yml", "data/review/formulations.yml", "data/review/terms")


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Everything that judging needs.

    Attributes:
        site: content, data and records.
        units: every unit by path.
        findings: of the review, by path.
        old: findings that the baseline knows, by path; they forbid nothing, whoever signs is told.
        rules: version of the rules.
    """

    site: Site
    units: Mapping[str, Unit]
    findings: dict[str, list[Finding]]
    old: dict[str, list[Finding]]
    rules: str

    @classmethod
    def of(cls, site: Site, findings: Iterable[Finding], known: Mapping[str, Unit], rules: str) -> Bench:
        """Prepare to judge a reviewed site.

        Args:
            site: content, data and records.
            findings: of the review.
            known: its units.
            rules: version of the rules.
        """
        by_path: dict[str, list[Finding]] = {}
        old: dict[str, list[Finding]] = {}
        for one in findings:
            (old if one.baselined else by_path).setdefault(one.span.path, []).append(one)
        return cls(site=site, units=known, findings=by_path, old=old, rules=rules)

    def case(self, unit: Unit, more: tuple[Record, ...] = ()) -> Case:
        """A unit's case, with acts that are being tried out."""
        signoffs = self.site.signoffs
        records = (*signoffs.records.get(unit.path, ()), *more)
        signers = _signers(self.site, records)
        open_ = frozenset(warning_key(one) for one in self.findings.get(unit.path, ()) if one.severity is Severity.WARNING)
        return Case(unit=unit, signoffs=signoffs, records=records, signers=signers, warnings=open_, rules=self.rules, now=self.site.now)

    def verdicts(self, verdict_of: Callable[[Bench, Unit], Verdict] | None = None) -> dict[str, Verdict]:
        """Every unit's verdict by path; of units whose file is gone only those that were withdrawn.

        Args:
            verdict_of: judges a unit; for callers who remember verdicts.
        """
        found = {path: verdict_of(self, unit) if verdict_of else judge(self.case(unit)) for path, unit in self.units.items()}
        for path in sorted(set(self.site.signoffs.records) - set(found)):
            column = path.split("/")[1] if path.startswith("content/") else ""
            gone = Unit(kind="article", path=path, column=column, title=path, url=address_of(path), digest="")
            verdict = judge(self.case(gone))
            if gone.url and verdict.withdrawal and verdict.withdrawal.kind != "archived":
                found[path] = verdict
        return found


def _signers(site: Site, records: Iterable[Record]) -> dict[str, str]:
    """The keys that signed records, by id of the record."""
    signed = [one for one in records if one.signature]
    if not signed:
        return {}
    from portal.sshsig import namespace, signer  # brings a cryptographic library, which most builds don't need

    space = namespace(site.identity.domain)
    return {one.id: signer(one.id, record_bytes(one), one.signature, space) for one in signed}


def rules_version(root: Path) -> str:
    """Version of the rule set: twelve digits that change with what judges content, not with what it is looked up in.

    A sign-off is held to the warnings that it accepted as long as the version is the same. So everything that makes a rule stricter for
    texts that nobody touched belongs to it: the rules of this program (ids, levels, code), the bureau's levels, its packs and formulations.
    Facts don't: the register of laws, hosts, public numbers, roster. Their edits concern the texts that name them, and no others.

    Args:
        root: the project's folder.
    """
    data = [path for name in RULE_DATA for path in _files(root / name)]
    files = [(path.name, path.read_bytes().replace(b"\r\n", b"\n")) for path in [*walk_files(_RULES, ".py"), *data]]
    return digest_value([[name, digest_bytes(found)] for name, found in files])[:12]


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else list(walk_files(path))
