"""Reading without network, in a real browser: the worker, its limits, a new release, and the switch that ends it."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import another
from built_site import BuiltSite, forked
from helpers import NOW, Project
from small_site import small_site
from web_server import Address, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLE, OTHER = "news/2025/second.html", "news/2025/first.html"
_KEPT = "async () => (await Promise.all((await caches.keys()).map(async n => (await (await caches.open(n)).keys()).map(r => `${n} ${new URL(r.url).pathname}`)))).flat()"


@dataclass
class Network:
    """Between reader and site: lets through, breaks every connection, or lets everybody wait."""

    state: str = "up"
    asked: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def __call__(self, path: str) -> None:
        self.asked.append(path)
        if self.state == "stuck":
            self.released.wait(60)
        if self.state == "down":
            raise ConnectionAbortedError


@dataclass(frozen=True)
class Visit:
    """A reader's tab on a site that has been served for it alone."""

    page: Page
    address: Address
    network: Network

    def go(self, address: str) -> str:
        """Open a page; its heading."""
        self.page.goto(self.address + address)
        return self.page.locator("h1").inner_text()

    def kept(self) -> list[str]:
        """Everything that is kept: cache and path."""
        return list(self.page.evaluate(_KEPT))

    def until(self, question: str, about: str = "") -> None:
        """Wait until an asynchronous question is answered with yes."""
        for _ in range(600):
            if self.page.evaluate(question, about):
                return
            self.page.wait_for_timeout(100)
        pytest.fail(f"never: {question} {about}")

    def until_kept(self, address: str) -> None:
        """Wait until a page is kept."""
        self.until("async url => !!(await caches.match(url))", self.address + address)

    def until_controlled(self) -> None:
        """Wait until the worker answers for this page."""
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")


@contextmanager
def visit(browser: Browser, site: Path) -> Iterator[Visit]:
    """A reader who has never been here."""
    network = Network()
    with serve(site, network) as address:
        context = browser.new_context(locale="zh-CN")
        yield Visit(context.new_page(), address, network)
        network.state = "up"
        network.released.set()
        context.close()


@pytest.fixture
def site(project: Project) -> BuiltSite:
    """The tiny project, built; its article can be changed and built again."""
    return small_site(project.root.parent, project)


def test_what_was_read_stays_readable(browser: Browser, site: BuiltSite) -> None:
    """Without network the first page that was read, another one, home and the styles are there; an unread page gives way to the numbers to call."""
    with visit(browser, site.folder) as reader:
        title = reader.go(ARTICLE)
        reader.until_controlled()
        reader.until_kept(ARTICLE)
        other = reader.go(OTHER)
        reader.network.state = "down"
        assert reader.go(ARTICLE) == title
        assert reader.page.evaluate("document.styleSheets[0].cssRules.length") > 100
        assert reader.go(OTHER) == other
        assert reader.go("") not in ("", "现在没有网络")
        assert reader.go("cases/2025/loan.html") == "现在没有网络"
        text = reader.page.locator("main").inner_text()
        assert "12348" in text and "110" in text
        reader.page.locator("#kept a", has_text=title).click()
        assert reader.page.locator("h1").inner_text() == title


def test_links_of_the_offline_page_start_at_the_root(browser: Browser, site: BuiltSite) -> None:
    """It is shown at any depth, and its links and styles still lead to where they should."""
    page = site.pages["offline.html"]
    links = [str(one) for one in page.tree.xpath("//a/@href | //script/@src | //link[@rel='stylesheet']/@href")]
    assert [one for one in links if not one.startswith(("/", "tel:", "#", "mailto:"))] == []


def test_slow_network_gives_way_to_what_is_kept(browser: Browser, site: BuiltSite) -> None:
    """A page that the network doesn't send in time comes from what is kept."""
    with visit(browser, site.folder) as reader:
        title = reader.go(ARTICLE)
        reader.until_controlled()
        reader.until_kept(ARTICLE)
        reader.go(OTHER)
        reader.network.state = "stuck"
        assert reader.go(ARTICLE) == title


def test_twenty_pages_are_kept_and_no_search(browser: Browser, site: BuiltSite) -> None:
    """Of the pages read the last twenty are kept; neither searches nor the search index, missing pages or downloads are."""
    for number in range(30):
        (site.folder / f"news/n{number}.html").write_bytes((site.folder / ARTICLE).read_bytes())
    with visit(browser, site.folder) as reader:
        reader.go("")
        reader.until_controlled()
        for number in range(25):
            reader.go(f"news/n{number}.html")
        reader.go("search/?q=%E6%B3%95%E5%BE%8B")
        reader.page.wait_for_function("() => /找到|没有/.test(document.querySelector('#search-status').textContent)")
        reader.page.goto(f"{reader.address}news/none.html")
        pages = [one.partition(" ")[2] for one in reader.kept() if one.startswith("portal-pages ")]
        assert pages == [f"/news/n{number}.html" for number in range(5, 25)]
        assert [one for one in reader.kept() if "/search/" in one or "none" in one or one.endswith(".csv")] == []
        reader.network.state = "down"
        assert reader.go("") != "现在没有网络"


