"""Pages as 135, 秀米, 壹伴, Word and browsers leave them, with everything that the platform prints round a text. All texts are made up."""

from __future__ import annotations

import base64

import making as m
from cases import Case
from making import Fake

from portal.wechat.draft import Identity

_TAIL = """<div class="rich_media_tool__wrp"><div class="rich_media_tool" id="js_toobar3"><a class="media_tool_meta meta_primary" id="js_view_source" href="##">阅读原文</a>
<div id="js_read_area3" class="media_tool_meta">阅读 <span id="readNum3"></span></div></div></div><section id="js_tags" class="article-tag__list"><a class="article-tag__item-wrp" href="#">#页尾话题</a></section>
<div id="js_tags_preview_toast" class="article-tag__error-tips" style="display: none;">预览时标签不可点</div><div class="qr_code_pc_outer" id="js_pc_qr_code"><p>微信扫一扫<br>关注该公众号</p></div>
<div id="js_cmt_area"><ul class="discuss_list"><li class="js_comment_item"><strong class="nickname">留言的人</strong><div class="discuss_message_content">留言的话</div></li></ul></div>
<div class="rich_media_area_extra">继续滑动看下一个<br>轻触阅读原文</div><div id="js_profile_qrcode"><strong class="profile_nickname">测试普法</strong><p class="profile_meta">功能介绍写在这里</p></div>"""
_BUNDLE = (
    '<script>!function(){var e={title:"包里的题",mid:"1",idx:"9",nick_name:"包里的名",create_time:"1500000000"};window.__b=function(t){return t.ct="1"||t.biz}}();'
    'define("a.js",["b.js"],function(e){e.item_show_type==="8"&&f(e.mid,e.idx,\'{"bizuin":"x"}\')});</script>'
)
_AROUND = ("预览时标签不可点", "微信扫一扫", "关注该公众号", "留言的话", "继续滑动", "功能介绍", "页尾话题", "轻触")


def _page(body: str, *, style: str = ' style="visibility: hidden; opacity: 0; "', browser: bool = False, **changes: str) -> str:
    fake = Fake(body=body, extra=_TAIL, **changes)  # type: ignore[arg-type]
    scripts = _BUNDLE + m.variables(fake) + ("" if browser else m.cgi(fake)) + _BUNDLE
    return m.frame(fake, m.content(body, style), scripts, "2025年11月11日 12:09" if browser else "")


def _case(name: str, body: str, *, family: str = "editor", browser: bool = False, style: str | None = None, **expected: object) -> Case:
    page = _page(body, browser=browser) if style is None else _page(body, browser=browser, style=style)
    lacks = (*_AROUND, *expected.pop("lacks", ()))  # type: ignore[misc]
    facts = {"title": "测试标题", "account": m.ACCOUNT, "published": m.CT, **expected.pop("facts", {})}  # type: ignore[dict-item]
    return Case(family, name, page, body, lacks=lacks, facts=facts, **expected)  # type: ignore[arg-type]


def _img(number: int, more: str = "") -> str:
    return (
        f'<img class="rich_pages wxw-img" data-backh="385" data-backw="578" data-galleryid="" data-imgfileid="10000{number}" data-ratio="0.6666666666666666" data-s="300,640" '
        f'data-src="https://mmbiz.qpic.cn/sz_mmbiz_jpg/AbCdEfGhIjKlMnOpQrSt{number:04d}/640?wx_fmt=other&amp;from=appmsg" data-type="other" data-w="1080" type="block" {more}>'
    )


