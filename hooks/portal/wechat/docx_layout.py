"""What lines of a paper are, told by how editors set them: title, red head, headings, captions, signature, date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.wechat.blocks import Figure
from portal.wechat.docx_body import Grid, Item, Line, is_black
from portal.wechat.docx_tables import cell_runs
from portal.wechat.footer import is_credit

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}(?:（\w{1,6}）)?\s*[〔\[［(（【]\s*(?:19|20)\d{2}\s*[〕\]］)）】]\s*第?\s*\d{1,5}\s*号")
_DATE = re.compile(r"[（(]?\s*((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*[）)]?")
_SPELLED = re.compile(r"[二][〇○零Oo0０][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日")
_FIRST = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,3}[章节编部分])")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_PLAIN = re.compile(r"(?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[）)]|[①-⑳])")
_ASIDE = re.compile(r"[—－-]{1,2}|抄送")
_ORGAN = re.compile(r"[^。；：，:,;、]{3,29}(?:局|所|办|委|院|府|会|处|室|部|中心|组|厅|站|队|社区|村|镇|乡|公司|学校)")
_END = re.compile(r"[。；，,;：:！!？?…]$")
_HEAD = re.compile(r"(?:目录|密级|机密|秘密|绝密|特急|加急|急件|内部|签发人|签发|附件|抄送|印发|编号|第\s*[\d一二三四五六七八九十]+\s*期)|.*号$|^[\d\s]+$")
_CAPTION = re.compile(r"(?:[▲△▼↑↓]|图为|图\s*[\d一二三四五六七八九十]+|[上下左右]图|[（(]图|[（(]?摄影[：:])")
_LONGEST, _LONGEST_CAPTION, _LONGEST_TITLE, _FIRST_LINES, _LAST_LINES = 40, 80, 100, 15, 20


@dataclass(frozen=True, slots=True)
class Base:
    """The letters in which most of a paper is set."""

    font: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Official:
    """What a paper of an authority says of itself: 发文字号, 落款, 成文日期; empty where it says nothing."""

    number: str = ""
    organ: str = ""
    date: str = ""


def base_of(items: Sequence[Item | Figure]) -> Base:
    """The letters of most of a text, those of tables left out."""
    counts: Counter[Base] = Counter()
    for one in items:
        if isinstance(one, Line):
            counts[Base(one.font, one.size, one.bold)] += len(one.text)
    return counts.most_common(1)[0][0] if counts else Base("", 0, False)


def title_of(items: Sequence[Item | Figure], base: Base) -> tuple[int, ...]:
    """Which lines are the title; none when there is no such line.

    In this order: lines with the style of titles; 小标宋 of at least 18 points; the largest of the first centred lines that is larger than the
    text or set in a face of headings; a real first heading at the start; a short first line without a stop. The red head and the number of the
    paper are not its title.
    """
    first = list(_before_text(items))[:_FIRST_LINES]
    able = [at for at in first if _may_be_title(items, at)]
    lines = {at: one for at in able if isinstance(one := items[at], Line)}
    styled = [at for at, one in lines.items() if one.title]
    songs = [at for at, one in lines.items() if "小标宋" in one.font and one.size >= 18]
    large = [at for at, one in lines.items() if _is_large(one, base, first=at == first[0])]
    found = styled or songs
    if not found and large:
        most = max(lines[at].size for at in large)
        found = [at for at in large if lines[at].size == most]
    if not found and able and able[0] == first[0] and (lines[able[0]].heading == 1 or (len(items) > 1 and len(lines[able[0]].text) <= _LONGEST)):
        found = able[:1]
    return _going_on(items, found[0]) if found else ()


def _before_text(items: Sequence[Item | Figure]) -> Iterator[int]:
    """Lines up to the first that is plainly text: a title stands above it."""
    for at, one in enumerate(items):
        if isinstance(one, Line) and one.text and not one.boxed:
            if len(one.text) > _LONGEST_TITLE or (len(one.text) > 25 and one.text.endswith(("。", "；"))):
                return
            yield at


def _may_be_title(items: Sequence[Item | Figure], at: int) -> bool:
    one = items[at]
    if not isinstance(one, Line) or len(one.text) > _LONGEST_TITLE or one.number or one.bullet or one.has_pictures or re.search(r"[。；;：:，,]$", one.text):
        return False
    text = "".join(one.text.split())
    if _NUMBER.search(text) or _HEAD.match(text) or _DATE.fullmatch(text) or is_credit(text) or _FIRST.match(text) or _SECOND.match(text):
        return False
    return not _is_red_head(items, at)


def _is_red_head(items: Sequence[Item | Figure], at: int) -> bool:
    """Whether a line is the printed head of an authority's papers: red, or “……文件” above a number."""
    one = items[at]
    if not isinstance(one, Line):
        return False
    text = "".join(one.text.split())
    after = "".join("".join(line.text.split()) for line in items[at + 1 : at + 5] if isinstance(line, Line))
    has_number = bool(_NUMBER.search(after[:60])) or bool(re.search(r"第[\d一二三四五六七八九十]+期", after[:60]))
    if one.red and (has_number or text.endswith(("文件", "简报", "专报", "动态", "信息"))):
        return True
    return text.endswith(("文件", "简报", "专报")) and has_number


