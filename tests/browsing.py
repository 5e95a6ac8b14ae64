"""A real browser for tests, and tabs that notice everything a page complains about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from built_site import unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_VIOLATIONS = "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"


def program() -> str:
    """Chromium of $CHROME or of Debian; the build without windows does the same with half of the work."""
    return os.environ.get("CHROME") or shutil.which("chromium-headless-shell") or shutil.which("chromium") or ""


def open_browser() -> Generator[Browser, None, None]:
    """A browser; the test is skipped when there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        unavailable("要用浏览器测试：pip install playwright（在requirements-dev.txt里）")
    if not Path(program()).is_file():
        unavailable("要用浏览器测试：apt-get install chromium-headless-shell，或用CHROME指明浏览器")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        yield found
        found.close()


@contextmanager
def another(browser: Browser, argument: str) -> Iterator[Browser]:
    """A second browser of the same kind, with one more argument."""
    found = browser.browser_type.launch(executable_path=program(), args=[*ARGUMENTS, argument])
    yield found
    found.close()


@contextmanager
def tab(browser: Browser, **options: object) -> Iterator[tuple[Page, list[str]]]:
    """A page of its own, and what it complains about: console errors, uncaught exceptions, requests that leave loopback or fail."""
    context = browser.new_context(locale="zh-CN", **options)  # type: ignore[arg-type]  # the options of new_context
    context.add_init_script(_VIOLATIONS)
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda one: complaints.append(f"{page.url} {one.type}: {one.text}") if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda one: complaints.append(f"{page.url} exception: {one}"))
    page.on("request", lambda one: complaints.append(f"{page.url} asks {one.url}") if urlsplit(one.url).hostname != "127.0.0.1" else None)
    page.on("response", lambda one: complaints.append(f"{page.url} gets {one.status} for {one.url}") if one.status >= 400 else None)
    yield page, complaints
    context.close()
