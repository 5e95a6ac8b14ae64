"""Words of the segmenter's dictionary; it is read when the first text needs it, for that takes longer than many a build."""

from __future__ import annotations


def words(text: str) -> list[str]:
    """A text as words of the dictionary only: guessing new words would glue a misspelling to its neighbours."""
    import rjieba

    return list(rjieba.cut(text, hmm=False))


def is_word(text: str) -> bool:
    """Whether the dictionary knows a word."""
    import rjieba

    return bool(rjieba.has_word(text))
