"""A complete ``nginx.conf`` (nginx 1.18 or later)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.publish.manifest import INTERNAL
from portal.publish.media_types import BY_NAME, BY_SUFFIX, OTHER
from portal.publish.serving.around import RELOAD, commented, rotation
from portal.publish.serving.headers import FRESH, HASHED_ASSET, HASHED_PICTURE, IMMUTABLE, METHODS, security
from portal.publish.serving.settings import Serving, block, text_of

_MODULE = "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;"
_CIPHERS = ":".join(
    f"ECDHE-{key}-{cipher}" for cipher in ("AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305") for key in ("ECDSA", "RSA")
)  # Mozilla, intermediate
_ADDRESSES = r"""
    # 访问记录里不留读者的完整地址：IPv4去掉最后一段，IPv6只留前48位。公安机关要求留存完整地址的，把下面log_format里的$portal_reader换成$remote_addr。
    map $remote_addr $portal_reader {
        "~^(?<net4>\d+\.\d+\.\d+)\." $net4.0;
        "~^(?<net6>[0-9a-f]+:[0-9a-f]+:[0-9a-f]+):" $net6::;
        "~^(?<net5>[0-9a-f]+(:[0-9a-f]+)?)::" $net5::;
        default -;
    }
    # 网址和来路都去掉“?”后面的部分：里面有读者搜的词。
    map $request_uri $portal_path { "~^(?<before>[^?]*)" $before; }
    map $http_referer $portal_from { default -; "~^(?<from>[^?#]+)" $from; }
    log_format portal '$portal_reader [$time_iso8601] "$request_method $portal_path $server_protocol" $status $body_bytes_sent '
                      '"$portal_from" "$http_user_agent" $request_time';
