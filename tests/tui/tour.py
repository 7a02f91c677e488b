"""Walks through every screen of the app in its main states, on the demo library: for pictures and contrast tests."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from store.archive.web.opml import Outline
from store.library import articles, claims, feeds, reading_state, sources
from store.library.claims import StoredClaim
from store.library.connection import open_reader, open_writer
from store.linking import links, timeline, watches
from store.search import saved_searches
from tests.tui.drawn_screen import without_notices
from tui.app.application import AttribuneApp

Visit = Callable[[str], object]
SEARCHED = "flooded homes"
_FEEDS = (("The Ferry", "Coast"), ("Harbour Post", "Coast"), ("Daybreak", ""))


def furnish(library: Path) -> None:
    """Use the demo library as a reader would for a few days: feeds, tags, stars, articles read, a saved search."""
    with closing(open_writer(library)) as conn:
        for name, folder in _FEEDS:
            feeds.subscribe(conn, Outline(f"https://{name.split()[-1].lower()}.example/rss", name, "", folder))
        ids = [article.id for article in articles.page(conn, 0, 100)]
        conn.executemany(
            "INSERT INTO feed_items VALUES (?, ?, x'', ?, 0, '', '')",
            [(1 + number % len(_FEEDS), f"item {number}", article) for number, article in enumerate(ids)],
        )
        reading_state.set_read(conn, ids[2::3])
        reading_state.set_starred(conn, ids[1::4])
        reading_state.set_tags(conn, ids[1], ["flood", "old town"])
        reading_state.set_tags(conn, ids[2], ["flood"])
        saved_searches.save(conn, "Flooded homes", SEARCHED)
        watches.watch_source(conn, sources.most_quoted(conn, 1)[0])


def telling(library: Path) -> tuple[int, int]:
    """Return the article, and the number of the claim in it, whose links show the most; contradicted ones first."""

    def weight(conn: sqlite3.Connection, stored: StoredClaim) -> float:
        relations = [link.relation for link in links.related(conn, stored.id)]
        return 10 * ("differs" in relations) + len(set(relations))

    return _most(library, weight)


def risen(library: Path) -> tuple[int, int]:
    """Return the article, and the number of the claim in it, whose quantity changed most often."""

    def weight(conn: sqlite3.Connection, stored: StoredClaim) -> float:
        return len({point.as_of for point in timeline.timeline(conn, stored.id) if point.as_of})

    return _most(library, weight)


def disputed(library: Path) -> tuple[int, int]:
    """Return the article, and the number of the claim in it, whose source is contradicted most often."""

    def weight(conn: sqlite3.Connection, stored: StoredClaim) -> float:
        source = sources.of_claim(conn, stored.id)
        statements = sources.statements_of(conn, [source.id]) if source else []
        return sum(statement.contradicted for statement in statements) + len(statements) / 100

    return _most(library, weight)


def _most(library: Path, weight: Callable[[sqlite3.Connection, StoredClaim], float]) -> tuple[int, int]:
    """Return the article, and the number of the claim in it, with the highest weight; the first of equals."""
    with closing(open_reader(library)) as conn:
        weighed = [
            (weight(conn, stored), article.id, number)
            for article in articles.page(conn, 0, 100, order="oldest")
            for number, stored in enumerate(claims.of_article(conn, article.id))
        ]
    _, article_id, number = max(weighed, key=lambda row: row[0])
    return article_id, number


async def tour(pilot: Pilot[None], library: Path, visit: Visit) -> None:
    """Walk through an app that has just started; call visit with the name of each state that is shown."""
    app = pilot.app
    assert isinstance(app, AttribuneApp)
    # The preview is loaded once the cursor rests.
    await pilot.pause(0.5)
    await _at(pilot, visit, "library")
    await _pressed(pilot, "B")
    await _at(pilot, visit, "side")
    await _pressed(pilot, "tab", "j", "j")
    await pilot.pause(0.5)
    await pilot.app.workers.wait_for_complete()
    await _at(pilot, visit, "list")
    await _pressed(pilot, "V")
    await _at(pilot, visit, "days")
    await _pressed(pilot, "V", "V", "V")
    await _pressed(pilot, "B")
    await _pressed(pilot, "question_mark", "slash", *"trash")
    await _at(pilot, visit, "finding in the help first")
    await _pressed(pilot, "escape", "escape", "d", "T")
    await _at(pilot, visit, "trash")
    await _pressed(pilot, "D")
    await _at(pilot, visit, "emptying")
    await _pressed(pilot, "escape", "enter")
    await _at(pilot, visit, "trash, empty")
    await _pressed(pilot, "escape")
    for key, name in (
        ("f", "filter"),
        ("F", "feeds"),
        ("a", "add"),
        ("W", "watches"),
        ("number_sign", "ask"),
        ("q", "leave"),
    ):
        await _pressed(pilot, key)
        await _at(pilot, visit, name)
        await _pressed(pilot, "escape")
    await _read(pilot, telling(library))
    await _at(pilot, visit, "reader")
    await _pressed(pilot, "tab", "j")
    await _at(pilot, visit, "panel")
    await _pressed(pilot, "question_mark")
    await _at(pilot, visit, "help")
    await _pressed(pilot, "slash", *"claim")
    await _at(pilot, visit, "finding in the help")
    await _pressed(pilot, "escape", "escape", "colon", *"claim")
    await _at(pilot, visit, "palette")
    await _pressed(pilot, "escape", "tab", "slash", *"soldiers", "enter")
    await _at(pilot, visit, "find")
    await _pressed(pilot, "slash")
    await _at(pilot, visit, "finding")
    await _pressed(pilot, "escape", "f")
    await _at(pilot, visit, "hints")
    await _pressed(pilot, "escape", "B")
    await _at(pilot, visit, "beside")
    await _back(pilot)
    for key, name, place in (("t", "timeline", risen(library)), ("w", "source", disputed(library))):
        await _read(pilot, place)
        await _pressed(pilot, key)
        await _at(pilot, visit, name)
        await _back(pilot)
    await _pressed(pilot, "slash")
    await _at(pilot, visit, "searching")
    app.screen.query_one(Input).value = SEARCHED
    await _pressed(pilot)
    await _at(pilot, visit, "search")
    await _pressed(pilot, "tab", "j")
    await _at(pilot, visit, "results")
    # A single word starts no process that parses sentences.
    app.screen.query_one(Input).value = SEARCHED.split()[0]
    await _pressed(pilot, "ctrl+t")
    await _at(pilot, visit, "claims")
    await _pressed(pilot, "escape")
    for severity in ("information", "warning", "error"):
        app.notify(f"A line of {severity}.", severity=severity)
    await pilot.pause()
    visit("toasts")


async def _read(pilot: Pilot[None], place: tuple[int, int]) -> None:
    """Read an article at the claim with a number."""
    article, number = place
    assert isinstance(pilot.app, AttribuneApp)
    pilot.app.read(article)
    await pilot.pause()
    await _pressed(pilot, "g", *["n"] * number)


async def _back(pilot: Pilot[None]) -> None:
    """Go back to the list."""
    while len(pilot.app.screen_stack) > 1:
        await _pressed(pilot, "escape")


async def _pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def _at(pilot: Pilot[None], visit: Visit, name: str) -> None:
    # A picture must not depend on timing.
    for line in pilot.app.screen.query(Input):
        line.cursor_blink = False
    await without_notices(pilot)
    await pilot.pause()
    visit(name)
