"""Whatever breaks off, readers see the old release or the new one, the log stays sound, and the next publisher needs no help.

``pytest -s`` prints what was counted.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import statistics
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from built_site import unavailable
from portal.errors import PortalError, of_system
from portal.model.publishing import Place
from portal.publish.log import read_log
from portal.publish.publishing import served
from portal.publish.targets.folder import RELEASES, RETIRED, Folder
from portal.publish.targets.s3 import S3
from publish_processes import Child, clean, line_to, published, whole
from publish_storage import client_of
from publish_trial import Publisher, Spot

SEED = 20261128
KILLS = {"folder": 50, "rsync": 20}  # a server takes its time; by hand it was killed as often as the folder
SWITCHES = 500


@pytest.fixture
def disk_spot(request: pytest.FixtureRequest, tmp_path: Path) -> Spot:
    """A place whose folder is on this machine, and can be looked at without asking the place."""
    if request.param == "folder":
        return Spot(Place(id="local", kind="folder", path="www", keep=3), tmp_path)
    place: Place = request.getfixturevalue("ssh_place")
    return Spot(replace(place, path=str(tmp_path / "www")), tmp_path)


def grown(publisher: Publisher) -> None:
    """Enough pages that publishing takes a while."""
    for number in range(40):
        publisher.write(f"news/2026/{number}.html", f"{number} " * 500)


def changed(publisher: Publisher, what: object) -> None:
    """Other bytes on some pages, another asset, a page less, a page more."""
    for name in ("index.html", "news/2026/first.html", "news/2026/7.html"):
        publisher.write(name, f"<p>{what}</p>")
    for folder, suffix in (("pages", "html"), ("assets", "css")):
        shutil.rmtree(publisher.folder / folder / "changing", ignore_errors=True)
        publisher.write(f"{folder}/changing/{what}.{suffix}", str(what) * 1000)


@pytest.mark.long
@pytest.mark.parametrize("disk_spot", ["folder", "rsync"], indirect=True)
def test_killed_at_any_time(disk_spot: Spot, publisher: Publisher) -> None:
    """SIGKILL at random points of a publish leaves the old release or the new one, never a part, and nothing that the next has to fear."""
    chance, counts, root = random.Random(SEED), Counter[str](), disk_spot.root / "www"
    grown(publisher)
    lasts = []
    for number in range(4):
        changed(publisher, f"first-{number}")
        begun = time.monotonic()
        published(publisher, disk_spot)
        lasts.append(time.monotonic() - begun)
    for number in count():
        if counts["killed"] == KILLS[disk_spot.place.kind]:
            break
        before, old_log = whole(root)
        changed(publisher, f"killed-{number}")
        publisher.later()
        child = Child.ready(publisher, disk_spot)
        child.begin()
        time.sleep(chance.uniform(0, statistics.median(lasts)))
        counts["killed" if child.killed() else "finished before"] += 1
        after, log = whole(root)
        assert before and after and log.grew_from(old_log)
        counts["new release served" if after.id != before.id else "old release served"] += 1
        counts["log ahead of the switch"] += after.id == before.id and log != old_log
        publisher.later()
        begun = time.monotonic()
        published(publisher, disk_spot)
        lasts.append(time.monotonic() - begun)
        now, _ = whole(root)
        assert now and set(now.files) == set(publisher.built().files)
        clean(root)
    print(f"\n{disk_spot.place.kind}: seed {SEED}, a publish lasts {statistics.median(lasts):.2f} s: {dict(counts)}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB."""
    folder = tmp_path / "www"
    folder.mkdir()
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    size = f"size=4m,uid={os.geteuid()},gid={os.getegid()}"
    mounted = (as_root == [] or shutil.which("sudo")) and not subprocess.run(
        [*as_root, "mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode
    if not mounted:
        unavailable("要测试磁盘满了：用root，或能不问密码的sudo")
    try:
        yield folder
    finally:
        subprocess.run([*as_root, "umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("disk_spot", ["folder", "rsync"], indirect=True)
def test_a_full_disk(small_disk: Path, disk_spot: Spot, publisher: Publisher) -> None:
    """The message says that the disk is full; the old release is served; with room again publishing goes on."""
    first = published(publisher, disk_spot)
    publisher.write("files/large.bin", "x" * 5_000_000)
    with pytest.raises((OSError, PortalError)) as caught:
        published(publisher, disk_spot)
    error = of_system(caught.value) if isinstance(caught.value, OSError) else caught.value
    assert "磁盘满了" in str(error) or "No space left" in str(error)
    manifest, log = whole(small_disk)
    assert manifest and manifest.id == first and len(log.lines) == 1
    (publisher.folder / "files/large.bin").unlink()
    changed(publisher, "room")
    published(publisher, disk_spot)
    assert len(whole(small_disk)[1].lines) == 2
    clean(small_disk)


@pytest.mark.parametrize("disk_spot", ["folder"], indirect=True)
def test_a_disk_that_fills_at_any_step(small_disk: Path, disk_spot: Spot, publisher: Publisher) -> None:
    """With whatever is left of room: published, or as before."""
    counts = Counter[str]()
    published(publisher, disk_spot)
    for pages in range(24):
        before, _ = whole(small_disk)
        changed(publisher, f"full-{pages}")
        if pages % 2:  # nothing there to make the release of: all of it has to find room
            shutil.rmtree(small_disk / RELEASES / RETIRED, ignore_errors=True)
        filler = small_disk / "filler"
        room = os.statvfs(small_disk)
        filler.write_bytes(b"x" * (room.f_bavail - pages) * room.f_bsize)
        try:
            published(publisher, disk_spot)
            counts["published"] += 1
        except OSError:
            counts["refused"] += 1
        manifest, _ = whole(small_disk)
        assert manifest and before and (manifest.content == before.content or "pages/changing/full-" in " ".join(manifest.files))
        filler.unlink()
        changed(publisher, f"room-{pages}")
        published(publisher, disk_spot)
        clean(small_disk)
    print(f"\nfull disk: {dict(counts)}")
    assert counts["refused"] > 5 and counts["published"] > 2


@pytest.mark.long
def test_a_line_that_is_cut_to_a_server(ssh_place: Place, publisher: Publisher, tmp_path: Path) -> None:
    """Wherever the line to the server breaks, the old or the new release is served, and a line that holds is enough to go on."""
    chance, counts = random.Random(SEED), Counter[str]()
    straight = Spot(replace(ssh_place, path=str(tmp_path / "www")), tmp_path)
    known = tmp_path / "known_hosts"
    with line_to(ssh_place.port) as line:
        known.write_text(Path(ssh_place.known_hosts).read_text().replace(str(ssh_place.port), str(line.port)))
        cut = replace(straight, place=replace(straight.place, port=line.port, known_hosts=str(known)))
        published(publisher, cut)
        line.passed = 0
        changed(publisher, "measured")
        published(publisher, cut)
        total = line.passed
        for number in range(12):
            changed(publisher, f"cut-{number}")
            before, old_log = whole(tmp_path / "www")
            line.passed, line.most = 0, chance.randrange(total)
            try:
                published(publisher, cut)
                counts["published"] += 1
            except PortalError:
                counts["refused"] += 1
            manifest, log = whole(tmp_path / "www")
            assert before and manifest and log.grew_from(old_log)
            line.most = None
            changed(publisher, f"whole-{number}")
            published(publisher, straight)
            clean(tmp_path / "www")
    print(f"\nssh line cut within {total} bytes: {dict(counts)}")
    assert counts["refused"] > 5


def site_of(place: Place) -> dict[str, bytes]:
    """What readers can get of a place in object storage."""
    client: Any = client_of(place)
    keys = [one["Key"] for one in client.list_objects_v2(Bucket=place.bucket, Prefix="www/").get("Contents", ())]
    names = [key.removeprefix("www/") for key in keys if not key.startswith(("www/.portal/", "www/release"))]
    return {name: client.get_object(Bucket=place.bucket, Key=f"www/{name}")["Body"].read() for name in names}


@pytest.mark.parametrize("most", [1_500, 2_500, 4_000, 9_000])
def test_a_line_that_is_cut_to_object_storage(s3_place: Place, publisher: Publisher, most: int) -> None:
    """With a line that breaks again and again every object is wholly old or wholly new; then a whole line shows the new site."""
    place = replace(s3_place, grace_hours=0)
    publisher.publish(S3(place), place)
    before = site_of(place)
    changed(publisher, "cut")
    after = {name: (publisher.folder / name).read_bytes() for name in publisher.built().files}
    with line_to(urlsplit(place.endpoint).port or 80) as line:
        line.most, line.again = most, True
        try:
            publisher.publish(S3(replace(place, endpoint=f"http://127.0.0.1:{line.port}")), place)
            outcome = "published"
        except PortalError:
            outcome = "refused"
    print(f"\nobject storage, cut every {most} bytes: {line.cuts} cuts, {outcome}")
    assert line.cuts and all(data in (before.get(name), after.get(name)) for name, data in site_of(place).items())
    _unlocked(place)
    publisher.publish(S3(place), place)
    assert site_of(place).items() >= after.items()
    assert served(S3(place)) and read_log(S3(place).log(), "log").lines


def _unlocked(place: Place) -> None:
    """As two hours later."""
    client_of(place).delete_object(Bucket=place.bucket, Key="www/.portal/lock")


@pytest.mark.parametrize("spot", ["folder", "rsync", "git"], indirect=True)
def test_two_processes_at_once(spot: Spot, publisher: Publisher) -> None:
    """One wins; the other is told, or comes after it; the log has those that won, each once."""
    counts, rounds = Counter[str](), 8
    other = replace(publisher, folder=publisher.folder.with_name("other"))
    grown(publisher)
    shutil.copytree(publisher.folder, other.folder)
    won = [published(publisher, spot)]
    for number in range(rounds):
        both = []
        for one in (publisher, other):
            one.now = publisher.now
            for _ in range(2 if one is other else 1):
                one.later()
            one.write("index.html", f"{number} {one.folder.name}")
            both.append(Child.ready(one, spot))
        for child in both:
            child.begin()
        answers = [one.answer() for one in both]
        told = [one for one in answers if one.startswith("refused")]
        won += [one for one in answers if not one.startswith("refused")]
        assert all("正在发布" in one or "刚刚发布" in one for one in told) and len(told) < 2
        publisher.now = other.now
        counts["one told" if told else "one after the other"] += 1
    target = spot.target
    assert sorted(one.release for one in read_log(target.log(), "log").lines) == sorted(won)
    assert target.current() in won[-2:]
    print(f"\n{spot.place.kind}, two at once: {dict(counts)}")


def test_readers_during_switches(publisher: Publisher, tmp_path: Path) -> None:
    """Readers get the whole old page or the whole new one, and never an error, while releases are switched as fast as can be."""
    place = Place(id="local", kind="folder", path="www")
    texts = {"<p>old</p>" * 9_000, "<p>newer</p>" * 20_000}
    releases = []
    for text in sorted(texts):
        publisher.write("index.html", text)
        releases.append(publisher.publish(Folder(tmp_path / "www"), place).release)
    bodies = {one.encode() for one in texts}
    counts, over = Counter[str](), threading.Event()
    with _server(tmp_path) as port:
        readers = [threading.Thread(target=_read, args=(port, bodies, counts, over)) for _ in range(4)]
        for one in readers:
            one.start()
        target, log = Folder(tmp_path / "www"), Folder(tmp_path / "www").log()
        for number in range(SWITCHES):
            target.switch(releases[number % 2], log)
            time.sleep(0.004)
        over.set()
        for one in readers:
            one.join()
    print(f"\n{SWITCHES} switches: {dict(counts)}")
    assert counts["wrong"] == 0 and counts["whole"] > SWITCHES


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words: object) -> None:
        """Say nothing."""


class _server:
    """nginx where there is one, else Python's server, in front of ``current``."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._nginx = folder, shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

    def __enter__(self) -> int:
        root = self._folder / "www/current"
        self._python = ThreadingHTTPServer(("127.0.0.1", 0), lambda *words: _Handler(*words, directory=str(root)))
        port = self._python.server_address[1]
        if not self._nginx:
            threading.Thread(target=self._python.serve_forever, daemon=True).start()
            return port
        self._python.server_close()
        config = self._folder / "nginx.conf"
        config.write_text(
            f"daemon off; pid {self._folder}/nginx.pid; error_log {self._folder}/error.log; worker_processes 1; {'user root;' if os.geteuid() == 0 else ''} "
            f"events {{}} http {{ access_log off; client_body_temp_path {self._folder}/tmp; server {{ listen 127.0.0.1:{port}; root {root}; }} }}"
        )
        self._process = subprocess.Popen([self._nginx, "-c", str(config)], stderr=subprocess.DEVNULL)
        for _ in range(200):
            with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=5):
                break
            time.sleep(0.02)
        return port

    def __exit__(self, *error: object) -> None:
        if self._nginx:
            self._process.terminate()
            self._process.wait()
        else:
            self._python.shutdown()
            self._python.server_close()


def _read(port: int, bodies: set[bytes], counts: Counter[str], over: threading.Event) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    while not over.is_set():
        connection.request("GET", "/index.html")
        answer = connection.getresponse()
        counts["whole" if answer.read() in bodies and answer.status == 200 else "wrong"] += 1
    connection.close()
