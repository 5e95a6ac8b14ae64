"""How long builds take, beside other generators that are given the same articles in the same run.

``python tests/bench/bench_build.py 200 1000 10000:2`` measures these sizes, 10,000 with two rounds; ``--tools portal,hugo`` only some tools.
Within a round every tool takes its turn at each mode, so that a busy machine slows them alike; what counts is the median of the rounds.
A tool that can't be installed is named and skipped.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import report
from corpus import sample
from measuring import Cost, ToolFailed, machine, run
from modes import MODES, Copy
from peers import TOOLS, Tool
from playwright.sync_api import Error
from weighing import QUERY, Weight, scales, weigh

_NOTES = (
    "Wall and CPU seconds of whole processes with all that they wait for, medians of the rounds; peak is the largest single process, so "
    "the workers of a tool that uses several are not added up. × is the wall time against Hugo's (or Hugo + Pagefind's) full build of the same size in the same run, ‘of CPU’ the same of CPU seconds.",
    "The tools don't make the same: this project also reviews every text, checks links and figures, makes statistics pages, charts, spreadsheets, lists per "
    "year, statute and audience, Atom and JSON feeds and a search index, and builds its shipped content besides. Hugo has a small theme with article pages, lists per "
    "column and tag, RSS and sitemap; Material and Zensical make no lists and no feeds. The size of the theme is part of every ratio.",
    "Hugo, Pagefind and Material build everything anew each time; for the last two, modes that would say the same again were left out. A changed figure is measured where figures are data.",
    "First view: bodies of all answers that Chromium asks for when a reader opens an article, text gzipped, nothing kept from before. Kept offline: what a service worker fetches afterwards. First search: what it then asks for besides "
    f"to search for {QUERY}: with this project the page of results with its script and index, with Pagefind its engine, index and ten results; Material and Zensical load "
    "their whole index with the first view.",
)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", default=["1000"], metavar="ARTICLES[:ROUNDS]", help="numbers of articles (default: 1000)")
    parser.add_argument("--runs", type=int, default=3, help="rounds (default: 3)")
    parser.add_argument("--tools", default=",".join(tool.name for tool in TOOLS), help="which tools, separated by commas (default: %(default)s)")
    parser.add_argument("--work", type=Path, help="folder for installed tools and built sites (default: a temporary one)")
    parser.add_argument("--report", type=Path, metavar="FOLDER", help="also write latest.md and latest.svg there")
    return parser.parse_args()


def installed(names: list[str], work: Path) -> Iterator[Tool]:
    """The tools that there are."""
    for kind in TOOLS:
        if kind.name in names:
            tool = kind(work)
            try:
                tool.install()
            except (subprocess.CalledProcessError, OSError) as error:
                say(f"{tool.name} is skipped: {error}")
            else:
                yield tool


def measure(tools: list[Tool], work: Path, size: int, rounds: int) -> tuple[dict[tuple[int, str, str], list[Cost]], dict[tuple[int, str], Weight]]:
    """All costs by size, tool and mode, and what the sites weigh by size and tool; a tool that fails is skipped from then on."""
    shutil.rmtree(work / "sites", ignore_errors=True)
    (work / "sites").mkdir(parents=True)
    copies = [Copy(tool, work / "sites" / tool.name, size) for tool in tools if size <= tool.limit]
    found: dict[tuple[int, str, str], list[Cost]] = {(size, copy.tool.name, mode.name): [] for copy in copies for mode in MODES}
    for number in range(rounds):
        for mode in MODES:
            for copy in [one for one in copies if mode.name in one.tool.modes]:
                mode.prepare(copy)
                try:
                    cost = run(copy.tool.command(copy.root), copy.root)
                except ToolFailed as error:
                    say(f"{copy.tool.name} failed at {mode.name} and is skipped: {error}")
                    copies.remove(copy)
                    continue
                say(f"{size} articles, round {number + 1}, {copy.tool.name}, {mode.name}: {cost.wall:.2f} s wall, {cost.cpu:.2f} s CPU, {cost.peak:.0f} MiB")
                found[size, copy.tool.name, mode.name].append(cost)
    return {key: costs for key, costs in found.items() if costs}, {(size, copy.tool.name): weight for copy, weight in weighed(copies)}


def weighed(copies: list[Copy]) -> Iterator[tuple[Copy, Weight]]:
    """What the finished sites weigh, when there is a browser to look at them."""
    with scales() as browser:
        for copy in copies if browser else ():
            tool = copy.tool
            try:
                weight = weigh(browser, copy.root / tool.made[0], tool.page(copy.root, sample(copy.count // 2)), tool.search)
            except (Error, ValueError) as error:
                say(f"{copy.count} articles, {tool.name} can't be weighed: {error}")
                continue
            say(f"{copy.count} articles, {tool.name}: first view {weight.view} bytes, kept {weight.kept}, first search {weight.query}")
            yield copy, weight


def say(text: str) -> None:
    """Tell whoever waits."""
    print(text, file=sys.stderr, flush=True)


def text_of(results: report.Results, weights: report.Weights, tools: list[Tool], start: dt.datetime) -> str:
    """The report in Markdown."""
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    sizes = dict.fromkeys(key[0] for key in results)
    rounds = ", ".join(f"{max(len(costs) for key, costs in results.items() if key[0] == size)} at {size:,}" for size in sizes)
    parts = [
        "# Build times",
        f"{start:%Y-%m-%d %H:%M} UTC, {machine()}. Load average at the end of the run: {loads}. Rounds: {rounds}. The machine was shared with other work "
        "during the run: single figures are noisy, compare within this table only.",
        f"Versions: {', '.join(dict.fromkeys(name for tool in tools for name in tool.versions()))}.",
        report.table(results),
        "\n".join(f"- **{mode.name}**: {mode.meaning}" for mode in MODES if any(key[2] == mode.name for key in results)),
        report.growth(results),
        report.weights(weights),
        *_NOTES,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def main() -> None:
    """Measure, print, write."""
    given, start = options(), dt.datetime.now(dt.UTC)
    with tempfile.TemporaryDirectory() as temporary:
        work = (given.work or Path(temporary)).resolve()
        tools = list(installed(given.tools.split(","), work))
        results: dict[tuple[int, str, str], list[Cost]] = {}
        weights: dict[tuple[int, str], Weight] = {}
        for entry in given.sizes:
            size, _, rounds = entry.partition(":")
            costs, sites = measure(tools, work, int(size), int(rounds or given.runs))
            results, weights = results | costs, weights | sites
            if given.report:  # after every size, so that a run that breaks off has not been for nothing
                given.report.mkdir(parents=True, exist_ok=True)
                (given.report / "latest.md").write_text(text_of(results, weights, tools, start), "utf-8")
                (given.report / "latest.svg").write_text(report.chart(results, weights, f"{start:%Y-%m-%d}, {machine()}"), "utf-8")
        print(text_of(results, weights, tools, start))


if __name__ == "__main__":
    main()
