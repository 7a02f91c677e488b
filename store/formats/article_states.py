"""Reads articles from the library as they were added, with their reading state."""

import json
import sqlite3
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.claim import Claim
from store.archive.incoming import FIELDS, Incoming, ReadingState
from store.library import claim_bodies
from store.library.notes import of_version
from store.library.origins import origin_of


@dataclass(frozen=True, slots=True)
class State:
    """A version of an article.

    article: its id; incoming: as it was added, with its claims; raw: the claims as they are stored, JSON objects;
    snapshot: the bytes compressed with zlib. Every version has its notes; only the newest has the rest of the reading
    state.
    """

    article: int
    incoming: Incoming
    raw: tuple[dict[str, object], ...]
    snapshot: bytes


def newest(conn: sqlite3.Connection, article: int) -> State:
    """Return the newest version of an article. Raises KeyError if no article has that id."""
    (version,) = conn.execute("SELECT latest FROM articles WHERE id = ?", (article,)).fetchone() or (None,)
    if version is None:
        raise KeyError(f"no article {article}")
    return _state(conn, article, version, newest=True)


def states(conn: sqlite3.Connection, article: int, *, with_claims: bool = True) -> Iterator[State]:
    """Yield the versions of an article in the order they were fetched, the newest last.

    Without claims, they look as if no extractor had read them.
    """
    (latest,) = conn.execute("SELECT latest FROM articles WHERE id = ?", (article,)).fetchone()
    rows = conn.execute(
        "SELECT id FROM versions WHERE article = ? ORDER BY id = ?, fetched, number", (article, latest)
    ).fetchall()
    for (version,) in rows:
        yield _state(conn, article, version, newest=version == latest, with_claims=with_claims)


def copies(conn: sqlite3.Connection, article: int) -> list[str]:
    """Return the other places where the same text was found."""
    rows = conn.execute("SELECT location FROM aliases WHERE article = ? AND copy ORDER BY location", (article,))
    return [place for (place,) in rows]


def _state(conn: sqlite3.Connection, article: int, version: int, *, newest: bool, with_claims: bool = True) -> State:
    location, added_as, added = conn.execute(
        "SELECT location, added_as, added FROM articles WHERE id = ?", (article,)
    ).fetchone()
    others = conn.execute(
        "SELECT location FROM aliases WHERE article = ? AND NOT copy ORDER BY location", (article,)
    ).fetchall()
    fetched, extractor, text, *fields = conn.execute(
        f"SELECT fetched, extractor, unpacked(text), {', '.join(FIELDS)} FROM versions WHERE id = ?", (version,)
    ).fetchone()
    media_type, snapshot = conn.execute(
        "SELECT media_type, body FROM snapshots WHERE version = ?", (version,)
    ).fetchone() or ("text/plain", zlib.compress(text.encode()))
    bodies = [body for _, body in claim_bodies.of_version(conn, version)] if with_claims else []
    notes = tuple(of_version(conn, version))
    incoming = Incoming(
        place=added_as,
        places=(location, *(other for (other,) in others)),
        text=text,
        **dict(zip(FIELDS, fields, strict=True)),
        body=zlib.decompress(snapshot),
        media_type=media_type,
        fetched=fetched,
        kept=ReadingState(added, *_marks(conn, article), _tags(conn, article), notes)
        if newest
        else ReadingState(notes=notes),
        claims=tuple(body.claim for body in bodies),
        extractor=extractor if with_claims else "",
        origin=origin_of(conn, version),
    )
    return State(article, incoming, tuple(json.loads(body.packed) for body in bodies), snapshot)


def _marks(conn: sqlite3.Connection, article: int) -> tuple[str, str]:
    row = conn.execute("SELECT read, starred FROM marks WHERE article = ?", (article,)).fetchone()
    return row or ("", "")


def _tags(conn: sqlite3.Connection, article: int) -> tuple[str, ...]:
    return tuple(name for (name,) in conn.execute("SELECT name FROM tags WHERE article = ? ORDER BY name", (article,)))


def spans(text: str, claims: Sequence[Claim]) -> Iterator[tuple[int, int, str, int]]:
    """Yield the spans to mark in a text, in order, without overlaps: start, end, `figure` or `source`, claim number.

    Of two overlapping spans the figure stays, of two figures the first.
    """
    figures = [(claim.start, claim.end, "figure", number) for number, claim in enumerate(claims)]
    sources = [
        (claim.source.start, claim.source.end, "source", number) for number, claim in enumerate(claims) if claim.source
    ]
    marked: list[tuple[int, int, str, int]] = []
    for span in (*figures, *sources):
        at = bisect_left(marked, span)
        free = (at == 0 or marked[at - 1][1] <= span[0]) and (at == len(marked) or span[1] <= marked[at][0])
        if free and 0 <= span[0] < span[1] <= len(text):
            marked.insert(at, span)
    yield from marked
