"""A complete ``Caddyfile`` (Caddy 2.6 or later)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.publish.manifest import INTERNAL
from portal.publish.media_types import BY_NAME, BY_SUFFIX, OTHER
from portal.publish.serving.around import KEPT_DAYS, RELOAD, commented
from portal.publish.serving.headers import FRESH, HASHED_ASSET, HASHED_PICTURE, IMMUTABLE, METHODS, security
from portal.publish.serving.settings import Serving, block, text_of

_HTML = "text/html; charset=utf-8"


def caddyfile(serving: Serving) -> str:
    """The configuration.

    Args:
        serving: what is served.
    """
    lines = [*_head(serving), *block("", *_options(serving)), "", *_snippets(serving), "", *_servers(serving)]
    if not serving.is_trial:
        lines += ["", *commented(RELOAD.format(folder=serving.folder, command="systemctl reload caddy"))]
    return text_of(lines)


def _head(serving: Serving) -> list[str]:
    if serving.is_trial:
        return ["# 在本机试一试：caddy run --adapter caddyfile --config 这个文件"]
    return [
        "# Caddy的全部设置，由portal serve-config caddy生成，不要手改：改data/publish.yml或命令的参数，重新生成。",
        "# 放到/etc/caddy/Caddyfile，建好放记录的文件夹：install -d -o caddy -g adm -m 0750 /var/log/portal",
        "# 再运行caddy validate和systemctl reload caddy。页面里直接写的脚本变了，也要重新生成（内容安全策略里有它们的摘要）。",
        "# Caddy自己没有限速；要限速，在前面的防火墙上限，或者用nginx。",
    ]


def _options(serving: Serving) -> Iterable[str]:
    if serving.is_trial:
        yield "admin off"
    yield "auto_https off" if serving.loopback else "auto_https disable_redirects"
    if serving.trial and not serving.loopback:
        yield f"http_port {serving.http_port}\nhttps_port {serving.https_port}"
    yield from block("servers", "max_header_size 16KB", *block("timeouts", "read_header 10s", "read_body 10s", "idle 60s"))


def _snippets(serving: Serving) -> Iterable[str]:
    fields = [f'{name} "{value}"' for name, value in security(serving).items()]
    yield "# 文件的时间是由内容算出来的，不是改动的时间，所以不告诉浏览器；有没有变，看ETag。"
    yield from block("(portal_headers)", *block("header", *fields, "-Server", "-Last-Modified", "defer"))
    yield ""
    yield from block("(portal_log)", *block("log", *_log(serving)))


def _log(serving: Serving) -> Iterable[str]:
    keep = KEPT_DAYS * 24
    if not serving.is_trial:
        yield f"# 至少留六个月（网络安全法第二十一条）：{KEPT_DAYS}天。"
        yield from block("output file /var/log/portal/access.log", "roll_size 50MiB", "roll_keep 100000", f"roll_keep_for {keep}h")
    yield "# 不留读者的完整地址（IPv4去掉最后一段，IPv6只留前48位）和“?”后面的部分（里面有读者搜的词）。公安机关要求留存完整地址的，去掉ip_mask那几行。"
    query = 'regexp "[?#].*" ""'
    mask = block("request>remote_ip ip_mask", "ipv4 24", "ipv6 48")
    gone = ("request>remote_port", "resp_headers", *(f"request>headers>{name}" for name in ("Cookie", "Authorization", "If-None-Match", "X-Forwarded-For")))
    fields = [*mask, f"request>uri {query}", f"request>headers>Referer {query}", *(f"{name} delete" for name in gone)]
    yield from block("format filter", "wrap json", *block("fields", *fields))


def _servers(serving: Serving) -> Iterable[str]:
    if serving.loopback:
        yield from block(f"http://127.0.0.1:{serving.loopback}", *_site(serving))
        return
    yield from block(f"http://{serving.host}", *_bind(serving), "import portal_log", "header -Server", f"redir {serving.root}{{uri}} 301")
    yield ""
    tls = f"tls {serving.certificate} {serving.key}" if serving.certificate else "tls"
    yield from block(f"https://{serving.host}", *_bind(serving), *block(tls, "protocols tls1.2 tls1.3"), *_site(serving))


def _bind(serving: Serving) -> list[str]:
    return ["bind 127.0.0.1"] if serving.trial else []


def _site(serving: Serving) -> Iterable[str]:
    yield "import portal_log"
    yield from block("route", *_route(serving))
    yield " "
    yield "# 没有的网址：本站自己的404页面。"
    missing = block("route", "header Cache-Control no-cache", f'header Content-Type "{_HTML}"', "rewrite * /404.html", *_files(serving, ""))
    yield from block("handle_errors", f"root * {serving.current}", "import portal_headers", *missing)


def _route(serving: Serving) -> Iterable[str]:
    yield "import portal_headers"
    yield from block("basicauth bcrypt preview", f"import {serving.users}") if serving.users else ()
    yield f"@other not method {' '.join(METHODS)}"
    yield from block("route @other", f'header Allow "{", ".join(METHODS)}"', "respond 405")
    yield "# 旧网址和撤下的内容。Caddy只在读设置的时候读这两个文件；每行末尾的分号是给nginx的，后面去掉。"
    for name, file in (("moved", "redirects.map"), ("gone", "gone.map")):
        yield from block(f"map {{http.request.orig_uri.path}} {{portal_{name}}}", f"import {serving.current}/{file[:-1]}*", 'default ""')
    yield from block("map {portal_moved} {portal_target}", '"~^(.*);$" "${1}"', 'default ""')
    if serving.prefix != "/":
        yield from _outside(serving)
    yield from block("@moved", 'not vars {portal_target} ""')
    yield from block("route @moved", f"header Cache-Control {FRESH}", "redir {portal_target} 301")
    yield f"uri strip_prefix {serving.prefix[:-1]}" if serving.prefix != "/" else ""
    names = "|".join(map(re.escape, INTERNAL))
    yield f"@internal path_regexp ^/({names})([.]gz|[.]br)?$\nerror @internal 404"
    yield from block("@hidden", "path_regexp /[.]", "not path_regexp ^/[.]well-known/[^./]+([.][a-z]+)?$")
    yield "error @hidden 404"
    yield from _fields()
    yield f"root * {serving.current}"
    yield "# 撤下的内容：状态是410，页面上写着什么时候、为什么撤下。"
    yield from block("@gone", 'not vars {portal_gone} ""')
    yield from block("route @gone", *_files(serving, "status 410"))
    yield "# 切换以前打开的页面还要用原来的样式和脚本。"
    yield from block("@kept", f"path_regexp ^/{HASHED_ASSET}", "not file")
    yield f"root @kept {serving.kept}"
    yield from _files(serving, "")


def _outside(serving: Serving) -> Iterable[str]:
    files = " ".join(f"/{name}" for name in ("robots.txt", ".well-known/security.txt"))
    yield f"redir / {serving.prefix} 302\nredir {serving.prefix[:-1]} {serving.prefix} 301"
    yield from block("@top", f"path {files}")
    yield f"rewrite @top {serving.prefix[:-1]}{{uri}}"
    yield f"@outside not path {serving.prefix}*\nerror @outside 404"


def _fields() -> Iterable[str]:
    """Type and cache by path, one table for all programs; Caddy's own types depend on the machine."""
    kinds = [f'"~(?i)/{re.escape(name)}$" "{kind}"' for name, kind in BY_NAME.items()]
    for kind in dict.fromkeys(BY_SUFFIX.values()):
        suffixes = "|".join(suffix[1:] for suffix, one in BY_SUFFIX.items() if one == kind)
        kinds.append(f'"~(?i)[.]({suffixes})$" "{kind}"')
    yield from block("map {path} {portal_type}", *kinds, f'"~/[^/]*[.][^/.]*$" "{OTHER}"', f'default "{_HTML}"')
    yield "header Content-Type {portal_type}"
    yield "# 文件名里有内容摘要的，浏览器可以一直留着；别的每次都问一声有没有变。"
    yield from block("map {path} {portal_cache}", *(f'"~^/{one}" "{IMMUTABLE}"' for one in (HASHED_ASSET, HASHED_PICTURE)), f'default "{FRESH}"')
    yield "header Cache-Control {portal_cache}"


def _files(serving: Serving, status: str) -> list[str]:
    return block("file_server", "precompressed br gzip" if serving.compressed else "", status)
