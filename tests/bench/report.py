"""The results as a Markdown table and as a bar chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from measuring import Cost, exponent, median

Results = Mapping[tuple[int, str, str], Sequence[Cost]]
HEAD = ("articles", "tool", "mode", "wall s", "min–max", "CPU s", "peak MiB", "× Hugo full", "of CPU", "× Hugo+Pagefind full", "of CPU")
REFERENCES = ("hugo", "hugo+pagefind")
_COLOURS = {"full": "#1f5fa8", "edit": "#c2571a"}
_LEFT, _BAR, _STEP, _WIDTH = 170, 16, 22, 900


def table(results: Results) -> str:
    """A row for every size, tool and mode: medians of each figure."""
    return _markdown(HEAD, [_row(key, costs, results) for key, costs in results.items()])


def _row(key: tuple[int, str, str], costs: Sequence[Cost], results: Results) -> list[str]:
    size, tool, mode = key
    middle, walls = median(costs), [one.wall for one in costs]
    figures = [f"{middle.wall:.2f}", f"{min(walls):.2f}–{max(walls):.2f}", f"{middle.cpu:.2f}", f"{middle.peak:.0f}"]
    return [f"{size:,}", tool, mode, *figures, *(ratio for one in REFERENCES for ratio in _ratios(middle, results.get((size, one, "full"))))]


def _ratios(cost: Cost, reference: Sequence[Cost] | None) -> list[str]:
    base = median(reference) if reference else None
    return [f"{cost.wall / base.wall:.2f}", f"{cost.cpu / base.cpu:.2f}"] if base else ["–", "–"]


def growth(results: Results) -> str:
    """Growth exponents of the tools that were given several sizes; empty when none was."""
    walls: dict[tuple[str, str], dict[int, float]] = {}
    for (size, tool, mode), costs in results.items():
        walls.setdefault((tool, mode), {})[size] = median(costs).wall
    rows = [
        [tool, mode, f"{min(sizes):,}–{max(sizes):,}", f"{power:.2f}"]  #
        for (tool, mode), sizes in walls.items()
        if (power := exponent(sizes)) is not None
    ]
    return _markdown(("tool", "mode", "articles", "growth exponent"), rows) if rows else ""


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def chart(results: Results, caption: str) -> str:
    """Wall seconds of full and one-edit builds as SVG, a block for every size with a scale of its own."""
    parts: list[str] = []
    top = 50
    for size in dict.fromkeys(key[0] for key in results):
        rows = [(tool, mode, median(costs).wall) for (one, tool, mode), costs in results.items() if one == size and mode in _COLOURS]
        parts.append(f'<text x="10" y="{top + 14}" font-weight="bold">{size:,} articles, seconds</text>')
        largest = max((wall for _, _, wall in rows), default=1)
        for number, row in enumerate(rows):
            parts += _bar(top + 24 + number * _STEP, *row, largest)
        top += 24 + len(rows) * _STEP + 20
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" width="{_WIDTH}" height="{top}" font-family="sans-serif" font-size="13" role="img">'
    title = f'<title>Wall seconds of builds</title><rect width="100%" height="100%" fill="#fff"/><text x="10" y="24" fill="#444">{escape(caption)}</text>'
    return f"{head}\n{title}\n{chr(10).join(parts)}\n</svg>\n"


def _bar(top: int, tool: str, mode: str, wall: float, largest: float) -> list[str]:
    width = max(wall / largest * (_WIDTH - _LEFT - 80), 1)
    middle = top + _BAR - 4
    return [
        f'<text x="{_LEFT - 8}" y="{middle}" text-anchor="end">{escape(f"{tool}, {mode}")}</text>',
        f'<rect x="{_LEFT}" y="{top}" width="{width:.1f}" height="{_BAR}" fill="{_COLOURS[mode]}"/>',
        f'<text x="{_LEFT + width + 6:.1f}" y="{middle}">{wall:.2f}</text>',
    ]
