"""Reading aloud, with a voice that finishes at once in the place of the device's: which words, in which order, what is marked, how it stops."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from browsing import tab
from portal.model.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VOICE = """
window.said = []; window.voices = [{lang: 'en-US', localService: true}, {lang: 'zh-CN', localService: false}, {lang: 'zh-CN', localService: true, name: 'here'}];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', {value: {
  speaking: false, pending: false, now: null, hold: false,
  getVoices: () => window.voices,
  speak(one) { this.speaking = true; this.now = one; window.said.push(one); if (!this.hold) setTimeout(() => this.end(one), 1); },
  end(one) { if (this.now === one) { this.speaking = false; this.now = null; one.onend(); } },
  cancel() { const one = this.now; this.speaking = false; this.now = null; if (one) setTimeout(() => one.onerror({error: 'canceled'}), 1); },
}});
"""
HELD = VOICE + "speechSynthesis.hold = true;"


@contextmanager
def reading(browser: Browser, address: str, script: str) -> Iterator[Page]:
    """A page with the bar open."""
    with tab(browser, viewport={"width": 360, "height": 740}) as (page, complaints):
        page.add_init_script(script)
        page.goto(address)
        page.locator("#reader-entry").click()
        yield page
    assert not complaints, "\n".join(complaints)


def said(page: Page) -> list[str]:
    """What was handed to the voice so far."""
    return list(page.evaluate("said.map(one => one.text)"))


def marked(page: Page) -> str:
    """The words that are marked."""
    return str(page.evaluate("[...CSS.highlights.get('spoken')].map(one => one.toString()).join('')"))


def test_an_article_is_read_in_full(browser: Browser, served: str, shipped: Site) -> None:
    """Title, summary and every paragraph are read once, in their order, a sentence at a time, by a Chinese voice of the device; links of navigation aren't."""
    article = shipped.by_column["cases"][0]
    with reading(browser, served + article.url, VOICE) as page:
        page.get_by_role("button", name="朗读本页").click()
        page.wait_for_function("() => document.querySelector('#reader-status').textContent === '读完了'")
        sentences = said(page)
        paragraphs = page.evaluate("[...document.querySelectorAll('main h1, main .prose p, main .prose h2')].map(one => one.innerText)")
        assert page.evaluate("said.every(one => one.voice.name === 'here' && one.lang === 'zh-CN')")
        assert not page.locator("#reader-player").is_visible() and marked(page) == ""
    whole, at = "".join("".join(sentences).split()), 0
    for one in paragraphs:
        found = whole.find("".join(one.split()), at)
        assert found >= at, one
        at = found
    assert "本页目录" not in whole and max(len(one) for one in sentences) < 200


def test_nothing_is_said_before_the_voices_are_there(browser: Browser, served: str, shipped: Site) -> None:
    """Until the browser has loaded its voices it would speak with one of a server."""
    late = HELD.replace("window.said = []", "window.said = [], window.heard = []", 1) + """
        const all = window.voices; window.voices = [];
        speechSynthesis.addEventListener = (_, one) => window.heard.push(one); speechSynthesis.removeEventListener = () => {};
        window.arrive = () => { window.voices = all; for (const one of window.heard) one(); };
    """
    with reading(browser, served + shipped.by_column["cases"][0].url, late) as page:
        page.get_by_role("button", name="朗读本页").click()
        assert said(page) == []
        page.evaluate("arrive()")
        assert page.evaluate("said.map(one => one.voice.name)") == ["here"]


def test_the_sentence_is_marked_and_in_sight(browser: Browser, served: str, shipped: Site) -> None:
    """While a sentence is read it alone is marked and stands on the screen, below the controls, which stay there."""
    with reading(browser, served + shipped.by_column["cases"][0].url, HELD) as page:
        page.get_by_role("button", name="朗读本页").click()
        for _ in range(25):
            assert "".join(marked(page).split()) == "".join(said(page)[-1].split())
            top, bottom, under = page.evaluate("() => { const box = [...CSS.highlights.get('spoken')][0].getBoundingClientRect(); return [box.top, box.bottom, document.querySelector('#reader-player').getBoundingClientRect().bottom]; }")
            assert under <= top < bottom <= 740
            page.evaluate("speechSynthesis.end(speechSynthesis.now)")
        assert page.evaluate("scrollY") > 300 and 0 < under < 200


