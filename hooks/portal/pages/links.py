"""Addresses of the site and links between them.

An address is relative to the site's root: ``""`` is the home page, ``news/`` a folder's index, ``news/2026/slug.html`` a page.
"""

from __future__ import annotations

CALENDAR, DAYS = "calendar/", "calendar/days.ics"
FEEDS = "feeds/"
GUIDES = "guides/"
NOT_FOUND, OFFLINE = "404.html", "offline.html"
RULES = "rules/"


def relative(source: str, target: str) -> str:
    """The link from one address to another; ``target`` may carry a ``#fragment`` or be a full URL."""
    if "//" in target or target.startswith(("#", "mailto:", "tel:")):
        return target
    source_parts, target_parts = source.split("/")[:-1], target.split("/")
    common = 0
    while common < min(len(source_parts), len(target_parts) - 1) and source_parts[common] == target_parts[common]:
        common += 1
    return "../" * (len(source_parts) - common) + "/".join(target_parts[common:]) or "./"


def base(address: str) -> str:
    """The link from an address to the site's root, ``../../`` or ``./``."""
    return "../" * address.count("/") or "./"


def file_of(address: str) -> str:
    """The file that a web server sends for an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def metric_page(metric: str) -> str:
    """Address of a metric's page."""
    group, _, name = metric.partition(".")
    return f"statistics/{group}/{name}.html"


def group_page(group: str) -> str:
    """Address of a group's page."""
    return f"statistics/{group}.html"


def glance_page(year: int) -> str:
    """Address of a year at a glance."""
    return f"statistics/{year}-at-a-glance.html"


def tag_page(slug: str) -> str:
    """Address of a tag's page."""
    return f"tags/{slug}.html"


def audience_page(slug: str) -> str:
    """Address of the page for one kind of reader."""
    return f"audiences/{slug}.html"


def statute_page(slug: str) -> str:
    """Address of the page of articles that cite a statute."""
    return f"laws/{slug}.html"


def kind_page(kind: str) -> str:
    """Address of the page of one kind of cases."""
    return f"kinds/{kind}.html"


def guide_page(slug: str) -> str:
    """Address of a guide by situation of life."""
    return f"guides/{slug}.html"


def quiz_page(slug: str) -> str:
    """Address of a set of questions."""
    return f"quiz/{slug}.html"


def poster_page(address: str) -> str:
    """Address of the poster of a page."""
    return f"posters/{address}"


def sheet_of(poster: str) -> str:
    """Address of the file for the print shop that lies beside a poster's page."""
    return f"{poster.removesuffix('.html')}.svg"
