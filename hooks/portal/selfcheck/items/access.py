"""Access for all: what can be told from the pages' source."""

from __future__ import annotations

import re

from portal.selfcheck.given import HOME, Given
from portal.selfcheck.item import HINT, OWN, UNVERIFIED, Evidence, Item, Outcome

_LAW = "《中华人民共和国无障碍环境建设法》第三十二条"
_STANDARD = "GB/T 37668—2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》"
_WEIGHT = 1_000_000
_ENTRY = re.compile(r"<(a|button|summary|label)\b[^>]*>.*?</\1>", re.DOTALL)
_ELDER = re.compile(r"长辈|适老|无障碍|老年人模式|大字版")


def _of_pages(item: str, title: str, criterion: str, do: str) -> Item:
    return Item(id=item, group="无障碍", title=title, source=f"{_LAW}；{_STANDARD}；WCAG {criterion}", do=do, check=lambda given: given.page_faults(item))


def _weight(given: Given) -> Outcome:
    names = [name for name in given.files if re.search(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", name, re.IGNORECASE)]
    sizes = {name: len(given.files[name]) for name in names}
    faults = [Evidence(name, f"图片有{size / _WEIGHT:.1f}MB，手机上打开慢") for name, size in sizes.items() if size > _WEIGHT]
    return Outcome.of(faults, f"{len(names)}个图片文件")


def _elder(given: Given) -> Outcome:
    home = given.files.get(HOME, b"").decode("utf-8", errors="replace")
    entries = [match[0] for match in _ENTRY.finditer(home)]
    return Outcome() if any(_ELDER.search(one) for one in entries) else Outcome(hints=(Evidence(HOME, "首页上看不到长辈版或者无障碍的入口"),))


ITEMS = (
    Item(
        id="picture-alt", group="图片", title="图片有文字说明", source=f"{_LAW}；{_STANDARD}；WCAG 1.1.1", do="给图片写上文字说明：![图里是什么](文件名)",
        check=lambda given: given.page_faults("picture-alt"),
    ),
    Item(
        id="picture-size", group="图片", title="图片写明宽和高", level=HINT, basis=OWN, source="本站设计：打开时版面不跳动", do="检查印图片的模板",
        check=lambda given: given.page_faults("picture-size"),
    ),
    Item(id="picture-weight", group="图片", title="图片不超过1MB", basis=OWN, source="本站设计：手机上打得开", do="缩小到宽1600像素以内再放", check=_weight),
    _of_pages("page-language", "页面写明语言", "3.1.1", "检查overrides/main.html的<html lang=\"zh-CN\">"),
    _of_pages("page-title", "页面有窗口标题", "2.4.2", "检查overrides/parts/head.html"),
    _of_pages("headings", "标题一级一级，一级标题正好一个", "1.3.1、2.4.6", "文章正文从二级标题（##）写起，不跳级"),
    _of_pages("skip-link", "有“跳到正文”", "2.4.1", "检查overrides/main.html"),
    _of_pages("form-labels", "输入框有标签", "1.3.1、4.1.2", "给输入框加<label>"),
    _of_pages("control-names", "链接和按钮有文字", "2.4.4、4.1.2", "给链接写上文字；图标链接写aria-label"),
    _of_pages("duplicate-ids", "页内名字（id）不重复", "1.3.1", "改一个名字；正文里两个相同的小标题，改一个"),
    _of_pages("zoom", "允许放大", "1.4.4", "去掉viewport里的user-scalable和maximum-scale"),
    _of_pages("table-heads", "表格有表头", "1.3.1", "表格第一行写成表头"),
    Item(
        id="elder-entry", group="无障碍", title="首页有长辈版或者无障碍入口", level=HINT, basis=UNVERIFIED,
        source="《互联网网站适老化通用设计规范》（以原文为准）", do="在页首放上入口", check=_elder,
    ),
)
