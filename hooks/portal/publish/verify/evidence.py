"""Keeps what was found before it is mended: the bytes, times, owners, and the report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from portal.digest import digest_bytes
from portal.files import make_private, write_atomic
from portal.publish.verify.seal import Own
from portal.publish.verify.seen import FILE, Read, Seen
from portal.publish.verify.verdict import Verdict, as_plain

_MOST = 1_000_000_000


def keep_evidence(folder: Path, verdict: Verdict, own: Own, seen: Sequence[Seen], read: Read) -> Path:
    """Copy what isn't as it was signed to a folder that only its owner may enter.

    Files get numbers for names, so that nothing runs or opens them by accident; ``files.json`` says what each was.

    Args:
        folder: of all evidence; a new folder in it gets the name of the time.
        verdict: what was found.
        own: the release's own files as they were found.
        seen: everything that lay there.
        read: the bytes, by address.

    Returns:
        The new folder.
    """
    place = _new(folder, verdict.time)
    places = {one.place.rstrip("/") for one in verdict.deviations}
    rows, left = [], _MOST
    for number, one in enumerate(_touched(seen, places), 1):
        data = read(one.name) if one.kind == FILE and one.size <= left else None
        kept = f"{number:04d}-{digest_bytes(data)[:12]}" if data is not None else ""
        if data is not None:
            left -= len(data)
            write_atomic(place / kept, data)
        rows.append({**asdict(one), "name": one.name.encode("utf-8", "backslashreplace").decode("utf-8"), "mode": f"{one.mode:o}", "kept": kept})
    for name, found in (("release.json", own.manifest), ("release.json.sig", own.signature), ("releases.jsonl", own.log)):
        if found is not None:
            write_atomic(place / name, found)
    write_atomic(place / "report.json", _json(as_plain(verdict)))
    write_atomic(place / "files.json", _json(rows))
    return place


def _new(folder: Path, time: str) -> Path:
    stem = time.partition("+")[0].replace(":", "").replace("-", "").replace("T", "-")
    number = 1
    while (place := folder / (stem if number == 1 else f"{stem}-{number}")).exists():
        number += 1
    make_private(folder)
    make_private(place)
    return place


def _touched(seen: Iterable[Seen], places: set[str]) -> list[Seen]:
    return [one for one in seen if one.name.encode("utf-8", "backslashreplace").decode("utf-8") in places]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
