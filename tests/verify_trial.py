"""What the tests of verification share: a published site with all that may be tampered with, nginx before it, a server that lies."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from portal.model.publishing import Place
from portal.publish.media_types import media_type
from portal.publish.publishing import Authority
from portal.publish.serving.settings import Serving
from portal.publish.targets.folder import Folder
from portal.publish.verify.disk import Look, verify_disk
from portal.publish.verify.seal import Memory
from portal.publish.verify.store import Disk, Originals
from portal.publish.verify.verdict import Verdict
from portal.publish.verify.web import verify_web
from publish_trial import Publisher, publisher_at
from serving_trial import free_port, running, write_config
from web_server import listening

PAGE = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="/assets/portal.0123456789.css"></head>'
    '<body><h1>{title}</h1><p>{text}</p><a href="/">首页</a> <a href="/news/">动态</a> <a href="https://www.12348.gov.cn/">12348</a></body></html>\n'
)
SITE = {
    "index.html": PAGE.format(title="汨罗普法", text="首页。<a href=\"news/2026/first.html\">第一篇</a>"),
    "news/index.html": PAGE.format(title="工作动态", text="<a href=\"2026/second.html\">第二篇</a>"),
    "news/2026/first.html": PAGE.format(title="第一篇", text="防范网络赌博，远离刷单。"),
    "news/2026/second.html": PAGE.format(title="第二篇", text="送法下乡。"),
    "news/2026/gone.html": PAGE.format(title="已撤下", text="这篇文章已经撤下。"),
    "releases/index.html": PAGE.format(title="发布记录", text="每一次发布。"),
    "old.html": '<meta http-equiv="refresh" content="0; url=/news/2026/first.html">',
    "404.html": PAGE.format(title="没有找到这个页面", text="没有。"),
    "assets/portal.0123456789.css": "body{color:#111}\n",
    "assets/portal.0123456789.js": "document.title;\n",
    "feed.xml": '<?xml version="1.0"?><rss><channel><item><title>第一篇</title></item></channel></rss>\n',
    "sitemap.xml": "<urlset><url><loc>https://test.example/</loc></url></urlset>\n",
    "robots.txt": "User-agent: *\nAllow: /\n",
    "redirects.map": "/old.html /news/2026/first.html;\n",
    "gone.map": "/news/2026/gone.html 1;\n",
    "figures/aid.csv": "年,件\n2025,120\n",
    "pictures/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    ".well-known/security.txt": "Contact: mailto:a@test.example\n",
}

@dataclass
class Trial:
    """A site that was published twice, and how to verify it.

    Attributes:
        publisher: published it, and may again.
        root: of the target.
        memory: what clean verifications have seen.
        copies: folders with clean copies.
    """

    publisher: Publisher
    root: Path
    memory: Memory
    copies: Sequence[Path] = ()

    @property
    def served(self) -> Path:
        """The folder that is served."""
        return (self.root / "current").resolve()

    @property
    def target(self) -> Folder:
        return Folder(self.root)

    @property
    def authority(self) -> Authority:
        return self.publisher.authority

    def look(self) -> Look:
        """What a verification works with."""
        originals = Originals(self.copies, Disk(self.root), self.target.releases())
        return Look(where="site", authority=self.authority, memory=self.memory, originals=originals, progress=lambda items, _: items)

    def on_disk(self) -> Verdict:
        """Verify the folder."""
        return verify_disk(Disk(self.root), self.target.releases(), self.look()).verdict

    def from_outside(self, url: str) -> Verdict:
        """Verify a server."""
        return verify_web(url, replace(self.look(), memory=replace(self.memory, name="web")))

    def publish(self) -> None:
        self.publisher.publish(self.target, Place(id="local", kind="folder", path=str(self.root), keep=5))

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a served file behind the publisher's back."""
        path = self.served / name
        text = path.read_text("utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), "utf-8")


def made_trial(folder: Path) -> Trial:
    """A site in two releases; the first lacks a news item and has another text in the second."""
    publisher = publisher_at(folder / "publisher")
    shutil.rmtree(publisher.folder)
    for name, text in SITE.items():
        publisher.write(name, text)
    (publisher.folder / "pictures/b.png").write_bytes(bytes(range(256)) * 40)
    publisher.titles = {"news/2026/first.html": "第一篇", "news/2026/second.html": "第二篇"}
    publisher.write("news/2026/second.html", SITE["news/2026/second.html"].replace("送法下乡", "送法进校园"))
    made = Trial(publisher, folder / "www", Memory(folder / "verified", "local"))
    made.publish()
    publisher.write("news/2026/second.html", SITE["news/2026/second.html"])
    made.publish()
    return made


@contextmanager
def nginx(trial: Trial, prefix: Path, *narrower: tuple[str, str]) -> Iterator[str]:
    """nginx with the configuration that we ship, some of its words replaced; yields the address of the root."""
    port = free_port()
    config = write_config("nginx", Serving(site="https://test.example/", folder=str(trial.root), csp="default-src 'none'", compressed=False, loopback=port), prefix)
    for old, new in narrower:
        assert old in config.read_text("utf-8")
        config.write_text(config.read_text("utf-8").replace(old, new), "utf-8")
    with running("nginx", config, port):
        yield f"http://127.0.0.1:{port}/"


@dataclass
class Reply:
    """An answer that a lie may change; ``packed`` sends the body compressed."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    packed: bool = False


Lie = Callable[[str, dict[str, str], Reply], None]


def liar(folder: Path, lie: Lie) -> AbstractContextManager[str]:
    """A server that serves a folder honestly but for what ``lie`` makes of path, headers and reply; yields its root."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.lstrip("/")
            name = f"{name}index.html" if not name or name.endswith("/") else name
            path = folder / name
            found = path.is_file()
            body = path.read_bytes() if found else (folder / "404.html").read_bytes()
            reply = Reply(200 if found else 404, body, {"Content-Type": media_type(name) if found else "text/html; charset=utf-8"})
            reply.packed = "gzip" in self.headers.get("Accept-Encoding", "") and name.endswith((".html", ".css"))
            lie(self.path, dict(self.headers), reply)
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            if reply.packed:
                reply.headers["Content-Encoding"], reply.body = "gzip", gzip.compress(reply.body, 1)
            self.send_response(reply.status)
            for name, text in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Tests read findings, not logs."""

    return listening(Handler)
