"""Attacks on the three-stage review, each with the real command, real ssh-keygen and real git: none gets anything published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers import NOW, Project, moment
from signoff_samples import NEWS, SECOND, STAGES, YEAR, git, new_keys, portal, program, records, rewritten, sign, sign_fully, switch_on, verdict

LATER = moment("2025-06-30 13:00")


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, Path]:
    """Key pairs of the three."""
    return new_keys(tmp_path / "keys")


@pytest.fixture
def reviewed(project: Project) -> Project:
    """The first article signed three times without signatures."""
    switch_on(project)
    sign_fully(project, NEWS)
    return project


def sign_with_keys(project: Project, keys: dict[str, Path], path: str = NEWS) -> None:
    for stage, who in STAGES:
        assert sign(project, path, stage, who, "--key", keys[who]) == 0


def test_unsigned_is_not_published(project: Project) -> None:
    """Without any record a unit waits for the first stage."""
    switch_on(project)
    found = verdict(project, NEWS)
    assert (found.publishable, found.missing, found.waits_for) == (False, ("一审", "二审", "三审"), ("甲编辑", "丁全能"))


def test_half_signed_is_not_published(project: Project) -> None:
    """Two of three stages are not enough; the verdict names who is next."""
    switch_on(project)
    sign(project, NEWS, "一审", "ed")
    sign(project, NEWS, "二审", "chief")
    found = verdict(project, NEWS)
    assert (found.publishable, found.missing, found.waits_for) == (False, ("三审",), ("丙局长", "丁全能"))


def test_three_signatures_publish(reviewed: Project) -> None:
    """The full line makes the unit publishable, and names everybody in order."""
    found = verdict(reviewed, NEWS)
    assert (found.publishable, [one.name for one in found.signed]) == (True, ["甲编辑", "乙股长", "丙局长"])


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (NEWS, "2024年办理", "2024年共办理"),
        (NEWS, "title: 第一条新闻", "title: 第一条新闻！"),
        (NEWS, "tags: [法律援助]", "tags: [公证]"),
        (NEWS, "\n## 数字", "\n<!-- stat-ok: 随便 -->\n## 数字"),
    ],
    ids=["body", "title", "tag", "waiver"],
)
def test_signed_then_edited_is_void(reviewed: Project, path: str, old: str, new: str) -> None:
    """Any change after the sign-off, a hidden waiver included, voids it, and says so."""
    reviewed.replace(path, old, new)
    found = verdict(reviewed, NEWS)
    assert not found.publishable
    assert "签字以后内容有改动" in found.why


def test_an_edit_voids_only_its_own_unit(reviewed: Project) -> None:
    """Another article's edit, a draft flag and the line ends of Windows void nothing."""
    sign_fully(reviewed, SECOND)
    reviewed.replace(SECOND, "正文。", "正文改了。")
    reviewed.replace(NEWS, "source: 测试局", "source: 测试局\ndraft: true").write(NEWS, (reviewed.root / NEWS).read_bytes().replace(b"\n", b"\r\n"))
    assert not verdict(reviewed, SECOND).publishable
    assert verdict(reviewed, NEWS).publishable


def test_figure_changed_after_sign_off_is_void(reviewed: Project) -> None:
    """A changed figure voids the year and the articles that show it, and no other."""
    sign_fully(reviewed, SECOND, YEAR)
    reviewed.replace(YEAR, "aid.civil: 50", "aid.civil: 51").replace(YEAR, "aid.cases: 120", "aid.cases: 121")
    assert not verdict(reviewed, NEWS).publishable
    assert not verdict(reviewed, YEAR).publishable
    assert verdict(reviewed, SECOND).publishable


def test_changed_unit_of_a_metric_is_void(reviewed: Project) -> None:
    """What a figure means is part of what readers see: another unit in the dictionary voids the articles that show it."""
    text = (reviewed.root / "data/statistics/metrics.yml").read_text("utf-8")
    assert "unit: 件" in text
    reviewed.write("data/statistics/metrics.yml", text.replace("unit: 件", "unit: 起"))
    assert not verdict(reviewed, NEWS).publishable


def test_picture_swapped_after_sign_off_is_void(project: Project) -> None:
    """Other bytes under the same name void the article that shows the picture, and only that one."""
    project.write("content/news/2025/map.png", b"one").replace(NEWS, "## 数字", "![图](map.png)\n\n## 数字")
    switch_on(project)
    sign_fully(project, NEWS, SECOND)
    project.write("content/news/2025/map.png", b"two")
    assert not verdict(project, NEWS).publishable
    assert verdict(project, SECOND).publishable


