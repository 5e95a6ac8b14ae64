"""The generated configurations in real nginx and Caddy: status, type, cache and security of every class of path."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest

from browsing import tab
from page_kinds import one_of_each
from portal.cli import main
from portal.publish.serving.headers import FRESH, HSTS_SECONDS, IMMUTABLE
from portal.publish.serving.nginx import nginx_conf
from portal.publish.serving.settings import Serving
from serving_trial import (
    BROTLI,
    GONE,
    HOST,
    KEPT,
    Client,
    Published,
    free_port,
    observatory,
    publish,
    published,
    running,
    serving_of,
    validated,
    write_config,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SERVERS = ("nginx", "caddy")
HTML, JSON, XLSX = "text/html; charset=utf-8", "application/json; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy")
SECURITY = (*SHOWN, "cross-origin-opener-policy", "cross-origin-resource-policy", "x-frame-options", "strict-transport-security")
# Class of path, path or pattern of a file, status in nginx and Caddy, type, cache.
CLASSES = (
    ("首页", "/", 200, HTML, FRESH),
    ("栏目", "/news/", 200, HTML, FRESH),
    ("栏目，没有末尾的斜杠", "/news", (301, 308), None, FRESH),
    ("文章", "/news/2025/first.html", 200, HTML, FRESH),
    ("不存在的页面", "/news/2025/none.html", 404, HTML, FRESH),
    ("没有首页的文件夹", "/assets/", 404, HTML, FRESH),
    ("旧网址", "/old.html?from=poster", 301, None, FRESH),
    ("撤下的文章", f"/{GONE}", 410, HTML, FRESH),
    ("样式", "assets/portal.*.css", 200, "text/css; charset=utf-8", IMMUTABLE),
    ("脚本", "assets/reader.*.js", 200, "text/javascript; charset=utf-8", IMMUTABLE),
    ("以前的样式", f"/{KEPT}", 200, "text/css; charset=utf-8", IMMUTABLE),
    ("不存在的样式", "/assets/none.0123456789.css", 404, HTML, FRESH),
    ("没有摘要的图标", "/assets/icon.svg", 200, "image/svg+xml; charset=utf-8", FRESH),
    ("RSS", "/feed.xml", 200, "application/rss+xml; charset=utf-8", FRESH),
    ("栏目的Atom", "/news/atom.xml", 200, "application/atom+xml; charset=utf-8", FRESH),
    ("JSON Feed", "/feed.json", 200, "application/feed+json; charset=utf-8", FRESH),
    ("数据JSON", "/statistics/aid.json", 200, JSON, FRESH),
    ("数据CSV", "/statistics/aid.csv", 200, "text/csv; charset=utf-8", FRESH),
    ("数据XLSX", "/statistics/aid.xlsx", 200, XLSX, FRESH),
    ("文章里的图", "/services/2025/window.svg", 200, "image/svg+xml; charset=utf-8", FRESH),
    ("日历", "/calendar/days.ics", 200, "text/calendar; charset=utf-8", FRESH),
    ("搜索的清单", "/search/index.json", 200, JSON, FRESH),
    ("离线脚本", "/sw.js", 200, "text/javascript; charset=utf-8", FRESH),
    ("robots.txt", "/robots.txt", 200, "text/plain; charset=utf-8", FRESH),
    ("网站地图", "/sitemap.xml", 200, "application/xml; charset=utf-8", FRESH),
    ("security.txt", "/.well-known/security.txt", 200, "text/plain; charset=utf-8", FRESH),
    ("发布清单", "/release.json", 200, JSON, FRESH),
    ("清单的签名", "/release.json.sig", 200, "text/plain; charset=utf-8", FRESH),
    ("发布日志", "/releases.jsonl", 200, "application/jsonl; charset=utf-8", FRESH),
    ("隐藏的文件", "/.secret", 404, HTML, FRESH),
    ("git", "/.git/config", 404, HTML, FRESH),
    ("内部的文件", "/redirects.map", 404, HTML, FRESH),
    ("内部的文件2", "/published.json", 404, HTML, FRESH),
    ("往上走", "/../../../etc/passwd", (400, 404), None, None),
    ("往上走，写成%2f", "/..%2f..%2f.lock", (400, 404), None, None),
    ("锁", "/assets/../../.lock", (400, 404), None, None),
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The published site."""
    return published(tmp_path_factory.mktemp("serving") / "there")


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, site: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Client, Client]]:
    """Each server with TLS: its name, who asks it over TLS, who asks it without."""
    serving = serving_of(site)
    config = write_config(request.param, serving, tmp_path_factory.mktemp(request.param))
    with running(request.param, config, serving.https_port):
        yield request.param, Client(serving.https_port, Path(serving.certificate)), Client(serving.http_port)


