"""The index: what it finds, in which order, and that updating it equals building it anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.search.blocks import BLOCK, analyse, invert
from portal.search.document import Document
from portal.search.folding import fold
from portal.search.index import Builder, addresses, update
from portal.search.layout import record_address
from portal.search.shards import bits_for, decode_entry, decode_list, decode_shard, edited, encode_entry, encode_list, encode_shard
from portal.search.state import State
from search.search_reader import Reader
from search.search_samples import rewritten, sample, some_queries
from search.whole_index import Index, build


@pytest.fixture(scope="module")
def corpus() -> list[Document]:
    """Three hundred made-up documents."""
    return [sample(number) for number in range(300)]


@pytest.fixture(scope="module")
def index(corpus: list[Document]) -> Index:
    """Their index."""
    return build(corpus)


@pytest.fixture(scope="module")
def reader(index: Index) -> Reader:
    return Reader(index.files)


def test_every_title_name_and_substring_is_found(corpus: list[Document], reader: Reader) -> None:
    """A document is found by its title, its names and any stretch of two to eight characters of its body."""
    chance = random.Random(1)
    missed = []
    for document in corpus:
        start, size = chance.randrange(len(document.body) - 8), chance.randint(2, 8)
        for query in (document.title, *document.names, "".join(document.body[start : start + size].split())):
            if len(fold(query)) > 1 and document.address not in reader.search(query):
                missed.append((document.address, query))
    assert missed == []


def test_nothing_else_is_found(corpus: list[Document], reader: Reader) -> None:
    """What is found holds the words; what holds them is found: compared with a scan of all texts."""
    for query in ("追讨拖欠工资", "民法典", "App办理率", "双方握手 公证处", "握手言", "2023年"):
        words = [fold(word) for word in query.split()]
        texts = {one.address: ["|".join(map(fold, (one.title, *one.names, *one.headings, *one.tags, one.summary, one.body)))] for one in corpus}
        assert set(reader.search(query)) == {address for address, (text,) in texts.items() if all(word in text for word in words)}, query


def test_articles_are_found_however_numbered() -> None:
    """Book marks, spaces and the way of writing the number don't matter."""
    document = sample(1)
    one, other = replace(document, address="a", body="依照《民法典》第一千零四十三条规定"), replace(document, address="b", body="见民法典 第１０４３条。")
    found = Reader(build([one, other]).files)
    for query in ("民法典第一千零四十三条", "民法典第1043条", "《民法典》第一千零四十三条", "第 1043 条", "典第1043"):
        assert set(found.search(query)) == {"a", "b"}, query
    assert found.search("民法典第一百零四十三条") == found.search("民法典第104条") == []


def test_title_goes_before_heading_before_summary_before_body() -> None:
    """The better the place of the words, the higher the page, whatever its date."""
    base = Document(address="", title="别的", label="动态")
    documents = [
        replace(base, address="body", body="讲宅基地的事", date="2026-05-01"),
        replace(base, address="summary", summary="讲宅基地的事", date="2026-04-01"),
        replace(base, address="heading", headings=("宅基地怎么办",), date="2026-03-01"),
        replace(base, address="title", title="宅基地怎么办", date="2026-02-01"),
        replace(base, address="name", title="《宅基地》", names=("宅基地",)),
    ]
    assert Reader(build(documents).files).search("宅基地") == ["name", "title", "heading", "summary", "body"]


def test_newer_goes_first_then_shorter() -> None:
    """Among equals the newer page comes first; of the same day the shorter one."""
    base = Document(address="", title="宅基地", label="动态")
    documents = [
        replace(base, address="old", date="2024-01-01"),
        replace(base, address="long", date="2025-01-01", body="长" * 900),
        replace(base, address="short", date="2025-01-01", body="短" * 90),
        replace(base, address="new", date="2026-01-01", body="新" * 2000),
    ]
    assert Reader(build(documents).files).search("宅基地") == ["new", "short", "long", "old"]


