"""Reports what is unreadable in a damaged library, and copies the rest into a new file."""

import glob
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from store.formats.article_states import State, states
from store.ingest.adding import add
from store.ingest.imported_verdicts import ImportedVerdict, store_verdict
from store.library import claim_bodies, feeds, fetch_queue
from store.library.connection import LibraryError, code_of, explain, open_reader, open_writer
from store.library.feeds import EVERY
from store.library.lost_pages import mended
from store.library.salvage import read_around
from store.library.unfinished import part_of, remove, sweep
from store.linking import verdicts, watches
from store.search import saved_searches

# Errors from rows on damaged pages: SQLite's own, bytes that can't be unpacked, fields of the wrong type.
DAMAGE = (sqlite3.DatabaseError, zlib.error, ValueError, TypeError, LookupError, AttributeError)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something unreadable in a library; name: of the article, or what else; reason: why, in SQLite's words."""

    name: str
    reason: str


def damage(conn: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with the file, a line each; [] if it is intact."""
    try:
        rows = conn.execute("PRAGMA quick_check(20)").fetchall()
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [str(line) for (line,) in rows if line != "ok"]


def lost_of(conn: sqlite3.Connection, article: int) -> Loss | None:
    """Return why an article can't be read with all its versions, None if it can."""
    try:
        _whole_states(conn, article)
    except DAMAGE as error:
        return Loss(_name(conn, article), _reason(error))
    return None


def articles_in(conn: sqlite3.Connection) -> list[int]:
    """Return the ids of all articles outside the trash, including those whose own rows are unreadable."""
    numbers: set[int] = set()
    for query in ("SELECT id FROM articles WHERE latest IS NOT NULL", "SELECT article FROM versions"):
        for (number,) in _readable(conn, query):
            numbers.add(number)
    trashed = {number for (number,) in _readable(conn, "SELECT id FROM articles WHERE latest IS NULL")}
    return sorted(numbers - trashed)


def rescue(library: Path, target: Path, progress: Callable[[int, int], None] | None = None) -> list[Loss]:
    """Copy what is readable in a library into a new one; return what is lost.

    An article with only damaged claims is copied without them, and is `outdated` then. progress: gets the articles done
    and in total. The trash is not copied. Raises LibraryError.
    """
    if target.exists():
        raise LibraryError(f"{target} already exists: name a new file")
    sweep(target.parent, glob.escape(target.name))
    part = part_of(target)
    try:
        with (
            mended(library, target.parent) as readable,
            closing(open_reader(readable, as_it_is=True)) as source,
            closing(_new(part, target)) as conn,
        ):
            try:
                lost = list(_carry_all(source, conn, progress))
            except _TargetError as error:
                raise LibraryError(f"{target} can't be written ({error}): nothing was copied") from error
        # Complete it before naming it: a half-finished file could be taken for all there was.
        part.replace(target)
    except OSError as error:
        raise LibraryError(f"{target} can't be written ({error.strerror}): nothing was copied") from error
    finally:
        for ending in ("", "-wal", "-shm"):
            remove(part.with_name(part.name + ending))
    return lost


def _new(part: Path, target: Path) -> sqlite3.Connection:
    """Create the new library; errors name the path that it will have."""
    try:
        return open_writer(part)
    except LibraryError as error:
        raise LibraryError(str(error).replace(str(part), str(target))) from error


def _carry_all(
    source: sqlite3.Connection, conn: sqlite3.Connection, progress: Callable[[int, int], None] | None
) -> Iterator[Loss]:
    _read_as_packed(source)
    yield from damaged_tables(source)
    numbers = articles_in(source)
    for done, number in enumerate(numbers, start=1):
        if why := _carry_article(source, conn, number):
            yield why
        if progress:
            progress(done, len(numbers))
    for name, carry in _REST.items():
        try:
            carry(source, conn)
        except DAMAGE as error:
            yield Loss(name, str(error))


def _read_as_packed(source: sqlite3.Connection) -> None:
    """Make the claims of a library before schema 8, a row each, readable like those in blocks."""
    if source.execute("PRAGMA user_version").fetchone()[0] >= 8:
        return
    source.create_function("as_block", 2, lambda number, body: claim_bodies.pack([(number, "", body.encode())]))
    source.execute("CREATE TEMP VIEW bodies AS SELECT id, as_block(id, body) AS claims FROM main.claims")
    source.execute(
        """CREATE TEMP VIEW claims AS
           SELECT id, version, start, "end", value, low, high, source, id AS body FROM main.claims"""
    )


def damaged_tables(conn: sqlite3.Connection) -> list[Loss]:
    """Make the connection read around damaged pages, and return what is lost on them. Raises LibraryError."""
    try:
        return [Loss(name, "on damaged pages") for name in read_around(conn)]
    except sqlite3.DatabaseError as error:
        raise explain(error) from error


def _carry_article(source: sqlite3.Connection, conn: sqlite3.Connection, number: int) -> Loss | None:
    """Copy an article with all its versions; return what is lost, None if nothing."""
    lost = None
    for with_claims in (True, False):
        try:
            for state in _whole_states(source, number, with_claims=with_claims):
                _carry(conn, state)
        except DAMAGE as error:
            lost = Loss(_name(source, number), _reason(error))
        else:
            return lost and Loss(f"claims of {lost.name}", f"{lost.reason}: `attribune extract --outdated` finds them")
    return lost


def _whole_states(conn: sqlite3.Connection, article: int, *, with_claims: bool = True) -> list[State]:
    """Return the versions of an article. Raises one of DAMAGE if a text, or a claim of the newest, is missing."""
    versions = list(states(conn, article, with_claims=with_claims))
    (expected,) = conn.execute("SELECT claims FROM articles WHERE id = ?", (article,)).fetchone()
    if not versions:
        raise LookupError("its text can't be read")
    if with_claims and len(versions[-1].incoming.claims or ()) < expected:
        raise LookupError("some of its claims can't be read")
    return versions


def _reason(error: Exception) -> str:
    return str(error.args[0]) if error.args else type(error).__name__


class _TargetError(Exception):
    """The new file can't be written: that is not damage in the old one."""


def _carry(conn: sqlite3.Connection, state: State) -> None:
    incoming = state.incoming
    try:
        add(conn, incoming, incoming.claims or (), incoming.extractor)
    except sqlite3.OperationalError as error:
        if code_of(error) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY):
            raise _TargetError(str(error)) from error
        raise


