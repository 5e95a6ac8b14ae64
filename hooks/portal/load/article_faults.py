"""What is wrong with an article's file name or with the fence of its front matter, told so that it can be mended at once."""

from __future__ import annotations

import re

from portal.pinyin import slugify

Told = tuple[str, str]

DASHES = re.compile(r"^[ \t]*(?!---[ \t]*$)[-—–－―─]{2,}[ \t]*$", re.MULTILINE)
_KEY_LINE = re.compile(r"[A-Za-z_]\w*[ \t]*[:：]|[ \t]+\S|#")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)
_LOOSE_DATE = re.compile(r"(\d{4})[-._年/]?(\d{1,2})[-._月/]?(\d{1,2})日?(?!\d)", re.ASCII)
_EXAMPLE = "ying-wen-ming"
_SORTS = (("大写字母", re.compile(r"[A-Z]")), ("空格", re.compile(r"\s")), ("中文", re.compile(r"[\u4e00-\u9fff]")))
_OTHER = re.compile(r"[^\w\s-]|_")


def name_fault(name: str) -> Told:
    """What is wrong with a file name that isn't ``<date>-<slug>.md``, and a name that would do."""
    stem = name.removesuffix(".md")
    sorts = [sort for sort, pattern in _SORTS if pattern.search(stem)]
    sorts += [f"“{sign}”" for sign in dict.fromkeys(_OTHER.findall(stem))]
    strict, loose = _DATE.match(stem), _LOOSE_DATE.match(stem)
    date = strict or loose
    rest = stem[date.end() :] if date else stem
    parts = [f"有{'、'.join(sorts)}"] if sorts else []
    if not date:
        parts.append("开头没有日期")
    elif not strict:
        parts.append("日期要写成四位年、两位月、两位日，中间用连字符")
    elif not rest:
        parts.append("日期后面没有英文名")
    elif "--" in stem or rest.endswith("-"):
        parts.append("连字符多了")
    elif not rest.startswith("-") and not sorts:
        parts.append("日期后面少了连字符")
    slug = slugify(rest) if re.search(r"[^\W_]", rest) else _EXAMPLE
    shown = f"{loose[1]}-{int(loose[2]):02}-{int(loose[3]):02}-{slug}.md" if loose else f"2026-01-05-{_EXAMPLE}.md"
    return f"文件名{'，'.join(parts)}", f"改成{shown}这样：日期、连字符、小写英文或拼音；也可以用portal new生成"


def fence_fault(text: str) -> tuple[int, str, str]:
    """Which line keeps the front matter from being found, what is wrong with it and what to do."""
    first, _, rest = text.partition("\n")
    if DASHES.fullmatch(first):
        return 1, f"第一行写成了“{first.strip()}”，不是文头的开头", "改成三个半角减号：---"
    if first.rstrip() != "---":
        return 1, *_no_opening(text)
    wrong = DASHES.search(rest)
    if wrong:
        number = text.count("\n", 0, len(first) + 1 + wrong.start()) + 1
        return number, f"“{wrong[0].strip()}”不是文头的结束", "改成三个半角减号：---"
    last = 1
    for line in rest.split("\n"):
        if not _KEY_LINE.match(line):
            break
        last += 1
    return 1, "文头没有结束，缺少第二行---", f"在第{last}行下面加一行---，正文写在它下面"


def _no_opening(text: str) -> Told:
    start = text.lstrip()
    if start.startswith("---"):
        if text.startswith("\n") or "\n" in text[: len(text) - len(start)]:
            return "文头前面有空行，系统认不出文头", "删去第一行---前面的空行"
        if len(start) < len(text):
            return "第一行的---前面有空格", "删去---前面的空格"
        return "第一行的---后面有别的字", "第一行只写---，其余的另起一行"
    if re.match(r"(title|date|标题|日期)[ \t]*[:：]", start):
        return "文头少了开头的一行---", "在最前面加一行---"
    return "文件开头没有文头", "第一行写---，接着写title、date等，再写一行---；可以用portal new生成"
