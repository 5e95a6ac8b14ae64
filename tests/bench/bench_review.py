"""How fast the review is: characters a second of all prose rules, and a large site cold and after one edit.

The articles are the shipped ones, repeated with other numbers in them, so that no text is met twice.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "hooks")]

from helpers import ROOT, Project  # noqa: E402 - needs the path above

ARTICLES = 10_000


def bodies() -> list[str]:
    """Bodies of the shipped news and explainers, without marks."""
    found = []
    for path in sorted((ROOT / "content").glob("*/*/*.md")):
        if path.parts[-3] in ("news", "learn", "notices"):
            body = path.read_text("utf-8").split("---\n", 2)[2]
            found.append(re.sub(r"\n\{\{[^}]*\}\}\n|\{\{[^}]*\}\}|\]\(/[^)]*\)", "", body).replace("[", ""))
    return found


def fill(project: Project, count: int) -> int:
    """Write ``count`` articles; the number of characters in them."""
    texts, total = bodies(), 0
    for number in range(count):
        month, day = number % 5 + 1, number // 5 % 28 + 1
        front = f"---\ntitle: 第{number}篇\ndate: 2025-{month:02}-{day:02}\nsource: 测试局\nsummary: 第{number}篇的摘要，说明要点。\n---\n"
        text = f"{front}第{number}篇。\n\n{texts[number % len(texts)]}"
        project.write(f"content/news/2025/2025-{month:02}-{day:02}-n{number}.md", text)
        total += len(text)
    return total


def seconds(project: Project) -> float:
    """Wall-clock seconds of ``portal check`` as a whole process."""
    start = time.perf_counter()
    command = [sys.executable, str(ROOT / "hooks" / "manage.py"), "--root", str(project.root), "check", "--format", "json"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder) / "project")
        total = fill(project, int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
        cold = seconds(project)
        print(f"cold:            {total} characters, {cold:.1f} s, {total / cold:.0f} characters/s", flush=True)
        print(f"unchanged:       {seconds(project):.1f} s", flush=True)
        project.replace("content/news/2025/2025-01-01-n0.md", "第0篇。", "第零篇。")
        print(f"after one edit:  {seconds(project):.1f} s")


if __name__ == "__main__":
    main()
