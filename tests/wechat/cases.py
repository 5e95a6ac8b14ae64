"""The synthetic pages: by family, each with what must come of it. All texts are made up."""

from __future__ import annotations

from dataclasses import dataclass, field

import making as m
from making import Fake


@dataclass(frozen=True)
class Case:
    """A page and what must come of it.

    Attributes:
        family: for the table of results.
        page: as saved.
        body: HTML of its text, for an independent reading of it; None when it is refused.
        refused: the kind under which it is refused.
        images: pictures of its text.
        components: placeholders by what they stand for.
        headings: the lines of headings in the Markdown.
        rows: rows of tables in the Markdown, without the line of dashes.
        has: pieces of Markdown that must be there.
        lacks: pieces that must not.
        facts: attributes of ``Facts`` that must be so.
        silent: text of the page that placeholders stand for or that nobody sees.
        title: the front matter's title.
    """

    family: str
    name: str
    page: str | bytes
    body: str | None = None
    refused: str = ""
    images: int = 0
    components: dict[str, int] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)
    silent: str = ""
    title: str = ""


PLAIN = "<p>第一段正文，讲一件事。</p><p>第二段正文，再讲一件。</p>"
IMG = f'<p style="text-align:center"><img class="rich_pages wxw-img" data-src="{m.address(1)}" data-type="png" data-w="900" data-ratio="0.5"></p>'
KNOWN = {"title": "测试标题", "account": m.ACCOUNT, "published": m.CT}


def _body(family: str, name: str, body: str, **expected: object) -> Case:
    return Case(family, name, m.modern(Fake(body=body)), body, **expected)  # type: ignore[arg-type]


