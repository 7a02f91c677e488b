"""Kills all commands that write, and the app: `python -m tests.bench.killing`; needs a C compiler and extra `crawl`.

`[--times 50] [--seed 1] [--commands NAME…]`: by default all commands are killed.
Most are killed in the middle of a write, spread over all the writes of a command; the others at random moments. After
each kill the library must be intact and unlocked, and have everything that was reported, once. Now and then, and at the
end, every command runs to its end, and no half-written file may be left. SIGKILL stands for a power failure as far as
programs can notice one.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from store.ingest.run_lock import run_lock
from store.library.connection import open_reader, open_writer
from tests.bench.archives import Record, write_records
from tests.bench.kill_app import COMMAND, kill_app
from tests.bench.kill_trap import Trap
from tests.leftover_processes import left_over
from tests.server import Server, page, serving
from tests.store.fetching_library import article, content, item, rss, subscribe
from tests.store.handmade_claims import GOVERNOR, put
from tests.store.integrity import check_integrity

PAGES, FEEDS, AT_FIRST, CRAWLED = 40, 4, 30, 60
STORED = {"added", "version", "unchanged"}
# Seconds after which a command is killed that has not reached its fatal write.
_PATIENCE = 120.0
# The share of kills at a random moment.
_ANYWHERE = 0.1
# Number of kills after which every command runs to its end, and leftover files are looked for.
_ROUND = 50

Arguments = tuple[str | Path, ...]


def command(*arguments: str | Path, **environment: str) -> "subprocess.Popen[str]":
    """Start `attribune` in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment},
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


class Work:
    """A library, a server that always has news for it, and all commands that write."""

    def __init__(self, folder: Path, server: Server, seed: int) -> None:
        self.library = folder / "library.db"
        self.folder = folder
        self.trap = Trap.made(folder)
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
        # Each of its articles has its own number, by which part of the crawl is imported.
        pages = [
            Record(
                f"https://crawled.example/{number}",
                "2026-03-15T09:00:00Z",
                article(500 + number, homes=70_000 + number),
            )
            for number in range(CRAWLED)
        ]
        write_records(folder / "crawled.warc.gz", pages)
        command("crawl", folder / "crawled.warc.gz", "--out", folder / "crawled", "--jobs", "1").communicate()

    def some(self) -> str:
        """Return the number of an article, which may not exist."""
        return str(self.chance.randint(1, AT_FIRST))

    def renew(self) -> None:
        """Give the server and the folders articles that the library doesn't have yet."""
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
        """Return the commands by name, with the seconds after which each is killed at the latest."""
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
            "undo": ("undo",),
            "watch": ("watch", "claim", self.some(), "1"),
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
            "import crawl": (
                *("import", "--jobs", "1", "--search", str(70_000 + self.news % CRAWLED), self.folder / "crawled"),
            ),
            "import own": ("import", "--jobs", "1", self.folder / "own.jsonl"),
            "refresh": ("refresh", "--json"),
            "extract": ("extract", "--outdated"),
        }
        chosen: dict[str, tuple[float, Arguments]] = {name: (0.7, arguments) for name, arguments in quick.items()}
        chosen |= {name: (4.0, arguments) for name, arguments in slow.items()}
        return chosen | {"app": (2.5, ())}

    def kill(self, name: str, seconds: float, arguments: Sequence[str | Path]) -> str:
        """Start a command, kill it, and check the library; return when it was killed."""
        if name in ("empty trash", "restore"):
            self.forget(name)
        if name == "extract":
            self.age()
        (self.folder / "rescued.db").unlink(missing_ok=True)
        trapped = self.chance.random() >= _ANYWHERE
        environment = self.trap.set(name, self.chance) if trapped else {}
        if name == "app":
            limit = _PATIENCE / 6 if trapped else self.chance.uniform(0.5, seconds)
            session, ended = kill_app(self.library, self.chance, limit, environment)
            self.check_gone(name, session)
        else:
            process = command(*arguments, "--library", self.library, **environment)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE if trapped else self.chance.uniform(0.1, seconds))
            process.send_signal(signal.SIGKILL)
            output, _ = process.communicate()
            ended = process.returncode != -signal.SIGKILL
            self.reported |= stored(output)
            self.check_gone(name, process.pid)
        with run_lock(self.library):  # a lock that outlived its process would refuse it
            check_integrity(self.library, self.reported)
        if not trapped:
            return "ended before" if ended else "anywhere"
        return "ended before" if ended else "in a write" if self.trap.went_off(environment) else "anywhere"

    def check_gone(self, name: str, session: int) -> None:
        """Raise AssertionError if anything that a killed command started still runs."""
        if left := left_over(session, _PATIENCE):
            raise AssertionError(f"outlived {name}: {left}")

    def age(self) -> None:
        """Mark some texts as read by an older extractor."""
        with closing(open_writer(self.library)) as conn:
            conn.execute("UPDATE versions SET extractor = '1' WHERE id % 5 = ?", (self.chance.randrange(5),))

    def forget(self, name: str) -> None:
        """Stop expecting what a command may rightly delete, and back up before a restore."""
        if name == "restore":
            command("backup", "--force", self.folder / "copy.db", "--library", self.library).communicate()
            for aside in self.folder.glob("library-before-*"):
                aside.unlink()
            return
        with closing(open_reader(self.library)) as conn:
            trashed = conn.execute("SELECT added_as FROM articles WHERE latest IS NULL").fetchall()
        self.reported -= {place for (place,) in trashed}