XIUMI = (
    '<section powered-by="xiumi.us" style="font-size:16px;"><section style="text-align: center;justify-content: center;display: flex;flex-flow: row;margin: 10px 0%;" powered-by="xiumi.us">'
    '<section style="display: inline-block;width: auto;vertical-align: middle;min-width: 10%;max-width: 100%;flex: 0 0 auto;height: auto;">'
    '<section style="background-color: rgb(213, 62, 62);padding: 3px 10px;" powered-by="xiumi.us"><p style="margin: 0px;padding: 0px;color:#fff"><strong><span leaf="">一、走进乡村</span></strong></p></section></section></section>'
    '<section style="line-height: 2;letter-spacing: 1px;padding: 0px 10px;" powered-by="xiumi.us"><p style="text-indent: 2em; white-space: normal;"><span leaf="">　　连日来，干警们走村入户，</span><span leaf=""><span textstyle="" style="font-weight: bold;">讲法律、送服务</span></span><span leaf="">，受到群众欢迎。</span></p>'
    '<p style="text-indent: 2em;"><span leaf=""><br></span></p><p><span leaf="">&nbsp; &nbsp; &nbsp; &nbsp;一位村民说：“听得懂，用得上。”</span></p></section></section>'
)
E135 = (
    '<section class="_135editor" data-tools="135编辑器" data-id="86094" style="border: 0px none; box-sizing: border-box;"><section style="margin: 10px auto;text-align: center;"><section style="display:inline-block;">'
    '<section style="width: 2em;height: 2em;background:#c00;color:#fff;"><strong data-original-title="" title="" class="autonum">1</strong></section><section data-brushtype="text" style="padding:4px 1em;font-size:18px;"><strong>法治讲座进校园</strong></section></section></section></section>'
    '<section class="_135editor" data-role="paragraph"><p style="line-height:1.75em;"><span style="font-size: 15px;letter-spacing: 1.5px;">讲座围绕未成年人保护展开，学生踊跃提问。</span></p></section>'
    '<section class="_135editor" data-role="list"><ol class="list-paddingleft-1" style="list-style-type: decimal;"><li><p>第一项安排，要落实；</p></li><li><p>第二项安排，要检查。</p></li></ol></section>'
)
YIBAN = (
    '<section data-mpa-template="t" data-mpa-template-id="1" data-mpa-category="title"><section mpa-from-tpl="t" style="display:flex"><section mpa-from-tpl="t" style="flex:1"><p mpa-is-content="t" style="font-size:20px;text-align:center"><strong mpa-from-tpl="t">活动预告</strong></p></section></section></section>'
    '<p><span style="font-size:15px">时间安排如下，请准时参加，不要迟到。</span></p><mpchecktext contenteditable="false" id="1645500000000_0.1"></mpchecktext>'
)
NESTED = "<section>" * 60 + '<p style="margin:0"><span><span><span><font color="#333"><span leaf="">六十层里的一句话。</span></font></span></span></span></p>' + "</section>" * 60
SVG_BLOCK = (
    '<section style="overflow:hidden"><svg viewBox="0 0 1080 1920" style="background-image:url(&quot;https://mmbiz.qpic.cn/mmbiz_png/svgbg/0?wx_fmt=png&quot;);width:100%" xmlns="http://www.w3.org/2000/svg">'
    '<animate attributeName="opacity" begin="click" dur="1s" from="1" to="0"></animate><rect width="1080" height="1920" style="opacity:0"></rect>'
    '<foreignObject x="0" y="0" width="1080" height="1920"><svg viewBox="0 0 1 1"></svg></foreignObject></svg></section>'
)
VIDEO = (
    '<section class="channels_iframe_wrp"><mp-common-videosnap class="js_uneditable custom_select_card channels_iframe videosnap_video_iframe" data-pluginname="mpvideosnap" data-url="https://findermp.video.qq.com/251/x" '
    'data-headimgurl="https://wx.qlogo.cn/x" data-username="v2_x@finder" data-nickname="测试视频号" data-desc="普法短片" data-nonceid="1" data-type="video"></mp-common-videosnap></section>'
)
MPVIDEO = (
    '<section nodeleaf=""><iframe class="video_iframe rich_pages" data-vidtype="2" data-mpvid="wxv_3000000000000000001" data-cover="http%3A%2F%2Fmmbiz.qpic.cn%2Fx%2F0" allowfullscreen="" frameborder="0" data-ratio="1.77" '
    'data-w="1920" data-src="https://mp.weixin.qq.com/mp/readtemplate?t=pages/video_player_tmpl&amp;action=mpvideo&amp;auto=0&amp;vid=wxv_3000000000000000001"></iframe></section>'
)
PLAYED = (
    '<span class="video_iframe rich_pages" id="js_mp_video_container_0" style="width:661px;height:371px;" vid="wxv_2" data-mpvid="wxv_2"><div id="page-content"><div class="mp-video-player"><div class="feed-wrapper">'
    '<div>已关注</div><div>关注</div><button>重播</button><div class="video_length">01:30</div><div>切换到竖屏全屏</div><span>观看更多</span><div>测试普法</div><img src="https://mmbiz.qpic.cn/cover/0"></div></div></div></span>'
)
_CELL = '<td width="142" valign="top" style="border-color:#000;padding:0 7px" colspan="{c}" rowspan="{r}"><p style="text-align:center"><span style="font-size:14px">{t}</span></p></td>'


def _cells(*texts: str) -> str:
    return "<tr>" + "".join(_CELL.format(t=one, c=1, r=1) for one in texts) + "</tr>"