FORMS = [
    Case("form", "modern", m.modern(Fake(body=PLAIN)), PLAIN, facts={**KNOWN, "author": "测试作者", "original": True, "source_url": "https://www.example.gov.cn/a?b=1&c=2"}),
    Case("form", "no cgiDataNew", m.plain_variables(Fake(body=PLAIN)), PLAIN, facts=KNOWN),
    Case("form", "2018", m.of_2018(Fake(body=PLAIN)), PLAIN, facts={"title": "测试标题", "account": m.ACCOUNT, "published": 1525276800, "has_time": False, "author": "测试作者"}),
    Case("form", "assigned", m.assigned(Fake(body=PLAIN)), PLAIN, facts=KNOWN),
    Case("form", "browser", m.browser_saved(Fake(body=PLAIN + IMG)), PLAIN + IMG, images=1, facts=KNOWN),
    Case("form", "SingleFile", m.single_file(Fake(body=PLAIN, files={})), PLAIN, facts={**KNOWN, "published": m.CT - 3}),
    Case("form", "mhtml", m.mhtml(Fake(body=PLAIN)), PLAIN, facts={**KNOWN, "published": m.CT - 3}),
    Case("form", "escaped title", m.modern(Fake(body=PLAIN, title="甲&乙“丙”'丁'<戊>")), PLAIN, facts={"title": "甲&乙“丙”'丁'<戊>"}),
    Case("form", "doubly escaped title", m.frame(Fake(title="甲&amp;乙"), m.content(PLAIN), m.variables(Fake(title="甲&amp;乙"))), PLAIN, facts={"title": "甲&乙"}),
    Case("form", "paid tag in title", m.frame(Fake(), m.content(PLAIN)).replace('og:title" content="测试标题"', 'x" content=""').replace('id="activity-name">\n测试标题', 'id="activity-name"><span class="js_title_inner">测试标题</span><span class="pay__tag">已付费</span>'), PLAIN, facts={"title": "测试标题"}),
    Case("form", "long title", m.modern(Fake(body=PLAIN, title="很长的标题，" * 15)), PLAIN, title=("很长的标题，" * 10)[:59]),
    Case("form", "no mid", m.frame(Fake(link="https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"), m.content(PLAIN)), PLAIN, facts={"url": "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"}),
    Case("form", "GB 18030", m.of_2018(Fake(body=PLAIN)).replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030"), PLAIN, facts={"title": "测试标题"}),
    Case("form", "UTF-16", m.modern(Fake(body=PLAIN)).encode("utf-16"), PLAIN, facts=KNOWN),
    Case("form", "DOM altered by the browser", m.frame(Fake(), m.content(PLAIN + "<p>翻译插件加的字</p>"), m.variables(Fake()) + m.cgi(Fake(body=PLAIN))), PLAIN + "<p>翻译插件加的字</p>", silent="翻译插件加的字", lacks=("翻译插件",)),
]

KINDS = [
    Case("kind", "picture message", m.picture_message("图里说的事。\n第二行&lt;甲&gt;，见<a class=\"wx_img_refer_link\">图2</a>", 3), "图里说的事。第二行&lt;甲&gt;，见图2", images=3, facts={"kind": "picture"}),
    Case("kind", "text message", m.text_message("一句话的消息。\n第二句。", "一句话的消息。\n第二句。"), "一句话的消息。第二句。", facts={"kind": "text", "title": "一句话的消息。 第二句。"}),
    Case("kind", "text message, outer", m.text_message("外层的文字。", "", inner=False), "外层的文字。", facts={"kind": "text"}),
    Case("refusal", "share", m.share(), refused="share"),
    Case("refusal", "deleted", m.message("该内容已被发布者删除"), refused="deleted"),
    Case("refusal", "deleted, English", m.message("The content has been deleted by the author."), refused="deleted"),
    Case("refusal", "violation", m.message("此内容因违规无法查看"), refused="violation"),
    Case("refusal", "expired", m.message("链接已过期"), refused="expired"),
    Case("refusal", "unavailable", m.message("该内容暂时无法查看", kind="mesg-block"), refused="unavailable"),
    Case("refusal", "captcha", '<html><head><meta charset="utf-8"><title>微信公众平台</title></head><body><div id="js_verify">环境异常，完成验证后即可继续访问。<a>去验证</a></div><script src="https://res.wx.qq.com/a.js"></script></body></html>', refused="captcha"),
    Case("refusal", "preview", m.modern(Fake(body=PLAIN, link="https://mp.weixin.qq.com/s?__biz=MzI0MDAwMDAwMA==&tempkey=abc&chksm=1")), refused="preview"),
    Case("refusal", "video message", m.frame(Fake(kind="5"), "", m.variables(Fake(kind="5"))), refused="video"),
    Case("refusal", "audio message", m.frame(Fake(kind="7"), "", m.variables(Fake(kind="7"))), refused="audio"),
    Case("refusal", "empty", m.frame(Fake(), m.content("<p><br></p>"), m.variables(Fake())), refused="other"),
    Case("refusal", "another site", "<html><body><h1>新闻</h1><p>别的网站的文章。</p></body></html>", refused="not-wechat"),
    Case("refusal", "another site with the id", '<html><body><div id="js_content"><p>别的网站。</p></div></body></html>', refused="not-wechat"),
    Case("refusal", "nothing", b"  ", refused="unreadable"),
    Case("refusal", "noise", bytes(range(256)) * 20, refused="not-wechat"),
    Case("refusal", "too deep", m.modern(Fake(body="<div>" * 400 + "字" + "</div>" * 400)), refused="unreadable"),
]

_STRONG = "<strong style='color:red'>“重点”</strong>"
TEXTS = [
    _body("text", "bold beside Chinese signs", f"<p>前文{_STRONG}，后文。<b>（甲）</b>《乙》<strong>《丙》</strong>，完。</p>", has=("前文**“重点”**，后文。**（甲）**《乙》**《丙》**，完。",)),
    _body("text", "bold by style, in pieces", '<p>前<span style="font-weight:bold">甲</span><span style="font-weight: 700;">乙</span><strong>丙 </strong>后</p>', has=("前**甲乙丙** 后",)),
    _body("text", "bold taken back", '<section style="font-weight:bold"><p>甲<span style="font-weight:normal">乙乙乙乙</span>，丙。</p></section>', has=("**甲**乙乙乙乙**，丙。**",)),
    _body("text", "numbered paragraphs", "<p>1. 第一件事，要办好。</p><p>2.第二件事。</p><p>3）第三件。</p><p>4) 第四件。</p><p>1、顿号，也是。</p>", has=("1\\. 第一件", "4\\) 第四件"), lacks=("\n1. ",)),
    _body("text", "signs of Markdown", "<p>- 短横，</p><p># 井号，</p><p>&gt; 大于，</p><p>+ 加号，</p><p>*星*_线_`撇`[括](号)\\，</p><p>====</p><p>---</p><p>甲<br>====<br>乙，</p><p>&lt;b&gt;标签&lt;/b&gt;&amp;lt;，</p><p>[^1]: 注，</p>", has=("\\- 短横", "\\# 井号", "\\> 大于", "\\+ 加号")),
    _body("text", "marks and comments", "<p>{{ stat:legal_aid.cases@2025 }}和{{ table: a.b@2025 }}，</p><p>&lt;!-- 审校忽略 --&gt;看得见。</p><p>{{ table: legal_aid@2025 }}</p>", lacks=("{{", "<!--")),
    _body("text", "bars", "<p>甲 | 乙<br>---|---<br>丙 | 丁，</p>"),
    _body("text", "breaks and indents", "<section>　　第一段，<br>　　第二段，<br><br>第三段，<br>同段第二行。</section>", has=("第一段，\n\n第二段，\n\n第三段，  \n同段第二行。",)),
    _body("text", "white space", "<p>&nbsp;&nbsp;甲\n乙　　丙&nbsp;Word&nbsp; 丁\u200b戊\ufeff。</p>", has=("甲乙 丙 Word 丁戊。",)),
    _body("text", "unseen", '<p>看得见。</p><p style="display:none">暗处</p><p style="font-size:0">零号<span style="font-size:15px">十五号，</span></p><section style="opacity:0">透明</section><p style="visibility:hidden">隐身</p>', silent="暗处零号透明隐身", lacks=("暗处", "零号", "透明", "隐身")),
    _body("text", "rubbish of editors", '<section><section><span></span></section></section><p><br></p><p>正文。<o:p></o:p></p><svg viewBox="0 0 1 1" style="float:left;line-height:0;width:0"></svg><p style="display:none"><mp-style-type data-value="3"></mp-style-type></p><p>  </p>', has=("\n\n正文。\n",)),
    _body("text", "fonts of Word", "<p><font face=\"仿宋_GB2312\"><font face='Times'>2025</font>年<span><font>11</font></span>月，开会。</font></p>", has=("2025年11月，开会。",)),
    _body("text", "footer", "<p>正文。</p><p>供稿：测试股　　编辑：某编辑</p><p>（一审：某甲 二审：某乙 来源：测试法院）</p>", has=("供稿：测试股", "来源：测试法院", 'author: "测试股"', 'editor: "某编辑"', 'source: "测试法院"')),
    _body("text", "quotations", "<p>引：</p><blockquote><p>第一句。</p><p>第二句。</p></blockquote><blockquote><p>另一处。</p></blockquote>", has=("> 第一句。\n>\n> 第二句。",)),
    _body("text", "lists", "<ol><li><p>甲</p><ul><li>乙<ol><li>丙</li></ol></li></ul></li><li><section>丁</section></li></ol><ul><li>戊</li></ul>", has=("1. 甲\n    - 乙\n        1. 丙\n2. 丁",)),
    _body("text", "list with a start, list in a list without item", '<ol start="3"><li>甲</li><ol><li>乙</li></ol></ol><p>完。</p>', has=("3. 甲\n    1. 乙",)),
    _body("text", "code", '<section class="code-snippet__fix"><ul class="code-snippet__line-index"><li></li><li></li></ul><pre class="code-snippet__js"><code><span>if a &lt; b:</span></code><code>    print(1)</code></pre></section><p>正文<code>x_y</code>。</p>', has=("    if a < b:\n        print(1)", "`x_y`")),
    _body("text", "sup, sub, u, i", "<p>平方米<sup>2</sup>，H<sub>2</sub>O，<em>斜</em><u>线</u>。</p>", has=("平方米2，H2O，斜线。",)),
    _body("text", "emoji of four bytes", "<p>好\U0001f44d，家\U0001f468\u200d\U0001f469\u200d\U0001f467。</p>"),
]

HEADINGS = [
    _body("heading", "by tag", "<h1>大</h1><p>文，</p><h3>小</h3><p>文，</p>", headings=("## 大", "### 小")),
    _body("heading", "by style", '<p style="text-align:center"><strong>一、总体要求</strong></p><p>正文很长，很长。</p><p><strong>（一）分工</strong></p><p>正文，正文。</p><p><span style="font-size:20px"><strong>二、步骤</strong></span></p><p>正文。</p>', headings=("## 一、总体要求", "### （一）分工", "## 二、步骤")),
    _body("heading", "by typeface and size", '<p style="font-size:16px">正文很长，很长，很长。</p><p style="font-family:黑体">一、黑体的题</p><p style="font-size:16px">正文，正文。</p><section style="text-align:center;font-size:22px">居中的大字</section><p style="font-size:16px">正文。</p>', headings=("## 一、黑体的题", "## 居中的大字")),
    _body("heading", "numbers of designers", '<section style="font-size:15px">正文，很长很长。</section><section><strong style="font-size:30px">01</strong></section><section style="font-size:15px">正文。</section><section><strong>PART 2</strong></section><section style="font-size:15px">正文。</section>', headings=("## 01", "## PART 2")),
    _body("heading", "not headings", "<p><strong>这是一句强调的话，有逗号也有句号。</strong></p><p>一、没有强调的一行</p><p><strong>供稿：测试股</strong></p><p>短句</p>", headings=()),
    _body("heading", "levels never jump", "<h2>甲</h2><p>文，</p><h5>乙</h5><p>文，</p>", headings=("## 甲", "### 乙")),
]

_TD = '<td valign="top" width="100" style="border:1px solid"><p>'
TABLES = [
    _body("table", "plain", f"<table><tbody><tr>{_TD}甲</p></td>{_TD}乙|丙</p></td></tr><tr>{_TD}1</p></td>{_TD}2</p></td></tr></tbody></table>", rows=("| 甲 | 乙\\|丙 |", "| 1 | 2 |")),
    _body("table", "colspan and rowspan", "<table><tr><td colspan='2'>甲</td><td>乙</td></tr><tr><td rowspan='2'>丙</td><td>丁</td><td>戊</td></tr><tr><td>己</td><td>庚</td></tr></table>", rows=("| 甲 |  | 乙 |", "| 丙 | 丁 | 戊 |", "|  | 己 | 庚 |")),
    _body("table", "title over all columns", "<table><tr><td colspan='2'>表的题目</td></tr><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>", rows=("| 甲 | 乙 |", "| 丙 | 丁 |"), has=("表的题目\n\n|",)),
    _body("table", "paragraphs, lists and pictures in cells", f"<table><tr><td><p>甲</p><p>乙</p></td><td><ul><li>丙</li></ul></td></tr><tr><td>{IMG}</td><td><strong>丁</strong></td></tr></table>", images=1, rows=("| 甲 乙 | 丙 |", "| 〔图片1：没有随网页保存下来〕[看原图](https://mmbiz.qpic.cn/mmbiz_png/AbCdEfGhIjKlMnOpQrStUv0001/640?wx_fmt=png) | **丁** |")),
    _body("table", "box for layout", "<table><tbody><tr><td><p>只是一个框，</p><p>不是表格。</p></td></tr></tbody></table>", has=("只是一个框，\n\n不是表格。",)),
    _body("table", "in a table", "<table><tr><td>甲</td><td><table><tr><td>乙</td><td>丙</td></tr></table></td></tr><tr><td>丁</td><td>戊</td></tr></table>", rows=("| 甲 | 乙丙 |", "| 丁 | 戊 |")),
    _body("table", "signs in cells", "<table><tr><td>- 甲</td><td># 乙</td></tr><tr><td>1. 丙</td><td>`丁|`</td></tr></table>", rows=("| - 甲 | # 乙 |", "| 1. 丙 | \\`丁\\|\\` |")),
]


def _part(name: str, body: str, kind: str, **expected: object) -> Case:
    return _body("component", name, f"<p>前文，</p>{body}<p>后文。</p>", components={kind: 1}, **expected)


COMPONENTS = [
    _part("video of v.qq.com", '<iframe class="video_iframe rich_pages" data-src="https://v.qq.com/iframe/preview.html?vid=a0123456789&amp;auto=0"></iframe>', "视频", has=("〔视频〕[在微信中观看](https://v.qq.com/x/page/a0123456789.html)",)),
    _part("own video", '<p><mpvideo data-mpvid="wxv_1" data-title="%E6%B5%8B%E8%AF%95" ></mpvideo></p>', "视频", has=("〔视频：测试〕[在微信中观看](https://mp.weixin.qq.com/s?",)),
    _part("video filled by the browser", '<span class="video_iframe rich_pages" data-mpvid="wxv_1"><div class="js_mpvedio"><div>重播</div><div>分享</div></div></span>', "视频", silent="重播分享", lacks=("重播",)),
    _part("audio", '<mp-common-mpaudio name="测试录音" play_length="1000" voice_encode_fileid="x"></mp-common-mpaudio>', "音频", has=("〔音频：测试录音〕",)),
    _part("old audio", '<p><mpvoice name="测试录音" class="res_iframe"></mpvoice></p>', "音频"),
    _part("music", '<qqmusic class="res_iframe" music_name="测试曲" singer="某人"></qqmusic>', "音乐", has=("〔音乐：测试曲（某人）〕",)),
    _part("channels", '<mp-common-videosnap data-nickname="测试号" data-desc="测试短片" data-url="x"></mp-common-videosnap>', "视频号", has=("〔视频号：测试号〕",)),
    _part("vote", '<iframe class="vote_iframe" data-supervoteid="400" data-src="/mp/newappmsgvote?action=show&amp;supervoteid=400"></iframe>', "投票", has=("〔投票〕",)),
    _part("vote of today", '<mp-common-vote data-votesubject="您满意吗" data-supervoteid="1"></mp-common-vote>', "投票", has=("〔投票：您满意吗〕",)),
    _part("card of an account", '<section class="mp_profile_iframe_wrp"><mp-common-profile class="js_uneditable" data-nickname="测试普法" data-id="MzI0"></mp-common-profile></section>', "公众号名片", has=("〔公众号名片：测试普法〕",)),
    _part("mini program", '<mp-miniprogram data-miniprogram-appid="wx1" data-miniprogram-title="测试小程序"></mp-miniprogram>', "小程序", has=("〔小程序：测试小程序〕",)),
    _part("mini program in a line", '<p>请点<a class="weapp_text_link" data-miniprogram-appid="wx1" data-miniprogram-nickname="测试号" href="">这里办理</a>，谢谢。</p>', "小程序", has=("这里办理",)),
    _part("product", '<mp-common-product data-product-name="书"></mp-common-product>', "商品"),
    _part("place", '<mp-common-poi data-name="测试大楼" data-address="测试路"></mp-common-poi>', "位置", has=("〔位置：测试大楼〕",)),
    _part("formula", '<p>面积<span data-formula="a^2"><svg viewBox="0 0 9 9"><path d="M0 0"></path></svg></span>，</p>', "公式", has=("〔公式：a^2〕",)),
    _part("sticker", '<mp-common-sticker data-emoji_url="https://mmbiz.qpic.cn/x"></mp-common-sticker>', "表情"),
    _part("unknown", '<mp-common-something data-title="新"></mp-common-something>', "微信组件mp-common-something"),
    _part("never closed", '<mp-common-profile data-nickname="测试普法" /><p>' + "很长的正文，" * 120 + "</p>", "公众号名片", has=("很长的正文，",)),
    _part("emoji", '<p>好<img class="wxemoji" src="https://res.wx.qq.com/t/wx_fed/we-emoji/res/v1.3.10/assets/Expression/Expression_1@2x.png" alt="[微笑]">，</p>', "表情", images=0),
]

PICTURES = [
    _body("picture", "one", PLAIN + IMG, images=1),
    _body("picture", "the same twice", IMG + "<p>文。</p>" + IMG, images=2),
    _body("picture", "in a line", f'<p>前，<img data-src="{m.address(2)}">后。</p>', images=1),
    _body("picture", "spacers", f'<p>文。</p><img data-src="{m.address(3)}" data-w="1"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><img><img src="data:image/svg+xml,%3Csvg%3E%3C/svg%3E" data-src="{m.address(4)}">', images=1),
    _body("picture", "in a box without gaps", f'<section style="font-size:0"><img style="visibility:hidden" data-src="{m.address(5)}"></section><p>文。</p>', images=1),
    _body("picture", "with a caption", IMG + '<p style="text-align:center;font-size:12px">图为测试现场</p><p>' + "正文。" * 5 + "</p>", images=1),
    _body("picture", "figure", f'<figure><img data-src="{m.address(6)}" alt="测试图"><figcaption>说明文字</figcaption></figure>', images=1),
    _body("picture", "link by a picture", f'<p>文。</p><a href="https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"><img data-src="{m.address(7)}"></a>', images=1, has=("〔图片链接〕[打开链接](https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv)",)),
    _body("picture", "grounds", '<section style="background-image: url(&quot;https://mmbiz.qpic.cn/mmbiz_png/x/0&quot;)"><p>文。</p></section>', images=0),
]

LINKS = [
    _body("link", "kinds of links", '<p><a href="https://www.gov.cn/a_b?c=d&amp;e=(f)">官网</a>、<a href="javascript:void(0)">脚本</a>、<a href="#x">锚</a>、<a class="wx_topic_link">#话题</a>，</p>', has=("[官网](https://www.gov.cn/a_b?c=d&e=%28f%29)", "、脚本、锚、#话题，")),
    _body("link", "own, with traces", f'<p><a href="http://mp.weixin.qq.com/s?__biz={m.BIZ}&amp;mid=22470009&amp;idx=2&amp;sn={m.SN}&amp;chksm=abc&amp;scene=21#wechat_redirect">往期</a>，</p>', has=(f"[往期](https://mp.weixin.qq.com/s?__biz={m.BIZ}&mid=22470009&idx=2&sn={m.SN})",)),
    _body("link", "after an exclamation mark", '<p>看!<a href="https://www.gov.cn/">[官网]</a>，<b><a href="https://www.gov.cn/">粗</a></b>。</p>', has=("看\\![\\[官网\\]](https://www.gov.cn/)", "[**粗**](https://www.gov.cn/)")),
]

CASES = [*FORMS, *KINDS, *TEXTS, *HEADINGS, *TABLES, *COMPONENTS, *PICTURES, *LINKS]
