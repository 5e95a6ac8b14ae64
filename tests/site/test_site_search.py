"""The search page in a real browser: typing, keys, filters, addresses, nothing found; and its engine against the plain reader."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml

from browsing import tab
from built_site import BuiltSite
from helpers import ROOT
from portal.model.site import Site
from portal.search.folding import arabic, fold
from search.search_reader import Reader
from search.search_samples import sample, some_queries
from search.whole_index import Index, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOUND = "() => /找到|没有/.test(document.querySelector('#search-status').textContent)"
CASES = yaml.safe_load((ROOT / "tests" / "search" / "queries.yml").read_text("utf-8"))
ENGINE = """async ({files, queries, limit}) => {
  const {Index} = await import(document.querySelector('script[src*="/search-engine."]').src);
  const read = async address => address in files ? Uint8Array.from(atob(files[address]), c => c.charCodeAt(0)).buffer : null;
  const index = new Index(read), answers = [];
  for (const [query, filters] of queries) {
    const found = await index.find(query, filters), records = [];
    for (let part; (part = await found.next(limit)).length || found.queue.length;) records.push(...part);
    answers.push(records.map(one => one.address));
  }
  return answers;
}"""


@pytest.fixture
def search(browser: Browser, served: str) -> Iterator[Page]:
    """The search page in a tab that must not complain, not even about its policy."""
    with tab(browser) as (page, complaints):
        page.goto(f"{served}search/")
        page.locator("#q[role=combobox]").wait_for()
        yield page
    assert not complaints, "\n".join(complaints)


def ask(page: Page, query: str) -> None:
    """Type a query, press Enter, wait for the answer."""
    page.locator("#q").fill(query)
    page.locator("#q").press("Enter")
    page.wait_for_function(FOUND)


def addresses(page: Page) -> list[str]:
    """Where the results lead, below the site's root."""
    return [urlsplit(str(one.evaluate("e => e.href"))).path.lstrip("/") for one in page.locator("#search-results .card-title a").all()]


def test_forty_queries_find_their_pages(search: Page) -> None:
    """In the browser too, at least 38 of the forty queries have the wanted page among the first three."""
    missed = []
    for case in CASES:
        ask(search, case["query"])
        if case["page"] not in addresses(search)[:3]:
            missed.append(case["query"])
    assert len(missed) <= 2, missed


def test_results_show_where_the_words_stand(search: Page) -> None:
    """Each result marks the words, tells its kind, and the number of hits is announced."""
    ask(search, "民法典第一千零四十二条")
    rows = search.locator("#search-results > li").all()
    assert rows and f"找到{len(rows)}条" in str(search.locator("#search-status[role=status]").text_content())
    for row in rows:
        assert any(fold(text) and "042" in arabic(fold(text)) for text in row.locator("mark").all_inner_texts()), row.inner_text()
        assert row.locator(".card-meta").inner_text().strip()


def test_more_results_are_a_button_away(search: Page) -> None:
    """Five results come first; the button brings more and moves the focus to the first new one."""
    ask(search, "法律")
    assert search.locator("#search-results > li").count() == 5
    search.locator("#search-more").click()
    search.locator("#search-results > li").nth(14).wait_for()
    assert search.evaluate("[...document.querySelectorAll('#search-results a')].indexOf(document.activeElement)") == 5


def test_filters_narrow_and_stand_in_the_address(search: Page, shipped: Site) -> None:
    """A filter leaves only its column, changes the address, and going back undoes it."""
    ask(search, "法律援助")
    before = addresses(search)
    search.locator("select[name=column]").select_option("cases")
    search.wait_for_url("**column=cases*")
    search.wait_for_function("() => [...document.querySelectorAll('#search-results a')].every(a => a.pathname.startsWith('/cases/')) && document.querySelector('#search-results a')")
    assert parse_qs(urlsplit(search.url).query) == {"q": ["法律援助"], "column": ["cases"]}
    search.go_back()
    search.wait_for_function("n => document.querySelectorAll('#search-results > li').length === n && document.querySelector('select[name=column]').value === ''", arg=len(before))
    assert addresses(search) == before
    for name, choices in (("kind", shipped.kinds), ("audience", shipped.by_audience)):
        assert 1 < search.locator(f"select[name={name}] option").count() <= len(choices) + 1


def test_browsers_of_2022_find_too(search: Page) -> None:
    """Safari before 17 and Chrome before 113 don't count the parameters of an address."""
    search.evaluate("delete URLSearchParams.prototype.size")
    ask(search, "法律援助")
    assert addresses(search)


def test_deep_links_fill_the_form(browser: Browser, served: str) -> None:
    """An address with a query and filters shows their results at once."""
    with tab(browser) as (page, complaints):
        page.goto(f"{served}search/?q={quote('法律援助')}&column=services&year=2026")
        page.wait_for_function(FOUND)
        assert page.locator("#q").input_value() == "法律援助"
        assert page.locator("select[name=column]").input_value() == "services" and page.locator("select[name=year]").input_value() == "2026"
        assert all(one.startswith("services/") for one in addresses(page)) and addresses(page)
        assert "法律援助" in page.title()
    assert not complaints, "\n".join(complaints)


def test_suggestions_work_by_keys(search: Page) -> None:
    """Typing opens a list box; arrows move through it and back to the field, Escape closes it, Enter opens the page."""
    field, options = search.locator("#q"), search.locator("#q-suggestions [role=option]")
    field.press_sequentially("mfd")
    options.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true" and field.get_attribute("aria-controls") == "q-suggestions"
    assert "民法典" in options.first.inner_text() and "条建议" in str(search.locator("#q-status").text_content())
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false" and not search.locator("#q-suggestions").is_visible()
    assert field.input_value() == "mfd"
    field.press("ArrowDown")
    options.first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    search.wait_for_url("**/laws/min-fa-dian.html")


