"""Undoes the reader's changes in the library, last change first."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from store.archive.dates import now
from store.archive.web.opml import Outline
from store.library import claims, feed_tags, feeds, journal, notes, reading_state, trash
from store.linking import verdicts, watches
from store.linking.claim_places import Place, claim_at
from store.search import saved_searches
from store.wording import day


class GoneError(Exception):
    """What a change was about no longer exists."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A change that was undone; made: when it was made, ISO 8601 in UTC. gone: it could no longer be undone.

    restored: the articles that came back from the trash.
    """

    words: str
    made: str
    gone: bool = False
    restored: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """What was undone, in words for the screen, with the day if that is not today."""
        made = "" if self.made[:10] == now()[:10] else f" ({day(self.made)})"
        what = f"{self.words[:1].upper()}{self.words[1:]}{made}"
        return f"{what}. That can't be undone: its claim no longer exists." if self.gone else f"{what}: undone."


def undo_last(conn: sqlite3.Connection) -> Undone | None:
    """Undo the last change that is not undone yet, and return it; None if there is none.

    A change that can no longer be undone is dropped, so that the one before can be.
    """
    last = journal.entries(conn, 1)
    if not last:
        return None
    entry = last[0]
    gone = False
    try:
        _STEPS[entry.step.name](conn, **entry.step.arguments)
    except GoneError:
        gone = True
    journal.drop(conn, entry.id)
    restored = entry.step.arguments["articles"] if entry.step.name == "restore" else ()
    return Undone(entry.words, entry.made, gone, tuple(restored))


def _claim(conn: sqlite3.Connection, place: Sequence[Any]) -> int:
    claim = claim_at(conn, Place(*place))
    if claim is None:
        raise GoneError
    return claim


def _tags(conn: sqlite3.Connection, places: Sequence[tuple[int, list[str]]]) -> None:
    """Restore the previous tags of each article."""
    for article, names in places:
        reading_state.set_tags(conn, article, names)


def _note(conn: sqlite3.Connection, places: Sequence[Sequence[Any]], words: str) -> None:
    """Restore the previous note on a claim."""
    claim = _claim(conn, places[0])
    notes.write(conn, next(stated for stated in claims.of_article(conn, places[0][0]) if stated.id == claim), words)


def _verdicts(conn: sqlite3.Connection, places: Sequence[Sequence[Any]], before: Sequence[Any]) -> None:
    """Restore the previous verdicts on the first claim and each other one, None for no verdict."""
    claim, *others = (_claim(conn, place) for place in places)
    for other, verdict in zip(others, before, strict=True):
        if verdict is None:
            verdicts.take_back(conn, claim, other)
        else:
            verdicts.say(conn, claim, other, verdict)


def _search(conn: sqlite3.Connection, name: str, query: str) -> None:
    if query:
        saved_searches.save(conn, name, query)
    else:
        saved_searches.remove(conn, name)


def _subscribe(
    conn: sqlite3.Connection, outline: tuple[str, str, str, str], every: int, local: bool, private: bool
) -> None:
    feeds.subscribe(conn, Outline(*outline), every, local=local, private=private)


_STEPS: dict[str, Callable[..., object]] = {
    "mark": reading_state.set_read,
    "star": reading_state.set_starred,
    "tags": _tags,
    "restore": trash.restore,
    "delete": trash.delete,
    "note": _note,
    "verdicts": _verdicts,
    "search": _search,
    "rename feed": feeds.rename,
    "feed folder": feeds.change,
    "feed tags": feed_tags.set_tags,
    "subscribe": _subscribe,
    "unwatch": watches.remove,
    "watch": watches.watch_again,
}
