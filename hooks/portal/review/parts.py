"""Parts named in short after their whole: “法律援助案件244件，其中刑事案件158件” speaks of 刑事法律援助案件."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portal.late import late
from portal.model.statistics import Metric, Statistics
from portal.review.flat import flat_name
from portal.review.literals import Literal, same_unit

_AMONG = late(r"[，,（]?其中[，,：:]?")
_BETWEEN = r"(?:数|共计?|达到?|为|是|有)?"
_NEXT = late(r"[，,、；;]|和|$|）")
_SHORTEST, _COMMON = 2, 4


@dataclass(frozen=True, slots=True)
class Parts:
    """Finds numbers of parts.

    Attributes:
        metrics: metrics by id.
        shorts: by whole, for each of its parts what the clause may call it.
    """

    metrics: Mapping[str, Metric]
    shorts: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]

    @classmethod
    def of(cls, statistics: Statistics) -> Parts:
        """For the metrics that are part of another one."""
        found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for name, metric in statistics.metrics.items():
            words = _shorts(metric, statistics.metrics[metric.part_of]) if metric.part_of in statistics.metrics else set()
            if words:
                found.setdefault(metric.part_of, []).append((name, re.compile(rf"(?:{'|'.join(sorted(words))}){_BETWEEN}")))
        return cls(statistics.metrics, {whole: tuple(parts) for whole, parts in found.items()})

    def owned(self, text: str, wholes: Iterable[tuple[int, str]], numbers: list[Literal]) -> Iterator[tuple[Literal, str]]:
        """Numbers in the list that follows a whole.

        Args:
            text: a flattened sentence.
            wholes: where the number of a whole ends, and the metric that it states.
            numbers: the sentence's numbers.
        """
        by_start = {one.start: one for one in numbers}
        for end, whole in wholes:
            among = _AMONG.match(text, end)
            position = among.end() if among else -1
            while position >= 0:
                number, part = self._at(text, position, whole, by_start)
                after = _NEXT.match(text, number.end) if number else None
                if not number or not after:
                    break
                yield number, part
                position = after.end() if after[0] else -1

    def _at(self, text: str, position: int, whole: str, by_start: Mapping[int, Literal]) -> tuple[Literal | None, str]:
        for part, pattern in self.shorts.get(whole, ()):
            match = pattern.match(text, position)
            number = by_start.get(match.end()) if match else None
            if number and same_unit(number, self.metrics[part]):
                return number, part
        return None, ""


def _shorts(part: Metric, whole: Metric) -> set[str]:
    """What sets a part's names apart from its whole's, alone and with the noun: 刑事, 刑事案件."""
    found = set()
    for name in (part.label, *part.aliases):
        for other in (whole.label, *whole.aliases):
            prefix, common = _split(flat_name(name), flat_name(other))
            if len(common) >= _COMMON and len(prefix) >= _SHORTEST:
                found.add(f"{re.escape(prefix)}(?:{re.escape(common[-2:])})?")
    return found


def _split(name: str, other: str) -> tuple[str, str]:
    """A name cut where the end begins that it shares with another name."""
    cut = next(at for at in range(len(name) + 1) if other.endswith(name[at:]))
    return name[:cut], name[cut:]
