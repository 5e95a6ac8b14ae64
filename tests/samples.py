"""Building the tiny project inside a test, without MkDocs."""

from __future__ import annotations

from helpers import NOW, ROOT, Project
from portal.assembly.theme import theme_folder
from portal.model.site import Site
from portal.pages import views
from portal.pages.page import Context, Page, Plan
from portal.pages.prose import ProseRenderer
from portal.pages.templates import environment
from portal.times import Moment


def context_of(site: Site) -> Context:
    """What views work with, with the real templates."""
    env = environment([ROOT / "overrides", theme_folder()])
    return Context(site=site, env=env, prose=ProseRenderer(env, site))


def page_of(project: Project, address: str, now: Moment = NOW) -> Page:
    """One page of a project."""
    site = project.site(now)
    plan = next(one for one in views.plans(site) if one.address == address)
    return views.make(context_of(site), plan)


def plans_of(project: Project) -> tuple[Plan, ...]:
    """All plans of a project."""
    return views.plans(project.site())
