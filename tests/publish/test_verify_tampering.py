"""Tampering of every kind, each found and called by its name: on the disk, through nginx, or by a server that lies."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from portal.publish.log import Line, read_log
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE, read_manifest
from portal.publish.signature import signed
from portal.publish.verify.verdict import Verdict
from publish_trial import DOMAIN, make_key
from verify_trial import Lie, Reply, Trial, liar, made_trial, nginx

FIRST, HOME, CSS = "news/2026/first.html", "index.html", "assets/portal.0123456789.css"
DISK, WEB, BOTH = ("disk",), ("web",), ("disk", "web")
GAMBLING = "https://bet.example/"


@dataclass(frozen=True)
class Case:
    """A kind of tampering on the disk: what is done; what is found, by which look; what the report names."""

    name: str
    do: Callable[[Trial], object]
    kind: str
    place: str
    says: str = ""
    seen_by: tuple[str, ...] = BOTH


def put(name: str, text: str = "x", mode: int = 0o644) -> Callable[[Trial], object]:
    """Put another file among the served ones."""

    def act(trial: Trial) -> None:
        path = trial.served / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(mode)

    return act


def edit(name: str, old: str, new: str) -> Callable[[Trial], object]:
    return lambda trial: trial.edit(name, old, new)


def flip(name: str) -> Callable[[Trial], object]:
    """Change one bit."""

    def act(trial: Trial) -> None:
        data = bytearray((trial.served / name).read_bytes())
        data[len(data) // 2] ^= 1
        (trial.served / name).write_bytes(data)

    return act


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Trial], object]:
    """Change the lines of the log."""

    def act(trial: Trial) -> None:
        path = trial.root / LOG
        path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))

    return act


def rewritten(trial: Trial) -> None:
    """A log with a chain of its own, in which only the present release was ever published."""
    log = read_log((trial.root / LOG).read_bytes(), LOG)
    (trial.root / LOG).write_bytes(Line(**{**vars(log.lines[-1]), "number": 1, "before": "0" * 64}).data)


def edited_manifest(trial: Trial) -> None:
    """A page and its digest in the manifest."""
    path = trial.served / MANIFEST
    path.write_text(path.read_text().replace('"commit":""', '"commit":"a"'))


def resigned(trial: Trial) -> None:
    """A page, the manifest made for it, and a stranger's signature."""
    from portal.publish.manifest import Entry

    put(FIRST, "<title>第一篇</title>hacked")(trial)
    old = read_manifest((trial.served / MANIFEST).read_bytes(), "")
    from portal.digest import digest_bytes

    data = (trial.served / FIRST).read_bytes()
    forged = replace(old, files={**old.files, FIRST: Entry(len(data), digest_bytes(data), old.files[FIRST].type)})
    key = trial.root.parent / "stranger"
    make_key(key)
    (trial.served / MANIFEST).write_bytes(forged.data)
    (trial.served / SIGNATURE).write_text(signed(forged, key, DOMAIN))


def old_put_back(trial: Trial) -> None:
    """The first release, genuine as it is, behind the log's back."""
    (trial.root / "current").unlink()
    (trial.root / "current").symlink_to(f"releases/{trial.target.releases()[-1]}")


def linked_out(trial: Trial) -> None:
    (trial.served / "news/etc").symlink_to("/etc")


def folder_elsewhere(trial: Trial) -> None:
    """A folder becomes a link to a copy of it, where anything may be changed later."""
    other = trial.root.parent / "elsewhere"
    shutil.move(trial.served / "news/2026", other)
    (trial.served / "news/2026").symlink_to(other)


