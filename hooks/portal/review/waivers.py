"""Waivers: ``<!-- stat-ok: 理由 -->`` lets a typed number stand on the same line or on the next line with text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.late import late
from portal.model.article import Article
from portal.model.comments import comments
from portal.model.finding import Finding, Severity, Span
from portal.review.places import body_span

_WAIVER = late(r"<!--[ \t]*stat-ok(?P<reason>.*?)-->", re.DOTALL)


@dataclass
class Waivers:
    """The waivers of one article, and which of them were needed.

    Attributes:
        covered: place of the waiver by the line that it covers.
        used: places of the waivers that something needed.
        bare: places of the waivers without a reason; they cover nothing.
    """

    covered: dict[int, Span] = field(default_factory=dict)
    used: set[Span] = field(default_factory=set)
    bare: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article) -> Waivers:
        """Find the waivers in a body."""
        found = cls()
        lines = article.body.split("\n")
        for match in (one for start, _ in comments(article.body) if (one := _WAIVER.match(article.body, start))):
            span = body_span(article, match.start())
            if not match["reason"].strip(" \t\n:："):
                found.bare.append(span)
                continue
            last = article.line_at(match.end())[0]
            following = (number for number in range(last + 1, article.body_line + len(lines)) if lines[number - article.body_line].strip())
            for line in (last, next(following, last)):
                found.covered.setdefault(line, span)
        return found

    def excuse(self, line: int) -> bool:
        """Whether a line is covered; notes that the waiver was needed."""
        span = self.covered.get(line)
        if span:
            self.used.add(span)
        return span is not None

    def findings(self) -> Iterator[Finding]:
        """Waivers without a reason, and waivers that nothing needed; ask after all lines were judged."""
        for span in self.bare:
            yield Finding("stat-waiver-without-reason", span, "stat-ok没有写理由，不起作用", "写成<!-- stat-ok: 理由 -->，如“含外县数据”")
        for span in sorted(set(self.covered.values()) - self.used):
            yield Finding("stat-waiver-unused", span, "这里的stat-ok没有用处，附近没有要放过的数", "删去这个注释", Severity.WARNING)
