"""The library's schema, as numbered migrations, a module each: appended, never edited."""

import sqlite3

from sqlite_utils import Database, Migrations

from store.library.migrations.m001_articles_and_claims import m001_articles_and_claims
from store.library.migrations.m002_what_a_reader_keeps import m002_what_a_reader_keeps
from store.library.migrations.m003_voices_and_verdicts import m003_voices_and_verdicts
from store.library.migrations.m004_pages_and_feeds import m004_pages_and_feeds
from store.library.migrations.m005_candidates import m005_candidates
from store.library.migrations.m006_quantities import m006_quantities
from store.library.migrations.m007_packed import m007_packed
from store.library.migrations.m008_positions import m008_positions
from store.library.migrations.m009_sorted_and_counted import m009_sorted_and_counted
from store.library.migrations.m011_views import m011_views
from store.library.schema import APPLICATION_ID, SCHEMA
from store.library.transaction import transaction

LIBRARY = Migrations("library")
for _step in (
    m001_articles_and_claims,
    m002_what_a_reader_keeps,
    m003_voices_and_verdicts,
    m004_pages_and_feeds,
    m005_candidates,
    m006_quantities,
    m007_packed,
    m008_positions,
    m009_sorted_and_counted,
    m011_views,
):
    LIBRARY()(_step)


def migrate(conn: sqlite3.Connection, steps: Migrations = LIBRARY, schema: int = SCHEMA) -> None:
    """Apply what is pending, all of it or nothing: a migration that fails leaves the file as it was."""
    database = Database(conn, execute_plugins=False)
    with transaction(conn):
        steps.apply(database)
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {schema}")
