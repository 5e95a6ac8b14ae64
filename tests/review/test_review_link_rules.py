"""Rules about links and tags: the case file, and a site without a register of hosts."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.model.facts import Facts
from portal.review.document import Document
from portal.review.hyperlinks import host_of, scheme_of
from review.case_files import Case, cases, found_in

TODAY = dt.date(2026, 11, 22)
FACTS = Facts(today=TODAY, hosts={"www.gov.cn": TODAY, "flk.npc.gov.cn": TODAY})


@pytest.mark.parametrize("case", cases("links/hosts_and_tags.md"), ids=lambda case: case.place)
def test_links(case: Case) -> None:
    """Each line of the case file says what is found in it, and nothing else is."""
    assert found_in(Document("例.md", case.text), FACTS, "链接") == case.expected


def test_without_a_register_every_host_may_stand() -> None:
    """Nobody is accused by a register that isn't there."""
    assert not found_in(Document("例.md", "见https://www.not-registered.example/"), Facts(today=TODAY), "链接")


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("https://WWW.gov.cn/a", "www.gov.cn"),
        ("//a.example", "a.example"),
        ("https://www.gov.cn@a.example/", "a.example"),
        ("https:\\\\a.example", "a.example"),
        ("https://ａ.example/", "a.example"),
        ("https://a.example./", "a.example"),
        ("https://[/", "?"),
        ("/news/", ""),
        ("mailto:a@b.example", ""),
    ],
)
def test_host(target: str, host: str) -> None:
    """The host is the one that a browser would open."""
    assert host_of(target) == host


def test_scheme() -> None:
    """The scheme is read as a browser does."""
    assert [scheme_of(one) for one in ("JavaScript:x", "java\tscript:x", "%6Aavascript:x", "/a:b", "a.html")] == ["javascript", "javascript", "javascript", "", ""]
