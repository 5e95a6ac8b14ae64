"""What a page costs a reader: bytes and requests of a first visit, in Chromium, from a server that compresses; and that lean styles lose nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from browsing import tab
from built_site import BuiltSite
from portal.assembly.theme import theme_folder
from portal.model.site import Site
from portal.times import Moment
from web_server import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KB = 1024
ARTICLE, HOME, OTHER, SCRIPTS, REQUESTS = 60 * KB, 100 * KB, 100 * KB, 40 * KB, 8
_SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture(scope="module")
def compressed(built_site: BuiltSite) -> Iterator[str]:
    """The built site on a server that compresses."""
    with serve(built_site.folder, compressed=True) as address:
        yield address


def visit(browser: Browser, address: str, clock: Moment, width: int = 360) -> dict[str, Any]:
    """Open a page for the first time, on the day of the build, for later the days to come are others: bytes over the wire with headers, those of scripts, hosts, requests, layout shift."""
    with tab(browser, viewport={"width": width, "height": 740}) as (page, complaints):
        page.clock.set_fixed_time(clock.at)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        kinds: dict[str, tuple[str, str]] = {}
        sizes: dict[str, float] = {}
        wire.on("Network.responseReceived", lambda one: kinds.update({one["requestId"]: (one["type"], one["response"]["url"])}))
        wire.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: one["encodedDataLength"]}))
        page.goto(address, wait_until="networkidle")
        shift = page.evaluate(_SHIFTS)
    return {
        "bytes": sum(sizes.values()),
        "scripts": sum(size for name, size in sizes.items() if kinds[name][0] == "Script"),
        "requests": len(sizes),
        "hosts": {urlsplit(url).netloc for _, url in kinds.values() if not url.startswith("data:")},
        "shift": shift,
        "complaints": complaints,
    }


def addresses(site: Site, built: BuiltSite) -> dict[str, str]:
    """One page of each kind by its name; of articles the longest."""
    longest = {
        f"article of {column}": max((one.url for one in articles), key=lambda url: len(built.pages[url].html)) for column, articles in site.by_column.items() if articles
    }
    metric = next(iter(site.statistics.metrics)).replace(".", "/")
    kinds = {"home": "", "column": "cases/", "services": "services/", "statistics": "statistics/", "group": "statistics/publicity.html"}
    return {**kinds, "metric": f"statistics/{metric}.html", "calendar": "calendar/", "search": "search/", "missing": "404.html", **longest}


@pytest.mark.long
def test_first_visits_stay_within_their_budgets(browser: Browser, compressed: str, built_site: BuiltSite, shipped: Site, shipped_at: Moment) -> None:
    """Articles take at most 60 KB and 8 requests, home 100 KB, scripts 40 KB; nothing from other hosts, nothing moves."""
    faults = []
    for kind, address in addresses(shipped, built_site).items():
        found = visit(browser, compressed + address, shipped_at)
        budget = ARTICLE if kind.startswith("article") else HOME if kind == "home" else OTHER
        asked = {
            "bytes": found["bytes"] <= budget,
            "scripts": found["scripts"] <= SCRIPTS,
            "requests": found["requests"] <= REQUESTS or not kind.startswith("article"),
            "hosts": found["hosts"] == {urlsplit(compressed).netloc},
            "shift": found["shift"] == 0,
        }
        faults += [f"{kind} {address}: {name} {found[name]}" for name, good in asked.items() if not good]
    assert not faults, "\n".join(faults)


def test_the_server_compresses(browser: Browser, compressed: str, built_site: BuiltSite, shipped_at: Moment) -> None:
    """The measure is that of compressed text: less than the page's own bytes, more than nothing."""
    found = visit(browser, f"{compressed}about.html", shipped_at)
    plain = len(built_site.files["about.html"]) + sum(len(data) for name, data in built_site.files.items() if name.endswith(".css"))

    assert 5 * KB < found["bytes"] < plain / 2


_LOST = """([full, kept, pages]) => {
  const parts = text => {
    const found = []; let depth = 0, from = 0;
    [...text].forEach((sign, at) => {
      depth += '(['.includes(sign) - ')]'.includes(sign);
      if (sign === ',' && !depth) { found.push(text.slice(from, at).trim()); from = at + 1; }
    });
    return [...found, text.slice(from).trim()];
  };
  const rules = css => {
    const sheet = new CSSStyleSheet(), found = new Set();
    sheet.replaceSync(css);
    const walk = (list, where) => {
      for (const rule of list) {
        if (rule instanceof CSSStyleRule) {
          if ([...rule.style].some(name => !name.startsWith('--'))) for (const one of parts(rule.selectorText)) found.add(where + one);
        } else if (rule.cssRules && !(rule instanceof CSSKeyframesRule)) walk(rule.cssRules, where + rule.conditionText + ' | ');
      }
    };
    walk(sheet.cssRules, '');
    return found;
  };
  const has = rules(kept), gone = [...rules(full)].filter(one => !has.has(one)), lost = new Set();
  for (const html of pages) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const one of gone) {
      const selector = one.split(' | ').pop().replace(/::?(before|after|marker|placeholder|-[\\w-]+|hover|focus|focus-visible|focus-within|active|target|checked)\\b/g, '');
      try { if (selector && page.querySelector(selector)) lost.add(one); } catch { /* a selector that is nothing without its pseudo-class */ }
    }
  }
  return [gone.length, [...lost]];
}"""


def test_no_page_lost_a_rule_of_the_theme(browser: Browser, built_site: BuiltSite) -> None:
    """Whatever of the theme's style sheet matches something on any built page is in the sheet that we ship."""
    theme = next((theme_folder() / "assets" / "stylesheets").glob("main.*.min.css")).read_text(encoding="utf-8")
    shipped = next(data.decode() for name, data in built_site.files.items() if re.fullmatch(r"assets/portal\.\w+\.css", name))
    pages = [one.html for one in built_site.pages.values()]
    with tab(browser) as (page, _):
        gone, lost = page.evaluate(_LOST, [theme, shipped, pages])

    assert gone > 500, "what is shipped is no smaller than the theme's sheet"
    assert lost == []


def test_a_lost_rule_is_noticed(browser: Browser, built_site: BuiltSite) -> None:
    """The same measure notices when the rule of a class that pages use is gone."""
    pages = [one.html for one in built_site.pages.values()][:40]
    with tab(browser) as (page, _):
        _, lost = page.evaluate(_LOST, [".md-typeset{color:red}.md-none{color:red}@media print{main .prose{color:red}}", "p{color:red}", pages])

    assert lost == [".md-typeset", "print | main .prose"]
