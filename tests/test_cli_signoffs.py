"""``portal sign``, ``withdraw``, ``status`` and ``build`` as persons of an office use them: what they ask, refuse and answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from built_site import forked, tree
from helpers import NOW, Project, moment
from signoff_samples import NEWS, SECOND, STAGES, new_keys, portal, program, records, sign, sign_fully, switch_on, verdict

LATER, TOO_LATE = moment("2025-06-30 15:00"), moment("2025-07-04 12:00")
POLICY = "data/review/policy.yml"
BOUND = "2025-07-03 12:00"


@pytest.fixture
def on(project: Project) -> Project:
    """Three stages without signatures."""
    return switch_on(project)


def add(project: Project, text: str) -> None:
    project.write(POLICY, (project.root / POLICY).read_text("utf-8") + text)


def test_one_command_asks_for_the_passphrase_once(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every unit of a command is signed by one call of ssh-keygen, and each signature counts."""
    keys = new_keys(tmp_path / "keys")
    switch_on(project, keys)
    program("ssh-keygen", "-q", "-p", "-P", "", "-N", "tester", "-f", keys["ed"], cwd=tmp_path)
    asked = tmp_path / "asked"
    helper = tmp_path / "askpass"
    helper.write_text(f"#!/bin/sh\necho x >> '{asked}'\necho tester\n", "utf-8")
    helper.chmod(0o700)
    monkeypatch.setenv("SSH_ASKPASS", str(helper))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    assert portal(project, "sign", "--all", "--stage", "一审", "--as", "ed", "--accept", "全部", "--key", keys["ed"]) == 0
    assert len(list((project.root / "data/signoffs").rglob("*.sig"))) > 3
    assert asked.read_text("utf-8") == "x\n"
    assert {verdict(project, path).missing for path in (NEWS, SECOND)} == {("二审", "三审")}


