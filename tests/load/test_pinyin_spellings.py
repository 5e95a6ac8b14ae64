"""How one types a Chinese text without choosing characters."""

from __future__ import annotations

from portal.pinyin import spellings


def test_whole_syllables_and_their_first_letters() -> None:
    """Digits stay whole; what has no reading is left out; a text without Chinese has no other spelling."""
    assert spellings("被欠工资") == ("beiqiangongzi", "bqgz")
    assert spellings("法律咨询热线12348") == ("falvzixunrexian12348", "flzxrx12348")
    assert spellings("没打，借条") == ("meidajietiao", "mdjt")
    assert spellings("12348") == ()
