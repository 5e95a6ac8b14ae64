"""Verdicts on a whole site, made anew only where something that they rest on has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from portal.assembly.desk import Desk
from portal.assembly.judging import RULE_DATA, Bench, rules_version
from portal.digest import digest_value
from portal.model.finding import Finding, Severity
from portal.model.signoff import unit_folder, warning_key
from portal.model.site import Site
from portal.model.unit import Unit
from portal.model.verdict import Verdict
from portal.review.verdict import judge
from portal.store import Shelf


def bench_at(desk: Desk, site: Site, findings: Iterable[Finding], units: Mapping[str, Unit]) -> Bench:
    """Prepare to judge a reviewed site."""
    return Bench.of(site, findings, units, rules_at(desk))


def rules_at(desk: Desk) -> str:
    """Version of the rules in a run."""
    return desk.source.once("version of the rules", lambda: _rules(desk))


def _rules(desk: Desk) -> str:
    tree = desk.source.tree
    names = [name for place in RULE_DATA for name in ([place] if place.endswith(".yml") else tree.files(place)) if (desk.root / name).is_file()]
    return desk.source.remembered_of(names, "version of the rules", lambda: rules_version(desk.root))


def judged(desk: Desk, site: Site, findings: Iterable[Finding], units: Mapping[str, Unit]) -> Site:
    """The site with a verdict on every unit and the findings beside their units.

    Args:
        desk: the run.
        site: as reviewed.
        findings: of the review.
        units: of the site, by path.
    """
    bench = bench_at(desk, site, findings, units)
    remarks = {path: tuple(found) for path, found in bench.findings.items() if path in bench.units}
    return replace(site, verdicts=_verdicts(desk, bench), remarks=remarks)


@dataclass(frozen=True)
class _Kept:
    """A verdict, what it rests on, and the time until which it holds."""

    state: str
    until: dt.datetime
    verdict: Verdict


def _verdicts(desk: Desk, bench: Bench) -> dict[str, Verdict]:
    shelf: Shelf[_Kept] = desk.store.shelf("verdict", digest_value([desk.version, bench.rules, _people(desk)]))
    day, remembered = bench.site.now.day.isoformat(), shelf.everything

    def verdict_of(bench: Bench, unit: Unit) -> Verdict:
        state = _state(bench, unit, day)
        kept = remembered.get(unit.path)
        if kept and kept.state == state and bench.site.now.at < kept.until:
            return kept.verdict
        case = bench.case(unit)
        verdict = judge(case)
        assert verdict.stamp  # is kept with it
        until = _until(bench, verdict, [one.time.at for one in case.records], case.demand.max_age_days)
        if not case.demand.signatures:  # a verdict that rests on signatures is judged anew each time: a forged store must forge nothing
            shelf.put(unit.path, _Kept(state, until, verdict))
        return verdict

    found = bench.verdicts(verdict_of)
    shelf.keep(bench.units)
    shelf.unload()
    return found


def _people(desk: Desk) -> list[str]:
    tree = desk.source.tree
    return [tree.digest(name) for name in ("data/review/policy.yml", "data/review/reviewers.yml", "mkdocs.yml")]


def _state(bench: Bench, unit: Unit, day: str) -> str:
    """Everything that a verdict rests on besides the people and the policy, as one text; title and address are in the unit's digest."""
    signoffs, found = bench.site.signoffs, bench.findings.get(unit.path, ())
    open_ = sorted(warning_key(one) for one in found if one.severity is Severity.WARNING) if found else ()
    damaged = signoffs.damaged.get(unit_folder(unit.path), ()) if signoffs.damaged else ()
    return "|".join((unit.digest, unit.risk, day, signoffs.states.get(unit.path, ""), *open_, *damaged))


def _until(bench: Bench, verdict: Verdict, times: list[dt.datetime], max_age_days: int) -> dt.datetime:
    """Until when a verdict holds if nothing else changes: not beyond the moment at which a sign-off grows too old."""
    now = bench.site.now.at
    if verdict.emergency or any(time > now for time in times):
        return now
    ends = [time + dt.timedelta(days=max_age_days + 1) for time in times] if max_age_days else []
    return min((end for end in ends if end > now), default=now + dt.timedelta(days=1))
