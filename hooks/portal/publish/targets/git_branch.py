"""A branch of a git repository, for hosts that serve one (Pages): one commit for each act, the site in its tree.

``release.json(.sig)``, ``releases.jsonl`` and ``.nojekyll`` are in the root. A rollback is a new commit with an older tree and the log of
now. Work goes on in a bare repository below ``.portal/git``; the branch changes by one push, which the server takes only if the branch is
still where we saw it (``--force-with-lease``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from portal.errors import PortalError
from portal.files import Locked, locked
from portal.model.publishing import PATH, Place
from portal.publish.manifest import LOG, MANIFEST, SIGNATURE, Manifest, is_address, is_release
from portal.publish.release import Release
from portal.publish.targets.bare import Bare
from portal.publish.targets.laying import lay
from portal.publish.targets.target import Owner, Progress, Sent, sent
from portal.publish.targets.target_lock import lock_text, taken

SERVED, READY = "refs/portal/served", "refs/portal/ready/"
_DEPTH = 3  # commits fetched for each release that is kept: rollbacks make some, too


class GitBranch:
    """A target that is a branch.

    Args:
        place: its settings.
        root: the project's folder.

    Raises:
        PortalError: they are incomplete.
    """

    def __init__(self, place: Place, root: Path) -> None:
        if not place.repository or place.repository.startswith("-"):
            raise PortalError(f"“{place.id}”没有写全", do="git要写repository", path=PATH)
        local = (root / place.repository).resolve()
        self._url = str(local) if local.exists() else place.repository
        self._place, self._branch = place, f"refs/heads/{place.branch}"
        self._folder = root.resolve() / ".portal/git" / place.id
        self._git = Bare(self._folder / "repository.git")
        self._who = "portal"

    @contextmanager
    def lock(self, owner: Owner) -> Iterator[None]:
        """See ``Target``; the lock is one of this machine. Others are kept out by the push, which fails for the second."""
        try:
            with locked(self._folder / "lock", lock_text(owner)):
                self.__dict__.pop("_head", None)
                self._who = owner.who
                yield
        except Locked as error:
            raise taken(str(error), "等它做完再来；进程没了，锁自己就没了", self._url) from error

    @cached_property
    def _head(self) -> str:
        """The commit that is served, empty before the first."""
        self._git.make()
        known = self._git.ask("ls-remote", self._url, self._branch).decode().split()
        if not known:
            return ""
        self._git.ask("fetch", "--quiet", "--no-tags", f"--depth={_DEPTH * self._place.keep}", self._url, f"+{self._branch}:{SERVED}")
        return self._git.ask("rev-parse", SERVED).decode().strip()

    def current(self) -> str:
        """See ``Target``."""
        return next(iter(self._commits()), "")

    def releases(self) -> list[str]:
        """See ``Target``; the newest of the branch's history, as many as are kept."""
        return sorted(list(self._commits())[: self._place.keep], reverse=True)

    def read(self, release: str, name: str) -> bytes | None:
        """See ``Target``."""
        commit = self._commits().get(release) if is_release(release) and is_address(name) else None
        return self._git.blob(f"{commit}:{name}") if commit and release in self.releases() else None

    def log(self) -> bytes:
        """See ``Target``."""
        return (self._git.blob(f"{self._head}:{LOG}") if self._head else None) or b""

    def unfinished(self) -> bool:
        """See ``Target``; a switch is one push."""
        return False

    def send(self, release: Release, before: Manifest | None, progress: Progress[str]) -> Sent:
        """See ``Target``; the tree is made here, what is new goes over the line with the push."""
        self._git.make()
        outgoing = self._folder / "outgoing"
        lay(release, outgoing, progress)
        names = [*release.manifest.files, MANIFEST, SIGNATURE]
        tree = self._git.tree(outgoing, names)
        self._git.ask("update-ref", READY + release.manifest.id, tree)
        return sent(release, before)

    def switch(self, release: str, log: bytes) -> None:
        """See ``Target``."""
        head, tree = self._head, self._tree(release)
        whole = self._git.with_blobs(tree, {LOG: log, ".nojekyll": b""})
        parents = ["-p", head] if head else []
        identity = ["-c", f"user.name={self._who}", "-c", "user.email=portal@localhost", "-c", "commit.gpgSign=false"]
        commit = self._git.ask(*identity, "commit-tree", whole, *parents, "-m", release).decode().strip()
        self._push(head, commit)
        self._git.ask("update-ref", SERVED, commit)
        self._git.ask("update-ref", "-d", READY + release)
        self.__dict__["_head"] = commit

    def _push(self, head: str, commit: str) -> None:
        try:
            self._git.ask("push", "--quiet", f"--force-with-lease={self._branch}:{head}", self._url, f"{commit}:{self._branch}")
        except PortalError as error:
            now = self._git.ask("ls-remote", self._url, self._branch).decode().split()
            if (now[0] if now else "") == head:
                raise
            raise PortalError("别人刚刚发布到了这个分支，这一次没有算数", do="再发布一次", path=self._url) from error

    def prune(self, keep: int) -> list[str]:
        """See ``Target``; a branch keeps its history, so that nothing goes but trees that never were pushed."""
        for name in self._git.ask("for-each-ref", "--format=%(refname)", READY).decode().split():
            self._git.ask("update-ref", "-d", name)
        return []

    def _tree(self, release: str) -> str:
        commit = self._commits().get(release)
        tree = self._git.object(f"{READY}{release}^{{tree}}") or (self._git.object(f"{commit}^{{tree}}") if commit else "")
        if not tree:
            raise PortalError(f"没有“{release}”这个发布", do="portal releases列出全部", path=self._url)
        return tree

    def _commits(self) -> dict[str, str]:
        """The last commit of every release of the history, the newest first."""
        found: dict[str, str] = {}
        if self._head:
            for line in self._git.ask("log", "--first-parent", "--format=%H %s", self._head).decode("utf-8", "replace").splitlines():
                commit, _, release = line.partition(" ")
                if is_release(release):
                    found.setdefault(release, commit)
        return found
