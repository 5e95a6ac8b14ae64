"""Real nginx serving built sites: pages, the page for missing addresses, old addresses, feeds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from built_site import BuiltSite, HtmlPage, build
from helpers import NOW, Project
from portal.model.site import Site
from serving_trial import free_port, running

ALIAS = "/news/2019/a-very-long-address-that-somebody-once-printed-on-a-poster-and-that-must-work.html"
CONFIG = """
worker_processes 1;
pid {prefix}/nginx.pid;
error_log {prefix}/error.log;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types;
  types {{ application/rss+xml rss; }}
  default_type application/octet-stream;
  charset utf-8;
  charset_types text/html text/css text/csv text/calendar text/plain application/javascript application/json application/rss+xml application/atom+xml;
  access_log off;
  client_body_temp_path {prefix}/body; proxy_temp_path {prefix}/proxy; fastcgi_temp_path {prefix}/fastcgi;
  uwsgi_temp_path {prefix}/uwsgi; scgi_temp_path {prefix}/scgi;
  map_hash_bucket_size 256;
  map $uri $moved {{ default ""; include {site}/redirects.map; }}
  server {{
    listen 127.0.0.1:{port};
    root {site};
    absolute_redirect off;
    error_page 404 /404.html;
    if ($moved) {{ return 301 $moved; }}
    location ~ /feed\\.xml$ {{ types {{}} default_type application/rss+xml; }}
    location ~ /atom\\.xml$ {{ types {{}} default_type application/atom+xml; }}
    location ~ /feed\\.json$ {{ types {{}} default_type application/feed+json; }}
    location ~ \\.ics$ {{ types {{}} default_type text/calendar; }}
    location ~ \\.csv$ {{ types {{}} default_type text/csv; }}
    location = /redirects.map {{ return 404; }}
  }}
}}
"""


@contextmanager
def nginx(site: Path, prefix: Path) -> Iterator[int]:
    """nginx on a free port of loopback; yields the port."""
    port = free_port()
    prefix.mkdir()
    config = prefix / "nginx.conf"
    config.write_text(CONFIG.format(prefix=prefix, site=site, port=port), encoding="utf-8")
    with running("nginx", config, port):
        yield port


def get(port: int, path: str) -> tuple[HTTPResponse, bytes]:
    """The answer to one request, redirects not followed."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.fixture(scope="module")
def port(built_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """nginx with the shipped site."""
    with nginx(built_site.folder, tmp_path_factory.mktemp("nginx") / "prefix") as found:
        yield found


def test_every_page_is_served(port: int, built_site: BuiltSite) -> None:
    """Every page comes at its address with its bytes as UTF-8 HTML; folders come without a file name."""
    for page in built_site.pages.values():
        response, body = get(port, f"/{page.address}")
        assert (response.status, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8"), page.name
        assert body == page.html.encode("utf-8")


def test_folder_without_slash_gets_one(port: int) -> None:
    """An address typed without its last slash leads to the folder, so that relative links work."""
    response, _ = get(port, "/cases")
    assert (response.status, response.headers["Location"]) == (301, "/cases/")


@pytest.mark.parametrize("path", ["/gone.html", "/news/2026/gone.html", "/a/b/c/d/e.html", "/news/2026/gone/", "/redirects.map"])
def test_missing_address_gets_the_404_page_with_working_links(port: int, path: str) -> None:
    """What doesn't exist answers 404 with the site's own page, whose links, styles and scripts work at any depth."""
    response, body = get(port, path)
    assert response.status == 404
    page = HtmlPage(path.lstrip("/"), body.decode("utf-8"))
    assert page.h1 == "没有找到这个页面"
    links = sorted({str(one) for one in page.tree.xpath("//a/@href | //form/@action | //link[@rel!='canonical']/@href | //script/@src")})
    local = [link for link in links if not link.startswith(("tel:", "mailto:", "#"))]
    assert len(local) > 10
    assert all(link.startswith("/") for link in local)
    assert [link for link in local if get(port, link)[0].status != 200] == []


def test_files_have_their_types(port: int, shipped: Site) -> None:
    """Feeds, calendar, downloads, styles and scripts come with the type that their readers expect."""
    types = {
        "/feed.xml": "application/rss+xml",
        "/cases/feed.xml": "application/rss+xml",
        "/atom.xml": "application/atom+xml",
        "/feed.json": "application/feed+json",
        "/calendar/days.ics": "text/calendar",
        "/statistics/legal_aid.csv": "text/csv",
        "/statistics/legal_aid.json": "application/json",
        "/statistics/legal_aid.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "/sitemap.xml": "text/xml",
        "/robots.txt": "text/plain",
    }
    found = {path: str(get(port, path)[0].headers["Content-Type"]).partition(";")[0] for path in types}
    assert found == types
    home = HtmlPage("index.html", get(port, "/")[1].decode("utf-8"))
    for link, wanted in ((home.tree.xpath("//link[@rel='stylesheet']/@href")[0], "text/css"), (home.tree.xpath("//link[@rel='icon']/@href")[0], "image/svg+xml")):
        assert str(get(port, f"/{str(link).removeprefix('./')}")[0].headers["Content-Type"]).partition(";")[0] == wanted
    assert shipped.identity.url in get(port, "/robots.txt")[1].decode("utf-8")


def test_old_addresses_lead_on(project: Project, tmp_path: Path) -> None:
    """With redirects.map included, an alias answers 301 to the article's address; without nginx its page leads there."""
    project.replace("content/news/2025/2025-06-20-first.md", "tags: [法律援助]", f"tags: [法律援助]\naliases: [/old.html, {ALIAS}]")
    site = tmp_path / "site"
    done = build(project.root, site, NOW)
    assert done.returncode == 0, done.stderr
    assert (site / "redirects.map").read_text(encoding="utf-8").splitlines() == sorted(f"{old} /news/2025/first.html;" for old in ("/old.html", ALIAS))
    with nginx(site, tmp_path / "prefix") as port:
        for old in ("/old.html", ALIAS, f"{ALIAS}?from=poster"):
            response, _ = get(port, old)
            assert (response.status, response.headers["Location"]) == (301, "/news/2025/first.html")
        assert get(port, "/news/2025/first.html")[0].status == 200
        assert get(port, "/old")[0].status == 404
    page = HtmlPage("old.html", (site / "old.html").read_text(encoding="utf-8"))
    assert page.tree.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/news/2025/first.html"]
    assert page.tree.xpath("//link[@rel='canonical']/@href") == ["https://test.example/news/2025/first.html"]
