"""A library whose writer is killed, or that two write at once, has only whole articles, each once."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles, claims
from store.library.connection import open_reader, open_writer
from tests.store.integrity import checked_file

# Adds articles A to B-1 with claims of tests.store.handmade_claims, and prints the number of each when it is stored.
WRITE = """
import sys
from pathlib import Path
from store.library.connection import open_writer
from tests.store.handmade_claims import GOVERNOR, put
conn = open_writer(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    text = GOVERNOR.replace("220", str(number + 200)) + " It was raining hard." * 200
    put(conn, text, f"{number}.txt", outlet=f"Outlet {number % 7}", published="2026-03-14")
    print(number, flush=True)
"""
pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]


def writer(path: Path, first: int, last: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path), str(first), str(last)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def check_whole(path: Path, stored: set[int]) -> None:
    """Assert that the file is intact, everything reported is there, and nothing is there in part or twice."""
    with checked_file(path) as conn:
        from_one_end = "SELECT article, other FROM compared EXCEPT SELECT other, article FROM compared"
        assert conn.execute(from_one_end).fetchall() == []
        assert conn.execute("SELECT body FROM claims EXCEPT SELECT id FROM bodies").fetchall() == []
        assert conn.execute("SELECT id FROM bodies EXCEPT SELECT body FROM claims").fetchall() == []
        newest = "SELECT c.id FROM claims c JOIN articles a ON a.latest = c.version"
        assert conn.execute(f"SELECT claim FROM members EXCEPT {newest}").fetchall() == []
        assert conn.execute(f"{newest} EXCEPT SELECT claim FROM members").fetchall() == []
        assert conn.execute("SELECT id FROM quantities EXCEPT SELECT quantity FROM members").fetchall() == []
    with closing(open_reader(path)) as conn:
        there = articles.page(conn, 0, 10_000)
        names = [article.added_as for article in there]
        assert len(names) == len(set(names))
        assert {f"{number}.txt" for number in stored} <= set(names)
        for article in there:
            assert article.claims == len(claims.of_article(conn, article.id)) == 1
            assert article.versions == 1
            assert articles.text(conn, article.id)


def test_a_killed_run_keeps_what_it_reported_and_a_rerun_completes_it(path: Path) -> None:
    chance = random.Random(7)
    stored: set[int] = set()
    for _ in range(6):
        process = writer(path, 0, 10_000)
        assert process.stdout
        # Not killed before it writes: starting takes much longer than the moments that matter.
        first = process.stdout.readline()
        time.sleep(chance.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        stored |= {int(line) for line in (first + process.stdout.read()).split()}
        process.wait()
        check_whole(path, stored)
    last = max(stored) + 5
    process = writer(path, 0, last)
    output, errors = process.communicate()
    assert errors == ""
    check_whole(path, set(range(last)))
    assert len(output.split()) == last


def test_a_library_whose_creation_was_killed_is_created_by_the_next_command(path: Path) -> None:
    for delay in (0.05, 0.2, 0.3, 0.35, 0.4, 0.5):
        process = writer(path, 0, 10_000)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        open_writer(path).close()
        check_whole(path, set())


def test_two_writers_at_once_both_store_everything(path: Path) -> None:
    both = [writer(path, 0, 30), writer(path, 20, 50)]
    for process in both:
        _, errors = process.communicate(timeout=300)
        assert errors == ""
        assert process.returncode == 0
    check_whole(path, set(range(50)))
    with closing(open_reader(path)) as conn:
        assert articles.count(conn) == 50
