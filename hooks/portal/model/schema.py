"""How a frozen dataclass says what an editor may write: ``Annotated[type, Spec(...)]``.

One declaration serves three readers: ``load.records`` turns YAML into the class, ``model.json_schema`` writes the JSON Schema for
editors, and the class itself is what all later layers work with. Understood types: ``str int Decimal bool Moment date``, a nested
dataclass, ``tuple[T, ...]``, ``Mapping[str, T]`` and ``T | None``.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Spec:
    """What may stand in one field.

    Attributes:
        doc: what it is, in Chinese; shown by editors that know the JSON Schema.
        choices: the closed list of values.
        pattern: a regular expression that the whole text must match.
        shape: that pattern in words, for the message.
        minimum, maximum: bounds of a number.
        max_length: the longest text in characters, or list in items.
        min_items: the shortest list.
        unique: no item twice.
        marks: whether figure marks may stand in the text; its length is then that of what they print.
    """

    doc: str
    choices: tuple[str, ...] = ()
    pattern: str = ""
    shape: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int = 0
    min_items: int = 0
    unique: bool = False
    marks: bool = False


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field of a record class, resolved.

    Attributes:
        name: the YAML key.
        kind: the type without ``Annotated`` and ``| None``.
        spec: what may stand there.
        required: whether the key must be present.
        default: the value when it is absent and not required.
    """

    name: str
    kind: typing.Any
    spec: Spec
    required: bool
    default: object


def _strip(annotation: typing.Any) -> tuple[typing.Any, Spec]:
    spec = Spec(doc="")
    if typing.get_origin(annotation) is typing.Annotated:
        annotation, *extras = typing.get_args(annotation)
        spec = next((extra for extra in extras if isinstance(extra, Spec)), spec)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        inner = [part for part in typing.get_args(annotation) if part is not types.NoneType]
        annotation = inner[0]
    return annotation, spec


def fields_of(cls: type) -> tuple[FieldInfo, ...]:
    """The fields of a record class in order."""
    return _fields_of(cls)


@functools.cache
def _fields_of(cls: type) -> tuple[FieldInfo, ...]:
    hints = typing.get_type_hints(cls, include_extras=True)
    infos = []
    for one in dataclasses.fields(cls):
        if not one.init or one.name.startswith("_"):
            continue
        kind, spec = _strip(hints[one.name])
        missing = one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        default = None
        if not missing:
            default = one.default if one.default is not dataclasses.MISSING else typing.cast(typing.Any, one.default_factory)()
        infos.append(FieldInfo(one.name, kind, spec, missing, default))
    return tuple(infos)


def item_kind(kind: typing.Any) -> tuple[typing.Any, Spec]:
    """The type and spec of the items of ``tuple[T, ...]`` or of the values of ``Mapping[str, T]``."""
    args = typing.get_args(kind)
    return _strip(args[1] if typing.get_origin(kind) in (Mapping, dict) else args[0])


def is_list(kind: typing.Any) -> bool:
    """Whether ``kind`` is ``tuple[T, ...]``."""
    return typing.get_origin(kind) is tuple


def is_mapping(kind: typing.Any) -> bool:
    """Whether ``kind`` is ``Mapping[str, T]``."""
    return typing.get_origin(kind) in (Mapping, dict)


def shorthand(cls: type) -> str:
    """The field that a bare scalar stands for (``244`` for ``{v: 244}``), empty when there is none."""
    return str(getattr(cls, "SHORTHAND", ""))