def kill_often(
    work: Work, times: int, names: Sequence[str], report: Callable[[str], None]
) -> tuple[Counter[str], Counter[str]]:
    """Kill this many commands, and sometimes run each to its end; return which were killed, and when.

    names: those of the commands to kill; none for all of them.
    """
    killed: Counter[str] = Counter()
    moments: Counter[str] = Counter()
    tried = 0
    run_through(work)
    while killed.total() < times:
        work.renew()
        chosen = work.all_commands()
        name = work.chance.choice(names or list(chosen))
        moment = work.kill(name, *chosen[name])
        tried += 1
        moments[moment] += 1
        if moment != "ended before":
            killed[name] += 1
        report(f"{killed.total()} killed, {len(work.reported)} reported as stored: {name}, {moment}")
        if tried % _ROUND == 0:
            run_through(work)
    run_through(work)
    return killed, moments


def run_through(work: Work) -> None:
    """Run each command to its end. Raises AssertionError if one fails or a half-written file is left."""
    work.renew()
    (work.folder / "rescued.db").unlink(missing_ok=True)
    for name, (_, arguments) in work.all_commands().items():
        if name != "app":
            if name in ("empty trash", "restore"):
                work.forget(name)
            if name == "extract":
                work.age()
            process = command(*arguments, "--library", work.library, **work.trap.watch())
            output, _ = process.communicate()
            work.trap.learn(name)
            if process.returncode not in (0, 1, 2):
                raise AssertionError(f"{name} ended with {process.returncode}")
            work.reported |= stored(output)
    check_integrity(work.library, work.reported)
    if left := [file.name for file in work.folder.rglob("*") if ".part" in file.name]:
        raise AssertionError(f"left over: {left}")


def main() -> None:
    """Start the server, kill commands, and check the library after each kill."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--commands", nargs="*", default=(), metavar="NAME", help="those to kill; by default all")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as room, serving() as server:
        folder = Path(room) / "all"
        (folder / "temporary").mkdir(parents=True)
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_STATE_HOME"] = str(folder)
        os.environ["TMPDIR"] = str(folder / "temporary")
        work = Work(folder, server, chosen.seed)
        killed, moments = kill_often(work, chosen.times, chosen.commands, lambda line: print(line, flush=True))
    print(f"{chosen.times} kills: 0 damaged, 0 lost, 0 doubled, nothing left over: {dict(killed)}; {dict(moments)}")


if __name__ == "__main__":
    main()
