"""One story with real parts on one machine: a bare git server with our hooks, an editor's clone, sign-offs, nginx, Chromium, tampering, rollback."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import tab
from helpers import NOW, ROOT, Project, moment
from portal.times import Moment
from publish_trial import make_key
from serving_trial import free_port, running
from signoff_samples import NEWS, STAGES, sign_fully, switch_on

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAM = [sys.executable, str(ROOT / "hooks/manage.py")]
PAGE = "news/2025/first.html"
OLD, NEW = "每周三上午值班", "每周四下午值班"


@dataclass
class Story:
    """The actors: a server's repository, the clone that publishes, an editor's clone, and the time that passes."""

    folder: Path
    now: Moment = NOW

    @property
    def environ(self) -> dict[str, str]:
        """Of every program in the story; each act happens a minute after the one before."""
        self.now = replace(self.now, at=self.now.at + dt.timedelta(minutes=1))
        person = {"GIT_AUTHOR_NAME": "editor", "GIT_AUTHOR_EMAIL": "editor@example.com", "GIT_COMMITTER_NAME": "editor", "GIT_COMMITTER_EMAIL": "editor@example.com"}
        return {**os.environ, **person, "SOURCE_DATE_EPOCH": str(int(self.now.at.timestamp())), "GIT_CONFIG_GLOBAL": os.devnull}

    def run(self, *words: str | Path, at: str) -> subprocess.CompletedProcess[str]:
        """A program in one of the folders."""
        return subprocess.run([str(one) for one in words], cwd=self.folder / at, env=self.environ, capture_output=True, text=True, check=False, timeout=600)

    def git(self, *words: str, at: str = "editor") -> str:
        """Git, which must not fail."""
        done = self.run("git", *words, at=at)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def portal(self, *words: str, at: str = "work") -> subprocess.CompletedProcess[str]:
        """A command in the clone that publishes."""
        return self.run(*PROGRAM, *words, at=at)

    @property
    def current(self) -> Path:
        """What the web server serves."""
        return self.folder / "www" / "current"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """The server with both hooks, the clone that publishes, and the editor's clone with a reviewed project; nothing is published yet."""
    story = Story(tmp_path)
    key = tmp_path / "release_key"
    public = make_key(key).public
    project = Project.create(tmp_path / "editor")
    project.replace(NEWS, "\n---\n", f"\n---\n{OLD}。\n\n")
    project.replace("content/summaries/2025/2025-01-20-2024-summary.md", "https://test.example/source", "https://other.example/source")
    switch_on(project)
    sign_fully(project, at=moment("2025-06-30 08:00"))
    project.write(".gitignore", ".portal/\nsite/\n")
    project.write(
        "data/publish.yml",
        f"places:\n  - {{id: public, kind: folder, path: {tmp_path}/www}}\nsigners:\n  - id: pipeline\n    name: 发布流水线\n    keys: [{{public: \"{public}\"}}]\n",
    )
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", tmp_path / "server.git"], check=True)
    story.git("init", "-q", "-b", "main")
    story.git("add", "-A")
    story.git("commit", "-qm", "first")
    story.git("remote", "add", "origin", str(tmp_path / "server.git"))
    story.git("push", "-q", "origin", "main")
    story.git("clone", "-q", str(tmp_path / "server.git"), str(tmp_path / "work"))
    settings = {"work": str(tmp_path / "work"), "place": "public", "key": str(key), "command": " ".join(PROGRAM)}
    for name, value in settings.items():
        story.git("config", f"portal.{name}", value, at="server.git")
    for name in ("pre-receive", "post-receive"):
        shutil.copy(ROOT / ".ci" / name, tmp_path / "server.git/hooks" / name)
    return story


@contextmanager
def served(story: Story) -> Iterator[str]:
    """Real nginx with the configuration that the project makes."""
    port, config = free_port(), story.folder / "nginx/nginx.conf"
    config.parent.mkdir()
    done = story.portal("serve-config", "nginx", "public", "--loopback", str(port), "--out", str(config))
    assert done.returncode == 0, done.stderr
    with running("nginx", config, port):
        yield f"http://127.0.0.1:{port}/"


def edit(story: Story) -> None:
    """The editor changes a sentence and commits, and keeps the file out of archives (gitattributes(5), ``export-ignore``)."""
    (story.folder / "editor/.gitattributes").write_text(f"{NEWS} export-ignore\n")
    story.git("add", ".gitattributes")
    path = story.folder / "editor" / NEWS
    path.write_text(path.read_text("utf-8").replace(OLD, NEW), "utf-8")
    story.git("commit", "-qam", "another day")


