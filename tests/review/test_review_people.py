"""Who may sign: keys that are whole and public, stages that somebody can sign; records whose chain is broken are an error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers import Project
from portal.model.finding import Finding, Severity
from portal.review.checks import signoff_chains, signoff_people
from signoff_samples import NEWS, new_keys, portal, records, rewritten, sign, sign_fully, switch_on

PEOPLE = "data/review/reviewers.yml"


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, Path]:
    """Key pairs of the three."""
    return new_keys(tmp_path / "keys")


def found(project: Project) -> dict[str, Finding]:
    return {one.rule: one for one in signoff_people.check(project.site())}


@pytest.mark.parametrize("kind", ["ed25519", "rsa", "ecdsa"])
def test_whole_public_keys_are_fine(project: Project, tmp_path: Path, kind: str) -> None:
    """Keys as ssh-keygen writes them; only the person without any is named, as a warning."""
    switch_on(project, new_keys(tmp_path / "keys", kind))
    (one,) = signoff_people.check(project.site())
    assert (one.rule, one.severity) == ("reviewer-without-key", Severity.WARNING)
    assert "丁全能" in one.what and "一审、二审、三审" in one.what


@pytest.mark.parametrize("cut", [slice(0, 40), slice(0, -8), slice(12, None)], ids=["begin", "end", "type"])
def test_truncated_key_is_an_error(project: Project, keys: dict[str, Path], cut: slice) -> None:
    """A key that lost a part by copying is told, without printing it."""
    switch_on(project, keys)
    line = keys["lead"].with_suffix(".pub").read_text("utf-8").split(" lead@")[0]
    project.replace(PEOPLE, line, line[cut])
    one = found(project)["reviewer-key-unreadable"]
    assert one.severity is Severity.ERROR and "丙局长" in one.what and line[20:30] not in one.what
    assert "目前没有人能签三审" in found(project)["signoff-stage-without-person"].what


@pytest.mark.parametrize("form", ["whole", "first line", "one line of it"])
def test_private_key_is_told_and_never_printed(project: Project, keys: dict[str, Path], form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever part of the private key was pasted: that it is lost, and what to do; no report repeats it."""
    switch_on(project, keys)
    lines = keys["lead"].read_text("utf-8").splitlines()
    pasted = {"whole": " ".join(lines), "first line": lines[0], "one line of it": lines[1]}[form]
    project.replace(PEOPLE, keys["lead"].with_suffix(".pub").read_text("utf-8").strip(), pasted)
    one = found(project)["reviewer-private-key"]
    assert one.severity is Severity.ERROR and "这是私钥，已经泄露，请作废重做" in one.what
    assert portal(project, "check") == 1
    assert lines[1][:30] not in capsys.readouterr().out.replace("b3BlbnNzaC1rZXktdj", "")


def test_revoked_key_is_no_key(project: Project, keys: dict[str, Path]) -> None:
    """Whose only key is revoked can't sign; nobody else may sign that stage."""
    switch_on(project, keys, ", revoked: true")
    assert {"reviewer-without-key", "signoff-stage-without-person"} == set(found(project))


def test_stage_without_a_person_in_office(project: Project) -> None:
    """When the only ones who may sign have left, everything waits for nobody: an error; a stage that nothing needs may be empty."""
    switch_on(project)
    text = (project.root / PEOPLE).read_text("utf-8").replace("[三审]", "[三审]\n    valid_until: 2025-06-29").replace(", 三审]", "]")
    project.write(PEOPLE, text)
    assert list(found(project)) == ["signoff-stage-without-person"]
    assert "目前没有人能签三审" in found(project)["signoff-stage-without-person"].what
    project.write("data/review/policy.yml", (project.root / "data/review/policy.yml").read_text("utf-8").replace("stages: []}", "stages: []}\n  - {stages: [一审, 二审]}"))
    assert found(project) == {}


def test_stage_of_withdrawals_must_exist(project: Project) -> None:
    """A misspelt stage would let nobody withdraw."""
    switch_on(project)
    project.write("data/review/policy.yml", (project.root / "data/review/policy.yml").read_text("utf-8") + "withdraw_stage: 四审\n")
    assert "四审" in found(project)["signoff-unknown-stage"].what


@pytest.mark.parametrize("how", ["deleted", "order"])
def test_broken_chain_reaches_the_exit_codes(project: Project, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A record deleted from the middle, or moved: an error of the check on the folder, and 1 from the status."""
    switch_on(project)
    sign_fully(project, NEWS)
    assert list(signoff_chains.check(project.site())) == []
    if how == "deleted":
        records(project)[1].unlink()
    else:
        rewritten(records(project)[2], time="2025-06-29T08:00:00+08:00")
    one = next(iter(signoff_chains.check(project.site())))
    assert (one.rule, one.severity, one.span.path) == ("signoff-chain-broken", Severity.ERROR, "data/signoffs/news__2025__2025-06-20-first")
    assert portal(project, "check") == 1
    assert "［signoff-chain-broken］" in capsys.readouterr().out
    assert portal(project, "status") == 1
    assert re.search(rf"不可信 +{NEWS}", capsys.readouterr().out)


def test_foreign_record_reaches_the_exit_codes(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A record of another article in the folder makes the folder untrustworthy."""
    switch_on(project)
    sign(project, NEWS, "一审", "ed")
    mine = records(project)[0]
    rewritten(mine, unit="content/news/2025/2025-06-01-second.md")
    capsys.readouterr()
    assert portal(project, "status") == 1
    assert "放错了文件夹" in capsys.readouterr().out
