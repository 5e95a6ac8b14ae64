"""Words and formulations: labelled lines, the packs' own examples, and what excuses a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import ROOT
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.pack import Entry, Pack
from portal.review import lexicon
from portal.review.document import Document
from portal.review.rule import Hit
from portal.review.rules import formulation_expired, formulation_near_miss, formulation_order
from review.lexical_facts import shipped

CASES = sorted((Path(__file__).parent / "cases" / "words").glob("*.txt"))
RULES = {"formulation-expired": formulation_expired, "formulation-near-miss": formulation_near_miss, "formulation-order": formulation_order}
TAX = "《中华人民共和国税收征收管理法》"


def labelled() -> Iterator[tuple[str, str]]:
    for path in CASES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                text, _, rules = line.partition(" ⇒ ")
                yield text.replace("\\n", "\n").replace("\\z", "\u200b"), rules


LINES = list(labelled())

def found(text: str, facts: Facts) -> set[str]:
    document = Document("例.md", text)
    words = {hit.rule for hit in lexicon.check(document, facts) if hit.level is not Severity.INFO}
    return words | {name for name, rule in RULES.items() if any(rule.check(document, facts))}


def hits(text: str, *entries: Entry, quotable: bool = False, unless: str = "", typo: bool = True) -> list[Hit]:
    pack = Pack(id="test", title="测试", family="用词", typo=typo, quotable=quotable, unless=unless, why="测试", source="测试", entries=entries)
    return list(lexicon.check(Document("例.md", text), replace(shipped(), packs=(pack,))))


ACCOUNT = Entry(wrong="帐簿", right="账簿", level="error")


@pytest.mark.parametrize(("text", "rules"), LINES, ids=lambda value: value[:12])
def test_labelled_lines(text: str, rules: str) -> None:
    """Every labelled fault is found, hidden or not; no look-alike is."""
    assert found(text, shipped()) == set(rules.split())


def test_enough_lines_are_labelled() -> None:
    """About half of the lines are faults, half are look-alikes."""
    labels = [bool(rules) for _, rules in LINES]

    assert len(labels) >= 150
    assert 0.4 < sum(labels) / len(labels) < 0.6


def unproved(facts: Facts) -> list[str]:
    """Entries that don't behave: their example isn't hit, or their right form is."""
    found = []
    for pack in facts.packs:
        for entry in pack.entries:
            wrong = entry.wrong_example or entry.wrong
            hits = hits_on(wrong, entry, facts)
            if not any(hit.rule == pack.id and hit.level is entry.severity for hit in hits):
                found.append(f"{pack.id}：没有报出“{wrong}”")
            found += [
                f"{pack.id}：误报“{right}”（{hits[0].what}）"
                for right in (*entry.choices, *filter(None, [entry.right_example]))
                if (hits := [hit for hit in hits_on(right, entry, facts) if (hit.level or Severity.WARNING) >= entry.severity])
            ]
    return found


def hits_on(text: str, entry: Entry, facts: Facts) -> list[Hit]:
    day = entry.since or entry.until
    dated = f"---\ndate: {day}\n---\n\n{text}\n" if day else text
    return list(lexicon.check(Document("例.md", dated), facts))


def test_every_entry_proves_itself() -> None:
    """Each form is hit, or its example; no right form and no right example is."""
    assert unproved(shipped()) == []


def test_an_entry_that_cannot_fire_is_named() -> None:
    """The proof itself can fail."""
    pack = Pack(id="test", title="测试", family="用词", why="测试", source="测试", entries=(Entry(wrong="甲乙", level="error", guard="甲乙丙", wrong_example="甲乙丁"),))

    assert unproved(replace(shipped(), packs=(pack,))) == ["test：没有报出“甲乙丁”"]


def test_content_has_no_false_alarm() -> None:
    """The site's own articles are clean."""
    texts = {path.relative_to(ROOT): path.read_text("utf-8") for path in (ROOT / "content").rglob("*.md")}

    assert {path: rules for path, text in texts.items() if (rules := found(text, shipped()))} == {}


def test_the_place_is_where_the_word_stands() -> None:
    """A hidden word is found with all that hides it, so that the fix replaces all of it."""
    text = "---\ntitle: 会议\n---\n\n今天布 \u200b\n署了工作，又布署一次。\n"
    first, second = hits(text, Entry(wrong="布署", right="部署", level="error"))

    assert text[first.start : first.end] == "布 \u200b\n署"
    assert text[second.start : second.end] == "布署"


def test_only_sure_misspellings_are_safe() -> None:
    """A fix is safe for an error of a pack of misspellings with one right form."""
    one = Entry(wrong="甲乙", right="甲丙", level="error")

    assert [(hit.replacement, hit.safe) for hit in hits("写甲乙。", one)] == [("甲丙", True)]
    assert not hits("写甲乙。", one, typo=False)[0].safe
    assert not hits("写甲乙。", replace(one, level="warning"))[0].safe
    assert hits("写甲乙。", replace(one, right="甲丙／甲丁"))[0].replacement is None