def test_page_that_was_taken_down_is_forgotten(browser: Browser, site: BuiltSite) -> None:
    """A kept page that the site no longer has isn't shown from the device once the reader has learnt of it."""
    with visit(browser, site.folder) as reader:
        reader.go("")
        reader.until_controlled()
        reader.go(ARTICLE)
        (site.folder / ARTICLE).unlink()
        assert reader.go(ARTICLE) == "没有找到这个页面"
        reader.network.state = "down"
        assert reader.go(ARTICLE) == "现在没有网络"


def test_new_release_is_shown_at_once(browser: Browser, site: BuiltSite, project: Project) -> None:
    """With network the new text is shown at the first visit, although the old one is kept; without network it is the new one too."""
    with visit(browser, site.folder) as reader:
        reader.go("")
        reader.until_controlled()
        reader.go(ARTICLE)
        before = (site.folder / "sw.js").read_bytes()
        project.replace("content/news/2025/2025-06-01-second.md", "title: 第二条新闻", "title: 改过的标题")
        small_site(project.root.parent, project)
        assert (site.folder / "sw.js").read_bytes() == before, "an edit of an article must not make readers fetch everything anew"
        assert reader.go(ARTICLE) == "改过的标题"
        reader.network.state = "down"
        assert reader.go(ARTICLE) == "改过的标题"


def test_new_worker_removes_what_the_old_one_kept_for_everybody(browser: Browser, site: BuiltSite, project: Project) -> None:
    """When what every reader keeps changes, the worker does, and the old copies are gone; what was read stays."""
    with visit(browser, site.folder) as reader:
        reader.go("")
        reader.until_controlled()
        reader.go(ARTICLE)
        old = next(one.split()[0] for one in reader.kept() if one.startswith("portal-core"))
        project.replace("data/services.yml", "name: 法律援助", "name: 法援服务")
        project.replace("data/bureau.yml", "name: 测试局", "name: 测试司法局")
        small_site(project.root.parent, project)
        (site.folder / "sw.js").write_text((site.folder / "sw.js").read_text("utf-8").replace(old, "portal-core-next"), "utf-8")
        reader.go(OTHER)
        reader.until("async old => !(await caches.keys()).includes(old)", old)
        assert any(one.endswith(ARTICLE) for one in reader.kept())


def test_switch_ends_offline_reading(browser: Browser, site: BuiltSite, project: Project) -> None:
    """offline_reading: false: the next visit signs the worker off, everything kept is gone, and no page asks for a worker any more."""
    with visit(browser, site.folder) as reader:
        reader.go("")
        reader.until_controlled()
        reader.go(ARTICLE)
        bureau = project.root / "data/bureau.yml"
        bureau.write_text(bureau.read_text("utf-8") + "offline_reading: false\n", "utf-8")
        small_site(project.root.parent, project)
        reader.go(ARTICLE)
        reader.until("async () => !(await navigator.serviceWorker.getRegistration()) && !(await caches.keys()).length")
        assert "/assets/offline." not in BuiltSite(site.folder).pages[ARTICLE].html
        reader.go(OTHER)
        assert reader.kept() == []


def test_preview_has_no_worker(project: Project, tmp_path: Path) -> None:
    """A preview registers nothing, and its sw.js ends a worker that the site has left on this address."""
    done = forked("build", "--stage", "preview", "--out", tmp_path / "preview", at=NOW, cwd=project.root)
    assert done.returncode == 0, done.stderr
    preview = BuiltSite(tmp_path / "preview")
    assert b"unregister" in preview.files["sw.js"] and b"fetch" not in preview.files["sw.js"]
    assert [name for name, page in preview.pages.items() if "/assets/offline." in page.html] == []


def test_nothing_is_registered_over_http(browser: Browser, site: BuiltSite) -> None:
    """On a host that is neither https nor this machine there is no worker."""
    with serve(site.folder) as address:
        port = address.rsplit(":", 1)[1].rstrip("/")
        with another(browser, f"--host-resolver-rules=MAP plain.example 127.0.0.1:{port}") as other:
            page = other.new_page()
            page.goto("http://plain.example/")
            assert page.locator("h1").inner_text() != ""
            assert page.evaluate("'serviceWorker' in navigator") is False


def test_the_worker_is_small_and_every_page_asks_for_it(site: BuiltSite) -> None:
    """At most 2 KB travel for the worker; every page has its script, also those that MkDocs makes."""
    assert len(gzip.compress(site.files["sw.js"], 9)) <= 2048
    whole = {name: page for name, page in site.pages.items() if page.tree.xpath("//main")}
    assert [name for name, page in whole.items() if "/assets/offline." not in page.html and '"./assets/offline.' not in page.html] == []
    assert len(gzip.compress(site.files[next(name for name in site.files if name.startswith("assets/figures."))], 9)) <= 6144
