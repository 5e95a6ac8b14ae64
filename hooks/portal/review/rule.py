"""What a prose rule is: a manual that people read, examples that must behave, and one ``check``.

A rule is a module in ``review/rules/`` with ``FAMILY``, ``LEVEL``, ``check`` and a docstring in Chinese under fixed headings::

    半角标点夹在汉字之间。

    什么：……
    为什么：……
    错例：
    - 今天,开会。
    正例：
    - 比例是3:1。
    依据：GB/T 15834—2011
    修复：安全，改成全角。

Its id is the module's name with hyphens. Every 错例 must be hit and no 正例, else the rule refuses to load.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.errors import PortalError
from portal.model.facts import Facts
from portal.model.finding import Severity
from portal.model.manual import FAMILIES, Manual
from portal.review.document import Document

_HEADINGS = ("什么", "为什么", "错例", "正例", "依据", "修复")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a rule found in a document.

    Attributes:
        start, end: offsets into the text.
        what: what is wrong, in Chinese.
        do: what to do about it, in Chinese.
        replacement: the text to put in its place, None when only a person can tell.
        safe: whether the replacement may be applied without a person looking.
        level: severity when it differs from the rule's.
        rule: id when it differs from the rule's (packs of terms share one pass).
    """

    start: int
    end: int
    what: str
    do: str
    replacement: str | None = None
    safe: bool = False
    level: Severity | None = None
    rule: str = ""


Check = Callable[[Document, Facts], Iterator[Hit]]


def _as_they_are(facts: Facts) -> Facts:
    return facts


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule that has been loaded.

    Attributes:
        example_facts: what the examples rest on where the bureau's own facts may be empty.
    """

    manual: Manual
    check: Check
    example_facts: Callable[[Facts], Facts] = _as_they_are


def manual_of(rule_id: str, family: str, level: Severity, docstring: str) -> Manual:
    """Read a rule's docstring.

    Raises:
        PortalError: a heading is missing, or there is no example of either kind.
    """
    title, _, rest = re.sub(r"^    ", "", docstring.strip(), flags=re.MULTILINE).partition("\n")
    parts = re.split(rf"^({'|'.join(_HEADINGS)})：", rest, flags=re.MULTILINE)
    found = {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    missing = [name for name in _HEADINGS if not found.get(name)]
    path = f"hooks/portal/review/rules/{rule_id.replace('-', '_')}.py"
    if missing:
        raise PortalError(f"规则开头的说明缺少：{'、'.join(missing)}", do=f"按{'、'.join(_HEADINGS)}的次序写全，照别的规则的样子", path=path)
    if family not in FAMILIES:
        raise PortalError(f"规则的FAMILY写的是“{family}”", do=f"只能写{'、'.join(f'“{one}”' for one in FAMILIES)}", path=path)
    return Manual(
        id=rule_id,
        family=family,
        level=level,
        title=title.rstrip("。"),
        what=found["什么"],
        why=found["为什么"],
        wrong=_examples(found["错例"]),
        right=_examples(found["正例"]),
        basis=found["依据"],
        fix=found["修复"],
    )


def _examples(text: str) -> tuple[str, ...]:
    return tuple(line[2:].replace("\\n", "\n") for line in text.split("\n") if line.startswith("- "))


def misbehaving(rule: Rule, facts: Facts) -> list[str]:
    """Examples that don't behave: a wrong one that isn't hit, a right one that is."""
    found = []
    facts = rule.example_facts(facts)
    for example in rule.manual.wrong:
        if not list(rule.check(Document("例.md", example), facts)):
            found.append(f"错例没有报出：{example}")
    for example in rule.manual.right:
        hits = list(rule.check(Document("例.md", example), facts))
        if hits:
            found.append(f"正例误报：{example}（{hits[0].what}）")
    if not rule.manual.wrong or not rule.manual.right:
        found.append("错例和正例都至少要有一条")
    return found
