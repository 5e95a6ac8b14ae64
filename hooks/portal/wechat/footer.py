"""Last lines that name who made a text: they go to the front matter and stay in the text, for a bureau they are content."""

from __future__ import annotations

import re
from collections.abc import Mapping

from portal.wechat.blocks import Block, Paragraph, every

_KEYS = {
    **dict.fromkeys(("供稿", "供稿单位", "作者", "撰稿", "撰文", "文字", "文/图", "图/文", "图文", "通讯员", "来稿"), "author"),
    **dict.fromkeys(("编辑", "责编", "责任编辑", "本期编辑", "执行编辑", "排版"), "editor"),
    **dict.fromkeys(("来源", "文章来源", "转载自", "信息来源", "稿件来源", "稿源"), "source"),
    **dict.fromkeys(("审核", "初审", "复审", "终审", "一审", "二审", "三审", "校对", "校稿", "签发", "监制", "摄影", "图片", "值班编辑"), ""),
}
_NAMES = "|".join(sorted(map(re.escape, _KEYS), key=len, reverse=True))
_CREDIT = re.compile(rf"(?<![\u4e00-\u9fff])({_NAMES})\s*[：:丨|／/]\s*([^：:丨|]*?)(?=[\s（(]*(?:(?<![\u4e00-\u9fff])(?:{_NAMES})\s*[：:丨|／/])|$)")
_AROUND = " \u3000\xa0（）()［］[]【】·，,；;。|丨"
_LAST, _LONGEST_LINE, _LONGEST_NAME = 12, 80, 30


def is_credit(text: str) -> bool:
    """Whether a line names who made the text."""
    return bool(re.match(rf"[（(【\[]?(?:{_NAMES})[：:丨|／/]", text))


def credits_of(blocks: tuple[Block, ...]) -> Mapping[str, str]:
    """``author``, ``editor`` and ``source`` as the last lines name them."""
    found: dict[str, str] = {}
    lines = [line for one in list(every(blocks))[-_LAST:] if isinstance(one, Paragraph) for line in one.text.split("\n")]
    for line in lines:
        line = re.sub(r"[\u3000\xa0\t]+", " ", line).strip(_AROUND)
        if len(line) > _LONGEST_LINE or not _CREDIT.search(line):
            continue
        for match in _CREDIT.finditer(line):
            name, value = _KEYS[match[1]], match[2].strip(_AROUND)
            if name and 0 < len(value) <= _LONGEST_NAME:
                found.setdefault(name, value)
    return found
