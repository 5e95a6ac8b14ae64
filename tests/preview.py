"""A real ``portal serve`` in a process of its own, and browsers that only fetch and listen."""

from __future__ import annotations

import html
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from helpers import NOW, Project

ENVIRON = {"SOURCE_DATE_EPOCH": str(int(NOW.at.timestamp()))}
PATIENCE = 120.0
_SCRIPT = re.compile(r'<script src="/\.preview/reload\.js" data-page="([^"]*)" data-state="([^"]*)"(?: data-wechat="[^"]*")? defer></script>')


@dataclass(frozen=True)
class Answer:
    """What the server answers."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def clean(self) -> str:
        """The page without the script that serving adds."""
        return _SCRIPT.sub("", self.text)

    @property
    def state(self) -> dict[str, str]:
        """What the page's script asks for."""
        found = _SCRIPT.search(self.text)
        assert found, self.text
        return {"page": html.unescape(found[1]), "state": html.unescape(found[2])}


@dataclass
class Serving:
    """A preview that is being served."""

    project: Project
    url: str
    process: subprocess.Popen[str]
    said: list[str]

    def get(self, path: str, host: str = "", method: str = "GET") -> Answer:
        """Ask for a path exactly as it is given."""
        place = urlsplit(self.url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port or 0, timeout=PATIENCE)
        connection.request(method, path, headers={"Host": host or place.netloc})
        response = connection.getresponse()
        data = response.read().decode("utf-8", "replace")
        connection.close()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, data)

    def until(self, path: str, holds: Callable[[Answer], bool]) -> Answer:
        """Ask until an answer is as it should be."""
        end = time.monotonic() + PATIENCE
        while not holds(found := self.get(path)):
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, (found, self.said)
            time.sleep(0.02)
        return found

    def until_said(self, text: str, after: int = 0) -> None:
        """Wait for a line on the terminal."""
        end = time.monotonic() + PATIENCE
        while not any(text in line for line in self.said[after:]):
            assert self.process.poll() is None and time.monotonic() < end, self.said
            time.sleep(0.02)

    @property
    def problem(self) -> str:
        """What is wrong, as a page that is opened now is told."""
        place = urlsplit(self.url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port or 0, timeout=PATIENCE)
        connection.request("GET", f"/.preview/events?{urlencode(self.get('/404.html').state)}")
        with connection.getresponse() as response:
            name = b""
            for line in response:
                if line.startswith(b"data: ") and name.startswith(b"event: problem"):
                    return str(json.loads(line[6:]))
                if line.startswith(b":"):
                    break
                name = line
        return ""

    def listen(self, page: Answer) -> threading.Event:
        """Show a page; set when it is told to reload."""
        place, told = urlsplit(self.url), threading.Event()
        connection = http.client.HTTPConnection(place.hostname or "", place.port or 0, timeout=PATIENCE)
        connection.request("GET", f"/.preview/events?{urlencode(page.state)}")
        response = connection.getresponse()
        assert response.headers["Content-Type"].startswith("text/event-stream")

        def follow() -> None:
            with response:
                for line in response:
                    if line.startswith(b"event: reload"):
                        told.set()

        threading.Thread(target=follow, daemon=True).start()
        return told


@contextmanager
def serving(project: Project, *words: str) -> Iterator[Serving]:
    """``portal serve`` on a free port."""
    command = [sys.executable, "hooks/manage.py", "serve", "--address", "127.0.0.1:0", *words]
    environ = {**os.environ, **ENVIRON, "PYTHONIOENCODING": "utf-8", "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        command,
        cwd=project.root,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell that runs tests in the background has it ignored
    )
    assert process.stdout is not None
    said = [process.stdout.readline()]
    found = re.search(r"http://[^，]+", said[0])
    assert found, said[0] + process.stdout.read()
    reader = threading.Thread(target=said.extend, args=(process.stdout,), daemon=True)
    reader.start()
    try:
        yield Serving(project, found[0], process, said)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0, said
        reader.join()
        process.stdout.close()


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file of a preview but the search index, whose numbering depends on the past."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith("search/") or name.endswith(".html")}
