"""Kills `attribune update` and `attribune add` at fifty random moments: `python -m tests.bench.killing [--times 50]`.

After each, the library must be sound and have what was reported; at the end a rerun completes it with nothing doubled.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from store.library import articles
from store.library.connection import open_reader
from tests.server import Server, page, serving
from tests.store.fetched import article, check_whole, content, item, rss, subscribe

PAGES, FEEDS = 400, 4
STORED = {"added", "version", "unchanged", "copy"}


def command(*arguments: str | Path) -> "subprocess.Popen[str]":
    """Start `attribune` in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from tui.cli import main; main()", *map(str, arguments)],
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


def stock(server: Server) -> list[str]:
    """Let the server have pages and feeds; return the addresses of the pages that are in no feed."""
    server.latency = 0.02
    server.plans |= {f"/{number}": page(article(number), etag=f'"{number}"') for number in range(PAGES)}
    share = PAGES // 2 // FEEDS
    for feed in range(FEEDS):
        numbers = range(feed * share, (feed + 1) * share)
        items = [item(server.url(f"/{number}"), number, content(number) if number % 2 else "") for number in numbers]
        server.plans[f"/feed/{feed}"] = page(rss(items, f"Feed {feed}"), kind="application/rss+xml", etag=f'"{feed}"')
    return [server.url(f"/{number}") for number in range(FEEDS * share, PAGES)]


def kill_often(library: Path, server: Server, times: int, seed: int, longest: float) -> None:
    """Do it, and print how it went."""
    chance = random.Random(seed)
    alone = stock(server)
    for feed in range(FEEDS):
        subscribe(library, server.url(f"/feed/{feed}"))
    work: Sequence[tuple[str | Path, ...]] = (
        ("update", "--all", "--json", "--library", library),
        ("add", "--json", "--library", library, *alone),
    )
    reported: set[str] = set()
    for number in range(times):
        process = command(*work[number % 2])
        time.sleep(chance.uniform(0, longest))
        process.send_signal(signal.SIGKILL)
        output, _ = process.communicate()
        reported |= stored(output)
        assert not left_over(process.pid), "a worker outlived the command"
        check_whole(library, reported)
        print(f"\r{number + 1} killed, {len(reported)} reported as stored", end="", flush=True)
    print()
    for arguments in (*work, work[0]):
        process = command(*arguments)
        output, _ = process.communicate()
        assert process.returncode == 0, arguments[0]
        reported |= stored(output)
    check_whole(library, {server.url(f"/{number}") for number in range(PAGES)})
    with closing(open_reader(library)) as conn:
        assert articles.count(conn) == PAGES
        assert {one.versions for one in articles.page(conn, 0, PAGES)} == {1}
    print(f"{times} kills: sound each time, {PAGES} articles at the end, none twice")


def main() -> None:
    """Serve, kill, check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=9.0, help="Seconds after which a command is killed at last.")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        os.environ["XDG_CONFIG_HOME"] = folder
        kill_often(Path(folder) / "library.db", server, chosen.times, chosen.seed, chosen.longest)


if __name__ == "__main__":
    main()