BODY = "</body>"
CASES = [
    Case("bit flipped in a page", flip(FIRST), "changed", FIRST),
    Case("bit flipped in a picture", flip("pictures/b.png"), "changed", "pictures/b.png"),
    Case("picture replaced", put("pictures/b.png", "PNG"), "changed", "pictures/b.png", "插入3字节"),
    Case("text changed", edit(FIRST, "防范网络赌博", "参加网络活动"), "changed", FIRST, "参加"),
    Case("script injected", edit(FIRST, BODY, f"<script src='{GAMBLING}a.js'></script>{BODY}"), "injected", FIRST, "从别的网站（bet.example）加载"),
    Case("script disguised", edit(FIRST, BODY, "<script>eval(String.fromCharCode(97))</script></body>"), "injected", FIRST, "伪装过的代码"),
    Case("hidden link", edit(HOME, BODY, f'<a style="display:none" href="{GAMBLING}">彩票</a></body>'), "injected", HOME, "读者看不见"),
    Case("hidden block", edit(HOME, BODY, '<div style="position:absolute;left:-9999px">娱乐城开户</div></body>'), "injected", HOME, "隐藏的内容“娱乐城开户”"),
    Case("visible link", edit(HOME, BODY, f'<a href="{GAMBLING}">友情链接</a></body>'), "injected", HOME, "链接到别的网站（bet.example）"),
    Case("iframe", edit(FIRST, BODY, f'<iframe src="{GAMBLING}" width="1" height="1"></iframe></body>'), "injected", FIRST, "嵌入了<iframe>"),
    Case("meta refresh", edit(FIRST, "<title>", f'<meta http-equiv="refresh" content="0;url={GAMBLING}"><title>'), "injected", FIRST, f"自动跳转到{GAMBLING}"),
    Case("title keywords", edit(FIRST, "<title>第一篇", "<title>澳门葡京娱乐城"), "injected", FIRST, "标题成了“澳门葡京娱乐城”"),
    Case("file missing", lambda trial: (trial.served / FIRST).unlink(), "missing", FIRST),
    Case("truncated", lambda trial: os.truncate(trial.served / FIRST, 100), "changed", FIRST, "后面都没有了"),
    Case("emptied", lambda trial: os.truncate(trial.served / HOME, 0), "changed", HOME),
    Case("extra page", put("news/2026/bet.html"), "unknown", "news/2026/bet.html", "清单里没有的文件", DISK),
    Case("extra page that a page links to", lambda trial: (put("bet/a.html", "<title>彩票</title>")(trial), edit(HOME, BODY, '<a href="/bet/a.html">a</a></body>')(trial)), "unknown", "bet/a.html", "清单里"),
    Case("web shell php", put("assets/1.php", "<?php eval($_POST[1]);"), "unknown", "assets/1.php"),
    Case("web shell jsp", put("shell.jsp"), "unknown", "shell.jsp"),
    Case("web shell disguised", put("pictures/a.php.svg"), "unknown", "pictures/a.php.svg", "网页木马", DISK),
    Case("hidden file", put(".user.ini", "auto_prepend_file=x"), "unknown", ".user.ini", "", DISK),
    Case("hidden folder", put(".git/HEAD"), "unknown", ".git/HEAD", "", DISK),
    Case("backup", put("www.zip"), "unknown", "www.zip"),
    Case("link that leads out", linked_out, "link", "news/etc", "网站以外的/etc", DISK),
    Case("folder replaced by a link", folder_elsewhere, "link", "news/2026", "网站以外的", DISK),
    Case("executable", lambda trial: (trial.served / FIRST).chmod(0o755), "mode", FIRST, "可以执行", DISK),
    Case("set-uid", lambda trial: (trial.served / FIRST).chmod(0o4644), "mode", FIRST, "可以执行", DISK),
    Case("file anybody may write", lambda trial: (trial.served / FIRST).chmod(0o666), "mode", FIRST, "谁都可以写", DISK),
    Case("folder anybody may write", lambda trial: (trial.served / "news").chmod(0o777), "mode", "news", "谁都可以写", DISK),
    Case("style sheet changed", edit(CSS, "#111", "#111;background:url(https://bet.example/a.png)"), "injected", CSS, "往外指的代码"),
    Case("script file changed", edit(CSS.replace(".css", ".js"), "document.title", "location='https://bet.example/'"), "injected", CSS.replace(".css", ".js"), "往外指的代码"),
    Case("feed item added", edit("feed.xml", "</channel>", "<item><title>彩票</title></item></channel>"), "changed", "feed.xml", "插入"),
    Case("sitemap changed", edit("sitemap.xml", "test.example", "bet.example"), "changed", "sitemap.xml"),
    Case("robots.txt changed", edit("robots.txt", "Allow: /", "Disallow: /"), "changed", "robots.txt", "Disallow"),
    Case("figures changed", edit("figures/aid.csv", "120", "920"), "changed", "figures/aid.csv"),
    Case("security.txt changed", edit(".well-known/security.txt", "a@", "b@"), "changed", ".well-known/security.txt"),
    Case("redirect map changed", edit("redirects.map", "/old.html /news", "/old.html /bet"), "changed", "redirects.map", "", DISK),
    Case("manifest edited", edited_manifest, "signature", SIGNATURE, "签名验不过"),
    Case("manifest not canonical", edit(MANIFEST, "{", "{ "), "signature", MANIFEST, "不是原来的写法"),
    Case("manifest signed by a stranger", resigned, "signature", SIGNATURE, "没有登记"),
    Case("page behind the stranger's signature", resigned, "changed", FIRST),
    Case("signature removed", lambda trial: (trial.served / SIGNATURE).unlink(), "signature", SIGNATURE, "不见了"),
    Case("manifest removed", lambda trial: (trial.served / MANIFEST).unlink(), "signature", MANIFEST, "不见了"),
    Case("log line edited", lines(lambda found: [found[0].replace(b'"act":"publish"', b'"act":"rollback"'), *found[1:]]), "log", LOG, "第2行接不上"),
    Case("log line removed", lines(lambda found: found[1:]), "log", LOG, "第1行接不上"),
    Case("log line inserted", lines(lambda found: [found[0], *found]), "log", LOG, "第2行接不上"),
    Case("log cut off", lines(lambda found: found[:1]), "log", LOG, "上次有2行，现在只有1行"),
    Case("log written anew", rewritten, "log", LOG, "上次有2行，现在只有1行"),
    Case("log removed", lambda trial: (trial.root / LOG).unlink(), "log", LOG, "不见了"),
    Case("log frozen by a copy", lambda trial: ((trial.served / LOG).unlink(), (trial.served / LOG).write_bytes(b"")), "log", LOG, "", BOTH),
    Case("older release put back", old_put_back, "stale", MANIFEST, "旧的发布被换了上来"),
    Case("shell among kept styles", lambda trial: (trial.root / "kept/assets/x.php").write_text("x"), "unknown", "kept/assets/x.php", "", DISK),
    Case("kept style changed", lambda trial: (trial.root / "kept" / CSS).write_text("x"), "changed", f"kept/{CSS}", "", DISK),
    Case("current leads elsewhere", lambda trial: (shutil.copytree(trial.served, trial.root / "other", symlinks=True), (trial.root / "current").unlink(), (trial.root / "current").symlink_to("other")), "link", "current", "指向other", DISK),
]


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    """A published site that was verified once."""
    made = made_trial(tmp_path)
    assert not made.on_disk().code
    for suffix in (".json", ".sig", ".jsonl"):
        shutil.copy(made.memory.folder / f"local{suffix}", made.memory.folder / f"web{suffix}")
    yield made


