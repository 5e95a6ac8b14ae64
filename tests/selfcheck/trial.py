"""A built site in memory that a test may spoil: the tiny project with a guide, a picture and a registered outer host."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from built_site import build
from helpers import NOW, Project
from portal.assembly.selfchecking import gather
from portal.model.site import Site
from portal.selfcheck.given import Commits, Given, Reply
from portal.selfcheck.item import FAIL, Answer
from portal.selfcheck.page import Reading, read_page
from portal.selfcheck.page_links import hiding_classes
from portal.selfcheck.report import ITEMS, Report, examine

NEWS, SUMMARY = "news/2025/first.html", "summaries/2025/2024-summary.html"
NEWS_SOURCE = "content/news/2025/2025-06-20-first.md"
HOST = "www.gov.example"
GOOD_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors 'none'",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "content-encoding": "gzip",
    "server": "nginx",
}
_LINKS = f"hosts:\n  - {{host: {HOST}, owner: 测试主办单位, since: 2025-01-01, checked: 2025-06-01}}\n"
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>'
_GUIDE = """---
title: 怎样申请法律援助
date: 2025-06-15 09:00
source: 测试局
summary: 测试用的指南。
wechat: {published: 2025-06-25 10:00}
---
## 办理依据和申请条件

经济困难的人。

## 要带什么材料

证件。

![窗口的位置示意图](window.svg)

## 怎么办、去哪里办

带上材料到[政务网站](https://www.gov.example/)上写的地点。
"""


def sound_project(root: Path) -> Project:
    """A project whose site passes everything but what only a person can settle."""
    project = Project.create(root)
    columns = "{id: services, label: 法律服务, description: 指南。, keywords: [指南], type: 办事服务, required: [source, summary], order: 4}"
    project.replace("data/columns.yml", "order: 3}", f"order: 3}}\n  - {columns}")
    project.write("data/review/links.yml", _LINKS).write("content/services/2025/2025-06-15-aid.md", _GUIDE).write("content/services/2025/window.svg", _PICTURE)
    project.replace("content/summaries/2025/2025-01-20-2024-summary.md", "https://test.example/source", f"https://{HOST}/source")
    return project


@dataclass
class Trial:
    """A site to spoil."""

    base: Given
    files: dict[str, bytes]
    site: Site
    addresses: dict[str, str]
    commits: Commits | None
    reply: Reply | None
    stage: str = "publish"

    @classmethod
    def of(cls, given: Given) -> Trial:
        """A copy of a sound site, in git since long ago and served as it should be."""
        began = dt.date(2025, 1, 1)
        commits = Commits(first={one.path: one.meta.date.day for one in given.site.articles}, began=began)
        home = given.site.identity.url
        reply = Reply(url=home, landed=home, status=200, headers=GOOD_HEADERS, missing_status=404)
        return cls(given, dict(given.files), given.site, dict(given.addresses), commits, reply)

    def text(self, name: str) -> str:
        """A file of the site."""
        return self.files[name].decode("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text in a file; the old text must be there."""
        text = self.text(name)
        assert old in text, f"{old!r} not in {name}"
        self.files[name] = text.replace(old, new, 1).encode("utf-8")

    def into(self, html: str, name: str = NEWS) -> None:
        """Put something at the end of a page's main part."""
        self.edit(name, "</main>", f"{html}</main>")

    @property
    def given(self) -> Given:
        """What the site has become; only pages that were touched are read again."""
        hiding = _hiding(self.files)
        reading = Reading(host=self.site.identity.domain, facts=self.site.facts, hiding=hiding)
        names = [name for name in self.files if name.endswith(".html")]
        others = hiding != _hiding(self.base.files)
        anew = {name for name in names if others or self.base.files.get(name) != self.files[name]}
        pages = {name: read_page(name, self.files[name], reading) if name in anew else self.base.pages[name] for name in names}
        return replace(
            self.base, site=self.site, files=self.files, pages=pages, addresses=self.addresses, stage=self.stage, commits=self.commits, reply=self.reply
        )

    def examined(self) -> Report:
        """The self-check of what the site has become."""
        return examine(self.given)

    def answer(self, item: str) -> Answer:
        """The answer to one item."""
        found = next(one for one in ITEMS if one.id == item)
        return Answer(item=found, outcome=found.check(self.given))

    def failing(self) -> set[str]:
        """What fails."""
        return {one.item.id for one in self.examined().of(FAIL)}


def _hiding(files: Mapping[str, bytes]) -> frozenset[str]:
    return frozenset[str]().union(*(hiding_classes(data.decode("utf-8")) for name, data in files.items() if name.endswith(".css")))


Fault = Callable[[Trial], None]


def sound_site(folder: Path) -> Given:
    """The sound project, built by the real command and gathered as the command does."""
    project = sound_project(folder / "project")
    done = build(project.root, folder / "site", NOW)
    assert done.returncode == 0, done.stderr
    given = gather(project.root, folder / "site", {"SOURCE_DATE_EPOCH": str(int(NOW.at.timestamp()))})
    return replace(given, files=dict(given.files))
