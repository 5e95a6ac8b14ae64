"""Citations that stand in a field of their own (``laws`` of a case, ``basis`` of a guide): one article each, of a statute in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from portal.late import late
from portal.model.citation.citation import Citation
from portal.model.citation.reader import citations
from portal.model.finding import Finding, Severity, Span
from portal.model.register import Register
from portal.review.law import judging
from portal.review.law.unknown import slip
from portal.review.wording import did_you_mean

_ENTRY = late(r"《.+》第[^《》第]+条(之[^《》第]+)?(第[^《》第]+款)?(第[^《》第]+项)?")


def read_entry(entry: str, register: Register) -> Citation | None:
    """The citation of an entry, None when it isn't one article of one statute."""
    found = citations(entry, register)
    return found[0] if len(found) == 1 and _ENTRY.fullmatch(entry) else None


def misshapen(entry: str, span: Span) -> Finding:
    """What to say of an entry that can't be read."""
    what = f"法律依据“{entry}”的写法不对"
    return Finding("law-entry-shape", span, what, "每项写一条，如《中华人民共和国民法典》第六百七十五条；书名号里面再有书名号用〈〉")


def judge(citation: Citation, span: Span, register: Register, day: dt.date, today: dt.date) -> Iterator[Finding]:
    """What is wrong with an entry; the whole text rests on it, so whatever may be wrong blocks, save for unconfirmed rows.

    Args:
        citation: the entry.
        span: where it stands.
        register: the statutes.
        day: on which the statute has to be in force.
        today: decides whether a row of the register is fresh.
    """
    if citation.statute is None:
        rule = "law-near-miss-title" if slip(citation.title, register) else "law-unknown"
        do = f"{did_you_mean(citation.title, register)}写全称；确有这部法律的，登记到data/laws/register.csv"
        yield Finding(rule, span, f"法律名册里没有《{citation.title}》", do)
        return
    gone = judging.repealed(citation.statute, day)
    if gone:
        yield Finding("law-repealed", span, gone.what, gone.do, gone.level)
    verdicts = {
        "law-not-yet-in-force": judging.not_yet(citation.statute, day),
        "law-article-out-of-range": judging.article_out_of_range(citation, register, today),
        "law-paragraph-out-of-range": judging.paragraph_out_of_range(citation, register, today),
        "law-item-out-of-range": judging.item_out_of_range(citation, register, today),
    }
    for rule, verdict in verdicts.items():
        if verdict:
            yield Finding(rule, span, verdict.what, verdict.do, Severity.INFO if verdict.level is Severity.INFO else Severity.ERROR)


def data_entries(entries: tuple[str, ...], span: Span, register: Register, today: dt.date) -> Iterator[Finding]:
    """What is wrong with the citations of a data file, which must hold today."""
    for entry in entries:
        found = read_entry(entry, register)
        yield from judge(found, span, register, today, today) if found else (misshapen(entry, span),)
