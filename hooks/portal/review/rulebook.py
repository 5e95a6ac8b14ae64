"""Finds the prose rules, reads their manuals and tries their examples."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from portal.errors import PortalError
from portal.model.facts import Facts
from portal.review import rules
from portal.review.rule import Rule, manual_of, misbehaving


@functools.cache
def rulebook() -> dict[str, Rule]:
    """Every rule by id, in the order of the ids.

    Raises:
        PortalError: a rule's manual is incomplete.
    """
    found = {}
    for name in sorted(info.name for info in pkgutil.iter_modules(rules.__path__)):
        module = importlib.import_module(f"{rules.__name__}.{name}")
        found[name.replace("_", "-")] = rule_of(name, module)
    return found


def rule_of(name: str, module: ModuleType) -> Rule:
    """The rule that a module is.

    Raises:
        PortalError: it lacks something; its file is named.
    """
    missing = [part for part in ("FAMILY", "LEVEL", "check") if not hasattr(module, part)]
    if missing:
        raise PortalError(f"规则文件缺少：{'、'.join(missing)}", do="照别的规则的样子补上，或把这个文件移走", path=f"hooks/portal/review/rules/{name}.py")
    manual = manual_of(name.replace("_", "-"), module.FAMILY, module.LEVEL, module.__doc__ or "")
    own = {"example_facts": module.example_facts} if hasattr(module, "example_facts") else {}
    return Rule(manual=manual, check=module.check, **own)


class _Watched(Facts):
    """Facts that remember whether somebody looked up more than the day."""

    @property
    def looked(self) -> bool:
        """Whether anything of the bureau's data was asked for."""
        return "_looked" in self.__dict__

    def __getattribute__(self, name: str) -> Any:
        if name in Facts.__dataclass_fields__ and name != "today":
            self.__dict__["_looked"] = True
        return super().__getattribute__(name)


def misproved(facts: Facts, rules: Sequence[str]) -> list[list[str]]:
    """What some rules, named by their ids, do wrong on their own examples; the work of one worker.

    A rule that looks its answers up in the bureau's data is proved with the shipped data by the tests: a bureau that keeps fewer statutes
    must not be locked out for it.
    """
    found = []
    for name in rules:
        watched = _Watched(**{field: getattr(facts, field) for field in Facts.__dataclass_fields__})
        wrong = misbehaving(rulebook()[name], watched)
        found.append([] if watched.looked else [f"{name}：{text}" for text in wrong])
    return found
