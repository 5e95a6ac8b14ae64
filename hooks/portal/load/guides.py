"""``data/guides/*.yml`` to guides."""

from __future__ import annotations

import re

from portal.load.source import Source
from portal.model.finding import Finding, Span
from portal.model.guide import Guide
from portal.model.patterns import SLUG, SLUG_SHAPE

FOLDER = "data/guides"


def load_guides(source: Source) -> dict[str, Guide]:
    """Every guide that can be read, by slug, in the order in which readers see them; none without the folder."""
    found: dict[str, Guide] = {}
    for path in source.tree.files(FOLDER, ".yml"):
        slug = path.removeprefix(f"{FOLDER}/").removesuffix(".yml")
        guide = source.data(Guide, path)
        if not re.fullmatch(SLUG, slug, re.ASCII):
            do = f"直接放在{FOLDER}里，改成{SLUG_SHAPE}，如unpaid-wages.yml"
            source.findings.append(Finding("file-name", Span(path), f"指引的文件名“{slug}.yml”不能作网址", do))
        elif guide:
            found[slug] = guide
    return dict(sorted(found.items(), key=lambda one: (one[1].order, one[0])))