def test_every_class_of_path(server: tuple[str, Client, Client], site: Published) -> None:
    """Status, type and cache are what the class demands, every security field is there, and nothing tells a version or a time."""
    name, client, _ = server
    print(f"\n{name}\n| 路径 | 状态 | Content-Type | Cache-Control | Encoding | 安全头 |\n|---|---|---|---|---|---|")
    for label, path, status, kind, cache in CLASSES:
        answer = client.ask(path if path.startswith("/") else f"/{site.file(path)}", Accept_Encoding="br, gzip")
        found = answer.headers
        secure = sum(one in found for one in SECURITY)
        print(f"| {label} `{path}` | {answer.status} | {found.get('content-type', '')} | {found.get('cache-control', '')} | {found.get('content-encoding', '')} | {secure}/{len(SECURITY)} |")
        assert answer.status in (status if isinstance(status, tuple) else (status,)), (path, answer)
        assert kind is None or found["content-type"] == kind, path
        assert cache is None or found["cache-control"] == cache, path
        assert secure == len(SECURITY) or answer.status == 400, path
        assert found["strict-transport-security"] == f"max-age={HSTS_SECONDS}" if answer.status != 400 else True
        assert "last-modified" not in found
        assert found.get("server", "") in ("", "nginx")
        assert ("etag" in found) == (answer.status == 200) or answer.status in (404, 410), path


def test_redirects_and_pages_of_errors(server: tuple[str, Client, Client], site: Published) -> None:
    """An old address leads on, what was taken down says why, what is missing gets the site's page, at any depth."""
    _, client, _ = server
    assert client.ask("/old.html").headers["location"] == "/news/2025/first.html"
    assert client.ask("/news").headers["location"] == "/news/"
    gone = client.ask(f"/{GONE}").body.decode()
    assert "这篇内容已撤下" in gone and "口径有误" in gone
    for path in ("/a/b/c.html", "/redirects.map", "/.secret", "/assets/none.0123456789.js"):
        assert client.ask(path).body == (site.current / "404.html").read_bytes(), path
    assert client.ask(f"/{KEPT}").body == b"p{color:red}"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_readers_only_read(server: tuple[str, Client, Client], method: str) -> None:
    """Other methods are refused, and the answer says which are allowed."""
    answer = server[1].ask("/", method)
    assert answer.status == 405
    assert answer.headers.get("allow") == "GET, HEAD" or method == "TRACE"


def test_compressed_bytes_are_those_that_were_published(server: tuple[str, Client, Client], site: Published) -> None:
    """Who understands brotli or gzip gets the very file that lies beside; who doesn't gets the text; caches can tell them apart."""
    name, client, _ = server
    for path in ("news/2025/first.html", "feed.xml", site.file("assets/portal.*.css"), "statistics/aid.csv", "search/index.json"):
        plain = (site.current / path).read_bytes()
        for wanted, suffix in (("gzip", ".gz"), ("br", ".br")) if BROTLI or name == "caddy" else (("gzip", ".gz"),):
            beside = site.current / f"{path}{suffix}"
            if not beside.exists():
                assert len(plain) < 400, path
                continue
            answer = client.ask(f"/{path}", Accept_Encoding=wanted)
            assert (answer.headers["content-encoding"], answer.body) == (wanted, beside.read_bytes()), path
            assert answer.headers["vary"] == "Accept-Encoding"
            assert (brotli.decompress if wanted == "br" else gzip.decompress)(answer.body) == plain
        answer = client.ask(f"/{path}", Accept_Encoding="identity")
        assert (answer.headers.get("content-encoding"), answer.body) == (None, plain)