def test_same_person_twice_is_refused(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """One who may sign every stage signs one of them; the command says why the second is refused."""
    switch_on(project)
    assert sign(project, NEWS, "一审", "all") == 0
    assert sign(project, NEWS, "二审", "all") == 1
    assert "同一个人不能签同一内容的两审" in capsys.readouterr().out


def test_same_person_twice_by_hand_does_not_count(project: Project) -> None:
    """A record written by hand for the second stage of the same person doesn't count either."""
    switch_on(project)
    sign_fully(project, NEWS)
    first = records(project)[0]
    for path in records(project)[1:]:
        path.unlink()
    mine = rewritten(first, reviewer="all")
    import hashlib

    second = mine.with_name(mine.name.replace("first", "second"))
    shutil.copy(mine, second)
    rewritten(second, stage="二审", after=[hashlib.sha256(mine.read_bytes()).hexdigest()])
    found = verdict(project, NEWS)
    assert (found.missing, found.publishable) == (("二审", "三审"), False)
    assert "同一个人签了两审" in found.why


def test_one_key_for_two_persons_is_an_error(project: Project, keys: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Two entries with the same key are one person; the check says so."""
    switch_on(project, {**keys, "chief": keys["ed"]})
    portal(project, "check")
    assert "［reviewer-twice］" in capsys.readouterr().out


def test_stages_are_signed_in_order(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The third stage can't be signed before the second."""
    switch_on(project)
    sign(project, NEWS, "一审", "ed")
    assert sign(project, NEWS, "三审", "lead") == 1
    assert "前面的审次还没有签完" in capsys.readouterr().out


def test_signing_a_stage_of_somebody_else_is_refused(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor can't sign for the leader, and nobody unknown signs at all."""
    switch_on(project)
    assert sign(project, NEWS, "三审", "ed") == 1
    assert "甲编辑不能签三审" in capsys.readouterr().out
    assert sign(project, NEWS, "一审", "nobody") == 2


@pytest.mark.parametrize("kind", ["ed25519", "rsa", "ecdsa"])
def test_real_signatures_count(project: Project, tmp_path: Path, kind: str) -> None:
    """Signatures of ssh-keygen verify in-process, and the same files verify with ssh-keygen itself."""
    keys = new_keys(tmp_path / "keys", kind)
    switch_on(project, keys)
    sign_with_keys(project, keys)
    assert verdict(project, NEWS).publishable
    allowed = tmp_path / "allowed"
    allowed.write_text("".join(f"{who} {path.with_suffix('.pub').read_text('utf-8')}" for who, path in keys.items()), "utf-8")
    record = records(project)[0]
    script = 'ssh-keygen -Y verify -f "$1" -I ed -n portal-signoff@test.example -s "$2.sig" < "$2"'
    assert "Good" in program("sh", "-c", script, "sh", allowed, record, cwd=tmp_path)


def test_missing_signature_does_not_count(project: Project, keys: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Where signatures are demanded, the command refuses to record without, and a record without its signature file is void."""
    switch_on(project, keys)
    assert sign(project, NEWS, "一审", "ed") == 2
    assert "没有数字签名" in capsys.readouterr().err
    sign_with_keys(project, keys)
    Path(f"{records(project)[2]}.sig").unlink()
    assert verdict(project, NEWS).missing == ("三审",)


@pytest.mark.parametrize("more", [", valid_until: 2025-06-29", ", revoked: true", ", valid_from: 2025-07-01"])
def test_expired_and_revoked_keys_do_not_count(project: Project, keys: dict[str, Path], more: str) -> None:
    """A key counts on its days only; a revoked one never, not even for what it signed before."""
    switch_on(project, keys)
    sign_with_keys(project, keys)
    switch_on(project, keys, more)
    found = verdict(project, NEWS)
    assert found.missing == ("三审",)
    assert "丙局长的密钥" in found.why
    assert sign(project, SECOND, "一审", "ed", "--key", keys["ed"]) == 0
    assert sign(project, SECOND, "二审", "chief", "--key", keys["chief"]) == 0
    assert sign(project, SECOND, "三审", "lead", "--key", keys["lead"]) == 2


def test_signing_with_the_key_of_somebody_else_is_refused(project: Project, keys: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """The editor can't act as the chief with the editor's own key."""
    switch_on(project, keys)
    sign(project, NEWS, "一审", "ed", "--key", keys["ed"])
    assert sign(project, NEWS, "二审", "chief", "--key", keys["ed"]) == 2
    assert "密钥不是乙股长登记的" in capsys.readouterr().err


@pytest.mark.parametrize("how", ["bytes", "other record", "other namespace", "other key", "garbage"])
def test_forged_signature_does_not_count(project: Project, keys: dict[str, Path], tmp_path: Path, how: str) -> None:
    """A signature that is damaged, of another record, for another purpose, of a stranger's key, or no signature at all is refused."""
    switch_on(project, keys)
    sign_with_keys(project, keys)
    last = records(project)[2]
    signature = Path(f"{last}.sig")
    if how == "bytes":
        lines = signature.read_text("ascii").splitlines()
        lines[3] = lines[3][:10] + ("A" if lines[3][10] != "A" else "B") + lines[3][11:]
        signature.write_text("\n".join([*lines, ""]), "ascii")
    elif how == "other record":
        shutil.copy(f"{records(project)[1]}.sig", signature)
    elif how == "garbage":
        signature.write_text("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n", "ascii")
    else:
        signature.unlink()
        key = keys["lead"] if how == "other namespace" else keys["ed"]
        space = "git" if how == "other namespace" else "portal-signoff@test.example"
        program("ssh-keygen", "-Y", "sign", "-n", space, "-f", key, last, cwd=tmp_path)
    found = verdict(project, NEWS)
    assert (found.publishable, found.missing) == (False, ("三审",))
    assert "签名" in found.why


def test_altered_record_voids_the_unit(reviewed: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A record whose words were changed no longer fits its name; the check says so and nothing of the unit counts."""
    path = records(reviewed)[1]
    path.write_text(path.read_text("utf-8").replace("chief", "lead"), "utf-8")
    found = verdict(reviewed, NEWS)
    assert (found.publishable, found.signed) == (False, ())
    assert portal(reviewed, "check") == 1
    assert "［signoff-altered］" in capsys.readouterr().out


def test_altered_and_renamed_record_breaks_the_chain(reviewed: Project) -> None:
    """Even under a name that fits, a changed record is missed by the one that followed it."""
    rewritten(records(reviewed)[0], opinion="同意")
    found = verdict(reviewed, NEWS)
    assert (found.publishable, found.signed) == (False, ())
    assert "前面少了1份记录" in found.why


def test_deleted_record_breaks_the_chain(reviewed: Project) -> None:
    """A record taken out of the middle, a rejection for instance, is missed by the next."""
    sign(reviewed, SECOND, "一审", "ed")
    assert portal(reviewed, "sign", reviewed.root / SECOND, "--stage", "二审", "--as", "chief", "--reject", "--opinion", "不实", at=NOW) == 0
    sign_fully(reviewed, SECOND, at=LATER)
    assert verdict(reviewed, SECOND, LATER).publishable
    next(one for one in records(reviewed, "news__2025__2025-06-01-second") if "reject" in one.name).unlink()
    found = verdict(reviewed, SECOND, LATER)
    assert not found.publishable
    assert "被删去或者改动过" in found.why


def test_reordered_records_break_the_chain(reviewed: Project) -> None:
    """A record that is given an earlier time than the one before it can't be moved there."""
    last = records(reviewed)[2]
    rewritten(last, time="2025-06-29T08:00:00+08:00")
    found = verdict(reviewed, NEWS)
    assert not found.publishable
    assert "时间早于它前面的记录" in found.why


def test_record_moved_to_another_unit_does_not_count(reviewed: Project) -> None:
    """Sign-offs of one article can't be copied to another."""
    shutil.copytree(reviewed.root / "data/signoffs/news__2025__2025-06-20-first", reviewed.root / "data/signoffs/news__2025__2025-06-01-second")
    found = verdict(reviewed, SECOND)
    assert not found.publishable
    assert "放错了文件夹" in found.why


def test_record_from_the_future_does_not_count(reviewed: Project) -> None:
    """A time that hasn't come, by which a sign-off would outlive its age, doesn't count."""
    rewritten(records(reviewed)[2], time="2035-06-29T08:00:00+08:00")
    assert verdict(reviewed, NEWS).missing == ("三审",)


def test_rejection_undoes_earlier_stages(project: Project) -> None:
    """After a rejection the same text needs every stage anew."""
    switch_on(project)
    sign(project, NEWS, "一审", "ed")
    assert sign(project, NEWS, "二审", "chief", "--reject", "--opinion", "请核实数据") == 0
    found = verdict(project, NEWS)
    assert found.missing == ("一审", "二审", "三审")
    assert "二审退回（乙股长）：请核实数据" in found.why
    sign_fully(project, NEWS, at=LATER)
    assert verdict(project, NEWS, LATER).publishable


def test_sign_offs_grow_old(reviewed: Project) -> None:
    """With a limit in the policy, sign-offs past it don't count."""
    reviewed.write("data/review/policy.yml", (reviewed.root / "data/review/policy.yml").read_text("utf-8") + "max_age_days: 30\n")
    assert verdict(reviewed, NEWS, moment("2025-07-30 12:00")).publishable
    assert not verdict(reviewed, NEWS, moment("2025-08-01 12:00")).publishable


def test_errors_and_warnings_stop_a_sign_off(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """An open error can't be signed at all, an open warning only when it is named."""
    switch_on(project).replace(SECOND, "正文。", "正文。\n\n<b>粗</b>")
    assert sign(project, SECOND, "一审", "ed") == 1
    assert "--accept html-not-allowed" in capsys.readouterr().out
    assert sign(project, SECOND, "一审", "ed", "--accept", "html-not-allowed") == 0
    project.replace(SECOND, "正文。", "正文{{ stat:aid.none@2024 }}。")
    assert sign(project, SECOND, "一审", "ed", "--accept", "全部") == 1
    assert "有错误没有改" in capsys.readouterr().out


def commit(root: Path, text: str) -> None:
    git(root, "add", "-A", "content", "data", "mkdocs.yml")
    git(root, "commit", "-qm", text)


@pytest.fixture
def clones(project: Project, tmp_path: Path) -> tuple[Project, Project]:
    """Two clones of a repository with the first stage of the first article signed."""
    switch_on(project)
    sign(project, NEWS, "一审", "ed")
    git(project.root, "init", "-q", "-b", "main")
    commit(project.root, "start")
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", project.root, other)
    for name in ("overrides", "hooks"):
        (other / name).symlink_to((project.root / name).resolve())
    return project, Project(other)


def test_two_clones_merge_without_conflict(clones: tuple[Project, Project]) -> None:
    """Sign-offs made apart, of different units and of the same one, merge by git alone; the next record closes the fork."""
    one, other = clones
    sign(one, NEWS, "二审", "chief")
    commit(one.root, "one")
    sign(other, NEWS, "二审", "all", at=LATER)
    sign(other, SECOND, "一审", "ed", at=LATER)
    commit(other.root, "other")
    git(one.root, "pull", "-q", "--no-rebase", "--no-edit", other.root, "main")
    assert verdict(one, NEWS, LATER).missing == ("三审",)
    assert verdict(one, SECOND, LATER).missing == ("二审", "三审")
    assert sign(one, NEWS, "三审", "lead", at=LATER) == 0
    assert verdict(one, NEWS, LATER).publishable


def test_merged_rejection_is_not_lost(clones: tuple[Project, Project]) -> None:
    """A rejection in one clone stands against stages that were signed in the other without knowing of it."""
    one, other = clones
    sign(one, NEWS, "二审", "chief")
    sign(one, NEWS, "三审", "lead")
    commit(one.root, "one")
    sign(other, NEWS, "三审", "lead", "--reject", "--opinion", "口径不对")
    commit(other.root, "other")
    git(one.root, "pull", "-q", "--no-rebase", "--no-edit", other.root, "main")
    found = verdict(one, NEWS)
    assert not found.publishable
    assert "口径不对" in found.why


def test_git_history_shows_what_the_chain_cannot(clones: tuple[Project, Project], capsys: pytest.CaptureFixture[str]) -> None:
    """The newest record of all, which no other names, can be deleted unseen by the chain; git's history still tells."""
    one, _ = clones
    assert portal(one, "status", "--history") == 0
    sign(one, NEWS, "二审", "chief", "--reject", "--opinion", "不同意")
    commit(one.root, "rejected")
    rejection = next(path for path in records(one) if "reject" in path.name)
    rejection.unlink()
    capsys.readouterr()
    assert portal(one, "status", "--history") == 1
    commit(one.root, "hide")
    assert portal(one, "status", "--history") == 1
    assert f"删去了data/signoffs/news__2025__2025-06-20-first/{rejection.name}" in capsys.readouterr().out
    assert portal(one, "status", "--history", "HEAD") == 0


def test_copies_in_a_deeper_folder_stand_for_nothing(reviewed: Project) -> None:
    """Records copied without the newest ones don't hide those: such a folder makes the unit untrustworthy."""
    true = records(reviewed)
    nested = reviewed.root / "data/signoffs/zz" / true[0].parent.name
    nested.mkdir(parents=True)
    shutil.copy(true[0], nested)
    found = verdict(reviewed, NEWS)
    assert not found.publishable
    assert "放错了文件夹" in found.why
