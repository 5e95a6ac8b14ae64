"""A plain server over SSH: the same layout as a folder (``folder.py``), the same swap of ``current``, made by ``rename(2)`` there.

A release is made of the files of the one that was pruned last; what else is unchanged is copied on the server (``rsync --copy-dest``). Before
a release gets its name the server reads all of it once more and compares it with the manifest.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.digest import digest_bytes
from portal.errors import PortalError
from portal.model.publishing import Place
from portal.publish.manifest import LOG, MANIFEST, Manifest, is_address, is_release
from portal.publish.release import Release
from portal.publish.targets.folder import ASSETS, CURRENT, INCOMING, KEPT, RELEASES, RETIRED
from portal.publish.targets.laying import lay
from portal.publish.targets.ssh import Ssh
from portal.publish.targets.target import Owner, Progress, Sent, sent
from portal.publish.targets.target_lock import lock_text, taken

# $1 is the folder, $2 the text of our lock, empty without one. The lock ends with the connection: `cat` reads until it closes. What a publisher
# that was killed has begun goes on for a moment, so every step holds the folder itself (fd 8) and first looks whether the lock is still ours.
_LOCK = (
    'mkdir -p "$1" && cd "$1" && exec 9>>.lock && if flock -n 9; then exec 8<. && if flock -w 120 8; then printf "%s" "$2" >.lock; exec 8<&-; '
    'echo locked; cat >/dev/null; : >.lock; else echo busy; fi; else printf "taken "; head -c 1000 .lock; echo; fi'
)
_STEP = (
    'cd "$1" && exec 8<. && flock -w 120 8 && if [ -n "$2" ] && [ "$(cat .lock)" != "$2" ]; then echo "the lock is gone" >&2; exit 9; fi && shift 2 && '
)
_CURRENT = f'if [ -L "$1/{CURRENT}" ]; then basename "$(readlink "$1/{CURRENT}")"; fi'
_RELEASES = f'for one in "$1"/{RELEASES}/*/{MANIFEST}; do if [ -f "$one" ]; then basename "$(dirname "$one")"; fi; done'
_READ = f'if [ -f "$1/{RELEASES}/$2/$3" ]; then printf "y"; cat "$1/{RELEASES}/$2/$3"; fi'
_LOG = f'if [ -f "$1/{LOG}" ]; then cat "$1/{LOG}"; fi'
# Half of a release would still look like one to go back to: it loses its name first. The next one is made of its files.
_RETIRE = (
    f'for one in "$@"; do if [ -d "{RELEASES}/$one" ]; then rm -rf {RELEASES}/{RETIRED} && mv -T "{RELEASES}/$one" {RELEASES}/{RETIRED} || exit 1; fi; done'
)
_BEGIN = (
    f"mkdir -p {RELEASES} {KEPT}/{ASSETS} && rm -f .{LOG}.new .{CURRENT}.new && {_RETIRE} && "
    f"if [ -d {RELEASES}/{RETIRED} ] && [ ! -e {RELEASES}/{INCOMING} ]; then mv -T {RELEASES}/{RETIRED} {RELEASES}/{INCOMING}; fi && "
    f"mkdir -p {RELEASES}/{INCOMING}"
)
_VERIFY = f"cd {RELEASES}/{INCOMING} && sha256sum --quiet --strict -c -"
_NAME = (
    f"if [ -d {RELEASES}/{INCOMING}/{ASSETS} ]; then rsync -a {RELEASES}/{INCOMING}/{ASSETS} {KEPT}/{ASSETS}; fi && sync && "
    f'mv -T {RELEASES}/{INCOMING} "{RELEASES}/$1"'
)
# A line that is cut ends the log for `cat` as its end does: only the whole one has the digest $2.
_SWITCH = (
    f'test -f "{RELEASES}/$1/{MANIFEST}" && cat >.{LOG}.new && [ "$(sha256sum <.{LOG}.new | cut -c1-64)" = "$2" ] && mv -f .{LOG}.new {LOG} && '
    f'ln -sfn "{RELEASES}/$1" .{CURRENT}.new && mv -fT .{CURRENT}.new {CURRENT}'
)
_FORGET = (
    f"cd {KEPT} && find {ASSETS} -type f | while IFS= read -r one; do "
    f'found=; for release in ../{RELEASES}/*/; do [ -f "$release$one" ] && found=y && break; done; [ -n "$found" ] || rm -f -- "$one"; done'
)


class Rsync:
    """A target on a server.

    Args:
        place: its settings.
        outgoing: a folder of this machine where a release is laid out before it is sent; it stays for the next one.
    """

    def __init__(self, place: Place, outgoing: Path) -> None:
        self._ssh, self._root, self._outgoing, self._ours = Ssh(place), place.path.rstrip("/"), outgoing, ""

    @contextmanager
    def lock(self, owner: Owner) -> Iterator[None]:
        """See ``Target``; the lock ends with the connection."""
        with self._ssh.holding(_LOCK, self._root, lock_text(owner)) as answer:
            if answer == "busy":
                raise PortalError("上一次断开的发送还没有结束", do="过几分钟再发布", path=self._ssh.place(self._root))
            if answer != "locked":
                raise taken(answer.removeprefix("taken "), "等它做完再来；它断了线，锁自己就没了", self._ssh.place(self._root))
            self._ours = lock_text(owner)
            try:
                yield
            finally:
                self._ours = ""

    def current(self) -> str:
        """See ``Target``."""
        name = self._run(_CURRENT).decode("utf-8", "replace").strip()
        return name if is_release(name) else ""

    def releases(self) -> list[str]:
        """See ``Target``."""
        return sorted(filter(is_release, self._run(_RELEASES).decode("utf-8", "replace").split()), reverse=True)

    def read(self, release: str, name: str) -> bytes | None:
        """See ``Target``."""
        if not is_release(release) or not is_address(name):
            return None
        found = self._run(_READ, release, name)
        return found[1:] if found else None

    def log(self) -> bytes:
        """See ``Target``."""
        return self._run(_LOG)

    def unfinished(self) -> bool:
        """See ``Target``; a switch is one ``rename(2)``."""
        return False

    def send(self, release: Release, before: Manifest | None, progress: Progress[str]) -> Sent:
        """See ``Target``."""
        lay(release, self._outgoing, progress)
        self._step(_BEGIN, release.manifest.id)
        digests = {name: one.sha256 for name, one in release.manifest.files.items()} | {name: digest_bytes(data) for name, data in release.own.items()}
        sums = "".join(f"{digest}  {name}\n" for name, digest in digests.items())
        self._rsync(before.id if before else "")
        try:
            self._step(_VERIFY, given=sums.encode("utf-8"))
        except PortalError:  # a file there was tampered with and keeps its size and time: compare the bytes
            self._rsync(before.id if before else "", "--checksum")
            self._step(_VERIFY, given=sums.encode("utf-8"))
        self._step(_NAME, release.manifest.id)
        return sent(release, before)

    def _rsync(self, before: str, *more: str) -> None:
        words = ["rsync", "-rlpt", "--chmod=D755,F644", "--delete", "--partial", "--timeout=120", "-e", self._ssh.shell, *more]
        words += [f"--rsync-path=flock -w 120 {shlex.quote(self._root)} rsync"]  # whoever comes next waits until it has ended
        words += [f"--copy-dest=../{before}"] if before else []
        place = self._ssh.place(f"{self._root}/{RELEASES}/{INCOMING}/")
        try:
            done = subprocess.run([*words, f"{self._outgoing}/", place], capture_output=True, text=True, check=False)  # noqa: S603 - a list of words
        except FileNotFoundError as error:
            raise PortalError("没有rsync", do="安装rsync，服务器上也要有") from error
        if done.returncode:
            raise PortalError(f"没有发送完：{done.stderr.strip()}", do="检查网络和服务器的磁盘，再发布一次；读者看到的还是原来的网站", path=place)

    def switch(self, release: str, log: bytes) -> None:
        """See ``Target``."""
        self._step(_SWITCH, release, digest_bytes(log), given=log)

    def prune(self, keep: int) -> list[str]:
        """See ``Target``."""
        current = self.current()
        gone = [one for one in self.releases()[keep:] if one != current]
        self._step(_RETIRE, *gone)
        self._step(_FORGET)
        return gone

    def _step(self, script: str, *words: str, given: bytes = b"") -> None:
        self._run(_STEP + script, self._ours, *words, given=given)

    def _run(self, script: str, *words: str, given: bytes = b"") -> bytes:
        return self._ssh.run(script, self._root, *words, given=given)
