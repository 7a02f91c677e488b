"""The reader steps through the versions of an article and shows what changed, word by word."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from extract.claim import Claim, Mention, Span
from store.archive.incoming import Incoming
from store.ingest.adding import add
from store.library import articles, positions
from store.library.claims import StoredClaim
from store.library.connection import open_reader, open_writer
from store.library.positions import Position
from tests.tui.drawn_screen import notices, panel_of, rows, seen, segments, settled, text_of, until
from tui.app.application import AttribuneApp
from tui.screens.reader_screen import ReaderScreen
from tui.text.version_diff import compare

FIRST = (
    "Police say 40 people were killed at the quarry.\n\nThe company had 300 workers there, its director said.\n\n"
    "Nobody knows why the wall of rock came down."
)
SECOND = FIRST.replace("40 people", "43 people").replace("Nobody knows why", "Rain is why")
THIRD = SECOND + "\n\nThe quarry stays closed until May."


def incoming(text: str, hour: int) -> Incoming:
    return Incoming(
        "https://post.example/1",
        ("https://post.example/1",),
        text,
        "Quarry collapse",
        "The Post",
        published="2026-03-14T08:00:00+00:00",
        fetched=f"2026-03-14T{hour:02}:00:00+00:00",
    )


def counted(text: str) -> list[Claim]:
    police = text.index("Police")
    claims = [Claim(*match.span(), match[0], "count", float(match[0])) for match in re.finditer(r"\d+", text)]
    source = Mention(police, police + 6, "Police", "Police", "police")
    cue = Span(text.index("say"), text.index("say") + 3, "say")
    return [Claim(claim.start, claim.end, claim.text, "count", claim.value, source=source, cue=cue) for claim in claims]


def put(library: Path, text: str, hour: int) -> None:
    with closing(open_writer(library)) as conn:
        add(conn, incoming(text, hour), counted(text), "1")


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """A library with one article in three versions."""
    library = tmp_path / "library.db"
    for hour, text in ((9, FIRST), (10, SECOND), (11, THIRD)):
        put(library, text, hour)
    return library


def struck(app: AttribuneApp) -> str:
    return "".join(part.text for part in segments(app) if part.style and part.style.strike)


def reader(app: AttribuneApp) -> ReaderScreen:
    assert isinstance(app.screen, ReaderScreen)
    return app.screen


async def test_an_older_version_is_shown_with_what_changed_in_it(versions: Path) -> None:
    app = AttribuneApp(versions)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("enter")
        assert "v3" in rows(app)[0]
        assert struck(app) == ""
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert "v2 of 3, with changes · fetched 14 Mar 2026 10:00" in rows(app)[0] + rows(app)[1]
        assert "Police say 40 43 people" in seen(app)
        assert struck(app).replace(" ", "") == "40Nobodyknows"
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert "v1 of 3" in rows(app)[0] + rows(app)[1]
        assert "Police say 40 people" in seen(app)
        assert struck(app) == ""
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.pause()
        assert "v3 of 3" in rows(app)[0] + rows(app)[1]
        assert "stays closed until May" in seen(app)


async def test_changes_are_shown_and_hidden_with_a_key_and_have_a_bar_beside_them(versions: Path) -> None:
    app = AttribuneApp(versions)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("enter", "left_square_bracket", "v")
        await pilot.pause()
        assert struck(app) == ""
        assert "▎" not in seen(app).replace("▌", "")
        assert "Police say 43 people" in seen(app)
        await pilot.press("v")
        await pilot.pause()
        assert [row for row in rows(app) if "▎Police" in row]
        assert [row for row in rows(app) if "▎The company" in row] == []


async def test_the_ends_are_reported(versions: Path) -> None:
    app = AttribuneApp(versions)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("enter", "right_square_bracket", *["left_square_bracket"] * 3, "v", "v")
        await pilot.pause()
    assert notices(app) == [
        "This is the newest version.",
        "There is no older version.",
        "There is no older version to compare with.",
        "There is no older version to compare with.",
    ]


async def test_the_claim_that_changed_leads_to_what_it_was_and_back(versions: Path) -> None:
    app = AttribuneApp(versions)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "n")
        text_of(app).go_to_claim(0)
        await pilot.pause()
        assert "UPDATES" in seen(app)
        assert "version 1: 40 → 43" in seen(app)
        assert "↑" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "v1 of 3" in rows(app)[0] + rows(app)[1]
        assert "Police say 40 people" in seen(app)
        await pilot.press("backspace")
        await pilot.pause()
        assert "Police say 43 people" in seen(app)
        assert "v3" in rows(app)[0]


async def test_claims_can_be_stepped_through_in_a_text_with_changes(versions: Path) -> None:
    app = AttribuneApp(versions)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "left_square_bracket", "n")
        await pilot.pause()
        assert [part.text for part in segments(app) if part.style and part.style.reverse and part.text == "300"]
        assert panel_of(app)._shown


async def test_notes_are_shown_and_written_on_the_newest_version_only(versions: Path) -> None:
    app = AttribuneApp(versions)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter", "c", *"who says 43?", "enter")
        await settled(pilot)
        assert "note: who says 43?" in seen(app)
        await pilot.press("left_square_bracket", "left_square_bracket", "c")
        await pilot.pause()
        assert "note:" not in seen(app)
        messages = [notice.message for notice in app._notifications]
        assert messages[-1] == "Notes belong to the newest version: ] leads there."
        assert isinstance(app.screen, ReaderScreen)


async def test_what_one_reads_stays_when_a_newer_version_comes(versions: Path) -> None:
    app = AttribuneApp(versions)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter")
        put(versions, THIRD + "\n\nThe minister came at noon.", 12)
        await until(pilot, lambda: app._notifications)
        await pilot.pause()
        assert "minister" not in seen(app).replace("This article has changed", "")
        assert [notice.message for notice in app._notifications] == ["This article has changed: ] shows version 4."]
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert "minister" in seen(app)


def test_a_claim_keeps_its_words_in_the_merged_text() -> None:
    stored = [StoredClaim(number, 1, claim, frozenset()) for number, claim in enumerate(counted(THIRD))]
    compared = compare(FIRST, THIRD, stored)
    for shown in compared.claims:
        assert compared.text[shown.claim.start : shown.claim.end] == shown.claim.text
        assert shown.claim.source
        assert compared.text[shown.claim.source.start : shown.claim.source.end] == "Police"
    kept = [(change.start, change.end) for change in compared.changes if change.kind == "removed"]
    text = compared.text
    for start, end in reversed(kept):
        text = text[:start] + text[end:]
    assert text == THIRD


def test_a_version_has_its_article(versions: Path) -> None:
    with closing(open_writer(versions)) as conn:
        second = articles.at_version(conn, 1, 2)
        assert second
        assert (second.version, second.versions, articles.at_version(conn, 1, 9)) == (2, 3, None)


async def test_an_older_version_leaves_the_place_of_the_newest(versions: Path) -> None:
    with closing(open_writer(versions)) as conn:
        positions.keep(conn, 1, Position(3, 11))
    app = AttribuneApp(versions)
    async with app.run_test(size=(80, 24)) as pilot:
        app.read(1)
        await pilot.press("left_square_bracket", "n", "escape")
        await settled(pilot)
    with closing(open_reader(versions)) as conn:
        assert positions.of_article(conn, 1) == Position(3, 11)
