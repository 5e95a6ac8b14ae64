"""Pages of an account that doesn't exist, in the forms in which pages are saved. All texts are made up."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

from PIL import Image

ACCOUNT, BIZ, SN = "测试普法", "MzI0MDAwMDAwMA==", "0123456789abcdef0123456789abcdef"
CT = 1762834143  # 2025-11-11 12:09:03 in Shanghai
_JS = (("\\", "\\x5c"), ("'", "\\x27"), ('"', "\\x22"), ("<", "\\x3c"), (">", "\\x3e"), ("&", "\\x26"), ("\n", "\\x0a"), ("\r", "\\x0d"))


@dataclass(frozen=True)
class Fake:
    """A made-up article.

    Attributes:
        body: HTML of its text, as the editor of the platform keeps it.
        files: what a browser saves beside it.
    """

    body: str = "<p>正文。</p>"
    title: str = "测试标题"
    mid: str = "2247000001"
    idx: str = "1"
    ct: int = CT
    author: str = "测试作者"
    kind: str = "0"
    desc: str = "摘要。"
    link: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    extra: str = ""

    @property
    def long_link(self) -> str:
        """Its link with all parts of its identity."""
        return self.link or f"http://mp.weixin.qq.com/s?__biz={BIZ}&mid={self.mid}&idx={self.idx}&sn={SN}&chksm=f00&scene=27#wechat_redirect"


def js(text: str) -> str:
    """Text as the platform writes it between quotes in a script."""
    for sign, written in _JS:
        text = text.replace(sign, written)
    return text


def head(fake: Fake) -> str:
    """Meta tags."""
    link = escape(fake.long_link)
    return (
        f'<meta charset="utf-8"><meta property="og:title" content="{escape(escape(fake.title))}">'
        f'<meta property="og:url" content="{link}"><meta property="og:description" content="{escape(fake.desc)}">'
        f'<meta property="og:site_name" content="微信公众平台"><meta property="og:article:author" content="{escape(fake.author)}">'
        '<link rel="dns-prefetch" href="//res.wx.qq.com">'
    )


def content(body: str, style: str = ' style="visibility: hidden; opacity: 0; "') -> str:
    """The element that holds the text."""
    return f'<div class="rich_media_content js_underline_content autoTypeSetting24psection" id="js_content"{style}>{body}</div>'


def frame(fake: Fake, inner: str, scripts: str = "", published: str = "") -> str:
    """A page round a text."""
    return (
        f'<!DOCTYPE html>\n<html class=""><head>{head(fake)}<title></title></head><body id="activity-detail" class="zh_CN mm_appmsg">'
        f'<div id="js_article" class="rich_media"><div id="js_top_ad_area"></div><div class="rich_media_area_primary_inner"><div id="img-content" class="rich_media_wrp">'
        f'<h1 class="rich_media_title " id="activity-name">\n{escape(fake.title)}\n</h1>'
        f'<div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="wx_tap_link rich_media_meta" style="display:none">原创</span>'
        f'<span class="rich_media_meta rich_media_meta_text">{escape(fake.author)}</span>'
        f'<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" class="wx_tap_link" id="js_name">\n {ACCOUNT} </a></span>'
        f'<em id="publish_time" class="rich_media_meta rich_media_meta_text">{published}</em></div>'
        f"{inner}{fake.extra}</div></div></div>{scripts}</body></html>"
    )


def variables(fake: Fake) -> str:
    """The scripts with chains of values."""
    lines = [
        f'var biz = "" || "{BIZ}" || "";',
        f'var sn = "" || "" || "{SN}";',
        f'var mid = "" || "{fake.mid}" || "" || "";',
        f'var idx = "" || "" || "{fake.idx}";',
        "window.__allowLoadResFromMp = true;",
        f"var msg_title = '{js(escape(fake.title))}'.html(false);",
        f'var msg_desc = htmlDecode("{js(escape(fake.desc))}");',
        f'var nickname = htmlDecode("{ACCOUNT}");',
        f'var ct = "{fake.ct}";',
        'var user_uin = "1234567890";',
        f'var item_show_type = "{fake.kind}";',
        f'var msg_link = "{fake.long_link.replace("&", "&amp;")}";',
        "var msg_source_url = 'https://www.example.gov.cn/a?b=1&amp;c=2';",
        'var svr_time = "1795000000" * 1; var create_time = "" || "";',
    ]
    return '<script type="text/javascript">' + "\n".join(lines) + "</script>"


def cgi(fake: Fake, noencode: str | None = None, more: str = "") -> str:
    """The object with all data."""
    written = fake.body if noencode is None else noencode
    return (
        "<script nonce=\"1\" h5only>var a='it';/* it's a comment */window.cgiDataNew = {\n"
        f"  ret: '0' * 1, user_uin: '1234567890' * 1, // it's here\n  pattern: /['\"]/g, fn: function(a){{ return a ? '1' : {{b: 2}}; }},\n"
        f"  user_info: {{ nick_name: 'WRONG', user_name: 'x' }},\n"
        f"  title: JsDecode('{js(escape(fake.title))}'),\n  bizuin: '{BIZ}', mid: '{fake.mid}' * 1, idx: '{fake.idx}' * 1, sn: '{SN}',\n"
        f"  nick_name: JsDecode('{js(ACCOUNT)}'), author: JsDecode('{js(fake.author)}'), desc: JsDecode('{js(fake.desc)}'),\n"
        f"  ori_create_time: '{fake.ct}' * 1, create_time: JsDecode('2025-11-11 12:09'), item_show_type: '{fake.kind}' * 1,\n"
        f"  copyright_info: {{ copyright_stat: '1' * 1 }}, content_noencode: JsDecode('{js(written)}'),\n{more}\n  source_url: 'https://www.example.gov.cn/a?b=1&amp;c=2'\n}};</script>"
    )


def modern(fake: Fake) -> str:
    """A page as the platform sends it today."""
    return frame(fake, content(fake.body), variables(fake) + cgi(fake))


def plain_variables(fake: Fake) -> str:
    """A page without the object."""
    return frame(fake, content(fake.body), variables(fake))


def of_2018(fake: Fake) -> str:
    """A page of 2018."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(fake.title)}</title></head><body id="activity-detail" class="zh_CN mm_appmsg">'
        f'<div id="js_article" class="rich_media"><h2 class="rich_media_title" id="activity-name">\n {escape(fake.title)} \n</h2>'
        f'<div class="rich_media_meta_list"><em id="post-date" class="rich_media_meta rich_media_meta_text">2018-05-03</em>'
        f'<em class="rich_media_meta rich_media_meta_text">{escape(fake.author)}</em><a class="rich_media_meta" href="##" id="post-user">{ACCOUNT}</a></div>'
        f'<div class="rich_media_content " id="js_content">{fake.body}</div></div>'
        f'<script>var publish_time = "2018-05-03" || "";var nickname = "{ACCOUNT}";var appmsgid = "" || \'\'|| "{fake.mid}";var biz = ""||"{BIZ}";var mid="" || ""|| "{fake.mid}";var idx = "" || "{fake.idx}";'
        f"var sn = '{SN}';var msg_title = \"{escape(fake.title)}\";</script></body></html>"
    )


