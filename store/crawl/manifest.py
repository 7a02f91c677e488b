"""Records what a crawl has done: a line of JSON for each task, written once its files are in place."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from extract import VERSION
from store.crawl.requirements import CrawlError

NAME = "manifest.jsonl"
# The version of the folder's layout.
WRITTEN = 1
# The kind of a line that cancels earlier ones of the state that it names.
_AGAIN = "again"

Line = dict[str, Any]


def _state_of(name: str) -> str:
    return name.partition("/")[0]


class Manifest:
    """The finished tasks, each identified by kind and name; `opened` creates one."""

    def __init__(self, folder: Path, handle: int, lines: list[Line]) -> None:
        self.folder = folder
        self._handle = handle
        self.done: dict[tuple[str, str], Line] = {}
        for line in lines:
            self._take(line)

    @classmethod
    @contextmanager
    def opened(cls, folder: Path) -> Iterator[Self]:
        """Open the folder's manifest for this run alone, and create both if missing. Raises CrawlError."""
        path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not path.exists() and any(folder.iterdir()):
                raise CrawlError(
                    f"{folder} has other files in it: name an empty folder, or that of a crawl to continue"
                )
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise CrawlError(f"{path} can't be written: {error.strerror}") from error
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CrawlError(
                    f"another crawl is writing to {folder}: wait until it ends, or name another folder"
                ) from None
            _mend(handle, path)
            lines = _lines(path)
            manifest = cls(folder, handle, lines[1:])
            if not lines:
                manifest._append({"attribune": WRITTEN, "kind": "crawl", "extractor": VERSION})
            elif lines[0].get("kind") != "crawl" or lines[0].get("attribune") != WRITTEN:
                raise CrawlError(f"{path} is not of a crawl, or of another version of Attribune: name another folder")
            elif lines[0].get("extractor") != VERSION:
                raise CrawlError(
                    f"{folder} was begun by extractor {lines[0].get('extractor')}, and this is {VERSION}: "
                    "name another folder"
                )
            _sweep(folder)
            yield manifest
        finally:
            os.close(handle)

    def has(self, kind: str, name: str) -> bool:
        """Return True if that task is done."""
        return (kind, name) in self.done

    def note(self, kind: str, name: str, **details: Any) -> None:
        """Record that a task is done, in a way that survives a crash of the machine."""
        line = {"kind": kind, "name": name, **details}
        self._append(line)
        self._take(line)

    def forget(self, state: str) -> None:
        """Treat the tasks of a state of the folder as not done, now and in later runs: their files are missing."""
        if any(_state_of(name) == state for _, name in self.done):
            self.note(_AGAIN, state)

    def _take(self, line: Line) -> None:
        if line["kind"] == _AGAIN:
            self.done = {key: other for key, other in self.done.items() if _state_of(key[1]) != line["name"]}
        else:
            self.done[line["kind"], line["name"]] = line

    def of_kind(self, kind: str) -> list[Line]:
        """Return the lines of a kind by name."""
        return [line for (each, _), line in sorted(self.done.items()) if each == kind]

    def _append(self, line: Line) -> None:
        os.write(self._handle, json.dumps(line).encode() + b"\n")
        os.fsync(self._handle)


def _mend(handle: int, path: Path) -> None:
    """Cut off an incomplete last line."""
    body = path.read_bytes()
    if not body.endswith(b"\n"):
        os.ftruncate(handle, body.rfind(b"\n") + 1)


def _lines(path: Path) -> list[Line]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except ValueError as error:
        raise CrawlError(f"{path} is damaged: name another folder") from error


def _sweep(folder: Path) -> None:
    """Remove the incomplete files of a killed run."""
    for part in folder.rglob(".*.part"):
        part.unlink(missing_ok=True)
