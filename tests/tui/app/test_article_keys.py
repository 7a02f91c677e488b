"""What a reader changes from within the app: read, stars, tags, notes, the trash; all of it can be undone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles, claims, notes
from store.library.connection import open_reader
from store.undo import Undone
from tests.tui.drawn_screen import open_story, rows, seen, settled
from tests.tui.stories import STORIES, write_library
from tui.app import application
from tui.app.application import AttribuneApp
from tui.app.changes import Changes, marked, opened, starred
from tui.screens.ask_screen import AskScreen
from tui.screens.library_screen import LibraryScreen


def article(library: Path, number: int) -> articles.Article | None:
    """Return a story's article as the library has it now."""
    with closing(open_reader(library)) as conn:
        return articles.get(conn, number + 1)


def stored(library: Path, number: int) -> articles.Article:
    kept = article(library, number)
    assert kept
    return kept


async def test_an_article_that_is_opened_has_been_read(app: AttribuneApp, library: Path) -> None:
    async with app.run_test() as pilot:
        await open_story(pilot, 0)
        await settled(pilot)
        assert stored(library, 0).read
        await pilot.press("m")
        await settled(pilot)
        assert not stored(library, 0).read
        await pilot.press("escape")
        await pilot.pause()
        assert "4 unread" in seen(app)


