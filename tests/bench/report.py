"""The results as Markdown tables and as a bar chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from measuring import Cost, exponent, median
from weighing import Weight

Results = Mapping[tuple[int, str, str], Sequence[Cost]]
Weights = Mapping[tuple[int, str], Weight]
HEAD = ("articles", "tool", "mode", "wall s", "min–max", "CPU s", "peak MiB", "× Hugo full", "of CPU", "× Hugo+Pagefind full", "of CPU")
REFERENCES = ("hugo", "hugo+pagefind")
_COLOURS = {"full": "#1f5fa8", "edit": "#c2571a", "first view": "#3f7d3a", "first search": "#7a4a9c"}
_KB = 1000
_LEFT, _BAR, _STEP, _WIDTH = 210, 16, 22, 900


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


def weights(found: Weights) -> str:
    """What each site sends to a reader; empty when nothing was weighed."""
    rows = [
        [f"{size:,}", tool, f"{one.view / _KB:.1f}", f"{one.asked}", f"{one.kept / _KB:.1f}", "–" if one.query is None else f"{one.query / _KB:.1f}"] for (size, tool), one in found.items()
    ]
    return _markdown(("articles", "tool", "first view, kB", "answers", "kept offline, kB", "first search, kB"), rows) if rows else ""


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def chart(results: Results, found: Weights, caption: str) -> str:
    """Wall seconds of full and one-edit builds and kilobytes for readers as SVG, blocks for every size with scales of their own."""
    parts: list[str] = []
    top = 50
    for title, rows in _blocks(results, found):
        parts.append(f'<text x="10" y="{top + 14}" font-weight="bold">{title}</text>')
        largest = max((value for _, _, value in rows), default=1)
        for number, row in enumerate(rows):
            parts += _bar(top + 24 + number * _STEP, *row, largest)
        top += 24 + len(rows) * _STEP + 20
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" width="{_WIDTH}" height="{top}" font-family="sans-serif" font-size="13" role="img">'
    title = f'<title>Builds and their sites</title><rect width="100%" height="100%" fill="#fff"/><text x="10" y="24" fill="#444">{escape(caption)}</text>'
    return f"{head}\n{title}\n{chr(10).join(parts)}\n</svg>\n"


def _blocks(results: Results, found: Weights) -> Iterator[tuple[str, list[tuple[str, str, float]]]]:
    """Title and rows of each block; a row is a tool, what was measured, and a value."""
    for size in dict.fromkeys(key[0] for key in results):
        yield f"{size:,} articles, seconds", [(tool, mode, median(costs).wall) for (one, tool, mode), costs in results.items() if one == size and mode in _COLOURS]
        sites = {tool: weight for (one, tool), weight in found.items() if one == size}
        rows = [(tool, "first view", weight.view / _KB) for tool, weight in sites.items()]
        rows += [(tool, "first search", weight.query / _KB) for tool, weight in sites.items() if weight.query]  # 0: it came with the view
        if rows:
            yield f"{size:,} articles, kilobytes", rows


def _bar(top: int, tool: str, what: str, value: float, largest: float) -> list[str]:
    width = max(value / largest * (_WIDTH - _LEFT - 80), 1)
    middle = top + _BAR - 4
    return [
        f'<text x="{_LEFT - 8}" y="{middle}" text-anchor="end">{escape(f"{tool}, {what}")}</text>',
        f'<rect x="{_LEFT}" y="{top}" width="{width:.1f}" height="{_BAR}" fill="{_COLOURS[what]}"/>',
        f'<text x="{_LEFT + width + 6:.1f}" y="{middle}">{value:.2f}</text>',
    ]
