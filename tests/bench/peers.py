"""The generators that are compared: what each is given of the same articles, and how it is run."""

from __future__ import annotations

import compileall
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from corpus import ROOT, Sample, write_article, write_project

SITES = Path(__file__).resolve().parent / "peer_sites"
CITED = "mediation.accepted"  # no constraint names it; every fourteenth article of the corpus and the home page show it
CITED_VALUE = 6294


class Tool:
    """A generator.

    Attributes:
        name: on the command line and in tables.
        packages: what pip installs into an environment of its own; none for this project.
        made: what a clean build removes, relative to the site's folder; the first is the output.
        modes: the modes that mean something for it.
        limit: the largest number of articles that it is given.
        article: where articles lie; ``{year}``, ``{date}`` and ``{slug}`` are replaced.
        site: folder in ``peer_sites`` with everything but the articles.
        search: how readers search, see ``weighing.weigh``.
    """

    name: ClassVar[str]
    packages: ClassVar[tuple[str, ...]] = ()
    made: ClassVar[tuple[str, ...]]
    modes: ClassVar[frozenset[str]] = frozenset({"full", "same", "edit", "new", "fresh"})
    limit: ClassVar[int] = 1_000
    article: ClassVar[str] = "content/news/{year}/{date}-{slug}.md"
    site: ClassVar[str] = ""
    search: ClassVar[str] = ""

    def __init__(self, work: Path) -> None:
        self.home = work / "tools" / self.name

    def install(self) -> None:
        """Install what is missing.

        Raises:
            subprocess.CalledProcessError: it can't be installed.
        """
        python = self.home / "bin/python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(self.home)], check=True)
        present = subprocess.run([python, "-m", "pip", "list", "--format", "json"], check=True, capture_output=True).stdout
        names = {item["name"].replace("_", "-") for item in json.loads(present)}
        missing = [one for one in self.packages if one.partition("[")[0] not in names]
        if missing:
            subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *missing], check=True)

    def versions(self) -> list[str]:
        """Names and versions of its packages."""
        found = subprocess.run([self.home / "bin/pip", "list", "--format", "json"], check=True, capture_output=True).stdout
        wanted = {one.partition("[")[0] for one in self.packages}
        return [f"{item['name']} {item['version']}" for item in json.loads(found) if item["name"].replace("_", "-") in wanted]

    def lay(self, root: Path, samples: Iterable[Sample]) -> None:
        """Write a site with some articles."""
        shutil.copytree(SITES / self.site, root)
        for one in samples:
            self.write(root, one)

    def write(self, root: Path, one: Sample) -> None:
        """Write an article."""
        path = self.place(root, one)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text(one), "utf-8")

    def place(self, root: Path, one: Sample) -> Path:
        """Where an article lies."""
        return root / self.article.format(year=one.date[:4], date=one.date, slug=one.slug)

    def page(self, root: Path, one: Sample) -> str:
        """Address of an article in the finished site; ``ValueError`` when it has none."""
        output = root / self.made[0]
        found = [path.relative_to(output).as_posix() for path in output.rglob("*.html") if one.slug in str(path)]
        return min(found)

    def text(self, one: Sample) -> str:
        """An article as this tool reads it."""
        raise NotImplementedError

    def figures(self, root: Path) -> dict[str, tuple[Path, str, str]]:
        """Changes of figures by mode: the file, what it says and what it shall say."""
        return {}

    def command(self, root: Path) -> list[str]:
        """Builds the site."""
        raise NotImplementedError

    def _found(self, pattern: str) -> str:
        return str(next(self.home.glob(f"lib/python*/site-packages/{pattern}")))


def body_of(one: Sample, figure: str) -> str:
    """An article's body with the figure that it shows."""
    return f"{one.body}\n\n2025年的数是{figure}。\n" if one.metric else f"{one.body}\n"


