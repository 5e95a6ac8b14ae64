"""Tells which of the project's files have changed, in batches: what is saved together is told together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

FOLDERS = ("content", "data", "overrides")
SETTINGS = "mkdocs.yml"
_QUIET = 0.05  # seconds without another change after which a batch is complete
_READING = ("opened", "closed_no_write")


class Changes:
    """Files that have changed and nobody has been told of yet."""

    def __init__(self) -> None:
        self._paths: dict[str, None] = {}
        self._changed = threading.Condition()
        self._last = False

    def add(self, path: str) -> None:
        """Note a change."""
        with self._changed:
            self._paths[path] = None
            self._changed.notify_all()

    def end(self) -> None:
        """There will be no more."""
        with self._changed:
            self._last = True
            self._changed.notify_all()

    def batch(self) -> list[str]:
        """Wait for changes, and for their end; their paths in order of the first change, none when there will be no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._paths or self._last)
            while not self._last and self._changed.wait(_QUIET):
                pass
            found, self._paths = list(self._paths), {}
            return [] if self._last else found


class _Handler(FileSystemEventHandler):
    """Reports what happened below a folder under the names that the project knows."""

    def __init__(self, folder: Path, name: str, report: Callable[[str], None]) -> None:
        self._folder, self._name, self._report = folder, name, report

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _READING or (event.is_directory and event.event_type == "modified"):
            return
        for place in (event.src_path, event.dest_path):
            path = Path(str(place))
            if place and path.is_relative_to(self._folder):
                self._tell(path.relative_to(self._folder).parts)

    def _tell(self, parts: tuple[str, ...]) -> None:
        if not any(part.startswith(".") for part in parts) and (self._name or parts == (SETTINGS,)):
            self._report("/".join((self._name, *parts) if self._name else parts))


def watch(root: Path, report: Callable[[str], None]) -> BaseObserver:
    """Begin to report changes of a project's files by their paths relative to its root; the caller stops it.

    Hidden files are none of the project's. Where the system can't tell of so many folders, they are looked at again and again.
    """
    try:
        return _started(Observer(), root, report)
    except OSError:
        return _started(PollingObserver(), root, report)


def _started(observer: BaseObserver, root: Path, report: Callable[[str], None]) -> BaseObserver:
    for name in FOLDERS:
        folder = (root / name).resolve()
        if folder.is_dir():
            observer.schedule(_Handler(folder, name, report), str(folder), recursive=True)
    observer.schedule(_Handler(root.resolve(), "", report), str(root.resolve()), recursive=False)
    observer.start()
    return observer
