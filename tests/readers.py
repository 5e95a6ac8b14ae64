"""Two readers who start at the home page and go on by what it offers: one with keys alone, one without scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

PRESSES = 120
STEPS = 60
AT = """within => {
  const at = document.activeElement;
  const words = at.getAttribute('aria-label') ?? [...(at.labels ?? [])].map(one => one.textContent).join(' ');
  return at === document.body || !at.closest(within) ? null : (words || at.textContent).replace(/\\s+/g, ' ').trim();
}"""
SHOWN = """() => {
  const at = document.activeElement, [box] = at.getClientRects();
  if (!box || !at.matches(':focus-visible')) return false;
  const ringed = at.type === 'radio' ? [at, at.closest('label'), at.nextElementSibling] : [at];
  const ring = ringed.filter(Boolean).map(one => getComputedStyle(one)).some(one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) >= 2);
  const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return ring && top !== null && (at.contains(top) || top.contains(at));
}"""
IN_SIGHT = "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; }"


@dataclass(frozen=True)
class Reader:
    """Somebody at a page who knows what to look for by its name; ``within`` are the places (CSS) where it is looked for."""

    page: Page

    def open(self, name: str, within: str) -> None:
        """Follow a link to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.use(name, within)

    def download(self, name: str, folder: Path) -> Path:
        """Follow a link to a file and keep it."""
        with self.page.expect_download() as got:
            self.use(name, "main a")
        file = folder / got.value.suggested_filename
        got.value.save_as(file)
        return file

    def use(self, name: str, within: str) -> None:
        """Follow a link or press a button."""
        raise NotImplementedError

    def ask(self, field: str, words: str) -> None:
        """Type into a field and hand in."""
        raise NotImplementedError

    def read(self, place: str) -> str:
        """What stands at a place, once it is on the screen."""
        raise NotImplementedError


class WithKeys(Reader):
    """Uses Tab, Enter, the arrows and the like, and has to see where the focus is."""

    def reach(self, name: str, within: str) -> None:
        """Press Tab until something whose name has these words has the focus, and see it."""
        for _ in range(PRESSES):
            self.page.keyboard.press("Tab")
            if name in (self.page.evaluate(AT, within) or ""):
                assert self.page.evaluate(SHOWN), f"{self.page.url}：看不出“{name}”有焦点"
                return
        raise AssertionError(f"{self.page.url}：按了{PRESSES}次Tab也到不了“{name}”")

    def use(self, name: str, within: str) -> None:
        self.reach(name, within)
        self.page.keyboard.press("Enter")

    def ask(self, field: str, words: str) -> None:
        self.reach(field, "input")
        self.page.keyboard.type(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def read(self, place: str) -> str:
        found = self.page.locator(place).first
        for _ in range(STEPS):
            if found.evaluate(IN_SIGHT):
                return _words(found)
            for _ in range(5):
                self.page.keyboard.press("ArrowDown")
            self.page.wait_for_timeout(60)
        raise AssertionError(f"{self.page.url}：用方向键翻不到{place}")


class WithoutScripts(Reader):
    """Has links and forms only."""

    def use(self, name: str, within: str) -> None:
        spaced = re.compile(r"\s*".join(map(re.escape, name)))
        self.page.locator(within).and_(self.page.get_by_role("link", name=spaced)).first.click()

    def ask(self, field: str, words: str) -> None:
        box = self.page.get_by_label(field)
        box.fill(words)
        with self.page.expect_navigation():
            box.press("Enter")

    def read(self, place: str) -> str:
        return _words(self.page.locator(place).first)


def _words(found: Locator) -> str:
    assert found.is_visible()
    return found.inner_text()