def _is_large(one: Line, base: Base, first: bool) -> bool:
    """Whether a line is set as titles are; the first line may be put in the middle with spaces."""
    faced = (one.bold and not base.bold) or (is_black(one.font) and not is_black(base.font))
    return one.heading <= 1 and ((one.align == "center" and (one.size > base.size or faced)) or (first and one.size > base.size))


def _going_on(items: Sequence[Item | Figure], at: int) -> tuple[int, ...]:
    """A title and the lines below it that look the same: long titles are set in several."""
    found = [at]
    head = items[at]
    assert isinstance(head, Line)
    total = len(head.text)
    for number in range(at + 1, min(at + 6, len(items))):
        one = items[number]
        if not isinstance(one, Line) or one.boxed or one.has_pictures:
            break
        if not one.text:
            continue
        same = (one.font, one.size, one.align, one.bold, one.title, one.heading) == (head.font, head.size, head.align, head.bold, head.title, head.heading)
        total += len(one.text)
        if not same or total > _LONGEST_TITLE or len(found) > 2 or not (one.title or one.align == "center") or not _may_be_title(items, number):
            break
        found.append(number)
    return tuple(found)


def level_of(one: Line, base: Base, after_picture: bool) -> int:
    """The level of a heading, 0 for none: 2 for 黑体 and “一、”, 3 for 楷体 and “（一）”; real headings as they are.

    Args:
        one: the line.
        base: the letters of most of the text.
        after_picture: whether a picture stands before it.
    """
    text = "".join(one.text.split())
    if not text or one.has_pictures or one.bullet or one.caption or (after_picture and _CAPTION.match(text)):
        return 0
    if one.heading:
        return min(one.heading + 1, 6)
    distinct = one.even and one.font != base.font and (is_black(one.font) or _is_script(one.font)) and (_FIRST.match(text) or _SECOND.match(text))
    stopped = _END.search(text.removesuffix("。") if distinct else text)  # in a face of headings a stop at the end is only a habit
    if one.boxed or one.align == "right" or len(text) > _LONGEST or stopped or any(run.mark or run.text == "\n" for run in one.runs):
        return 0
    if is_credit(text) or _DATE.fullmatch(text) or _SPELLED.fullmatch(text) or _NUMBER.search(text) or _PLAIN.match(text) or _ASIDE.match(text):
        return 0
    if _SECOND.match(text):
        return 3
    of_annex = one.align == "center" and "小标宋" in one.font and one.size > base.size
    if _FIRST.match(text) or of_annex or (is_black(one.font) and not is_black(base.font)):
        return 2
    return 3 if _is_script(one.font) and not _is_script(base.font) and one.align != "center" and not re.match(r"[（(].*[）)]$", text) else 0


def _is_script(font: str) -> bool:
    return "楷" in font or "kai" in font


def is_bold_heading(one: Line, base: Base) -> bool:
    """Whether a line may be a heading only because it is bold or larger: short, alone, without a stop."""
    text = "".join(one.text.split())
    larger = bool(base.size) and one.size >= base.size * 1.15
    if not ((one.bold and not base.bold) or larger) or one.boxed or one.bullet or one.has_pictures or one.align == "right":
        return False
    if any(run.mark or run.href or run.text == "\n" for run in one.runs) or not 1 < len(text) <= 30 or _END.search(text) or _PLAIN.match(text):
        return False
    return not (is_credit(text) or _DATE.fullmatch(text) or _NUMBER.search(text) or _HEAD.match(text) or re.match(r"[（(].*[）)]$", text))


def is_caption(one: Line) -> bool:
    """Whether a line below a picture describes it: it says so, or it is short and centred."""
    text = "".join(one.text.split())
    if not text or len(text) > _LONGEST_CAPTION or one.has_pictures or one.bullet or any(run.mark or run.href or run.text == "\n" for run in one.runs):
        return False
    if is_credit(text) or _DATE.fullmatch(text) or (one.heading and not one.caption):
        return False
    return one.caption or bool(_CAPTION.match(text)) or (one.align == "center" and len(text) <= _LONGEST and not _FIRST.match(text) and not _SECOND.match(text))


def official_of(items: Sequence[Item | Figure]) -> Official:
    """发文字号 from the first lines, 落款 and 成文日期 from the last ones."""
    texts = [("".join(one.text.split()), one) for one in items if isinstance(one, Line) and one.text]
    head = " ".join([*(text for text, _ in texts[:_FIRST_LINES]), *(_of_grid(one) for one in items[:4] if isinstance(one, Grid))])
    number = _NUMBER.search(head)
    last = texts[-_LAST_LINES:]
    for at in range(len(last) - 1, -1, -1):
        match = _DATE.fullmatch(last[at][0])
        if match or _SPELLED.fullmatch(last[at][0]):
            date = f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else last[at][0]
            organ = last[at - 1][0] if at and _ORGAN.fullmatch(last[at - 1][0]) else ""
            return Official(number[0] if number else "", organ, date)
    return Official(number[0] if number else "")


def _of_grid(grid: Grid) -> str:
    return " ".join("".join(run.text for run in cell_runs(cell.items)) for row in grid.rows[:3] for cell in row)[:400]
