"""Outlines of the site's drawings as points. They use few commands: lines, and half circles for round markers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

Point = tuple[float, float]
_TOKENS = re.compile(r"[a-zA-Z]|-?\d*\.?\d+")
_COUNTS = {"m": 2, "l": 2, "h": 1, "v": 1, "a": 7, "z": 0}
_STEPS = 16


def outlines(path: str) -> list[list[Point]]:
    """The lines of a path's data, each as its points; what is not understood ends the path.

    Args:
        path: the attribute ``d`` of SVG.
    """
    found: list[list[Point]] = []
    x = y = 0.0
    for command, values in _commands(path):
        kind = command.lower()
        base = (x, y) if command.islower() else (0.0, 0.0)
        if kind == "z":
            if found:
                found[-1].append(found[-1][0])
                x, y = found[-1][0]
            continue
        before = (x, y)
        x, y = _target(kind, values, base, before)
        if kind == "m" or not found:
            found.append([(x, y)])
        elif kind == "a":
            found[-1] += _half_circle(before, (x, y), clockwise=values[4] == 1)
        else:
            found[-1].append((x, y))
    return [line for line in found if len(line) > 1]


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    command, values = "", list[float]()
    for token in _TOKENS.findall(path):
        if token.isalpha():
            command, values = token, []
            if token.lower() not in _COUNTS:
                return
        else:
            values.append(float(token))
        if command and len(values) == _COUNTS[command.lower()]:
            yield command, values
            command, values = {"m": "l", "M": "L"}.get(command, command) if command.lower() != "z" else "", []


def _target(kind: str, values: list[float], base: Point, before: Point) -> Point:
    if kind == "h":
        return base[0] + values[0], before[1]
    if kind == "v":
        return before[0], base[1] + values[0]
    return base[0] + values[-2], base[1] + values[-1]


def _half_circle(start: Point, end: Point, *, clockwise: bool) -> list[Point]:
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    radius = math.dist(start, end) / 2
    angle = math.atan2(start[1] - middle[1], start[0] - middle[0])
    turn = math.pi / _STEPS * (1 if clockwise else -1)
    return [(middle[0] + radius * math.cos(angle + turn * step), middle[1] + radius * math.sin(angle + turn * step)) for step in range(1, _STEPS + 1)]