EDITORS = [
    _case("秀米", XIUMI, headings=("## 一、走进乡村",), has=("连日来，干警们走村入户，**讲法律、送服务**，受到群众欢迎。", "\n\n一位村民说：“听得懂，用得上。”")),
    _case("135", E135, headings=("## 1 法治讲座进校园",), has=("1. 第一项安排，要落实；\n2. 第二项安排，要检查。",)),
    _case("壹伴", YIBAN, headings=("## 活动预告",)),
    _case("sixty sections deep", NESTED),
    _case("leaf spans", '<section><span leaf="">甲</span><span leaf=""><br></span></section><p><span leaf="" style="">乙，</span><span leaf="">丙。</span></p><p style="display: none;"><mp-style-type data-value="10000"></mp-style-type></p>', has=("甲\n\n乙，丙。",)),
    _case("text right in the content", "没有段落的开头，<br>第二行，<br><br>第三行。<p>一段。</p>末尾一句。"),
    _case("full-width and no-break indents", "<p>　　第一段，　　</p><p>&nbsp; &nbsp;&nbsp;第二段，</p><p>&emsp;&emsp;第三段，</p><p>&ensp;&nbsp;&#12288;第四段。</p>", has=("\n\n第一段，\n\n第二段，\n\n第三段，\n\n第四段。",)),
    _case("code indent is not made of spaces", "<p>    四个半角空格开头，</p><p>\t制表符开头。</p>", has=("\n\n四个半角空格开头，\n\n制表符开头。",)),
    _case("whole articles in one section with breaks", '<section style="line-height:2"><span>　　一、总则<br>　　为了办好这件事，制定本办法。<br>　　二、附则<br>　　自发布之日起施行。</span></section>', has=("一、总则\n\n为了办好这件事", "\n\n二、附则\n\n自发布")),
    _case("quotations within quotations", "<blockquote><p>外层，</p><blockquote><p>内层，</p></blockquote><p>又是外层。</p></blockquote><p>引后。</p>", has=("> 外层，\n>\n> > 内层，\n>\n> 又是外层。",)),
    _case("quotation with a list and a heading", '<blockquote class="js_blockquote_wrap" data-type="2" data-url="" data-author-name="" data-content-utf8-length="10"><section class="js_blockquote_digest"><h3>题目</h3><ul><li>甲，</li><li>乙。</li></ul></section></blockquote>'),
    _case("list with numbers typed in", "<ol><li>1. 甲项，</li><li>2. 乙项，</li></ol><ul><li>（一）丙，</li><li>· 丁，</li><li># 戊，</li></ul>", has=("1. 1\\. 甲项",)),
    _case("list with several paragraphs and a picture", f"<ul><li><p>甲，</p><p>甲的第二段，</p><p>{_img(1)}</p></li><li><section><span>乙。</span></section></li></ul><p>完。</p>", images=1),
    _case("two lists in a row", "<ol><li>甲，</li></ol><ol><li>乙，</li></ol><ul><li>丙，</li></ul><ul><li>丁。</li></ul>"),
    _case("empty items", '<ul class="list-paddingleft-1"><li><p><br></p></li><li><p>甲。</p></li><li></li></ul>'),
    _case("bold over breaks and paragraphs", '<strong>前一行，<br>后一行，</strong><section style="font-weight:bold"><p>甲段。</p><p>乙段，也是。</p></section>'),
    _case("bold next to every sign", "".join(f"<p>前{a}<strong>{b}重点{c}</strong>{d}后，</p>" for a, b, c, d in ("“”“”", "《（）》", "。，。，", "：｜｜：", "*__*", "a  b", "1、。2", "——…·"))),
    _case("bold within words of Latin letters", "<p>snake_case_name和*号*，<b>Word</b>Press，a<b>b</b>c，5*3*2=30，__init__，</p>"),
    _case("emphasis that ends with a space", "<p><strong>重点： </strong>内容，<strong> 又</strong>一处，<em> 斜 </em>体。</p>"),
    _case("underlines that are links to nothing", '<p><a href="javascript:;">展开</a>、<a target="_blank" href="">空</a>、<a name="x">锚</a>、<a href="weixin://dl/x">协议</a>、<a href="data:text/html,x">数据</a>。</p>', lacks=("javascript:", "weixin://", "data:")),
    _case("headings of tags with styles and breaks", '<h2 style="font-size:18px"><span leaf="">一、活动<br>情况</span></h2><p>文，</p><h3><strong>（一）经过</strong></h3><p>文。</p><h2><img class="rich_pages" data-src="https://mmbiz.qpic.cn/mmbiz_png/hh/640"></h2><h2><br></h2>', images=1, headings=("## 一、活动 情况", "### （一）经过")),
    _case("black-letter headings of Word", '<p style="text-indent:32pt"><span style="font-size:16pt;font-family:黑体">一、工作情况</span></p><p style="text-indent:32pt"><span style="font-size:16pt;font-family:楷体_GB2312">（一）普法宣传。</span><span style="font-size:16pt;font-family:仿宋_GB2312">全年开展活动若干次，效果很好。</span></p><p><span style="font-size:16pt;font-family:仿宋_GB2312">又一段正文，也很长。</span></p>', headings=("## 一、工作情况",), has=("（一）普法宣传。全年开展活动",)),
    _case("numbered questions", "".join(f"<p><strong>{one}</strong></p><p>这里是回答，写得长一些，说清楚怎么办理，要带哪些材料，到哪里去办，多少天能办好。</p>" for one in ("一、什么是法律援助？", "二、怎样申请！", "您知道吗？")), headings=("## 一、什么是法律援助？", "## 二、怎样申请！")),
    _case("designers' numbers", "".join(f"<section><section><strong>{one}</strong></section><section><strong>测试题目{two}</strong></section></section><p>正文写在这里，写得长一些，说清楚这件事的经过和结果，让人看得明白，也让人记得住。</p>" for one, two in (("壹", "甲"), ("PART.02", "乙"), ("No.3", "丙"), ("/ 04 /", "丁"), ("第五部分", "戊"), ("⑥", "己"))), headings=("## 壹 测试题目甲", "## PART.02 测试题目乙", "## No.3 测试题目丙", "## / 04 / 测试题目丁", "## 第五部分 测试题目戊", "## ⑥ 测试题目己")),
    _case("calls to follow", "".join(f"<p><strong>{one}</strong></p><p>正文写在这里，写得长一些，说清楚这件事的经过和结果，让人看得明白。</p>" for one in ("点赞、在看", "长按识别下方二维码", "- END -", "现在看病更方便", "扫码关注")), headings=("## 现在看病更方便",)),
    _case("stress that marks nothing", "".join(f"<p><strong>全文加粗的第{one}行</strong></p>" for one in "甲乙丙丁") + "<p>署名</p>"),
    _case("a list of stressed names", "<p>获奖名单如下，请各单位做好组织工作，按时参加表彰会议，并把回执报到办公室。</p>" + "".join(f"<p><strong>测试{one}镇司法所</strong></p>" for one in "甲乙丙丁戊") + "<p>特此通报。以上单位要再接再厉，把普法工作做得更好，让群众满意。</p>"),
    _case("not every bold line is a heading", "<p><strong>温馨提示：请提前预约。</strong></p><p>正文一。</p><p><strong>来源：测试法院</strong></p><p><strong>点击上方蓝字关注我们</strong></p><p>短</p>"),
    _case("three levels of headings", "".join(f"<p><strong>{one}</strong></p><p>下面是正文，写得长一点。</p>" for one in ("一、总体", "（一）目标", "1.任务", "2.步骤", "（二）要求", "二、保障")), headings=("## 一、总体", "### （一）目标", "#### 1.任务", "#### 2.步骤", "### （二）要求", "## 二、保障")),
    _case("signs of all kinds of marks", "<p>[ ] 待办，[x]，[1]: http://a.b/ “题”，[^1]，![图](x)，:::，~~删~~，==亮==，$a$，&lt;script&gt;alert(1)&lt;/script&gt;，&amp;nbsp;，&amp;amp;，\\n，\\*，http://a.b/c_d_e?x=1&amp;copy=2，a@b.cn。</p><p>term</p><p>: 定义，</p><p>*[甲]: 乙，</p><p>!!! note</p><p>    四格</p>"),
    _case("lines that look like tables, rules and titles", "<p>| 甲 | 乙 |<br>| --- | --- |<br>| 丙 | 丁 |</p><p>* * *</p><p>***</p><p>___</p><p>- - -</p><p>题<br>---</p><p>题<br>===</p><p>```</p><p>~~~</p><p>1)</p><p>十、</p><p>- </p><p>&gt;</p><p>+</p><p>#话题# 内容，</p><p>#</p>"),
    _case("numbers at the starts of lines", "<p>2025. 这一年，</p><p>1.《条例》，</p><p>12）甲，</p><p>1. </p><p>3.5万人，</p><p>1.1 小节，</p><p>甲：<br>1. 乙，<br>2. 丙。</p>", lacks=("\n1. ", "\n2. ")),
    _case("characters of many kinds", "<p>①②③㈠㈡Ⅰ、㎡℃№㏄，𠮷野家𬱖，é（e\u0301），ﬁ，½，Ａ１，“”‘’「」『』〔〕【】《》〈〉，–—―…⋯·•‧，☎✆📞👨‍👩‍👧‍👦🇨🇳1️⃣☑️，\u200b\u200d零宽，\ufeff标记，\u00ad软，\u2028行，\u3000全。</p>", silent="\u00ad"),
    _case("ruby, sup, sub, del, mark, abbr", "<p><ruby>汨<rt>mì</rt></ruby>罗，100m<sup>2</sup>，<del>旧</del><ins>新</ins>，<mark>亮</mark>，<abbr title='x'>缩</abbr>，<q>引</q>，<small>小</small>，<u>线</u>。</p>"),
    _case("definition lists and details", "<dl><dt>词</dt><dd>义，</dd></dl><details><summary>要点</summary><p>展开的内容。</p></details><fieldset><legend>图例</legend><p>框内，</p></fieldset>"),
    _case("left-overs", '<p><br></p><p>&nbsp;</p><section><section></section></section><p><span></span></p>正文。<o:p></o:p><style>p{color:red}</style><script>var x="不是正文"</script><!-- 注释 --><p><!--[if gte mso 9]><xml>字</xml><![endif]--></p>', lacks=("不是正文", "color:red", "注释")),
    _case("flex columns", '<section style="display:flex"><section style="width:50%"><p>左栏的话，</p></section><section style="width:50%"><p>右栏的话。</p></section></section><span style="display:block">块，</span><span style="display:inline-block">行内块。</span>', has=("左栏的话，\n\n右栏的话。\n\n块，",)),
    _case("crowded with stress", "<section>" + "".join(f"<strong>甲{one}</strong>，乙。<br>" for one in range(200)) + "</section><p>" + "".join(f"<strong>丙{one}</strong>，丁。" for one in range(200)) + "</p>", has=("**甲0**，乙。\n\n**甲1**，", "\n\n丙0，丁。丙1，")),
    _case("links without words and over blocks", f'<a href="https://mp.weixin.qq.com/s?__biz={m.BIZ}&amp;mid=2247000555&amp;idx=1&amp;sn={m.SN}&amp;scene=21#wechat_redirect" textvalue="往期" linktype="text" data-linktype="2"><section><p>往期回顾，</p><p>第二行。</p></section></a><p><a href="https://www.gov.cn/"></a>无字。</p>'),
    _case("links with odd addresses", '<p><a href="https://www.gov.cn/a b/（中）?q=&quot;x&quot;">甲</a>、<a href="HTTPS://WWW.GOV.CN/">乙</a>、<a href=" https://www.gov.cn/c)d ">丙</a>、<a href="https://www.gov.cn/[x]">丁</a>、<a href="//www.gov.cn/">戊</a>、<a href="mailto:a@example.gov.cn">己</a>。</p>'),
    _case("pseudo tables of sections", '<section style="display:table;width:100%"><section style="display:table-row"><section style="display:table-cell">甲</section><section style="display:table-cell">乙。</section></section></section>'),
]