def assigned(fake: Fake) -> str:
    """A page with assignments behind questions."""
    xml = "".join(
        f"d.{name} = xml ? getXmlValue('{name}.DATA') : '{value}';\n"
        for name, value in {"nick_name": ACCOUNT, "biz": BIZ, "mid": fake.mid, "idx": fake.idx, "sn": SN, "ct": str(fake.ct)}.items()
    )
    return frame(fake, content(fake.body), f"<script>var d = _g.cgiData; var xml = null;\n{xml}</script>")


def browser_saved(fake: Fake, folder: str = "测试标题_files") -> str:
    """A page that a browser has saved with a folder; scripts have run, the DOM is what they made."""
    body = re.sub(r'data-src="([^"]*)"', lambda match: f'data-src="{match[1]}" src="./{folder}/{name_of(match[1])}"', fake.body)
    page = frame(fake, content(body, ' style=""'), variables(fake), "2025年11月11日 12:09")
    return page.replace("<html", f"<!-- saved from url=(0050){fake.long_link} -->\n<html", 1)


def single_file(fake: Fake) -> str:
    """A page saved by SingleFile: no scripts, pictures in place."""

    def inlined(match: re.Match[str]) -> str:
        data = fake.files.get(name_of(match[1]), b"")
        return f'src="data:image/png;base64,{base64.b64encode(data).decode()}"' if data else f'data-src="{match[1]}"'

    body = re.sub(r'data-src="([^"]*)"', inlined, fake.body)
    page = frame(fake, content(body, ""), "", "2025年11月11日 12:09")
    return page.replace("<html", f"<!--\n Page saved with SingleFile \n url: {fake.long_link} \n saved date: Tue Nov 11 2025\n--><html", 1)


