"""A filled library of every schema number opens today with everything in it."""

import ast
import hashlib
import inspect
import json
import sqlite3
import sys
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlite_utils import Database
from sqlite_utils import Migrations as Steps

from store.library import articles, claims, feeds, notes, reading_state
from store.library.connection import open_reader, open_writer
from store.library.migrations import LIBRARY
from store.library.schema import APPLICATION_ID, SCHEMA
from store.linking import links, verdicts
from store.search import saved_searches
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, flooded

TEXTS = (GOVERNOR, RED_CROSS, FIRE_SERVICE)
DAY = "2026-03-14T09:00:00+00:00"
# Each step with the number that the schema has after it: m001 … give 1 …
NUMBERED = [(int(step.name[1:4]), step) for step in LIBRARY._migrations]


def fill(conn: sqlite3.Connection) -> None:
    """Write three articles with a claim each into a library of schema 1; the first two agree, the third differs."""
    for number, text in enumerate(TEXTS, 1):
        claim = flooded(text)
        source = claim.source
        assert source
        conn.execute(
            """INSERT INTO articles (id, location, added_as, added, latest, moment, claims, contested)
               VALUES (?, ?, ?, ?, ?, ?, 1, 1)""",
            (number, f"/news/{number}.txt", f"{number}.txt", DAY, number, DAY),
        )
        conn.execute(
            """INSERT INTO versions (id, article, number, title, outlet, byline, published, language, fetched,
                   extractor, text_hash, text) VALUES (?, ?, 1, ?, 'Harbour Post', '', ?, 'en', ?, '1', ?, ?)""",
            (number, number, f"Flood {number}", DAY, DAY, hashlib.sha256(text.encode()).digest(), text),
        )
        conn.execute(
            "INSERT INTO snapshots VALUES (?, 'text/plain', ?, ?)", (number, len(text), zlib.compress(text.encode()))
        )
        conn.execute(
            "INSERT INTO sources (id, key, name, kind) VALUES (?, ?, ?, ?)",
            (number, source.key, source.name, source.kind),
        )
        conn.execute(
            """INSERT INTO claims (id, version, start, "end", kind, value, low, high, unit, source, stance, body)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                *(number, number, claim.start, claim.end, claim.kind, claim.value, claim.low, claim.high, claim.unit),
                *(number, claim.stance, msgspec.json.encode(claim).decode()),
            ),
        )
    for number, other, relation in ((1, 2, "agrees"), (1, 3, "differs"), (2, 3, "differs")):
        for ends in ((number, other), (other, number)):
            conn.execute("INSERT INTO links VALUES (?, ?, ?, 0.9, 'same event')", (*ends, relation))


def keep(conn: sqlite3.Connection, schema: int) -> None:
    """Write what a reader keeps, as far as a library of this schema supports it."""
    if schema == 2:
        conn.execute("INSERT INTO marks VALUES (1, ?, ?)", (DAY, DAY))
        conn.execute("INSERT INTO tags VALUES ('flood', 1)")
        figure = flooded(GOVERNOR)
        conn.execute(
            """INSERT INTO notes (version, start, "end", figure, note, written) VALUES (1, ?, ?, ?, 'By radio.', ?)""",
            (figure.start, figure.end, figure.text, DAY),
        )
        conn.execute("INSERT INTO searches VALUES ('water', 'flood')")
    if schema == 3:
        conn.execute("INSERT INTO verdicts VALUES (1, 'not', ?)", (DAY,))
        for side, number in enumerate((1, 3)):
            figure, text = flooded(TEXTS[number - 1]), TEXTS[number - 1]
            conn.execute(
                "INSERT INTO verdict_ends VALUES (1, ?, ?, ?, ?, ?, ?)",
                (side, number, figure.start, figure.text, text.splitlines()[-1], number),
            )
            conn.execute(
                """UPDATE links SET relation = 'apart', score = 1, verdict = 'not', decided = ?
                   WHERE claim = ? AND other = ?""",
                (json.dumps(["differs", 0.9, "same event"]), number, 4 - number),
            )
    if schema == 4:
        conn.execute(
            """INSERT INTO feeds (url, title, site, folder, every, local, private, added)
               VALUES ('https://harbour.example/feed', 'Harbour Post', '', '', 3600, 0, 0, ?)""",
            (DAY,),
        )


def make(path: Path, schema: int) -> None:
    """Make a filled library as a version of Attribune with this schema would have left it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        database = Database(conn, execute_plugins=False)
        for number, step in NUMBERED:
            if number > schema:
                break
            steps = Steps("library")
            steps(name=step.name)(step.fn)
            steps.apply(database)
            if number == 1:
                fill(conn)
            keep(conn, number)
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {schema}")


@pytest.mark.parametrize("schema", [number for number, _ in NUMBERED])
def test_a_filled_library_of_every_schema_opens_with_everything(path: Path, schema: int) -> None:
    make(path, schema)
    open_writer(path).close()
    with closing(open_reader(path)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert [articles.text(conn, number) for number in (1, 2, 3)] == list(TEXTS)
        for number, text in enumerate(TEXTS, 1):
            assert [stored.claim for stored in claims.of_article(conn, number)] == [flooded(text)]
        apart = "apart" if schema >= 3 else "differs"
        assert {(link.relation, link.claim.id) for link in links.related(conn, 1)} == {("agrees", 2), (apart, 3)}
        if schema >= 2:
            assert [noted.note.note for noted in notes.all_notes(conn)] == ["By radio."]
            assert [search.name for search in saved_searches.all_saved(conn)] == ["water"]
            assert [tag for tag, _ in reading_state.all_tags(conn)] == ["flood"]
        if schema >= 3:
            assert [verdict.verdict for verdict in verdicts.all_stored(conn)] == ["not"]
        if schema >= 4:
            assert [feed.title for feed in feeds.subscriptions(conn)] == ["Harbour Post"]
        if schema < 7:
            indexed = conn.execute("SELECT DISTINCT article FROM article_terms ORDER BY article").fetchall()
            assert indexed == [(1,), (2,), (3,)], "others find the articles that were there"
        figures = [figure for (figure,) in conn.execute("SELECT figure FROM all_claims ORDER BY article")]
        assert figures == [flooded(text).text for text in TEXTS]
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("step", [step for _, step in NUMBERED], ids=lambda step: step.name)
def test_a_migration_calls_no_code_outside_the_migrations(step: Any) -> None:
    tree = ast.parse(inspect.getsource(sys.modules[step.fn.__module__]))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    ours = {name for name in imported if name.partition(".")[0] in {"extract", "store", "tui"}}
    assert ours == {"store.library.migrations.sql_script"}


def test_the_schema_has_the_number_of_the_last_migration() -> None:
    assert [number for number, _ in NUMBERED] == sorted({number for number, _ in NUMBERED})
    assert NUMBERED[-1][0] == SCHEMA
