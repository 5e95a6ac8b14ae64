"""``data/review/policy.yml``, ``reviewers.yml`` and the records in ``data/signoffs/``.

A record is a small JSON file of its own, so that two clones merge without conflicts. Its name ends in the first digits of the
SHA-256 of its content, and every later record of the unit names that SHA-256: what is changed or taken away shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from portal.digest import digest_bytes
from portal.load.source import Source
from portal.model.finding import Finding, Span
from portal.model.patterns import SITE_PATH
from portal.model.signoff import ACTIONS, FOLDER, POLICY, REVIEWERS, WITHDRAWALS, Policy, Record, Reviewers, Signoffs, unit_folder
from portal.store import packed, unpacked
from portal.times import parse_moment

NAME_DIGITS = 12
_TEXTS = ("unit", "digest", "action", "stage", "reviewer", "time", "opinion", "rules", "kind", "target")
_LISTS = ("warnings", "after")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNIT = re.compile(r"(?:content|data)/(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.(?:md|yml|csv)", re.ASCII)
_RESTORE = "从版本库里恢复原来的文件（git log -- 这个文件）；恢复不了就删去这个内容的整个记录文件夹，重新送审"


def load_signoffs(source: Source) -> Signoffs | None:
    """Read policy, people and records; None when policy or people can't be used.

    Raises:
        PortalError: policy or people are missing.
    """
    policy, people = source.data(Policy, POLICY), source.data(Reviewers, REVIEWERS)
    folders: dict[str, list[str]] = {}
    for name in source.tree.files(FOLDER):
        folders.setdefault(name.rpartition("/")[0], []).append(name)
    known: dict[str, _Folder] = {}
    for folder, names in folders.items():
        state = digest_bytes("".join([name + source.tree.digest(name) for name in names]).encode())
        kept: _Folder | None = source.signoffs.get(folder)
        if kept is None or kept.state != state:
            kept = _folder(source, state, names)
            source.signoffs.put(folder, kept)
        known[folder] = kept
    source.signoffs.keep(known)
    if policy is None or people is None:
        return None
    for one in known.values():
        source.findings += one.findings
    damaged = {path.rpartition("/")[2]: one.damaged for path, one in known.items() if one.damaged}
    records = _Records({unit: one for one in known.values() for unit in one.units})
    states = {unit: one.state for one in known.values() for unit in one.units}
    return Signoffs(policy=policy, reviewers=people.reviewers, records=records, damaged=damaged, states=states)


@dataclass(frozen=True)
class _Folder:
    """What was read of a folder of records.

    Attributes:
        state: digest of its files.
        units: units that sound records are about.
        packed: the records by unit, in order of time; most builds don't look at them.
        damaged: what is wrong with the others.
        findings: the same for editors.
    """

    state: str
    units: tuple[str, ...]
    packed: bytes
    damaged: tuple[str, ...]
    findings: tuple[Finding, ...]


class _Records(Mapping[str, tuple[Record, ...]]):
    """Records by unit, unpacked when they are asked for."""

    def __init__(self, folders: dict[str, _Folder]) -> None:
        self._folders = folders

    def __getitem__(self, unit: str) -> tuple[Record, ...]:
        found: tuple[Record, ...] = unpacked(self._folders[unit].packed)[unit]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._folders)

    def __len__(self) -> int:
        return len(self._folders)



def _folder(source: Source, state: str, names: list[str]) -> _Folder:
    records: dict[str, list[Record]] = {}
    damaged, findings = [], []
    for name in names:
        path = source.root / name
        if name.endswith(".json.sig") and path.with_suffix("").is_file():
            continue
        record, wrong = _read(path, name)
        if record:
            records.setdefault(record.unit, []).append(record)
        else:
            damaged.append(f"{path.name}{wrong}")
            findings.append(Finding("signoff-altered", Span(name), f"审核记录{wrong}，这个内容的签字全部不算", _RESTORE))
    ordered = {unit: tuple(sorted(found, key=lambda one: (one.time, one.id))) for unit, found in sorted(records.items())}
    return _Folder(state, tuple(ordered), packed(ordered), tuple(damaged), tuple(findings))


def record_bytes(record: Record) -> bytes:
    """The file of a record: JSON in a fixed form."""
    value = {name: getattr(record, name) for name in _TEXTS} | {name: list(getattr(record, name)) for name in _LISTS}
    value["time"] = record.time.at.isoformat()
    kept = {key: one for key, one in value.items() if one}
    return (json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


def record_name(record: Record, stage_id: str, data: bytes) -> str:
    """Path of a record's file: ``data/signoffs/<unit>/<time>-<stage or act>-<reviewer>-<digest>.json``."""
    what = "-".join(part for part in (record.action if record.action != "sign" else "", stage_id) if part)
    time = record.time.at.strftime("%Y%m%dT%H%M%S")
    return f"{FOLDER}/{unit_folder(record.unit)}/{time}-{what}-{record.reviewer}-{digest_bytes(data)[:NAME_DIGITS]}.json"


def _read(path: Path, name: str) -> tuple[Record | None, str]:
    """A record, or what is wrong with its file."""
    data = _text_bytes(path)
    digest = digest_bytes(data)
    if not name.endswith(f"-{digest[:NAME_DIGITS]}.json"):
        return None, "被改动过（内容与文件名里的校验值不符）" if name.endswith(".json") else "不是审核记录"
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_unique)
        record = _record(value, digest, name)
        if record is None:
            return None, "缺少内容或者内容不合格式"
        if record_bytes(record) != data:
            return None, "不是portal sign写的样子"
    except (ValueError, RecursionError):
        return None, "读不出来"
    if name.rpartition("/")[0] != f"{FOLDER}/{unit_folder(record.unit)}":  # a copy deeper down must not stand for the true folder
        return None, f"是“{record.unit}”的，放错了文件夹"
    signature = path.with_name(f"{path.name}.sig")
    return (replace(record, signature=_text_bytes(signature).decode("utf-8", "replace")) if signature.is_file() else record), ""


def _text_bytes(path: Path) -> bytes:
    # Git on Windows may have turned line ends; that changes no word.
    return path.read_bytes().replace(b"\r\n", b"\n")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def is_target(address: str) -> bool:
    """Whether an address may be where a merged article leads: a page of this site."""
    return re.fullmatch(SITE_PATH, address, re.ASCII) is not None and "//" not in address and ".." not in address


def _record(value: object, digest: str, path: str) -> Record | None:
    if not isinstance(value, dict) or set(value) - {*_TEXTS, *_LISTS}:
        return None
    texts = {name: value.get(name, "") for name in _TEXTS}
    lists = {name: value.get(name, []) for name in _LISTS}
    if not all(isinstance(one, str) for one in texts.values()):
        return None
    if not all(isinstance(one, list) and all(isinstance(item, str) for item in one) for one in lists.values()):
        return None
    time = parse_moment(texts.pop("time"))
    sound = texts["action"] in ACTIONS and _DIGEST.fullmatch(texts["digest"]) and texts["unit"] and texts["reviewer"]
    sound = sound and _UNIT.fullmatch(texts["unit"]) and (not texts["target"] or is_target(texts["target"]))
    sound = sound and (texts["kind"] in WITHDRAWALS if texts["action"] == "withdraw" else not texts["kind"])
    if not sound or time is None or not time.has_time:
        return None
    return Record(**texts, time=time, warnings=tuple(lists["warnings"]), after=tuple(lists["after"]), id=digest, path=path)
