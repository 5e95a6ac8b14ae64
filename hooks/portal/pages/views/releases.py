"""When the site was published, what that changed for readers, and how anyone checks that a page is as it was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.model.release_record import ReleaseRecord
from portal.model.site import Site
from portal.pages.page import Context, Page, Plan

ADDRESS = "releases/"
_ACTS = {"publish": "发布", "rollback": "退回到以前的版本", "heal": "发现被改动，恢复原样"}
_CHANGES = {"added": "新增", "changed": "修改", "removed": "撤下"}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A release in readers' words: ``articles`` are (what happened, title, address; no address when the page is gone)."""

    record: ReleaseRecord
    act: str
    articles: tuple[tuple[str, str, str], ...]
    others: int


def plans(site: Site) -> Iterator[Plan]:
    """The one page."""
    yield Plan(address=ADDRESS, view="releases")


def make(context: Context, plan: Plan) -> Page:
    """The page."""
    site = context.site
    told = tuple(_told(site, one) for one in site.releases)
    keys = tuple(key.material for signer in site.publishing.signers for key in signer.keys if not key.revoked)
    body = context.body("pages/releases.html", ADDRESS, told=told, keys=keys, domain=site.identity.domain, root=site.identity.url)
    description = "本站每次发布的时间、改动的内容，以及怎样查对一个网页是不是发布时的样子。"
    return Page(address=ADDRESS, section="", title="发布记录", description=description, body=body)


def _told(site: Site, record: ReleaseRecord) -> Told:
    articles = tuple(
        (word, title, address if address in site.by_url else "")
        for kind, word in _CHANGES.items()
        for address, title in record.articles.get(kind, {}).items()
    )
    return Told(record=record, act=_ACTS.get(record.act, record.act), articles=articles, others=sum(record.changes.values()))
