"""A killed import: what it reported is stored completely and once, and running it again completes it."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles
from store.library.connection import open_reader

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]
ENTRIES = 250
IMPORT = """
import asyncio, sys
from pathlib import Path
from store.ingest.imports import import_items
from store.formats.importers import form_of, items
from store.formats.items import Source
from store.library.connection import open_writer
from tests.store.formats.importing.conftest import no_claims, read_here
async def main():
    path = Path(sys.argv[1])
    conn = open_writer(path)
    with Source(Path(sys.argv[2])) as source:
        async for one in import_items(conn, path, read_here(items(source, form_of(source))), no_claims, ahead=4):
            print(one.name, one.outcome, flush=True)
asyncio.run(main())
"""


def test_an_import_killed_at_any_moment_keeps_what_it_reported_and_a_rerun_completes_it(
    path: Path, tmp_path: Path
) -> None:
    export = tmp_path / "wallabag.json"
    rows = [
        {
            "url": f"https://harbour.example/{number}",
            "title": f"Story {number}",
            "content": f"<p>It was said that {number} homes had been flooded.</p>" + "<p>It rained.</p>" * 200,
            "is_archived": number % 2,
            "is_starred": 1,
            "created_at": "2026-03-14T10:10:00+0100",
            "tags": [f"tag {number % 5}", "all"],
        }
        for number in range(ENTRIES)
    ]
    export.write_text(json.dumps(rows))
    chance = random.Random(3)
    reported: set[str] = set()
    for _ in range(5):
        process = start(path, export)
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        process.kill()
        reported |= {line.split()[0] for line in (first + process.stdout.read()).splitlines() if line.count(" ") == 1}
        process.wait()
        check(path, reported)
    output, _ = start(path, export).communicate()
    assert len(output.splitlines()) == ENTRIES
    check(path, {f"https://harbour.example/{number}" for number in range(ENTRIES)})


def start(path: Path, export: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(path), str(export)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def check(path: Path, stored: set[str]) -> None:
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    with closing(open_reader(path)) as conn:
        there = articles.page(conn, 0, 10_000)
        places = [article.location for article in there]
        assert len(places) == len(set(places))
        assert stored <= set(places)
        for article in there:
            number = int(article.location.rpartition("/")[2])
            assert article.versions == 1
            assert article.tags == ("all", f"tag {number % 5}"), "an article comes with what was kept, or not at all"
            assert bool(article.read) == bool(number % 2)
            assert article.starred