COMPONENTS = [
    _case("channels in a frame", f"<p>前文，</p>{VIDEO}<p>后文。</p>", family="component", components={"视频号": 1}),
    _case("video in an iframe of today", f"<p>前文，</p>{MPVIDEO}<p>后文。</p>", family="component", components={"视频": 1}),
    _case("player that a browser has filled", f"<p>前文，</p>{PLAYED}<p>后文。</p>", family="component", browser=True, style=' style=""', components={"视频": 1}, silent="已关注关注重播01:30切换到竖屏全屏观看更多测试普法", lacks=("重播", "已关注")),
    _case("audio with all attributes", '<section class="mp_common_audio_iframe_wrp"><mp-common-mpaudio class="js_editor_audio res_iframe js_uneditable custom_select_card" data-pluginname="insertaudio" name="%E6%B5%8B%E8%AF%95%E5%BD%95%E9%9F%B3" author="测试普法" isaac2="1" low_size="1.1" play_length="61000" src="/cgi-bin/readtemplate?t=tmpl/audio_tmpl&amp;name=x" voice_encode_fileid="MzI0_1"></mp-common-mpaudio></section><p>文。</p>', family="component", components={"音频": 1}, has=("〔音频：测试录音〕",)),
    _case("old audio and music", '<p><mpvoice frameborder="0" class="res_iframe js_editor_audio audio_iframe" src="/cgi-bin/readtemplate?t=tmpl/audio_tmpl&amp;name=a" isaac2="1" name="测试语音" play_length="60000" voice_encode_fileid="MjM5"></mpvoice></p><p><qqmusic class="res_iframe qqmusic_iframe js_editor_qqmusic" scrolling="no" frameborder="0" musicid="1" mid="x" albumurl="/a.jpg" audiourl="http://ws.stream" music_name="测试曲" singer="某人"></qqmusic></p><p>文。</p>', family="component", components={"音频": 1, "音乐": 1}),
    _case("vote in an iframe", '<p><iframe scrolling="no" frameborder="0" class="vote_iframe js_editor_vote_card" data-display-style="height: 229px;" data-display-src="/cgi-bin/readtemplate?t=vote" src="/mp/newappmsgvote?action=show&amp;__biz=x&amp;supervoteid=400000001#wechat_redirect" data-src="/mp/newappmsgvote?action=show&amp;__biz=x&amp;supervoteid=400000001#wechat_redirect" data-supervoteid="400000001" allowfullscreen=""></iframe></p><p>文。</p>', family="component", components={"投票": 1}),
    _case("vote of today in a section", '<section class="vote_area js_editor_vote_wrap"><mp-common-vote class="js_uneditable vote_iframe" data-pluginname="vote" data-voteid="8" data-supervoteid="500000002" data-votesubject="您对普法工作满意吗"></mp-common-vote></section><p>文。</p>', family="component", components={"投票": 1}),
    _case("mini programs", '<section><mp-miniprogram class="miniprogram_element" data-miniprogram-appid="wx0000000000000001" data-miniprogram-path="pages/i" data-miniprogram-nickname="测试法务" data-miniprogram-avatar="http://mmbiz.qpic.cn/x" data-miniprogram-title="在线咨询" data-miniprogram-imageurl="http://mmbiz.qpic.cn/y"></mp-miniprogram></section><p>点<a class="weapp_text_link js_weapp_entry" data-miniprogram-appid="wx1" data-miniprogram-path="p" data-miniprogram-nickname="测试法务" href="javascript:;" data-miniprogram-type="text">这里</a>，或<a class="weapp_image_link js_weapp_entry" data-miniprogram-appid="wx1" data-miniprogram-type="image" href="">' + _img(1) + "</a>。</p>", family="component", images=1, components={"小程序": 3}),
    _case("card with all attributes", '<section class="mp_profile_iframe_wrp" nodeleaf=""><mp-common-profile class="js_uneditable custom_select_card mp_profile_iframe" data-pluginname="mpprofile" data-id="MzI0MDAwMDAwMA==" data-headimg="http://mmbiz.qpic.cn/x/0" data-nickname="测试普法" data-alias="ceshi" data-signature="这是介绍" data-from="0" data-is_biz_ban="0"></mp-common-profile></section><p>文。</p>', family="component", components={"公众号名片": 1}),
    _case("card that a browser has filled", '<section class="mp_profile_iframe_wrp"><mp-common-profile class="custom_select_card mp_profile_iframe" data-nickname="测试普法" data-id="x"><div class="wx-root"><div class="wx_profile_card_inner"><strong class="wx_profile_nickname">测试普法</strong><div class="wx_profile_desc">这是介绍</div><div>12篇原创内容</div><button>公众号</button></div></div></mp-common-profile></section><p>文。</p>', family="component", browser=True, components={"公众号名片": 1}, silent="测试普法这是介绍12篇原创内容公众号", lacks=("篇原创",)),
    _case("place, product, red packet, sticker", '<p>文，</p><mp-common-poi class="js_poi" data-name="测试法援中心" data-address="测试路1号"></mp-common-poi><mp-common-cpsad class="js_cpsad" data-title="书"></mp-common-cpsad><mp-common-redpacketcover data-name="封面"></mp-common-redpacketcover><mp-common-sticker data-emoji_url="https://mmbiz.qpic.cn/s" data-md5="x"></mp-common-sticker>', family="component", components={"位置": 1, "商品": 1, "红包封面": 1, "表情": 1}),
    _case("map and album", '<section><mp-common-map data-title="测试广场"></mp-common-map></section><mp-common-album data-title="普法专栏"></mp-common-album><p>文。</p>', family="component", components={"微信组件mp-common-map": 1, "微信组件mp-common-album": 1}),
    _case("emoji pictures", '<p>好<img class="rich_pages wxw-img" data-ratio="1" data-src="https://res.wx.qq.com/mpres/zh_CN/htmledition/comm_htmledition/images/icon/common/emotion_panel/emoji_ios/u1F449.png" data-w="20" style="width:20px">看，<img data-src="https://res.wx.qq.com/t/wx_fed/we-emoji/res/v1.3.10/assets/newemoji/Yellowdog.png" class="we-emoji" alt="[旺柴]">。</p>', family="component", components={"表情": 2}),
    _case("animated drawing", f"<p>点开看，</p>{SVG_BLOCK}<p>完。</p>", family="component"),
    _case("short texts behind components that were never closed", '<p>前，</p><mp-common-mpaudio name="录音" /><p>中，</p><mpvideo data-mpvid="1" /><section>后。</section>', family="component", components={"音频": 1, "视频": 1}, has=("中，", "后。")),
    _case("embedded drawing, never closed", '<p>前<embed data-type="svg+xml" src="https://mmbiz.qpic.cn/x">后，</p><p>下一段。</p>', family="component", components={"嵌入内容": 1}, has=("后，\n\n下一段。",)),
    _case("formula with an embedded drawing", '<p>设<span role="presentation" data-formula="x^2" data-formula-type="inline-equation"><embed style="width:1em" src="https://mmbiz.qlogo.cn/svg" data-type="svg+xml"></span>，则。</p>', family="component", components={"公式": 1}, has=("设〔公式：x^2〕，则。",)),
    _case("drawing with words", '<p>看图，</p><svg viewBox="0 0 100 20"><text x="0" y="15">图里的字</text></svg><p>完。</p>', family="component"),
    _case("question of today", '<p>文，</p><mp-common-ask class="js_ask" data-title="问一问"></mp-common-ask>', family="component", components={"微信组件mp-common-ask": 1}),
    _case("reference to another article", '<p>文，</p><section class="appmsg_card_context"><mp-common-appmsg-card data-title="往期" data-url="https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"></mp-common-appmsg-card></section>', family="component", components={"微信组件mp-common-appmsg-card": 1}),
]

