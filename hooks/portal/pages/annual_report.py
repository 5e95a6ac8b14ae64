"""The yearly report table of a government site, filled with what the repository knows; the rest is left empty and named.

Source: 《政府网站发展指引》（国办发〔2017〕47号）, annual report table. The form of a year is what the superior office sends round; this one
follows the usual fields.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.model.article import Article
from portal.model.column import Column
from portal.model.site import Site
from portal.pages.workbook import Sheet, workbook_bytes

TODO = "待填"
_NEWS, _ABOUT, _SPECIAL, _EXPLAINED = "工作动态", "概况信息", "专题专栏", "政策解读"
_DISCLOSED = ("通知公告", "政策文件", "政策解读", "统计数据", "办事服务")
_HEADER = ("类别", "项目", "内容", "单位", "说明")
_LOG = "看服务器日志；本站页面不装统计程序"


@dataclass(frozen=True, kw_only=True)
class Field:
    """A line of the table: topic, what, the value (None when the repository doesn't know), its unit, where it comes from."""

    group: str
    label: str
    value: str | int | None = None
    unit: str = ""
    note: str = ""

    @property
    def shown(self) -> str | int:
        """The value, or that somebody has to fill it in."""
        return TODO if self.value is None else self.value


@dataclass(frozen=True, kw_only=True)
class Annual:
    """The report of a year.

    Attributes:
        fields: the table.
        months: label of a column, posts in each month, in all.
        made: the day on which it was filled in.
    """

    name: str
    office: str
    year: int
    made: dt.date
    fields: tuple[Field, ...]
    months: tuple[tuple[str, tuple[int, ...], int], ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Field, ...]], ...]:
        """Lines by topic."""
        names = dict.fromkeys(one.group for one in self.fields)
        return tuple((name, tuple(one for one in self.fields if one.group == name)) for name in names)

    @property
    def missing(self) -> tuple[str, ...]:
        """What somebody has to fill in."""
        return tuple(f"{one.group}：{one.label}" for one in self.fields if one.value is None)


def annual(site: Site, year: int) -> Annual:
    """The report of a year.

    Args:
        site: what is published.
        year: the year reported on.
    """
    posts = [one for one in site.articles if one.meta.date.day.year == year]
    fields = (*_identity(site), *_visits(), *_posts(site, year, posts), *_services(site), *_exchange(), *_safety(), *_media(site, posts), *_more())
    return Annual(
        name=site.identity.name, office=site.bureau.name, year=year, made=site.today, fields=fields, months=tuple(_months(site.columns, posts))
    )


def annual_workbook(report: Annual) -> bytes:
    """The report as .xlsx: the table, and posts by column and month."""
    table = Sheet(
        name="年度报表",
        title=f"政府网站工作年度报表（{report.year}年度）",
        header=_HEADER,
        rows=[(one.group, one.label, one.shown, one.unit, one.note) for one in report.fields],
    )
    months = Sheet(
        name="各栏目发布量",
        title=f"各栏目{report.year}年发布量（篇）",
        header=("栏目", *(f"{month}月" for month in range(1, 13)), "合计"),
        rows=[(label, *counts, total) for label, counts, total in report.months],
    )
    return workbook_bytes([table, months], creator=report.office, day=report.made)


def _identity(site: Site) -> Iterator[Field]:
    bureau = site.bureau
    later = "写进data/bureau.yml，以后自动填；没有的写“无”"
    known = (
        ("网站名称", site.identity.name, ""),
        ("首页网址", site.identity.url, ""),
        ("主办单位", bureau.name, ""),
        ("承办单位", bureau.operator, later),
        ("网站类型", "", "政府门户网站、部门网站、专项网站，或者不是政府网站"),
        ("政府网站标识码", bureau.site_code, later),
        ("ICP备案号", bureau.icp, later),
        ("公安机关备案号", bureau.police, later),
        ("地址", bureau.address, later),
        ("邮政编码", bureau.postcode, later),
        ("办公电话", bureau.phone, later),
    )
    yield from (Field(group="基本情况", label=label, value=value or None, note="" if value else note) for label, value, note in known)


def _visits() -> Iterator[Field]:
    yield Field(group="访问", label="独立用户访问总量", unit="个", note=_LOG)
    yield Field(group="访问", label="网站总访问量", unit="次", note=_LOG)


