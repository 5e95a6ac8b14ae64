"""Headings that are only styled as such, and captions under pictures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby

from portal.wechat.blocks import Block, Figure, Heading, Paragraph, Run
from portal.wechat.dom import plain
from portal.wechat.footer import is_credit

_FIRST = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部]|PART|Part\b|0\d(?!\d)|[IVX]{1,4}\.)")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_THIRD = re.compile(r"\d{1,2}[.．、](?!\d)")
_END, _STOP = re.compile(r"[。；，,;：:！!？?…]$"), re.compile(r"[。；，,;：:…]$")  # a numbered question is a heading
_CAPTION = re.compile(r"^(?:[▲△▼↑↓]|图为|图[：:\d一二三]|[上下左右]图|[（(]图|摄影[：:])")
_CALL = re.compile(r"关注我们|蓝字|长按|扫码|扫一扫|识别.{0,6}二维码|阅读原文|点个?赞\W*(?:$|在看|分享|转发)|点\W*在看|^\W*(?:END|完)\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:PART|STEP|NO|第)?[\W_]*(?:\d{1,2}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}|[①-⑳])[\W_]*(?:部分|篇|章)?", re.IGNORECASE)
_LONGEST, _LONGEST_NUMBERED, _LONGEST_CAPTION, _LARGER, _NAMES = 30, 40, 80, 1.15, 3


def base_size(blocks: tuple[Block, ...]) -> float:
    """The size in which most of a text is set, 0 when it isn't said."""
    sizes: Counter[float] = Counter()
    for one in blocks:
        if isinstance(one, Paragraph):
            for run in one.runs:
                sizes[run.size] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def with_headings(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], int]:
    """Blocks in which styled headings are headings, and how many were found so.

    A heading is short, alone in its paragraph, without a stop at its end, and stressed, larger or set in a face of headings; “一、” makes
    the first level, “（一）” the second. Levels begin with 2 and never jump.
    """
    levels = _levels(blocks)
    found: list[Block] = []
    guessed = 0
    number: Paragraph | None = None  # of a designer, set above the heading that it belongs to
    for one, before, level in zip(blocks, (None, *blocks), levels, strict=False):
        if not level or not isinstance(one, Paragraph) or (isinstance(before, Figure) and _CAPTION.match(one.text)):
            found += [*_alone(number), one]
            number = None
        elif _NUMBER.fullmatch(plain(one.text)):
            found += _alone(number)
            number = one
        else:
            guessed += 1
            found.append(Heading(level, (*number.runs, Run(" "), *one.runs) if number else one.runs))
            number = None
    found += _alone(number)
    return _levelled(found), guessed


def _alone(number: Paragraph | None) -> list[Block]:
    """A number that no heading follows: “01” and “PART 2” are headings, “1” is none."""
    if not number:
        return []
    return [Heading(2, number.runs) if _FIRST.match(plain(number.text)) else number]


def _levels(blocks: tuple[Block, ...]) -> list[int]:
    """The level of each block as a heading, 0 for none: lines of names that stand below one another, stressed and without a number, are none."""
    base, stress = base_size(blocks), _is_mark(blocks)
    levels = [_level(one, base, stress) if isinstance(one, Paragraph) else 0 for one in blocks]
    bare = [level == 2 and isinstance(one, Paragraph) and not _numbered(plain(one.text)) for one, level in zip(blocks, levels, strict=True)]
    found: list[int] = []
    for is_bare, group in groupby(zip(levels, bare, strict=True), key=lambda pair: pair[1]):
        own = [level for level, _ in group]
        found += [0] * len(own) if is_bare and len(own) >= _NAMES else own
    return found


def _numbered(text: str) -> bool:
    return any(shape.match(text) for shape in (_FIRST, _SECOND, _THIRD)) or bool(_NUMBER.fullmatch(text))


def _is_mark(blocks: tuple[Block, ...]) -> bool:
    """Whether stress marks anything: where most of a text is bold it doesn't."""
    runs = [run for one in blocks if isinstance(one, Paragraph) for run in one.runs]
    return 2 * sum(len(run.text) for run in runs if run.bold) <= sum(len(run.text) for run in runs)


def _level(one: Paragraph, base: float, stress: bool) -> int:
    runs = [run for run in one.runs if run.text.strip()]
    text = plain("".join(run.text for run in runs))
    if not runs or any(run.mark or run.code or run.href or run.text == "\n" for run in one.runs):
        return 0
    if not re.search(r"[\w①-⑳]", text) or is_credit(text):
        return 0
    numbered = _FIRST.match(text) or _SECOND.match(text) or _THIRD.match(text)
    if len(text) > (_LONGEST_NUMBERED if numbered else _LONGEST) or (_STOP if numbered else _END).search(text) or (not numbered and _CALL.search(text)):
        return 0
    bold, larger = stress and all(run.bold for run in runs), bool(base) and min(run.size for run in runs) >= base * _LARGER
    if not (bold or larger or one.stressed):
        return 0
    if not (numbered or bold or (larger and one.centred)):
        return 0
    return 3 if _SECOND.match(text) else 4 if _THIRD.match(text) else 2


def _levelled(blocks: list[Block]) -> tuple[Block, ...]:
    """Levels as the site wants them: no first level, which is the title's, and none left out."""
    levels = sorted({one.level for one in blocks if isinstance(one, Heading)})
    new = {level: min(6, 2 + number) for number, level in enumerate(levels)}
    found: list[Block] = []
    last = 1
    for one in blocks:
        if isinstance(one, Heading):
            last = min(new[one.level], last + 1)
            found.append(Heading(last, tuple(replace(run, bold=False, text=" " if run.text == "\n" else run.text) for run in one.runs)))
        else:
            found.append(one)
    return tuple(found)


def with_captions(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks in which a short paragraph under a picture that describes it is its caption."""
    base = base_size(blocks)
    found: list[Block] = []
    for one in blocks:
        last = found[-1] if found else None
        if isinstance(last, Figure) and not last.caption and isinstance(one, Paragraph) and _is_caption(one, base):
            found[-1] = replace(last, caption=tuple(Run(run.text) for run in one.runs))
        else:
            found.append(one)
    return tuple(found)


def _is_caption(one: Paragraph, base: float) -> bool:
    text = one.text
    if len(text) > _LONGEST_CAPTION or any(run.mark or run.href or run.picture >= 0 or run.text == "\n" for run in one.runs) or is_credit(plain(text)):
        return False
    small = bool(base) and all(0 < run.size < base for run in one.runs if run.text.strip())
    return bool(_CAPTION.match(text)) or (one.centred and small)
