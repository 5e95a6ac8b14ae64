"""Records of one unit that contradict one another: one is missing, or stands before what it follows."""

from __future__ import annotations

from collections.abc import Iterator

from portal.model.finding import Finding, Span
from portal.model.signoff import FOLDER, unit_folder
from portal.model.site import Site
from portal.review.chain import Chain


def check(site: Site) -> Iterator[Finding]:
    """A finding for each fault of a chain, on the folder of the unit."""
    for unit, records in site.signoffs.records.items():
        for fault in Chain.of(records).faults:
            do = "从版本库里恢复原来的记录（git log -- 这个文件夹）；恢复不了就删去整个文件夹，重新送审"
            yield Finding("signoff-chain-broken", Span(f"{FOLDER}/{unit_folder(unit)}"), f"审核记录前后对不上：{fault}，签字全部不算", do)