def get(address: str) -> str:
    """What a reader gets."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode("utf-8"))


@pytest.mark.long
def test_from_an_editor_s_clone_to_the_reader_and_back(story: Story, browser: Browser) -> None:
    """Push, refusal, sign-offs, publication, reading, tampering, healing, rollback."""
    story.git("commit", "--allow-empty", "-qm", "go")
    assert "已发布到public" in story.git("push", "origin", "main")
    before = (story.current / PAGE).read_bytes()
    assert OLD in before.decode("utf-8")

    edit(story)
    refused = story.run("git", "push", "origin", "main", at="editor")
    assert refused.returncode != 0
    assert f"没有审完：{NEWS}" in refused.stderr
    assert (story.current / PAGE).read_bytes() == before

    for stage, who in STAGES:
        done = story.portal("sign", NEWS, "--stage", stage, "--as", who, "--accept", "全部", at="editor")
        assert done.returncode == 0, done.stdout + done.stderr
    story.git("add", "-A")
    story.git("commit", "-qm", "signed")
    assert "一致" in story.git("push", "origin", "main")

    with served(story) as site, tab(browser) as (page, complaints):
        page.goto(site + PAGE)
        assert NEW in page.inner_text("main")
        assert complaints == []
        assert NEW in get(f"{site}feed.xml")

        tampered = story.current.resolve() / PAGE
        tampered.write_text(tampered.read_text("utf-8").replace("</body>", '<script src="https://evil.example/x.js"></script></body>'), "utf-8")
        found = story.portal("verify", "public")
        assert (found.returncode, PAGE in found.stdout) == (1, True), found.stdout + found.stderr
        healed = story.portal("verify", "public", "--heal")
        assert "evil.example" not in get(site + PAGE), healed.stdout + healed.stderr
        assert story.portal("verify", "public").returncode == 0

        back = story.portal("rollback", "public")
        assert back.returncode == 0, back.stderr
        assert OLD in get(site + PAGE)


def test_only_the_administrator_changes_who_judges(story: Story) -> None:
    """A push that changes the policy is refused, even one that asks for fewer signatures of its own; the administrator's is taken."""
    path = story.folder / "editor/data/review/policy.yml"
    path.write_text(f"{path.read_text('utf-8')}# 改了制度\n", "utf-8")
    story.git("commit", "-qam", "policy")
    refused = story.run("git", "push", "origin", "main", at="editor")
    assert refused.returncode != 0
    assert "只有管理员可以改" in refused.stderr and "data/review/policy.yml" in refused.stderr
    taken = story.run("env", "PORTAL_ADMIN=1", "git", "push", "origin", "main", at="editor")
    assert (taken.returncode, "已发布到public" in taken.stderr) == (0, True), taken.stderr


def test_publications_wait_for_one_another(story: Story) -> None:
    """One that comes while another is at work says so and waits: it would change the files under a build. A timer runs it from anywhere."""
    hook = [story.folder / "server.git/hooks/post-receive", "--now"]
    handle = os.open(story.folder / "work", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with subprocess.Popen(hook, cwd=story.folder, env=story.environ, stderr=subprocess.PIPE, text=True) as second:
        assert second.stderr is not None
        assert second.stderr.readline() == "前一次发布还没有做完，等它做完……\n"
        assert not (story.folder / "www").exists()
        os.close(handle)
        said = second.stderr.read()
    assert (second.returncode, "已发布到public" in said) == (0, True), said

    (story.folder / "www/current/stranger.html").write_text("?")
    done = story.run(*hook, at=".")
    assert done.returncode == 1
    assert "已经发布，但是没有核验通过" in done.stderr and "没有发布成" not in done.stderr


@pytest.mark.long
def test_backup_brings_everything_back(story: Story) -> None:
    """From the backup alone: the project with its history, the releases, the log; what is served is proved, and one can go on publishing.

    A backup in which a content isn't what the manifest says brings nothing back.
    """
    story.git("commit", "--allow-empty", "-qm", "go")
    story.git("push", "origin", "main")
    shown, log = (story.current / PAGE).read_bytes(), (story.folder / "www/releases.jsonl").read_bytes()
    assert story.portal("backup", str(story.folder / "backup")).returncode == 0
    for name in ("server.git", "work", "editor", "www"):
        shutil.rmtree(story.folder / name)

    shutil.copytree(story.folder / "backup", story.folder / "damaged")
    next((story.folder / "damaged/blobs").iterdir()).write_bytes(b"broken")
    refused = story.run(*PROGRAM, "restore", str(story.folder / "damaged"), "--to", str(story.folder / "never"), at=".")
    assert refused.returncode == 1
    assert "没有一个完整的发布" in refused.stdout

    done = story.run(*PROGRAM, "restore", str(story.folder / "backup"), "--to", str(story.folder / "again"), at=".")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (story.folder / "again/.portal/restored/public/current" / PAGE).read_bytes() == shown
    assert OLD in (story.folder / "again" / NEWS).read_text("utf-8")
    shutil.move(story.folder / "again/.portal/restored/public", story.folder / "www")
    path = story.folder / "again/content/pages/about.md"
    path.write_text(f"{path.read_text('utf-8')}\n再说一句。\n", "utf-8")
    story.git("commit", "-qam", "another sentence", at="again")
    published = story.portal("publish", "public", "--key", str(story.folder / "release_key"), at="again")
    assert published.returncode == 0, published.stdout + published.stderr
    assert "没有发布1项（没有审完）" in published.stdout and "content/pages/about.md" in published.stdout
    assert (story.folder / "www/releases.jsonl").read_bytes().startswith(log)
