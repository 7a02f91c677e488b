"""Searches titles and texts, and shows where the words are."""

import sqlite3
from dataclasses import dataclass

from store.library.articles import COLUMNS, Article, page
from store.search.query import parse

# Stored text has no control characters, so these are unambiguous.
_ON, _OFF = "\x02", "\x03"
_WORDS = 28

# Start and end, exclusive.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching article; snippet: pieces of its text in order, True if a piece matched."""

    article: Article
    snippet: tuple[tuple[str, bool], ...]


def search(conn: sqlite3.Connection, text: str, limit: int = 50, offset: int = 0) -> list[Hit]:
    """Return the articles that have all the words, best first; without words, all that pass the filters, newest first.

    text is what a person typed: words, "a phrase", -word to leave out; the last word may be the beginning of one;
    `is:unread` and the other filters of `store.search.query`.
    """
    query = parse(text)
    if not query.match:
        listed = page(conn, offset, limit, text) if query.conditions else []
        return [Hit(article, ()) for article in listed]
    without = "AND v.id NOT IN (SELECT rowid FROM versions_fts WHERE versions_fts MATCH ?)" if query.without else ""
    filters = "".join(f" AND {condition.sql}" for condition in query.conditions)
    # Ordered by the index's own rank, so that snippets are made only for shown rows.
    rows = conn.execute(
        f"""SELECT snippet(versions_fts, 1, ?, ?, '…', {_WORDS}), {COLUMNS}
            FROM versions_fts JOIN versions v ON v.id = versions_fts.rowid JOIN articles a ON a.latest = v.id
            WHERE versions_fts MATCH ? {without} {filters} ORDER BY versions_fts.rank LIMIT ? OFFSET ?""",
        (
            _ON,
            _OFF,
            query.match,
            *([query.without] if query.without else []),
            *(value for condition in query.conditions for value in condition.values),
            limit,
            offset,
        ),
    )
    return [Hit(Article(*columns), _pieces(snippet)) for snippet, *columns in rows]


def matched(conn: sqlite3.Connection, article: int, text: str) -> tuple[list[Span], list[Span]]:
    """Return what a search matched in an article: the spans in its title and those in its newest text, in order.

    text: what a person typed. Both are empty if its words aren't in the article, or it has none.
    """
    query = parse(text)
    if not query.match:
        return [], []
    row = conn.execute(
        """SELECT highlight(versions_fts, 0, ?, ?), highlight(versions_fts, 1, ?, ?) FROM versions_fts
           WHERE versions_fts MATCH ? AND rowid = (SELECT latest FROM articles WHERE id = ?)""",
        (_ON, _OFF, _ON, _OFF, query.match, article),
    ).fetchone()
    title, body = row or ("", "")
    return _spans(title), _spans(body)


def _spans(marked: str) -> list[Span]:
    """Return the spans between the marks, as offsets in the text without marks."""
    before, *parts = marked.split(_ON)
    spans, at = [], len(before)
    for part in parts:
        lit, _, rest = part.partition(_OFF)
        spans.append((at, at + len(lit)))
        at += len(lit) + len(rest)
    return spans


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    for number, part in enumerate(snippet.replace("\n", " ").split(_ON)):
        matched, _, rest = part.partition(_OFF) if number else ("", "", part)
        pieces += [(piece, on) for piece, on in ((matched, True), (rest, False)) if piece]
    return tuple(pieces)
