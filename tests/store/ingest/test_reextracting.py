"""Claims are extracted again, and keep their ids, notes and verdicts."""

import asyncio
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from store.ingest import reextracting
from store.ingest.reextracting import outdated, reextract, replace_claims
from store.ingest.workers import Workers
from store.library import articles, claims, notes, trash
from store.library.connection import open_reader
from store.linking import links
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, flooded, put, put_contradicting
from tests.store.ingest.test_crash import check_whole
from tests.store.stored_links import links_in, one_sided

DAY = "2026-03-14T09:00:00+00:00"
ROOT = Path(__file__).parents[3]


def latest(conn: sqlite3.Connection, article: int) -> int:
    return int(conn.execute("SELECT latest FROM articles WHERE id = ?", (article,)).fetchone()[0])


def test_a_claim_keeps_its_id_and_note_and_is_linked_again(conn: sqlite3.Connection) -> None:
    first, second = put_contradicting(conn)
    (stored,) = claims.of_article(conn, first)
    notes.write(conn, stored, "By radio.")
    assert stored.signs == {"differs"}
    read_again = replace(flooded(GOVERNOR), value=90.0, subject="homes, read again")
    assert replace_claims(conn, latest(conn, first), [read_again], "2") == (1, 1)
    (anew,) = claims.of_article(conn, first)
    assert (anew.id, anew.claim) == (stored.id, read_again)
    assert notes.of_claims(conn, first, [anew]) == {anew.id: "By radio."}
    assert "differs" not in anew.signs
    assert [link.claim.id for link in links.related(conn, claims.of_article(conn, second)[0].id)] == [stored.id]
    assert [article.contested for article in articles.page(conn, 0, 10)] == [0, 0]


def test_a_claim_that_is_no_longer_found_is_removed_with_its_links(conn: sqlite3.Connection) -> None:
    first, second = put_contradicting(conn)
    notes.write(conn, claims.of_article(conn, first)[0], "By radio.")
    assert replace_claims(conn, latest(conn, first), [], "2") == (1, 0)
    assert claims.of_article(conn, first) == []
    assert claims.of_article(conn, second)[0].signs == frozenset()
    assert [noted.note.note for noted in notes.all_notes(conn)] == ["By radio."], "what was noted is never lost"
    assert replace_claims(conn, latest(conn, first), [flooded(GOVERNOR)], "3") == (0, 1)
    assert claims.of_article(conn, second)[0].signs == {"differs"}
    assert list(notes.of_claims(conn, first, claims.of_article(conn, first)).values()) == ["By radio."]
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_older_versions_and_trashed_articles_are_extracted_again_without_links(conn: sqlite3.Connection) -> None:
    first, second = put_contradicting(conn)
    put(conn, RED_CROSS, "a.txt", outlet="Harbour Post", published=DAY)
    trash.delete(conn, [second])
    for version in (1, 2):
        assert replace_claims(conn, version, [], "2") == (1, 0)
    assert replace_claims(conn, 99, [flooded(GOVERNOR)], "2") == (0, 0), "deleted for good meanwhile"
    assert len(claims.of_article(conn, first)) == 1
    assert links_in(conn) == []


def test_the_newest_articles_come_first_and_those_of_a_newer_extractor_are_left_out(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(conn, GOVERNOR, "a.txt", published="2026-03-10")
    put(conn, FIRE_SERVICE, "b.txt", published="2026-03-12")
    put(conn, RED_CROSS, "a.txt", published="2026-03-10")
    put(conn, GOVERNOR.replace("220", "230"), "c.txt")
    conn.execute("UPDATE versions SET extractor = '7' WHERE id = 4")
    monkeypatch.setattr(reextracting, "VERSION", "2")
    assert [version.version for version in outdated(conn)] == [2, 3, 1]
    monkeypatch.setattr(reextracting, "VERSION", "1")
    assert outdated(conn) == []
    monkeypatch.setattr(reextracting, "VERSION", "10")
    assert len(outdated(conn)) == 4


def test_a_library_is_extracted_again_in_parallel_processes(
    path: Path, conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_contradicting(conn)
    put(conn, RED_CROSS, "c.txt", outlet="The Ferry", published=DAY)
    monkeypatch.setattr(reextracting, "VERSION", "2")

    async def run() -> list[reextracting.ReextractResult]:
        async with Workers(2) as workers:
            old = outdated(conn)
            return [renewed async for renewed in reextract(conn, path, old, workers, None, 2)]

    done = asyncio.run(run())
    assert [renewed.error for renewed in done] == [None, None, None]
    assert outdated(conn) == []
    for article in articles.page(conn, 0, 10):
        text = articles.text(conn, article.id)
        assert any(stored.claim.text.endswith(("220", "90")) for stored in claims.of_article(conn, article.id)), text
    check_links(path)


def check_links(path: Path) -> None:
    """Assert that both ends store every link, and that both claims exist."""
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert one_sided(conn) == []


# Versions to extract again: enough that each kill leaves some undone.
WHOLE = 60
# Rewrites the claims of every version, and prints the version's id when they are stored.
RENEW = """
import sys
from pathlib import Path
from store.ingest import reextracting
from store.library.connection import open_writer
from tests.store.handmade_claims import flooded
reextracting.VERSION = "2"
conn = open_writer(Path(sys.argv[1]))
for one in reextracting.outdated(conn):
    (text,) = conn.execute("SELECT unpacked(text) FROM versions WHERE id = ?", (one.version,)).fetchone()
    reextracting.replace_claims(conn, one.version, [flooded(text)], "2")
    print(one.version, flush=True)
"""


def test_a_killed_run_continues_where_it_stopped(path: Path, conn: sqlite3.Connection) -> None:
    for number in range(WHOLE):
        put(conn, GOVERNOR.replace("220", str(number + 200)) + " It rained." * 50, f"{number}.txt", outlet=f"{number}")
    conn.close()
    chance = random.Random(5)
    done: set[int] = set()
    for moment in (*(chance.uniform(0, 0.1) for _ in range(4)), None):
        process = subprocess.Popen(
            [sys.executable, "-c", RENEW, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert process.stdout
        first = process.stdout.readline()
        if moment is not None:
            time.sleep(moment)
            process.kill()
        reported = {int(line) for line in (first + process.stdout.read()).split()}
        process.wait()
        assert not reported & done, "nothing is done twice"
        check_whole(path, set(range(WHOLE)))
        with closing(open_reader(path)) as reader:
            done = {row[0] for row in reader.execute("SELECT id FROM versions WHERE extractor = '2'")}
        assert reported <= done
    assert len(done) == WHOLE
