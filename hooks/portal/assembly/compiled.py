"""Compiled templates, kept between builds: compiling the templates of one article takes longer than filling them.

They lie beside the store and not in it: a store may be carried from machine to machine, and what it holds is never run; these files are.
"""

from __future__ import annotations

from pathlib import Path

import jinja2

from portal.files import make_sole

FOLDER = ".portal/templates"


def compiled_templates(root: Path, version: str) -> jinja2.BytecodeCache | None:
    """Where this version of the program keeps its compiled templates; None when nothing can be written there.

    Jinja compares each with its template's source, and with its own and Python's version, before it is used.

    Args:
        root: the project's folder.
        version: of the program; what another one left is removed.
    """
    folder = root / FOLDER / version
    try:
        make_sole(folder)
    except OSError:
        return None
    return _ByName(str(folder))


class _ByName(jinja2.FileSystemBytecodeCache):
    """Finds a template by its name wherever the project lies: a copy of the project needs no other code for the same source."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(name)
