"""A tiny project to build on: one column of news, one of cases, one of summaries, two synthetic years of figures."""

from __future__ import annotations

import atexit
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from portal.load.site import load_site
from portal.model.finding import Finding
from portal.model.site import Site
from portal.times import Moment, parse_moment

ROOT = Path(__file__).resolve().parents[1]
SMALL = Path(__file__).resolve().parent / "site_small"


def moment(text: str) -> Moment:
    """A moment from its text; for tests only, fails loudly."""
    found = parse_moment(text)
    assert found is not None, text
    return found


NOW = moment("2025-06-30 12:00")


@dataclass(frozen=True)
class Project:
    """A project folder that a test may change."""

    root: Path

    @classmethod
    def create(cls, root: Path) -> Project:
        """A copy of ``tests/site_small`` with the real templates and hooks."""
        shutil.copytree(SMALL, root)
        for name in ("overrides", "hooks"):
            (root / name).symlink_to(ROOT / name)
        return cls(root).with_templates()

    def with_templates(self) -> Project:
        """Keep compiled templates where all tiny projects do: to compile them takes longer than the rest of a tiny build."""
        (self.root / ".portal").mkdir()
        (self.root / ".portal/templates").symlink_to(_templates())
        return self

    def write(self, path: str, text: str | bytes) -> Project:
        """Write a file, making its folders."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return self

    def replace(self, path: str, old: str, new: str) -> Project:
        """Replace text in a file; the old text must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} not in {path}"
        return self.write(path, text.replace(old, new, 1))

    def load(self, now: Moment = NOW) -> tuple[Site | None, list[Finding]]:
        """Read the project."""
        return load_site(self.root, now)

    def site(self, now: Moment = NOW) -> Site:
        """Read the project, which must be readable."""
        site, findings = self.load(now)
        assert site is not None, findings
        return site


@cache
def _templates() -> Path:
    folder = mkdtemp(prefix="portal-templates-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
