"""Everything that a page says of itself, each datum from the place that is most to be trusted first.

Order of trust: measured on saved pages, see ``hooks/decisions/0014-wechat-import.md``. Fields of the person who saved the page
(``user_uin`` and the like) are not read at all.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from portal.times import SHANGHAI
from portal.wechat.dom import Element, by_class, by_id, one_line, tag_of, text_of, texts
from portal.wechat.draft import Facts, Identity
from portal.wechat.script_values import Scripts, unescape_html

_SECONDS, _MID, _IDX, _SN, _BIZ = r"1\d{9}", r"\d{5,20}", r"[1-9]\d?", r"[0-9a-f]{16,64}", r"[A-Za-z0-9+/_-]{6,40}={0,2}"
_SHORT = re.compile(r"https?://mp\.weixin\.qq\.com/s/([A-Za-z0-9_-]{15,40})(?![A-Za-z0-9_-])")
_LONG = re.compile(r"https?://mp\.weixin\.qq\.com/s\?[^\s\"'<>\\]{10,2000}")
_SAVED_FROM = re.compile(r"(?:saved from url=\(\d+\)|\burl:\s*)(https?://\S{5,2000})")
_DAY = re.compile(r"(20\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})(?:\s*日)?(?:[\sT]+(\d{1,2}):(\d{2}))?")
_DAY_SHAPE = r"20\d\d-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?"
_META_TEXTS = (
    "//*[@id='meta_content' or @id='img-content' or contains(@class, 'rich_media_meta_list')]//*[contains(@class, 'rich_media_meta_text')]"
)
_LONGEST_HEAD = 5_000


@dataclass(frozen=True)
class Page:
    """A page taken apart: its tree, its scripts, its comments' addresses, and where it was saved from."""

    tree: Element
    scripts: Scripts
    addresses: tuple[str, ...]


def page_of(tree: Element, location: str = "") -> Page:
    """Take a page apart.

    Args:
        tree: the page.
        location: the address under which an archive keeps it.
    """
    scripts = Scripts("\n".join(one.text or "" for one in tree.iter("script")))
    return Page(tree, scripts, tuple(_addresses(tree, scripts, location)))


def _addresses(tree: Element, scripts: Scripts, location: str) -> list[str]:
    comments = [str(one.text or "")[:_LONGEST_HEAD] for one in tree.xpath("//comment()")[:20]] + [
        str(one.text or "")[:_LONGEST_HEAD] for one in tree.itersiblings(preceding=True)
    ]
    saved = [match[1] for text in comments for match in _SAVED_FROM.finditer(text)]
    links = tree.xpath("//link[@rel='canonical']/@href")[:3]
    found = [location, *saved, meta(tree, "og:url"), scripts.any("msg_link"), scripts.field("link"), *map(str, links)]
    return [unescape_html(one).strip() for one in found if one]


def facts_of(page: Page) -> Facts:
    """What a page says of itself; its kind is judged elsewhere."""
    scripts, tree = page.scripts, page.tree
    identity = _identity(page)
    published, has_time = _published(page)
    modified = scripts.any("modify_time", shape=_SECONDS)
    return Facts(
        title=_title(page),
        account=_account(page),
        author=_author(page),
        published=published,
        has_time=has_time,
        summary=unescape_html(scripts.field("desc") or scripts.variable("msg_desc") or meta(tree, "og:description") or meta(tree, "description")).strip(),
        url=_url(page, identity),
        identity=identity,
        source_url=_outer(scripts.field("source_url") or scripts.variable("msg_source_url")),
        cover=_outer(scripts.field("cdn_url") or scripts.variable("msg_cdn_url") or meta(tree, "og:image") or meta(tree, "twitter:image")),
        original=(scripts.any("copyright_stat") or scripts.variable("_copyright_stat")) == "1" or _is_shown(by_id(tree, "copyright_logo")),
        modified=int(modified) if modified and modified != str(published) else None,
    )


def meta(tree: Element, name: str) -> str:
    """What a meta tag says, by its name or property; empty when there is none."""
    found = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return next((str(one) for one in found if str(one).strip()), "")


def _is_shown(element: Element | None) -> bool:
    return element is not None and "none" not in (element.get("style") or "")


def _title(page: Page) -> str:
    scripts, tree = page.scripts, page.tree
    shown = by_id(tree, "activity-name")
    shown = shown if shown is not None else by_class(tree, "rich_media_title")
    inner = by_class(shown, "js_title_inner") if shown is not None else None
    found = (
        scripts.field("title")
        or scripts.variable("msg_title")
        or meta(tree, "og:title")
        or meta(tree, "twitter:title")
        or ("".join(texts(inner)) if inner is not None else "")
        or ("".join(texts(shown, _is_tag)) if shown is not None else "")
        or text_of(tree.find(".//title"))
    )
    return one_line(unescape_html(found))


def _is_tag(element: Element) -> bool:
    """Whether an element inside of the title isn't the title: “已付费”, “原创”."""
    named = f" {element.get('class') or ''} {element.get('id') or ''}"
    return "pay__tag" in named or "copyright" in named or tag_of(element) == "button"


