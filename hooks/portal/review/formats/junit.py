"""JUnit XML: a test case a finding."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from portal.late import late
from portal.model.finding import Finding, Severity
from portal.review.formats.about import About

_NOT_XML = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render(findings: Sequence[Finding], about: About) -> str:
    """Errors and warnings fail; hints and what the baseline knows pass."""
    suite = ET.Element("testsuite", name="portal check", tests=str(len(findings) or 1))
    failed = 0
    for one in findings:
        case = ET.SubElement(suite, "testcase", classname=_clean(one.span.path), name=_clean(f"{one.span} {about.name(one.rule)}"))
        if one.severity >= Severity.WARNING and not one.baselined:
            failed += 1
            failure = ET.SubElement(case, "failure", type=one.rule, message=_clean(one.what))
            failure.text = _clean(f"{one.span}: {one.severity.label} {one.what}\n怎么改：{one.do}")
    if not findings:
        ET.SubElement(suite, "testcase", classname="portal", name="全部内容")
    suite.set("failures", str(failed))
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode", xml_declaration=True)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
