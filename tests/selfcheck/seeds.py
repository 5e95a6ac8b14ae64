"""Seeded faults: a small harm to a sound site, the item that must name it, and words of the evidence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from helpers import moment
from portal.model.article import WeChat
from selfcheck.trial import NEWS, NEWS_SOURCE, SUMMARY, Fault, Trial

GUIDE, HOME, COLUMN = "services/2025/aid.html", "index.html", "news/index.html"


@dataclass(frozen=True)
class Seed:
    """A fault, the item that names it, and what its evidence says."""

    name: str
    item: str
    says: str
    harm: Fault

    def __str__(self) -> str:
        return self.name


def later(days: int) -> Fault:
    """Nobody touches the site for some days."""

    def harm(trial: Trial) -> None:
        now = trial.site.now
        trial.site = replace(trial.site, now=replace(now, at=now.at + dt.timedelta(days=days)))

    return harm


def into(html: str, name: str = NEWS) -> Fault:
    """Something is put at the end of a page's main part."""
    return lambda trial: trial.into(html, name)


def edit(name: str, old: str, new: str) -> Fault:
    """Text of a file is replaced."""
    return lambda trial: trial.edit(name, old, new)


def without(pattern: str, name: str = NEWS, by: str = "") -> Fault:
    """The first match of a pattern is taken out of a file."""

    def harm(trial: Trial) -> None:
        text, count = re.subn(pattern, by, trial.text(name), count=1, flags=re.DOTALL)
        assert count, f"{pattern} not in {name}"
        trial.files[name] = text.encode("utf-8")

    return harm


def every(pattern: str, name: str, by: str = "") -> Fault:
    """Every match of a pattern is replaced in a file."""

    def harm(trial: Trial) -> None:
        text, count = re.subn(pattern, by, trial.text(name))
        assert count, f"{pattern} not in {name}"
        trial.files[name] = text.encode("utf-8")

    return harm


def put(name: str, data: bytes) -> Fault:
    """A file is written."""

    def harm(trial: Trial) -> None:
        trial.files[name] = data

    return harm


def gone(name: str) -> Fault:
    """A file is deleted."""

    def harm(trial: Trial) -> None:
        del trial.files[name]

    return harm


def headers(**changed: str | None) -> Fault:
    """The server sends other headers; None for one that it doesn't send."""

    def harm(trial: Trial) -> None:
        assert trial.reply
        given = {name.replace("_", "-"): value for name, value in changed.items()}
        kept = {name: value for name, value in trial.reply.headers.items() if name not in given}
        trial.reply = replace(trial.reply, headers=kept | {name: value for name, value in given.items() if value is not None})

    return harm


def meta(path: str, **changed: object) -> Fault:
    """Front matter of an article is changed in the project."""

    def harm(trial: Trial) -> None:
        articles = tuple(replace(one, meta=replace(one.meta, **changed)) if one.path == path else one for one in trial.site.articles)  # type: ignore[arg-type]
        trial.site = replace(trial.site, articles=articles)

    return harm


def empty_column(trial: Trial) -> None:
    trial.addresses = {url: path for url, path in trial.addresses.items() if not url.startswith("cases/")}


def backdated(trial: Trial) -> None:
    assert trial.commits
    trial.commits = replace(trial.commits, first={**trial.commits.first, NEWS_SOURCE: dt.date(2025, 7, 20)})


def unsigned(trial: Trial) -> None:
    verdict = replace(trial.site.verdicts[NEWS_SOURCE], publishable=False, missing=("三审",))
    trial.site = replace(trial.site, verdicts={**trial.site.verdicts, NEWS_SOURCE: verdict})


def registered(trial: Trial) -> None:
    trial.site = replace(trial.site, bureau=replace(trial.site.bureau, icp="湘ICP备12345678号"))


def missing_page_answers(trial: Trial) -> None:
    assert trial.reply
    trial.reply = replace(trial.reply, missing_status=200)


def unencrypted(trial: Trial) -> None:
    assert trial.reply
    trial.reply = replace(trial.reply, landed="http://test.example/")


def hidden_by_class(trial: Trial) -> None:
    put("x.css", b".zz{display:none}")(trial)
    trial.into('<p class="zz"><a href="https://bet.example/">x</a></p>')


