"""JSON Schema (draft 2020-12) from the record classes, for editors such as VS Code."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

from portal.model.schema import Spec, fields_of, is_list, is_mapping, item_kind, shorthand
from portal.times import Moment

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_MOMENT = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?(\+08:00)?)?$"
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
    Moment: {"type": "string", "pattern": _MOMENT},
    dt.date: {"type": "string", "pattern": _DAY},
}


def schema_of(cls: type, title: str) -> dict[str, Any]:
    """The schema of a file that holds one record of ``cls``."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_record(cls)}


def _record(cls: type) -> dict[str, Any]:
    fields = fields_of(cls)
    found: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {one.name: _described(one.kind, one.spec) for one in fields},
    }
    required = [one.name for one in fields if one.required]
    if required:
        found["required"] = required
    short = shorthand(cls)
    return {"anyOf": [found["properties"][short], found]} if short else found


def _described(kind: Any, spec: Spec) -> dict[str, Any]:
    found = _kind(kind, spec)
    return {"description": spec.doc, **found} if spec.doc else found


def _kind(kind: Any, spec: Spec) -> dict[str, Any]:
    if is_list(kind):
        inner, inner_spec = item_kind(kind)
        limits = {"minItems": spec.min_items, "maxItems": spec.max_length, "uniqueItems": spec.unique}
        return {"type": "array", "items": _described(inner, inner_spec), **{key: value for key, value in limits.items() if value}}
    if is_mapping(kind):
        inner, inner_spec = item_kind(kind)
        names = {"propertyNames": {"pattern": f"^{spec.pattern}$"}} if spec.pattern else {}
        return {"type": "object", "additionalProperties": _described(inner, inner_spec), **names}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind is not Moment:
        return _record(kind)
    bounds: dict[str, float | None] = {"minimum": spec.minimum, "maximum": spec.maximum, "maxLength": None if spec.marks else spec.max_length or None}
    found = {**_SCALARS[kind], **{key: value for key, value in bounds.items() if value is not None}}
    if spec.choices:
        found["enum"] = list(spec.choices)
    if spec.pattern:
        found["pattern"] = f"^({spec.pattern})?$"
    return found
