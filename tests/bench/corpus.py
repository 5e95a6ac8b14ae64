"""A large project to measure with: articles made of the sentences of the shipped ones, so that the review has nothing to object to.

Article ``number`` is the same for every size. ``python tests/bench/corpus.py FOLDER COUNT`` writes a project with the shipped data, templates
and fixed pages and ``COUNT`` more articles; nobody has to sign them.
"""

from __future__ import annotations

import datetime as dt
import functools
import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SENTENCE = re.compile(r"[\u4e00-\u9fff][^。！？\n]{12,90}[。！？]")
_UNWANTED = re.compile(r"\{\{|\]\(|《|》|[“”0-9<>|*`#\[\]（）：；]|第[一二三四五六七八九十]+|一是|二是|首先|其次|以下|如下|上述|该")
_HEADINGS = ("活动情况", "主要做法", "工作成效", "群众反映", "下一步打算", "法律提示")
_TITLES = ("普法宣传走进乡村", "人民调解化解邻里纠纷", "法律援助帮助务工人员", "社区矫正工作座谈会召开", "公证服务走进社区", "法治讲座走进校园")
_LAWS = ("《中华人民共和国民法典》第一千零四十三条", "《中华人民共和国法律援助法》第三十一条", "《中华人民共和国人民调解法》第三条")
_METRICS = ("legal_aid.cases", "mediation.accepted")


@dataclass(frozen=True)
class Sample:
    """An article without any system's dress.

    Attributes:
        number: of the article.
        date: ISO day.
        slug: of its address.
        title, summary: one line each.
        tags: three labels at most.
        body: Markdown without marks.
        metric: a figure that it shows at its end, empty for none.
    """

    number: int
    date: str
    slug: str
    title: str
    summary: str
    tags: tuple[str, ...]
    body: str
    metric: str


@functools.cache
def sentences() -> tuple[str, ...]:
    """Plain sentences of the shipped articles."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "content").glob("*/*/*.md")):
        body = path.read_text("utf-8").split("---\n", 2)[2]
        found.update(dict.fromkeys(one for one in _SENTENCE.findall(body) if not _UNWANTED.search(one)))
    return tuple(found)


@functools.cache
def words(part: str) -> tuple[str, ...]:
    """Registered tags or audiences."""
    import yaml

    return tuple(yaml.safe_load((ROOT / "data/topics.yml").read_text("utf-8"))[part])


def sample(number: int) -> Sample:
    """One article of about 1,000 characters."""
    chance = random.Random(number)
    day = dt.date(2022, 1, 4) + dt.timedelta(days=chance.randrange(1770))
    pool = chance.sample(sentences(), min(len(sentences()), chance.randint(26, 40)))
    parts, at = [], 0
    for heading in chance.sample(_HEADINGS, 3):
        size = chance.randint(7, 11)
        parts += [f"## {heading}", "".join(pool[at : at + size // 2]), "".join(pool[at + size // 2 : at + size])]
        at += size
    if number % 3 == 0:
        parts.append(f"依照{chance.choice(_LAWS)}的规定办理。")
    if number % 5 == 0:
        parts.append("| 村（社区） | 场次 |\n| --- | --- |\n" + "\n".join(f"| 第{row}组 | {chance.randint(1, 9)} |" for row in range(1, 5)))
    return Sample(
        number=number,
        date=day.isoformat(),
        slug=f"item-{number:06}",
        title=f"{chance.choice(_TITLES)}（第{number}号）",
        summary=chance.choice(sentences()),
        tags=tuple(chance.sample(words("tags"), 2)),
        body="\n\n".join(part for part in parts if part),
        metric=_METRICS[number % len(_METRICS)] if number % 7 == 0 else "",
    )


def samples(count: int) -> Iterator[Sample]:
    """The first ``count`` articles."""
    return map(sample, range(count))


def write_article(root: Path, one: Sample) -> Path:
    """Write an article in the shape of this project."""
    path = root / f"content/news/{one.date[:4]}/{one.date}-{one.slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    front = f"---\ntitle: {one.title}\ndate: {one.date}\nsource: 汨罗市司法局\nsummary: {one.summary}\ntags: [{', '.join(one.tags)}]\naudience: [社会公众]\n---\n\n"
    figure = f"\n\n2025年的数是{{{{ stat:{one.metric}@2025|unit }}}}。" if one.metric else ""
    path.write_text(f"{front}{one.body}{figure}\n", "utf-8")
    return path


def write_project(root: Path, count: int) -> None:
    """Write a whole project; nobody has to sign its articles."""
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".*", "site", "signoffs", "tests", "hooks", "overrides"))
    for name in ("hooks", "overrides"):
        (root / name).symlink_to(ROOT / name)
    policy = root / "data/review/policy.yml"
    policy.write_text(policy.read_text("utf-8").replace("rules:\n", "rules:\n  - {kinds: [article, page, year, data], stages: []}\n", 1), "utf-8")
    for one in samples(count):
        write_article(root, one)


if __name__ == "__main__":
    write_project(Path(sys.argv[1]), int(sys.argv[2]))
