"""Every seeded fault is named by its item with evidence; a sound site and harmless changes are left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import NOW, moment
from portal.model.article import WeChat
from portal.model.facts import Facts
from portal.model.review_settings import ReviewSettings
from portal.selfcheck.given import Given
from portal.selfcheck.item import ADVICE, FAIL, HINT
from portal.selfcheck.page import Reading, read_page
from portal.selfcheck.report import ITEMS
from selfcheck.seeds import SEEDS, Seed, backdated, every, into, later, meta
from selfcheck.trial import HOST, NEWS, NEWS_SOURCE, SUMMARY, Fault, Trial, sound_site


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """The sound site, built and gathered once."""
    return sound_site(tmp_path_factory.mktemp("selfcheck"))


@pytest.fixture
def trial(given: Given) -> Trial:
    """A copy to spoil."""
    return Trial.of(given)


def test_a_sound_site_has_no_failure(trial: Trial) -> None:
    """Nothing fails, so that whatever fails later is the fault that was seeded."""
    report = trial.examined()

    assert [(one.item.id, one.evidence) for one in report.of(FAIL)] == []
    assert {one.item.id for one in report.of(ADVICE)} <= {"home-update", "elder-entry", "picture-size"}


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_a_seeded_fault_is_named(trial: Trial, seed: Seed) -> None:
    """The item that a fault belongs to names it, says where and what, and fails unless it is a hint by nature."""
    before = trial.answer(seed.item)
    seed.harm(trial)
    answer = trial.answer(seed.item)

    assert answer.result == (ADVICE if answer.item.level == HINT else FAIL), answer
    new = [one for one in answer.evidence if one not in before.evidence]
    assert any(seed.says in f"{one.place} {one.what}" for one in new), new
    assert all(one.place for one in new)
    assert answer.item.do


def test_thirty_faults_in_one_site_are_all_named(trial: Trial) -> None:
    """Faults don't hide one another: one site with at least thirty of them, one an item where files allow it."""
    apart = ("published article gone", "article that the project no longer has", "nested so deep that the rest isn't read")  # they take away what other faults stand in
    chosen = {seed.item: seed for seed in SEEDS if seed.name not in apart}
    chosen["server-csp"] = next(seed for seed in SEEDS if seed.name == "no policy")  # the loose one would be replaced by that which allows frames
    chosen.pop("server-framing")
    for seed in chosen.values():
        seed.harm(trial)
    named = {one.item.id: " ".join(f"{found.place} {found.what}" for found in one.evidence) for one in trial.examined().answers if one.result in (FAIL, ADVICE)}

    assert len(chosen) >= 30
    assert [seed.name for seed in chosen.values() if seed.says not in named.get(seed.item, "")] == []


def test_a_fault_of_a_page_names_its_line(trial: Trial) -> None:
    """An editor finds the place: file and line of the built page."""
    trial.into('\n\n<a href="nowhere.html">x</a>')
    line = trial.text(NEWS)[: trial.text(NEWS).index("nowhere.html")].count("\n") + 1

    assert [one.place for one in trial.answer("dead-link").evidence] == [f"{NEWS}:{line}"]


