"""What stands in a text and is no text: videos, votes, cards. Each becomes a named placeholder with a link and is counted, none vanishes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from portal.wechat.dom import Element, one_line, tag_of
from portal.wechat.script_values import unescape_html

_SEE = "在微信中查看"
_TITLE = 60


@dataclass(frozen=True, slots=True)
class Component:
    """A placeholder.

    Attributes:
        kind: what it stands for, in Chinese.
        title: its name, empty when it has none.
        href: where to see it, empty for the article itself.
        inline: whether it stands within a line; its own text is then kept beside it.
        see: the words of the link.
    """

    kind: str
    title: str = ""
    href: str = ""
    inline: bool = False
    see: str = _SEE

    @property
    def label(self) -> str:
        """``〔视频：标题〕``."""
        return f"〔{self.kind}{'：' if self.title else ''}{self.title}〕"


_TAGS = {
    "mpvideo": "视频",
    "video": "视频",
    "mp-common-video": "视频",
    "mp-common-videosnap": "视频号",
    "mp-common-channels": "视频号",
    "mpvoice": "音频",
    "audio": "音频",
    "mp-common-mpaudio": "音频",
    "mp-common-voice": "音频",
    "qqmusic": "音乐",
    "mp-common-qqmusic": "音乐",
    "mp-common-music": "音乐",
    "mp-common-profile": "公众号名片",
    "mpprofile": "公众号名片",
    "mp-miniprogram": "小程序",
    "mp-weapp": "小程序",
    "mp-common-miniprogram": "小程序",
    "mp-common-product": "商品",
    "mp-common-mpcps": "商品",
    "mp-common-cpsad": "商品",
    "mpcps": "商品",
    "mpproduct": "商品",
    "mp-common-poi": "位置",
    "mppoi": "位置",
    "mp-common-vote": "投票",
    "mpvote": "投票",
    "mp-vote": "投票",
    "mp-common-sticker": "表情",
    "mp-common-redpacketcover": "红包封面",
    "mp-common-gongyi": "公益项目",
    "mpgongyi": "公益项目",
    "mp-common-wenwen": "问答",
    "mp-question": "问答",
    "mpcard": "卡券",
    "iframe": "嵌入页面",
    "embed": "嵌入内容",
    "object": "嵌入内容",
    "canvas": "画布",
}
_CLASSES = (
    (re.compile(r"\b(?:video_iframe|page_video|js_mpvedio|js_tx_video_iframe|mpvideo_wrp|wx_video\w*|video_card)\b"), "视频"),
    (re.compile(r"\b(?:channels_iframe_wrp|wxw_wechannel_card|js_wechannel\w*|videosnap\w*)\b"), "视频号"),
    (re.compile(r"\b(?:js_audio_frame|share_audio_context|audio_iframe|res_iframe|audio_card|js_audio\w*)\b"), "音频"),
    (re.compile(r"\b(?:vote_iframe|vote_area|js_vote\w*)\b"), "投票"),
    (re.compile(r"\b(?:wx_profile_card|js_wx_profile\w*|mp_profile_iframe\w*|wx-profile-card)\b"), "公众号名片"),
    (re.compile(r"\b(?:weapp_display_element|js_weapp_display_element|weapp_card|weapp_image_link|weapp_text_link|weapp_element)\b"), "小程序"),
    (re.compile(r"\b(?:js_product_container|product_card|cps_inner|js_cpc\w*|mp_common_product\w*)\b"), "商品"),
    (re.compile(r"\b(?:js_poi_entry|mp_poi_iframe|appmsg_poi_iframe|poi_iframe)\b"), "位置"),
    (re.compile(r"\b(?:redpacketcover_iframe\w*)\b"), "红包封面"),
)
_NAMES = (
    *("data-title", "data-name", "name", "music_name", "data-nickname", "data-desc", "data-miniprogram-title", "data-miniprogram-nickname"),
    *("data-weapp-title", "data-weui-title", "data-votesubject", "data-subject", "data-address", "data-product-name", "data-alt", "title"),
)
_DROPPED = frozenset(("mp-style-type", "mpchecktext", "o:p"))


def is_dropped(element: Element) -> bool:
    """Whether an element is a left-over of the editor without any content."""
    return tag_of(element) in _DROPPED and not "".join(element.itertext()).strip()


def is_open(element: Element) -> bool:
    """Whether a component was never closed, so that what follows it seems to be within: paragraphs of the editor have no class, those of players do."""
    tag = tag_of(element)
    if tag == "embed":
        return True
    inner = element.iter("p", "section", "h2", "h3", "table", "blockquote") if tag in _TAGS and tag != "iframe" else ()
    return any(not one.get("class") and "".join(one.itertext()).strip() for one in inner)


def component_of(element: Element) -> Component | None:
    """The placeholder that an element needs, None when it is ordinary content."""
    tag = tag_of(element)
    if not element.attrib and tag not in _TAGS and not tag.startswith("mp"):
        return None
    classes = (element.get("class") or "")[:500]
    formula = element.get("data-formula")
    if formula:
        return Component("公式", one_line(formula)[:200], inline=True, see="")
    kind = _TAGS.get(tag, "") if tag != "iframe" else ""
    kind = kind or next((name for pattern, name in _CLASSES if classes and pattern.search(classes) and not _wraps(element)), "") or _TAGS.get(tag, "")
    address = _address(element) if kind else ""
    if tag == "iframe":
        kind = _kind_of_frame(element, address) or kind
    if element.get("data-supervoteid") or element.get("data-voteid"):
        kind = "投票"
    if element.get("data-miniprogram-appid") or element.get("data-miniprogram-path"):
        kind = "小程序"
    if element.get("data-mpvid") and not kind:
        kind = "视频"
    if tag == "embed" and any(one.get("data-formula") for one in element.iterancestors()):
        return None  # how a formula looks
    if not kind:
        return _unknown(element, tag)
    inline = tag == "a"  # a link keeps its words and pictures
    title = "" if inline else _title(element)
    see = "在微信中观看" if kind.startswith("视频") else _SEE
    return Component(kind, title or one_line(element.get("data-miniprogram-nickname") or ""), _link(kind, element, address), inline, see)


def _wraps(element: Element) -> bool:
    """Whether an element only stands round one that says more of itself."""
    return any(tag_of(one).startswith("mp") for one in element.iterdescendants())


def _unknown(element: Element, tag: str) -> Component | None:
    """Tags of the platform that nobody has seen yet: shown by their name unless they hold text or pictures, which then count as content."""
    if not re.match(r"mp[-a-z]*$|mp-", tag) or tag in ("mpchecktext", "mp-style-type") or len(tag) < 4:
        return None
    holds = "".join(element.itertext()).strip() or next(element.iter("img"), None) is not None
    return None if holds else Component(f"微信组件{tag}", _title(element))


def _title(element: Element) -> str:
    names = (element.get(name) for name in _NAMES)
    title = next((found for found in (one_line(_decoded(one)) for one in names if one) if found), "")
    singer = element.get("singer") or ""
    return (f"{title}（{one_line(singer)}）" if singer and title else title)[:_TITLE]


def _decoded(text: str) -> str:
    return unescape_html(unquote(text) if re.search(r"%[0-9A-Fa-f]{2}", text) else text)


def _address(element: Element) -> str:
    frame = next((one for one in (element, *element.iter("iframe", "video")) if one.get("data-src") or one.get("src")), element)
    return (frame.get("data-src") or frame.get("src") or "").strip()[:2_000]


def _kind_of_frame(element: Element, address: str) -> str:
    if "v.qq.com" in address or element.get("data-mpvid") or element.get("data-vidtype") or "videoplayer" in address:
        return "视频"
    if "newappmsgvote" in address or "voteid" in address:
        return "投票"
    return "音频" if "readtemplate" in address and "audio" in address else ""


def _link(kind: str, element: Element, address: str) -> str:
    if kind == "视频" and "v.qq.com" in address:
        vid = (parse_qs(_query_of(address)).get("vid") or [""])[0]
        if re.fullmatch(r"\w{6,20}", vid):
            return f"https://v.qq.com/x/page/{vid}.html"
    if kind == "表情":
        return _outer(element.get("data-emoji_url") or "")
    return _outer(address) if kind == "嵌入页面" else ""


def _query_of(address: str) -> str:
    try:
        return urlsplit(unescape_html(address)).query
    except ValueError:
        return ""


def _outer(address: str) -> str:
    return address if re.fullmatch(r"https?://[^\s\"'<>]{4,1000}", address) else ""