PICTURES = [
    _case("of today, type other", f"<section nodeleaf=''>{_img(1)}</section><p>文。</p>", family="picture", images=1),
    _case("dividers that repeat", "".join(f"<p>{_img(2)}</p><p>第{one}段，</p>" for one in "甲乙丙"), family="picture", images=3),
    _case("three beside each other", f'<section style="display:flex">{_img(1)}{_img(2)}<section>{_img(3)}</section></section><p>文。</p>', family="picture", images=3),
    _case("swiper", f'<section class="wx_imgs_swiper"><section style="overflow-x:scroll"><section style="width:300%">{_img(1)}{_img(2)}{_img(3)}</section></section></section><p style="text-align:center;font-size:12px"><span leaf="">（左右滑动查看）</span></p><p style="font-size:16px">正文写在这里，比较长。</p>', family="picture", images=3),
    _case("filled by a browser", f'<p>{_img(1, chr(115) + "tyle=&quot;&quot; data-index=1 src=./测试_files/640 _width=677px crossorigin=anonymous alt=图片 data-fail=0").replace("&quot;", chr(34))}</p><p>文。</p>', family="picture", browser=True, style=' style=""', images=1),
    _case("not yet seen by the browser", f'<p>{_img(1).replace("<img", "<img src=" + chr(34) + "data:image/svg+xml,%3C%3Fxml version=" + chr(39) + "1.0" + chr(39) + " encoding=" + chr(39) + "UTF-8" + chr(39) + "%3F%3E%3Csvg width=" + chr(39) + "1px" + chr(39) + " height=" + chr(39) + "1px" + chr(39) + " viewBox=" + chr(39) + "0 0 1 1" + chr(39) + " version=" + chr(39) + "1.1" + chr(39) + " xmlns=" + chr(39) + "http://www.w3.org/2000/svg" + chr(39) + "%3E%3Ctitle%3E%3C/title%3E%3Cg stroke=" + chr(39) + "none" + chr(39) + " fill=" + chr(39) + "none" + chr(39) + " fill-opacity=" + chr(39) + "0" + chr(39) + "%3E%3Cg fill=" + chr(39) + "%23FFFFFF" + chr(39) + "%3E%3Crect x=" + chr(39) + "249" + chr(39) + " width=" + chr(39) + "1" + chr(39) + "%3E%3C/rect%3E%3C/g%3E%3C/g%3E%3C/svg%3E" + chr(34))}</p><p>文。</p>', family="picture", browser=True, images=1),
    _case("captions of offices", f'<p style="text-align:center">{_img(1)}</p><p style="text-align:center"><span style="font-size:13px;color:#888">▲活动现场。某甲 摄</span></p><p style="font-size:16px">正文写在这里，比较长，一直写下去。</p>', family="picture", images=1),
    _case("width of one pixel in a style only", f'<p style="width:1px">文。{_img(1)}</p>', family="picture", images=1),
    _case("in a data address", f'<p>文。<img class="rich_pages" src="data:image/png;base64,{base64.b64encode(m.picture()).decode()}" alt="现场"></p>', family="picture", images=1),
    _case("hidden until clicked", f'<section style="height:0px;overflow:hidden">{_img(1)}<p>藏在下面的话。</p></section>', family="picture", images=1),
    _case("ground of a section", '<section style="background-image:url(https://mmbiz.qpic.cn/mmbiz_jpg/bg/0?wx_fmt=jpeg);background-size:cover"><p>盖在图上的话。</p></section>', family="picture"),
    _case("picture element", f'<p><picture><source srcset="https://mmbiz.qpic.cn/x/640?tp=webp" type="image/webp">{_img(1)}</picture>文。</p>', family="picture", images=1),
]