def _account(page: Page) -> str:
    scripts, tree = page.scripts, page.tree
    found = scripts.field("nick_name", "nickname") or scripts.variable("nickname", "d.nick_name", "nick_name")
    if not found:
        places = (by_id(tree, "js_name"), by_id(tree, "post-user"), by_class(tree, "profile_nickname"), by_class(tree, "wx_follow_nickname"))
        found = next((text for text in map(text_of, places) if text), "")  # any other nick_name may be the saver's
    return one_line(unescape_html(found))


def _author(page: Page) -> str:
    scripts, tree = page.scripts, page.tree
    found = scripts.field("author") or meta(tree, "og:article:author") or meta(tree, "author") or text_of(by_id(tree, "js_author_name"))
    if not found:
        for one in tree.xpath(_META_TEXTS)[:4]:
            text = text_of(one)
            if text and not one.get("id") and not _DAY.search(text):
                found = text
                break
    return one_line(unescape_html(found))


def _identity(page: Page) -> Identity:
    scripts = page.scripts
    said = [_query(address) for address in page.addresses]

    def asked(name: str, shape: str) -> str:
        return next((one[name] for one in said if re.fullmatch(shape, one.get(name, ""))), "")

    biz = scripts.field("bizuin", "biz", shape=_BIZ) or scripts.variable("biz", "d.biz", shape=_BIZ) or asked("__biz", _BIZ)
    biz = biz or scripts.variable("appuin", shape=f"M{_BIZ}") or scripts.member("bizuin", shape=_BIZ)
    own = [one for one in said if one.get("mid")]
    mid = scripts.any("mid", "appmsgid", shape=_MID) or asked("mid", _MID) or asked("appmsgid", _MID)
    same = next((one for one in own if one["mid"] == mid), {})
    idx = scripts.field("idx", shape=_IDX) or scripts.variable("idx", "itemidx", shape=_IDX)
    idx = same.get("idx", "") or idx or asked("idx", _IDX) or asked("itemidx", _IDX) or scripts.member("idx", shape=_IDX)
    sn = scripts.any("sn", shape=_SN) or asked("sn", _SN) or asked("sign", _SN)
    return Identity(biz, mid, idx if mid else "", sn)


def _query(address: str) -> dict[str, str]:
    try:
        parts = urlsplit(address)
        pairs = parse_qs(parts.query, max_num_fields=60)
    except ValueError:
        return {}
    # a plus sign in __biz is a letter of base64
    return {name: values[0].replace(" ", "+") for name, values in pairs.items()} if "weixin.qq.com" in (parts.netloc or "") else {}


def _url(page: Page, identity: Identity) -> str:
    for address in page.addresses:
        short = _SHORT.match(address)
        if short:
            return f"https://mp.weixin.qq.com/s/{short[1]}"
    if identity.key:
        known = {"__biz": identity.biz, "mid": identity.mid, "idx": identity.idx, "sn": identity.sn}
        return "https://mp.weixin.qq.com/s?" + urlencode({name: value for name, value in known.items() if value}, safe="=")
    return ""


def _outer(address: str) -> str:
    found = unescape_html(address).strip()
    return found if re.fullmatch(r"https?://[^\s\"'<>]+", found) else ""


def _published(page: Page) -> tuple[int | None, bool]:
    scripts, tree = page.scripts, page.tree
    seconds = (
        scripts.variable("ct", shape=_SECONDS)
        or scripts.field("ori_create_time", "create_timestamp", "ct", "create_time", shape=_SECONDS)
        or scripts.variable("oriCreateTime", "ori_create_time", "create_timestamp", "d.ct", "d.create_time", "create_time", shape=_SECONDS)
        or scripts.member("ori_create_time", "create_timestamp", "ct", shape=_SECONDS)
    )
    if seconds:
        return int(seconds), True
    said = [
        scripts.field("create_time", shape=_DAY_SHAPE),
        scripts.variable("createTime", "create_time", shape=_DAY_SHAPE),
        text_of(by_id(tree, "publish_time")),
        meta(tree, "article:published_time").partition("+")[0],
        text_of(by_id(tree, "post-date")),
        scripts.variable("publish_time", shape=_DAY_SHAPE),
    ]
    for text in said:
        found = _moment(text)
        if found[0] is not None:
            return found
    return None, False


def _moment(text: str) -> tuple[int | None, bool]:
    """Seconds of a day, with or without a time, as Shanghai writes it."""
    match = _DAY.search(text)
    if not match:
        return None, False
    year, month, day, hour, minute = (int(one) if one else 0 for one in match.groups())
    try:
        at = dt.datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)
    except ValueError:
        return None, False
    return int(at.timestamp()), bool(match[4])


def is_preview(address: str) -> bool:
    """Whether an address is one of those that only last a few hours."""
    return bool(re.search(r"[?&](?:tempkey|preview_ticket)=|/s/preview", address)) and "weixin.qq.com" in address


def own_link(address: str) -> tuple[str, Identity]:
    """A link to an article of any account: its short form and its identity, empty when it is none."""
    found = unescape_html(address)
    short = _SHORT.match(found)
    if short:
        return f"https://mp.weixin.qq.com/s/{short[1]}", Identity()
    if not _LONG.match(found):
        return "", Identity()
    said = _query(found)
    return "", Identity(said.get("__biz", ""), said.get("mid", ""), said.get("idx", ""), said.get("sn", ""))
