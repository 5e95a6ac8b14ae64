"""How one types a Chinese text without choosing characters."""

from __future__ import annotations

from portal.pinyin import spelling


def test_whole_syllables() -> None:
    """Digits stay; what has no reading is left out; a text without Chinese has no other spelling."""
    assert spelling("被欠工资") == "beiqiangongzi"
    assert spelling("法律咨询热线12348") == "falvzixunrexian12348"
    assert spelling("没打，借条") == "meidajietiao"
    assert spelling("12348") == ""
