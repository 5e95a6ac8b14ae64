"""A published site with everything that a server must know of, real nginx and Caddy on loopback, and requests as browsers make them."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from built_site import BuiltSite, unavailable
from helpers import NOW
from portal.cli import main
from portal.commands.serve_config import _needs
from portal.publish.serving.caddy import caddyfile
from portal.publish.serving.csp import policy
from portal.publish.serving.nginx import nginx_conf
from portal.publish.serving.settings import Serving
from publish_trial import make_key
from selfcheck.trial import sound_project
from signoff_samples import clock

HOST = "test.example"
KEPT = "assets/old.0123456789.css"
GONE = "news/2025/second.html"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so").is_file()


@dataclass(frozen=True)
class Published:
    """A project that was published to its folder ``www``."""

    root: Path

    @property
    def www(self) -> Path:
        return self.root / "www"

    @property
    def current(self) -> Path:
        return self.www / "current"

    @property
    def site(self) -> BuiltSite:
        return BuiltSite(self.current)

    def file(self, pattern: str) -> str:
        """The address of the one file that a pattern means."""
        return next(self.current.glob(pattern)).relative_to(self.current).as_posix()


def publish(root: Path) -> int:
    """``portal publish`` with the project's key."""
    with clock(NOW):
        return main(["--root", str(root), "publish", "local", "--key", str(root.parent / "key")])


def published(folder: Path) -> Published:
    """A sound project with an old address, an article taken down, a contact, and an asset of an earlier release."""
    folder.mkdir(parents=True)
    project = sound_project(folder / "project")
    public = make_key(folder / "key").public
    project.write("data/publish.yml", f'places:\n  - {{id: local, kind: folder, path: www}}\nsigners:\n  - {{id: pipeline, name: 流水线, keys: [{{public: "{public}"}}]}}\n')
    project.write("data/review/reviewers.yml", "reviewers:\n  - {id: lead, name: 丙局长, stages: [一审, 二审, 三审]}\n")
    project.replace("content/news/2025/2025-06-20-first.md", "tags: [法律援助]", "tags: [法律援助]\naliases: [/old.html]")
    project.replace("data/bureau.yml", "area: 测试市", "area: 测试市\nsecurity_contact: mailto:a@test.example\nsecurity_expires: 2026-01-01")
    second = str(project.root / "content/news/2025/2025-06-01-second.md")
    with clock(NOW):
        assert main(["--root", str(project.root), "withdraw", second, "--kind", "撤下", "--reason", "口径有误", "--as", "lead"]) == 0
    assert publish(project.root) == 0
    found = Published(project.root)
    (found.www / "kept" / KEPT).parent.mkdir(parents=True, exist_ok=True)
    (found.www / "kept" / KEPT).write_text("p{color:red}", encoding="utf-8")
    (found.current / ".secret").write_text("x", encoding="utf-8")
    return found


def serving_of(found: Published, **more: object) -> Serving:
    """What a configuration for the published site is made from, on loopback with TLS."""
    files = {name: data for name, data in found.site.files.items() if name.endswith((".html", ".css"))}
    certificate = found.root.parent / "certificate.pem"
    if not certificate.exists():
        _make_certificate(certificate)
    plain: dict[str, object] = {"site": f"https://{HOST}/", "folder": str(found.www), "csp": policy(_needs(files), files), "trial": True, "brotli": BROTLI}
    plain |= {"certificate": str(certificate), "key": str(certificate.with_suffix(".key")), "http_port": free_port(), "https_port": free_port()}
    return Serving(**{**plain, **more})  # type: ignore[arg-type]  # names and kinds are those of the class