TABLES = [
    _case("without a head", f"<table><tbody>{_cells('1', '测试镇', '12件')}{_cells('2', '测试乡', '8件')}</tbody></table>", family="table", rows=("|  |  |  |", "| 1 | 测试镇 | 12件 |", "| 2 | 测试乡 | 8件 |")),
    _case("with a head", f"<table width='600' class='table'><colgroup><col width='100'><col></colgroup><tbody>{_cells('序号', '地点', '件数')}{_cells('1', '测试镇', '12件')}</tbody></table>", family="table", rows=("| 序号 | 地点 | 件数 |", "| 1 | 测试镇 | 12件 |")),
    _case("merged cells of Word", "<table><tbody><tr>" + _CELL.format(t="项目", c=1, r=2) + _CELL.format(t="数量", c=2, r=1) + "</tr>" + _cells("今年", "去年") + _cells("调解", "10", "8") + "</tbody></table>", family="table", rows=("| 项目 | 数量 |  |", "|  | 今年 | 去年 |", "| 调解 | 10 | 8 |")),
    _case("names before values", f"<table>{_cells('<strong>姓名</strong>', '某甲')}{_cells('<strong>职务</strong>', '调解员')}{_cells('<strong>单位</strong>', '测试所')}</table>", family="table", rows=("|  |  |", "| **姓名** | 某甲 |", "| **职务** | 调解员 |", "| **单位** | 测试所 |")),
    _case("th before values", "<table><tr><th>姓名</th><td>某甲</td></tr><tr><th>职务</th><td>调解员</td></tr></table>", family="table", rows=("|  |  |", "| 姓名 | 某甲 |", "| 职务 | 调解员 |")),
    _case("years as heads", f"<table>{_cells('指标', '2024', '2025年')}{_cells('件数', '10', '12')}</table>", family="table", rows=("| 指标 | 2024 | 2025年 |", "| 件数 | 10 | 12 |")),
    _case("th in a thead, tfoot", "<table><caption>表1 情况</caption><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody><tfoot><tr><td colspan='2'>注：测试。</td></tr></tfoot></table>", family="table", rows=("| 甲 | 乙 |", "| 1 | 2 |", "| 注：测试。 |  |")),
    _case("frame of 135 with a table for layout", f'<table style="border:none"><tbody><tr><td style="border:none"><section><p><strong>一、框里的题</strong></p><p>框里的文字，很长。</p>{_img(1)}</section></td></tr></tbody></table>', family="table", images=1, headings=("## 一、框里的题",)),
    _case("pictures side by side in a table", f"<table><tbody><tr><td>{_img(1)}</td><td>{_img(2)}</td></tr><tr><td><p>图一的说明</p></td><td><p>图二的说明</p></td></tr></tbody></table><p>文。</p>", family="table", images=2),
    _case("long text in cells with lists", "<table><tr><td>类别</td><td>要求</td></tr><tr><td><p>甲类</p></td><td><ol><li>第一，要快；</li><li>第二，要好。</li></ol><p>另起一段。</p></td></tr></table>", family="table"),
    _case("cells that are missing", "<table><tr><td>甲</td><td>乙</td><td>丙</td></tr><tr><td>丁</td></tr><tr></tr><tr><td></td><td>戊</td></tr></table>", family="table"),
    _case("video in a cell", f"<table><tr><td>甲</td><td>乙</td></tr><tr><td>{MPVIDEO}</td><td>丙</td></tr></table>", family="table", components={"视频": 1}),
    _case("spans beyond the table", "<table><tr><td rowspan='99'>甲</td><td colspan='50'>乙</td></tr><tr><td>丙</td></tr></table>", family="table"),
]

