"""``data/review/terms/*.yml`` to packs; whatever would keep an entry from working is a finding."""

from __future__ import annotations

import re

from portal.load.source import Source
from portal.model.finding import Finding, Span
from portal.model.pack import Entry, Pack

FOLDER = "data/review/terms"
_SHORTEST = 2


def load_packs(source: Source) -> tuple[Pack, ...]:
    """Every pack that can be used and is enabled, in the order of the files' names.

    Entries that can't work are left out and named in ``source.findings``; so are packs that can't be read.
    """
    paths = source.tree.files(FOLDER, ".yml")
    packs, findings = source.remembered_of(paths, "packs", lambda: _packs(source, paths))
    source.findings += findings
    return packs


def _packs(source: Source, paths: list[str]) -> tuple[tuple[Pack, ...], tuple[Finding, ...]]:
    found: dict[str, Pack] = {}
    owners: dict[str, str] = {}
    findings: list[Finding] = []
    known = len(source.findings)
    for path in paths:
        pack = source.data(Pack, path)
        if pack is None:
            continue
        problems = [*_pack_problems(pack, found), *_entry_problems(pack, owners)]
        findings += [_finding(source, path, *problem) for problem in problems]
        if pack.enabled and not problems:
            found[pack.id] = pack
            owners.update({entry.wrong: pack.title for entry in pack.entries})
    findings += source.findings[known:]
    del source.findings[known:]
    return tuple(found.values()), tuple(findings)


def _finding(source: Source, path: str, key: str, what: str, do: str) -> Finding:
    return Finding("bad-pack", Span(path, source.lines.get((path, key), 1), 1), f"{what}，这一包没有用上", do)


def _pack_problems(pack: Pack, found: dict[str, Pack]) -> list[tuple[str, str, str]]:
    problems = []
    if pack.id in found:
        problems.append(("id", f"已经有一包叫{pack.id}", "换一个没有用过的id"))
    if pack.unless and (wrong := _regex_problem(pack.unless)):
        problems.append(("unless", f"unless不是正则：{wrong}", "改正括号和反斜线，或删去unless"))
    return problems


def _entry_problems(pack: Pack, owners: dict[str, str]) -> list[tuple[str, str, str]]:
    problems = []
    for number, entry in enumerate(pack.entries, 1):
        if entry.wrong in owners:
            problem = ("wrong", f"“{entry.wrong}”在“{owners[entry.wrong]}”里已经有了", "删去一处")
        else:
            problem = _entry_problem(entry) or ("", "", "")
        if problem[0]:
            problems.append((f"entries[{number}].{problem[0]}", f"词条“{entry.wrong}”：{problem[1]}", problem[2]))
    return problems


def _entry_problem(entry: Entry) -> tuple[str, str, str] | None:
    """The key, what is wrong, and what to do about it."""
    if len(entry.wrong) < _SHORTEST:
        return "wrong", "只有一个字，到处都会误报", "写成至少两个字的词"
    if entry.wrong in entry.choices:
        return "right", "right和wrong一样", "写上正确的写法"
    if entry.since and entry.until and entry.since > entry.until:
        return "until", "until早于since，永远不会报", "改正日期"
    stray = next((one for one in entry.allow if entry.wrong not in one or one == entry.wrong), "")
    if stray:
        return "allow", f"allow里的“{stray}”不包含这个写法", "写包含它的长词，或删去"
    return _guard_problem(entry)


def _guard_problem(entry: Entry) -> tuple[str, str, str] | None:
    if not entry.guard:
        return None
    wrong = _regex_problem(entry.guard)
    if wrong:
        return "guard", f"guard不是正则：{wrong}", "改正括号和反斜线，或删去guard"
    if not re.search(entry.guard, entry.wrong_example or entry.wrong):
        return "guard", "guard匹配不到这个写法，永远不会报", "让guard包含这个写法，或在wrong_example里写一个应当报出的句子"
    return None


def _regex_problem(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        cause = "括号没有成对" if re.search(r"parenthes|subpattern|character set", str(error)) else "写法有误"
        return f"第{(error.pos or 0) + 1}个字处{cause}"
    return ""
