"""Phrases that several messages share."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like ``word``, empty when none is."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.5)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``是不是“法律援助”？`` for the nearest known word, empty when there is none."""
    near = nearest(word, known)
    return f"是不是“{near}”？" if near else ""
