"""Page tags, header and footer: what every page must say of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.selfcheck.given import HOME, Given
from portal.selfcheck.item import HINT, OWN, UNVERIFIED, Evidence, Item, Outcome
from portal.selfcheck.page import PageFacts

_GUIDE = "《政府网站发展指引》（国办发〔2017〕47号）"
_SITE = ("SiteName", "SiteDomain")
_COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
_ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
_KNOWN = (*_SITE, "SiteIDCode", *_COLUMN, *_ARTICLE)
_EMPTY_LABEL = re.compile(
    r"(?:ICP备案号?|公安备案号?|公网安备|(?:政府)?网站标识码|地址|电话|邮编|邮箱|承办单位)[：:]\s*"
    r"(?=$|[^\w\s“]|(?:主办|承办|地址|电话|邮编|邮箱|政府网站))"
)
_ICP = re.compile(r"[\u4e00-\u9fff]ICP备\d{8}号(?:-\d+)?")
_POLICE = re.compile(r"[\u4e00-\u9fff]公网安备\s?\d{14}号")
_CODE = re.compile(r"标识码[：:]?\s*(\d{10})")


def _tags(given: Given) -> Outcome:
    return Outcome.of(_missing(given))


def _missing(given: Given) -> Iterator[Evidence]:
    columns = {f"{one.id}/{HOME}" for one in given.site.columns}
    code = ("SiteIDCode",) if given.site.bureau.site_code else ()
    for page in given.shown:
        wanted = [*_SITE, *code]
        if page.name == HOME or page.name in columns or page.name in given.articles:
            wanted += _COLUMN
        if page.name in given.articles:
            wanted += _ARTICLE
        missing = [name for name in wanted if not page.meta(name)]
        if missing:
            yield Evidence(page.name, f"缺少页面标签：{'、'.join(missing)}")


def _true(given: Given) -> Outcome:
    return Outcome.of([one for page in given.shown for one in _contradictions(given, page)])


def _contradictions(given: Given, page: PageFacts) -> Iterator[Evidence]:
    names = [name for name, _, _ in page.metas]
    for name, content, line in page.metas:
        if name in _KNOWN and not content.strip():
            yield Evidence(page.at(line), f"页面标签{name}是空的")
        if name in _KNOWN and names.count(name) > 1:
            yield Evidence(page.at(line), f"页面标签{name}写了{names.count(name)}次")
        said = _said(given, page, name)
        if said and content.strip() and said != content.strip():
            yield Evidence(page.at(line), f"页面标签{name}是“{content}”，页面上是“{said}”")
    if "SiteIDCode" in names and not given.site.bureau.site_code:
        yield Evidence(page.name, "没有网站标识码，却有页面标签SiteIDCode")


def _said(given: Given, page: PageFacts, name: str) -> str:
    """What the page itself says of a tag's matter, as the tag would write it; empty when it says nothing."""
    if name == "SiteName":
        return given.site.identity.name
    if name == "SiteDomain":
        return given.site.identity.domain
    if page.name not in given.articles:
        return ""
    if name == "PubDate" and page.time[0]:
        shown, tag = page.time[0], page.meta("PubDate")
        return tag if tag.startswith(shown) else shown
    return {"ArticleTitle": page.h1, "ContentSource": page.source}.get(name, "")


def _footer(given: Given) -> Outcome:
    bureau = given.site.bureau
    found = []
    for page in given.shown:
        words, targets = page.footer, {ref.target for ref in page.refs}
        if words is None:
            found.append(Evidence(page.name, "没有页脚"))
            continue
        missing = [] if bureau.name in words else ["主办单位"]
        missing += [] if any(one.startswith(("tel:", "mailto:")) for one in targets) else ["联系方式"]
        missing += [] if any("sitemap.html" in one for one in targets) else ["网站地图"]
        missing += ["“我为政府网站找错”入口"] if bureau.site_code and "找错" not in words else []
        if missing:
            found.append(Evidence(page.name, f"页脚缺少：{'、'.join(missing)}"))
    return Outcome.of(found)


def _registered(given: Given) -> Outcome:
    return Outcome.of([one for page in given.shown if page.footer is not None for one in _numbers(given, page, page.footer)])


def _numbers(given: Given, page: PageFacts, words: str) -> Iterator[Evidence]:
    bureau = given.site.bureau
    known = {"网站标识码": bureau.site_code, "ICP备案号": bureau.icp, "公安机关备案号": bureau.police}
    printed = {"网站标识码": _CODE.findall(words), "ICP备案号": _ICP.findall(words), "公安机关备案号": _POLICE.findall(words)}
    for name, number in known.items():
        if number and number not in words:
            yield Evidence(page.name, f"页脚没有{name}“{number}”")
        for other in printed[name]:
            if other != number:
                yield Evidence(page.name, f"页脚的{name}“{other}”不是data/bureau.yml里的")
    for match in _EMPTY_LABEL.finditer(words):
        yield Evidence(page.name, f"页脚印了“{match[0].strip()}”，后面却是空的")


def _search(given: Given) -> Outcome:
    home = given.pages.get(HOME)
    faults = [] if home and home.has_search else [Evidence(HOME, "首页没有搜索框")]
    faults += [] if f"search/{HOME}" in given.files else [Evidence(f"search/{HOME}", "没有搜索页")]
    return Outcome.of(faults)


def _error_page(given: Given) -> Outcome:
    page = given.pages.get("404.html")
    if page is None:
        return Outcome(faults=(Evidence("404.html", "没有“找不到页面”的页面"),))
    missing = [] if page.has_search else ["搜索框"]
    missing += [] if any("sitemap.html" in ref.target for ref in page.refs) else ["网站地图"]
    return Outcome.of([Evidence("404.html", f"缺少{'、'.join(missing)}")] if missing else [])


ITEMS = (
    Item(
        id="page-tags", group="页面", title="首页、栏目页、文章页的页面标签齐全", level=HINT, basis=UNVERIFIED,
        source=f"{_GUIDE}附件“网页标签规范”（哪些必填，以原文为准）", do="检查overrides/parts/head.html和data/columns.yml", check=_tags,
    ),
    Item(
        id="page-tags-true", group="页面", title="页面标签与页面相符：ArticleTitle是标题，PubDate是发布时间，ContentSource是来源", basis=OWN,
        source=f"{_GUIDE}附件“网页标签规范”的标签名；页面上写的要前后一致", do="检查overrides/parts/head.html和文章页的模板", check=_true,
    ),
    Item(
        id="footer-items", group="页面", title="页脚有主办单位、联系方式和网站地图", level=HINT, basis=UNVERIFIED,
        source=f"{_GUIDE}页面底部功能区（以原文为准）", do="补全data/bureau.yml，检查overrides/parts/footer.html", check=_footer,
    ),
    Item(
        id="footer-registration", group="页面", title="登记过的编号印在页脚，没有登记的不印", basis=OWN, source="data/bureau.yml（不知道的留空，哪里都不印）",
        do="改正data/bureau.yml或者页脚的模板；没有的编号一个字也不要印", check=_registered,
    ),
    Item(
        id="search-present", group="页面", title="有搜索", source="《中华人民共和国政府信息公开条例》第二十四条（具备信息检索、查阅、下载等功能）",
        do="恢复页首的搜索框和搜索页", check=_search,
    ),
    Item(id="error-page", group="页面", title="找不到页面时有去处", basis=OWN, source="本站设计：404页有搜索和网站地图", do="恢复404页", check=_error_page),
)
