"""The page about the rules of the review."""

from __future__ import annotations

import dataclasses
import re

from helpers import Project
from portal.model.finding import Severity
from portal.model.manual import Manual
from portal.model.site import Site
from portal.pages.page import Page
from portal.pages.views import rules
from samples import context_of


def manual(rule: str, **changes: object) -> Manual:
    one = Manual(
        id=rule, family="标点", level=Severity.INFO, title=f"规则{rule}", what="", why="", wrong=("错的",), right=(), basis="", fix="改正。"
    )  # fmt: skip
    return dataclasses.replace(one, **changes)  # type: ignore[arg-type]  # fields by name


def with_manuals(project: Project, *found: Manual) -> Site:
    return dataclasses.replace(project.site(), manuals=found)


def page(site: Site) -> Page:
    (plan,) = rules.plans(site)
    return rules.make(context_of(site), plan)


def test_no_manuals_no_page(project: Project) -> None:
    """A site without manuals has neither the page nor links to it."""
    site = dataclasses.replace(project.site(), manuals=())

    assert list(rules.plans(site)) == []
    assert "rules/" not in context_of(site).body("pages/sitemap.html", "sitemap.html", years={one.id: [] for one in site.columns}, navigation=())


def test_site_map_leads_to_the_page(project: Project) -> None:
    """Readers find the manual from the site map."""
    site = with_manuals(project, manual("one-rule"))

    assert 'href="rules/"' in context_of(site).body("pages/sitemap.html", "sitemap.html", years={one.id: [] for one in site.columns}, navigation=())


def test_every_rule_has_an_anchor_with_its_id(project: Project) -> None:
    """The id in a finding leads to its place, and every link of the contents has a target."""
    html = page(with_manuals(project, manual("one-rule"), manual("two-rule", family="法律"))).body

    ids = re.findall(r'\sid="([^"]+)"', html)
    assert {"one-rule", "two-rule"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_families_stand_in_their_order_with_the_gravest_rules_first(project: Project) -> None:
    """标点 before 法律 as in the model, errors before hints, then by id."""
    site = with_manuals(
        project, manual("z-law", family="法律"), manual("b-hint"), manual("a-hint"), manual("c-error", level=Severity.ERROR)
    )  # fmt: skip

    html = page(site).body

    assert re.findall(r'<article class="rule" id="([^"]+)"', html) == ["c-error", "a-hint", "b-hint", "z-law"]
    assert "标点（3条）" in html and "法律（1条）" in html and "共4条" in html
    assert "数字（" not in html


def test_examples_are_escaped(project: Project) -> None:
    """An example with tags is shown, not obeyed."""
    html = page(with_manuals(project, manual("one-rule", wrong=("<script>alert(1)</script>\n第二行",), title="用<b>的"))).body

    assert "<script>" not in html and "<b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\n第二行" in html


def test_empty_parts_are_left_out(project: Project) -> None:
    """A rule without 依据 shows no empty heading, one with all parts shows all."""
    bare = page(with_manuals(project, manual("one-rule"))).body
    full = page(with_manuals(project, manual("one-rule", what="甲", why="乙", right=("对的",), basis="丙"))).body

    assert re.findall(r"<dt>(.*?)</dt>", bare) == ["错例", "修复"]
    assert re.findall(r"<dt>(.*?)</dt>", full) == ["什么", "为什么", "错例", "正例", "依据", "修复"]
    assert '<span class="badge badge-info">提示</span>' in full