def _readable(conn: sqlite3.Connection, query: str) -> Iterator[tuple[int]]:
    """Yield the rows of a query as far as they can be read."""
    try:
        yield from conn.execute(query)
    except sqlite3.DatabaseError:
        return


def _name(conn: sqlite3.Connection, article: int) -> str:
    try:
        row = conn.execute("SELECT added_as FROM articles WHERE id = ?", (article,)).fetchone()
    except sqlite3.DatabaseError:
        row = None
    return f"article {article}" + (f" ({row[0]})" if row else "")


def _searches(source: sqlite3.Connection, conn: sqlite3.Connection) -> None:
    for saved in saved_searches.all_saved(source):
        saved_searches.save(conn, saved.name, saved.query)


def _feeds(source: sqlite3.Connection, conn: sqlite3.Connection) -> None:
    for outline in feeds.outlines(source):
        feeds.subscribe(conn, outline, outline.every or EVERY)


def _wanted(source: sqlite3.Connection, conn: sqlite3.Connection) -> None:
    for page in fetch_queue.waiting(source):
        fetch_queue.ask_for(conn, page)


def _verdicts(source: sqlite3.Connection, conn: sqlite3.Connection) -> None:
    places = dict(source.execute("SELECT id, location FROM articles WHERE latest IS NOT NULL"))
    for stored in reversed(verdicts.all_stored(source)):
        first, second = ((places[article], start, figure) for article, start, figure in stored.ends)
        store_verdict(conn, ImportedVerdict(stored.verdict, stored.made, first, second))


def _watches(source: sqlite3.Connection, conn: sqlite3.Connection) -> None:
    if source.execute("PRAGMA user_version").fetchone()[0] < 10:
        return
    places = dict(source.execute("SELECT id, location FROM articles WHERE latest IS NOT NULL"))
    homes = {place: number for number, place in conn.execute("SELECT id, location FROM articles")}
    for watch in watches.all_watches(source):
        there = [(homes.get(places.get(place.article, "")), place) for place in watch.places]
        where = [(home, place.start, place.figure, place.line) for home, place in there if home]
        if watch.source or where:
            watches.watch_again(conn, watch.name, watch.source, where)


_REST = {
    "searches": _searches,
    "feeds": _feeds,
    "pages to be fetched": _wanted,
    "verdicts": _verdicts,
    "watches": _watches,
}
