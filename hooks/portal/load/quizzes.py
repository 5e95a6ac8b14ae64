"""``data/quiz/*.yml`` to the sets of questions."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from portal.load.source import Source
from portal.model.finding import Finding, Span
from portal.model.patterns import SLUG, SLUG_SHAPE
from portal.model.quiz import FOLDER, QuizSet

TAKEN = ("index", "today")  # addresses that other pages of the folder have


def load_quizzes(source: Source) -> dict[str, QuizSet]:
    """Every set that can be used, by the name of its file, in the order in which they are listed."""
    found: dict[str, QuizSet] = {}
    for path in source.tree.files(FOLDER, ".yml"):
        slug = PurePosixPath(path).stem
        if path != f"{FOLDER}/{slug}.yml" or not re.fullmatch(SLUG, slug, re.ASCII) or slug in TAKEN:
            do = f"直接放在{FOLDER}里，改成{SLUG_SHAPE}，如contracts.yml，不用{'、'.join(TAKEN)}"
            source.findings.append(Finding("file-name", Span(path), f"知识竞答的文件名{path.removeprefix(f'{FOLDER}/')}不能作网址", do))
            continue
        quiz = source.data(QuizSet, path)
        if quiz:
            found[slug] = quiz
    return dict(sorted(found.items(), key=lambda one: (one[1].order, one[0])))
