"""What a verification found, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

FORM = 1
CHANGED, MISSING, UNKNOWN, LINK, MODE, TYPE, REDIRECT = "changed", "missing", "unknown", "link", "mode", "type", "redirect"
STATUS, CLOAKED, INJECTED, SIGNATURE, LOG, STALE, UNREACHABLE = "status", "cloaked", "injected", "signature", "log", "stale", "unreachable"
KINDS = {
    SIGNATURE: "签名不对",
    LOG: "发布日志不对",
    STALE: "不是最后一次发布",
    INJECTED: "被插入了内容",
    CLOAKED: "给不同的人看不同的内容",
    UNKNOWN: "多出来的",
    LINK: "多出来的链接",
    CHANGED: "内容不对",
    MISSING: "不见了",
    REDIRECT: "被跳转",
    STATUS: "回答的状态不对",
    TYPE: "类型不对",
    MODE: "权限不对",
    UNREACHABLE: "没有核验成",
}
_HEAL = "保留证据，用portal verify --heal恢复，再查是怎么进来的"
_SERVER = "查网页服务器、CDN和运营商是不是改了回答；服务器的配置和程序一并查"
DO = {
    SIGNATURE: "不要相信这个网站现在的内容；从可靠的电脑重新发布，查是谁改动了它",
    LOG: "用备份和别处记下的日志对一对，查是谁改动了它",
    STALE: "查是谁把旧的发布换上来的；确实要退回，用portal rollback，会记进日志",
    INJECTED: _HEAL,
    CLOAKED: _SERVER,
    UNKNOWN: "当作网页木马处理：保留证据，删去，查是怎么进来的",
    LINK: "当作网页木马处理：保留证据，删去，查是怎么进来的",
    CHANGED: _HEAL,
    MISSING: _HEAL,
    REDIRECT: _SERVER,
    STATUS: _SERVER,
    TYPE: "照README“Publishing”一节配置网页服务器的类型和字符集",
    MODE: "文件改成644，文件夹改成755；查是谁改动了它",
    UNREACHABLE: "检查网络和服务器，再核验一次",
}


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """One thing that isn't as it was signed: its kind (a key of ``KINDS``), where, what it is, what to do."""

    kind: str
    place: str
    what: str
    do: str


def deviation(kind: str, place: str, what: str, do: str = "") -> Deviation:
    """A deviation with the usual advice for its kind; bytes of names that are no text are shown as ``\\udcNN``."""
    return Deviation(kind=kind, place=plain(place), what=plain(what), do=do or DO[kind])


def plain(text: str) -> str:
    """A text that can be printed and written anywhere."""
    tidy = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else " " for char in tidy)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The outcome of one verification.

    Attributes:
        where: what was verified.
        time: RFC 3339.
        release: id of the release that was compared with, empty when there is none to compare with.
        signer: who signed it, empty when nobody whose signature counts did.
        last: the last act in the log, for people: time, act, release, signer.
        files: how many files were compared.
        deviations: what isn't as it was signed, the gravest kind first.
    """

    where: str
    time: str
    release: str = ""
    signer: str = ""
    last: str = ""
    files: int = 0
    deviations: tuple[Deviation, ...] = ()

    @property
    def code(self) -> int:
        """Exit code: 0 clean, 1 differs, 2 could not be verified."""
        kinds = {one.kind for one in self.deviations}
        return 1 if kinds - {UNREACHABLE} else 2 if kinds else 0

    def __add__(self, other: Verdict) -> Verdict:
        """Both of them: the same place looked at in two ways."""
        return replace(self, files=self.files + other.files, deviations=ordered((*self.deviations, *other.deviations)))


def ordered(found: Iterable[Deviation]) -> tuple[Deviation, ...]:
    """Each once, the gravest kind first, then by place."""
    rank = {kind: number for number, kind in enumerate(KINDS)}
    return tuple(sorted(set(found), key=lambda one: (rank[one.kind], one.place, one.what)))


def as_line(verdict: Verdict) -> str:
    """The outcome on one line."""
    if not verdict.deviations:
        return f"{verdict.time} {verdict.where} 一致：{verdict.release}，{verdict.files}个文件"
    counts = "，".join(f"{name}{number}处" for kind, name in KINDS.items() if (number := sum(one.kind == kind for one in verdict.deviations)))
    return f"{verdict.time} {verdict.where} {'不一致' if verdict.code == 1 else '没有核验成'}：{counts}"


def as_text(verdict: Verdict, most: int) -> str:
    """The report for people.

    Args:
        verdict: the outcome.
        most: how many places of each kind are listed.
    """
    lines = [as_line(verdict)]
    lines += [f"签名：{verdict.signer}。发布日志最后一行：{verdict.last}。"] if verdict.signer else []
    for kind, name in KINDS.items():
        found = [one for one in verdict.deviations if one.kind == kind]
        lines += [f"\n{name}（{len(found)}处）"] if found else []
        lines += [f"  {one.place}：{one.what}" for one in found[:most]]
        lines += [f"  ……还有{len(found) - most}处，--json列出全部"] if len(found) > most else []
        lines += [f"  怎么办：{do}" for do in dict.fromkeys(one.do for one in found)]
    return "\n".join(lines)


def as_plain(verdict: Verdict, healed: Sequence[str] = ()) -> dict[str, Any]:
    """The report for programs; keys are only ever added.

    ``form`` 1, ``result`` clean, differs or unverified, ``where``, ``time``, ``release``, ``signer``, ``last``, ``files``,
    ``deviations`` as a list of ``{kind, place, what, do}`` with the kinds of ``KINDS``, ``healed`` what ``--heal`` did, in words.
    """
    result = ("clean", "differs", "unverified")[verdict.code]
    return {"form": FORM, "result": result, **asdict(verdict), "healed": list(healed)}
