"""Text on which no pattern for running text is tried: Python-Markdown leaves an ``AtomicString`` as it is."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from portal.model.crowding import is_dense

_SIGNS = re.compile(r"[\[`\\<&*_{]|  \n")


class Dense(Treeprocessor):
    """Text that is crowded with signs: reading them takes a time that grows with the square of their number."""

    def run(self, root: ET.Element) -> None:
        """Leave it as it is (called by Python-Markdown)."""
        for element in root.iter():
            if element.text and is_dense(element.text):
                element.text = AtomicString(element.text)


class Plain(Treeprocessor):
    """Text without any sign that a pattern needs: most text is so, and the patterns are many. For the patterns of our own renderer only."""

    def run(self, root: ET.Element) -> None:
        """Leave it as it is (called by Python-Markdown)."""
        for element in root.iter():
            if element.text and not _SIGNS.search(element.text):
                element.text = AtomicString(element.text)
