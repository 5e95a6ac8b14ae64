"""A plain server over SSH: the same layout as a folder (``folder.py``), the same swap of ``current``, made by ``rename(2)`` there.

Unchanged files are copied on the server (``rsync --copy-dest``); before a release gets its name the server reads all of it once more and
compares it with the manifest.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.errors import PortalError
from portal.files import remove_tree
from portal.model.publishing import Place
from portal.publish.manifest import LOG, MANIFEST, Manifest, is_address, is_release
from portal.publish.release import Release
from portal.publish.targets.folder import ASSETS, CURRENT, INCOMING, KEPT, RELEASES
from portal.publish.targets.laying import lay
from portal.publish.targets.ssh import Ssh
from portal.publish.targets.target import Owner, Progress, Sent, sent
from portal.publish.targets.target_lock import lock_text, taken

# $1 is the folder. The lock ends with the connection: `cat` reads until it closes.
_LOCK = (
    'mkdir -p "$1" && cd "$1" && exec 9>>.lock && if flock -n 9; then printf "%s" "$2" >.lock; echo locked; cat >/dev/null; : >.lock; '
    'else printf "taken "; head -c 1000 .lock; echo; fi'
)
_CURRENT = f'if [ -L "$1/{CURRENT}" ]; then basename "$(readlink "$1/{CURRENT}")"; fi'
_RELEASES = f'for one in "$1"/{RELEASES}/*/{MANIFEST}; do if [ -f "$one" ]; then basename "$(dirname "$one")"; fi; done'
_READ = f'if [ -f "$1/{RELEASES}/$2/$3" ]; then printf "y"; cat "$1/{RELEASES}/$2/$3"; fi'
_LOG = f'if [ -f "$1/{LOG}" ]; then cat "$1/{LOG}"; fi'
_BEGIN = f'mkdir -p "$1/{RELEASES}/{INCOMING}" "$1/{KEPT}/{ASSETS}" && rm -rf "$1/{RELEASES}/$2"'
_VERIFY = f'cd "$1/{RELEASES}/{INCOMING}" && sha256sum --quiet --strict -c -'
_NAME = (
    f'cd "$1/{RELEASES}" && if [ -d {INCOMING}/{ASSETS} ]; then cp -pR {INCOMING}/{ASSETS}. "$1/{KEPT}/{ASSETS}"; fi && sync && mv -T {INCOMING} "$2"'
)
_SWITCH = (
    f'cd "$1" && test -f "{RELEASES}/$2/{MANIFEST}" && cat >.{LOG}.new && mv -f .{LOG}.new {LOG} && '
    f'ln -sfn "{RELEASES}/$2" .{CURRENT}.new && mv -fT .{CURRENT}.new {CURRENT}'
)
_REMOVE = f'cd "$1/{RELEASES}" && shift && rm -rf -- "$@"'
_FORGET = (
    f'cd "$1/{KEPT}" && find {ASSETS} -type f | while IFS= read -r one; do '
    f'found=; for release in "$1"/{RELEASES}/*/; do [ -f "$release$one" ] && found=y && break; done; [ -n "$found" ] || rm -f -- "$one"; done'
)


class Rsync:
    """A target on a server.

    Args:
        place: its settings.
        outgoing: a folder of this machine where a release is laid out before it is sent.
    """

    def __init__(self, place: Place, outgoing: Path) -> None:
        self._ssh, self._root, self._outgoing = Ssh(place), place.path.rstrip("/"), outgoing

    @contextmanager
    def lock(self, owner: Owner) -> Iterator[None]:
        """See ``Target``; the lock ends with the connection."""
        with self._ssh.holding(_LOCK, self._root, lock_text(owner)) as answer:
            if answer != "locked":
                raise taken(answer.removeprefix("taken "), "等它做完再来；它断了线，锁自己就没了", self._ssh.place(self._root))
            yield

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
        self._run(_BEGIN, release.manifest.id)
        self._rsync(before.id if before else "")
        sums = "".join(f"{one.sha256}  {name}\n" for name, one in release.manifest.files.items())
        self._run(_VERIFY, given=sums.encode("utf-8"))
        self._run(_NAME, release.manifest.id)
        remove_tree(self._outgoing)
        return sent(release, before)

    def _rsync(self, before: str) -> None:
        words = ["rsync", "-rlt", "--delete", "--partial", "--timeout=120", "-e", self._ssh.shell]
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
        self._run(_SWITCH, release, given=log)

    def prune(self, keep: int) -> list[str]:
        """See ``Target``."""
        current = self.current()
        gone = [one for one in self.releases()[keep:] if one != current]
        if gone:
            self._run(_REMOVE, *gone)
            self._run(_FORGET)
        return gone

    def _run(self, script: str, *words: str, given: bytes = b"") -> bytes:
        return self._ssh.run(script, self._root, *words, given=given)
