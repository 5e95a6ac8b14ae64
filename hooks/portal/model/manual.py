"""The manual of a review rule, for ``portal check --explain`` and for the page that readers see."""

from __future__ import annotations

from dataclasses import dataclass

from portal.model.finding import Severity

FAMILIES = ("用词", "提法", "标点", "数字", "法律", "隐私", "图片", "链接", "结构", "数据")


@dataclass(frozen=True, kw_only=True)
class Manual:
    """What people read about a rule: title, the text under each heading, and the examples; empty where there is nothing to say.

    Attributes:
        id: the rule's stable id in kebab case.
        family: one of :data:`FAMILIES`.
        level: built-in severity; the highest one when the rule has several.
    """

    id: str
    family: str
    level: Severity
    title: str
    what: str
    why: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    basis: str
    fix: str

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Heading and text of every part that says something, examples as a list."""
        parts = (
            ("什么", self.what),
            ("为什么", self.why),
            ("错例", _listed(self.wrong)),
            ("正例", _listed(self.right)),
            ("依据", self.basis),
            ("修复", self.fix),
        )
        return tuple((name, text) for name, text in parts if text)


def _listed(examples: tuple[str, ...]) -> str:
    return "".join("\n  - " + example.replace("\n", "\n    ") for example in examples)