def test_suggestions_name_statutes_figures_and_services(search: Page) -> None:
    """What is being typed is completed to a statute, a service or a figure, and a click opens its page."""
    search.locator("#q").press_sequentially("法律援助")
    options = search.locator("#q-suggestions [role=option]")
    options.first.wait_for()
    labels = set(options.locator(".suggestion-label").all_inner_texts())
    assert {"法律", "数据", "法律服务"} <= labels
    options.filter(has_text="法律服务").first.click()
    search.wait_for_url("**/services/2026/legal-aid.html")


@pytest.mark.parametrize(("query", "meant"), [("法律元助", "法律援助"), ("民法点", "民法典"), ("行政付议", "行政复议")])
def test_nothing_found_leads_on(search: Page, query: str, meant: str) -> None:
    """A slip finds nothing, but the nearest spelling and the hotline are offered."""
    ask(search, query)
    help_text = search.locator("#search-help").inner_text()
    assert search.locator("#search-results > li").count() == 0
    assert meant in help_text and "12348" in help_text
    assert search.locator("#search-help a[href='tel:12348']").is_visible()


@pytest.mark.parametrize(
    ("query", "wanted", "told"), [("拖欠工资", "cases/2026/unpaid-wages.html", "另有"), ("工钱农民讨薪", "cases/2026/unpaid-wages.html", "没有找到连在一起的")]
)
def test_words_that_stand_apart_are_offered_last(search: Page, query: str, wanted: str, told: str) -> None:
    """What has the halves of a long word close together comes below what has the word, and is labelled; a common word has no such company."""
    ask(search, query)
    search.wait_for_function("() => /也许相关/.test(document.querySelector('#search-status').textContent)")
    assert told in search.locator("#search-status").inner_text()
    cards = search.locator("#search-results > li")
    labelled = [("也许相关" in one.inner_text(), one.locator("h2 a").get_attribute("href") or "") for one in cards.all()]
    assert labelled == sorted(labelled, key=lambda one: one[0])
    assert any(loose and link.endswith(wanted) for loose, link in labelled)
    assert len({link for _, link in labelled}) == len(labelled)
    ask(search, "法律援助")
    search.wait_for_function("() => /^找到/.test(document.querySelector('#search-status').textContent)")
    assert "也许相关" not in search.locator("main").inner_text()


def test_the_engine_stays_small(built_site: BuiltSite) -> None:
    """At most 8 KB over the wire, for the cheapest phone."""
    engine = next(data for name, data in built_site.files.items() if name.startswith("assets/search-engine."))
    assert len(gzip.compress(engine, 9)) <= 8192


def test_nothing_is_fetched_before_somebody_searches(browser: Browser, served: str) -> None:
    """The page alone asks for no file of the index; a query asks for some of them once."""
    asked: list[str] = []
    with tab(browser) as (page, _):
        page.on("request", lambda one: asked.append(one.url))
        page.goto(f"{served}search/")
        page.locator("#q[role=combobox]").wait_for()
        assert not [one for one in asked if re.search(r"/search/(index\.json|\w{10}/)", one)]
        ask(page, "欠薪")
    found = [one for one in asked if re.search(r"/search/(index\.json|\w{10}/)", one)]
    assert 2 <= len(found) <= 12 and len(set(found)) == len(found)


def test_targets_are_large_enough(search: Page) -> None:
    """Links, buttons, choices and suggestions are at least 44 pixels high on a phone."""
    search.set_viewport_size({"width": 360, "height": 740})
    ask(search, "法律")
    search.locator("#q").press_sequentially("援")
    search.locator("#q-suggestions [role=option]").first.wait_for()
    for selector in ("#q", ".search-form button", "#search-filters select", "#q-suggestions [role=option]", "#search-results a", "#search-more"):
        for one in search.locator(selector).all():
            box = one.bounding_box()
            assert box is not None and box["height"] >= 44, (selector, box)
    assert search.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def made_up() -> Index:
    return build([sample(number) for number in range(120)])


def test_the_engine_answers_as_the_plain_reader_does(search: Page, made_up: Index) -> None:
    """Two hundred random queries have the same results in the same order in the browser as a plain reading of the index gives."""
    queries = some_queries([sample(number) for number in range(120)], 200, 7)
    files = {name: b64encode(data).decode() for name, data in made_up.files.items()}
    answers = search.evaluate(ENGINE, {"files": files, "queries": queries, "limit": 10})
    reader = Reader(made_up.files)
    for (query, filters), answer in zip(queries, answers, strict=True):
        assert answer == reader.search(query, **filters), (query, filters)


def test_texts_fold_alike_in_browser_and_build(search: Page, built_site: BuiltSite) -> None:
    """Queries and texts are folded in the same way: every page of the site, and the odd characters of Unicode."""
    texts = [str(page.tree.find(".//main").text_content()) for page in built_site.pages.values()]
    texts += ["第〇条第十条第一百零三款第二〇二五项", "ＡＢＣ①㈠½ﬁ℃㎡カﾞ〇々𠀀𠮷É", "".join(map(chr, (*range(0x20, 0x250), *range(0x2000, 0x3400), *range(0xFF00, 0xFFF0))))]
    folded = search.evaluate(
        """async texts => {
          const {fold, arabic} = await import(document.querySelector('script[src*="/search-engine."]').src);
          return texts.map(text => [fold(text).text, arabic(fold(text)).text]);
        }""",
        texts,
    )
    for text, (plain, counted) in zip(texts, folded, strict=True):
        assert (plain, counted) == (fold(text), arabic(fold(text))), text[:60]