async def test_the_page_of_the_listed_article_is_opened_in_the_browser(
    app: AttribuneApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses: list[str] = []
    monkeypatch.setattr(AttribuneApp, "open_url", lambda app, url, **_: addresses.append(url))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("o")
        assert [notice.message for notice in app._notifications] == [
            "This article came from a file, not from the web: /home/reader/ferry.txt"
        ]
        await pilot.press("j", "o")
        assert addresses == [STORIES[0].location]


async def test_u_goes_to_the_next_unread_article_of_the_list(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        # The second of four articles is marked as read.
        await pilot.press("j", "m", "k")
        await settled(pilot)
        chosen = []
        for _ in range(3):
            await pilot.press("U")
            await pilot.pause()
            chosen.append(next(row for row in rows(app) if row.startswith("▌")))
        assert ["Fire crews" in chosen[0], "A note" in chosen[1], "A note" in chosen[2]] == [True] * 3
        assert [notice.message for notice in app._notifications][-1] == "The list has no unread article after this one."


async def test_a_star_is_given_taken_and_undone(app: AttribuneApp, library: Path) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("s")
        await settled(pilot)
        assert stored(library, 2).starred
        assert "★" in next(row for row in rows(app) if "Red Cross" in row)
        await pilot.press("s")
        await settled(pilot)
        assert not stored(library, 2).starred
        await pilot.press("z", "z")
        await settled(pilot)
        assert not stored(library, 2).starred
        assert "★" not in seen(app)


async def test_what_comes_back_from_the_trash_is_chosen(app: AttribuneApp, library: Path) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("j", "d")
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.article
        after = app.screen.article.id
        await pilot.press("g", "z")
        await settled(pilot)
        assert app.screen.article.id not in (after, None)
        assert app.screen.article == stored(library, 0)


async def test_tags_are_asked_for_and_stand_beside_the_title(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("number_sign", *"flood, old town", "enter")
        await settled(pilot)
        assert stored(library, 2).tags == ("flood", "old town")
        assert "#flood" in seen(app)
        await pilot.press("z")
        await settled(pilot)
        assert stored(library, 2).tags == ()


async def test_the_reader_shows_star_and_tags(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("s", "number_sign", *"flood", "enter")
        await settled(pilot)
        assert "★ Harbour Post · 14 Mar 2026 09:10 · 6 claims, 1 contested (N) · #flood " in rows(app)[0]


async def test_escape_leaves_the_tags_as_they_are(app: AttribuneApp, library: Path) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("number_sign", *"flood")
        assert isinstance(app.screen, AskScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert stored(library, 2).tags == ()


async def test_an_article_goes_into_the_trash_and_comes_back(app: AttribuneApp, library: Path) -> None:
    async with app.run_test() as pilot:
        await open_story(pilot, 0)
        await pilot.press("d")
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert "3 articles" in seen(app)
        assert "Tide barrier" not in seen(app)
        await pilot.press("z")
        await settled(pilot)
        assert "Tide barrier" in seen(app)
        assert stored(library, 0)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_note_is_written_on_the_claim_and_can_be_changed(
    app: AttribuneApp, library: Path, size: tuple[int, int]
) -> None:
    def written() -> dict[int, str]:
        with closing(open_reader(library)) as conn:
            return notes.of_claims(conn, 1, claims.of_article(conn, 1))

    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        await pilot.press("n", "c", *"who counted?", "enter")
        await settled(pilot)
        assert written() == {2: "who counted?"}
        assert "note: who counted?" in seen(app)
        await pilot.press("c", "end", "!", "enter")
        await settled(pilot)
        assert written() == {2: "who counted?!"}
        await pilot.press("z", "z")
        await settled(pilot)
        assert written() == {}
        assert "note:" not in seen(app)


async def test_all_listed_articles_are_marked_as_read_and_back(app: AttribuneApp, library: Path) -> None:
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("j", "m")
        await settled(pilot)
        await pilot.press("M")
        await settled(pilot)
        assert "0 unread" in seen(app)
        await pilot.press("M")
        await pilot.pause()
        assert "There is no unread article in this list." in [notice.message for notice in app._notifications]
        await pilot.press("z")
        await settled(pilot)
        assert "3 unread" in seen(app)


async def test_an_empty_journal_is_reported(app: AttribuneApp) -> None:
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("z")
        await settled(pilot)
        assert [notice.message for notice in app._notifications] == ["There is nothing to undo."]


async def test_a_title_with_markup_is_reported_as_it_is(tmp_path: Path) -> None:
    story = STORIES[3]
    title = "[@click=app.quit]Win[/] [red"
    path = write_library(tmp_path / "library.db", (type(story)(title, "", "", story.text),))
    app = AttribuneApp(path)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await settled(pilot)
        assert [notice.message for notice in app._notifications] == [f"“{title}” is starred. z undoes it."]
        await pilot.press("number_sign")
        await pilot.pause()
        assert title in seen(app)


async def test_what_cannot_be_written_is_a_notice(
    app: AttribuneApp, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a slow machine the screen would be compared before the notices are counted.
    monkeypatch.setattr(application, "LOOK_EVERY", 600)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await settled(pilot)
        app.clear_notifications()
        with closing(sqlite3.connect(library)) as conn:
            conn.execute("DROP TABLE marks")
            await pilot.press("s")
            await settled(pilot)
        assert [notice.severity for notice in app._notifications] == ["error"]


async def test_what_changed_nothing_is_not_undone(library: Path) -> None:
    before = stored(library, 0)
    changes = Changes(library)
    assert await changes.make(starred(before))
    assert not await changes.make(starred(before))
    assert sentence_of(await changes.undo()) == "“Tide barrier costs double” is starred: undone."
    assert await changes.undo() is None
    await changes.close()
    assert not stored(library, 0).starred


async def test_only_so_many_changes_are_kept_for_undoing(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.library.journal.KEPT", 2)
    changes = Changes(library)
    for number in range(3):
        await changes.make(marked(stored(library, number)))
    assert [bool(await changes.undo()) for _ in range(3)] == [True, True, False]
    await changes.close()
    assert [bool(stored(library, number).read) for number in range(3)] == [True, False, False]


async def test_changes_that_need_no_words_are_not_undone(library: Path) -> None:
    changes = Changes(library)
    assert await changes.make(opened(stored(library, 0)))
    assert await changes.undo() is None
    await changes.close()


async def test_a_mark_all_read_is_undone_after_a_restart(library: Path) -> None:
    async with AttribuneApp(library).run_test() as pilot:
        await pilot.pause()
        await pilot.press("M")
        await settled(pilot)
        assert all(stored(library, number).read for number in range(4))
    async with AttribuneApp(library).run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("z")
        await settled(pilot)
        assert [notice.message for notice in pilot.app._notifications] == ["4 articles marked as read: undone."]
    assert not any(stored(library, number).read for number in range(4))


def sentence_of(undone: Undone | None) -> str:
    assert undone
    return undone.sentence
