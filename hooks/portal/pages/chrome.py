"""What surrounds every page: main navigation, footer, feeds; the same for all pages of one section and depth."""

from __future__ import annotations

from dataclasses import dataclass

from portal.model.site import Site

STATISTICS, CALENDAR, HOME, SEARCH, GUIDES = "statistics", "calendar", "home", "search", "guides"


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the main navigation."""

    label: str
    address: str
    section: str


def navigation(site: Site) -> tuple[NavItem, ...]:
    """Home, the guides if there are any, the columns in their order, the figures and the calendar."""
    guides = (NavItem("我遇到了", f"{GUIDES}/", GUIDES),) if site.guides else ()
    columns = tuple(NavItem(column.label, f"{column.id}/", column.id) for column in site.columns)
    return (NavItem("首页", "", HOME), *guides, *columns, NavItem("数据", f"{STATISTICS}/", STATISTICS), NavItem("普法日历", f"{CALENDAR}/", CALENDAR))


def police_number(police: str) -> str:
    """The digits of a public security registration, for its link."""
    return "".join(char for char in police if char.isdigit())
