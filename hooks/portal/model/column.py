"""Columns of the site and the closed lists that front matter chooses from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from portal.model.patterns import SLUG, SLUG_SHAPE
from portal.model.schema import Spec

COLUMN_TYPES = ("概况信息", "工作动态", "政策文件", "政策解读", "通知公告", "办事服务", "互动交流", "专题专栏", "统计数据", "典型案例")
FORMS = ("article", "case", "summary")


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: one folder of articles, one list page, one feed."""

    id: Annotated[str, Spec(doc="栏目的英文名，也是content下的文件夹名和网址的一部分；定了不改", pattern=SLUG, shape=SLUG_SHAPE)]
    label: Annotated[str, Spec(doc="栏目名", max_length=12)]
    description: Annotated[str, Spec(doc="栏目说明，印在栏目页和页面标签里", max_length=120)]
    keywords: Annotated[tuple[str, ...], Spec(doc="栏目关键词，印在页面标签里", min_items=1)]
    type: Annotated[str, Spec(doc="栏目类别（政府网站页面标签ColumnType）", choices=COLUMN_TYPES)]
    form: Annotated[str, Spec(doc="文章用哪一种文头：article普通文章，case案例，summary年度总结", choices=FORMS)] = "article"
    required: Annotated[tuple[str, ...], Spec(doc="除标题、日期外必须填写的文头项")] = ()
    order: Annotated[int, Spec(doc="导航里的次序，小的在前")] = 0
    update_days: Annotated[int, Spec(doc="几天内应有更新；0表示不要求", minimum=0)] = 0
    feed: Annotated[bool, Spec(doc="是否有自己的订阅源")] = True


@dataclass(frozen=True, kw_only=True)
class Columns:
    """``data/columns.yml``."""

    columns: Annotated[tuple[Column, ...], Spec(doc="全部栏目", min_items=1)]


@dataclass(frozen=True, kw_only=True)
class CaseKind:
    """A kind of case and the sections that its articles must have."""

    id: Annotated[str, Spec(doc="英文名，网址的一部分", pattern=SLUG, shape=SLUG_SHAPE)]
    label: Annotated[str, Spec(doc="案例类别名", max_length=12)]
    sections: Annotated[tuple[str, ...], Spec(doc="正文必须有的二级标题", min_items=1)]


@dataclass(frozen=True, kw_only=True)
class CaseKinds:
    """``data/case_kinds.yml``."""

    kinds: Annotated[tuple[CaseKind, ...], Spec(doc="全部案例类别", min_items=1)]


@dataclass(frozen=True, kw_only=True)
class Topics:
    """``data/topics.yml``: tags and audiences, each with the ASCII name that its page address uses."""

    tags: Annotated[Mapping[str, Annotated[str, Spec(doc="网址用的英文名", pattern=SLUG, shape=SLUG_SHAPE)]], Spec(doc="标签: 网址用的英文名")]
    audiences: Annotated[Mapping[str, Annotated[str, Spec(doc="网址用的英文名", pattern=SLUG, shape=SLUG_SHAPE)]], Spec(doc="读者: 网址用的英文名")]
