"""The search documents."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from guide_samples import ADDRESS, with_guides
from helpers import Project
from portal.search import opensearch
from portal.search.documents import documents


def test_documents_hold_articles_metrics_statutes_and_services(project: Project) -> None:
    """Words of articles with their figures, every metric, cited statute and service can be found."""
    site = project.site()
    found = {one.address: one for one in documents(site)}

    assert "120件" in found["news/2025/first.html"].body
    assert found["cases/2025/loan.html"].label == "情景案例"
    assert found["statistics/aid/cases.html"].title == "办理法律援助案件"
    assert {f"laws/{slug}.html" for slug in site.by_statute} <= set(found)
    names = {name for one in found.values() for name in one.names}
    assert {service.name for service in site.services} <= names
    assert {metric.label for metric in site.statistics.metrics.values()} <= names


def test_guides_can_be_found(project: Project) -> None:
    """A guide is found by its situation, its steps, its papers, and for whom it is."""
    found = {one.address: one for one in documents(with_guides(project).site())}[ADDRESS]

    assert (found.title, found.label, found.names, found.audiences) == ("借的钱没还怎么办", "指引", ("借的钱没还", "jiedeqianmeihai"), ("社会公众",))
    assert "找齐凭据" in found.headings
    assert "借条" in found.body


def test_drafts_cannot_be_found(project: Project) -> None:
    """What isn't published isn't in the index."""
    project.replace("content/news/2025/2025-06-01-second.md", "source: 测试局", "source: 测试局\ndraft: true")

    assert not any("第二条" in one.title + one.body for one in documents(project.site()))


def test_opensearch_names_the_search_page(project: Project) -> None:
    """The description is well-formed and leads to the search page with the reader's words."""
    site = project.site()
    root = ET.fromstring(opensearch.description(site))
    url = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url")

    assert url is not None and url.get("template") == f"{site.identity.url}search/?q={{searchTerms}}"
    name = root.findtext("{http://a9.com/-/spec/opensearch/1.1/}ShortName")
    assert name and len(name) <= 16
