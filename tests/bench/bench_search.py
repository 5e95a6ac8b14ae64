"""The search index at a size: times of building and updating, bytes on disk and of first queries, recall, time of an answer in Chromium.

``python tests/bench/bench_search.py 10000``. The documents are made of the sentences of the shipped articles, with made-up names and
numbers between them, about 1,200 characters each, beside the shipped statutes, figures and services.
"""

from __future__ import annotations

import gzip
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "hooks")]

import yaml  # noqa: E402 - needs the path above

from browsing import open_browser, tab  # noqa: E402
from helpers import ROOT, moment  # noqa: E402
from portal.assembly.assets import collect  # noqa: E402
from portal.assembly.theme import theme_folder  # noqa: E402
from portal.load.site import load_site  # noqa: E402
from portal.search.blocks import BLOCK, analyse, invert  # noqa: E402
from portal.search.document import Document  # noqa: E402
from portal.search.documents import article_document, other_documents  # noqa: E402
from portal.search.index import Builder, update  # noqa: E402
from portal.search.layout import record_address  # noqa: E402
from portal.search.state import State  # noqa: E402
from web_server import serve  # noqa: E402

_NAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅鑫波斌莉云峰建国文辉"
_ASK = """async ([query, number, limit]) => {
  const {Index} = await import(document.querySelector('script').src);
  const asked = [];
  const index = new Index(async address => { asked.push(address); const answer = await fetch(address); return answer.ok ? answer.arrayBuffer() : null; });
  const start = performance.now(), found = await index.find(query), may = found.queue.some(one => one.document === number);
  const results = await found.next(limit), took = performance.now() - start, spent = asked.slice();
  return [spent, took, results.length, number < 0 || (may && found.truth(await index.record(number)) < Infinity)];
}"""


