"""Who publishes: identity of the site, the bureau, its services, its days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from portal.model.patterns import METRIC, METRIC_SHAPE, SITE_PATH, SITE_PATH_SHAPE, SLUG, SLUG_SHAPE, URL, URL_SHAPE
from portal.model.schema import Spec

_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_DAY_OF_YEAR = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_PHONE = r"(\d{5}|\d{3,4}-\d{7,8}|400-\d{3}-\d{4})"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What ``mkdocs.yml`` says about the site.

    Attributes:
        name: the site's name.
        url: absolute address of the site's root, with a slash at the end.
        description: one sentence.
    """

    name: str
    url: str
    description: str

    @property
    def domain(self) -> str:
        """Host name of the site."""
        return self.url.split("/")[2] if "//" in self.url else ""


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """``data/bureau.yml``; what is unknown stays empty and is not printed."""

    name: Annotated[str, Spec(doc="主办单位")]
    account: Annotated[str, Spec(doc="微信公众号名称")]
    motto: Annotated[str, Spec(doc="首页上的一句话", max_length=40)]
    hotline: Annotated[str, Spec(doc="公共法律服务热线", pattern=r"\d{5}", shape="五位数字，加引号")]
    area: Annotated[str, Spec(doc="服务的地区")]
    headline: Annotated[
        tuple[Annotated[str, Spec(doc="指标编号", pattern=METRIC, shape=METRIC_SHAPE)], ...], Spec(doc="首页上的关键数据", max_length=8, unique=True)
    ] = ()
    operator: Annotated[str, Spec(doc="承办单位")] = ""
    address: Annotated[str, Spec(doc="地址")] = ""
    postcode: Annotated[str, Spec(doc="邮政编码", pattern=r"\d{6}", shape="六位数字，加引号")] = ""
    phone: Annotated[str, Spec(doc="办公电话", pattern=_PHONE, shape="区号-号码")] = ""
    email: Annotated[str, Spec(doc="单位邮箱", pattern=r"[\w.+-]+@[\w-]+(\.[\w-]+)+", shape="邮箱地址")] = ""
    site_code: Annotated[str, Spec(doc="政府网站标识码", pattern=r"\d{10}", shape="十位数字，前六位是行政区划代码，加引号")] = ""
    icp: Annotated[str, Spec(doc="ICP备案号", pattern=_PROVINCE + r"ICP备\d{8}号(-\d+)?", shape="如“湘ICP备12345678号-1”")] = ""
    police: Annotated[str, Spec(doc="公安机关备案号", pattern=_PROVINCE + r"公网安备\s?\d{14}号", shape="如“湘公网安备43068102000000号”")] = ""
    security_contact: Annotated[
        str, Spec(doc="安全问题联系方式，填了才有security.txt", pattern=r"(mailto:|https://|tel:)\S+", shape="以mailto:、tel:或https://开头")
    ] = ""
    security_expires: Annotated[dt.date | None, Spec(doc="安全联系方式有效到哪一天（一年以内）")] = None
    offline_reading: Annotated[bool, Spec(doc="离线阅读；写false就停用，读者手机里已经存的也会清掉")] = True

ICONS = (
    "account-heart-outline",
    "briefcase-account-outline",
    "gavel",
    "handshake-outline",
    "human-male-board",
    "phone-in-talk-outline",
    "scale-balance",
    "stamper",
)


@dataclass(frozen=True, kw_only=True)
class Service:
    """A public legal service."""

    id: Annotated[str, Spec(doc="英文名", pattern=SLUG, shape=SLUG_SHAPE)]
    name: Annotated[str, Spec(doc="服务名称", max_length=24)]
    summary: Annotated[str, Spec(doc="能办什么", max_length=140)]
    audience: Annotated[tuple[str, ...], Spec(doc="主要给谁", unique=True)] = ()
    hours: Annotated[str, Spec(doc="时间")] = ""
    phone: Annotated[str, Spec(doc="电话", pattern=_PHONE, shape="区号-号码或热线号码，加引号")] = ""
    address: Annotated[str, Spec(doc="地址")] = ""
    url: Annotated[str, Spec(doc="网上办理的网址", pattern=URL, shape=URL_SHAPE)] = ""
    icon: Annotated[str, Spec(doc="名称旁边的图标", choices=ICONS)] = "scale-balance"
    guide: Annotated[str, Spec(doc="本站办事指南的地址", pattern=SITE_PATH, shape=SITE_PATH_SHAPE)] = ""


@dataclass(frozen=True, kw_only=True)
class Services:
    """``data/services.yml``."""

    services: Annotated[tuple[Service, ...], Spec(doc="全部服务", min_items=1)]


@dataclass(frozen=True, kw_only=True)
class LegalDay:
    """A day, month or period of legal education that returns every year."""

    id: Annotated[str, Spec(doc="英文名", pattern=SLUG, shape=SLUG_SHAPE)]
    name: Annotated[str, Spec(doc="名称", max_length=30)]
    summary: Annotated[str, Spec(doc="是什么、为什么", max_length=160)]
    date: Annotated[str, Spec(doc='固定的一天，月-日，如"12-04"', pattern=_DAY_OF_YEAR, shape='加引号的“月-日”，如"12-04"')] = ""
    start: Annotated[str, Spec(doc='一段时间的第一天，月-日', pattern=_DAY_OF_YEAR, shape='加引号的“月-日”')] = ""
    end: Annotated[str, Spec(doc='一段时间的最后一天，月-日', pattern=_DAY_OF_YEAR, shape='加引号的“月-日”')] = ""
    rule: Annotated[
        str, Spec(doc='某月第几个星期几，如"05-sun3"是五月第三个星期日', pattern=rf"(0[1-9]|1[0-2])-({'|'.join(WEEKDAYS)})[1-4]", shape='如"05-sun3"')
    ] = ""
    since: Annotated[int | None, Spec(doc="从哪一年起有", minimum=1900, maximum=2100)] = None
    basis: Annotated[str, Spec(doc="依据")] = ""
    audience: Annotated[tuple[str, ...], Spec(doc="主要给谁", unique=True)] = ()
    tags: Annotated[tuple[str, ...], Spec(doc="标签，日历上列出有这些标签的文章", unique=True)] = ()

    def span(self, year: int) -> tuple[dt.date, dt.date]:
        """First and last day in a year."""
        if self.rule:
            month, weekday, number = int(self.rule[:2]), WEEKDAYS.index(self.rule[3:6]), int(self.rule[6])
            first = dt.date(year, month, 1)
            day = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
            return day, day
        start, end = self.date or self.start, self.date or self.end
        return dt.date.fromisoformat(f"{year}-{start}"), dt.date.fromisoformat(f"{year}-{end}")

    def next_span(self, today: dt.date) -> tuple[dt.date, dt.date]:
        """The span that is running on ``today`` or comes next."""
        span = self.span(today.year)
        return span if span[1] >= today else self.span(today.year + 1)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """``data/calendar.yml``."""

    days: Annotated[tuple[LegalDay, ...], Spec(doc="全部普法节点", min_items=1)]