def front_of(one: Sample) -> str:
    """YAML front matter that all but Pelican read."""
    fields = {"title": one.title, "date": one.date, "description": one.summary, "source": "汨罗市司法局", "tags": list(one.tags)}
    return "".join(["---\n", *(f"{name}: {value if name == 'date' else json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items()), "---\n\n"])


class Portal(Tool):
    """This project, with copies of its program and templates, so that nobody changes them during the run."""

    name = "portal"
    made = ("site", ".portal")
    search = "search/?q="
    modes = frozenset({"full", "reviewed", "same", "edit", "new", "figure", "cited", "fresh"})
    limit = 1_000_000

    def install(self) -> None:
        """Copy program and templates."""
        shutil.rmtree(self.home, ignore_errors=True)
        for name in ("hooks", "overrides"):
            shutil.copytree(ROOT / name, self.home / name, ignore=shutil.ignore_patterns("__pycache__", ".*cache"))
        compileall.compile_dir(self.home / "hooks", quiet=2)

    def versions(self) -> list[str]:
        """It is the one of this checkout."""
        return ["portal of this checkout"]

    def lay(self, root: Path, samples: Iterable[Sample]) -> None:
        """Write a project with the shipped data and pages besides the samples."""
        write_project(root, 0)
        for name in ("hooks", "overrides"):
            (root / name).unlink()
            (root / name).symlink_to(self.home / name)
        for one in samples:
            self.write(root, one)

    def write(self, root: Path, one: Sample) -> None:
        """Write an article in this project's own shape."""
        write_article(root, one)

    def figures(self, root: Path) -> dict[str, tuple[Path, str, str]]:
        """A figure that two shipped articles show, and one that many samples show; no constraint names either."""
        path = root / "data/statistics/2025.yml"
        return {
            "figure": (path, "governance.contracts: 15\n", "governance.contracts: 16\n"),
            "cited": (path, f"{CITED}: {CITED_VALUE}\n", f"{CITED}: {CITED_VALUE + 1}\n"),
        }

    def command(self, root: Path) -> list[str]:
        """``portal build``."""
        return [sys.executable, str(self.home / "hooks/manage.py"), "--root", str(root), "build", "--out", str(root / "site")]

    def check(self, root: Path) -> list[str]:
        """``portal check``: fills the store of the review."""
        return [sys.executable, str(self.home / "hooks/manage.py"), "--root", str(root), "check", "--format", "json"]


class Hugo(Tool):
    """Hugo with the small theme of ``peer_sites/hugo``."""

    name = "hugo"
    site = "hugo"
    packages: ClassVar[tuple[str, ...]] = ("hugo",)
    made = ("public", "resources")
    modes = frozenset({"full", "same", "edit", "new", "cited", "fresh"})
    limit = 1_000_000

    def lay(self, root: Path, samples: Iterable[Sample]) -> None:
        """Figures are data here too."""
        super().lay(root, samples)
        (root / "data").mkdir()
        (root / "data/statistics.yml").write_text(f"{CITED}: {CITED_VALUE}\nlegal_aid.cases: 1000\n", "utf-8")

    def text(self, one: Sample) -> str:
        """Front matter, body, the figure by shortcode."""
        return front_of(one) + body_of(one, f'{{{{< stat "{one.metric}" >}}}}')

    def figures(self, root: Path) -> dict[str, tuple[Path, str, str]]:
        """The figure that many samples show."""
        return {"cited": (root / "data/statistics.yml", f"{CITED}: {CITED_VALUE}\n", f"{CITED}: {CITED_VALUE + 1}\n")}

    def command(self, root: Path) -> list[str]:
        """The program itself, without the Python that wraps it."""
        return [self._found("hugo/binaries/hugo*"), "--quiet", "-d", "public"]


class HugoPagefind(Hugo):
    """Hugo, then Pagefind's index of what it wrote."""

    name = "hugo+pagefind"
    packages = ("hugo", "pagefind-bin-extended")
    search = (
        "(async () => { const engine = await import('/pagefind/pagefind.js'), found = await engine.search('QUERY');"
        " await Promise.all(found.results.slice(0, 10).map(one => one.data())); })()"
    )
    modes = frozenset({"full", "edit"})

    def command(self, root: Path) -> list[str]:
        """Both, one after the other."""
        hugo = " ".join(super().command(root))
        return ["sh", "-c", f"{hugo} && {self._found('pagefind_bin_extended/pagefind_extended')} -s public -q"]


class Pelican(Tool):
    """Pelican with its own theme and its content cache."""

    name = "pelican"
    site = "pelican"
    packages = ("pelican[markdown]",)
    made = ("public", "cache")

    def text(self, one: Sample) -> str:
        """Pelican's own head."""
        head = f"Title: {one.title}\nDate: {one.date}\nCategory: 工作动态\nTags: {', '.join(one.tags)}\nSlug: {one.slug}\nSummary: {one.summary}\n\n"
        return head + body_of(one, f"{CITED_VALUE}件")

    def command(self, root: Path) -> list[str]:
        """One build."""
        return [str(self.home / "bin/pelican"), "content", "-s", "pelicanconf.py", "-q"]


class Material(Tool):
    """Stock Material for MkDocs."""

    name = "material"
    site = "material"
    packages: ClassVar[tuple[str, ...]] = ("mkdocs-material", "jieba")
    search = (
        "const field = document.querySelector('input[name=query], input[type=search]');"
        " if (field) { field.focus(); field.value = 'QUERY'; field.dispatchEvent(new Event('keyup')); field.dispatchEvent(new Event('input')); }"
    )
    made: ClassVar[tuple[str, ...]] = ("site",)
    modes = frozenset({"full", "edit"})
    article = "docs/news/{year}/{date}-{slug}.md"

    def text(self, one: Sample) -> str:
        """Front matter, title, body."""
        return f"{front_of(one)}# {one.title}\n\n{body_of(one, f'{CITED_VALUE}件')}"

    def command(self, root: Path) -> list[str]:
        """One build."""
        return [str(self.home / "bin/mkdocs"), "build", "--quiet"]


class Zensical(Material):
    """Zensical, which reads Material's settings."""

    name = "zensical"
    packages = ("zensical",)
    made = ("site", ".cache")
    modes = Tool.modes

    def command(self, root: Path) -> list[str]:
        """One build."""
        return [str(self.home / "bin/zensical"), "build"]


TOOLS: tuple[type[Tool], ...] = (Portal, Hugo, HugoPagefind, Pelican, Zensical, Material)