def found_in(verdict: Verdict, kind: str, place: str, says: str) -> bool:
    return verdict.code == 1 and any((one.kind, one.place) == (kind, place) and says in one.what and one.do for one in verdict.deviations)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_tampering_on_the_disk_is_found(case: Case, trial: Trial, tmp_path: Path) -> None:
    """The folder shows it, and so does nginx where it reaches readers."""
    case.do(trial)
    if "disk" in case.seen_by:
        verdict = trial.on_disk()
        assert found_in(verdict, case.kind, case.place, case.says), verdict
    if "web" in case.seen_by:
        with nginx(trial, tmp_path / "prefix") as url:
            verdict = trial.from_outside(url)
        assert found_in(verdict, case.kind, case.place, case.says), verdict


@pytest.mark.parametrize("place", [".user.ini", ".git/HEAD"])
def test_hidden_files_are_found_where_a_server_shows_them(place: str, trial: Trial) -> None:
    """Ours keeps them back; others may not."""
    put(place)(trial)
    with liar(trial.served, lambda *_: None) as url:
        assert found_in(trial.from_outside(url), "unknown", place, "")


def html_only(change: Callable[[bytes], bytes], when: Callable[[str, dict[str, str]], bool] = lambda *_: True) -> Lie:
    """Change pages, for some who ask."""

    def lie(path: str, headers: dict[str, str], reply: Reply) -> None:
        if reply.headers["Content-Type"].startswith("text/html") and reply.status == 200 and when(path, headers):
            reply.body = change(reply.body)

    return lie


