"""Kills all that writes, the app too, at random moments: `python -m tests.bench.killing [--times 50] [--seed 1]`.

After each kill the library must be sound, have what was reported, and nothing twice. At the end every command runs
through, and nothing half-written may lie about. SIGKILL stands for a pulled plug as far as programs can see one.
"""

import argparse
import json
import os
import pty
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from store.library.connection import open_reader, open_writer
from tests.server import Server, page, serving
from tests.store.fetched import article, content, item, rss, subscribe
from tests.store.made import GOVERNOR, put
from tests.store.sound import check_sound

PAGES, FEEDS, AT_FIRST = 40, 4, 30
STORED = {"added", "version", "unchanged"}
_COMMAND = "from tui.cli import main; main()"
# Seconds within which a command writes something, if at all.
_PATIENCE = 60.0
_KEYS = ("s", "m", "j", "d", "u", "enter", "n", "n", "escape", "k", "M", "j")
_TYPED = {"enter": "\r", "escape": "\x1b"}

Arguments = tuple[str | Path, ...]


def command(*arguments: str | Path) -> "subprocess.Popen[str]":
    """Start `attribune` in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def stored(output: str) -> set[str]:
    """Return what a command's JSON reports as stored; its last line may have been cut."""
    names = set()
    for line in output.splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if row.get("outcome") in STORED:
            names.add(str(row["id"]))
    return names


def left_over(group: int) -> bool:
    """Return True if a process of the killed command's session still runs after a while."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


class Work:
    """A library, a server that has news for it all the time, and all commands that write."""

    def __init__(self, folder: Path, server: Server, seed: int) -> None:
        self.library = folder / "library.db"
        self.folder = folder
        self.server = server
        self.chance = random.Random(seed)
        self.reported: set[str] = set()
        self.news = 0
        server.latency = 0.02
        with closing(open_writer(self.library)) as conn:
            for number in range(AT_FIRST):
                put(conn, GOVERNOR.replace("220", str(number + 200)), f"{number}.txt", outlet=f"Outlet {number % 7}")
        for feed in range(FEEDS):
            subscribe(self.library, server.url(f"/feed/{feed}"))
        (folder / "files").mkdir()
        command("export", "jsonl", "-o", folder / "own.jsonl", "--library", self.library).communicate()
        command("backup", folder / "copy.db", "--library", self.library).communicate()

    def some(self) -> str:
        """Return the number of an article that may be there."""
        return str(self.chance.randint(1, AT_FIRST))

    def renew(self) -> None:
        """Let the server and the folders have what the library doesn't know yet."""
        self.news += 1
        for number in (*self.chance.sample(range(PAGES), 3), PAGES + self.news % 200):
            homes = 1_000 + self.news
            self.server.plans[f"/{number}"] = page(article(number, homes=homes), etag=f'"{number} {self.news}"')
        for feed in range(FEEDS):
            numbers = range(feed, PAGES + min(self.news, 200), FEEDS)
            items = [item(self.server.url(f"/{number}"), number, content(number)) for number in list(numbers)[-8:]]
            self.server.plans[f"/feed/{feed}"] = page(
                rss(items, f"Feed {feed}"), kind="application/rss+xml", etag=f'"{feed} {self.news}"'
            )
        text = f"Flood {self.news}\n\nThe mayor of Town {self.news} said that {self.news + 50} homes were flooded.\n"
        (self.folder / "files" / f"{self.news % 20}.txt").write_text(text)
        entry = {"url": f"https://w.example/{self.news}", "title": "W", "is_archived": 1, "tags": ["w"]}
        entries = [
            {**entry, "content": f"<p>{text} Part {part}.</p>", "url": f"{entry['url']}/{part}"} for part in "ab"
        ]
        (self.folder / "wallabag.json").write_text(json.dumps(entries))

    def all_commands(self) -> dict[str, tuple[float, Arguments]]:
        """Return the commands by name, with the seconds after which each is killed at last."""
        pages = [self.server.url(f"/{self.chance.randrange(PAGES)}") for _ in range(4)]
        quick = {
            "mark": ("mark", self.chance.choice(("read", "unread", "starred")), self.some(), self.some()),
            "mark all": ("mark", "read", "--search", "is:unread"),
            "tag": ("tag", self.chance.choice(("add", "remove")), "flood", self.some()),
            "note": ("note", "write", self.some(), "1", f"Noted {self.news}"),
            "verdict": ("verdict", "same", self.some(), "1", self.some(), "1"),
            "saved": ("saved", "add", f"search {self.news % 5}", "is:unread", str(self.news)),
            "delete": ("delete", "--yes", self.some()),
            "restore from trash": ("trash", "restore", self.some()),
            "empty trash": ("trash", "empty", "--yes"),
            "feed add": ("feed", "add", "--local", self.server.url("/feed/0")),
            "feed rename": ("feed", "rename", self.server.url("/feed/1"), f"Title {self.news}"),
            "backup": ("backup", "--force", self.folder / "copy.db"),
            "restore": ("restore", self.folder / "copy.db"),
            "export": ("export", "jsonl", "--force", "-o", self.folder / "own.jsonl"),
            "rescue": ("doctor", "--rescue", self.folder / "rescued.db"),
        }
        slow = {
            "update": ("update", "--all", "--json"),
            "add pages": ("add", "--json", *pages),
            "add files": ("add", "--json", self.folder / "files"),
            "import": ("import", "--jobs", "1", self.folder / "wallabag.json"),
            "import own": ("import", "--jobs", "1", self.folder / "own.jsonl"),
            "refresh": ("refresh", "--json"),
            "extract": ("extract", "--outdated"),
        }
        chosen: dict[str, tuple[float, Arguments]] = {name: (0.7, arguments) for name, arguments in quick.items()}
        chosen |= {name: (4.0, arguments) for name, arguments in slow.items()}
        return chosen | {"app": (2.5, ())}

    def kill(self, name: str, seconds: float, arguments: Sequence[str | Path]) -> None:
        """Start a command, kill it, and check the library."""
        if name in ("empty trash", "restore"):
            self._forget(name)
        (self.folder / "rescued.db").unlink(missing_ok=True)
        if name == "app":
            self._kill_app(self.chance.uniform(0.5, seconds))
        else:
            process = command(*arguments, "--library", self.library)
            self._await_moment(process, seconds)
            process.send_signal(signal.SIGKILL)
            output, _ = process.communicate()
            self.reported |= stored(output)
            if left_over(process.pid):
                raise AssertionError(f"a worker outlived {name}")
        check_sound(self.library, self.reported)

    def _await_moment(self, process: "subprocess.Popen[str]", seconds: float) -> None:
        """Wait for the moment to kill: mostly soon after something was first written, however slow the machine is."""
        if self.chance.random() < 0.25:
            time.sleep(self.chance.uniform(0.1, seconds))
            return
        until = time.monotonic() + _PATIENCE
        # The first writing is often none of the command's own: opened for writing, a library gets a log.
        for _ in range(self.chance.randint(1, 8)):
            before = self._written()
            while process.poll() is None and self._written() == before and time.monotonic() < until:
                time.sleep(0.002)
        time.sleep(self.chance.choice((0.0, 0.002, 0.02, 0.2, seconds / 4)) * self.chance.random())

    def _written(self) -> list[tuple[int, int]]:
        """Return the sizes and times of the library, its log, and what is beside it half-written."""
        files = [self.library, self.library.with_name("library.db-wal"), *self.folder.glob(".*.part*")]
        states = []
        for file in files:
            with suppress(FileNotFoundError):
                state = file.stat()
                states.append((state.st_size, state.st_mtime_ns))
        return states

    def _forget(self, name: str) -> None:
        """Expect no longer what a command may rightly delete; what a copy lacks is in it before it is restored."""
        if name == "restore":
            command("backup", "--force", self.folder / "copy.db", "--library", self.library).communicate()
            for aside in self.folder.glob("library-before-*"):
                aside.unlink()
            return
        with closing(open_reader(self.library)) as conn:
            trashed = conn.execute("SELECT added_as FROM articles WHERE latest IS NULL").fetchall()
        self.reported -= {place for (place,) in trashed}

    def _kill_app(self, seconds: float) -> None:
        pid, terminal = pty.fork()
        if pid == 0:
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TERM": "xterm"}
            arguments = [sys.executable, "-c", _COMMAND, "--library", str(self.library)]
            os.execve(sys.executable, arguments, environment)
        until = time.monotonic() + seconds
        drawn = 0
        try:
            while time.monotonic() < until:
                if select.select([terminal], [], [], 0.03)[0]:
                    drawn += len(os.read(terminal, 65_536))
                elif drawn > 2_000:
                    key = self.chance.choice(_KEYS)
                    os.write(terminal, _TYPED.get(key, key).encode())
        except OSError:
            pass  # it has ended
        finally:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(terminal)