PLAIN = "<p>第一段正文，讲一件事。</p><p>第二段。</p>"
SHORT = "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"
IDS = f'var biz = ""||"{m.BIZ}"||"";var sn = "{m.SN}" || ""|| "";var mid = "2247000001" || ""|| "";var idx = "2" || "" || "";'
SECOND = Identity(m.BIZ, "2247000001", "2", m.SN)
_DATA = f"data:image/png;base64,{base64.b64encode(m.picture()).decode()}"
_GROUPED = '<p>文。<img class="rich_pages" src="data:image/svg+xml,&lt;svg xmlns=&quot;http://www.w3.org/2000/svg&quot; width=&quot;9&quot; height=&quot;7&quot;&gt;&lt;rect fill-opacity=&quot;0&quot;/&gt;&lt;/svg&gt;" style="background-image:var(--sf-img-3)!important"></p>'
_SHADOW = '<p>文。</p><mp-common-profile data-nickname="测试普法"><template shadowrootmode="open"><div>12篇原创</div></template></mp-common-profile>'
_LARGE = f'<p>文。<img src="data:image/gif;base64,{"A" * 10_400_000}"></p>'


def _script(name: str, script: str, body: str = PLAIN, *, link: str = SHORT, kind: str = "0", **expected: object) -> Case:
    inner = m.content(body) if kind != "8" else ""
    return Case("form", name, m.frame(Fake(link=link, kind=kind), inner, f"<script>{script}</script>"), body, **expected)  # type: ignore[arg-type]


