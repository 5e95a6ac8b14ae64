"""Values of the model as plain data: dicts, lists, strings and numbers."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from portal.model.figures import plain
from portal.times import Moment


def plain_value(value: object) -> object:
    """Any value of the model as dicts, lists, strings and numbers; fields at their default are left out."""
    if isinstance(value, Moment):
        return value.at.isoformat() if value.has_time else value.day.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return plain_record(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain_value(one) for key, one in value.items()}
    if isinstance(value, (set, frozenset)):
        return [plain_value(one) for one in sorted(value)]
    return [plain_value(one) for one in value] if isinstance(value, (tuple, list)) else value


def plain_record(value: object) -> dict[str, object]:
    """A record as a dict without the fields that are at their default."""
    found: dict[str, object] = {}
    for info in dataclasses.fields(value):  # type: ignore[arg-type]  # callers have made sure that it is a dataclass
        one = getattr(value, info.name)
        default = info.default_factory() if info.default_factory is not dataclasses.MISSING else info.default
        if one != default:
            found[info.name] = plain_value(one)
    return found
