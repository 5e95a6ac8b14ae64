"""Random edits of what is no text of an article: sign-offs, registers, the site's name, the clock."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from helpers import NOW, Project
from portal.times import Moment
from signoff_samples import NEWS, SECOND, STAGES, sign, switch_on

_WORDS = ("便民", "为民", "利民", "惠民", "安民")


@dataclass
class Settings:
    """A project whose settings are edited at random.

    Attributes:
        project: the project; its store is kept from build to build.
        out: where it is built.
        chance: decides what is edited.
        now: the clock of the next build.
    """

    project: Project
    out: Path
    chance: random.Random
    now: Moment = field(default=NOW, kw_only=True)

    def settings(self) -> list[Callable[[], str]]:
        """The edits."""
        return [self.signoff, self.statute, self.topic, self.service, self.day, self.kind, self.site_name, self.clock]

    def _swap(self, path: str, old: str, new: str) -> str:
        """A word into a file, or out of it again."""
        text = (self.project.root / path).read_text("utf-8")
        assert old in text or new in text, f"{old} not in {path}"
        self.project.write(path, text.replace(new, old, 1) if new in text else text.replace(old, new, 1))
        return f"{path}: {new}"

    def signoff(self) -> str:
        """The review is switched on; later a text is signed at its next stage, or somebody says no."""
        if "丙局长" not in (self.project.root / "data/review/reviewers.yml").read_text("utf-8"):
            switch_on(self.project)
            return "review switched on"
        path = self.chance.choice((NEWS, SECOND))
        more = ("--accept", "全部") if self.chance.random() < 0.8 else ("--reject", "--opinion", "再改一改")
        for stage, who in STAGES:
            if (self.project.root / path).exists() and sign(self.project, path, stage, who, *more, at=self.now) == 0:
                return f"{stage} {more[0]} {path}"
        return f"nothing to sign {path}"

    def statute(self) -> str:
        """A statute that is amended, or one more."""
        if self.chance.random() < 0.5:
            return self._swap("data/laws/register.csv", "2020-05-28,2021-01-01,,有效", "2020-05-28,2021-01-01,2024-12-25,有效")
        line = "中华人民共和国公证法,公证法,gong-zheng-fa,法律,2005-08-28,2006-03-01,,有效,,,47,test(2025-06-01)\n"
        path = "data/laws/register.csv"
        text = (self.project.root / path).read_text("utf-8")
        self.project.write(path, text.replace(line, "") if line in text else text + line)
        return f"{path}: one more or less"

    def topic(self) -> str:
        """A tag more, or less."""
        return self._swap("data/topics.yml", "公证: gong-zheng", f"公证: gong-zheng, {(word := self.chance.choice(_WORDS))}: t-{_WORDS.index(word)}")

    def service(self) -> str:
        """What a service is called, or says."""
        return self._swap("data/services.yml", *self.chance.choice((("name: 法律援助", "name: 法律援助中心"), ("请不起律师", "没有钱请律师"))))

    def day(self) -> str:
        """A legal day's words, or its date."""
        return self._swap("data/calendar.yml", *self.chance.choice((("宣传宪法。", "学习宪法。"), ("05-31", "05-30"), ("05-sun3", "05-sun4"))))

    def kind(self) -> str:
        """The name of a kind of case."""
        return self._swap("data/case_kinds.yml", "label: 法律咨询", "label: 法律咨询解答")

    def site_name(self) -> str:
        """The name of the site."""
        return self._swap("mkdocs.yml", "site_name: 测试门户", f"site_name: 测试门户{self.chance.choice(_WORDS)}")

    def clock(self) -> str:
        """Hours or weeks later, or a day earlier."""
        hours = self.chance.choice((-24, 3, 24, 24 * 20))
        self.now = Moment(self.now.at + timedelta(hours=hours), self.now.has_time)
        return f"clock {hours:+} h: {self.now.at}"