HARMLESS = {
    "link for screen readers": ("hidden-link", into('<a class="visually-hidden" href="../../about.html">x</a>')),
    "inner link that a class hides": ("hidden-link", into('<p class="nojs" hidden><a href="../../about.html">x</a></p>')),
    "link to a registered host": ("outer-host", into(f'<a href="https://{HOST}/x?y=1#z">x</a>')),
    "own address in full": ("foreign-load", into('<img src="https://test.example/assets/icon.svg" alt="图" width="1" height="1">')),
    "picture in the address": ("foreign-load", into('<img src="data:image/gif;base64,R0lGOD" alt="图" width="1" height="1">')),
    "decorative picture in a list": ("picture-alt", into('<ul><li><img src="../../assets/icon.svg" alt="" width="1" height="1"></li></ul>')),
    "top of the page": ("dead-anchor", into('<a href="#top">x</a><a href="#:~:text=x">y</a>')),
    "link with a question": ("dead-link", into('<a href="../../search/?q=%E6%B3%95">x</a>')),
    "form of a template": ("leftovers", into("<p>欠款人：××××××，身份证号：××××××××</p>")),
    "structured data": ("inline-code", into('<script type="application/ld+json">{}</script>')),
    "field inside of its label": ("form-labels", into("<label>查<input></label>")),
    "link named by its picture": ("control-names", into('<a href="../../about.html"><img src="../../assets/icon.svg" alt="关于" width="1" height="1"></a>')),
    "levels up again": ("headings", into("<h2>甲</h2><h3>乙</h3><h2>丙</h2>")),
    "number of the hotline": ("personal-data", into("<p>咨询电话12348。</p>")),
    "number that hides itself": ("personal-data", into("<p>手机138****0000已隐去。</p>")),
    "two weeks to the day": ("home-update", later(4)),
    "posted in the account on that day": (
        "posting-date", lambda trial: (backdated(trial), meta(NEWS_SOURCE, wechat=WeChat(published=moment("2025-06-20 10:00")))(trial))[1]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_changes_are_left_alone(trial: Trial, name: str) -> None:
    """An item that looks at something near to a fault doesn't fail for it."""
    item, change = HARMLESS[name]
    change(trial)

    assert trial.answer(item).result != FAIL, trial.answer(item).evidence


def without_history(trial: Trial) -> None:
    trial.commits = None


def part_of_history(trial: Trial) -> None:
    assert trial.commits
    backdated(trial)
    trial.commits = replace(trial.commits, whole=False)


def imported(trial: Trial) -> None:
    assert trial.commits
    trial.commits = replace(trial.commits, first=dict.fromkeys(trial.commits.first, dt.date(2025, 8, 1)), began=dt.date(2025, 7, 31))


@pytest.mark.parametrize("change", [without_history, part_of_history, imported])
def test_dates_that_git_cannot_judge_are_hints(trial: Trial, change: Fault) -> None:
    """Without git, with a part of it, or for what was imported when the project began, a person has to look; nothing fails."""
    change(trial)

    assert trial.answer("posting-date").result == ADVICE


def with_text(trial: Trial, change: Callable[[str], str]) -> None:
    """The source of an article is another."""
    article = next(one for one in trial.site.articles if one.path == NEWS_SOURCE)
    text = change(article.text)
    changed = replace(article, read=lambda: text, body_at=article.body_at + len(text) - len(article.text))
    trial.site = replace(trial.site, articles=tuple(changed if one is article else one for one in trial.site.articles))


def test_a_stated_reason_explains_an_early_date(trial: Trial) -> None:
    """A line in front matter says why an older text came late; a person looks, nothing fails."""
    backdated(trial)
    with_text(trial, lambda text: text.replace("---\n", "---\n# 补录：从旧网站搬来\n", 1))
    answer = trial.answer("posting-date")

    assert answer.result == ADVICE and "补录" in answer.evidence[0].what


def test_what_the_review_has_let_through_is_let_through(trial: Trial) -> None:
    """A suppressed rule of privacy doesn't fail for its article, but still for every other page."""
    phone = "<p>联系人张测试，手机13800000000。</p>"
    trial.into(phone)
    with_text(trial, lambda text: f"---\n# 审校忽略 pii-mobile 理由：本人同意 复核：李四\n{text[4:]}")
    assert trial.answer("personal-data").result == "pass"
    trial.into(phone, SUMMARY)

    assert {one.place.partition(":")[0] for one in trial.answer("personal-data").outcome.faults} == {SUMMARY}


def test_levels_of_the_bureau_hold_for_built_pages_too() -> None:
    """A rule that the bureau has switched off finds nothing, one that it has made a warning is only pointed out."""
    data = "<html><body><main><p>联系人张测试，手机13800000000。</p></main></body></html>".encode()
    facts = Facts(today=NOW.day)

    def kinds(**levels: str) -> set[str]:
        settings = ReviewSettings(rules={name.replace("_", "-"): level for name, level in levels.items()})
        return {kind for kind, _, _ in read_page("x.html", data, Reading(host="test.example", facts=facts, settings=settings)).faults if kind.startswith("personal")}

    assert kinds() == {"personal-data"}
    assert kinds(pii_mobile="warning") == {"personal-data?"}
    assert kinds(pii_mobile="off") == set()


@pytest.mark.parametrize("data", [b"", b"<!-- -->", b"<?xml version='1.0' encoding='gbk'?><html></html>", b"\xff\xfe\x00", b"<p>" * 3000])
def test_odd_pages_are_read_without_a_crash(data: bytes) -> None:
    """Whatever lies in the folder, a page is read and judged."""
    assert read_page("x.html", data, Reading(host="test.example", facts=Facts(today=NOW.day))).faults


def test_without_a_server_its_items_are_not_judged(trial: Trial) -> None:
    """Nobody is asked unless an address was given, and that is said."""
    trial.reply = None

    assert {one.result for one in trial.examined().answers if one.item.group == "服务器"} == {"skipped"}


def test_a_preview_may_hold_what_is_unsigned(trial: Trial) -> None:
    """Sign-offs are asked of what readers see only."""
    trial.stage = "preview"

    assert trial.answer("signoffs").result == "skipped"


def test_what_nobody_has_verified_never_fails() -> None:
    """Items without a source that could be read are hints; every item has a source, a remedy and a name of its own."""
    assert {one.level for one in ITEMS if one.basis == "unverified"} == {HINT}
    assert len({one.id for one in ITEMS}) == len(ITEMS)
    assert all(one.source and one.do and one.title for one in ITEMS)


def test_every_item_has_a_seed() -> None:
    """An item that nothing can make fail would be decoration."""
    assert {one.id for one in ITEMS} - {one.item for one in SEEDS} <= {"columns-stale", "elder-entry", "server-compression"}


def test_five_stale_columns_are_a_veto(trial: Trial) -> None:
    """The veto on stale columns needs five of them; fewer are a hint."""
    later(20)(trial)
    assert trial.answer("columns-stale").result == ADVICE
    news = trial.site.columns[0]
    trial.site = replace(trial.site, columns=(news,) * 5)

    assert trial.answer("columns-stale").result == FAIL


def test_the_elder_entry_is_a_link_or_a_button(trial: Trial) -> None:
    """Words alone lead nobody to the elder version."""
    every("长辈|适老|无障碍|老年人模式|大字版", "index.html")(trial) if "长辈" in trial.text("index.html") else None
    trial.into("<p>长辈版</p>", "index.html")
    assert trial.answer("elder-entry").result == ADVICE
    trial.into('<button type="button">长辈版</button>', "index.html")
    assert trial.answer("elder-entry").result == "pass"


def test_server_without_compression_is_a_hint(trial: Trial) -> None:
    """Slow is not wrong."""
    assert trial.reply
    trial.reply = replace(trial.reply, headers={**trial.reply.headers, "content-encoding": ""})

    assert trial.answer("server-compression").result == ADVICE


def test_no_path_is_shown_that_is_not_of_the_site(given: Given, tmp_path: Path) -> None:
    """Evidence names files as the site and the project name them, never the folder of one machine."""
    trial = Trial.of(given)
    for seed in SEEDS[:5]:
        seed.harm(trial)

    assert not [one for answer in trial.examined().answers for one in answer.evidence if one.place.startswith("/")]
