"""What a published build printed, so that the next one can be compared with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.errors import PortalError
from portal.model.patterns import METRIC


@dataclass(frozen=True, kw_only=True)
class Published:
    """``published.json`` of a build.

    Attributes:
        addresses: source file by address; both relative, ``news/2026/slug.html`` and ``content/news/2026/2026-01-05-slug.md``.
        figures: machine value by metric and year, ``{"legal_aid.cases@2025": "244"}``; empty for a figure without a value.
    """

    addresses: Mapping[str, str]
    figures: Mapping[str, str]

    @classmethod
    def from_plain(cls, value: object, path: str = "") -> Published:
        """Read what :meth:`to_plain` wrote.

        Args:
            value: parsed JSON.
            path: the file, for the message.

        Raises:
            PortalError: it is something else.
        """
        shapes = {"addresses": (r".+", r".+"), "figures": (METRIC + r"@\d{4}", r"(-?\d+(\.\d+)?)?")}
        if not isinstance(value, dict) or not all(_is_texts(value.get(part), *shape) for part, shape in shapes.items()):
            raise PortalError("这不是本站生成的published.json", do="用上次发布的网站里的published.json，不要改动它", path=path)
        return cls(addresses=value["addresses"], figures=value["figures"])

    def to_plain(self) -> dict[str, dict[str, str]]:
        """Plain dicts in a stable order, for JSON."""
        return {"addresses": dict(sorted(self.addresses.items())), "figures": dict(sorted(self.figures.items()))}


def _is_texts(value: object, key_shape: str, value_shape: str) -> bool:
    return isinstance(value, dict) and all(_fits(key, key_shape) and _fits(text, value_shape) for key, text in value.items())


def _fits(text: object, shape: str) -> bool:
    return isinstance(text, str) and re.fullmatch(shape, text, re.ASCII) is not None
