"""Stores a reader's notes on claims, attached to spans of a version's text, so that they outlive the claims."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.text.controls import clean
from extract.text.excerpt import sentence
from store.archive.dates import now
from store.archive.incoming import Note
from store.library import articles
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.library.transaction import transaction


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """A note with its article; sentence: the line of the text that it is in."""

    article: Article
    note: Note
    sentence: str


def of_claims(conn: sqlite3.Connection, article: int, claims: Sequence[StoredClaim]) -> dict[int, str]:
    """Return the notes on the claims of an article's newest version, by claim id.

    A note on an earlier version belongs to the claim with the same figure in the same sentence.
    """
    by_claim: dict[int, list[str]] = {}
    for claim, _, note in _attached(conn, article, claims):
        by_claim.setdefault(claim, []).append(note)
    return {claim: "\n".join(notes) for claim, notes in by_claim.items()}


def write(conn: sqlite3.Connection, claim: StoredClaim, words: str) -> str:
    """Replace the note on a claim, or remove it for ""; return the previous note."""
    words = clean(words).strip()
    noted = claim.claim
    with transaction(conn):
        before = list(_attached(conn, claim.article_id, [claim]))
        conn.executemany("DELETE FROM notes WHERE id = ?", [(number,) for _, number, _ in before])
        if words:
            (version,) = conn.execute("SELECT version FROM claims WHERE id = ?", (claim.id,)).fetchone()
            put_note(conn, version, Note(noted.start, noted.end, noted.text, words, now()))
    return "\n".join(note for _, _, note in before)


def put_note(conn: sqlite3.Connection, version: int, note: Note) -> None:
    """Store a note within the caller's transaction; an existing one on the same span stays."""
    conn.execute(
        'INSERT OR IGNORE INTO notes (version, start, "end", figure, note, written) VALUES (?, ?, ?, ?, ?, ?)',
        (version, note.start, note.end, note.figure, note.note, note.written or now()),
    )


def of_version(conn: sqlite3.Connection, version: int) -> list[Note]:
    """Return the notes in a version's text, by its id, in text order."""
    rows = conn.execute(
        'SELECT start, "end", figure, note, written FROM notes WHERE version = ? ORDER BY start', (version,)
    )
    return [Note(*row) for row in rows]


def all_notes(conn: sqlite3.Connection) -> Iterator[ArticleNote]:
    """Yield every note, newest first, except those on articles in the trash."""
    rows = conn.execute(
        f"""SELECT n.start, n."end", n.figure, n.note, n.written, unpacked(w.text), {articles.COLUMNS}
            FROM notes n JOIN versions w ON w.id = n.version JOIN articles a ON a.id = w.article
            JOIN versions v ON v.id = a.latest ORDER BY n.written DESC, n.id DESC"""
    )
    for start, end, figure, note, written, text, *columns in rows:
        yield ArticleNote(Article(*columns), Note(start, end, figure, note, written), sentence(text, start, end))


def _attached(conn: sqlite3.Connection, article: int, claims: Sequence[StoredClaim]) -> Iterator[tuple[int, int, str]]:
    """Yield the id of a claim with the id and the words of a note on it."""
    rows = conn.execute(
        """SELECT n.id, n.start, n."end", n.figure, n.note, v.id = a.latest, v.id
           FROM notes n JOIN versions v ON v.id = n.version JOIN articles a ON a.id = v.article
           WHERE a.id = ? ORDER BY n.id""",
        (article,),
    ).fetchall()
    for number, start, end, figure, note, newest, version in rows:
        holder = _overlapping(claims, start, end) if newest else _again(conn, article, claims, version, start, figure)
        if holder:
            yield holder.id, number, note


def _overlapping(claims: Sequence[StoredClaim], start: int, end: int) -> StoredClaim | None:
    """Return the claim whose figure overlaps the span most, the first of several."""
    shared = [(min(end, stored.claim.end) - max(start, stored.claim.start), stored) for stored in claims]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _again(
    conn: sqlite3.Connection, article: int, claims: Sequence[StoredClaim], version: int, start: int, figure: str
) -> StoredClaim | None:
    """Return the newest version's claim with the figure that an earlier version had at start, in the same words."""
    same = [stored for stored in claims if stored.claim.text == figure]
    if not same:
        return None
    (before,) = conn.execute("SELECT unpacked(text) FROM versions WHERE id = ?", (version,)).fetchone()
    text = articles.text(conn, article)
    line = sentence(before, start, start + len(figure))
    return next((stored for stored in same if sentence(text, stored.claim.start, stored.claim.end) == line), None)
