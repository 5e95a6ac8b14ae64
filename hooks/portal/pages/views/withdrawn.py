"""What stands at the address of an article that was taken down."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.site import Site
from portal.pages.page import Context, Page, Plan


def plans(site: Site) -> Iterator[Plan]:
    """A page for each article that was removed."""
    for one in site.withdrawn:
        if one.kind == "removed":
            yield Plan(address=one.url, view="withdrawn", subject=one.unit)


def make(context: Context, plan: Plan) -> Page:
    """That it was taken down, when and why; nothing of the article itself."""
    one = next(one for one in context.site.withdrawn if one.unit == plan.subject)
    body = context.body("pages/withdrawn.html", plan.address, withdrawal=one)
    return Page(address=plan.address, section="", title="这篇内容已撤下", description="这篇内容已撤下，页面说明撤下的时间和理由。", body=body, listed=False)
