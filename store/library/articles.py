"""Reads articles: a page of the list, one article, the text of any version."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from store.library.orders import ORDERS
from store.search.conditions import EVERY, Condition

# Of an article without a title, which goes by its first words.
BEGINNING = "CASE v.title WHEN '' THEN substr(unpacked(v.text), 1, 200) ELSE '' END"
# Shared with the modules that join an article to a hit or a link: the columns that `from_row` takes.
COLUMNS = (
    """a.id, a.location, v.title, v.outlet, v.byline, v.published, a.added, v.language, v.number,
    (SELECT max(number) FROM versions WHERE article = a.id), a.claims, a.contested, a.added_as,
    coalesce((SELECT read FROM marks WHERE article = a.id), ''),
    coalesce((SELECT starred FROM marks WHERE article = a.id), ''),
    coalesce((SELECT group_concat(name) FROM tags WHERE article = a.id), ''), coalesce(a.voice, a.id),
    """
    + BEGINNING
)
# An article in the trash has no latest version, so it is joined to nothing.
JOINED = "articles a JOIN versions v ON v.id = a.latest"
_NOT_TRASHED = "a.latest IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, as its newest version has it.

    location: canonical URL or absolute path; added_as: the file or URL as it was given. published: ISO 8601, with
    zone where known, "" when the article has no date. added: ISO 8601 in UTC. claims: how many; contested: how many of
    them have a `differs` link. read, starred: since when, ISO 8601 in UTC, or "". tagged: its tags, separated by
    commas, which tags can't contain. voice: the same number for near copies of one text. beginning: of the text, if
    there is no title.
    """

    id: int
    location: str
    title: str
    outlet: str
    byline: str
    published: str
    added: str
    language: str
    version: int
    versions: int
    claims: int
    contested: int
    added_as: str
    read: str = ""
    starred: str = ""
    tagged: str = ""
    voice: int = 0
    beginning: str = ""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, sorted."""
        return tuple(sorted(filter(None, self.tagged.split(",")), key=str.casefold))


def count(conn: sqlite3.Connection, query: str = "", kept: Collection[int] = (), within: Condition = EVERY) -> int:
    """Return how many articles there are, or how many the query finds.

    kept: articles that count anyway; within: a condition that those must meet too.
    """
    condition, values = condition_of(query, kept, within)
    (number,) = conn.execute(f"SELECT count(*) FROM articles a WHERE {condition}", values).fetchone()
    return int(number)


def count_unread(conn: sqlite3.Connection) -> int:
    """Return how many articles are unread: all less those marked as read, much faster than asking for each mark."""
    (number,) = conn.execute(
        f"""SELECT (SELECT count(*) FROM articles a WHERE {_NOT_TRASHED})
                - (SELECT count(*) FROM marks WHERE read != '')
                + (SELECT count(*) FROM articles a CROSS JOIN marks ON article = a.id
                   WHERE a.latest IS NULL AND read != '')"""
    ).fetchone()
    return int(number)


def have_outlets(conn: sqlite3.Connection) -> bool:
    """Return True if any article has an outlet."""
    (some,) = conn.execute(
        f"SELECT EXISTS (SELECT 1 FROM articles a WHERE {_NOT_TRASHED} AND a.outlet > '')"
    ).fetchone()
    return bool(some)


def page(
    conn: sqlite3.Connection,
    offset: int,
    limit: int,
    query: str = "",
    order: str = "newest",
    kept: Collection[int] = (),
    within: Condition = EVERY,
) -> list[Article]:
    """Return `limit` articles from `offset` on; order: one of ORDERS; kept, within: as `count` takes them."""
    condition, values = condition_of(query, kept, within)
    by = ORDERS[order].by
    # The inner query skips on the index alone; only the rows of the page are joined.
    rows = conn.execute(
        f"""SELECT {COLUMNS} FROM {JOINED}
            WHERE a.id IN (SELECT a.id FROM articles a WHERE {condition} ORDER BY {by} LIMIT ? OFFSET ?)
            ORDER BY {by}""",
        (*values, limit, offset),
    )
    return [Article(*row) for row in rows]


def adjacent(
    conn: sqlite3.Connection,
    article_id: int,
    step: int,
    query: str = "",
    order: str = "newest",
    kept: Collection[int] = (),
    within: Condition = EVERY,
) -> int | None:
    """Return the article that comes after (1) or before (-1) another in the list that `page` reads.

    None at the list's end. The given article need not match the query any more: opening it has marked it as read.
    """
    condition, values = condition_of(query, kept, within)
    beyond, by = ORDERS[order].beyond(step)
    row = conn.execute(
        f"""SELECT a.id FROM articles a, (SELECT * FROM articles WHERE id = ?) AS here
            WHERE {condition} AND {beyond} ORDER BY {by} LIMIT 1""",
        (article_id, *values),
    ).fetchone()
    return int(row[0]) if row else None


def place(
    conn: sqlite3.Connection,
    article_id: int,
    query: str = "",
    order: str = "newest",
    kept: Collection[int] = (),
    within: Condition = EVERY,
) -> int | None:
    """Return the offset of an article in the list that `page` reads, None if it is not in it."""
    if not has(conn, article_id, query, kept, within):
        return None
    condition, values = condition_of(query, kept, within)
    (before,) = conn.execute(
        f"""SELECT count(*) FROM articles a, (SELECT * FROM articles WHERE id = ?) AS here
            WHERE {condition} AND {ORDERS[order].beyond(-1)[0]}""",
        (article_id, *values),
    ).fetchone()
    return int(before)


def has(
    conn: sqlite3.Connection,
    article_id: int,
    query: str = "",
    kept: Collection[int] = (),
    within: Condition = EVERY,
) -> bool:
    """Return True if the query finds the article; kept, within: as `count` takes them."""
    condition, values = condition_of(query, kept, within)
    row = conn.execute(f"SELECT 1 FROM articles a WHERE a.id = ? AND {condition}", (article_id, *values))
    return row.fetchone() is not None


def ids(conn: sqlite3.Connection, query: str = "") -> list[int]:
    """Return the ids of the articles that a query finds, in the order they came in."""
    condition, values = condition_of(query)
    return [
        number for (number,) in conn.execute(f"SELECT a.id FROM articles a WHERE {condition} ORDER BY a.id", values)
    ]


def get(conn: sqlite3.Connection, article_id: int) -> Article | None:
    """Return the article, or None if no article has that id."""
    row = conn.execute(f"SELECT {COLUMNS} FROM {JOINED} WHERE a.id = ?", (article_id,)).fetchone()
    return Article(*row) if row else None


def at_version(conn: sqlite3.Connection, article_id: int, version: int) -> Article | None:
    """Return the article in the version with that number, or None if there is none."""
    row = conn.execute(
        f"SELECT {COLUMNS} FROM articles a JOIN versions v ON v.article = a.id WHERE a.id = ? AND v.number = ?",
        (article_id, version),
    ).fetchone()
    return Article(*row) if row else None


def named(conn: sqlite3.Connection, places: Sequence[str]) -> Article | None:
    """Return the first article that the name fits: its id, location, alias, or what it was added as."""
    for place in places:
        row = conn.execute(
            f"""SELECT {COLUMNS} FROM {JOINED} WHERE a.id = coalesce(
                    (SELECT id FROM articles WHERE id = :number), (SELECT id FROM articles WHERE location = :place),
                    (SELECT article FROM aliases WHERE location = :place),
                    (SELECT max(id) FROM articles WHERE added_as = :place))""",
            {"place": place, "number": int(place) if place.isascii() and place.isdigit() and len(place) < 19 else None},
        ).fetchone()
        if row:
            return Article(*row)
    return None


def text(conn: sqlite3.Connection, article_id: int, version: int | None = None) -> str:
    """Return the text of the version with that number, by default the newest. Raises KeyError if there is none."""
    if version is None:
        row = conn.execute(f"SELECT unpacked(v.text) FROM {JOINED} WHERE a.id = ?", (article_id,)).fetchone()
    else:
        row = conn.execute(
            "SELECT unpacked(text) FROM versions WHERE article = ? AND number = ?", (article_id, version)
        ).fetchone()
    if row is None:
        raise KeyError(f"no article {article_id}" + (f" with a version {version}" if version else ""))
    return str(row[0])


def condition_of(
    query: str, kept: Collection[int] = (), within: Condition = EVERY
) -> tuple[str, tuple[str | float, ...]]:
    """Return the SQL condition on `articles a`, with its values, for a typed query; all articles for "".

    kept: articles that are included anyway; within: a condition that all must meet. The trash is never included.
    """
    in_library = _NOT_TRASHED if within == EVERY else f"{_NOT_TRASHED} AND {within.sql}"
    if not query.strip():
        return in_library, within.values
    condition, values = _condition(query)
    if not kept:
        return f"{in_library} AND {condition}", (*within.values, *values)
    import json

    some = "a.id IN (SELECT value FROM json_each(?))"
    return f"{in_library} AND ({condition} OR {some})", (*within.values, *values, json.dumps(list(kept)))


def _condition(query: str) -> tuple[str, tuple[str | float, ...]]:
    from store.search.query import MATCHED, parse

    parsed = parse(query)
    if parsed.empty:
        return "FALSE", ()
    conditions = list(parsed.conditions)
    if parsed.match:
        conditions.append(Condition(MATCHED, (parsed.match,)))
    if parsed.without:
        conditions.append(Condition(f"NOT {MATCHED}", (parsed.without,)))
    sql = " AND ".join(condition.sql for condition in conditions)
    return sql, tuple(value for condition in conditions for value in condition.values)
