"""Addresses where nothing may be, and answers that only some visitors get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname

from portal.digest import digest_bytes, digest_value
from portal.publish.manifest import Manifest
from portal.publish.verify import verdict
from portal.publish.verify.answers import Maps, file_of, is_not_found
from portal.publish.verify.client import Answer
from portal.publish.verify.injected import explained, suspicious
from portal.publish.verify.verdict import Deviation, deviation

SHELLS = (
    *(f"{name}.php" for name in ("index", "shell", "cmd", "1", "a", "x", "test", "info", "phpinfo", "upload", "admin", "config", "conn", "api", "404")),
    *(f"{name}.jsp" for name in ("index", "shell", "cmd", "1", "test", "upload")),
    *(f"{name}.asp" for name in ("index", "shell", "1", "conn", "diy")),
    *(f"{name}.aspx" for name in ("index", "shell", "1", "upload")),
    *("wp-login.php", "uploads/1.php", "assets/1.php", "plus/mytag_js.php", "install.php", "adminer.php", "phpmyadmin/index.php"),
    *(".git/HEAD", ".git/config", ".svn/entries", ".env", ".DS_Store", ".htaccess", ".user.ini", "web.config", "WEB-INF/web.xml"),
    *(f"{name}.{suffix}" for name in ("www", "web", "wwwroot", "backup", "site") for suffix in ("zip", "rar", "tar.gz", "sql")),
    *("index.html.bak", "index.html~", ".index.html.swp", "config.php.bak", "release.json.bak", "db.sql", "1.zip", "server-status", "actuator/env"),
)
_ENGINE = "Mozilla/5.0 (compatible; {}; +http://{})"
_PHONE = "Mozilla/5.0 (Linux; Android 14; 23127PN0CC) AppleWebKit/537.36 (KHTML, like Gecko) {}Chrome/130.0.6723.103 Mobile Safari/537.36{}"
VISITORS: Mapping[str, Mapping[str, str]] = {
    "百度爬虫": {"User-Agent": _ENGINE.format("Baiduspider/2.0", "www.baidu.com/search/spider.html")},
    "谷歌爬虫": {"User-Agent": _ENGINE.format("Googlebot/2.1", "www.google.com/bot.html")},
    "微信": {"User-Agent": _PHONE.format("Version/4.0 ", " MicroMessenger/8.0.55.2780 NetType/WIFI Language/zh_CN")},
    "手机浏览器": {"User-Agent": _PHONE.format("", "")},
    "从百度来的人": {"Referer": "https://www.baidu.com/s?wd=%E6%B1%A8%E7%BD%97%E5%B8%82%E5%8F%B8%E6%B3%95%E5%B1%80"},
    "从搜狗来的人": {"Referer": "https://www.sogou.com/web?query=%E6%B1%A8%E7%BD%97%E5%B8%82%E5%8F%B8%E6%B3%95%E5%B1%80"},
    "从谷歌来的人": {"Referer": "https://www.google.com/"},
    "从必应来的人": {"Referer": "https://cn.bing.com/search?q=%E6%B1%A8%E7%BD%97%E5%8F%B8%E6%B3%95"},
    "从360搜索来的人": {"Referer": "https://www.so.com/s?q=%E6%B1%A8%E7%BD%97%E5%8F%B8%E6%B3%95"},
    "不要压缩的人": {"Accept-Encoding": "identity"},
}
_SAMPLE, _COLUMNS, _LISTED = 20, 40, 20


@dataclass(frozen=True)
class Probe:
    """An address where nothing may be; ``seed`` when it is only there to see how the server answers."""

    address: str
    seed: bool = False


def probes(manifest: Manifest, seed: str) -> list[Probe]:
    """Names of web shells and backups, folders without a page, an address that nobody can foresee."""
    folders = {dirname(name) for name in manifest.files} - {""}
    bare = sorted(one for one in folders if f"{one}/index.html" not in manifest.files)[:_LISTED]
    names = [*SHELLS, *(f"{one}/" for one in bare)]
    return [Probe(f"{digest_value([seed, manifest.digest])[:24]}.html", seed=True), *(Probe(one) for one in names if file_of(one) not in manifest.files)]


def probed(probe: Probe, answer: Answer, manifest: Manifest) -> Iterator[Deviation]:
    """What is wrong with the answer for an address where nothing may be."""
    if not answer.status:
        yield deviation(verdict.UNREACHABLE, probe.address, answer.why)
    elif probe.seed:
        if answer.status != 404:
            yield deviation(verdict.STATUS, probe.address, f"随便写的网址应当回答404，回答的是{answer.status}{_to(answer)}")
        elif not is_not_found(answer, manifest):
            host = manifest.site.split("/")[2]
            yield deviation(verdict.CHANGED, probe.address, f"随便写的网址应当给出404.html，给出的是别的；{suspicious(answer.body, host)}".rstrip("；"))
    elif answer.status not in (404, 410) and not (answer.status == 403 and _may_be_refused(probe.address)):
        what = "列出了文件夹里的文件" if probe.address.endswith("/") and answer.status == 200 else f"这里不应当有东西，回答的却是{answer.status}{_to(answer)}"
        yield deviation(verdict.UNKNOWN, probe.address, what)


def stranger(address: str, page: str, answer: Answer, manifest: Manifest) -> Iterator[Deviation]:
    """What is wrong with an inner link that leads to no file of the manifest."""
    if answer.status == 200:
        why = suspicious(answer.body, manifest.site.split("/")[2])
        yield deviation(verdict.UNKNOWN, address, f"{page}链接到这里，清单里却没有" + (f"；{why}" if why else ""))
    elif not answer.status:
        yield deviation(verdict.UNREACHABLE, address, answer.why)
    elif answer.location and not answer.here:
        yield deviation(verdict.REDIRECT, address, f"{page}链接到这里，却跳转到{answer.location}（{answer.status}）")


def sample(manifest: Manifest, maps: Maps, seed: str) -> list[str]:
    """Home, the columns, and some pages that follow from a seed: those that are asked for once more as other visitors."""
    pages = [name for name in manifest.files if name.endswith(".html") and name not in maps.moved and name not in maps.gone and name != "404.html"]
    first = [one for one in sorted(pages) if one == "index.html" or (one.count("/") == 1 and one.endswith("/index.html"))][:_COLUMNS]
    rest = sorted(set(pages) - set(first), key=lambda one: digest_value([seed, one]))
    return [*first, *rest[:_SAMPLE]]


def cloaked(name: str, usual: Answer, others: Iterable[tuple[str, Answer]], manifest: Manifest, original: bytes | None) -> Iterator[Deviation]:
    """What other visitors get that a plain browser doesn't.

    Args:
        name: of the page.
        usual: what a plain browser gets.
        others: answers by visitor.
        manifest: what was signed.
        original: the bytes that were signed, None when they aren't at hand.
    """
    entry, host = manifest.files[name], manifest.site.split("/")[2]
    found: dict[str, list[str]] = {}
    for visitor, answer in others:
        if not answer.status or (answer.status, answer.body, answer.location) == (usual.status, usual.body, usual.location):
            continue
        if answer.status == 200 and digest_bytes(answer.body) == entry.sha256:
            continue
        plain = f"跳转到{answer.location}" if answer.location else "" if answer.status == 200 else f"回答{answer.status}"
        found.setdefault(plain or explained(name, answer.body, entry, original, host)[1], []).append(visitor)
    yield from (deviation(verdict.CLOAKED, name, f"{'、'.join(visitors)}看到的不一样：{what}") for what, visitors in found.items())


def _may_be_refused(address: str) -> bool:
    return address.startswith((".", "WEB-INF/")) or address.endswith("/")


def _to(answer: Answer) -> str:
    return f"，跳转到{answer.location}" if answer.location else ""


