"""JUnit XML: a test case a file, a failure a finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree import ElementTree as ET

from portal.model.finding import Finding, Severity


def render(findings: Sequence[Finding], lines: Callable[[str], list[str]]) -> str:
    """Errors and warnings as failures; a file with hints only passes."""
    paths = list(dict.fromkeys(one.span.path for one in findings))
    suite = ET.Element("testsuite", name="portal check", tests=str(len(paths) or 1))
    failed = 0
    for path in paths:
        case = ET.SubElement(suite, "testcase", classname="portal", name=path)
        for one in findings:
            if one.span.path == path and one.severity >= Severity.WARNING and not one.baselined:
                failed += 1
                failure = ET.SubElement(case, "failure", type=one.rule, message=one.what)
                failure.text = f"{one.span}: {one.severity.label} {one.what}\n怎么改：{one.do}"
    if not paths:
        ET.SubElement(suite, "testcase", classname="portal", name="全部内容")
    suite.set("failures", str(failed))
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode", xml_declaration=True)
