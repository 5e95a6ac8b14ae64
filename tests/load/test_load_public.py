"""The registers of public telephone numbers and of outer hosts."""

from __future__ import annotations

import datetime as dt

from helpers import ROOT, Project
from portal.load.public import load_hosts, load_public_numbers
from portal.load.source import Source
from portal.model.bureau import Bureau, Service, Services

BUREAU = Bureau(name="局", account="号", motto="话", hotline="12348", area="市", phone="0000-0000000")
SERVICES = Services(services=(Service(id="aid", name="援助", summary="能办。", phone="400-000-0000"), Service(id="other", name="其他", summary="能办。")))


def test_numbers_come_from_three_places(project: Project) -> None:
    """The register, the bureau and its services name public numbers, which are compared by their digits."""
    project.write("data/review/public_numbers.yml", 'numbers:\n  - {number: "000-00000000", name: 测试}\n')
    source = Source(project.root)
    assert load_public_numbers(source, BUREAU, SERVICES) == {"12348", "00000000000", "4000000000"}
    assert not source.findings


def test_without_registers(project: Project) -> None:
    """A project without registers knows its own numbers and no hosts."""
    (project.root / "data/review/links.yml").unlink(missing_ok=True)
    (project.root / "data/review/public_numbers.yml").unlink(missing_ok=True)
    assert load_public_numbers(Source(project.root), BUREAU, None) == {"12348", "00000000000"}
    assert load_hosts(Source(project.root), "pufa.example") == {}


def test_hosts(project: Project) -> None:
    """The site's own host may always be linked to."""
    project.write("data/review/links.yml", "hosts:\n  - {host: www.gov.cn, owner: 中国政府网, since: 2025-01-01, checked: 2025-06-01}\n")
    assert load_hosts(Source(project.root), "pufa.example") == {"www.gov.cn": dt.date(2025, 6, 1), "pufa.example": dt.date.max}


def test_broken_register(project: Project) -> None:
    """A host with a path is a finding on its line."""
    project.write("data/review/links.yml", "hosts:\n  - {host: https://www.gov.cn/, owner: 甲, since: 2025-01-01, checked: 2025-06-01}\n")
    source = Source(project.root)
    load_hosts(source, "pufa.example")
    assert [(one.rule, one.span.path, one.span.line) for one in source.findings] == [("wrong-value", "data/review/links.yml", 2)]


def test_shipped_registers_can_be_used() -> None:
    """The registers of this repository are in order."""
    source = Source(ROOT)
    assert {"12348", "110"} <= load_public_numbers(source, None, None)
    assert {"www.gov.cn", "www.miluo.gov.cn"} <= set(load_hosts(source, "pufa.example"))
    assert not source.findings