def kill_often(work: Work, times: int, report: Callable[[str], None]) -> Counter[str]:
    """Kill so many commands, then let each run through; return how often each was killed."""
    killed: Counter[str] = Counter()
    for number in range(times):
        work.renew()
        chosen = work.all_commands()
        name = work.chance.choice(list(chosen))
        work.kill(name, *chosen[name])
        killed[name] += 1
        report(f"{number + 1} killed, {len(work.reported)} reported as stored")
    work.renew()
    (work.folder / "rescued.db").unlink(missing_ok=True)
    work.reported.clear()
    for name, (_, arguments) in work.all_commands().items():
        if name != "app":
            process = command(*arguments, "--library", work.library)
            output, _ = process.communicate()
            if process.returncode not in (0, 1, 2):
                raise AssertionError(f"{name} ended with {process.returncode}")
            work.reported |= set() if name in ("delete", "empty trash") else stored(output)
    check_sound(work.library, set())
    if left := [file.name for file in work.folder.rglob("*") if ".part" in file.name]:
        raise AssertionError(f"left over: {left}")
    return killed


def main() -> None:
    """Serve, kill, check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        work = Work(Path(folder), server, chosen.seed)
        killed = kill_often(work, chosen.times, lambda line: print(line, flush=True))
    print(f"{chosen.times} kills: 0 damaged, 0 lost, 0 doubled, nothing left over: {dict(killed)}")


if __name__ == "__main__":
    main()