def test_key_of_two_persons_signs_nothing(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whose signature it would be, nobody could say."""
    keys = new_keys(tmp_path / "keys")
    switch_on(project, {**keys, "chief": keys["ed"]})
    assert sign(project, NEWS, "一审", "ed", "--key", keys["ed"]) == 2
    assert "登记了不止一次" in capsys.readouterr().err
    assert records(project) == []


def test_answers_name_the_next_step(on: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """What was signed, by whom, and who is next; for the last stage that it is done."""
    answers = []
    for stage, who in STAGES:
        sign(on, NEWS, stage, who)
        answers.append(capsys.readouterr().out)
    assert answers[0] == "已签：一审《第一条新闻》（甲编辑）。下一步：二审，等乙股长、丁全能。\n"
    assert answers[2] == "已签：三审《第一条新闻》（丙局长）。下一步：全部审完，可以生成网站。\n"
    assert sign(on, NEWS, "一审", "ed") == 0
    assert capsys.readouterr().out == "成功0份，跳过1份，拒绝0份。\n"
    assert sign(on, SECOND, "一审", "ed", "--reject", "--opinion", "请核实") == 0
    assert "已退回：一审《第二条新闻》（甲编辑）" in capsys.readouterr().out


def test_answer_for_all_is_a_count(on: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """No list of files; what was refused is explained."""
    sign(on, NEWS, "一审", "ed")
    on.replace(SECOND, "正文。", "正文{{ stat:aid.none@2024 }}。")
    capsys.readouterr()
    assert portal(on, "sign", "--all", "--stage", "一审", "--as", "ed", "--accept", "全部") == 1
    out = capsys.readouterr().out
    assert out.endswith("成功5份，跳过1份，拒绝1份。\n") and "data/signoffs" not in out
    assert out.startswith(f"没有记：{SECOND}\n    有错误没有改")


def test_signing_all_brings_nothing_back(on: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """What was withdrawn is signed by its name or not at all, and waits for nobody."""
    sign_fully(on)
    assert portal(on, "withdraw", on.root / SECOND, "--kind", "撤下", "--reason", "有误", "--as", "lead") == 0
    assert capsys.readouterr().out.endswith("已撤下：《第二条新闻》（丙局长）。下次生成网站时生效。\n")
    for stage, who in STAGES:
        assert portal(on, "sign", "--all", "--stage", stage, "--as", who, at=LATER) == 0
    found = verdict(on, SECOND, LATER)
    assert (found.publishable, found.waits_for) == (False, ())
    capsys.readouterr()
    assert portal(on, "status", at=LATER) == 0
    out = capsys.readouterr().out
    assert re.search(rf"已撤下 +{SECOND} +无 +无 +无", out)
    assert f"\n{SECOND}\n    2025-06-30 12:00撤稿（丙局长）：有误\n" in out
    assert "0项没有审完，1项已撤稿" in out


def test_withdrawal_needs_the_last_stage(on: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor alone can't take an article down, not with a record of somebody whose right ended either; the policy may name another stage."""
    words = ("withdraw", on.root / SECOND, "--kind", "撤下", "--reason", "有误", "--as")
    sign_fully(on, SECOND)
    assert portal(on, *words, "ed") == 1
    assert "甲编辑不能撤稿（要由能签三审的人撤）" in capsys.readouterr().out
    add(on, "withdraw_stage: 一审\n")
    assert portal(on, *words, "ed") == 0
    assert verdict(on, SECOND).taken_down
    on.replace(POLICY, "withdraw_stage: 一审\n", "")
    assert verdict(on, SECOND).publishable


def test_readers_see_who_withdrew(on: Project, tmp_path: Path) -> None:
    """On the page that is left, and in the list."""
    sign_fully(on)
    portal(on, "withdraw", on.root / SECOND, "--kind", "撤下", "--reason", "有误", "--as", "lead")
    done = forked("build", "--out", tmp_path / "site", at=NOW, cwd=on.root)
    assert done.returncode == 0, done.stderr
    files = tree(tmp_path / "site")
    for name in ("news/2025/second.html", "review/index.html"):
        assert "批准人：丙局长" in files[name].decode("utf-8"), name


def emergency(project: Project, who: str = "lead", *, at: object = NOW) -> int:
    return portal(project, "sign", project.root / NEWS, "--emergency", "--as", who, "--opinion", "山洪预警", at=at)  # type: ignore[arg-type]


def test_emergency_by_somebody_else(on: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Who could do it is named."""
    assert emergency(on, "ed") == 1
    assert "甲编辑不能批准应急发布（要由能签三审的人批准）" in capsys.readouterr().out


def test_emergency_that_has_run_out_is_not_repeated(on: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The same content gets no second term; nothing is recorded. Other content may have one."""
    assert emergency(on) == 0
    assert f"{BOUND}以前要补审完" in capsys.readouterr().out
    portal(on, "status")
    out = capsys.readouterr().out
    assert re.search(rf"应急发布 +{NEWS}", out)
    assert f"应急发布，{BOUND}以前要补审完，不然自动撤下。理由：山洪预警" in out
    portal(on, "status", at=TOO_LATE)
    out = capsys.readouterr().out
    assert re.search(rf"应急期满，已撤下 +{NEWS}", out)
    assert emergency(on, at=TOO_LATE) == 1
    assert f"应急期{BOUND}已满，不能再次应急发布" in capsys.readouterr().out
    assert len(records(on)) == 1
    on.replace(NEWS, "2024年办理", "2024年共办理")
    assert emergency(on, at=TOO_LATE) == 0


def test_rejected_content_gets_no_emergency(on: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """It would not be published anyway; the status says 已退回 until somebody signs anew."""
    sign(on, NEWS, "一审", "ed", "--reject", "--opinion", "请核实")
    assert emergency(on) == 1
    assert "被退回过" in capsys.readouterr().out
    portal(on, "status")
    out = capsys.readouterr().out
    assert re.search(rf"已退回 +{NEWS}", out)
    assert out.count(NEWS) == 2 and f"\n{NEWS}\n    一审退回（甲编辑）：请核实\n" in out
    sign(on, NEWS, "一审", "ed", at=LATER)
    capsys.readouterr()
    portal(on, "status", at=LATER)
    assert not re.search(rf"已退回 +{NEWS}", capsys.readouterr().out)


def test_weak_policy_shows(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How much nobody reviews is said by status and build, and not when everything is reviewed."""
    said = "按制度不审：文章4篇，固定页面1个，年度数据2年（见data/review/policy.yml）。\n"
    assert portal(project, "status") == 0
    assert said in capsys.readouterr().out
    done = forked("build", "--out", tmp_path / "site", at=NOW, cwd=project.root)
    assert said in done.stdout
    switch_on(project)
    portal(project, "status")
    assert "按制度不审" not in capsys.readouterr().out


def test_signer_is_told_of_what_the_baseline_holds(on: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Old findings forbid nothing, but whoever signs sees them."""
    on.replace(SECOND, "正文。", "今天,开会。")
    assert portal(on, "check", "--write-baseline") == 0
    capsys.readouterr()
    assert sign(on, SECOND, "一审", "ed") == 0
    out = capsys.readouterr().out
    assert f"    基线里的旧问题：{SECOND}:" in out and "［half-width-punctuation］" in out
    portal(on, "check")
    out = capsys.readouterr().out
    assert "［half-width-punctuation］（基线里已有）" in out and "其中1处在基线里，" in out