def test_pause_rate_and_stop_by_keyboard(browser: Browser, served: str, shipped: Site) -> None:
    """Pausing goes on with the same sentence, another rate is kept and applies at once, Esc stops and gives the focus back."""
    with reading(browser, served + shipped.by_column["cases"][0].url, HELD) as page:
        page.get_by_role("button", name="朗读本页").focus()
        page.keyboard.press("Enter")
        page.evaluate("speechSynthesis.end(speechSynthesis.now)")
        page.get_by_role("button", name="暂停").focus()
        page.keyboard.press("Space")
        page.wait_for_timeout(20)
        assert not page.evaluate("speechSynthesis.speaking")
        assert page.evaluate("document.activeElement.textContent") == "继续"
        page.keyboard.press("Space")
        assert said(page)[1:] == [said(page)[1]] * 2
        page.locator("#reader-rate").select_option("1.3")
        assert page.evaluate("said.at(-1).rate") == 1.3 and len(said(page)) == 4
        page.keyboard.press("Escape")
        assert not page.locator("#reader-player").is_visible() and not page.evaluate("speechSynthesis.speaking")
        assert page.evaluate("document.activeElement.dataset.reader") == "speak"
        page.reload()
        assert page.locator("#reader-rate").input_value() == "1.3"


def test_reading_begins_where_text_is_chosen(browser: Browser, served: str, shipped: Site) -> None:
    """With some words selected reading begins with their sentence."""
    with reading(browser, served + shipped.by_column["cases"][0].url, HELD) as page:
        words = page.evaluate("() => { const p = document.querySelectorAll('main .prose p')[2]; getSelection().selectAllChildren(p); return p.textContent.slice(0, 5); }")
        page.evaluate("document.querySelector('[data-reader=speak]').click()")
        assert said(page)[0].startswith(words)


@pytest.mark.parametrize("voices", ["[{lang: 'en-US', localService: true}]", "[{lang: 'zh-CN', localService: false}]", "[]"])
def test_only_voices_of_the_device(browser: Browser, served: str, voices: str) -> None:
    """Without a Chinese voice on the device the reader is told, at once or when none has come in a while; nothing is sent to a voice elsewhere."""
    quiet = f"{HELD} window.voices = {voices}; speechSynthesis.addEventListener = speechSynthesis.removeEventListener = () => {{}};"
    with reading(browser, f"{served}about.html", quiet) as page:
        page.get_by_role("button", name="朗读本页").click()
        page.wait_for_function("() => document.querySelector('#reader-status').textContent.includes('没有装中文语音')")
        assert said(page) == []


def test_not_offered_where_it_cannot_be(browser: Browser, served: str) -> None:
    """A browser without speech shows no button for it."""
    with reading(browser, served, "delete window.speechSynthesis; delete Window.prototype.speechSynthesis;") as page:
        assert page.get_by_role("button", name="高对比度").is_visible()
        assert not page.get_by_role("button", name="朗读本页").is_visible()


def test_focus_is_never_hidden_under_the_controls(browser: Browser, served: str, shipped: Site) -> None:
    """While a page is read aloud every stop of Tab, forwards and backwards, shows at least its middle."""
    with reading(browser, served + shipped.by_column["cases"][0].url, HELD) as page:
        page.get_by_role("button", name="朗读本页").click()
        for key in ["Tab"] * 60 + ["Shift+Tab"] * 60:
            page.keyboard.press(key)
            hidden = page.evaluate("""() => {
              const one = document.activeElement, box = one.getClientRects()[0];
              if (one === document.body || !box || one.id === 'main') return '';
              const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              return seen && (one.contains(seen) || seen.contains(one) || one.labels?.[0]?.contains(seen)) ? '' : one.outerHTML;
            }""")
            assert not hidden, hidden
