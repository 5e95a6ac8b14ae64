"""The register of statutes: what each is called, how many paragraphs and items its articles have, when it was renumbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from portal.model.law import Statute, normal_title

_ISSUERS = ("最高人民法院", "最高人民检察院", "最高人民法院最高人民检察院", "国务院", "全国人民代表大会常务委员会")
_LOOSE = str.maketrans("", "", "、，“”\"·")
_LONGEST = 60

Shapes = Mapping[tuple[int, int], tuple[int, int]]
Texts = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Version:
    """A new text of a statute whose articles were renumbered.

    Attributes:
        since: ISO day from which the new numbers hold.
        name: as written behind a title, ``2025年修订``.
        sure: False while the day waits to be confirmed.
    """

    since: str
    name: str
    sure: bool = True


@dataclass(frozen=True, eq=False)
class Register(Mapping[str, Statute]):
    """Statutes by full title and by short title.

    Attributes:
        names: statutes by every exact name.
        shapes: numbers of paragraphs and items of each article and inserted article, by full title.
        versions: renumberings, oldest first, by full title.
        texts: wording of the articles, by full title; empty when the project doesn't keep texts.
    """

    names: Mapping[str, Statute] = field(default_factory=dict)
    shapes: Mapping[str, Shapes] = field(default_factory=dict)
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    texts: Mapping[str, Texts] = field(default_factory=dict)

    # By identity, so that what was read with one register can be remembered.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __getitem__(self, name: str) -> Statute:
        return self.names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def _loose(self) -> dict[str, Statute]:
        return {loose(name): statute for name, statute in reversed(list(self.names.items()))} | {loose(one.title): one for one in self.names.values()}

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """How long the names are that end with two characters, the longest first."""
        found: dict[str, set[int]] = {}
        for name in self.names:
            if 1 < len(name) <= _LONGEST:
                found.setdefault(name[-2:], set()).add(len(name))
        return {end: tuple(sorted(lengths, reverse=True)) for end, lengths in found.items()}

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Full titles, in the order of the register."""
        return tuple(dict.fromkeys(one.title for one in self.names.values()))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Names of laws without their last character, to know a slip there."""
        return frozenset(name[:-1] for name, statute in self.names.items() if statute.is_law)

    def find(self, title: str) -> Statute | None:
        """The statute of a title as people write it: short or full, with or without the body that issued it."""
        exact = normal_title(title)
        if exact in self.names:
            return self.names[exact]
        name = loose(exact)
        found = self._loose.get(name) or self._loose.get(name.removeprefix("中华人民共和国"))
        return found or next((known for issuer in _ISSUERS if (known := self._loose.get(issuer + name))), None)

    def name_at_end(self, text: str) -> str:
        """The longest name of the register that ``text`` ends with, empty when there is none."""
        return next((text[-length:] for length in self._lengths.get(text[-2:], ()) if text[-length:] in self.names), "")


def loose(title: str) -> str:
    """A title without the signs that people write in one way or the other."""
    return title.translate(_LOOSE)
