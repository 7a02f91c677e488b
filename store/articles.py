"""Reads articles: a page of the list, one article, its text in any version."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from store.query import parse

# Shared with the modules that join an article to a hit or a link: the columns that `from_row` takes.
COLUMNS = """a.id, a.location, v.title, v.outlet, v.byline, v.published, a.added, v.language, v.number,
    (SELECT max(number) FROM versions WHERE article = a.id), a.claims, a.contested, a.added_as,
    coalesce((SELECT read FROM marks WHERE article = a.id), ''),
    coalesce((SELECT starred FROM marks WHERE article = a.id), ''),
    coalesce((SELECT group_concat(name) FROM tags WHERE article = a.id), ''), coalesce(a.voice, a.id)"""
# An article in the trash has no latest version, so it is joined to nothing.
JOINED = "articles a JOIN versions v ON v.id = a.latest"
_HELD = "a.latest IS NOT NULL"

ORDERS = {
    "newest": "a.moment DESC, a.id DESC",
    "oldest": "a.moment, a.id",
    "added": "a.id DESC",
    "contested": "a.contested DESC, a.moment DESC, a.id DESC",
    "claims": "a.claims DESC, a.moment DESC, a.id DESC",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, as its newest version has it.

    location: canonical URL or absolute path; added_as: the file or URL as it was given. published: ISO 8601, with
    zone where known, "" when the article has no date. added: ISO 8601 in UTC. claims: how many; contested: how many
    of them have a `differs` link. read, starred: since when, ISO 8601 in UTC, or "". tagged: its tags with commas
    between, which no tag has. voice: the same number for near copies of one text.
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

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, sorted."""
        return tuple(sorted(filter(None, self.tagged.split(",")), key=str.casefold))


def count(conn: sqlite3.Connection, query: str = "") -> int:
    """Return how many articles there are, or how many the query finds."""
    condition, values = found_by(query)
    (number,) = conn.execute(f"SELECT count(*) FROM articles a WHERE {condition}", values).fetchone()
    return int(number)


def page(conn: sqlite3.Connection, offset: int, limit: int, query: str = "", order: str = "newest") -> list[Article]:
    """Return `limit` articles from `offset` on; order: newest, oldest, added, contested, claims."""
    condition, values = found_by(query)
    by = ORDERS[order]
    # The inner query skips on the index alone; only the rows of the page are joined.
    rows = conn.execute(
        f"""SELECT {COLUMNS} FROM {JOINED}
            WHERE a.id IN (SELECT a.id FROM articles a WHERE {condition} ORDER BY {by} LIMIT ? OFFSET ?)
            ORDER BY {by}""",
        (*values, limit, offset),
    )
    return [Article(*row) for row in rows]


def beside(conn: sqlite3.Connection, article_id: int, step: int, query: str = "") -> int | None:
    """Return the article that comes after (1) or before (-1) one where the query's articles are listed newest first.

    None at the list's end. The article itself need not be one that the query finds: who reads it has made it read.
    """
    condition, values = found_by(query)
    way, order = ("<", "DESC") if step > 0 else (">", "ASC")
    row = conn.execute(
        f"""SELECT a.id FROM articles a, (SELECT moment, id FROM articles WHERE id = ?) AS here
            WHERE {condition} AND (a.moment, a.id) {way} (here.moment, here.id)
            ORDER BY a.moment {order}, a.id {order} LIMIT 1""",
        (article_id, *values),
    ).fetchone()
    return int(row[0]) if row else None


def ids(conn: sqlite3.Connection, query: str = "") -> list[int]:
    """Return the ids of the articles that a query finds, in the order in which they came in."""
    condition, values = found_by(query)
    return [
        number for (number,) in conn.execute(f"SELECT a.id FROM articles a WHERE {condition} ORDER BY a.id", values)
    ]


def get(conn: sqlite3.Connection, article_id: int) -> Article | None:
    """Return the article, or None when there is none of that id."""
    row = conn.execute(f"SELECT {COLUMNS} FROM {JOINED} WHERE a.id = ?", (article_id,)).fetchone()
    return Article(*row) if row else None


def at_version(conn: sqlite3.Connection, article_id: int, version: int) -> Article | None:
    """Return the article as the version with that number has it, or None when there is none."""
    row = conn.execute(
        f"SELECT {COLUMNS} FROM articles a JOIN versions v ON v.article = a.id WHERE a.id = ? AND v.number = ?",
        (article_id, version),
    ).fetchone()
    return Article(*row) if row else None


def named(conn: sqlite3.Connection, places: Sequence[str]) -> Article | None:
    """Return the article of the first name that fits: its id, its location, an alias of it, or what it was added as."""
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
    """Return the text of the version with that number, by default of the newest; KeyError when there is none."""
    if version is None:
        row = conn.execute(f"SELECT unpacked(v.text) FROM {JOINED} WHERE a.id = ?", (article_id,)).fetchone()
    else:
        row = conn.execute(
            "SELECT unpacked(text) FROM versions WHERE article = ? AND number = ?", (article_id, version)
        ).fetchone()
    if row is None:
        raise KeyError(f"no article {article_id}" + (f" with a version {version}" if version else ""))
    return str(row[0])


def found_by(query: str) -> tuple[str, tuple[str, ...]]:
    """Return the SQL condition on `articles a`, and its values, for what a person typed; all articles for "".

    What is in the trash is never found.
    """
    if not query.strip():
        return _HELD, ()
    parsed = parse(query)
    if parsed.empty:
        return "FALSE", ()
    conditions: list[tuple[str, tuple[str, ...]]] = [(_HELD, ())]
    if parsed.match:
        conditions.append(("a.latest IN (SELECT rowid FROM versions_fts WHERE versions_fts MATCH ?)", (parsed.match,)))
    if parsed.without:
        conditions.append(
            ("a.latest NOT IN (SELECT rowid FROM versions_fts WHERE versions_fts MATCH ?)", (parsed.without,))
        )
    conditions += parsed.conditions
    sql = " AND ".join(condition for condition, _ in conditions)
    return sql, tuple(value for _, values in conditions for value in values)
