"""Stores what a reader watches, a quantity or a source, and reports who gives a new number.

A quantity is watched by the places of its claims, as quantities are regrouped and claims rewritten whenever articles
come in.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from store.archive.dates import now
from store.library import articles, claims
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.library.sources import Source
from store.library.transaction import transaction
from store.linking import quantities
from store.linking.claim_places import Place, place_of, revised_at

# How many places of a quantity are stored, so that the watch outlives the articles it was begun with.
_PLACES = 20
_NUMBER = "coalesce(c.value, '') || '|' || coalesce(c.low, '') || '|' || coalesce(c.high, '')"
# (claim, article, number, quantity)
_Row = tuple[int, int, str, int]


@dataclass(frozen=True, slots=True)
class Watch:
    """Something watched; made: since when, ISO 8601 in UTC; name: for people.

    source: its key, "" for a quantity; places: of the quantity's claims, the defining one first; none for a source.
    """

    id: int
    made: str
    name: str
    source: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class News:
    """A number that was not given before; article: the first that has it; more: how many others have it too."""

    watch: Watch
    claim: StoredClaim
    article: Article
    more: int


def watch_quantity(conn: sqlite3.Connection, claim: int) -> tuple[Watch, bool] | None:
    """Watch the quantity of a claim; return the watch, and True if it is new. Return None if it has no quantity."""
    with transaction(conn):
        quantity, place = quantities.of_claim(conn, claim), place_of(conn, claim)
        if quantity is None or place is None:
            return None
        if watch := of_quantity(conn, claim):
            return watch, False
        name = quantity.label or place.figure
        return _begin(conn, Watch(0, now(), name, "", (place,))), True


def watch_source(conn: sqlite3.Connection, source: Source) -> tuple[Watch, bool]:
    """Watch a source; return the watch, and True if it is new."""
    with transaction(conn):
        if watch := of_source(conn, source):
            return watch, False
        return _begin(conn, Watch(0, now(), source.name, source.key, ())), True


def of_quantity(conn: sqlite3.Connection, claim: int) -> Watch | None:
    """Return the watch on the quantity of a claim, None if there is none."""
    quantity = quantities.of_claim(conn, claim)
    for watch in all_watches(conn):
        watched = claim_of(conn, watch)
        other = quantities.of_claim(conn, watched) if watched is not None else None
        if quantity and other and other.id == quantity.id:
            return watch
    return None


def claim_of(conn: sqlite3.Connection, watch: Watch) -> int | None:
    """Return the claim that defines the watched quantity; None if it is gone, or for a source."""
    claims = (revised_at(conn, place) for place in watch.places)
    return next((claim for claim in claims if claim is not None), None)


def of_source(conn: sqlite3.Connection, source: Source) -> Watch | None:
    """Return the watch on a source, None if there is none."""
    return next((watch for watch in all_watches(conn) if watch.source == source.key), None)


def watch_again(conn: sqlite3.Connection, name: str, source: str, places: Sequence[tuple[int, int, str, str]]) -> None:
    """Resume a watch; what came in meanwhile is not news. places: the quantity's, none for a source."""
    with transaction(conn):
        _begin(conn, Watch(0, now(), name, source, tuple(Place(*place) for place in places)))


def remove(conn: sqlite3.Connection, watch: int) -> bool:
    """Stop watching something; return False if it isn't watched."""
    with transaction(conn):
        return conn.execute("DELETE FROM watches WHERE id = ?", (watch,)).rowcount > 0


def all_watches(conn: sqlite3.Connection) -> list[Watch]:
    """Return what is watched, oldest watch first."""
    places: dict[int, list[Place]] = {}
    for watch, *place in conn.execute(
        "SELECT watch, article, start, figure, line FROM watch_places ORDER BY watch, number"
    ):
        places.setdefault(watch, []).append(Place(*place))
    rows = conn.execute("SELECT id, made, name, source FROM watches ORDER BY id")
    return [Watch(number, made, name, source, tuple(places.get(number, ()))) for number, made, name, source in rows]


def news(conn: sqlite3.Connection) -> list[News]:
    """Return the numbers that came in since the last call; from now on they are known.

    A number that several articles give is reported once; one already known for the quantity is not news.
    """
    if not all_watches(conn):
        return []
    entries = []
    with transaction(conn):
        for watch in all_watches(conn):
            known = set(conn.execute("SELECT article, number FROM known_numbers WHERE watch = ?", (watch.id,)))
            rows = _rows(conn, watch)
            unknown = [row for row in rows if row[1:3] not in known]
            values = {(quantity, number) for _, article, number, quantity in rows if (article, number) in known}
            fresh: dict[tuple[int, str], list[_Row]] = {}
            for row in unknown:
                if (row[3], row[2]) not in values:
                    fresh.setdefault((row[3], row[2]), []).append(row)
            entries += [_news(conn, watch, group) for group in fresh.values()]
            _know(conn, watch.id, unknown)
            if not watch.source:
                _keep_places(conn, watch, [row[0] for row in rows])
    return entries