def _posts(site: Site, year: int, posts: Sequence[Article]) -> Iterator[Field]:
    types = {one.id: one.type for one in site.columns}

    def count(*names: str) -> int:
        return sum(types.get(one.column) in names for one in posts)

    def field(label: str, value: int, note: str = "") -> Field:
        return Field(group="信息发布", label=label, value=value, unit="条", note=note)

    yield field("总数", len(posts), "当年发布、现在网站上还有的文章")
    yield field("概况类信息更新量", count(_ABOUT))
    yield field("政务动态信息更新量", count(_NEWS))
    yield field("信息公开目录信息更新量", count(*_DISCLOSED), "、".join(_DISCLOSED))
    yield from (field(f"栏目“{one.label}”", sum(post.column == one.id for post in posts), one.type) for one in site.columns)
    specials = [one for one in site.columns if one.type == _SPECIAL and any(post.meta.date.day.year <= year for post in site.by_column[one.id])]
    new = [one for one in specials if min(post.meta.date.day.year for post in site.by_column[one.id]) == year]
    yield Field(group="专栏专题", label="维护数量", value=len(specials), unit="个", note="、".join(one.label for one in specials))
    yield Field(group="专栏专题", label="新开设数量", value=len(new), unit="个", note="第一篇文章是当年发布的")
    yield Field(group="解读回应", label="解读信息发布总数", value=count(_EXPLAINED), unit="条", note="“政策解读”类栏目")
    yield Field(group="解读回应", label="回应公众关注热点或重大舆情数量", unit="次")


def _services(site: Site) -> Iterator[Field]:
    group, online = "办事服务", [one for one in site.services if one.url]
    guided = sum(bool(one.guide) for one in site.services)
    yield Field(group=group, label="是否发布服务事项目录", value="是" if site.services else "否")
    yield Field(group=group, label="服务事项数量", value=len(site.services), unit="项", note=f"其中有办事指南的{guided}项")
    yield Field(group=group, label="可以网上办理的服务事项数量", value=len(online), unit="项", note="登记了网上办理网址的")
    yield Field(group=group, label="注册用户数", value=0, unit="个", note="本站不设注册")
    yield Field(group=group, label="办件量", unit="件", note="看业务系统")


def _exchange() -> Iterator[Field]:
    group = "互动交流"
    yield Field(group=group, label="是否使用统一平台")
    yield Field(group=group, label="收到留言数量", unit="条", note="没有留言功能的写0")
    yield Field(group=group, label="办结留言数量", unit="条")
    yield Field(group=group, label="平均办理时间", unit="天")
    yield Field(group=group, label="公开答复数量", unit="条")
    yield Field(group=group, label="征集调查期数", unit="期")
    yield Field(group=group, label="在线访谈期数", unit="期")
    yield Field(group=group, label="是否提供智能问答", value="否")


def _safety() -> Iterator[Field]:
    group = "安全防护"
    yield Field(group=group, label="安全检测评估次数", unit="次")
    yield Field(group=group, label="发现问题数量", unit="个")
    yield Field(group=group, label="问题整改数量", unit="个")
    yield Field(group=group, label="是否建立安全监测预警机制")
    yield Field(group=group, label="是否开展应急演练")
    yield Field(group=group, label="是否明确网站安全责任人")


def _media(site: Site, posts: Sequence[Article]) -> Iterator[Field]:
    group, sent = "移动新媒体", sum(bool(one.meta.wechat.published or one.meta.wechat.url) for one in posts)
    yield Field(group=group, label="是否有移动新媒体", value="是")
    yield Field(group=group, label="微信公众号名称", value=site.bureau.account)
    yield Field(group=group, label="微信信息发布量", value=sent or None, unit="条", note="文头写了wechat的文章；还有别的，以公众号后台为准")
    yield Field(group=group, label="微信订阅数", unit="个", note="看公众号后台")
    yield Field(group=group, label="其他新媒体", note="没有的写“无”")


def _more() -> Iterator[Field]:
    yield Field(group="创新发展", label="站内搜索", value="有")
    yield Field(group="创新发展", label="多语言版本", value="无")
    yield Field(group="创新发展", label="无障碍浏览", value="有")
    yield from (Field(group="填报", label=label) for label in ("单位负责人", "审核人", "填报人", "联系电话", "填报日期"))


def _months(columns: Sequence[Column], posts: Sequence[Article]) -> Iterator[tuple[str, tuple[int, ...], int]]:
    for label, found in [(one.label, [post for post in posts if post.column == one.id]) for one in columns] + [("合计", list(posts))]:
        counts = tuple(sum(post.meta.date.day.month == month for post in found) for month in range(1, 13))
        yield label, counts, len(found)