ACCOUNT = meta("content/services/2025/2025-06-15-aid.md", wechat=WeChat(published=moment("2025-06-01 10:00")))
SEEDS = (
    Seed("home stands still", "home-update", "首页上最新的一篇是2025-06-20的", later(5)),
    Seed("column stands still", "column-update", "超过", later(400)),
    Seed("empty column", "empty-column", "以案释法", empty_column),
    Seed("article without a date", "undated", "看不到发布时间", without(r"<li>发布时间：.*?</li>")),
    Seed("account stands still", "account-update", "公众号最近一次发布是2025-06-01", ACCOUNT),
    Seed("no way to ask", "contact-channel", "没有电话", every(r'href="tel:[^"]*"', HOME)),
    Seed("guide without papers to bring", "service-guides", "办理材料", edit(GUIDE, "要带什么材料</", "说明</")),
    Seed("no column tags", "page-tags", "ColumnType", without(r'<meta name="ColumnType"[^>]*>', COLUMN)),
    Seed("no article tags", "page-tags", "ContentSource", without(r'<meta name="ContentSource"[^>]*>')),
    Seed("tag is not the heading", "page-tags-true", "ArticleTitle", edit(NEWS, '"ArticleTitle" content="第一条新闻"', '"ArticleTitle" content="别的"')),
    Seed("tag is not the time shown", "page-tags-true", "PubDate", edit(NEWS, '"PubDate" content="2025-06-20 09:00"', '"PubDate" content="2025-06-21 09:00"')),
    Seed("site code that nobody has given", "page-tags-true", "SiteIDCode", edit(NEWS, "<title>", '<meta name="SiteIDCode" content="4306810001"><title>')),
    Seed("no host in the footer", "footer-items", "主办单位", without("主办单位：测试局")),
    Seed("registered number not shown", "footer-registration", "湘ICP备12345678号", registered),
    Seed("invented number", "footer-registration", "不是data/bureau.yml", edit(NEWS, "主办单位：", "湘ICP备87654321号 主办单位：")),
    Seed("label without a number", "footer-registration", "后面却是空的", without("</footer>(?!.*</footer>)", NEWS, "<span>ICP备案号：</span></footer>")),
    Seed("no search", "search-present", "没有搜索框", every(r'role="search"|type="search"', HOME)),
    Seed("no page for what is missing", "error-page", "没有", gone("404.html")),
    Seed("nested so deep that the rest isn't read", "unread-rest", "没有读到", into("<div>" * 300 + "<a href=\"nowhere.html\">x</a>" + "</div>" * 300)),
    Seed("dead link", "dead-link", "nowhere.html", into('<a href="nowhere.html">x</a>')),
    Seed("dead link to the own host", "dead-link", "old/index.html", into('<a href="https://test.example/old/">x</a>')),
    Seed("dead anchor", "dead-anchor", "#nowhere", into('<a href="../../about.html#nowhere">x</a>')),
    Seed("dead attachment", "dead-attachment", "form.docx", into('<a href="form.docx">表格</a>')),
    Seed("dead picture", "dead-picture", "lost.png", into('<img src="lost.png" alt="图" width="1" height="1">')),
    Seed("dead picture of another size", "dead-picture", "lost-2x.png", into('<img src="../../assets/icon.svg" srcset="lost-2x.png 2x" alt="图" width="1" height="1">')),
    Seed("dead style sheet", "dead-asset", "lost.css", edit(NEWS, "<title>", '<link rel="stylesheet" href="lost.css"><title>')),
    Seed("attachment that is something else", "broken-file", "form.pdf", put("form.pdf", b"<html>404</html>")),
    Seed("published article gone", "published-missing", NEWS, gone(NEWS)),
    Seed("hidden link", "hidden-link", "bet.example", into('<div style="display:none"><a href="https://bet.example/">x</a></div>')),
    Seed("link off the screen", "hidden-link", "bet.example", into('<a style="position:absolute;left:-9999px" href="https://bet.example/">x</a>')),
    Seed("link without size", "hidden-link", "bet.example", into('<a style="font-size: 0" href="https://bet.example/">x</a>')),
    Seed("link in the colour of the ground", "hidden-link", "bet.example", into('<a style="color:#fff;background:#FFF" href="https://bet.example/">x</a>')),
    Seed("empty link to another host", "hidden-link", "bet.example", into('<a href="https://bet.example/"></a>')),
    Seed("link hidden by a class", "hidden-link", "zz", hidden_by_class),
    Seed("script of another host", "foreign-load", "cdn.example", into('<script src="https://cdn.example/a.js"></script>')),
    Seed("font of another host", "foreign-load", "cdn.example", put("x.css", b"@font-face{src:url(//cdn.example/f.woff2)}")),
    Seed("script that calls another host", "foreign-load", "cdn.example", put("x.js", b'fetch("https://cdn.example/t")')),
    Seed("link to an unknown host", "outer-host", "unknown.example", into('<a href="https://unknown.example/">x</a>')),
    Seed("script in the page", "inline-code", "<script>", into("<script>1</script>")),
    Seed("handler in the page", "inline-code", "onclick", into('<button type="button" onclick="x()">x</button>')),
    Seed("link that is a script", "inline-code", "href", into('<a href="JavaScript:x()">x</a>')),
    Seed("picture without words", "picture-alt", "icon.svg", into('<img src="../../assets/icon.svg" width="1" height="1">')),
    Seed("picture without size", "picture-size", "icon.svg", into('<img src="../../assets/icon.svg" alt="图">')),
    Seed("heavy picture", "picture-weight", "2.0MB", put("big.png", b"\x89PNG\r\n" + b"0" * 2_000_000)),
    Seed("no language", "page-language", "lang", edit(NEWS, '<html lang="zh-CN">', "<html>")),
    Seed("no title", "page-title", "<title>", without(r"<title>.*?</title>")),
    Seed("two main headings", "headings", "2个", into("<h1>又一个</h1>")),
    Seed("heading skips a level", "headings", "跳到了4级", into("<h2>甲</h2><h4>乙</h4>")),
    Seed("no skip link", "skip-link", "跳到正文", without(r'<a class="skip".*?</a>')),
    Seed("field without a label", "form-labels", "<input", into('<input name="q2">')),
    Seed("button without words", "control-names", "按钮", into('<button type="button"><svg></svg></button>')),
    Seed("two places of one name", "duplicate-ids", "zz", into('<p id="zz">甲</p><p id="zz">乙</p>')),
    Seed("no zoom", "zoom", "user-scalable=no", edit(NEWS, "initial-scale=1", "initial-scale=1,user-scalable=no")),
    Seed("table without heads", "table-heads", "表头", into("<table><tr><td>1</td></tr></table>")),
    Seed("broken feed", "feeds", "feed.xml", edit("feed.xml", "</rss>", "")),
    Seed("feed entry that leads nowhere", "feeds", "打不开", every("news/2025/first.html", "atom.xml", "news/2025/lost.html")),
    Seed("feed with a time that is none", "feeds", "date_published", without(r'"date_published": ?"[^"]*"', "feed.json", '"date_published": "gestern"')),
    Seed("site map names a page that isn't there", "sitemap", "lost.html", edit("sitemap.xml", "</urlset>", "<url><loc>https://test.example/lost.html</loc></url></urlset>")),
    Seed("robots shut out", "sitemap", "不许", put("robots.txt", b"User-agent: *\nDisallow: /\n")),
    Seed("expired contact", "security-txt", "过期", put(".well-known/security.txt", b"Contact: tel:12348\nExpires: 2025-01-01T00:00:00+08:00\n")),
    Seed("backdated article", "posting-date", "早了30天", backdated),
    Seed("unsigned article", "signoffs", "缺三审", unsigned),
    Seed("article that the project no longer has", "signoffs", "已经没有", lambda trial: trial.addresses.update({SUMMARY: "content/summaries/2025/lost.md"})),
    Seed("mobile number", "personal-data", "pii-mobile", into("<p>联系人张测试，手机13800000000。</p>")),
    Seed("identity number", "personal-data", "pii-identity-number", into("<p>身份证号110101199003070134。</p>")),
    Seed("unfinished sentence", "leftovers", "请在这里写", into("<p>请在这里写正文</p>")),
    Seed("mark that wasn't filled", "leftovers", "stat:x", into("<p>{{ stat:x }}</p>")),
    Seed("mangled characters", "leftovers", "乱码", into("<p>\ufffd\ufffd</p>")),
    Seed("no encryption", "server-https", "没有加密", unencrypted),
    Seed("no policy", "server-csp", "没有Content-Security-Policy", headers(content_security_policy=None)),
    Seed("loose policy", "server-csp", "unsafe-inline", headers(content_security_policy="default-src 'self'; script-src 'self' 'unsafe-inline'")),
    Seed("no HSTS", "server-hsts", "没有Strict-Transport-Security", headers(strict_transport_security=None)),
    Seed("short HSTS", "server-hsts", "只有1天", headers(strict_transport_security="max-age=86400")),
    Seed("types are guessed", "server-nosniff", "nosniff", headers(x_content_type_options=None)),
    Seed("addresses are told", "server-referrer", "unsafe-url", headers(referrer_policy="unsafe-url")),
    Seed("may be framed", "server-framing", "套在框里", headers(content_security_policy="default-src 'none'")),
    Seed("missing page says that all is well", "server-not-found", "200", missing_page_answers),
    Seed("server tells its version", "server-version", "nginx/1.2", headers(server="nginx/1.2")),
)
