"""What the site offers to everyone who reads with difficulty: large text, keyboard, screen reader, reading aloud, and where to report a barrier."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.site import Site
from portal.pages.page import Context, Page, Plan

ADDRESS = "accessibility/"


def plans(site: Site) -> Iterator[Plan]:
    """The one page."""
    yield Plan(address=ADDRESS, view="accessibility")


def make(context: Context, plan: Plan) -> Page:
    """The page; the bar 长辈版·无障碍 leads here where there are no scripts."""
    body = context.body("pages/accessibility.html", ADDRESS)
    description = "怎样把字放大、只用键盘、用读屏软件和朗读来使用本站，遇到障碍怎样告诉我们。"
    return Page(address=ADDRESS, section="", title="长辈版和无障碍说明", description=description, body=body)
