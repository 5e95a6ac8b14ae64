"""Random edits of a project, and the comparison of an incremental build with a clean one."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from guide_samples import PATH as GUIDE
from guide_samples import with_guides
from helpers import ROOT, Project
from incremental_settings import Settings
from portal.assembly.site_build import build_site
from portal.errors import BlockedError
from portal.review.gate import PREVIEW
from portal.times import Moment
from quiz_samples import PATH as QUIZ
from quiz_samples import with_quizzes

WORDS = ("法律援助", "人民调解", "普法宣传", "社区矫正", "公证办理", "行政复议", "法治讲座", "民法典", "赡养老人", "劳动报酬")


def copied(root: Path) -> Project:
    """The tiny project with real copies of the templates, so that they may be edited too."""
    shutil.copytree(ROOT / "tests" / "site_small", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "hooks").symlink_to(ROOT / "hooks")
    return Project(root)


def tree(folder: Path) -> dict[str, bytes]:
    """Content of every file by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@dataclass
class Trial(Settings):
    """A project that is edited at random and built after each edit.

    Attributes:
        stage: of the builds.
        log: what was done.
    """

    stage: str = PREVIEW
    log: list[str] = field(default_factory=list)
    count: int = 0

    @classmethod
    def start(cls, folder: Path, seed: int, articles: int = 6) -> Trial:
        """A project with some articles."""
        trial = cls(copied(folder / "project"), folder / "site", random.Random(seed))
        for _ in range(articles):
            trial.add()
        return trial

    def build(self) -> str:
        """Build incrementally; the message when the build was refused."""
        return _build(self.project.root, self.out, self.stage, self.now)

    def differences(self, scratch: Path) -> list[str]:
        """Files in which the site differs from a clean build of the same project.

        The search index is left out: its numbering depends on the past. ``tests/search`` shows that it gives the same results.
        """
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(self.project.root, scratch / "project", symlinks=True, ignore=shutil.ignore_patterns(".portal"))
        problem = _build(scratch / "project", scratch / "site", self.stage, self.now)
        if problem:
            return [problem]
        ours, clean = tree(self.out), tree(scratch / "site")
        names = (name for name in ours.keys() | clean.keys() if not name.startswith("search/") or name.endswith(".html"))
        return sorted(name for name in names if ours.get(name) != clean.get(name))

    def edit(self) -> str:
        """Change one thing at random; what it was."""
        choice: Callable[[], str] = self.chance.choice([*self._content(), *self._content(), *self._rest(), *self.settings()])
        done = choice()
        self.log.append(done)
        return done

    def _content(self) -> list[Callable[[], str]]:
        return [self.add, self.add, self.body, self.title, self.summary, self.retag, self.pin, self.remove, self.rename, self.draft, self.cite]

    def _rest(self) -> list[Callable[[], str]]:
        return [self.figure, self.label, self.template, self.style, self.column, self.fixed_page, self.bureau, self.picture, self.guide, self.quiz]

    def articles(self) -> list[Path]:
        """Files of the news articles."""
        return sorted((self.project.root / "content" / "news").rglob("*.md"))

    def _some(self) -> Path:
        return self.chance.choice([path for path in self.articles() if not path.stem.endswith("-first")])  # a service's guide: it must stay

    def _rewrite(self, path: Path, change: Callable[[str], str], what: str) -> str:
        path.write_text(change(path.read_text("utf-8")), "utf-8")
        return f"{what} {path.relative_to(self.project.root)}"

    def _sentence(self) -> str:
        return "，".join(self.chance.sample(WORDS, 3)) + "。"

    def add(self) -> str:
        """A new article, recent or back-dated, some with figures and citations."""
        self.count += 1
        year, month, day = self.chance.choice((2023, 2024, 2025)), self.chance.randint(1, 5), self.chance.randint(1, 28)
        extra = self.chance.choice(("", "", "办理{{ stat:aid.cases@2024|unit }}。", "依照《中华人民共和国民法典》第一千零四十三条的规定办理。"))
        front = f"---\ntitle: 第{self.count}条{self.chance.choice(WORDS)}\ndate: {year}-{month:02}-{day:02}\nsource: 测试局\nsummary: 摘要{self.count}，说明要点。\n---\n"
        path = f"content/news/{year}/{year}-{month:02}-{day:02}-item-{self.count}.md"
        self.project.write(path, f"{front}{self._sentence()}\n\n## 小标题\n\n{self._sentence()}{extra}\n")
        return f"add {path}"

    def body(self) -> str:
        """A sentence more."""
        return self._rewrite(self._some(), lambda text: f"{text}\n{self._sentence()}\n", "body")

    def title(self) -> str:
        """Another title."""
        return self._rewrite(self._some(), lambda text: text.replace("title: ", f"title: {self.chance.choice(WORDS)}", 1)[:4000], "title")

    def summary(self) -> str:
        """Another summary."""
        return self._rewrite(self._some(), lambda text: text.replace("summary: ", f"summary: {self.chance.choice(WORDS)}", 1), "summary")

    def retag(self) -> str:
        """Tags and readers."""
        return self._rewrite(self._some(), lambda text: text if "\ntags:" in text else text.replace("---\n", "---\ntags: [普法]\n", 1), "tag")

    def pin(self) -> str:
        """To the top of its column, or back."""
        return self._rewrite(self._some(), lambda text: text.replace("pinned: true\n", "") if "pinned" in text else text.replace("---\n", "---\npinned: true\n", 1), "pin")

    def draft(self) -> str:
        """Take back, or publish again."""
        return self._rewrite(self._some(), lambda text: text.replace("draft: true\n", "") if "draft" in text else text.replace("---\n", "---\ndraft: true\n", 1), "draft")

    def cite(self) -> str:
        """A figure or a statute more."""
        more = self.chance.choice(("{{ stat:aid.cases@2024 }}", "《中华人民共和国民法典》第一千零四十二条", "{{ stat:aid.civil@2024 }}"))
        return self._rewrite(self._some(), lambda text: f"{text}\n另见{more}。\n", "cite")

    def remove(self) -> str:
        """Delete an article."""
        if len(self.articles()) < 4:
            return self.add()
        path = self._some()
        path.unlink()
        return f"remove {path.name}"

    def rename(self) -> str:
        """A new address; the old one leads on."""
        path = self._some()
        self.count += 1
        new = path.with_name(f"{path.name[:10]}-moved-{self.count}.md")
        text = path.read_text("utf-8")
        old = f"/news/{path.parent.name}/{path.stem[11:]}.html"
        path.unlink()
        new.write_text(text if "aliases:" in text else text.replace("---\n", f"---\naliases: [{old}]\n", 1), "utf-8")
        return f"rename {path.name}"

    def figure(self) -> str:
        """Another value of a metric."""
        path = self.project.root / "data/statistics/2024.yml"
        criminal = self.chance.randint(30, 69)
        values = {"aid.criminal": criminal, "aid.civil": 120 - criminal}
        lines = []
        for line in path.read_text("utf-8").split("\n"):
            name = line.strip().partition(":")[0]
            lines.append(f"  {name}: {values[name]}" if name in values else line)
        path.write_text("\n".join(lines), "utf-8")
        return f"figure {criminal}"

    def label(self) -> str:
        """Another definition of a metric."""
        path = self.project.root / "data/statistics/metrics.yml"
        return self._rewrite(path, lambda text: text.replace("definition: ", f"definition: {self.chance.choice(WORDS)}", 1), "label")

    def template(self) -> str:
        """Another word in a template."""
        path = self.project.root / "overrides/pages" / self.chance.choice(("article.html", "column.html", "home.html"))
        return self._rewrite(path, lambda text: text.replace('<div class="wrap', f'<!-- {self.chance.randint(0, 99)} --><div class="wrap', 1), "template")

    def style(self) -> str:
        """Another rule in a style sheet: every page names another file."""
        path = min((self.project.root / "overrides/styles").glob("*.css"))
        return self._rewrite(path, lambda text: f"{text}\n.t{self.chance.randint(0, 9999)}{{color:inherit}}\n", "style")

    def column(self) -> str:
        """Another description of a column."""
        return self._rewrite(self.project.root / "data/columns.yml", lambda text: text.replace("description: ", f"description: {self.chance.choice(WORDS)}", 1), "column")

    def bureau(self) -> str:
        """Another address of the bureau."""
        return self._rewrite(self.project.root / "data/bureau.yml", lambda text: text.replace("address: ", f"address: {self.chance.randint(1, 9)}号", 1), "bureau")

    def guide(self) -> str:
        """The first guide, or a change of it, or its end."""
        path = self.project.root / GUIDE
        if not path.exists():
            with_guides(self.project)
            return "first guides"
        if self.chance.random() < 0.2:
            path.unlink()
            return "no such guide any more"
        return self._rewrite(path, lambda text: text.replace("text: ", f"text: {self.chance.choice(WORDS)}，", 1)[:4000], "guide")

    def quiz(self) -> str:
        """The first questions, or a change of one, or the end of a set."""
        path = self.project.root / QUIZ
        if not path.exists():
            with_quizzes(self.project)
            return "first questions"
        if self.chance.random() < 0.2:
            path.unlink()
            return "a set less"
        return self._rewrite(path, lambda text: text.replace("explanation: ", f"explanation: {self.chance.choice(WORDS)}，", 1)[:4000], "quiz")

    def fixed_page(self) -> str:
        """A fixed page."""
        self.project.write("content/pages/about.md", f"---\ntitle: 关于\n---\n{self._sentence()}\n")
        return "fixed page"

    def picture(self) -> str:
        """A drawing or a photograph beside an article, shown in it."""
        path = self._some()
        if self.chance.random() < 0.5:
            name, data = f"photo-{self.chance.randint(1, 5)}.png", BytesIO()
            Image.new("RGB", (self.chance.choice((300, 400)), 9), self.chance.choice(("red", "blue"))).save(data, "PNG")
            self.project.write(f"{path.parent.relative_to(self.project.root)}/{name}", data.getvalue())
            return self._rewrite(path, lambda text: f'{text}\n![宣传活动的现场]({name} "现场。测试局供图")\n', "photograph")
        name = f"drawing-{self.chance.randint(1, 5)}.svg"
        self.project.write(
            f"{path.parent.relative_to(self.project.root)}/{name}",
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 {self.chance.randint(0, 9)}h9"/></svg>',
        )
        return self._rewrite(path, lambda text: f'{text}\n![宣传活动现场的示意图]({name} "示意图。测试局制图")\n', "picture")


def _build(root: Path, out: Path, stage: str, now: Moment) -> str:
    try:
        build_site(root, {"SOURCE_DATE_EPOCH": str(int(now.at.timestamp()))}, out, stage, may_vanish=True)
    except BlockedError as error:
        return str(error)
    return ""


def steps(trial: Trial, scratch: Path, number: int) -> Iterator[tuple[str, list[str]]]:
    """Edit, build, compare; again and again.

    Returns:
        For each step what was edited, and the files in which the incremental build differs from a clean one.
    """
    for _ in range(number):
        done = trial.edit()
        problem = trial.build()
        yield done, [problem] if problem else trial.differences(scratch)
