"""Whole processes, timed from outside, and the machine that they ran on."""

from __future__ import annotations

import math
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class ToolFailed(Exception):
    """A tool ended with an error; holds the end of what it printed."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a run took.

    Attributes:
        wall: seconds.
        cpu: seconds in user and system mode, with all processes that it waited for.
        peak: MiB of the largest of its processes.
    """

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str], folder: Path, accepted: tuple[int, ...] = (0,)) -> Cost:
    """Run a command to its end.

    Args:
        command: program and arguments.
        folder: where it runs; its output goes to ``last.log`` beside that.
        accepted: codes that it may end with.

    Raises:
        ToolFailed: it ended with another code.
    """
    os.sync()
    log = folder.parent / "last.log"
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # users have their bytecode kept
    environ = {**usual, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    with log.open("w") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        raise ToolFailed(log.read_text("utf-8", errors="replace")[-800:])
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        wall=statistics.median(one.wall for one in costs),
        cpu=statistics.median(one.cpu for one in costs),
        peak=statistics.median(one.peak for one in costs),
    )


def exponent(walls: Mapping[int, float]) -> float | None:
    """How wall seconds grow with the number of articles, from the smallest size to the largest: 1 is in proportion; None for a single size."""
    small, large = min(walls), max(walls)
    return math.log(walls[large] / walls[small]) / math.log(large / small) if large > small else None


def machine() -> str:
    """Processor, cores, memory, system and Python in one line."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
