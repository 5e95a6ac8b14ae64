"""How long a build takes as the content grows: seconds of whole processes, and the ratio to the smallest size.

Each size is built three times into an empty folder and once more unchanged; the median counts.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "hooks")]

from helpers import ROOT, Project  # noqa: E402 - needs the path above

SIZES = (100, 500, 1000)
TEXT = """---
title: 第{number}条测试新闻
date: 2025-{month:02}-{day:02} {hour:02}:00
source: 测试局
summary: 第{number}条的摘要，说明做了什么。
tags: [法律援助]
---
## 第一节

{body}

办理{{{{ stat:aid.cases@2024|unit }}}}。
"""


def project_of(folder: Path, size: int) -> Project:
    """A small project with ``size`` more articles of about 600 characters."""
    project = Project.create(folder / f"project-{size}")
    for number in range(size):
        month, day, hour = 1 + number % 5, 1 + number // 5 % 28, number // 140
        text = TEXT.format(number=number, month=month, day=day, hour=hour % 24, body="普法宣传走进乡村和社区。" * 50)
        project.write(f"content/news/2025/2025-{month:02}-{day:02}-number-{number}.md", text)
    return project


def seconds(project: Project, site: Path) -> float:
    """Wall-clock seconds of one build as a whole process."""
    start = time.perf_counter()
    command = [sys.executable, str(ROOT / "hooks" / "manage.py"), "--root", str(project.root), "build", "--site-dir", str(site)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print a line a size."""
    with tempfile.TemporaryDirectory() as folder:
        base = 0.0
        print(f"{'articles':>8} {'full s':>8} {'ratio':>7} {'again s':>8}")
        for size in SIZES:
            project = project_of(Path(folder), size)
            full = statistics.median(seconds(project, Path(folder) / f"site-{size}-{run}") for run in range(3))
            again = seconds(project, Path(folder) / f"site-{size}-0")
            base = base or full
            print(f"{size:>8} {full:>8.2f} {full / base:>7.2f} {again:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