def _make_certificate(path: Path) -> None:
    words = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    subprocess.run([*words, "-addext", f"subjectAltName=DNS:{HOST}", "-out", path, "-keyout", path.with_suffix(".key")], check=True, capture_output=True)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def program(name: str) -> str:
    """Where a server is installed; the test is skipped when it isn't."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        unavailable(f"要用{name}测试：apt-get install {'nginx-light' if name == 'nginx' else name}")
    assert found
    return found


def write_config(server: str, serving: Serving, folder: Path) -> Path:
    """A configuration in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / f"{server}.conf"
    config.write_text(nginx_conf(serving) if server == "nginx" else caddyfile(serving), encoding="utf-8")
    return config


def validated(server: str, config: Path) -> subprocess.CompletedProcess[str]:
    """``nginx -t`` or ``caddy validate``."""
    words = ["-t", "-p", config.parent, "-c", config, "-e", "error.log"] if server == "nginx" else ["validate", "--adapter", "caddyfile", "--config", config]
    return subprocess.run([program(server), *map(str, words)], cwd=config.parent, env=_environ(config.parent), capture_output=True, text=True, check=False)


def _environ(home: Path) -> Mapping[str, str]:
    return {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}


@contextmanager
def running(server: str, config: Path, port: int) -> Iterator[None]:
    """The server, until the end of the block."""
    if server == "nginx":
        words = ["-p", config.parent, "-c", config, "-e", "error.log", "-g", "daemon off; master_process off;"]
    else:
        words = ["run", "--adapter", "caddyfile", "--config", config]
    log = config.with_suffix(".log")
    with log.open("wb") as out, subprocess.Popen([program(server), *map(str, words)], cwd=config.parent, env=_environ(config.parent), stderr=out, stdout=out) as process:
        try:
            _until_it_answers(port, process, log)
            yield
        finally:
            process.terminate()


def _until_it_answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(500):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(log.read_text())


@dataclass(frozen=True)
class Answer:
    """A server's answer; names of fields are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Client:
    """Asks one server; with a certificate over TLS."""

    port: int
    certificate: Path | None = None

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request as it stands, nothing tidied; names of fields are written with ``_``."""
        connection = HTTPConnection(HOST, self.port, timeout=10)
        connection.sock = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        if self.certificate:
            connection.sock = ssl.create_default_context(cafile=str(self.certificate)).wrap_socket(connection.sock, server_hostname=HOST)
        connection.request(method, path, body=b"a=1" if method == "POST" else None, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        found = Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, response.read())
        connection.close()
        return found


def observatory(answer: Answer, redirect: Answer) -> int:
    """Points of the MDN HTTP Observatory (rules of 2026-11): from 100 down for what is missing, up for what is more, when at least 90 are left."""
    policy = {words[0]: words[1:] for part in answer.headers.get("content-security-policy", "").split(";") if (words := part.split())}
    sources = [one for name, words in policy.items() if name in ("default-src", "script-src", "style-src") for one in words]
    hsts = answer.headers.get("strict-transport-security", "")
    age = int(hsts.removeprefix("max-age=").partition(";")[0] or 0)
    lost = [
        25 * (not policy),
        20 * ("'unsafe-inline'" in sources or "http:" in sources),
        10 * ("'unsafe-eval'" in sources),
        20 if not age else 10 * (age < 15_552_000),
        20 * (redirect.status not in (301, 302, 307, 308) or not redirect.headers.get("location", "").startswith(f"https://{HOST}")),
        20 * ("frame-ancestors" not in policy and answer.headers.get("x-frame-options", "") not in ("DENY", "SAMEORIGIN")),
        5 * (answer.headers.get("x-content-type-options") != "nosniff"),
        50 * (answer.headers.get("access-control-allow-origin") == "*"),
    ]
    score = 100 - sum(lost)
    if score < 90:
        return score
    private = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
    won = [
        10 * (policy.get("default-src") == ["'none'"] and not any("unsafe" in one for one in sources)),
        10 * (answer.headers.get("cross-origin-resource-policy") == "same-origin"),
        5 * (answer.headers.get("referrer-policy") in private),
        5 * ("frame-ancestors" in policy),
    ]
    return score + sum(won)
