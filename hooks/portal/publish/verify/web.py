"""Verifies a site from outside: everything that was signed, what it links to, what may not be there, what others get to see."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TypeVar

from portal.digest import digest_bytes
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE, Manifest
from portal.publish.targets.target import Progress
from portal.publish.verify import verdict
from portal.publish.verify.answers import Maps, address_of, file_of, judged
from portal.publish.verify.client import Answer, Client
from portal.publish.verify.disk import Look, concluded
from portal.publish.verify.probes import VISITORS, cloaked, probed, probes, sample, stranger
from portal.publish.verify.seal import Own, sealed
from portal.publish.verify.verdict import Deviation, Verdict, deviation

_THREADS = 8
_MOST_OWN = 200_000_000
_MOST_LINKS, _MOST_LOST, _MOST_TRIED_AGAIN = 300, 40, 50
_LINK = re.compile(rb"\b(?:href|src|action)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
T = TypeVar("T")
R = TypeVar("R")


@dataclass
class _Visit:
    """One visit to a site: what is known before, and what is met on the way."""

    client: Client
    manifest: Manifest
    look: Look
    pool: ThreadPoolExecutor
    maps: Maps = field(default_factory=lambda: Maps({}, frozenset()))
    strange: dict[str, str] = field(default_factory=dict)
    lost: int = 0
    again: int = 0

    def all(self, work: Callable[[T], R], items: Sequence[T]) -> Iterable[R]:
        progress: Progress[R] = self.look.progress
        return progress(self.pool.map(work, items), len(items))

    def original(self, name: str) -> bytes | None:
        return self.look.originals.of(name, self.manifest.files[name].sha256)

    def get(self, name: str, **headers: str) -> Answer:
        """Ask for a file; a server that has been away too often isn't asked any more."""
        if self.lost > _MOST_LOST:
            return Answer(why="服务器不再回答，没有问下去")
        answer = self.client.get(address_of(name), self.manifest.files[name].size, {key.replace("_", "-"): text for key, text in headers.items()})
        self.lost += not answer.status
        return answer


def verify_web(url: str, look: Look) -> Verdict:
    """Verify what a web server answers; remember it when it is clean.

    Args:
        url: of the site's root.
        look: what the verification works with.

    Raises:
        PortalError: the address is none, or the memory is damaged.
    """
    with closing(Client(url)) as client, ThreadPoolExecutor(_THREADS) as pool:
        done, release = _looked(client, pool, look)
        while done.code == 1 and (now := client.get(MANIFEST, _MOST_OWN)).status == 200 and now.body != release:  # somebody has published meanwhile
            done, release = _looked(client, pool, look)
        return done


def _looked(client: Client, pool: ThreadPoolExecutor, look: Look) -> tuple[Verdict, bytes | None]:
    answers = {name: client.get(name, _MOST_OWN) for name in (MANIFEST, SIGNATURE, LOG)}
    own = Own(*(one.body if one.status == 200 else None for one in answers.values()))
    seal = sealed(own, look.authority, look.memory)
    found = list(_unanswered(answers))
    if any(one.kind == verdict.UNREACHABLE for one in found):
        return concluded(look, own, replace(seal, manifest=None, log=None), found), own.manifest
    found += seal.deviations
    if seal.manifest:
        found += _visited(_Visit(client, seal.manifest, look, pool))
    return concluded(look, own, seal, found), own.manifest


def _unanswered(answers: dict[str, Answer]) -> Iterator[Deviation]:
    for name, one in answers.items():
        if not one.status or one.status >= 500:
            yield deviation(verdict.UNREACHABLE, name, one.why or f"服务器出错（{one.status}）")
        elif one.location:
            yield deviation(verdict.REDIRECT, name, f"跳转到{one.location}（{one.status}）", "网址写错了就用跳转以后的网址核验；没有写错就查是谁改的")


def _visited(visit: _Visit) -> Iterator[Deviation]:
    manifest, seed = visit.manifest, visit.look.authority.now.iso
    visit.maps = Maps.read(manifest, lambda name: _map(visit, name))
    wanted = sample(manifest, visit.maps, seed)
    for found in visit.all(lambda name: list(_file(visit, name)), sorted(manifest.files)):
        yield from found
    yield from _followed(visit)
    for found in visit.all(lambda one: list(probed(one, visit.client.get(one.address), manifest)), probes(manifest, seed)):
        yield from found
    for found in visit.all(lambda name: list(_cloaks(visit, name)), wanted):
        yield from found


def _map(visit: _Visit, name: str) -> bytes | None:
    if name not in visit.manifest.files:
        return None
    body = visit.get(name).body
    return body if digest_bytes(body) == visit.manifest.files[name].sha256 else visit.original(name)


def _file(visit: _Visit, name: str) -> Iterator[Deviation]:
    answer = visit.get(name)
    for one in judged(name, answer, visit.manifest, visit.maps, lambda: visit.original(name)):
        yield replace(one, what=f"{one.what}（只在压缩的回答里）") if _only_packed(visit, name, answer, one) else one
    if name.endswith(".html") and answer.status == 200:
        _note(visit, name, answer.body)


def _only_packed(visit: _Visit, name: str, answer: Answer, found: Deviation) -> bool:
    if not answer.packed or found.kind not in (verdict.CHANGED, verdict.INJECTED) or visit.again >= _MOST_TRIED_AGAIN:
        return False
    visit.again += 1
    return digest_bytes(visit.get(name, Accept_Encoding="identity").body) == visit.manifest.files[name].sha256


def _note(visit: _Visit, page: str, body: bytes) -> None:
    """Remember the inner links of a page that lead to no file of the manifest."""
    hosts = frozenset([visit.manifest.site.split("/")[2].partition(":")[0]])
    for parts in set(_LINK.findall(body)):
        link = html.unescape(b"".join(parts).decode("utf-8", "replace"))
        address = None if link.startswith(("#", "data:", "tel:", "mailto:")) else visit.client.inner(link, address_of(page), hosts)
        if address is not None and file_of(address) not in visit.manifest.files and address not in (MANIFEST, SIGNATURE, LOG):
            visit.strange.setdefault(address, page)


def _followed(visit: _Visit) -> Iterator[Deviation]:
    """Follow links to what isn't in the manifest, and the links of what is found there, up to some number."""
    done: set[str] = set()
    while todo := [one for one in sorted(visit.strange) if one not in done][: _MOST_LINKS - len(done)]:
        done.update(todo)
        for found in visit.all(lambda address: _strange(visit, address), todo):
            yield from found


def _strange(visit: _Visit, address: str) -> list[Deviation]:
    answer = visit.client.get(address)
    if answer.status == 200 and "html" in answer.type:
        _note(visit, address, answer.body)
    return list(stranger(address, visit.strange[address], answer, visit.manifest))


def _cloaks(visit: _Visit, name: str) -> list[Deviation]:
    usual = visit.get(name)
    others = [(visitor, visit.client.get(address_of(name), visit.manifest.files[name].size, headers)) for visitor, headers in VISITORS.items()]
    return list(cloaked(name, usual, others, visit.manifest, visit.original(name)))