def for_path(wanted: str, **changes: object) -> Lie:
    """Another status, header or body for one address."""

    def lie(path: str, _: dict[str, str], reply: Reply) -> None:
        if path == wanted:
            reply.status, reply.body = int(str(changes.get("status", reply.status))), changes.get("body", reply.body)  # type: ignore[assignment]
            reply.headers |= changes.get("headers", {})  # type: ignore[operator]

    return lie


def inject(body: bytes) -> bytes:
    return body.replace(b"</body>", f'<script src="//{GAMBLING[8:]}ad.js"></script></body>'.encode())


def agent(word: str) -> Callable[[str, dict[str, str]], bool]:
    return lambda _, headers: word in headers["User-Agent"]


def referer(word: str) -> Callable[[str, dict[str, str]], bool]:
    return lambda _, headers: word in headers.get("Referer", "")


def away(_: str, headers: dict[str, str], reply: Reply) -> None:
    """Phones are sent elsewhere."""
    if "Mobile" in headers["User-Agent"]:
        reply.status, reply.headers["Location"], reply.packed = 302, GAMBLING, False


def soft(_: str, __: dict[str, str], reply: Reply) -> None:
    """Everything is there."""
    reply.status = 200


def packed_only(_: str, __: dict[str, str], reply: Reply) -> None:
    if reply.packed:
        reply.body = inject(reply.body)


def plain_only(_: str, headers: dict[str, str], reply: Reply) -> None:
    if not reply.packed and "User-Agent" in headers and reply.headers["Content-Type"].startswith("text/html") and reply.status == 200:
        reply.body = inject(reply.body)


