"""What kind of page a page is: an article, a picture message, a text message, or something that must not become an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.wechat.dom import Element, by_class, by_id, fragment, plain, text_of, texts
from portal.wechat.draft import RefusedError
from portal.wechat.images import PICTURE as IS_PICTURE
from portal.wechat.images import image_of
from portal.wechat.page import Page, is_preview, meta

ARTICLE, PICTURE, TEXT = "article", "picture", "text"
LABELS = {
    ARTICLE: "图文",
    PICTURE: "图片消息",
    TEXT: "文字消息",
    "share": "转载分享",
    "video": "视频消息",
    "audio": "音频消息",
    "deleted": "已删除",
    "violation": "违规下架",
    "expired": "链接过期",
    "captcha": "验证页",
    "unavailable": "打不开",
    "preview": "预览",
    "not-wechat": "不是公众号网页",
    "unreadable": "读不出",
    "docx": "Word文稿",
    "links": "链接清单",
    "other": "其他",
}
_OTHER_TYPES = {"5": "video", "6": "audio", "7": "audio", "11": "share"}
_AGAIN = "在浏览器里重新打开这篇文章，看到正文以后再保存一次。"
_MESSAGES = (
    (
        "deleted",
        r"已被发布者删除|发布者已删除|deleted by (?:the|its) author",
        "这篇文章已经被发布者删除了。",
        "确实删了的，本站如有这一篇，用portal withdraw撤下或者归档。",
    ),
    (
        "violation",
        r"因违规无法查看|违反.{0,20}(?:规定|规范|法律)|涉嫌违|被投诉|violat|内容被多人|侵权",
        "这篇文章因违规被微信下架了。",
        "不要导入；请先弄清被下架的原因。",
    ),
    ("expired", r"链接已?过期|已失效|link (?:has )?expired", "这个链接已经过期了。", "在公众号后台“发表记录”里打开正式的文章，再保存一次。"),
    (
        "captcha",
        r"环境异常|完成验证后|去验证|安全验证|访问过于频繁|操作频繁|environment is abnormal|unusual traffic",
        "保存下来的是微信的验证页，没有文章。",
        "在浏览器里完成验证，看到正文以后再保存一次。",
    ),
    (
        "unavailable",
        r"暂时无法查看|无法查看|参数错误|系统出错|系统繁忙|页面无法打开|帐号已|账号已|此帐号|此账号|公众号已迁移|不存在|unavailable|can't be viewed",
        "微信没有给出这篇文章，页面上只有一句提示。",
        _AGAIN,
    ),
)
_SIGNS = re.compile(r"mp\.weixin\.qq\.com|mmbiz\.qpic\.cn|res\.wx\.qq\.com")
_SWIPERS, _WORDS = ("share_media_swiper_content", "img_swiper_area", "swiper_indicator_wrp_pc", "share_media_swiper"), ("js_image_desc", "js_content")
_CAPTCHA = re.compile(r"wappoc_appmsgcaptcha|secitptpage|appmsgcaptcha")


@dataclass(frozen=True)
class Body:
    """The text of a page.

    Attributes:
        kind: one of ``ARTICLE``, ``PICTURE``, ``TEXT``.
        element: the text as a tree.
        twin: the second copy that the page holds, None when it holds one.
        pictures: addresses of a picture message.
    """

    kind: str
    element: Element
    twin: Element | None = None
    pictures: tuple[str, ...] = ()


def body_of(page: Page) -> Body:
    """Find the text of a page.

    Raises:
        RefusedError: the page holds no article of its own account; says why and what to do.
    """
    if any(is_preview(address) for address in page.addresses):
        raise RefusedError("preview", "这是预览链接打开的页面，几小时后就失效，内容也可能还会改。", "发表以后打开正式的文章，再保存一次。")
    scripts, content = page.scripts, by_id(page.tree, "js_content")
    kind = scripts.field("item_show_type", shape=r"\d{1,2}") or scripts.variable("item_show_type", "d.item_show_type", shape=r"\d{1,2}")
    if content is not None and by_id(page.tree, "js_share_content") is not None and not _says(content):
        raise _share()
    if kind == "8" or content is None:
        found = _picture_message(page)
        if found is not None:
            return found
    if kind == "10":
        text = _text_message(page)
        if text is not None:
            return Body(TEXT, text)
    if content is not None and (_says(content) or _shows(content)):
        return Body(TEXT if kind == "10" else ARTICLE, content, _twin(scripts.field("content_noencode")))
    twin = _twin(scripts.field("content_noencode"))
    if kind in _OTHER_TYPES:
        raise _other(_OTHER_TYPES[kind])
    if twin is not None and (_says(twin) or _shows(twin)):
        return Body(ARTICLE, twin)
    text = _text_message(page)
    if text is not None:
        return Body(TEXT, text)
    raise _no_article(page, content)


def _says(element: Element) -> bool:
    return any(plain(text) for text in texts(element))


def _shows(element: Element) -> bool:
    return next(element.iter("img", "iframe", "mpvoice", "mpvideo", "mp-common-mpaudio", "mp-common-videosnap"), None) is not None


def _twin(written: str) -> Element | None:
    return fragment(written) if plain(written) else None


def _share() -> RefusedError:
    do = "转载的是别的公众号的文章，不能当作本单位的文章。要发布的，请取得许可，另写一篇并注明来源。"
    return RefusedError("share", "这是“转载分享”，正文属于另一个公众号。", do)


def _other(kind: str) -> RefusedError:
    if kind == "share":
        return _share()
    do = "这种消息没有正文。要在网站上发布的，用portal new新建一篇，写几句说明，再放上链接。"
    return RefusedError(kind, f"这是{LABELS[kind]}，不是文章。", do)


def _picture_message(page: Page) -> Body | None:
    entries = [one for one in page.scripts.list_of("picture_page_info_list") if isinstance(one, dict)]
    pictures = tuple(str(one["cdn_url"]) for one in entries if isinstance(one.get("cdn_url"), str) and one["cdn_url"])
    written = page.scripts.any("content_noencode", "d.content_noencode")
    said = page.scripts.any("desc", "msg_desc") or meta(page.tree, "og:description")
    swiper = next((one for one in (by_class(page.tree, name) for name in _SWIPERS) if one is not None), None)
    if not pictures and swiper is not None:
        found = (image_of(one) for one in swiper.iter("img"))
        pictures = tuple(dict.fromkeys(one.addresses[0] for one in found if one.kind == IS_PICTURE))
    if pictures and plain(written):
        return Body(PICTURE, fragment(_with_breaks(written)), None, pictures)
    shown = next((one for one in (by_id(page.tree, name) for name in _WORDS) if one is not None and _says(one)), None)
    return Body(PICTURE, shown if shown is not None else fragment(_with_breaks(said)), None, pictures) if pictures else None


def _text_message(page: Page) -> Element | None:
    inner = page.scripts.data.get("text_page_info")
    written = inner.get("content_noencode") if isinstance(inner, dict) else ""
    text = written if isinstance(written, str) and plain(written) else page.scripts.any("content_noencode")
    return fragment(_with_breaks(text)) if plain(text) else None


def _with_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "<br>")


def _no_article(page: Page, content: Element | None) -> RefusedError:
    """Why a page holds no article."""
    tree = page.tree
    places = [by_class(tree, name) for name in ("weui-msg", "mesg-block", "weui-msg__title", "page_msg", "msg_content")]
    body = tree.find("body")
    said = " ".join(text_of(one) for one in places if one is not None) or text_of(body)[:2_000]
    title = text_of(tree.find(".//title"))
    if by_id(tree, "js_verify") is not None or any(_CAPTCHA.search(address) for address in page.addresses):
        said = f"环境异常 {said}"
    is_wechat = _is_wechat(page)
    for kind, pattern, reason, do in _MESSAGES:
        if re.search(pattern, f"{said} {title}", re.IGNORECASE) and (is_wechat or len(said) < 400):
            return RefusedError(kind, reason, do)
    if content is not None:
        return RefusedError("other", "网页里的正文是空的。", _AGAIN)
    if is_wechat:
        return RefusedError("other", "网页里没有找到正文。", _AGAIN)
    return RefusedError("not-wechat", "这不是公众号文章的网页。", "只导入从mp.weixin.qq.com打开的文章；其他内容用portal new新建。")


def _is_wechat(page: Page) -> bool:
    if any(_SIGNS.search(address) for address in page.addresses) or by_class(page.tree, "rich_media") is not None:
        return True
    links = page.tree.xpath("//link/@href | //script/@src | //img/@data-src | //img/@src")[:200]
    return any(_SIGNS.search(str(one)) for one in links) or page.scripts.has(r"mp\.weixin\.qq\.com")


def require_wechat(page: Page) -> None:
    """Do nothing when a page with a text is one of the platform.

    Raises:
        RefusedError: it comes from elsewhere.
    """
    if not _is_wechat(page) and by_class(page.tree, "rich_media_content") is None and not page.scripts.data:
        raise RefusedError("not-wechat", "这不是公众号文章的网页。", "只导入从mp.weixin.qq.com打开的文章；其他内容用portal new新建。")