def test_filters_narrow(corpus: list[Document], reader: Reader) -> None:
    """Column, year, kind and audience leave only what belongs to them, in the same order."""
    every = reader.search("司法所")
    by_address = {one.address: one for one in corpus}
    assert reader.search("司法所", column="cases", year="2024") == [one for one in every if by_address[one].column == "cases" and by_address[one].year == 2024]
    assert reader.search("司法所", audience="老年人", kind="公证") == [one for one in every if "老年人" in by_address[one].audiences and by_address[one].kind == "公证"]


def test_single_characters_look_at_titles(corpus: list[Document], reader: Reader) -> None:
    """One character finds the pages whose title or name holds it."""
    assert set(reader.search("镇")) == {one.address for one in corpus if "镇" in one.title}


def test_initials_find_titles() -> None:
    """Three initials or more find a title, in either reading of a character."""
    document = replace(sample(1), address="a", title="人民调解与民法典")
    found = Reader(build([document, replace(document, address="b", title="公证")]).files)
    assert found.search("mfd") == found.search("rmtj") == found.search("MDJ") == ["a"]


def test_order_of_input_does_not_matter(corpus: list[Document], index: Index) -> None:
    """The same documents give the same bytes in any order."""
    assert build(reversed(corpus)).files == index.files


def test_blocks_of_any_size_give_the_same(corpus: list[Document], index: Index) -> None:
    """Workers may cut the documents into blocks as they like."""
    by_place = {one.place: one for one in corpus}
    builder = Builder(by_place)
    for first in range(0, len(builder.order), 70):
        builder.add(invert(first, [analyse(by_place[place]) for place in builder.order[first : first + 70]]))
    files = dict(builder.finish())
    assert files.items() <= index.files.items() and BLOCK > 70
    assert set(index.files) == set(addresses(index.state))


def test_two_documents_at_one_address_are_refused() -> None:
    """An address names one page."""
    with pytest.raises(ValueError, match="same address"):
        build([sample(1), replace(sample(1), date="2020-01-01")])


def test_few_shards_for_a_small_site() -> None:
    """The number of shards grows with the site, in steps."""
    assert [1 << bits_for(size) for size in (1, 40, 1000, 10_000, 1_000_000)] == [64, 64, 512, 2048, 8192]


@given(st.lists(st.integers(0, 200_000), unique=True, max_size=50).map(sorted))
def test_lists_survive_writing(numbers: list[int]) -> None:
    """A list, an entry and a state are read as they were written."""
    assert decode_list(encode_list(numbers)) == numbers
    lists = [encode_list(numbers), b"", encode_list(numbers[:1]), b""]
    assert decode_entry(encode_entry(lists)) == lists


@given(st.lists(st.integers(0, 200_000), unique=True, max_size=50).map(sorted), st.lists(st.integers(0, 200_000), unique=True, min_size=1, max_size=5))
def test_an_edited_list_is_that_of_all_its_numbers(before: list[int], added: list[int]) -> None:
    """Whether the new numbers come last or not, and however far apart they are."""
    shard = encode_shard({7: encode_entry([encode_list(before), b"", b"", b""])}) if before else encode_shard({})
    after = edited(shard, {(7, 0): dict.fromkeys(added, True)})
    assert decode_list(decode_entry(decode_shard(after)[7])[0]) == sorted({*before, *added})


def test_broken_shards_are_noticed(index: Index) -> None:
    """A shard that was cut short is not taken for a whole one."""
    data = next(data for name, data in index.files.items() if name.endswith(".bin") and len(data) > 100)
    with pytest.raises(ValueError, match="broken"):
        decode_shard(data[:-3])


