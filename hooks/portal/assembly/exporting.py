"""``portal export wechat``: an article of the site for the official account's editor, from the same renderer as its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2

from portal.assembly.picture_encoding import source_bytes
from portal.assembly.theme import theme_folder
from portal.errors import PortalError
from portal.model.article import Article
from portal.model.chart_rules import table_problem
from portal.model.marks import MARK, BlockMark, parse_mark
from portal.model.site import Site
from portal.pages.cards import SCENARIO, cover_of, is_scenario, summary_of, title_of
from portal.pages.prose import ProseRenderer
from portal.pages.templates import environment
from portal.review.gate import UNREVIEWED, preview_view
from portal.wechat.export import article as wechat
from portal.wechat.export.copy_page import copy_page
from portal.wechat.export.fonts import Fonts, find_fonts

FOLDER = ".portal/wechat"
_NOTICE = "这是情景案例，为普法编写，人物和情节均为虚构，不对应任何真实的人和事；所引法律条文真实有效。"
_KIND = re.compile(r"chart\s*:\s*[a-z]+\s+")


@dataclass(frozen=True)
class Exporter:
    """Makes exports of the articles of a site.

    Args:
        root: the project's folder.
        site: everything that a preview shows.
        env: templates.
    """

    root: Path
    site: Site
    env: jinja2.Environment

    @classmethod
    def at(cls, root: Path, environ: Mapping[str, str]) -> Exporter:
        """Read a project.

        Raises:
            BlockedError: a data file that everything rests on can't be used.
        """
        from portal.assembly.selfchecking import judged_site  # a preview has a site already, and needn't load this

        return cls(root, preview_view(judged_site(root, environ)), environment([root / "overrides", theme_folder()]))

    @cached_property
    def fonts(self) -> Fonts | None:
        """A Chinese font of this machine."""
        return find_fonts()

    def article_at(self, path: Path) -> Article:
        """The article in a file.

        Raises:
            PortalError: there is none, or it was taken down.
        """
        full = path.resolve()
        name = full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else path.as_posix()
        found = next((one for one in self.site.articles if one.path == name), None)
        if found:
            return found
        verdict = self.site.verdicts.get(name)
        if verdict and verdict.taken_down:
            raise PortalError("这篇文章已经撤下，不能再发", do="需要发的，先重新审签", path=name)
        raise PortalError("这里没有可以导出的文章", do="写content/栏目/年份/里的文件名；文件有问题的，先运行portal check", path=name)

    def export(self, article: Article) -> wechat.Exported:
        """An article as the account takes it.

        Raises:
            PortalError: it, or a picture of it, has changed since it was read.
        """
        fonts, site = self.fonts, self.site
        body = article.body if fonts else _without_charts(site, article.body)
        scenario = is_scenario(article)
        without = ["这台电脑没有中文字体，图都换成了表格"] if body != article.body else []
        given = wechat.Article(
            title=title_of(site, article).removeprefix(UNREVIEWED),
            author=article.meta.author or article.meta.source,
            digest=summary_of(site, article),
            html=ProseRenderer(self.env, site).render(body, article.url).html,
            address=article.url,
            base_url=site.identity.url,
            site_name=site.identity.name,
            label=SCENARIO if scenario else "",
            notice=_NOTICE if scenario else "",
            cover=cover_of(article),
            remarks=(*_remarks(site, article), *without),
        )
        return wechat.export(given, self._picture, fonts)

    def _picture(self, address: str) -> bytes | None:
        picture = self.site.pictures.get(f"content/{address}")
        if picture is None or picture.too_many_pixels:
            return None
        return source_bytes(self.root, picture.path, picture.digest)


def _remarks(site: Site, article: Article) -> Iterator[str]:
    """What stands in the way of sending an article."""
    verdict = site.verdicts.get(article.path)
    if not article.is_live(site.now):
        yield "这一篇还没有到发布的时候（草稿或者定时），先在本站发布再发公众号"
    if verdict and not verdict.publishable:
        yield f"这一篇还没有审完（{verdict.why}），审完再发"
    if article.meta.wechat.url:
        yield f"这一篇已经在公众号发过：{article.meta.wechat.url}"


def _without_charts(site: Site, body: str) -> str:
    """A text with a table wherever it has a chart that can be one."""

    def table(match: re.Match[str]) -> str:
        mark = parse_mark(match[0])
        if not isinstance(mark, BlockMark) or not mark.chart:
            return match[0]
        group = site.statistics.group(mark.names[0])
        metrics = site.statistics.of_group(group.id) if group else mark.names
        return match[0] if table_problem(site.statistics, metrics, mark.years) else _KIND.sub("table: ", match[0], count=1)

    return MARK.sub(table, body)


def files_of(made: wechat.Exported) -> dict[str, bytes]:
    """The files of an export by name."""
    record = json.dumps(made.record(), ensure_ascii=False, indent=2)
    texts = {"article.html": f"{made.html}\n", "copy.html": copy_page(made), "article.json": f"{record}\n"}
    pictures = [*made.pictures, *([made.cover] if made.cover else [])]
    return {**{name: text.encode("utf-8") for name, text in texts.items()}, **{one.name: one.data for one in pictures}}