""".strip("\n")


def nginx_conf(serving: Serving) -> str:
    """The configuration.

    Args:
        serving: what is served.
    """
    lines = [*_head(serving), "", *block("events", "worker_connections 4096;"), "", *block("http", *_http(serving), *_servers(serving))]
    if not serving.is_trial:
        lines += ["", *commented(RELOAD.format(folder=serving.folder, command="nginx -t -q && systemctl reload nginx"))]
        lines += ["", *commented(rotation("/var/log/portal/*.log", "systemctl kill --signal=USR1 --kill-who=main nginx"))]
    return text_of(lines)


def _head(serving: Serving) -> list[str]:
    if serving.is_trial:
        how = "# 在本机试一试：mkdir -p /tmp/portal-try && nginx -p /tmp/portal-try -c 这个文件 -g 'daemon off; master_process off;'"
        return [how, *_brotli(serving), "worker_processes 1;", "pid nginx.pid;", "error_log error.log;"]
    return [
        "# nginx的全部设置，由portal serve-config nginx生成，不要手改：改data/publish.yml或命令的参数，重新生成。",
        "# 放到/etc/nginx/nginx.conf，建好放记录的文件夹：install -d -o www-data -g adm -m 0750 /var/log/portal",
        "# 再运行nginx -t和systemctl reload nginx。页面里直接写的脚本变了，也要重新生成（内容安全策略里有它们的摘要）。",
        *_brotli(serving),
        "user www-data;",
        "worker_processes auto;",
        "worker_rlimit_nofile 16384;",
        "pid /run/nginx.pid;",
        "error_log /var/log/portal/error.log warn;",
    ]


def _brotli(serving: Serving) -> list[str]:
    if serving.brotli:
        return [_MODULE]
    return ["# 装上libnginx-mod-http-brotli-static以后，用--brotli重新生成，手机上少传约15%：", f"# {_MODULE}"] if serving.compressed else []


def _http(serving: Serving) -> Iterable[str]:
    yield from block("types", *(f'"{kind}" {suffix.removeprefix(".")};' for suffix, kind in BY_SUFFIX.items()))
    yield f"default_type {OTHER};\ntypes_hash_max_size 4096;\nserver_tokens off;\nsendfile on;\ntcp_nopush on;\nkeepalive_timeout 30s;"
    if serving.is_trial:
        yield "\n".join(f"{name}_temp_path {name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    yield " "
    yield "# 旧网址和撤下的内容。nginx只在读设置的时候读这两个文件，见文件末尾。\nmap_hash_bucket_size 512;\nmap_hash_max_size 65536;"
    yield from block("map $uri $portal_moved", 'default "";', f"include {serving.current}/redirects.ma[p];")
    yield from block("map $uri $portal_gone", 'default "";', f"include {serving.current}/gone.ma[p];")
    yield " "
    yield "# 文件名里有内容摘要的，浏览器可以一直留着；别的每次都问一声有没有变。"
    yield from block(
        "map $uri $portal_cache",
        f'default "{FRESH}";',
        *(f'"~^{re.escape(serving.prefix)}{pattern}" "{IMMUTABLE}";' for pattern in (HASHED_ASSET, HASHED_PICTURE)),
    )
    yield from block("map $request_method $portal_allow", f'default "{", ".join(METHODS)}";', *(f'{name} "";' for name in METHODS))
    yield " "
    yield _ADDRESSES.replace("\n    ", "\n").strip()
    yield " "
    yield "# 每个地址每秒100次、一下子500次以内不受限：一个单位、一个基站的读者可能共用一个地址。"
    yield "limit_req_zone $binary_remote_addr zone=portal:10m rate=100r/s;\nlimit_conn_zone $binary_remote_addr zone=portal_lines:10m;"
    yield "limit_req_status 429;\nlimit_conn_status 429;"
    yield " "


def _servers(serving: Serving) -> Iterable[str]:
    if serving.loopback:
        yield from block("server", f"listen 127.0.0.1:{serving.loopback};", *_site(serving))
        return
    address = "127.0.0.1:" if serving.trial else ""
    http, https = f"listen {address}{serving.http_port};", f"listen {address}{serving.https_port} ssl http2;"
    six = [] if serving.trial else ["listen [::]:80;", "listen [::]:443 ssl http2;"]
    yield from block(
        "server",
        http,
        *six[:1],
        f"server_name {serving.host};",
        "access_log off;" if serving.is_trial else "access_log /var/log/portal/access.log portal;",
        f"return 301 {serving.root}$request_uri;",
    )
    yield " "
    yield from block(
        "server",
        https,
        *six[1:],
        f"server_name {serving.host};",
        f"ssl_certificate {serving.certificate};",
        f"ssl_certificate_key {serving.key};",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        f"ssl_ciphers {_CIPHERS};",
        "ssl_prefer_server_ciphers off;",
        "ssl_session_cache shared:portal_tls:10m;",
        "ssl_session_timeout 1d;",
        "ssl_session_tickets off;",
        *_site(serving),
    )


def _site(serving: Serving) -> Iterable[str]:
    yield "access_log access.log portal;" if serving.is_trial else "access_log /var/log/portal/access.log portal;"
    yield "limit_req zone=portal burst=500 nodelay;\nlimit_conn portal_lines 200;"
    yield "client_max_body_size 1k;\nclient_body_timeout 10s;\nclient_header_timeout 10s;\nsend_timeout 30s;\nlarge_client_header_buffers 4 8k;"
    yield f'auth_basic "preview";\nauth_basic_user_file {serving.users};' if serving.users else ""
    yield " "
    yield "# 安全设置。位置（location）里不要再写add_header，写了这里的就都不算了。"
    yield from (f'add_header {name} "{value}" always;' for name, value in security(serving).items())
    yield "add_header Cache-Control $portal_cache always;\nadd_header Allow $portal_allow always;"
    yield "# 文件的时间是由内容算出来的，不是改动的时间，所以不告诉浏览器；有没有变，看ETag。"
    yield 'add_header Last-Modified "";\nif_modified_since off;\netag on;'
    yield from _compression(serving)
    yield " "
    yield "absolute_redirect off;"
    yield f"error_page 404 {serving.prefix}404.html;\nerror_page 403 =404 {serving.prefix}404.html;\nerror_page 410 @portal_gone;"
    yield f"if ($request_method !~ ^({'|'.join(METHODS)})$) {{ return 405; }}"
    yield "if ($portal_gone) { return 410; }\nif ($portal_moved) { return 301 $portal_moved; }"
    yield " "
    yield from _locations(serving)


def _compression(serving: Serving) -> Iterable[str]:
    if not serving.compressed:
        kinds = " ".join(sorted({kind.partition(";")[0] for kind in (*BY_SUFFIX.values(), *BY_NAME.values()) if "charset" in kind} - {"text/html"}))
        yield f"gzip on;\ngzip_vary on;\ngzip_types {kinds};"
        return
    yield "# 发布时已经压缩好了，服务器不用再压。\ngzip_static on;\ngzip_vary on;"
    yield "brotli_static on;" if serving.brotli else "# brotli_static on;"


def _locations(serving: Serving) -> Iterable[str]:
    prefix = re.escape(serving.prefix)
    yield from block(
        f"location {serving.prefix}",
        f"alias {serving.current}/;\nindex index.html;",
        'location ~ "/\\.(?!well-known/[^./]+(\\.[a-z]+)?$)" { return 404; }',
        f'location ~ "^{prefix}({"|".join(map(re.escape, INTERNAL))})(\\.gz|\\.br)?$" {{ return 404; }}',
        *(f'location ~ "/{re.escape(name)}$" {{ types {{ }} default_type "{kind}"; }}' for name, kind in BY_NAME.items()),
        f'location ~ "^{prefix}{HASHED_ASSET}" {{ error_page 404 = @portal_kept; recursive_error_pages on; }}',
    )
    yield "# 切换以前打开的页面还要用原来的样式和脚本。"
    yield from block("location @portal_kept", f"rewrite ^{prefix}(.*)$ /$1 break;", f"root {serving.kept};")
    yield "# 撤下的内容：状态是410，页面上写着什么时候、为什么撤下。"
    yield from block("location @portal_gone", f"rewrite ^{prefix}(.*)$ /$1 break;", f"root {serving.current};")
    if serving.prefix != "/":
        yield f"location = / {{ return 302 {serving.prefix}; }}"
        yield from (f"location = /{name} {{ alias {serving.current}/{name}; }}" for name in ("robots.txt", ".well-known/security.txt"))
