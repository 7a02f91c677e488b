"""Runs two updates, an add and the open app on one library at once, for two minutes.

`python -m tests.bench.together [--seconds 120]`: the feeds keep growing, and keys are pressed in the app. Nothing may
report a locked library, and nothing may be lost.
"""

import argparse
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from store.library import articles
from store.library.connection import open_reader
from tests.bench.killing import stored
from tests.server import Answer, Server, page, serving
from tests.store.fetching_library import article, check_whole, content, item, rss, subscribe

FEEDS = 3
_TROUBLE = re.compile(r"lock|being written|Traceback|Error", re.IGNORECASE)


class Running:
    """Runs commands until the time is over, and records what they reported."""

    def __init__(self, library: Path, server: Server, seconds: float) -> None:
        self.library = library
        self.server = server
        self.until = time.monotonic() + seconds
        self.reported: set[str] = set()
        self.troubles: list[str] = []
        self.runs = 0

    def command(self, *arguments: str) -> None:
        """Run one command to its end."""
        ran = subprocess.run(
            [sys.executable, "-c", "from tui.cli import main; main()", *arguments, "--library", str(self.library)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self.runs += 1
        self.reported |= stored(ran.stdout)
        if ran.returncode or _TROUBLE.search(ran.stderr):
            self.troubles.append(f"{arguments[0]}: {ran.returncode} {ran.stderr[-300:]}")

    def update(self) -> None:
        """Update again and again."""
        while time.monotonic() < self.until:
            self.command("update", "--all", "--json")

    def add(self) -> None:
        """Add page after page, a few at a time."""
        number = 50_000
        while time.monotonic() < self.until:
            self.command("add", "--json", *(self.server.url(f"/{number + offset}") for offset in range(4)))
            number += 4

    def app(self) -> str:
        """Open the app, press keys until the time is over, and quit; return everything that it drew."""
        process, terminal = pty.fork()
        if process == 0:
            command = [sys.executable, "-c", "from tui.cli import main; main()", "--library", str(self.library)]
            os.execve(sys.executable, command, {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"})
        drawn, keys = b"", 0
        while time.monotonic() < self.until + 20:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    drawn += os.read(terminal, 65536)
                except OSError:
                    break
            late = time.monotonic() > self.until
            os.write(terminal, b"Q" if late else (b"j", b"k", b"\r", b"n", b" ", b"\x1b")[keys % 6])
            keys += 1
        else:
            os.kill(process, signal.SIGKILL)
            self.troubles.append("app: it does not leave")
        os.close(terminal)
        os.waitpid(process, 0)
        return drawn.decode("utf-8", "replace")


def feed(number: int, server: Server, began: float) -> Answer:
    """Return a feed that gains two items a second."""
    there = min(60, int((time.monotonic() - began) * 2) + 3)
    last = number * 10_000 + int((time.monotonic() - began) * 2) + 3
    items = [item(server.url(f"/{n}"), n, content(n) if n % 2 else "") for n in range(last - there, last)]
    return page(rss(items, f"Feed {number}"), kind="application/rss+xml")


def main() -> None:
    """Start the server, run everything at once, and check the library."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=120)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = folder
        library = Path(folder) / "library.db"
        began = time.monotonic()
        for number in range(1, FEEDS + 1):
            server.plans[f"/feed/{number}"] = lambda asked: feed(int(asked.path[-1]), server, began)
            subscribe(library, server.url(f"/feed/{number}"))
        server.otherwise = lambda asked: page(article(int(asked.path[1:])))
        running = Running(library, server, chosen.seconds)
        threads = [threading.Thread(target=target) for target in (running.update, running.update, running.add)]
        for thread in threads:
            thread.start()
        drawn = running.app()
        for thread in threads:
            thread.join()
        check_whole(library, running.reported)
        with closing(open_reader(library)) as conn:
            count = articles.count(conn)
    if troubles := _TROUBLE.findall(drawn):
        running.troubles.append(f"app: {troubles}")
    what = f"{running.runs} commands and the app in {chosen.seconds:.0f} s"
    print(f"{what}: {count} articles, {len(running.reported)} reported")
    print("\n".join(running.troubles) or "nothing locked, nothing lost")
    sys.exit(bool(running.troubles))


if __name__ == "__main__":
    main()
