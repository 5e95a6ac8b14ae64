"""The answers to all items, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.selfcheck.given import Given
from portal.selfcheck.item import ADVICE, BASES, FAIL, LEVELS, PASS, RESULTS, SKIPPED, Answer, Evidence, Item
from portal.selfcheck.items import access, honesty, links, machines, server, tags, updates
from portal.times import Moment

SCHEMA = 1
ITEMS: tuple[Item, ...] = (*updates.ITEMS, *tags.ITEMS, *links.ITEMS, *access.ITEMS, *machines.ITEMS, *honesty.ITEMS, *server.ITEMS)
_ORDER = (FAIL, ADVICE, SKIPPED, PASS)
SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class Report:
    """A self-check: of which site, in which stage, when, and all answers in the order of the items."""

    name: str
    url: str
    stage: str
    pages: int
    now: Moment
    answers: tuple[Answer, ...]

    def of(self, result: str) -> tuple[Answer, ...]:
        """Answers with one result."""
        return tuple(one for one in self.answers if one.result == result)

    @property
    def counts(self) -> dict[str, int]:
        """How many answers of each result there are."""
        return {result: len(self.of(result)) for result in _ORDER}

    @property
    def summary(self) -> str:
        """One line."""
        return "，".join(f"{RESULTS[result]}{number}项" for result, number in self.counts.items())

    @property
    def groups(self) -> dict[str, tuple[Answer, ...]]:
        """Answers by topic."""
        return {group: tuple(one for one in self.answers if one.item.group == group) for group in dict.fromkeys(one.item.group for one in self.answers)}


def examine(given: Given) -> Report:
    """Ask everything of a site."""
    identity = given.site.identity
    answers = tuple(Answer(item=item, outcome=item.check(given)) for item in ITEMS)
    return Report(name=identity.name, url=identity.url, stage=given.stage, pages=len(given.pages), now=given.site.now, answers=answers)


def as_text(report: Report, shown: int = SHOWN) -> str:
    """For a person at a terminal: what fails first, then hints, then the rest in one line each."""
    return "\n".join(_text(report, shown))


def _text(report: Report, shown: int) -> Iterator[str]:
    stage = "预览" if report.stage == "preview" else "正式网站"
    yield f"{report.name}自查（{stage}，{report.pages}个页面，{report.now.text}）：{report.summary}。"
    for result in (FAIL, ADVICE):
        for one in report.of(result):
            yield ""
            yield f"{RESULTS[result]}［{LEVELS[one.item.level]}］{one.item.title}（{one.item.id}）{_note(one)}"
            yield from (f"    {line}" for line in _evidence(one.evidence, shown))
            yield f"    依据：{one.item.source}（{BASES[one.item.basis]}）"
            yield f"    怎么办：{one.item.do}"
    yield ""
    yield from (f"未查　{one.item.title}（{one.item.id}）：{one.outcome.skipped}" for one in report.of(SKIPPED))
    yield from (f"通过　{one.item.title}（{one.item.id}）{_note(one)}" for one in report.of(PASS))


def _note(one: Answer) -> str:
    return f"：{one.outcome.note}" if one.outcome.note else ""


def _evidence(found: tuple[Evidence, ...], shown: int) -> Iterator[str]:
    yield from (f"{one.place}　{one.what}" for one in found[:shown])
    if len(found) > shown:
        yield f"……共{len(found)}处"


def as_plain(report: Report, shown: int = SHOWN) -> dict[str, object]:
    """For programs; the form of ``schema`` 1 doesn't change."""
    return {
        "schema": SCHEMA,
        "site": report.url,
        "name": report.name,
        "stage": report.stage,
        "pages": report.pages,
        "time": report.now.iso,
        "counts": report.counts,
        "items": [_plain(one, shown) for one in report.answers],
    }


def _plain(one: Answer, shown: int) -> dict[str, object]:
    item = one.item
    return {
        "id": item.id,
        "group": item.group,
        "title": item.title,
        "source": item.source,
        "basis": item.basis,
        "level": item.level,
        "result": one.result,
        "note": one.outcome.note or one.outcome.skipped,
        "count": len(one.evidence),
        "evidence": [{"place": found.place, "what": found.what} for found in one.evidence[:shown]],
        "do": item.do,
    }
