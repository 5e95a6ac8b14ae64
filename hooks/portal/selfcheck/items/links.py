"""Do links lead where they say: inside, outside, and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from portal.selfcheck.dead import ATTACHMENT, PICTURE_FILE
from portal.selfcheck.given import Given
from portal.selfcheck.item import OWN, Evidence, Item, Outcome
from portal.selfcheck.page_links import LINK, LOAD, NAMED, PICTURE, is_outer

_INDICATORS = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）"
_WORKING = f"{_INDICATORS}“链接可用性”（扣分多少以原文为准）"
_BEGINNINGS = {
    "pdf": (b"%PDF-",), "docx": (b"PK\x03\x04",), "xlsx": (b"PK\x03\x04",), "pptx": (b"PK\x03\x04",), "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "png": (b"\x89PNG\r\n",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",), "gif": (b"GIF8",), "webp": (b"RIFF",), "svg": (b"<svg", b"<?xml", b"<!--"),
    "doc": (b"\xd0\xcf\x11\xe0",), "xls": (b"\xd0\xcf\x11\xe0",), "ppt": (b"\xd0\xcf\x11\xe0",),
}  # fmt: skip
_CSS_URL = re.compile(r"""url\(\s*['"]?((?:[a-z]+:)?//[^'")\s]+)|@import\s+['"]((?:[a-z]+:)?//[^'"]+)""", re.IGNORECASE)
_JS_CALL = re.compile(r"""(?:fetch|import|importScripts|WebSocket|EventSource|sendBeacon|Worker)\(\s*["'`]((?:(?:https?|wss?):)?//[^"'`]+)""")


def _dead_of(kind: str) -> Item:
    titles = {
        "dead-link": ("站内链接都能打开", "改正链接，或者补上页面"),
        "dead-anchor": ("页内定位都找得到", "改正#后面的名字"),
        "dead-attachment": ("附件都在", "补上附件，或者删去链接"),
        "dead-picture": ("图片都在", "补上图片，或者改正文件名"),
        "dead-asset": ("样式和脚本都在", "重新生成网站；还不行就请管理员检查模板"),
    }
    title, do = titles[kind]
    return Item(
        id=kind, group="链接", title=title, source=_WORKING, do=do, check=lambda given: Outcome.of(one for found, one in given.dead if found == kind)
    )


def _broken(given: Given) -> Outcome:
    found = []
    for name in given.files:
        expected = _BEGINNINGS.get(name.rpartition(".")[2].lower(), ())
        if not (ATTACHMENT.search(name) or PICTURE_FILE.search(name)):
            continue
        data = given.files[name]
        if not data and not name.endswith(".txt"):
            found.append(Evidence(name, "文件是空的"))
        elif expected and not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(expected):
            found.append(Evidence(name, "内容和后缀不符，打不开"))
    return Outcome.of(found)


def _missing(given: Given) -> Outcome:
    return Outcome.of(Evidence(url, f"登记为已发布，文件却不在（来自{path}）") for url, path in given.addresses.items() if url not in given.files)


def _foreign(given: Given) -> Outcome:
    host = given.site.identity.domain
    pages = [
        Evidence(page.at(ref.line), f"从别的网站取“{ref.target}”")
        for page in given.shown
        for ref in page.refs
        if ref.kind in (PICTURE, LOAD) and is_outer(ref.target, host)
    ]
    assets = [
        Evidence(name, f"从别的网站取“{target}”")
        for name, pattern in ((name, _CSS_URL if name.endswith(".css") else _JS_CALL) for name in given.files if name.endswith((".css", ".js")))
        for match in pattern.finditer(given.files[name].decode("utf-8", errors="replace"))
        if is_outer(target := next(one for one in match.groups() if one), host)
    ]
    return Outcome.of([*pages, *assets])


def _outer(given: Given) -> Outcome:
    hosts = given.site.facts.hosts if given.site.facts else {}
    if not hosts:
        return Outcome(skipped="没有data/review/links.yml")
    domain = given.site.identity.domain
    found = []
    for page in given.shown:
        for ref in page.refs:
            if ref.kind in (LINK, NAMED) and is_outer(ref.target, domain) and (_host(ref.target) not in hosts):
                found.append(Evidence(page.at(ref.line), f"链接到没有登记的网站“{_host(ref.target) or ref.target}”"))
    return Outcome.of(found)


def _host(target: str) -> str:
    try:
        return urlsplit(target).hostname or ""
    except ValueError:
        return ""


ITEMS = (
    *(_dead_of(kind) for kind in ("dead-link", "dead-anchor", "dead-attachment", "dead-picture", "dead-asset")),
    Item(id="broken-file", group="链接", title="附件和图片打得开", source=_WORKING, do="换上完好的文件，后缀要和内容一致", check=_broken),
    Item(
        id="published-missing", group="链接", title="发布过的文章都在", basis=OWN, source="网站里的published.json",
        do="重新生成网站；确要撤下的，用portal withdraw", check=_missing,
    ),
    Item(
        id="hidden-link", group="安全", title="没有暗链", source=f"{_INDICATORS}单项否决“安全、泄密事故等严重问题”（暗链是被入侵的常见痕迹）",
        do="立即查清来历并删去；不是自己写的，按网络安全事件报告", check=lambda given: given.page_faults("hidden-link"),
    ),
    Item(
        id="foreign-load", group="安全", title="不从别的网站加载任何东西", basis=OWN, source="本站设计（hooks/decisions）：图片、样式、脚本都放在本站",
        do="把文件放到本站，改成站内地址", check=_foreign,
    ),
    Item(
        id="outer-host", group="安全", title="外部链接都经过登记", basis=OWN, source="data/review/links.yml",
        do="打开核对主办单位以后登记，或者删去链接", check=_outer,
    ),
    Item(
        id="inline-code", group="安全", title="页面里没有直接写的脚本和样式", basis=OWN, source="本站设计：严格的内容安全策略（CSP）不许页面里直接写脚本和样式",
        do="删去；不是自己写的，按网络安全事件报告", check=lambda given: given.page_faults("inline-code"),
    ),
)
