"""``portal wechat``: the account's own interface, for bureaus that have the right to it."""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.errors import PortalError

if TYPE_CHECKING:
    from portal.wechat.api.client import Client

_DESCRIPTION = """公众号接口（可以不用）：要公众号认证过，这台机器的IP在白名单里。没有它，导入和导出照样能用。

  portal wechat draft 文件夹                 把portal export wechat导出的文章存进公众号草稿箱（图片一起上传）
  portal wechat drafts                       列出草稿箱
  portal wechat published                    列出发布过、没有群发的文章（群发的接口里没有）
  portal wechat totals 2026-01-01 2026-01-31 --out 统计.json     全部发表过的条目，再用portal mirror add记下，对账

密钥只从环境变量读：PORTAL_WECHAT_APPID，PORTAL_WECHAT_SECRET。只存草稿，不群发，不删除：由人在公众号后台看过再发。"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    form = argparse.RawDescriptionHelpFormatter
    parser = commands.add_parser("wechat", help="公众号接口：存草稿，查发表记录", description=_DESCRIPTION, formatter_class=form)
    parser.add_argument("act", choices=("draft", "drafts", "published", "totals"), metavar="做什么", help="draft、drafts、published或totals")
    parser.add_argument("words", nargs="*", metavar="参数", help="draft：文件夹；totals：从哪天到哪天")
    parser.add_argument("--update", default="", metavar="编号", help="draft：改已有的草稿，写它的media_id")
    parser.add_argument("--out", metavar="文件", help="totals：存成.json")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask the interface and say what it answered."""
    from portal.wechat.api.client import HOST, Client, Secrets

    client = Client(Secrets.of(os.environ), time.sleep, os.environ.get("PORTAL_WECHAT_API", HOST))
    if options.act == "draft":
        return _draft(client, options)
    if options.act == "totals":
        return _totals(client, options)
    for one in client.drafts() if options.act == "drafts" else client.published():
        titles = "、".join(news.get("title", "") for news in one.get("content", {}).get("news_item", []))
        print(f"{one.get('media_id') or one.get('article_id')}　{titles}")
    return 0


def _draft(client: Client, options: argparse.Namespace) -> int:
    folder = Path(options.words[0]) if len(options.words) == 1 else None
    if folder is None or not (folder / "article.json").is_file():
        raise PortalError("没有写导出的文件夹", do="先portal export wechat 文章，再写它写到的文件夹")
    record: dict[str, Any] = json.loads((folder / "article.json").read_text(encoding="utf-8"))
    html = (folder / "article.html").read_text(encoding="utf-8")
    if not record["cover"] and not options.update:
        raise PortalError("这篇文章没有题图，公众号草稿要封面", do="在文头写cover和cover_alt，再导出一次", path=str(folder))
    for one in record["pictures"]:
        html = html.replace(f'"{one["file"]}"', f'"{client.upload_body_picture(one["file"], (folder / one["file"]).read_bytes())}"')
    article = {"article_type": "news", "content": html, **{name: record[name] for name in ("title", "author", "digest", "content_source_url")}}
    if record["cover"]:
        article["thumb_media_id"] = client.upload_cover(record["cover"], (folder / record["cover"]).read_bytes())
    if options.update:
        client.update_draft(options.update, article)
        print(f"草稿已更新：{options.update}。")
    else:
        print(f"已存进草稿箱：{client.add_draft(article)}。请在公众号后台看过再发。")
    return 0


def _totals(client: Client, options: argparse.Namespace) -> int:
    from portal.files import write_atomic

    if len(options.words) != 2:
        raise PortalError("没有写从哪天到哪天", do="如portal wechat totals 2026-01-01 2026-01-31")
    found = client.totals(*options.words)
    plain = [{"msgid": str(one.get("msgid", "")), "ref_date": str(one.get("ref_date", ""))} for one in found]
    if options.out:
        write_atomic(Path(options.out), json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8"))
    print("".join(f"{one['ref_date']}　{one['msgid']}\n" for one in plain) + f"共{len(plain)}条。")
    return 0
