"""A build that would take much of the published site away stops before it writes."""

from __future__ import annotations

import subprocess
from pathlib import Path

from built_site import forked, tree
from helpers import NOW, Project
from signoff_samples import sign_fully, switch_on

ARTICLE = "---\ntitle: 第{0}号\ndate: 2025-06-1{0}\nsource: 测试局\nsummary: 摘要。\ntags: [公证]\n---\n正文{0}。\n"


def filled(project: Project) -> list[str]:
    """Six more articles, everything signed."""
    paths = [f"content/news/2025/2025-06-1{number}-more-{number}.md" for number in range(6)]
    for number, path in enumerate(paths):
        project.write(path, ARTICLE.format(number))
    switch_on(project)
    sign_fully(project)
    return paths


def build(project: Project, site: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return forked("build", "--out", site, *more, at=NOW, cwd=project.root)


def test_many_that_would_vanish_stop_the_build(project: Project, tmp_path: Path) -> None:
    """Edits void the sign-offs of five of ten: nothing is written, the message says what to do; with the flag it goes on."""
    paths, site = filled(project), tmp_path / "site"
    assert build(project, site).returncode == 0
    before = tree(site)
    for path in paths[:5]:
        project.replace(path, "正文", "改过的正文")
    done = build(project, site)
    assert done.returncode == 1
    assert "网站上已有10篇文章，这次生成以后有5篇会消失" in done.stderr and paths[0] in done.stderr and "先签完，再生成" in done.stderr
    assert "（5篇）\n怎么改" in done.stderr and "原因：" in done.stderr
    assert tree(site) == before
    assert build(project, tmp_path / "other").returncode == 0
    done = build(project, site, "--allow-vanishing")
    assert done.returncode == 0, done.stderr
    assert "news/2025/more-0.html" not in tree(site)


def test_few_may_vanish(project: Project, tmp_path: Path) -> None:
    """Four are an ordinary day of edits."""
    paths, site = filled(project), tmp_path / "site"
    assert build(project, site).returncode == 0
    for path in paths[:4]:
        project.replace(path, "正文", "改过的正文")
    assert build(project, site).returncode == 0


def test_figures_that_nobody_signed_are_named_as_the_reason(project: Project, tmp_path: Path) -> None:
    """Articles vanish with the year whose figures they show: the message says so, for their own sign-offs are complete."""
    paths, site = filled(project), tmp_path / "site"
    for path in paths:
        project.replace(path, "正文", "去年办了{{ stat:aid.cases@2024|unit }}。正文")
    sign_fully(project)
    assert build(project, site).returncode == 0
    project.replace("data/statistics/2024.yml", "released: 2025-01-20", "released: 2025-01-21")
    done = build(project, site)
    assert done.returncode == 1
    assert "原因：引用了2024年的数据，这一年的数据没有审完（" in done.stderr
