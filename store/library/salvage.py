"""Reads around damaged pages of a library: a copy of a damaged table's readable rows replaces it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress

# Names for what is lost, by table; all other tables can be rebuilt from texts.
_NAMES = {
    "articles": "some articles",
    "aliases": "some other addresses of articles",
    "versions": "some texts",
    "snapshots": "some pages as they came",
    "claims": "some claims",
    "bodies": "some claims",
    "marks": "some of what is read and starred",
    "tags": "some tags",
    "notes": "some notes",
    "origins": "where some pages came from",
    "searches": "some saved searches",
    "feeds": "some feeds",
    "feed_tags": "some tags of feeds",
    "wanted": "some pages to be fetched",
    "verdicts": "some verdicts",
    "verdict_ends": "some verdicts",
    "watches": "some watches",
}
# The largest gap between row numbers near the end of a table.
_GAP = 100
_TABLES = """SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
    AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE 'versions!_fts%' ESCAPE '!'"""


def read_around(conn: sqlite3.Connection) -> list[str]:
    """Make a connection read what is left of each damaged table; return what is lost, in words for people.

    Queries need no change: temporary tables hide those of the same name in the file. Raises sqlite3.DatabaseError if
    the names of the tables can't be read.
    """
    lost = []
    stand_ins = {name for (name,) in conn.execute("SELECT name FROM temp.sqlite_schema")}
    for table, sql in conn.execute(_TABLES).fetchall():
        if table not in stand_ins and _is_damaged(conn, table) and not _copy(conn, table, sql) and table in _NAMES:
            lost.append(_NAMES[table])
    return list(dict.fromkeys(lost))


def _is_damaged(conn: sqlite3.Connection, table: str) -> bool:
    """Return True if SQLite finds something wrong with a table or one of its indexes."""
    try:
        return [line for (line,) in conn.execute(f"PRAGMA main.quick_check({table})")] != ["ok"]
    except sqlite3.DatabaseError:
        return True


def _copy(conn: sqlite3.Connection, table: str, sql: str) -> bool:
    """Create the temporary copy of a damaged table; return True if all its rows could be read."""
    conn.execute(re.sub(r"\ACREATE TABLE (?:main\.)?", "CREATE TABLE temp.", sql))
    indexes = "SELECT sql FROM main.sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    for (index,) in conn.execute(indexes, (table,)).fetchall():
        conn.execute(re.sub(r"\A(CREATE (?:UNIQUE )?INDEX) ", r"\1 temp.", index))
    apart = "WITHOUT ROWID" in sql
    failures: list[sqlite3.DatabaseError] = []
    rows = _by_key(conn, table, failures) if apart else _by_number(conn, table, failures)
    for row in rows:
        marks = ", ".join("?" * len(row))
        conn.execute(f"INSERT OR IGNORE INTO temp.{table} VALUES ({marks})", row)
    if table == "articles" and failures:
        _fill_from_indexes(conn)
    return not failures


def _fill_from_indexes(conn: sqlite3.Connection) -> None:
    """Restore from indexes the articles whose own rows are lost."""
    with suppress(sqlite3.DatabaseError):
        places = dict(conn.execute("SELECT id, location FROM main.articles ORDER BY location"))
        rows = conn.execute("SELECT id, moment, latest FROM main.articles WHERE latest IS NOT NULL ORDER BY moment, id")
        conn.executemany(
            """INSERT OR IGNORE INTO temp.articles (id, location, added_as, added, latest, moment)
               VALUES (?, ?, ?, '', ?, ?)""",
            [(number, places[number], places[number], latest, moment) for number, moment, latest in rows.fetchall()],
        )


def _by_number(
    conn: sqlite3.Connection, table: str, failures: list[sqlite3.DatabaseError]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table by number, skipping those that can't be read."""
    try:
        (last,) = conn.execute(f"SELECT max(rowid) FROM main.{table}").fetchone()
    except sqlite3.DatabaseError as error:
        failures.append(error)
        last = _reached(conn, table)
    rows = f"SELECT rowid, * FROM main.{table} NOT INDEXED WHERE rowid"
    at = 0
    while last is not None and at <= last:
        try:
            for number, *row in conn.execute(f"{rows} >= ? ORDER BY rowid", (at,)):
                at = number + 1
                yield tuple(row)
            return
        except sqlite3.DatabaseError as error:
            failures.append(error)
        # Python reads a row ahead, so an error also loses the row before it.
        with suppress(sqlite3.DatabaseError):
            for _, *row in conn.execute(f"{rows} = ?", (at,)):
                yield tuple(row)
        at += 1


def _reached(conn: sqlite3.Connection, table: str) -> int | None:
    """Return roughly the last readable row number before a damaged last page, None if no row is readable."""
    reached = None
    with suppress(sqlite3.DatabaseError):
        for (number,) in conn.execute(f"SELECT rowid FROM main.{table} NOT INDEXED ORDER BY rowid"):
            reached = number + _GAP
    return reached


def _by_key(
    conn: sqlite3.Connection, table: str, failures: list[sqlite3.DatabaseError]
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a table without row numbers, from both ends up to those that can't be read."""
    keys = "SELECT name FROM pragma_table_info(?, 'main') WHERE pk ORDER BY pk"
    key = [name for (name,) in conn.execute(keys, (table,))]
    for order in (", ".join(key), ", ".join(f"{name} DESC" for name in key)):
        rows = f"SELECT * FROM main.{table} ORDER BY {order}"
        count = 0
        try:
            for row in conn.execute(rows):
                count += 1
                yield row
            return
        except sqlite3.DatabaseError as error:
            failures.append(error)
        with suppress(sqlite3.DatabaseError):
            yield from conn.execute(f"{rows} LIMIT 1 OFFSET ?", (count,))
