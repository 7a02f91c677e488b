"""Runs commands in separate processes beside the app, which is told their progress."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual.message import Message

from store.wording import counted, one_line

# A job is stopped by an interrupt. A command started from a script in the background would ignore it, so its handler is
# set again.
_START = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from tui.cli import main; main()"
_COMMAND = ("-P", "-c", _START)
# Seconds that a command has to store its work after the interrupt.
GRACE = 3.0
# Lines of JSON are short; anything longer isn't one.
_LIMIT = 1 << 20
# The most characters of a job's path or address in the last line.
_ABOUT = 16
# The most failures, of several rows each, and the most watched numbers that are named.
_FAILURES, _WATCHED = 2, 5


@dataclass(slots=True)
class Tally:
    """What a command has done so far, from its JSON; feeds: how many it polls, None for another command.

    subscribed: the addresses of new subscriptions. articles: the numbers of those that it added, or had already.
    watched: a line for each new number of what the reader watches.
    """

    feeds: int | None = None
    looked: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    subscribed: list[str] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    watched: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    answer: str = ""
    heard: bool = False

    def take(self, row: dict[str, Any]) -> None:
        """Take one object into account."""
        self.heard = True
        if "feeds" in row:
            self.feeds = int(row["feeds"])
        elif "feed" in row:
            self.looked += 1
            if "subscribed" in row:
                done = "Subscribed to" if row["subscribed"] else "Already subscribed to"
                self.answer = f"{done} “{row.get('title') or row['feed']}”."
            if row.get("subscribed"):
                self.subscribed.append(str(row["feed"]))
            if row.get("error"):
                self.failures.append(f"{row.get('title') or row['feed']} {row['error']}")
        elif "watch" in row:
            self.watched.append(f"W{str(row.get('told'))[1:]}")
        elif "outcome" in row:
            outcome = str(row["outcome"])
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
            if isinstance(row.get("number"), int):
                self.articles.append(row["number"])
            if row.get("error"):
                self.failures.append(f"{row['id']} {row['error']}")

    @property
    def news(self) -> str:
        """What was added, in words, "" if nothing."""
        new, changed = self.outcomes.get("added", 0), self.outcomes.get("version", 0)
        parts = [f"{new:,} new" if new else "", f"{changed:,} changed" if changed else ""]
        return ", ".join(filter(None, parts))

    @property
    def failed(self) -> str:
        """What failed, a line each, "" if nothing."""
        return _lines(self.failures, _FAILURES)


def _lines(words: Sequence[str], most: int) -> str:
    """Return the first of some lines, and how many more there are."""
    more = f"… and {len(words) - most:,} more" if len(words) > most else ""
    return "\n".join(filter(None, (*(one_line(line) for line in words[:most]), more)))


class Job:
    """A command in a separate process; name: what it is called while it runs; about: its path or address."""

    @dataclass
    class Progressed(Message, bubble=False):
        """A job has made progress."""

        job: "Job"

    @dataclass
    class Ended(Message, bubble=False):
        """A job has ended; trouble: why it could not do anything, "" if it could."""

        job: "Job"
        trouble: str

    # Options of every command: the open library and JSON.
    _OPTIONS: ClassVar[tuple[str, ...]] = ("--json", "--library")

    def __init__(
        self, name: str, command: str, library: os.PathLike[str], arguments: Sequence[str], about: str = ""
    ) -> None:
        self.name = name
        self.tally = Tally()
        self.stopping = False
        self._about = about
        self._arguments = (*command.split(), *self._OPTIONS, os.fspath(library), *arguments)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def target(self) -> str:
        """The path or the address that it is given, its last argument."""
        return self._arguments[-1]

    @property
    def words(self) -> str:
        """Its progress, for the last line of the screen: `updating 3/20, 5 new`, `adding pier.html`."""
        if self.stopping:
            return f"stopping {self.name}"
        about = f" {_end(self._about)}" if self._about else ""
        feeds = f" {self.tally.looked}/{self.tally.feeds}" if self.tally.feeds else ""
        return f"{self.name}{about}{feeds}" + (f", {self.tally.news}" if self.tally.news else "")

    @property
    def result(self) -> str:
        """Its result, in a sentence."""
        unchanged = self.tally.outcomes.get("unchanged", 0) + self.tally.outcomes.get("copy", 0)
        if self.tally.answer:
            return one_line(self.tally.answer)
        if self.tally.news:
            watched = _lines(self.tally.watched, _WATCHED)
            return "\n".join(filter(None, (f"{self.tally.news[0].upper()}{self.tally.news[1:]}.", watched)))
        if unchanged and not self.tally.feeds:
            return "It was here already." if unchanged == 1 else f"{counted(unchanged, 'article')} were here already."
        if self.tally.feeds == 0:
            return "There are no feeds yet: press F, then a, to subscribe to one."
        return "" if self.tally.failures else "Nothing new."

    async def run(self, post: Callable[[Message], object]) -> None:
        """Run the command to its end; post: reports progress and the end."""
        trouble = ""
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *_COMMAND,
                *self._arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                limit=_LIMIT,
                # Ctrl+C is for the app, not for the command.
                start_new_session=True,
            )
            errors = asyncio.create_task(_last_line(self._process.stderr))
            await self._listen(self._process.stdout, post)
            code = await self._process.wait()
            last = await errors
            if (code and not self.tally.failures) or not self.tally.heard:
                trouble = last or f"it ended with {code}"
        except OSError as error:
            trouble = f"it can't be started: {error}"
        except asyncio.CancelledError:
            await self._wind_up()
            raise
        post(self.Ended(self, trouble.removeprefix("attribune: ")))

    def stop(self) -> None:
        """Ask the command to stop, or end it if it was asked before; what it has stored stays."""
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL if self.stopping else signal.SIGINT)
            self.stopping = True

    async def end(self) -> None:
        """Ask the command to stop, and end it if it does not; what it has stored stays."""
        if not self._process or self._process.returncode is not None:
            return
        if not self.stopping:
            self.stop()
        try:
            async with asyncio.timeout(GRACE):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()

    async def _wind_up(self) -> None:
        """End the command and its pipes: Python complains about pipes that outlive the app."""
        await self.end()
        if self._process:
            with suppress(TimeoutError, RuntimeError):
                async with asyncio.timeout(GRACE):
                    await self._process.communicate()

    async def _listen(self, stream: asyncio.StreamReader | None, post: Callable[[Message], object]) -> None:
        while stream and (line := await stream.readline()):
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict):
                self.tally.take(row)
                post(self.Progressed(self))


def _end(name: str) -> str:
    """Return the last part of a path or an address, which distinguishes it, in a few cells."""
    name = one_line(name).rstrip("/").rpartition("/")[2]
    return f"…{name[-_ABOUT:]}" if len(name) > _ABOUT else name


async def _last_line(stream: asyncio.StreamReader | None) -> str:
    """Read a stream to its end, so that its writer never waits, and return its last line."""
    last = b""
    while stream and (piece := await stream.read(65536)):
        last = (last + piece)[-2000:]
    lines = last.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
