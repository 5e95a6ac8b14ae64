"""The rules about numbers out of range are one rule with three judgements."""

from __future__ import annotations

import ast
from itertools import combinations

import pytest

from helpers import ROOT

RULES = ("law_article_out_of_range", "law_paragraph_out_of_range", "law_item_out_of_range")


def body_of(name: str) -> list[str]:
    """The lines of a rule's ``check``, without its docstring."""
    tree = ast.parse((ROOT / "hooks/portal/review/rules" / f"{name}.py").read_text("utf-8"))
    (check,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "check")
    return "\n".join(ast.unparse(node) for node in check.body[1:]).splitlines()


@pytest.mark.parametrize(("one", "other"), list(combinations(RULES, 2)))
def test_no_line_is_copied(one: str, other: str) -> None:
    """What they share lies in one place, so that a mend in one is a mend in all."""
    assert not set(body_of(one)) & set(body_of(other))