def newest(conn: sqlite3.Connection, watch: Watch) -> News | None:
    """Return the newest number of what is watched, known or not; more: how many other articles have one.

    Return None if no article states it any longer.
    """
    rows = _rows(conn, watch)
    if not rows:
        return None
    return replace(_news(conn, watch, rows[-1:]), more=len({row[1] for row in rows}) - 1)


def unread(conn: sqlite3.Connection, watch: Watch) -> News | None:
    """Return the newest number that came in since a watch began, in an article that has not been read since.

    A number that another article gave before doesn't count. more: how many other articles have such a number. Return
    None if there is none.
    """
    rows = _rows(conn, watch)
    unseen = {
        article
        for (article,) in conn.execute(
            """SELECT a.id FROM articles a JOIN versions v ON v.id = a.latest WHERE v.fetched > ?
               AND a.id IN (SELECT value FROM json_each(?))
               AND NOT EXISTS (SELECT 1 FROM marks WHERE article = a.id AND read >= v.fetched)""",
            (watch.made, json.dumps([row[1] for row in rows])),
        )
    }
    seen = {row[2:] for row in rows if row[1] not in unseen}
    fresh = [row for row in rows if row[2:] not in seen]
    return replace(_news(conn, watch, fresh[-1:]), more=len({row[1] for row in fresh}) - 1) if fresh else None


def count_unread(conn: sqlite3.Connection) -> int:
    """Return how many of the watches have such a number."""
    return sum(unread(conn, watch) is not None for watch in all_watches(conn))


def _begin(conn: sqlite3.Connection, watch: Watch) -> Watch:
    """Store a watch within the caller's transaction; what exists now is not news."""
    number = conn.execute(
        "INSERT INTO watches (made, name, source) VALUES (?, ?, ?)", (watch.made, watch.name, watch.source)
    ).lastrowid
    stored = Watch(int(number or 0), watch.made, watch.name, watch.source, watch.places)
    _write_places(conn, stored.id, watch.places)
    rows = _rows(conn, stored)
    _know(conn, stored.id, rows)
    _keep_places(conn, stored, [row[0] for row in rows])
    return stored


def _keep_places(conn: sqlite3.Connection, watch: Watch, claims: Sequence[int]) -> None:
    """Update the places of a watched quantity's claims; keep the previous ones if there are none now."""
    first = claim_of(conn, watch)
    if first is None:
        return
    others = [claim for claim in claims if claim != first][-_PLACES:]
    places = tuple(place for claim in (first, *others) if (place := place_of(conn, claim)))
    # What is in the trash may come back.
    kept = [place for place in watch.places if place.article not in {current.article for current in places}]
    places = (*places, *kept)[: 2 * _PLACES]
    if places != watch.places:
        _write_places(conn, watch.id, places)


def _write_places(conn: sqlite3.Connection, watch: int, places: Sequence[Place]) -> None:
    conn.execute("DELETE FROM watch_places WHERE watch = ?", (watch,))
    conn.executemany(
        "INSERT INTO watch_places (watch, number, article, start, figure, line) VALUES (?, ?, ?, ?, ?, ?)",
        [(watch, number, *astuple(place)) for number, place in enumerate(places)],
    )


def _know(conn: sqlite3.Connection, watch: int, rows: Sequence[_Row]) -> None:
    conn.executemany(
        "INSERT OR IGNORE INTO known_numbers (watch, article, number) VALUES (?, ?, ?)",
        [(watch, article, number) for _, article, number, _ in rows],
    )


def _rows(conn: sqlite3.Connection, watch: Watch) -> list[_Row]:
    """Return the claims of what is watched, in order of their articles' times."""
    which = "m.source IN (SELECT id FROM sources WHERE key = ?)"
    value: str | int | None = watch.source
    if not watch.source:
        which = "m.quantity = (SELECT quantity FROM members WHERE claim = ?)"
        value = claim_of(conn, watch)
    return conn.execute(
        f"""SELECT m.claim, a.id, {_NUMBER}, m.quantity FROM members m JOIN claims c ON c.id = m.claim
            JOIN articles a ON a.latest = c.version WHERE {which} ORDER BY a.moment, m.claim""",
        (value,),
    ).fetchall()


def _news(conn: sqlite3.Connection, watch: Watch, group: Sequence[_Row]) -> News:
    claim, article = group[0][:2]
    home = articles.get(conn, article)
    assert home is not None
    stored = next(stated for stated in claims.of_article(conn, article) if stated.id == claim)
    return News(watch, stored, home, len({row[1] for row in group}) - 1)