class Living:
    """An index that lives through edits, and the documents that it ought to hold."""

    def __init__(self, documents: list[Document]) -> None:
        first = build(documents)
        self.state, self.files = first.state, dict(first.files)
        self.documents = {one.address: one for one in documents}

    def edit(self, changed: list[Document], removed: list[str]) -> int:
        """Apply one update; gives how many files were written."""
        done = update(State.from_bytes(self.state.to_bytes()), map(analyse, changed), removed, self.files.__getitem__)
        for address in removed:
            del self.documents[address]
        self.documents |= {one.address: one for one in changed}
        for address in done.removed:
            del self.files[address]
        self.files |= done.written
        self.state = done.state
        return len(done.written)

    def check(self, count: int, seed: int) -> None:
        """Compare with a clean build, query by query."""
        clean = Reader(build(self.documents.values()).files)
        mine = Reader(self.files)
        assert set(self.files) == set(addresses(self.state))
        for query, filters in some_queries(list(self.documents.values()), count, seed):
            assert mine.search(query, **filters) == clean.search(query, **filters), (query, filters)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.lists(st.tuples(st.sampled_from(("new", "change", "remove", "rename", "many")), st.integers(0, 10_000)), min_size=1, max_size=8))
def test_updates_equal_a_clean_build(start: int, edits: list[tuple[str, int]]) -> None:
    """After any sequence of new, changed, removed and renamed pages forty random queries give the same ordered results: 1,000 in all."""
    living = Living([sample(start + number) for number in range(30)])
    for what, seed in edits:
        chance, known = random.Random(seed), list(living.documents.values())
        picked = chance.choice(known) if known else sample(seed)
        if what == "new" or not known:
            living.edit([replace(sample(seed), address=f"new/{seed}.html")], [])
        elif what == "change":
            living.edit([rewritten(picked, seed)], [])
        elif what == "remove":
            living.edit([], [picked.address])
        elif what == "rename":
            living.edit([replace(picked, address=f"renamed/{seed}.html")], [picked.address])
        else:
            fresh = [replace(sample(seed + number), address=f"many/{seed}-{number}.html") for number in range(12)]
            gone = [one.address for one in chance.sample(known, min(5, len(known)))]
            living.edit([*fresh, *(rewritten(one, seed) for one in known[:4] if one.address not in gone)], gone)
    living.check(40, start)


def test_an_index_that_grows_and_shrinks_is_renumbered() -> None:
    """From 30 pages to 690 and back, one step at a time, results stay those of a clean build, and the shards become more and fewer."""
    living = Living([sample(number) for number in range(30)])
    bits = {living.state.bits}
    for step in range(11):
        living.edit([sample(1000 + step * 60 + number) for number in range(60)], [])
        bits.add(living.state.bits)
    living.check(30, 1)
    for _ in range(11):
        living.edit([], sorted(living.documents)[:60])
        bits.add(living.state.bits)
    living.check(30, 2)
    assert len(bits) > 1


def test_pages_put_far_back_are_renumbered_in_time() -> None:
    """However many pages are given old dates, the manifest stays small and the order right."""
    living = Living([sample(number) for number in range(60)])
    for step in range(6):
        living.edit([replace(sample(2000 + step * 60 + number), date=f"201{step}-01-0{1 + number % 9}") for number in range(60)], [])
        assert len(living.state.moved) <= 256
    living.check(30, 3)


def test_an_update_touches_little(corpus: list[Document], index: Index) -> None:
    """A word added to a body rewrites its record, the shards of its new bigrams and the manifest; nothing else."""
    living = Living(corpus)
    longer = replace(corpus[5], body=f"{corpus[5].body}鳄鱼")
    assert living.edit([longer], []) <= 5
    assert living.files[record_address(living.state.epoch, living.state.numbers[longer.address])] == longer.to_record()
    changed = {name for name, data in living.files.items() if index.files[name] != data}
    assert 2 <= len(changed) <= 5


def test_removing_what_is_not_there_is_refused(index: Index) -> None:
    """A caller that lost count is told so."""
    with pytest.raises(KeyError):
        update(index.state, [], ["nowhere.html"], index.files.__getitem__)


def test_states_of_other_formats_are_refused() -> None:
    """What is no state of this format asks for a clean build."""
    with pytest.raises(ValueError, match="format"):
        State.from_bytes(b'{"format": 0}')
