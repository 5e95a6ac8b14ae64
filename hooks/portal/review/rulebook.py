"""Finds the prose rules, reads their manuals and proves their examples."""

from __future__ import annotations

import functools
import importlib
import pkgutil

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
        rule_id = name.replace("_", "-")
        manual = manual_of(rule_id, module.FAMILY, module.LEVEL, module.__doc__ or "")
        own = {"example_facts": module.example_facts} if hasattr(module, "example_facts") else {}
        found[rule_id] = Rule(manual=manual, check=module.check, **own)
    return found


def prove(facts: Facts) -> None:
    """Run every rule's examples.

    Raises:
        PortalError: an example doesn't behave; such a rule must not judge anybody's text.
    """
    wrong = [f"{rule.manual.id}：{text}" for rule in rulebook().values() for text in misbehaving(rule, facts)]
    if wrong:
        raise PortalError("审校规则自检不通过：\n" + "\n".join(wrong), do="改正规则或例子", path="hooks/portal/review/rules")
