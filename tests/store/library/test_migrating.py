"""Libraries of older schemas: their links become quantities, and nothing that a reader wrote is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles, claims, notes, positions
from store.library.connection import LibraryError, open_reader, open_writer
from store.library.positions import Position
from store.library.schema import SCHEMA
from store.library.sources import statements_of
from store.linking import links, quantities, verdicts
from store.search.full_text import search
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, put
from tests.store.older_schema import make_schema_5, make_schema_6
from tests.store.stored_links import chances_in, links_in

DAY = "2026-03-14T09:00:00+00:00"
ROOT = Path(__file__).parents[3]
# Opens a library and is killed just before the first group of claims is written.
DIE = """
import os, signal, sys
from importlib import import_module
from pathlib import Path
from store.library.connection import open_writer
import_module("store.library.migrations.m006_quantities")._write = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
open_writer(Path(sys.argv[1]))
"""


@pytest.fixture
def old(path: Path, conn: sqlite3.Connection) -> Path:
    """A library of schema 5 with three articles of one flood, a note and a verdict."""
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY)
    put(conn, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY)
    put(conn, FIRE_SERVICE, "c.txt", outlet="Coast Wire", published=DAY)
    put(conn, f"{GOVERNOR} So it was said.", "d.txt", outlet="Daybreak", published=DAY)
    notes.write(conn, claims.of_article(conn, 1)[0], "By radio.")
    verdicts.say(conn, 1, 3, "not")
    conn.close()
    make_schema_5(path)
    return path


def grouping(conn: sqlite3.Connection) -> list[list[int]]:
    members: dict[int, list[int]] = {}
    for claim, quantity in conn.execute("SELECT claim, quantity FROM members ORDER BY claim"):
        members.setdefault(quantity, []).append(claim)
    return list(members.values())


def check_migrated(path: Path) -> None:
    with closing(open_reader(path)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert grouping(conn) == [[1, 2, 4], [3]]
        assert quantities.of_claims(conn, [1])[1].label == "homes flooded in Oldmouth"
        assert [noted.note.note for noted in notes.all_notes(conn)] == ["By radio."]
        assert [verdict.verdict for verdict in verdicts.all_stored(conn)] == ["not"]
        assert {(link.relation, link.claim.id) for link in links.related(conn, 1)} == {
            ("agrees", 2),
            ("repeats", 4),
            ("apart", 3),
        }
        assert [article.outlet for article in articles.page(conn, 0, 9, order="outlet")] == [
            "Coast Wire",
            "Daybreak",
            "Harbour Post",
            "The Ferry",
        ]
        assert [article.id for article in articles.page(conn, 0, 9, "flooded>100", "oldest")] == [1, 2, 4]
        assert positions.of_article(conn, 1) is None
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_links_of_an_old_library_become_quantities_and_notes_and_verdicts_stay(old: Path) -> None:
    open_writer(old).close()
    check_migrated(old)


def test_opening_an_old_library_for_reading_migrates_it(old: Path) -> None:
    open_reader(old).close()
    check_migrated(old)


def test_a_killed_migration_is_repeated_by_the_next_command(old: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", DIE, str(old)], cwd=ROOT, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert ran.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(old)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (5,)
    open_writer(old).close()
    check_migrated(old)


def test_articles_added_after_a_migration_join_its_quantities(old: Path) -> None:
    with closing(open_writer(old)) as conn:
        put(conn, f"{RED_CROSS} It will ask again.", "e.txt", outlet="Herald", published=DAY)
        assert grouping(conn) == [[1, 2, 4, 5], [3]]
        assert verdicts.take_back(conn, 1, 3)
        assert grouping(conn) == [[1, 2, 3, 4, 5]]
        assert [article.contested for article in articles.page(conn, 0, 10)] == [1] * 5


def test_a_migrated_library_keeps_positions(old: Path) -> None:
    with closing(open_writer(old)) as conn:
        assert positions.keep(conn, 1, Position(12, 42))
        assert positions.of_article(conn, 1) == Position(12, 42)


def test_a_library_that_cannot_be_migrated_is_reported_and_not_changed(old: Path) -> None:
    with closing(sqlite3.connect(old)) as conn, conn:
        conn.execute("UPDATE claims SET body = 'no claim' WHERE id = 2")
    with pytest.raises(LibraryError, match="can't be upgraded, and is unchanged: malformed JSON") as raised:
        open_writer(old)
    assert "\n" not in str(raised.value)
    with closing(sqlite3.connect(old)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (5,)
        assert conn.execute("SELECT count(*) FROM verdicts").fetchone() == (1,)


# Opens a library and is killed just before the signatures are packed, when claims and ties are packed already.
DIE_PACKING = """
import os, signal, sys
from importlib import import_module
from pathlib import Path
from store.library.connection import open_writer
import_module("store.library.migrations.m007_packed")._pack_signatures = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
open_writer(Path(sys.argv[1]))
"""


def contents(path: Path) -> dict[str, object]:
    """Return what a reader sees of a library."""
    with closing(open_reader(path)) as conn:
        there = articles.page(conn, 0, 100)
        voices = [source for (source,) in conn.execute("SELECT id FROM sources")]
        stored = {article.id: claims.of_article(conn, article.id) for article in there}
        every = [claim.id for some in stored.values() for claim in some]
        return {
            "articles": [(article, articles.text(conn, article.id)) for article in there],
            "versions": [articles.text(conn, 1, 1), claims.of_article(conn, 1, 1)],
            "claims": stored,
            "links": {claim: [(link, link.reason) for link in links.related(conn, claim)] for claim in every},
            "quantities": quantities.of_claims(conn, every),
            "members": {claim: quantities.members(conn, claim) for claim in every},
            "notes": list(notes.all_notes(conn)),
            "verdicts": verdicts.all_stored(conn),
            "sources": [statements_of(conn, [source]) for source in voices],
            "searched": search(conn, "homes fl"),
            "ties": (links_in(conn), chances_in(conn)),
            "signatures": conn.execute("SELECT * FROM signatures").fetchall(),
            "bands": conn.execute("SELECT * FROM signature_bands").fetchall(),
        }


@pytest.fixture
def filled(path: Path, conn: sqlite3.Connection) -> Path:
    """A library of this schema with an article in two versions, what others say, a note and two verdicts."""
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY)
    put(conn, GOVERNOR.replace("220", "240"), "a.txt", outlet="Harbour Post", published=DAY)
    put(conn, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY)
    put(conn, FIRE_SERVICE, "c.txt", outlet="Coast Wire", published=DAY)
    put(conn, f"{GOVERNOR} So it was said.", "d.txt", outlet="Daybreak", published=DAY)
    notes.write(conn, claims.of_article(conn, 1)[0], "By radio.")
    (first,), (second,), (third,) = (claims.of_article(conn, number) for number in (1, 2, 3))
    verdicts.say(conn, first.id, third.id, "not")
    verdicts.say(conn, first.id, second.id, "same")
    conn.close()
    return path


def test_packing_a_library_of_schema_6_loses_nothing(filled: Path) -> None:
    before = contents(filled)
    make_schema_6(filled)
    after = contents(filled)
    assert after == before
    with closing(open_writer(filled)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        conn.execute("INSERT INTO versions_fts(versions_fts) VALUES ('integrity-check')")


def test_a_killed_packing_is_completed_by_the_next_command(filled: Path) -> None:
    before = contents(filled)
    make_schema_6(filled)
    ran = subprocess.run(
        [sys.executable, "-c", DIE_PACKING, str(filled)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ran.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(filled)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (6,)
    assert contents(filled) == before


def test_the_reasons_stored_in_an_old_library_are_kept(filled: Path) -> None:
    make_schema_6(filled)
    with closing(sqlite3.connect(filled)) as conn, conn:
        conn.execute("UPDATE links SET reason = 'as it was then' WHERE verdict IS NULL")
    with closing(open_reader(filled)) as conn:
        reasons = {link.verdict or link.reason for link in links.related(conn, claims.of_article(conn, 1)[0].id)}
    assert "as it was then" in reasons
