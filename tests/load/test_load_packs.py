"""Packs of words from files: what a bureau may get wrong is said in its own language."""

from __future__ import annotations

import pytest

from helpers import Project
from portal.load.packs import load_packs
from portal.load.source import Source
from portal.load.wording import load_formulations, load_officials
from portal.model.pack import Pack

HEAD = "id: local-names\ntitle: 本单位用语\nfamily: 用词\nwhy: 约定\nsource: 约定\nentries:\n"
GOOD = HEAD + "  - {wrong: 市司法所, right: 市司法局, level: warning}\n"
PATH = "data/review/terms/local-names.yml"


def load(project: Project) -> tuple[tuple[Pack, ...], list[str]]:
    source = Source(project.root)
    packs = load_packs(source)
    return packs, [f"{one.span.line} {one.what}" for one in source.findings]


def test_a_pack_needs_no_program(project: Project) -> None:
    """A file in the folder is enough."""
    packs, findings = load(project.write(PATH, GOOD))

    assert [(pack.id, pack.entries[0].wrong) for pack in packs] == [("local-names", "市司法所")]
    assert findings == []


def test_a_project_without_packs(project: Project) -> None:
    """No folder, no packs, no findings; formulations and roster are optional too."""
    source = Source(project.root)

    assert load_packs(source) == ()
    assert load_formulations(source).formulations == ()
    assert load_officials(source) == ()
    assert source.findings == []


def test_a_pack_may_be_switched_off(project: Project) -> None:
    """A pack that isn't enabled isn't used."""
    assert load(project.write(PATH, "enabled: false\n" + GOOD)) == ((), [])


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{wrong: 市, level: info}", "7 词条“市”：只有一个字，到处都会误报，这一包没有用上"),
        ("{wrong: 甲乙, right: 甲乙, level: info}", "7 词条“甲乙”：right和wrong一样，这一包没有用上"),
        ("{wrong: 甲乙, level: info, since: 2026-01-02, until: 2026-01-01}", "7 词条“甲乙”：until早于since，永远不会报，这一包没有用上"),
        ("{wrong: 甲乙, level: info, allow: [丙甲乙, 丁甲]}", "7 词条“甲乙”：allow里的“丁甲”不包含这个写法，这一包没有用上"),
        ("{wrong: 甲乙, level: info, guard: '甲乙('}", "7 词条“甲乙”：guard不是正则：第3个字处括号没有成对，这一包没有用上"),
        ("{wrong: 甲乙, level: info, guard: 丙甲乙}", "7 词条“甲乙”：guard匹配不到这个写法，永远不会报，这一包没有用上"),
        ("{wrong: 甲乙, level: 严重}", "7 “entries[1].level”写的是“严重”"),
        ("{wrong: 甲乙, levle: info}", "7 不认识的键“entries[1].levle”"),
    ],
)
def test_a_broken_entry_is_named(project: Project, entry: str, message: str) -> None:
    """The finding names the line, the entry and the reason."""
    packs, findings = load(project.write(PATH, f"{HEAD}  - {entry}\n"))

    assert packs == ()
    assert message in findings


def test_two_packs_may_not_claim_the_same(project: Project) -> None:
    """Neither the same form nor the same id."""
    project.write(PATH, GOOD).write("data/review/terms/local-other.yml", GOOD.replace("id: local-names", "id: local-other"))
    packs, findings = load(project)

    assert [pack.id for pack in packs] == ["local-names"]
    assert findings == ["7 词条“市司法所”：“市司法所”在“本单位用语”里已经有了，这一包没有用上"]
    project.write("data/review/terms/local-other.yml", GOOD.replace("市司法所", "市法律所"))
    assert load(project)[1] == ["1 已经有一包叫local-names，这一包没有用上"]


def test_a_broken_unless_is_named(project: Project) -> None:
    """So is a regular expression of the whole pack."""
    assert load(project.write(PATH, "unless: '不得('\n" + GOOD))[1] == ["1 unless不是正则：第3个字处括号没有成对，这一包没有用上"]


def test_a_roster_is_read(project: Project) -> None:
    """Names, titles and days."""
    project.write("data/review/officials.yml", "officials:\n  - {name: 张测试, title: 测试县司法局局长, since: 2024-01-01}\n")
    (official,) = load_officials(Source(project.root))

    assert (official.name, official.title, str(official.since)) == ("张测试", "测试县司法局局长", "2024-01-01")
