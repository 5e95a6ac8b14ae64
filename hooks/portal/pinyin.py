"""Chinese text to ASCII slugs."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[a-z0-9]+")


def slugify(text: str, limit: int = 60) -> str:
    """An address part made of pinyin: ``法律援助（2025）`` becomes ``fa-lv-yuan-zhu-2025``.

    Args:
        text: any text; characters without a reading are left out.
        limit: the longest slug in characters; whole words are kept.

    Returns:
        Lower-case ASCII words joined by hyphens, ``untitled`` when nothing is left.
    """
    from pypinyin import lazy_pinyin  # late: its dictionary takes longer to load than all the rest of a short command

    words = _WORDS.findall(" ".join(lazy_pinyin(text, v_to_u=False)).lower().replace("ü", "v"))
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > limit:
            break
        slug = f"{slug}-{word}" if slug else word[:limit]
    return slug or "untitled"


def load_dictionary() -> None:
    """Load what is otherwise loaded when it is first asked: once, for all processes that are then forked."""
    import pypinyin  # noqa: F401


def spelling(text: str) -> str:
    """How one types a text without choosing characters: ``被欠工资`` as ``beiqiangongzi``; empty for a text without Chinese."""
    from pypinyin import lazy_pinyin  # late, as above

    if text.isascii():
        return ""
    return "".join(part for one in lazy_pinyin(text, v_to_u=False) for part in _WORDS.findall(one.lower().replace("ü", "v")))


def sounds_alike(one: str, other: str) -> bool:
    """Whether two texts read the same, tones apart, as one types them: ``主义`` and ``主意``."""
    from pypinyin import lazy_pinyin  # late, as above

    return len(one) == len(other) and lazy_pinyin(one, v_to_u=False) == lazy_pinyin(other, v_to_u=False)


def sounds_nearly_alike(one: str, other: str) -> bool:
    """Whether two texts read the same to ears that don't tell ``zh`` from ``z`` or ``ing`` from ``in``: ``复兴`` and ``复新``."""
    from pypinyin import lazy_pinyin  # late, as above

    return len(one) == len(other) and _folded(lazy_pinyin(one, v_to_u=False)) == _folded(lazy_pinyin(other, v_to_u=False))


def _folded(syllables: list[str]) -> list[str]:
    return [re.sub(r"^([zcs])h", r"\1", one).replace("ng", "n") for one in syllables]