LIES: list[tuple[str, Lie, str, str, str]] = [
    ("injected by the server before </body>", html_only(inject), "injected", HOME, "加载//bet.example/ad.js"),
    ("injected only when compressed", packed_only, "injected", FIRST, "只在压缩的回答里"),
    ("injected only when not compressed", plain_only, "cloaked", HOME, "不要压缩的人"),
    ("other bytes for Baidu", html_only(inject, agent("Baiduspider")), "cloaked", HOME, "百度爬虫看到的不一样"),
    ("other bytes for Google", html_only(inject, agent("Googlebot")), "cloaked", HOME, "谷歌爬虫"),
    ("other bytes in WeChat", html_only(inject, agent("MicroMessenger")), "cloaked", HOME, "微信"),
    ("phones sent elsewhere", away, "cloaked", HOME, f"手机浏览器看到的不一样：跳转到{GAMBLING}"),
    ("other bytes for those who come from Baidu", html_only(inject, referer("baidu")), "cloaked", HOME, "从百度来的人"),
    ("other bytes for those who come from 360", html_only(inject, referer("so.com")), "cloaked", HOME, "从360搜索来的人"),
    ("wrong type", for_path("/feed.xml", headers={"Content-Type": "text/html; charset=utf-8"}), "type", "feed.xml", "应当是application/rss+xml"),
    ("page as a download", for_path(f"/{FIRST}", headers={"Content-Type": "application/octet-stream"}), "type", FIRST, "应当是text/html"),
    ("wrong charset", for_path(f"/{FIRST}", headers={"Content-Type": "text/html; charset=gbk"}), "type", FIRST, "gbk"),
    ("redirect added", for_path(f"/{FIRST}", status=302, headers={"Location": GAMBLING}), "redirect", FIRST, f"跳转到{GAMBLING}"),
    ("redirect of an old address elsewhere", for_path("/old.html", status=301, headers={"Location": f"{GAMBLING}news/2026/first.html"}), "redirect", "old.html", "bet.example"),
    ("404 for a page", for_path(f"/{FIRST}", status=404), "missing", FIRST, "404"),
    ("500 for a page", for_path(f"/{FIRST}", status=500), "status", FIRST, "500"),
    ("gone page with advertisements", for_path("/news/2026/gone.html", status=410, body=b"<a href='//bet.example/'>x</a>"), "changed", "news/2026/gone.html", "撤下"),
    ("every address answers 200", soft, "unknown", "shell.php", "200"),
    ("listing of a folder", for_path("/assets/", status=200), "unknown", "assets/", "列出了"),
    ("page for what is missing changed", lambda _, __, reply: setattr(reply, "body", inject(reply.body)) if reply.status == 404 else None, "changed", "", "加载//bet.example"),
    ("longer than it may be", for_path(f"/{FIRST}", body=b"a" * 3_000_000), "changed", FIRST, ""),
    ("proxy that answers for shells", for_path("/1.asp", status=500), "unknown", "1.asp", "500"),
]


@pytest.mark.parametrize(("name", "lie", "kind", "place", "says"), LIES, ids=lambda one: one if isinstance(one, str) and " " in one else "")
def test_a_lying_server_is_found(name: str, lie: Lie, kind: str, place: str, says: str, trial: Trial) -> None:
    """Nothing is wrong on the disk, but readers, or some of them, get something else."""
    with liar(trial.root / "current", lie) as url:
        verdict = trial.from_outside(url)

    assert verdict.code == 1
    assert any(one.kind == kind and (one.place == place or not place) and says in one.what for one in verdict.deviations), verdict
    assert not trial.on_disk().code


def test_a_server_that_is_away_is_no_tampering(trial: Trial) -> None:
    """What can't be reached is told as such."""
    with liar(trial.root / "current", lambda *_: None) as url:
        pass
    verdict = trial.from_outside(url)

    assert (verdict.code, {one.kind for one in verdict.deviations}) == (2, {"unreachable"})


def test_without_copies_injections_are_described(trial: Trial) -> None:
    """What was put in is told from the page alone when no other copy is at hand."""
    shutil.rmtree(trial.root / "releases" / trial.target.releases()[-1])
    trial.edit(FIRST, "<title>第一篇", f'<meta http-equiv="refresh" content="0;url={GAMBLING}"><title>真人百家乐')

    found = [one.what for one in trial.on_disk().deviations if one.place == FIRST]
    assert len(found) == 1
    assert "标题成了“真人百家乐”" in found[0] and f"自动跳转到{GAMBLING}" in found[0] and re.search(r"比清单多\d+字节", found[0])


def test_nothing_is_remembered_of_what_differs(trial: Trial) -> None:
    """The memory stays as it was at the last clean verification."""
    before = trial.memory.own()
    trial.publisher.write(FIRST, "<title>第一篇</title>")
    trial.publish()
    put("x.php")(trial)

    assert trial.on_disk().code == 1
    assert trial.memory.own() == before
    (trial.served / "x.php").unlink()
    assert trial.on_disk().code == 0
    assert trial.memory.own() != before
    assert json.loads(trial.memory.own().manifest or b"")["id"] == trial.target.current()
