"""``portal serve-config``: the complete configuration of a web server for a place of ``data/publish.yml``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from portal.commands.project import root_of
from portal.errors import PortalError
from portal.model.publishing import PATH, Place, Publishing
from portal.publish.serving.csp import Needs, needs, policy

_KINDS = ("folder", "rsync")
_DESCRIPTION = """生成网页服务器的全部设置：加密、安全头、缓存、压缩、旧网址（301）、撤下的内容（410）、404页面、限速、访问记录。
数据都来自项目本身：mkdocs.yml里的网址，data/publish.yml里的地方，生成好的页面里直接写着的脚本的摘要。

  portal serve-config nginx public --out portal.conf      给服务器用，放到/etc/nginx/nginx.conf
  portal serve-config caddy public --out Caddyfile
  portal serve-config nginx local --loopback 8080         在本机试一试，不加密

只有一个地方的时候，“地方”可以不写。先生成网站（portal build）或发布过一次，再生成设置。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    form = argparse.RawDescriptionHelpFormatter
    parser = commands.add_parser("serve-config", help="生成nginx或Caddy的全部设置", description=_DESCRIPTION, formatter_class=form)
    parser.add_argument("server", choices=("nginx", "caddy"), metavar="服务器", help="nginx或caddy")
    parser.add_argument("place", nargs="?", default="", metavar="地方", help="data/publish.yml里登记的代号")
    parser.add_argument("--out", metavar="文件", help="写到文件，不写就打印出来")
    parser.add_argument("--certificate", metavar="文件", help="服务器上的证书，默认/etc/ssl/portal/fullchain.pem；Caddy不写就自己申请")
    parser.add_argument("--certificate-key", metavar="文件", help="服务器上证书的私钥，默认/etc/ssl/portal/privkey.pem")
    parser.add_argument("--subdomains", action="store_true", help="HSTS也管全部子域名；先确认每个子域名都只用HTTPS，很难收回")
    parser.add_argument("--brotli", action="store_true", help="nginx已经装了ngx_http_brotli_static_module")
    parser.add_argument("--users", default="", metavar="文件", help="要用户名和密码才能看（多用于预览）：服务器上的密码文件")
    parser.add_argument("--loopback", type=int, default=0, metavar="端口", help="只在本机127.0.0.1的这个端口上，不加密，用来试一试")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the configuration or write it to a file."""
    from portal.commands.publishing import Desk
    from portal.files import write_atomic
    from portal.publish.serving.caddy import caddyfile
    from portal.publish.serving.nginx import nginx_conf
    from portal.publish.serving.settings import Serving

    desk = Desk.at(root_of(options))
    place = _place(desk.publishing, options.place)
    files = _files(desk.root, place)
    is_caddy = options.server == "caddy"
    serving = Serving(
        site=desk.identity.url,
        folder=place.path if place.kind == "rsync" else str((desk.root / place.path).resolve()),
        csp=policy(_needs(files), files),
        is_preview=place.stage == "preview",
        compressed=place.compressed,
        brotli=options.brotli,
        subdomains=options.subdomains,
        users=options.users,
        loopback=_port(options.loopback),
        certificate=options.certificate or ("" if is_caddy else Serving.certificate),
        key=options.certificate_key or ("" if is_caddy else Serving.key),
    )
    text = caddyfile(serving) if is_caddy else nginx_conf(serving)
    if options.out:
        write_atomic(Path(options.out).resolve(), text.encode("utf-8"))
        print(f"已写到{options.out}。")
    else:
        print(text, end="")
    return 0


def _port(port: int) -> int:
    if not 0 <= port < 65536:
        raise PortalError(f"没有{port}这个端口", do="写1到65535，平常用8080")
    return port


def _place(publishing: Publishing, name: str) -> Place:
    from portal.publish.targets.kinds import place_of

    fit = [one for one in publishing.places if one.kind in _KINDS]
    if not name and len(fit) != 1:
        raise PortalError("要写明是哪个地方", do=f"写上其中一个：{'、'.join(one.id for one in fit) or '还没有folder或rsync的地方'}", path=PATH)
    place = place_of(publishing, name) if name else fit[0]
    if place.kind not in _KINDS:
        raise PortalError(f"“{place.id}”是{place.kind}，不由本站的网页服务器提供", do="只有folder和rsync的地方要这样的设置", path=PATH)
    return place


def _files(root: Path, place: Place) -> Mapping[str, bytes]:
    """What is served there, or what was built here when that can't be seen from here.

    Raises:
        PortalError: nothing was built yet.
    """
    from portal.assembly.selfchecking import Files
    from portal.load.identity import site_dir_of

    built = root / ".portal/preview" if place.stage == "preview" else site_dir_of(root)
    here = [root / place.path / "current"] if place.kind == "folder" else []
    folder = next((one for one in [*here, built] if (one / "published.json").is_file()), None)
    if folder is None:
        raise PortalError("还没有生成过网站，不知道内容安全策略里要写什么", do="先运行portal build，或发布一次", path=str(built))
    return Files.of(folder)


def _needs(files: Mapping[str, bytes]) -> Needs:
    found = Needs()
    for name in files:
        if name.endswith((".html", ".css")):
            found |= needs(name, files[name])
    return found
