"""The page that a reader's device shows when there is no network. It is shown at any address, so its links start at the root."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.site import Site
from portal.pages.links import OFFLINE
from portal.pages.page import Context, Page, Plan

URGENT = (("110", "报警"), ("119", "火警和救援"), ("120", "医疗急救"), ("122", "交通事故"))


def plans(site: Site) -> Iterator[Plan]:
    """The one page."""
    yield Plan(address=OFFLINE, view="offline")


def make(context: Context, plan: Plan) -> Page:
    """Numbers to call, what can be done, and room for the pages that the device has kept."""
    site = context.site
    root = "/" + site.identity.url.split("/", 3)[3]
    services = [one for one in site.services if one.phone]
    body = context.body("pages/offline.html", plan.address, urgent=URGENT, services=services, link=lambda target: root + target)
    return Page(address=OFFLINE, section="", title="现在没有网络", description="没有网络时能看的内容和能打的电话。", body=body, listed=False, scripts=("kept",))
