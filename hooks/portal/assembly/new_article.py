"""``portal new``: a file that an editor only has to fill."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from portal.errors import PortalError
from portal.files import write_atomic
from portal.load.site import load_site
from portal.model.column import Column
from portal.model.site import Site
from portal.pinyin import slugify
from portal.times import Moment, build_time

_COLUMN_OF = {"case": "cases", "summary": "summaries", "notice": "notices", "service": "services"}
_YAML_SPECIAL = set("\"':#{}[]&*!|>%@`,?-\\")


def new_article(root: Path, kind: str, title: str, environ: Mapping[str, str]) -> Path:
    """Write a new article with today's date and a slug made of the title's pinyin.

    Args:
        root: the project's folder.
        kind: ``news``, ``case``, ``summary``, ``notice``, ``learn`` or ``service``.
        title: the title, in Chinese.
        environ: the environment, for ``SOURCE_DATE_EPOCH``.

    Returns:
        The file, relative to ``root``.

    Raises:
        PortalError: the title is empty or too long, the column doesn't exist, or ``columns.yml`` can't be read.
    """
    now = build_time(environ)
    title = " ".join(title.split())
    if not 0 < len(title) <= 60:
        raise PortalError(f"标题有{len(title)}个字", do="写1到60个字")
    site, _ = load_site(root, now)
    if site is None:
        raise PortalError("数据文件有错误，现在不能新建文章", do="先运行portal check，按提示改正")
    wanted = _COLUMN_OF.get(kind, kind)
    column = next((one for one in site.columns if one.id == wanted), None)
    if column is None:
        raise PortalError(f"没有栏目“{wanted}”", do="在data/columns.yml里加上这个栏目")
    path = _free_path(site, root, column, slugify(title), now)
    write_atomic(root / path, _text(site, column, title, now).encode("utf-8"))
    return path


def _free_path(site: Site, root: Path, column: Column, slug: str, now: Moment) -> Path:
    taken = {one.slug for one in (*site.articles, *site.held) if one.column == column.id and one.year == now.day.year}
    folder = Path("content", column.id, str(now.day.year))
    number, name = 1, slug
    while name in taken or (root / folder / f"{now.day}-{name}.md").exists():
        number += 1
        name = f"{slug}-{number}"
    return folder / f"{now.day}-{name}.md"


def _text(site: Site, column: Column, title: str, now: Moment) -> str:
    front = [
        f"title: {quoted(title)}",
        f"date: {now.day}",
        f"source: {site.bureau.name}",
        f"author: {site.bureau.name}",
        "summary: 请用一两句话写明要点。",
        "tags: []",
        "audience: []",
        "draft: true",
    ]
    sections = ["请在这里写正文。写完把文头里的draft: true删去。"]
    if column.form == "case":
        front += [f"kind: {site.kinds[0].label}", "cause: 请填案由", "basis: scenario", "laws: [《中华人民共和国民法典》第一千一百六十五条]"]
        sections = [f"## {name}\n\n请在这里写“{name}”，至少二十个字，写完删去这一句提示。" for name in site.kinds[0].sections]
    if column.form == "summary":
        front += [f"year: {now.day.year - 1}", "source_url: https://www.miluo.gov.cn/"]
    return "---\n" + "\n".join(front) + "\n---\n" + "\n\n".join(sections) + "\n"


def quoted(text: str) -> str:
    """Text as a YAML scalar, quoted only when YAML would read it as something else."""
    risky = text[0] in _YAML_SPECIAL or ": " in text or " #" in text or text.endswith(":") or not any("\u4e00" <= char <= "\u9fff" for char in text)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if risky else text
