"""A plain reader of the index files: what the browser's engine must answer, without its economies."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from portal.search.document import Document
from portal.search.folding import arabic, fold
from portal.search.layout import MANIFEST, names_address, read_names, record_address, shard_address
from portal.search.shards import decode_entry, decode_list, decode_shard, shard_of
from portal.search.tokens import CLASSES, bigrams, filter_token, initial_tokens

_COUNT = re.compile(r"第\s*([0-9０-９〇零一二两三四五六七八九十百千]+)\s*([条款项])")


class Reader:
    """Answers queries from the files of an index."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.manifest = json.loads(files[MANIFEST])
        self.moved = dict(self.manifest["moved"])
        self.epoch = self.manifest["epoch"]
        self.names = read_names(files[names_address(self.epoch)])

    def candidates(self, tokens: set[int]) -> dict[int, int]:
        """Documents that have all tokens, with the worst of the tokens' classes."""
        found: dict[int, int] | None = None
        for token in tokens:
            entries = decode_shard(self.files[shard_address(self.epoch, shard_of(token, self.manifest["bits"]))])
            lists = decode_entry(entries[token]) if token in entries else [b""] * CLASSES
            classes = {number: which for which, one in enumerate(lists) for number in decode_list(one)}
            found = classes if found is None else {number: max(found[number], classes[number]) for number in found.keys() & classes.keys()}
        return found or {}

    def document(self, number: int) -> Document:
        return Document.from_record(self.files[record_address(self.epoch, number)])

    def search(self, query: str, **filters: str) -> list[str]:
        """Addresses of all that a query finds, the best first."""
        words = [fold(word) for word in _COUNT.sub(r"第\1\2", query).split()]
        words = [word for word in words if word]
        ranks: dict[int, int] | None = None
        for word in words:
            found = {number: self._class(self.document(number), word) for number in self._may_hold(word)}
            found = {number: which for number, which in found.items() if which < CLASSES}
            ranks = found if ranks is None else {number: ranks[number] + found[number] for number in ranks.keys() & found.keys()}
        ranks = ranks or {}
        for way, value in filters.items():
            ranks = {number: ranks[number] for number in ranks.keys() & self.candidates({filter_token(f"{way}={value}")}).keys()}
        if len(words) == 1:
            called = {name.number for name in self.names if words[0] in map(fold, name.names)}
            ranks = {number: -1 if number in called and number in ranks else rank for number, rank in ranks.items()}
        order = sorted(ranks, key=lambda number: (ranks[number], -self.moved.get(number, number)))
        return [self.document(number).address for number in order]

    def _may_hold(self, word: str) -> set[int]:
        forms = {word, arabic(word)}
        found = {number for form in forms for number in self.candidates(bigrams(form) if len(form) > 1 else {ord(form)})}
        if re.fullmatch("[a-z]{3,}", word):
            found |= self.candidates(set(initial_tokens(word))).keys()
        return found

    def _class(self, document: Document, word: str) -> int:
        if re.fullmatch("[a-z]{3,}", word) and _sounds(document.initials, word):
            return 0
        fields = ((document.title, *document.names), (*document.headings, *document.tags), (document.summary,), (document.body,))
        for which, texts in enumerate(fields if len(word) > 1 else fields[:1]):
            if any(word in fold(text) or arabic(word) in arabic(fold(text)) for text in texts):
                return which
        return CLASSES


def _sounds(letters: str, typed: str) -> bool:
    first, _, second = letters.partition(" ")
    pairs = list(zip(first, second or first, strict=True))
    return any(all(char in pairs[start + at] for at, char in enumerate(typed)) for start in range(len(pairs) - len(typed) + 1))
