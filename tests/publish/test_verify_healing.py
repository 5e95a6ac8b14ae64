"""A place that was tampered with serves what was signed again: mended, or the newest earlier release that verifies; evidence is kept."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from portal.errors import PortalError
from portal.model.publishing import Place
from portal.publish.log import read_log
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE
from portal.publish.verify.disk import Look, verify_disk
from portal.publish.verify.healing import Healed, heal
from portal.publish.verify.seal import Memory
from portal.publish.verify.store import Disk, Originals, Server, Store
from portal.publish.verify.verdict import Verdict
from publish_trial import OWNER, Publisher, Spot
from verify_trial import SITE

FIRST, SECOND, HOME = "news/2026/first.html", "news/2026/second.html", "index.html"


@dataclass
class Ward:
    """A place with three releases, and how to look at it and heal it."""

    spot: Spot
    publisher: Publisher
    copies: tuple[Path, ...] = ()

    @property
    def www(self) -> Path:
        """The root; a server of these tests runs on this machine."""
        return Path(self.spot.place.path) if self.spot.place.kind == "rsync" else self.spot.root / self.spot.place.path

    @property
    def store(self) -> Store:
        return Server(self.spot.place) if self.spot.place.kind == "rsync" else Disk(self.www)

    @property
    def look(self) -> Look:
        originals = Originals(self.copies, self.store, self.spot.target.releases())
        memory = Memory(self.spot.root / "verified", "spot")
        return Look(where="spot", authority=self.publisher.authority, memory=memory, originals=originals, progress=lambda items, _: items)

    def verify(self) -> Verdict:
        return verify_disk(self.store, self.spot.target.releases(), self.look).verdict

    def heal(self) -> Healed:
        self.publisher.later()
        done = heal(self.spot.target, self.store, self.look, OWNER, self.spot.root / "evidence")
        assert done is not None
        return done

    @property
    def acts(self) -> list[tuple[str, str]]:
        return [(one.act, one.release) for one in read_log(self.spot.target.log(), LOG).lines]


@pytest.fixture
def spot(tmp_path: Path) -> Spot:
    """An empty folder; the few tests on a server have one of their own: each look takes many connections."""
    return Spot(Place(id="local", kind="folder", path="www", keep=5), tmp_path)


@pytest.fixture
def ward(spot: Spot, publisher: Publisher) -> Ward:
    """A place that was published to three times; only the second news item differs, so that the rest has copies in other releases."""
    return made_ward(spot, publisher)


def made_ward(spot: Spot, publisher: Publisher) -> Ward:
    shutil.rmtree(publisher.folder)
    for name, text in SITE.items():
        publisher.write(name, text)
    for number in "123":
        publisher.write(SECOND, f"<title>第二篇</title>{number}")
        publisher.publish(spot.target, spot.place)
    made = Ward(spot, publisher)
    assert not made.verify().deviations
    return made


def tamper(ward: Ward, release: str = "") -> None:
    """A page changed, a web shell, a link out, odd modes, a file gone."""
    base = ward.www / "releases" / (release or ward.spot.target.current())
    (base / FIRST).write_text("<title>彩票</title>")
    (base / "assets/1.php").write_text("<?php")
    (base / "assets/1.php").chmod(0o755)
    (base / "etc").symlink_to("/etc")
    (base / "news").chmod(0o777)
    (base / HOME).chmod(0o755)
    (base / "robots.txt").unlink()


def test_a_tampered_release_is_mended(ward: Ward) -> None:
    """The same release with the very bytes that were signed; evidence is kept first, and the log says it."""
    served = ward.spot.target.current()
    tamper(ward)
    assert ward.verify().code == 1
    done = ward.heal()

    assert (done.release, done.said) == (served, (f"{served}已用干净的文件修好",))
    assert not ward.verify().deviations
    assert ward.acts[-1] == ("heal", served)
    assert stat.S_IMODE(done.evidence.stat().st_mode) == 0o700
    files = {one["name"]: one for one in json.loads((done.evidence / "files.json").read_text())}
    assert (done.evidence / files["assets/1.php"]["kept"]).read_text() == "<?php"
    assert (done.evidence / files[FIRST]["kept"]).read_text() == "<title>彩票</title>"
    assert files["assets/1.php"]["mode"] == "755" and files["etc"]["link"] == "/etc" and files[FIRST]["changed"] > 0
    assert json.loads((done.evidence / "report.json").read_text())["result"] == "differs"
    assert not Path("/etc/hosts").read_text().startswith("<"), "nothing was written through the link"


@pytest.mark.long
def test_a_server_is_healed_over_ssh(ssh_place: Place, tmp_path: Path, publisher: Publisher) -> None:
    """The server lists, hashes and mends its own files; what has no clean copy gives way to the release before."""
    ward = made_ward(Spot(replace(ssh_place, path=str(tmp_path / "www"), keep=5), tmp_path), publisher)
    test_a_tampered_release_is_mended(ward)
    third, second, _ = ward.spot.target.releases()
    (ward.www / "releases" / third / SECOND).write_text("hacked")

    assert ward.heal().release == second
    assert not ward.verify().deviations


def test_what_has_no_clean_copy_gives_way_to_an_earlier_release(ward: Ward) -> None:
    """The page that only the last release has was changed; the one before is tampered with too, so the first is served."""
    third, second, first = ward.spot.target.releases()
    (ward.www / "releases" / third / SECOND).write_text("hacked")
    tamper(ward, second)
    done = ward.heal()

    assert (done.release, done.said) == (first, (f"{first}核验通过",))
    assert ward.spot.target.current() == first
    assert ward.acts[-1] == ("heal", first)
    assert not ward.verify().deviations


def test_a_copy_of_the_build_is_good_for_mending(ward: Ward) -> None:
    """The page that only the last release has comes from the site as it was built."""
    ward.copies = (ward.publisher.folder,)
    (ward.www / "current" / SECOND).write_text("hacked")

    assert ward.heal().release == ward.spot.target.releases()[0]
    assert not ward.verify().deviations


def test_nothing_clean_changes_nothing(ward: Ward) -> None:
    """What is served stays as it is when every release was tampered with beyond mending."""
    for release in ward.spot.target.releases():
        (ward.www / "releases" / release / SECOND).write_text("hacked")
    before = ward.acts
    done = ward.heal()

    assert (done.release, done.said) == ("", ("没有一个发布能核验通过，什么都没有改",))
    assert ward.acts == before
    assert (ward.www / "current" / SECOND).read_text() == "hacked"
    assert (done.evidence / "report.json").is_file()


def cut_log(ward: Ward) -> None:
    path = ward.www / LOG
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])


def old_served(ward: Ward) -> None:
    (ward.www / "current").unlink()
    (ward.www / "current").symlink_to(f"releases/{ward.spot.target.releases()[-1]}")


@pytest.mark.parametrize(
    "harm",
    [
        lambda ward: (ward.www / "current" / SIGNATURE).unlink(),
        lambda ward: (ward.www / "current" / MANIFEST).write_text("{}"),
        lambda ward: (ward.www / "current" / LOG).unlink(),
        lambda ward: (ward.www / "kept/assets/x.php").write_text("x"),
        cut_log,
        old_served,
    ],
    ids=["signature", "manifest", "link to the log", "shell among kept styles", "log cut off", "older release"],
)
def test_the_seal_is_restored_from_memory(harm: Callable[[Ward], object], ward: Ward) -> None:
    """Manifest, signature and log come back as they were at the last clean verification."""
    served = ward.spot.target.current()
    harm(ward)
    assert ward.verify().code == 1

    assert ward.heal().release == served
    assert not ward.verify().deviations
    assert [act for act, _ in ward.acts] == ["publish", "publish", "publish", "heal"]


def test_nothing_wrong_is_not_healed(ward: Ward) -> None:
    """A place that verifies is left alone, and no evidence is made up."""
    assert heal(ward.spot.target, ward.store, ward.look, OWNER, ward.spot.root / "evidence") is None
    assert not (ward.spot.root / "evidence").exists()


def test_a_folder_that_is_nothing_published_can_t_be_verified(tmp_path: Path) -> None:
    """Such a word is a mistake, not tampering."""


    with pytest.raises(PortalError, match="没有发布过网站"):
        Disk(tmp_path)
