"""Every page of the shipped site as HTML: valid, accessible, tagged, honest about scenarios."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from built_site import PAGE_TAGS, BuiltSite, HtmlPage, text_of, unavailable
from portal.model.article import CaseMeta
from portal.model.site import Site
from portal.search.document import Document

SCENARIO = "情景案例"


def none(faults: list[str]) -> None:
    """No fault was found; else each stands on a line."""
    assert not faults, "\n".join(faults)


def scenarios(site: Site) -> set[str]:
    """Addresses of the cases that are made up, as their front matter says."""
    return {one.url for one in site.articles if isinstance(one.meta, CaseMeta) and one.meta.basis == "scenario"}


@pytest.mark.long
def test_nu_html_checker_finds_no_error(built_site: BuiltSite) -> None:
    """The Nu Html Checker, the HTML standard's own validator, has no objection to any page."""
    jar = os.environ.get("VNU_JAR", "")
    if not jar or not Path(jar).is_file() or not shutil.which("java"):
        unavailable("要用Nu Html Checker：装好java，并用VNU_JAR指明vnu.jar")
    words = ["java", "-Xss8m", "-jar", jar, "--format", "json", "--errors-only", "--skip-non-html", "--exit-zero-always", "--stdout", str(built_site.folder)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    found = [f"{one['url'].rpartition('/site/')[2]}:{one.get('lastLine', 0)} {one['message']}" for one in json.loads(done.stdout)["messages"]]
    none(found)


def test_nu_html_checker_would_object(tmp_path: Path) -> None:
    """The same run of the Nu Html Checker does object to a broken page, so its silence means something."""
    jar = os.environ.get("VNU_JAR", "")
    if not jar or not Path(jar).is_file() or not shutil.which("java"):
        unavailable("要用Nu Html Checker：装好java，并用VNU_JAR指明vnu.jar")
    (tmp_path / "broken.html").write_text("<!doctype html><title>x</title><p id=a><p id=a><img src=x>", encoding="utf-8")
    words = ["java", "-Xss8m", "-jar", jar, "--format", "json", "--errors-only", "--skip-non-html", "--exit-zero-always", "--stdout", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert len(json.loads(done.stdout)["messages"]) >= 2


def frame_faults(page: HtmlPage, site_url: str) -> Iterator[str]:
    """What is wrong with what every page must have."""
    root = page.tree
    counts = {name: len(root.xpath(path)) for name, path in (("h1", "//h1"), ("main", "//main"), ("title", "/html/head/title"))}
    yield from (f"{number} {name}" for name, number in counts.items() if number != 1)
    if not page.h1:
        yield "empty h1"
    if root.get("lang") != "zh-CN":
        yield f"lang {root.get('lang')}"
    yield from (f"id {name} {number} times" for name, number in Counter(page.ids).items() if number > 1)
    if not text_of(root.find("head/title")):
        yield "empty title"
    if len(page.metas("description")) != 1 or not page.metas("description")[0].strip():
        yield f"description {page.metas('description')}"
    if root.xpath("//link[@rel='canonical']/@href") != [site_url + page.address]:
        yield f"canonical {root.xpath('//link[@rel=$r]/@href', r='canonical')}"
    first = root.xpath("//body//a[@href]")[0].get("href")
    if not first.startswith("#") or root.xpath("//main/@id") != [first[1:]]:
        yield f"the first link {first} does not skip to main"
    if root.xpath("//meta[@name='viewport']/@content[contains(., 'user-scalable=no') or contains(., 'maximum-scale')]"):
        yield "viewport forbids zoom"


def test_every_page_has_the_frame(built_site: BuiltSite, shipped: Site) -> None:
    """Every page has one h1, main landmark, title, description and canonical, lang zh-CN, unique ids, and a working skip link."""
    none([f"{page.name}: {fault}" for page in built_site.pages.values() for fault in frame_faults(page, shipped.identity.url)])
    titles = Counter(text_of(page.tree.find("head/title")) for page in built_site.pages.values())
    none([title for title, number in titles.items() if number > 1])


def content_faults(page: HtmlPage) -> Iterator[str]:
    """What is wrong with pictures, tables, headings and attributes."""
    root = page.tree
    yield from (f"img {one.get('src')} without alt" for one in root.iter("img") if one.get("alt") is None)
    for svg in root.xpath("//svg[not(ancestor::svg) and not(ancestor-or-self::*[@aria-hidden='true'])]"):
        if not (svg.get("role") == "img" and (svg.get("aria-labelledby") or svg.get("aria-label"))):
            yield "svg neither hidden nor labelled"
    for table in root.iter("table"):
        if not table.xpath("./caption[normalize-space()] | ancestor::*[@role='region' or self::section or self::figure][@aria-label or @aria-labelledby]"):
            yield "table without caption or labelled region"
        yield from (f"th without scope: {text_of(th)}" for th in table.iter("th") if th.get("scope") not in ("col", "row", "colgroup", "rowgroup"))
    yield from (f"{one} points nowhere" for kind in ("aria-labelledby", "aria-describedby") for one in missing_ids(page, kind))
    for number, (before, after) in enumerate(zip(heading_levels(page), heading_levels(page)[1:], strict=False)):
        if after > before + 1:
            yield f"heading {number + 2} jumps from h{before} to h{after}"
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        for name, value in node.items():
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"<{node.tag} {name}={value!r}>"
    yield from ("inline style element" for _ in root.iter("style"))
    yield from ("inline script" for one in root.iter("script") if not one.get("src") and one.get("type") != "application/ld+json")


def missing_ids(page: HtmlPage, attribute: str) -> list[str]:
    named = [name for value in page.tree.xpath(f"//@{attribute}") for name in str(value).split()]
    return sorted(set(named) - set(page.ids))


def heading_levels(page: HtmlPage) -> list[int]:
    return [int(one.tag[1]) for one in page.tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]


def test_content_is_accessible_and_inert(built_site: BuiltSite) -> None:
    """Pictures have alt, tables captions and scopes, labels their targets, headings no gaps; nothing inline runs or styles."""
    none([f"{page.name}: {fault}" for page in built_site.pages.values() for fault in content_faults(page)])
    assert any(True for page in built_site.pages.values() for _ in page.tree.iter("table"))
    assert any(True for page in built_site.pages.values() for _ in page.tree.iter("svg"))


def link_faults(page: HtmlPage, site: BuiltSite) -> Iterator[str]:
    for link in sorted({str(one) for one in page.tree.xpath("//@href | //@src | //@action")}):
        if re.match(r"[a-z]+:", link):
            continue
        target, fragment = page.file_behind(link), link.partition("#")[2]
        if target not in site.files:
            yield f"{link} leads to {target}, which does not exist"
        elif fragment and fragment not in site.pages[target].ids:
            yield f"{link}: no such place on {target}"


def test_every_link_inside_the_site_arrives(built_site: BuiltSite) -> None:
    """Whatever a reader clicks exists, down to the place on the page; every page but three that nothing leads to is in reach of the home page."""
    none([f"{page.name}: {fault}" for page in built_site.pages.values() for fault in link_faults(page, built_site)])
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = built_site.pages[waiting.pop()]
        found = {page.file_behind(str(link)) for link in page.tree.xpath("//a/@href") if not re.match(r"[a-z]+:", str(link))}
        new = {one for one in found if one in built_site.pages} - reached
        reached |= new
        waiting += sorted(new)
    assert set(built_site.pages) - reached == {"404.html", "offline.html", "style/index.html"}


def tag_faults(page: HtmlPage, site: Site) -> Iterator[str]:
    """Page tags that are missing, doubled, empty or different from what the page shows."""
    named = [str(one) for one in page.tree.xpath("//meta[@name]/@name")]
    yield from (f"tag {name} {number} times" for name, number in Counter(named).items() if number > 1)
    yield from (f"meta {lxml_text} is empty" for lxml_text in page.tree.xpath("//meta[@content and not(normalize-space(@content))]/@*[name() != 'content']"))
    wanted = {"SiteName": site.identity.name, "SiteDomain": site.identity.domain}
    column = page.name.split("/")[0]
    if column in {one.id for one in site.columns}:
        found = site.column(column)
        wanted |= dict(zip(PAGE_TAGS, (found.label, found.description, ",".join(found.keywords), found.type), strict=True))
    article = site.by_url.get(page.address)
    if article:
        wanted |= {"ArticleTitle": page.h1, "PubDate": article.meta.date.tag, "ContentSource": article.meta.source, "Url": site.identity.url + article.url}
    yield from (f"{name} is {page.metas(name)}, not {value}" for name, value in wanted.items() if page.metas(name) != [value])
    for name in ("ArticleTitle", "PubDate", "ContentSource"):
        if not article and page.metas(name):
            yield f"{name} on a page that is no article"


def test_page_tags(built_site: BuiltSite, shipped: Site) -> None:
    """Every page carries the tags that government sites must have: site, column, and of an article title, date and source."""
    none([f"{page.name}: {fault}" for page in built_site.pages.values() for fault in tag_faults(page, shipped)])
    assert {one.url for one in shipped.articles} <= set(built_site.pages)
    dates = [value for one in shipped.articles for value in built_site.pages[one.url].metas("PubDate")]
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", value) for value in dates)


def structured(page: HtmlPage) -> dict[str, dict[str, object]]:
    """The JSON-LD objects of a page by type."""
    found = [json.loads(one.text_content()) for one in page.tree.xpath("//script[@type='application/ld+json']")]
    assert all(one["@context"] == "https://schema.org" for one in found), page.name
    return {one["@type"]: one for one in found}


def test_structured_data(built_site: BuiltSite, shipped: Site) -> None:
    """JSON-LD parses and says what the page is: WebSite, NewsArticle, Dataset, HowTo, each with the page's own words."""
    assert set(structured(built_site.pages["index.html"])) == {"WebSite"}
    for article in shipped.articles:
        page = built_site.pages[article.url]
        found = structured(page)
        assert set(found) == {"NewsArticle", "BreadcrumbList"}, page.name
        assert found["NewsArticle"]["mainEntityOfPage"] == shipped.identity.url + article.url
        assert str(found["NewsArticle"]["headline"]).removeprefix(f"【{SCENARIO}】") == page.h1
    for group in shipped.statistics.dictionary.groups:
        found = structured(built_site.pages[f"statistics/{group.id}.html"])
        assert set(found) == {"Dataset", "BreadcrumbList"}
        links = [str(one["contentUrl"]) for one in found["Dataset"]["distribution"]]  # type: ignore[attr-defined]
        assert {one.removeprefix(shipped.identity.url) for one in links} <= set(built_site.files)
    for slug, guide in shipped.guides.items():
        found = structured(built_site.pages[f"guides/{slug}.html"])
        assert set(found) == {"HowTo", "BreadcrumbList"}
        assert [one["name"] for one in found["HowTo"]["step"]] == [step.title for step in guide.steps]  # type: ignore[attr-defined]
    others = {name for page in built_site.pages.values() for name in structured(page)}
    assert others == {"WebSite", "NewsArticle", "Dataset", "HowTo", "BreadcrumbList"}


def unlabelled(page: HtmlPage, made_up: set[str]) -> Iterator[str]:
    """Links to a scenario, outside the text of articles, beside which nothing says that it is one."""
    for link in page.tree.xpath("//main//a[@href][not(ancestor::*[contains(concat(' ', @class, ' '), ' prose ')])]"):
        target = page.file_behind(link.get("href"))
        entry = next((one for one in link.iterancestors("li", "tr", "article", "main") if one.tag in ("li", "tr")), link)
        if target in made_up and target != page.name and SCENARIO not in text_of(entry):
            yield f"{target}: {text_of(link)}"


def test_scenarios_are_labelled_wherever_they_appear(built_site: BuiltSite, shipped: Site) -> None:
    """A made-up case says so above its title, in its text, in every list of every page, and to the search."""
    made_up = scenarios(shipped)
    assert made_up
    for address in sorted(made_up):
        main = text_of(built_site.pages[address].tree.find(".//main"))
        before, _, after = main.partition(built_site.pages[address].h1)
        assert SCENARIO in before + built_site.pages[address].h1, address
        assert f"这是{SCENARIO}" in after and "虚构" in after, address
    none([f"{page.name}: {fault}" for page in built_site.pages.values() for fault in unlabelled(page, made_up)])
    documents = [Document.from_record(data) for name, data in built_site.files.items() if re.fullmatch(r"search/[^/]+/d/\d+\.json", name)]
    assert {one.address for one in documents if one.label == SCENARIO} == made_up


def test_real_cases_are_not_called_scenarios(built_site: BuiltSite, shipped: Site) -> None:
    """No page but a scenario's own claims above its title to be one."""
    for article in shipped.articles:
        if article.url not in scenarios(shipped):
            head = text_of(built_site.pages[article.url].tree.find(".//main")).partition(built_site.pages[article.url].h1)[0]
            assert SCENARIO not in head, article.url


def test_site_map_names_every_page_once(built_site: BuiltSite, shipped: Site) -> None:
    """sitemap.xml names exactly the pages that search engines may index, each once, under the site's own address."""
    found = re.findall(r"<loc>([^<]*)</loc>", built_site.files["sitemap.xml"].decode("utf-8"))
    indexed = [page for page in built_site.pages.values() if not any("noindex" in one for one in page.metas("robots"))]
    assert sorted(found) == sorted(shipped.identity.url + page.address for page in indexed)


@pytest.mark.parametrize("name", ["404.html", "search/index.html"])
def test_pages_without_content_are_not_indexed(built_site: BuiltSite, name: str) -> None:
    """Search engines are asked to leave out the pages that have nothing to say."""
    assert built_site.pages[name].metas("robots") == ["noindex,follow"]