def _entries(count: int) -> str:
    return ",".join(f"{{ width: '1080' * 1, cdn_url: '{m.address(one)}', poi_info: [], live_photo: {{ formatInfo: [] }} }}" for one in range(count))


FORMS = [
    _script("ct before create_time", f'{IDS}var ct = "1762834143";var create_time = "1500000000" * 1;', facts={"published": m.CT, "identity": SECOND, "url": SHORT}),
    _script("create_time alone", f'{IDS}var create_time = "1762834143" * 1;', facts={"published": m.CT}),
    _script("day and minute with a hyphen", f"{IDS}var createTime = '2025-11-11 12:09';", facts={"published": m.CT - 3, "has_time": True}),
    _script("create_time of the object in seconds", "window.cgiDataNew = {\n  create_time: JsDecode('1762834143'), title: JsDecode('甲'), mid: '2247000001' * 1, idx: '1' * 1\n}", facts={"published": m.CT, "title": "甲"}),
    _script("values of the window", f'window.biz = "{m.BIZ}";window.mid="2247000001"*1;window.idx="1";window.ct="1762834143"', facts={"published": m.CT, "identity": Identity(m.BIZ, "2247000001", "1", "")}),
    _script("appmsgid, itemidx, appuin", f'var appuin = ""||"{m.BIZ}";var appmsgid = "2247000001";var itemidx = "3";', facts={"identity": Identity(m.BIZ, "2247000001", "3", "")}),
    _script("identity in the address alone", "", link=f"http://mp.weixin.qq.com/s?__biz={m.BIZ}&mid=2247000001&idx=2&sn={m.SN}&poc_token=HxYz&chksm=1#rd", facts={"identity": SECOND}),
    _script("title with escapes within escapes", IDS + r"""var msg_title = "他说\x26quot;好\x26quot;\x26amp;行\'丙\'".html(false);""", facts={"title": "他说\"好\"&行'丙'"}),
    Case("form", "text in the object alone", m.frame(Fake(), "", m.variables(Fake()) + m.cgi(Fake(body=PLAIN))), PLAIN, facts={"published": m.CT}),
    Case("form", "empty element, text in the object", m.frame(Fake(), m.content(""), m.variables(Fake()) + m.cgi(Fake(body=PLAIN))), PLAIN),
    Case("form", "type 11 with a text of its own", m.frame(Fake(kind="11"), m.content(PLAIN), m.variables(Fake(kind="11")) + m.cgi(Fake(body=PLAIN, kind="11"))), PLAIN),
    _script("picture message without the object", f'{IDS}var item_show_type="8";window.picture_page_info_list = [{_entries(3)}].slice(0, 20);var msg_desc = htmlDecode("图里的话。\\x0a第二行");', "图里的话。第二行", kind="8", images=3, facts={"kind": "picture"}),
    _script("text message without the object", f'{IDS}var item_show_type="10";', '<p id="js_text_desc" class="text_content">一句话。<br>第二句。</p>', kind="10", facts={"kind": "text"}),
    Case("form", "SingleFile with grouped pictures", m.single_file(Fake(body=_GROUPED)).replace("<head>", f'<head><style>:root{{--sf-img-2:url("data:image/gif;base64,AA");--sf-img-3: url("{_DATA}")}}</style>'), _GROUPED, images=1, has=("\n\n![](wx-",)),
    Case("form", "SingleFile with the shadow of a card", m.single_file(Fake(body=_SHADOW)), "<p>文。</p>", components={"公众号名片": 1}, lacks=("篇原创",)),
    Case("form", "a picture of ten million letters", m.single_file(Fake(body=_LARGE)), "<p>文。</p>", images=1, has=("〔图片1：",)),
    Case("refusal", "moved account", m.message("此帐号处于帐号迁移流程中"), refused="unavailable"),
    Case("refusal", "complaint", m.message("由用户投诉并经平台审核，涉嫌违反相关法律法规和政策，查看对应规则"), refused="violation"),
]

MORE = [*FORMS, *EDITORS, *COMPONENTS, *PICTURES, *TABLES]