def test_unchanged_pages_are_not_sent_again(server: tuple[str, Client, Client]) -> None:
    """304 for whoever has the page already, compressed or not; HEAD says the same as GET."""
    _, client, _ = server
    for coding in ("gzip", "identity"):
        first = client.ask("/news/2025/first.html", Accept_Encoding=coding)
        again = client.ask("/news/2025/first.html", Accept_Encoding=coding, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert client.ask("/news/2025/first.html", Accept_Encoding=coding, If_None_Match='"other"').status == 200
    head = client.ask("/news/2025/first.html", "HEAD")
    assert (head.status, head.body, head.headers["content-type"]) == (200, b"", HTML)


def test_http_leads_to_https_and_the_observatory_gives_full_marks(server: tuple[str, Client, Client]) -> None:
    """Without TLS there is nothing but the way to TLS; the score of MDN's HTTP Observatory is at least 125."""
    name, client, plain = server
    redirect = plain.ask("/news/?q=x")
    assert redirect.status == 301 and redirect.headers["location"].startswith(f"https://{HOST}") and redirect.headers["location"].endswith("/news/?q=x")
    score = observatory(client.ask("/"), redirect)
    print(f"\n{name}: Observatory {score}")
    assert score >= 125


def test_old_protocols_are_refused(server: tuple[str, Client, Client]) -> None:
    """TLS 1.1 gets no answer."""
    import socket
    import ssl
    import warnings

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", server[1].port)) as line, pytest.raises(ssl.SSLError):
        context.wrap_socket(line, server_hostname=HOST)


def test_logs_tell_nothing_of_readers(site: Published, tmp_path: Path) -> None:
    """Neither the last part of the address nor what was searched for, here or on the page before, is written down."""
    for name in SERVERS:
        serving = serving_of(site, loopback=free_port())
        config = write_config(name, serving, tmp_path / name)
        with running(name, config, serving.loopback):
            Client(serving.loopback).ask("/search/?q=secretword", Referer="https://other.example/?wd=secretword", Host=f"127.0.0.1:{serving.loopback}")
        text = "".join(path.read_text() for path in (tmp_path / name).glob("*.log"))
        assert "/search/" in text and "127.0.0.0" in text and "https://other.example/" in text
        assert "secretword" not in text and "127.0.0.1 " not in text.replace(f"127.0.0.1:{serving.loopback}", "")


def test_pages_work_under_the_policy(site: Published, browser: Browser, tmp_path: Path) -> None:
    """In a real browser, pages of ten kinds and a feed have nothing to complain about, with the configuration that the command writes."""
    port, config = free_port(), tmp_path / "nginx.conf"
    assert main(["--root", str(site.root), "serve-config", "nginx", "--loopback", str(port), "--out", str(config)]) == 0
    kinds = [*one_of_each(site.site)[:10], "feed.xml", GONE, "search/?q=%E6%B3%95%E5%BE%8B"]
    with running("nginx", config, port), tab(browser) as (page, complaints):
        for address in kinds:
            page.goto(f"http://127.0.0.1:{port}/{address}", wait_until="networkidle")
        assert len(kinds) == 13
    bare = "feed.xml error: Failed to load resource"  # a feed names no icon, so the browser asks for /favicon.ico
    assert [one for one in complaints if GONE not in one and bare not in one] == []


@pytest.mark.parametrize("name", SERVERS)
@pytest.mark.parametrize(
    "more",
    [{}, {"subdomains": True, "brotli": False}, {"compressed": False}, {"site": f"https://{HOST}/pufa/", "is_preview": True}, {"loopback": 8099}],
    ids=["plain", "subdomains", "uncompressed", "preview-below-a-path", "loopback"],
)
def test_servers_accept_every_variant(site: Published, name: str, more: dict[str, object], tmp_path: Path) -> None:
    """``nginx -t`` and ``caddy validate`` find nothing wrong."""
    users = tmp_path / "users"
    users.write_text("editor:$2a$14$1rHBzX3OS6p0qRk7xF0RFuMkJbyWGcQ2Zf9oH5r2WzEOG0bS0oBCe\n" if name == "nginx" else "editor $2a$14$1rHBzX3OS6p0qRk7xF0RFuMkJbyWGcQ2Zf9oH5r2WzEOG0bS0oBCe\n")
    given = {**more, "users": str(users)} if "is_preview" in more else more
    done = validated(name, write_config(name, serving_of(site, **given), tmp_path / name))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", SERVERS)
def test_site_below_a_path(name: str, site: Published, tmp_path: Path) -> None:
    """A portal below ``/pufa/``: pages, missing pages, old addresses and what was taken down; robots.txt also at the top."""
    www = tmp_path / "www"
    files = {"index.html": "home", "404.html": "missing", "news/index.html": "news", "gone.html": "gone", "robots.txt": "robots"}
    files |= {"redirects.map": "/pufa/old.html /pufa/news/;\n", "gone.map": "/pufa/gone.html 1;\n", ".well-known/security.txt": "Contact: a"}
    for file, text in files.items():
        (www / "current" / file).parent.mkdir(parents=True, exist_ok=True)
        (www / "current" / file).write_text(text)
    serving = replace(serving_of(site), site=f"https://{HOST}/pufa/", folder=str(www), loopback=free_port(), is_preview=True)
    with running(name, write_config(name, serving, tmp_path / name), serving.loopback):
        client = Client(serving.loopback)
        got = {path: client.ask(path, Host=f"127.0.0.1:{serving.loopback}") for path in ("/pufa/", "/pufa/news", "/pufa/x.html", "/x.html", "/pufa/old.html")}
        got |= {path: client.ask(path, Host=f"127.0.0.1:{serving.loopback}") for path in ("/pufa/gone.html", "/", "/robots.txt", "/.well-known/security.txt")}
    seen = {path: (one.status, one.headers.get("location", one.body.decode())) for path, one in got.items()}
    assert seen["/pufa/"] == (200, "home") and seen["/pufa/news"] in ((301, "/pufa/news/"), (308, "/pufa/news/"))
    assert seen["/pufa/x.html"] == seen["/x.html"] == (404, "missing")
    assert seen["/pufa/old.html"] == (301, "/pufa/news/") and seen["/pufa/gone.html"] == (410, "gone")
    assert (seen["/"], seen["/robots.txt"], seen["/.well-known/security.txt"]) == ((302, "/pufa/"), (200, "robots"), (200, "Contact: a"))
    assert got["/pufa/"].headers["x-robots-tag"] == "noindex, nofollow"


def test_command_says_what_is_missing(site: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No such place, no such port, a path that servers can't read: each says what to do."""
    assert main(["--root", str(site.root), "serve-config", "nginx", "nowhere"]) == 2
    assert "只能写：local" in capsys.readouterr().err
    assert main(["--root", str(site.root), "serve-config", "nginx", "--loopback", "99999"]) == 2
    assert main(["--root", str(site.root), "serve-config", "nginx", "--certificate", "/a b;"]) == 2
    assert "服务器设置里不能写的字符" in capsys.readouterr().err
    assert main(["--root", str(site.root), "serve-config", "caddy", "local", "--subdomains"]) == 0
    assert "includeSubDomains" in capsys.readouterr().out


def test_logs_are_kept_for_half_a_year() -> None:
    """网络安全法第二十一条: at least six months; the snippet says 200 days, one file a day."""
    text = nginx_conf(Serving(site=f"https://{HOST}/", folder="/srv/portal", csp="default-src 'none'"))
    assert "#     daily\n#     rotate 200\n" in text
    assert "access_log /var/log/portal/access.log portal;" in text and "listen [::]:443 ssl http2;" in text


def test_compressed_copies_are_genuine_and_remembered(site: Published) -> None:
    """Publishing again compresses nothing; a forged copy in the store is made anew and never published; old contents go."""
    assert publish(site.root) == 0  # the page about past releases now tells of the first one
    store = site.root / ".portal/compressed/publish"
    before = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in store.iterdir()}
    forged = next(path for path in sorted(store.glob("*.gz")) if path.stat().st_size)
    forged.write_bytes(gzip.compress(b"forged", 9, mtime=0))
    (store / f"{'0' * 64}.br").write_bytes(b"old")
    assert publish(site.root) == 0
    after = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in store.iterdir()}
    assert {name: data for name, (_, data) in after.items()} == {name: data for name, (_, data) in before.items()}
    assert [name for name in before if before[name][0] != after[name][0]] == [forged.name]
