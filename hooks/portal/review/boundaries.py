"""Whether a misspelling is a word of its own or straddles two right words (``分工做好`` holds ``工做``)."""

from __future__ import annotations

import functools
import itertools

from portal.late import late
from portal.review.segmenting import is_word, words

_RUN = late(r"[\u4e00-\u9fff]+")
_REACH = 40


@functools.lru_cache(maxsize=512)
def _ends(run: str) -> tuple[int, ...]:
    return tuple(itertools.accumulate((len(word) for word in words(run)), initial=0))


def stands_alone(text: str, start: int, end: int, right: str) -> bool:
    """Whether ``text[start:end]`` is no accident of two neighbouring words.

    It isn't when both its ends are ends of words; when the right form in its place is a word and makes the sentence fall into fewer
    words (``尊守法律``: 尊 守法 律, but 遵守 法律); or when it is part of a longer misspelling that the dictionary took for a word
    (``敲榨勒索``).

    Args:
        text: any text.
        start, end: offsets of the misspelling.
        right: the right form, empty when there is none.
    """
    left, after = max(0, start - _REACH), min(len(text), end + _REACH)
    run = next((one for one in _RUN.finditer(text, left, after) if one.start() <= start and end <= one.end()), None)
    if run is None:
        return True
    at, to = start - run.start(), end - run.start()
    ends = _ends(run[0])
    if at in ends and to in ends:
        return True
    if not right:
        return False
    whole = next(((start, end) for start, end in itertools.pairwise(ends) if start <= at and to <= end), None)
    if whole:
        return is_word(run[0][whole[0] : at] + right + run[0][to : whole[1]])
    mended = _ends(run[0][:at] + right + run[0][to:])
    return at in mended and at + len(right) in mended and len(mended) < len(ends)