def mhtml(fake: Fake) -> bytes:
    """A page as an archive of Chrome: no scripts, parts by address."""
    body = re.sub(r'data-src="([^"]*)"', r'data-src="\1" src="\1&amp;tp=webp"', fake.body)
    page = frame(fake, content(body, ""), "", "2025年11月11日 12:09")
    parts = [("text/html; charset=utf-8", fake.long_link, page.encode("utf-8"))]
    addresses = re.findall(r'data-src="([^"]*)"', fake.body)
    parts += [("image/png", f"{unescape(one)}&tp=webp", fake.files[name_of(one)]) for one in dict.fromkeys(addresses) if name_of(one) in fake.files]
    out = [f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {fake.long_link}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----B\"\r\n\r\n"]
    for kind, location, data in parts:
        encoded = base64.encodebytes(data).decode().replace("\n", "\r\n")
        out.append(f"------B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {location}\r\n\r\n{encoded}\r\n")
    return ("".join(out) + "------B--\r\n").encode("utf-8")


def picture_message(text: str, count: int, title: str = "测试图片") -> str:
    """A picture message."""
    entries = ",".join(
        f"{{ cdn_url: '{address(number)}', width: '900' * 1, watermark_info: {{ cdn_url: 'https://mmbiz.qpic.cn/watermark' }}, live_photo: {{ cdn_url: 'x' }} }}"
        for number in range(count)
    )
    fake = Fake(body="", title=title, kind="8")
    return frame(fake, "", variables(fake) + cgi(fake, text, f"  picture_page_info_list: [{entries}],"))


def text_message(text: str, title: str, *, inner: bool = True) -> str:
    """A text message; its text stands in an inner object or in the outer one."""
    fake = Fake(body="", title=title, kind="10", desc=text)
    info = f"  text_page_info: {{ content_noencode: JsDecode('{js(text)}'), is_user_title: '0' * 1 }},"
    return frame(fake, content('<p id="js_text_desc"></p>', ""), variables(fake) + cgi(fake, "" if inner else text, info if inner else ""))


def message(words: str, *, kind: str = "weui-msg") -> str:
    """A page that says why there is no article."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title></title><link href="https://res.wx.qq.com/a.css"></head><body>'
        f'<div class="{kind}"><div class="weui-msg__text-area"><h2 class="weui-msg__title">{words}</h2></div></div><script>var s = "该内容已被发布者删除 环境异常";</script></body></html>'
    )


def share() -> str:
    """A repost of another account's article."""
    fake = Fake(body="")
    inner = content("") + '<div id="js_share_content" class="share_content_page"><div id="js_share_author">别的号</div></div>'
    return frame(fake, inner, variables(fake) + cgi(fake, "<p>别的号的正文</p>"))


def address(number: int, kind: str = "png") -> str:
    """Where a picture would be."""
    return f"https://mmbiz.qpic.cn/mmbiz_{kind}/AbCdEfGhIjKlMnOpQrStUv{number:04d}/640?wx_fmt={kind}"


def name_of(address: str) -> str:
    """The name that a browser gives to a picture's file."""
    match = re.search(r"Uv(\d{4})/640", address)
    return f"640({int(match[1])})" if match else "640"


@cache
def picture(kind: str = "PNG", width: int = 40, height: int = 30, shade: int = 0, *, frames: int = 1) -> bytes:
    """A picture of one colour; a moving one has frames."""
    images = [Image.new("RGB", (width, height), (shade % 256, 120, (40 * number) % 256)) for number in range(frames)]
    out = BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if frames > 1 else {}
    images[0].save(out, kind, **more)
    return out.getvalue()


def stripped(html: str) -> str:
    """The text of a piece of HTML without any white space, made without the code that is tested."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", "", html, flags=re.DOTALL)
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff]", "", normalize("NFC", unescape(re.sub(r"<[^>]*>", "", text))))


def saved(folder: Path, name: str, page: str | bytes, files: Mapping[str, bytes] | None = None, assets: str = "测试标题_files") -> Path:
    """Write a saved page with its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    target.write_bytes(page if isinstance(page, bytes) else page.encode("utf-8"))
    for file, data in (files or {}).items():
        (folder / assets).mkdir(exist_ok=True)
        (folder / assets / file).write_bytes(data)
    return target