def test_longer_allowed_words_win() -> None:
    """农民工 holds 民工 and is right."""
    entry = Entry(wrong="民工", level="warning", allow=("农民工",))

    assert not hits("保障农民工权益。", entry)
    assert len(hits("保障农民工和民工权益。", entry)) == 1


def test_the_longest_form_speaks() -> None:
    """Of two forms at one place the longer one is named, unless its guard keeps it silent."""
    short, long = Entry(wrong="法制办", level="info"), Entry(wrong="国务院法制办", level="error", guard="国务院法制办(?!公室)")

    assert [hit.level for hit in hits("国务院法制办发文。", short, long)] == [Severity.ERROR]
    assert [hit.level for hit in hits("国务院法制办公室发文。", short, long)] == [Severity.INFO]


def test_the_first_entry_that_fits_speaks() -> None:
    """A form may be a warning in one context and a hint elsewhere."""
    entries = (Entry(wrong="老板", level="warning", guard="局老板"), Entry(wrong="老板", level="info"))

    assert [hit.level for hit in hits("局老板和饭店老板。", *entries)] == [Severity.WARNING, Severity.INFO]


def test_guards_see_one_sentence() -> None:
    """What stands in the sentence before doesn't count."""
    entry = Entry(wrong="包赢", level="error", guard="^.*律师.*包赢")

    assert hits("律师说包赢。", entry)
    assert not hits("律师来了。包赢。", entry)


def test_a_sentence_may_excuse() -> None:
    """A pack's ``unless`` excuses the whole sentence, not the next one."""
    entry = Entry(wrong="包赢", level="error")

    assert not hits("不得承诺包赢。", entry, unless="不得")
    assert hits("不得承诺。包赢。", entry, unless="不得")


def test_dates_limit_an_entry() -> None:
    """An entry holds from its first to its last day, by the text's own date where it has one."""
    entry = Entry(wrong="法制日报", level="warning", since=dt.date(2020, 8, 1), until=dt.date(2027, 1, 1))

    assert hits("法制日报", entry)
    assert not hits("---\ndate: 2020-07-31\n---\n\n法制日报\n", entry)
    assert hits("---\ndate: 2020-08-01\n---\n\n法制日报\n", entry)
    assert not hits("---\ndate: 2027-01-02\n---\n\n法制日报\n", entry)


@pytest.mark.parametrize(
    "text",
    [
        f"{TAX}第二十二条规定：“纳税人应当设置帐簿。”",
        f"{TAX}第二十二条规定，纳税人应当设置帐簿。",
        "《关于帐簿管理的决定》已经归档。",
        "\n".join(f"第{number}条　纳税人应当设置帐簿。" for number in "一二三四五"),
    ],
)
def test_statutes_are_quoted_as_they_are(text: str) -> None:
    """Words of a statute, a document's title and a statute itself are left alone by packs that say so."""
    assert not hits(text, ACCOUNT, quotable=True)
    assert hits(text, ACCOUNT)


def test_a_quotation_ends() -> None:
    """After the quoted sentence the pack speaks again."""
    assert hits(f"{TAX}第二十二条规定：“纳税人应当设置帐簿。”本局的帐簿齐全。", ACCOUNT, quotable=True)


def test_titles_of_the_register_are_never_touched() -> None:
    """A statute is called what it is called."""
    entry = Entry(wrong="人犯罪", level="error")

    assert not hits("《中华人民共和国预防未成年人犯罪法》", entry)
    assert hits("《未成年人犯罪问题研究》", entry)


def test_code_and_addresses_are_not_read() -> None:
    """Only what readers read is checked."""
    assert not hits("`布署` https://www.example.cn/布署 <!-- 布署 -->", Entry(wrong="布署", level="error"))


def test_headings_and_paragraphs_are_not_joined() -> None:
    """A word isn't put together across paragraphs, headings, cells or list items."""
    entry = Entry(wrong="布署", level="error")

    for text in ("发布\n\n署名", "# 发布\n署名", "发布\n　　署名", "- 发布\n- 署名", "| 发布 | 署名 |\n| --- | --- |\n"):
        assert not hits(text, entry), text


def test_manuals_tell_about_each_pack() -> None:
    """Each pack has a page in the rules' manual."""
    manuals = {manual.id: manual for manual in lexicon.pack_manuals(shipped())}

    assert set(manuals) == {pack.id for pack in shipped().packs}
    assert manuals["word-typo"].level is Severity.ERROR
    assert all(manual.wrong and manual.why for manual in manuals.values() if manual.id != "local-example")


def test_no_packs_find_nothing() -> None:
    """A project without packs is reviewed all the same."""
    assert not list(lexicon.check(Document("例.md", "布署"), Facts(today=dt.date(2026, 1, 1))))
