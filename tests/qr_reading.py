"""Reads QR codes as the standard says, with nothing of the library that draws them: ISO/IEC 18004, versions 1 to 10, error correction level M."""

from __future__ import annotations

import re
from collections.abc import Iterator

Modules = list[list[int]]

# By version: codewords of error correction in each block, number of blocks, centres of the alignment patterns (tables 9 and E.1).
_VERSIONS = {
    1: (10, 1, ()),
    2: (16, 1, (6, 18)),
    3: (26, 1, (6, 22)),
    4: (18, 2, (6, 26)),
    5: (24, 2, (6, 30)),
    6: (16, 4, (6, 34)),
    7: (18, 4, (6, 22, 38)),
    8: (22, 4, (6, 24, 42)),
    9: (22, 5, (6, 26, 46)),
    10: (26, 5, (6, 28, 50)),
}
_LEVEL_M = 0
_MASKS = (
    lambda y, x: (y + x) % 2,
    lambda y, x: y % 2,
    lambda y, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def drawn(path: str, size: int) -> Modules:
    """The code that a path draws: one rectangle below a line after the other, the pen ends at the right end of each.

    Raises:
        ValueError: the path holds something else.
    """
    rows = [[0] * size for _ in range(size)]
    y = x = end = 0
    for match in re.finditer(r"M0 (?P<row>\d+)|m(?P<light>\d+) 0|v1h(?P<dark>\d+)v-1", path):
        if match.start() != end:
            raise ValueError(path[end : match.start()])
        end = match.end()
        if match["row"]:
            y, x = int(match["row"]), 0
        elif match["light"]:
            x += int(match["light"])
        else:
            width = int(match["dark"])
            rows[y][x : x + width] = [1] * width
            x += width
    if end != len(path):
        raise ValueError(path[end:])
    return rows


def read(modules: Modules) -> str:
    """The text of a code, 1 for dark modules, without the quiet zone.

    Raises:
        ValueError: it isn't a faultless code of level M.
    """
    size = len(modules)
    version = (size - 17) // 4
    level, mask = _format(modules)
    if level != _LEVEL_M:
        raise ValueError(f"level {level}")
    correction, count, centres = _VERSIONS[version]
    bits = [modules[y][x] ^ (not _MASKS[mask](y, x)) for y, x in _places(size, version, centres)]
    words = [int("".join(map(str, map(int, bits[at : at + 8]))), 2) for at in range(0, len(bits) // 8 * 8, 8)]
    return _text([word for block in _blocks(words, correction, count) for word in block])


def _format(modules: Modules) -> tuple[int, int]:
    """Level and mask, which stand there twice."""
    size = len(modules)
    upper = [modules[8][x] for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [modules[y][8] for y in (7, 5, 4, 3, 2, 1, 0)]
    other = [modules[size - 1 - at][8] for at in range(7)] + [modules[8][size - 8 + at] for at in range(8)]
    if upper != other:
        raise ValueError("formats differ")
    value = int("".join(map(str, upper)), 2) ^ 0b101010000010010
    rest = value
    for shift in range(4, -1, -1):
        rest ^= (0b10100110111 << shift) * (rest >> (shift + 10) & 1)
    if rest:
        raise ValueError("broken format")
    return value >> 13, value >> 10 & 7


def _places(size: int, version: int, centres: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Where bits of data stand, in their order: upwards and downwards in pairs of columns from the right."""
    ends = {(6, 6), (6, size - 7), (size - 7, 6)}
    patterns = [(y, x) for y in centres for x in centres if (y, x) not in ends]

    def taken(y: int, x: int) -> bool:
        finder = (y < 9 and (x < 9 or x >= size - 8)) or (y >= size - 8 and x < 9)
        told = version >= 7 and ((y < 6 and x >= size - 11) or (x < 6 and y >= size - 11))
        return finder or told or 6 in (y, x) or any(abs(y - v) < 3 and abs(x - h) < 3 for v, h in patterns)

    rows = list(range(size))
    for right in (one if one > 6 else one - 1 for one in range(size - 1, 0, -2)):
        rows.reverse()
        yield from ((y, x) for y in rows for x in (right, right - 1) if not taken(y, x))


def _blocks(words: list[int], correction: int, count: int) -> Iterator[list[int]]:
    """The data of each block; the words of all blocks stand between one another, the last blocks may have one more.

    Raises:
        ValueError: a block's error correction doesn't fit it.
    """
    data = len(words) - correction * count
    short, longer = data // count, count - data % count
    for at in range(count):
        own = [words[row * count + at] for row in range(short)] + ([words[short * count + at - longer]] if at >= longer else [])
        if any(_syndrome(own + words[data + at :: count], power) for power in range(correction)):
            raise ValueError("error correction")
        yield own


def _syndrome(words: list[int], power: int) -> int:
    """The block as a polynomial over GF(256), at a power of two; zero for a whole block."""
    found = 0
    for word in words:
        for _ in range(power):
            found = found << 1 ^ (0x11D if found & 0x80 else 0)
        found ^= word
    return found


def _text(words: list[int]) -> str:
    bits, at, found = "".join(f"{one:08b}" for one in words), 0, b""
    wide = len(words) > 182  # from version 10 on counts are longer

    def take(count: int) -> int:
        nonlocal at
        at += count
        return int(bits[at - count : at], 2)

    while at + 4 <= len(bits) and (mode := take(4)):
        if mode == 1:
            count = take(12 if wide else 10)
            for left in range(count, 0, -3):
                digits = min(left, 3)
                found += f"{take((0, 4, 7, 10)[digits]):0{digits}d}".encode()
        elif mode == 2:
            count = take(11 if wide else 9)
            for left in range(count, 0, -2):
                value = take(11 if left > 1 else 6)
                found += (_LETTERS[value // 45] + _LETTERS[value % 45] if left > 1 else _LETTERS[value]).encode()
        elif mode == 4:
            found += bytes(take(8) for _ in range(take(16 if wide else 8)))
        else:
            raise ValueError(f"mode {mode}")
    return found.decode()