def made_up(size: int, sentences: list[str], pattern: list[Document]) -> list[Document]:
    """Documents of shipped sentences, each with a person and a number that no other sentence has."""
    found = []
    for number in range(size):
        chance = random.Random(number)
        year, like = chance.randint(2016, 2026), chance.choice(pattern)
        body = ""
        while len(body) < 1180:
            person = chance.choice(_NAMES) + "".join(chance.choices(_GIVEN, k=chance.randint(1, 2)))
            body += chance.choice((f"{person}说：", f"{chance.randint(2, 9999)}件中，", "", "")) + chance.choice(sentences)
        title = f"{chance.choice(_NAMES)}{chance.choice(_GIVEN)}与{chance.choice(_NAMES)}某{re.sub('^情景案例：', '', like.title)}"
        changes = {"address": f"{like.column}/{year}/made-up-{number}.html", "title": title, "body": body, "names": (), "year": year}
        found.append(replace(like, **changes, date=f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"))  # type: ignore[arg-type]
    return found


@dataclass(frozen=True)
class Query:
    """What is typed, and the document that it must find; None when any answer will do."""

    kind: str
    text: str
    wanted: Document | None


def some_queries(documents: list[Document], substrings: int, titles: int) -> list[Query]:
    """Titles, names, stretches of two to eight characters, and the hand-made ones."""
    chance = random.Random(3)
    articles = [one for one in documents if one.body]
    found = [Query("title", one.title, one) for one in chance.sample(articles, min(titles, len(articles)))]
    found += [Query("name", name, one) for one in documents for name in one.names if " " not in name]
    for _ in range(substrings):
        one = chance.choice(articles)
        size = chance.randint(2, 8)
        start = chance.randrange(len(one.body) - size)
        text = re.sub(r"\s", "", one.body[start : start + size])
        if len(re.sub(r"[\W_]", "", text)) > 1:
            found.append(Query("substring", text, one))
    cases = yaml.safe_load((ROOT / "tests/search/queries.yml").read_text("utf-8"))
    return [*found, *(Query("hand-made", case["query"], None) for case in cases)]


def timed(what: str, work: Callable[[], object]) -> object:
    """Do something and print how many seconds it took."""
    start = time.perf_counter()
    done = work()
    print(f"{what:<34}{time.perf_counter() - start:8.3f} s")
    return done


def built(documents: list[Document]) -> tuple[dict[str, bytes], State]:
    """All files, with the time of each step."""
    entries = {one.place: one for one in timed("analyse", lambda: [analyse(one) for one in documents])}  # type: ignore[attr-defined]
    builder, files = Builder(entries), dict[str, bytes]()

    def inverted() -> None:
        for first in range(0, len(builder.order), BLOCK):
            block = [entries[place] for place in builder.order[first : first + BLOCK]]
            files.update((record_address(builder.state.epoch, first + at), entry.record) for at, entry in enumerate(block))
            builder.add(invert(first, block))

    timed("invert", inverted)
    timed("shards", lambda: files.update(builder.finish()))
    return files, builder.state


def updates(documents: list[Document], files: dict[str, bytes], state: State) -> None:
    """Times of single edits against the index in memory."""
    one = documents[len(documents) // 2]
    data = timed("state to bytes", state.to_bytes)
    timed(f"state from {len(data)} bytes", lambda: State.from_bytes(data))  # type: ignore[arg-type]
    cases = {
        "one body changed": ([replace(one, body=f"{one.body}本文更正了一处数据。")], []),
        "newest page added": ([replace(one, address="news/2027/new.html", date="2027-01-01")], []),
        "old page added": ([replace(one, address="news/2017/old.html", date="2017-01-01")], []),
        "page removed": ([], [one.address]),
    }
    for what, (changed, removed) in cases.items():
        done = timed(what, lambda changed=changed, removed=removed: update(state, map(analyse, changed), removed, files.__getitem__))  # type: ignore[misc]
        print(f"{'':<34}{len(done.written):8} files written")  # type: ignore[attr-defined]


def asked(files: dict[str, bytes], state: State, queries: list[Query], limit: int) -> None:
    """Ask in Chromium, each query with a fresh engine, and print bytes, times and recall."""
    scripts = collect(theme_folder(), ROOT / "overrides")
    engine = scripts.files[scripts.scripts["search-engine"]]
    weight = sum(len(gzip.compress(scripts.files[scripts.scripts[name]], 9)) for name in ("search-engine", "search"))
    with tempfile.TemporaryDirectory() as folder:
        for name, data in {**files, "index.html": b"<!doctype html><script type=module src=engine.js></script>", "engine.js": engine}.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        rows: list[tuple[str, int, float, str]] = []
        missed: list[str] = []
        with serve(Path(folder)) as address, closing(open_browser()) as opened, tab(next(opened)) as (page, _):
            page.goto(f"{address}index.html")
            for query in queries:
                number = state.numbers[query.wanted.address] if query.wanted else -1
                names, took, _, right = page.evaluate(_ASK, [query.text, number, limit])
                rows.append((query.kind, weight + sum(len(gzip.compress(files[name], 6)) for name in names), took, query.text))
                missed += [] if right else [query.text]
    print(f"scripts {weight} bytes; {len(queries)} queries, {len(missed)} not found {missed[:5]}")
    for kind in (*dict.fromkeys(row[0] for row in rows), ""):
        chosen = [row for row in rows if not kind or row[0] == kind]
        size, took = sorted(row[1] for row in chosen), sorted(row[2] for row in chosen)
        worst = max(chosen, key=lambda row: row[1])[3]
        print(
            f"{kind or 'all':<10}{len(chosen):5} first queries: median {statistics.median(size) / 1024:5.1f} KB, 90 % {size[len(size) * 9 // 10] / 1024:5.1f} KB,"
            f" worst {size[-1] / 1024:5.1f} KB ({worst}); median {statistics.median(took):4.0f} ms, worst {took[-1]:4.0f} ms"
        )


def main() -> None:
    """Print the figures of one size."""
    site, findings = load_site(ROOT, moment(f"{max(path.name[:10] for path in (ROOT / 'content').glob('*/*/*.md'))} 23:59"))
    assert site is not None, findings
    pattern = [article_document(site, article) for article in site.articles]
    sentences = [one for article in pattern for one in re.findall("[^。！？]+[。！？]", article.body) if 8 <= len(one) <= 120]
    measure([*made_up(int(sys.argv[1]), sentences, pattern), *other_documents(site)])


def measure(documents: list[Document]) -> None:
    """Print the figures of some documents."""
    print(f"{len(documents)} documents, {sum(len(one.body) for one in documents)} characters")
    files, state = built(documents)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    for what, part in (("shards", "/s/"), ("records", "/d/"), ("names", "names.json"), ("manifest", "index.json")):
        sizes = [len(data) for name, data in files.items() if part in name]
        print(f"{what}: {len(sizes)} files, {sum(sizes)} bytes, largest {max(sizes)}")
    updates(documents, files, state)
    asked(files, state, some_queries(documents, 500, 100), 5)


if __name__ == "__main__":
    main()
