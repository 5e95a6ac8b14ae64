"""Is the site kept up: home, columns, account, ways to ask, guides."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.column import Column
from portal.selfcheck.dead import target_of
from portal.selfcheck.given import HOME, Given
from portal.selfcheck.item import HINT, OFFICIAL, OWN, UNVERIFIED, VETO, Evidence, Item, Outcome

_INDICATORS = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）"
_NEWS, _POLICY = ("工作动态",), ("通知公告", "政策文件")
_TWO_WEEKS, _HALF_A_YEAR, _WARN = 14, 183, 4
_ELEMENTS = {
    "事项名称": ("",),
    "设定依据": ("依据", "法律"),
    "申请条件": ("条件", "谁可以", "谁能", "哪些人", "什么人", "对象", "范围", "哪些事", "什么情况", "管什么"),
    "办理材料": ("材料", "带什么", "准备什么", "要带", "证明", "手续"),
    "地点、时间、电话": ("地点", "地址", "在哪", "去哪", "找谁", "时间", "电话", "热线", "哪里", "怎么找", "联系"),
    "办理流程": ("流程", "步骤", "怎么办", "怎样办", "怎么申请", "程序", "怎么", "如何"),
}


def _home(given: Given) -> Outcome:
    page = given.pages.get(HOME)
    if page is None:
        return Outcome(faults=(Evidence(HOME, "没有首页"),))
    targets = [target for ref in page.refs if (target := target_of(given.site.identity, page, ref))]
    newest = max((given.dates[file] for file, _ in targets if file in given.dates), default=None)
    if newest is None:
        return Outcome(faults=(Evidence(HOME, "首页上没有一篇带日期的文章"),))
    age = given.age(newest)
    what = f"首页上最新的一篇是{newest.day}的，已经{age}天"
    if age > _TWO_WEEKS:
        return Outcome(faults=(Evidence(HOME, what),), note=f"过期{age - _TWO_WEEKS}天")
    note = f"最新的一篇是{newest.day}的，还有{_TWO_WEEKS - age}天到期"
    return Outcome(hints=(Evidence(HOME, f"{what}，还有{_TWO_WEEKS - age}天到期"),) if age > _TWO_WEEKS - _WARN else (), note=note)


def _rhythm(given: Given) -> Outcome:
    faults, hints, notes = [], [], []
    for column in given.site.columns:
        newest = given.newest(column.id)
        if not (column.update_days and newest):
            continue
        left = column.update_days - given.age(newest)
        notes.append(f"{column.label}{f'还有{left}天' if left >= 0 else f'过期{-left}天'}")
        what = f"“{column.label}”最新的一篇是{newest.day}的，要求{column.update_days}天内有更新"
        if left < 0:
            faults.append(Evidence(f"{column.id}/{HOME}", f"{what}，已经超过{-left}天"))
        elif left <= _WARN:
            hints.append(Evidence(f"{column.id}/{HOME}", f"{what}，还有{left}天"))
    return Outcome(faults=tuple(faults), hints=tuple(hints), note="，".join(notes))


def _stale(given: Given) -> Outcome:
    limits = {**dict.fromkeys(_NEWS, _TWO_WEEKS), **dict.fromkeys(_POLICY, _HALF_A_YEAR)}
    found = [one for column in given.site.columns if (one := _late(given, column, limits.get(column.type, 0)))]
    if len(found) >= 5:
        return Outcome(faults=tuple(found), note=f"{len(found)}个栏目长期不更新，达到5个")
    return Outcome(hints=tuple(found), note=f"动态、通知类栏目有{len(found)}个过期，5个起否决")


def _late(given: Given, column: Column, limit: int) -> Evidence | None:
    newest = given.newest(column.id)
    if not (limit and newest and given.age(newest) > limit):
        return None
    return Evidence(f"{column.id}/{HOME}", f"“{column.label}”{given.age(newest)}天没有更新，期限{limit}天")


def _empty(given: Given) -> Outcome:
    found = [one for one in given.site.columns if not any(url.startswith(f"{one.id}/") for url in given.articles)]
    faults = tuple(Evidence(f"{one.id}/{HOME}", f"栏目“{one.label}”一篇文章也没有") for one in found)
    return Outcome(faults=faults, note="达到5个，单项否决" if len(found) >= 5 else "")


def _undated(given: Given) -> Outcome:
    return Outcome.of(Evidence(page.name, "文章页上看不到发布时间") for page in given.articles.values() if not page.time[0])


def _account(given: Given) -> Outcome:
    posts = [(one.meta.wechat.published, one.path) for one in given.site.articles if one.meta.wechat.published]
    if not posts:
        what = f"没有一篇文章写了公众号发布时间（wechat.published），查不出公众号“{given.site.bureau.account}”多久没有更新"
        return Outcome(hints=(Evidence("content/", what),))
    newest, path = max(posts, key=lambda one: one[0].at)
    age = given.age(newest)
    what = f"公众号最近一次发布是{newest.day}，已经{age}天"
    if age > _TWO_WEEKS:
        return Outcome(faults=(Evidence(path, what),), note=f"过期{age - _TWO_WEEKS}天")
    note = f"最近一次发布是{newest.day}，还有{_TWO_WEEKS - age}天到期"
    return Outcome(hints=(Evidence(path, f"{what}，还有{_TWO_WEEKS - age}天到期"),) if age > _TWO_WEEKS - _WARN else (), note=note)


def _contact(given: Given) -> Outcome:
    page = given.pages.get(HOME)
    ways = sorted({ref.target for ref in page.refs if ref.target.startswith(("tel:", "mailto:"))}) if page else []
    return Outcome(note=f"首页上有{'、'.join(ways)}") if ways else Outcome(faults=(Evidence(HOME, "首页上没有电话、邮箱等咨询渠道"),))


def _guides(given: Given) -> Outcome:
    return Outcome(hints=tuple(_lacking(given)))


def _lacking(given: Given) -> Iterator[Evidence]:
    offices = {one.id for one in given.site.columns if one.type == "办事服务"}
    for url, page in given.articles.items():
        if url.split("/")[0] in offices:
            words = "\n".join(page.headings)
            missing = [name for name, signs in _ELEMENTS.items() if not any(sign in words for sign in signs)]
            if missing:
                yield Evidence(page.name, f"小标题里看不出：{'、'.join(missing)}")


ITEMS = (
    Item(
        id="home-update", group="更新", title="首页两周内有更新", level=VETO, basis=OFFICIAL, source=f"{_INDICATORS}单项否决“首页不更新”",
        do="两周内至少发布一篇，并让它出现在首页", check=_home,
    ),
    Item(
        id="column-update", group="更新", title="各栏目按规定的间隔更新", basis=OWN, source="data/columns.yml的update_days",
        do="更新这个栏目；办不到的，按实际改update_days，或者并入别的栏目", check=_rhythm,
    ),
    Item(
        id="columns-stale", group="更新", title="动态类栏目两周内、通知和政策类栏目半年内有更新", level=VETO, source=f"{_INDICATORS}单项否决“栏目不更新”",
        do="先更新动态类和通知类栏目；过期的栏目达到5个，整个网站就不合格", check=_stale,
    ),
    Item(
        id="empty-column", group="更新", title="没有空白栏目", source=f"{_INDICATORS}单项否决“栏目不更新”（空白栏目5个起否决）",
        do="先发布一篇，或者从data/columns.yml里删去这个栏目", check=_empty,
    ),
    Item(
        id="undated", group="更新", title="每条信息都有发布时间", source="《全国政府网站普查评分表》（没有发布时间的信息，算作没有更新）",
        do="检查文章页的模板，印出发布时间", check=_undated,
    ),
    Item(
        id="account-update", group="更新", title="公众号两周内有更新", level=VETO, source=f"{_INDICATORS}政务新媒体单项否决“不更新”",
        do="两周内至少推送一次；推送以后在文章文头写上wechat的published", check=_account,
    ),
    Item(
        id="contact-channel", group="服务", title="有咨询渠道", level=VETO, source=f"{_INDICATORS}单项否决“互动回应差”",
        do="在data/bureau.yml写上hotline或者phone，页脚和首页会印出来", check=_contact,
    ),
    Item(
        id="service-guides", group="服务", title="办事指南要素齐全", level=HINT, basis=UNVERIFIED,
        source=f"{_INDICATORS}单项否决“服务不实用”（要素清单以原文为准）",
        do="给指南补上依据、条件、材料、流程、地点、时间和电话，各用一个小标题", check=_guides,
    ),
)
