"""Numbers as automatic numbering writes them: 一, （一） and their like.

Source: ECMA-376 part 1, 17.18.59 ST_NumberFormat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS, _LEGAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 9_999


def chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千"), short_ten: bool = True) -> str:
    """A number of at most four digits in Chinese, ``一百零一``; 10 to 19 without 一 unless told otherwise."""
    if not 0 < number <= _MOST:
        return str(number)
    found, gap = "", False
    for at in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**at % 10
        if not digit:
            gap = bool(found)
            continue
        found += (digits[0] if gap else "") + digits[digit] + units[at]
        gap = False
    return found[1:] if short_ten and 10 <= number < 20 else found


def _spelled(number: int) -> str:
    if number < 0:
        return str(number)
    return "".join("○一二三四五六七八九"[int(one)] for one in str(number))


def _counted(number: int) -> str:
    return chinese(number) if number < 100 else _spelled(number)


def _legal(number: int) -> str:
    return chinese(number, _LEGAL, ("", "拾", "佰", "仟"), short_ten=False)


def _japanese(number: int) -> str:
    if not 0 < number <= _MOST:
        return str(number)
    pairs = ((number // 10**at % 10, at) for at in range(len(str(number)) - 1, -1, -1))
    return "".join(("" if digit == 1 and at else _DIGITS[digit]) + ("", "十", "百", "千")[at] for digit, at in pairs if digit)


def _roman(number: int) -> str:
    if not 0 < number <= _MOST:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 100) if number > 0 else str(number)


def _from(*ranges: tuple[int, int]) -> Callable[[int], str]:
    """Signs that stand one after the other in Unicode, by ranges; plain digits beyond them."""
    signs = "".join(chr(first + at) for first, count in ranges for at in range(count))
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _round(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({48 + at: 0xFF10 + at for at in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({48 + at: 0xFF10 + at for at in range(10)}),
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting"), _counted),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand"), chinese),
    **dict.fromkeys(("japaneseCounting",), _japanese),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _spelled),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    "ideographTraditional": _round("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _round("子丑寅卯辰巳午未申酉戌亥"),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _from((0x2460, 20), (0x3251, 15), (0x32B1, 15))),
    "decimalEnclosedParen": _from((0x2474, 20)),
    "decimalEnclosedFullstop": _from((0x2488, 20)),
    "ideographEnclosedCircle": _from((0x3280, 10)),
}
