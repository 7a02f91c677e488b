"""The search screen."""

import sqlite3
from pathlib import Path
from threading import Event, Thread

import pytest
from textual.pilot import Pilot

from store.demo import build
from store.library import articles
from store.library.connection import LibraryError
from store.search.claim_search import ClaimHit
from tests.tui.drawn_screen import notices, open_story, rows, seen, segments, settled, text_of
from tests.tui.stories import Story, write_library
from tui.app.application import AttribuneApp
from tui.app.library_reader import LibraryReader
from tui.screens.library_screen import LibraryScreen
from tui.screens.reader_screen import ReaderScreen
from tui.screens.search_screen import SearchScreen, Words
from tui.widgets.search_results import Results


async def search(pilot: Pilot[None], words: str, key: str = "slash") -> None:
    """Open the search and type words into it."""
    await pilot.press(key)
    await pilot.pause()
    pilot.app.screen.query_one(Words).value = words
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_articles_are_found_while_one_types_with_the_words_marked(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "beds")
        assert "Red Cross opens shelters" in seen(app)
        assert "The Ferry · 15 Mar 2026" in seen(app)
        assert any(segment.text == "beds" and segment.style and segment.style.underline for segment in segments(app))
        assert "1 article" in rows(app)[-1]


async def test_enter_reads_the_chosen_article(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "homes")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)


async def test_the_last_search_is_there_again_at_the_article_that_was_opened(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "homes")
        await pilot.press("down", "enter")
        await settled(pilot)
        opened = rows(app)[0].split("  ")[0].strip()
        await pilot.press("q", "q", "slash")
        await settled(pilot)
        assert len(app.screen_stack) == 2
        assert app.screen.query_one(Words).value == "homes"
        assert next(row for row in rows(app) if row.startswith("▌")).startswith(f"▌ {opened}")
        await pilot.press(*"beds")
        await settled(pilot)
        assert app.screen.query_one(Words).value == "beds"
        await pilot.press("escape", "slash")
        await settled(pilot)
        assert app.screen.query_one(Words).value == "beds"


async def test_q_leads_from_an_article_to_the_results_and_from_there_to_the_list(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "homes")
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "Esc clears" in rows(app)[-1], "the matches are lit, and q does not stop at them"
        await pilot.press("q")
        await settled(pilot)
        assert isinstance(app.screen, SearchScreen)
        chosen = app.screen.query_one(Results).chosen
        assert chosen == 1
        await pilot.press("j")
        assert app.screen.query_one(Results).chosen == chosen + 1, "keys go to the results, not into the words"
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_a_search_over_an_article_from_a_search_starts_from_the_last_one(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "homes")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("F")
        await settled(pilot)
        assert app.screen.query_one(Words).value == "homes"
        await pilot.press("down", "enter")
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack[1:]] == [SearchScreen, ReaderScreen]


async def test_what_is_searched_for_over_an_article_from_a_search_is_what_q_leads_back_to(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "homes")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("F", "ctrl+t", *"beds for 400 people")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("q")
        await settled(pilot)
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one(Words).value == "beds for 400 people"
        assert "Claims" in rows(app)[0], "claims are searched for here, too"
        assert next(row for row in rows(app) if row.startswith("▌")).startswith("▌ 400")
        await pilot.press("j", "ctrl+t", "q")
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen), "one search is left, not two"


async def test_a_search_over_an_article_that_opens_nothing_changes_no_other(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "homes")
        await pilot.press("enter")
        await settled(pilot)
        await search(pilot, "beds", "F")
        await pilot.press("escape", "q")
        await settled(pilot)
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.query_one(Words).value == "homes"


async def test_j_k_and_u_step_through_the_results_and_the_search_follows(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await search(pilot, "homes")
        titles = [hit.article.title for hit in app.screen.query_one(Results).hits]
        assert len(titles) == 3
        await pilot.press("enter")
        await settled(pilot)
        read = []
        for key in ("J", "J", "J", "K", "K", "U"):
            await pilot.press(key)
            await settled(pilot)
            read.append(rows(app)[0].split("  ")[0].strip())
            assert "Esc clears" in rows(app)[-1], "the matches are lit in each"
        assert read == [titles[number] for number in (1, 2, 2, 1, 0, 0)], "all have been read when U is pressed"
        assert notices(app) == [
            "The list has no article after this one.",
            "The list has no unread article after this one.",
        ]
        await pilot.press("J", "q")
        await settled(pilot)
        assert app.screen.query_one(Results).chosen == 1


async def test_j_steps_through_claims_that_were_searched_for(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "flooded")
        await pilot.press("ctrl+t")
        await settled(pilot)
        first, second = (hit for hit in app.screen.query_one(Results).hits[:2] if isinstance(hit, ClaimHit))
        assert first.article.id != second.article.id
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("J")
        await settled(pilot)
        assert isinstance(app.screen, ReaderScreen)
        assert (app.screen.article and app.screen.article.id) == second.article.id
        assert (app.screen.claim and app.screen.claim.id) == second.claim.id


async def test_a_source_may_be_searched_from_and_opened_again(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("w")
        await search(pilot, "homes")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert [screen.name for screen in app.screen_stack[1:]] == ["Reader", "Source", "Search", "Reader", "Source"]


async def test_a_search_for_claims_is_there_again(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "at least 250 homes flooded")
        await pilot.press("ctrl+t")
        await settled(pilot)
        await pilot.press("escape", "slash")
        await settled(pilot)
        assert rows(app)[0].split()[:2] == ["Claims", "at"]
        assert "At least 250" in seen(app)


async def test_enter_waits_for_what_the_last_letters_find(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "crews")
        app.screen.query_one(Words).value = "beds"
        await pilot.press("enter")
        await settled(pilot)
        assert "Red Cross opens shelters" in rows(app)[0]


async def test_letters_are_typed_and_not_taken_as_keys(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"qn?/")
        await pilot.pause()
        assert app.screen.query_one(Words).value == "qn?/"


async def test_escape_goes_back_to_where_one_was(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "homes")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_a_search_from_the_reader_leads_back_to_the_article(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("n")
        await search(pilot, "beds", "F")
        await pilot.press("enter")
        await pilot.pause()
        assert "Red Cross opens shelters" in rows(app)[0]
        await pilot.press("backspace")
        await pilot.pause()
        assert "Tide barrier costs double" in rows(app)[0]
        assert text_of(app).current == 1


async def test_results_for_words_that_stand_there_no_more_are_dropped(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "beds")
        app.screen.post_message(SearchScreen.Answered("bed", ()))
        await pilot.pause()
        assert len(app.screen.query_one(Results).hits) == 1


async def test_wide_titles_leave_the_facts_their_room(tmp_path: Path) -> None:
    story = Story(
        "高潮で旧市街の住宅が二百二十棟浸水したと知事が発表し避難所が開設された", "新聞", "2026-03-14", "Homes flooded."
    )
    app = AttribuneApp(write_library(tmp_path / "library.db", (story,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "homes")
        assert next(row for row in rows(app) if "高潮" in row).rstrip().endswith("新聞 · 14 Mar 2026")


async def test_words_in_no_article_are_reported(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await search(pilot, "zebra")
        assert "Nothing found for “zebra”." in seen(app)
        await pilot.press("enter", "down", "tab", "j", "enter")
        assert isinstance(app.screen, SearchScreen)


@pytest.mark.parametrize("words", ['"', "*", "AND", "a OR", "NEAR(", "-", "'; --", "[/x]", "[@click=app.quit]x", "%_"])
async def test_whatever_is_typed_is_no_error(app: AttribuneApp, words: str) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await search(pilot, words)
        assert not app._notifications


async def test_a_library_that_cannot_be_searched_is_a_notice(library: Path) -> None:
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        library.unlink()
        await search(pilot, "homes")
        assert "is gone, or empty" in next(iter(app._notifications)).message
        assert isinstance(app.screen, SearchScreen)


async def test_a_word_that_means_nothing_is_named_instead_of_finding_nothing(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 24)) as pilot:
        await search(pilot, "barrier author:brandt")
        assert "author: is unknown in a search: there are is:, tag:, outlet:" in seen(app)
        assert "Nothing found" not in seen(app)


def test_a_search_that_was_overtaken_ends_and_the_next_is_answered(library: Path) -> None:
    """The long search counts to a number that no machine reaches while anybody waits."""
    reading = LibraryReader(library, print)
    began, ended = Event(), Event()

    def long(conn: sqlite3.Connection) -> int:
        conn.create_function("begun", 0, began.set)
        query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1e12) SELECT count(*) FROM n"
        conn.execute("SELECT begun()").fetchone()
        return int(conn.execute(query).fetchone()[0])

    def ask() -> None:
        with pytest.raises(LibraryError, match="interrupted"):
            reading.ask_in_thread(long, "search")
        ended.set()

    thread = Thread(target=ask, daemon=True)
    thread.start()
    assert began.wait(30)
    while not ended.wait(0.05):
        # The first answer may come before the long part has begun.
        reading.interrupt("search")
    assert reading.ask_in_thread(articles.count, "search") == 4


async def test_a_key_looks_for_claims_and_enter_reads_the_article_at_the_claim(tmp_path: Path) -> None:
    library = tmp_path / "demo.db"
    build(library)
    app = AttribuneApp(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await search(pilot, "450 jobs go in Sorley")
        assert "Ctrl+T claims" in rows(app)[-1]
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert rows(app)[0].split()[0] == "Claims"
        assert "at least 450  … jobs would go in Sorley" in rows(app)[2]
        assert "United Metalworkers · Trade Monitor" in rows(app)[3]
        assert "claims" in rows(app)[-1].split("F1 help")[1]
        # No article has these words, so a separate process parses the sentence.
        app.screen.query_one(Words).value = "perished troopers"
        for _ in "words", "meaning":
            await settled(pilot)
        assert "soldiers" in rows(app)[2]
        app.screen.query_one(Words).value = "450 jobs go in Sorley"
        for _ in "words", "meaning":
            await settled(pilot)
        assert "at least 450  … jobs would go in Sorley" in rows(app)[2]
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ReaderScreen)
        text, loaded = text_of(app), app.screen._loaded
        assert loaded
        assert text.text[slice(*loaded.span(text.current))] == "at least 450"


async def test_the_same_key_goes_back_to_articles(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await search(pilot, "beds")
        articles_found = rows(app)
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert rows(app) != articles_found
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert rows(app) == articles_found


async def test_the_key_bar_names_what_the_key_leads_to(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash")
        assert "Ctrl+T claims" in rows(app)[-1]
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert "Ctrl+T articles" in rows(app)[-1]


async def test_without_words_the_claims_say_what_to_type(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", "ctrl+t")
        await settled(pilot)
        assert "Has anyone said this?" in rows(app)[0]
        assert "Type a sentence or a number to find the nearest claims" in seen(app)


async def test_nearer_claims_come_before_the_others_and_the_cursor_stays_on_its_claim(app: AttribuneApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await search(pilot, "flooded")
        await pilot.press("ctrl+t")
        await settled(pilot)
        results = app.screen.query_one(Results)
        first, second, third = [hit for hit in results.hits if isinstance(hit, ClaimHit)][:3]
        results.put_before([second])
        assert (results.chosen, results.hits[:2]) == (0, [second, first])
        await pilot.press("down")
        results.put_before([third])
        assert (results.chosen, results.hits[:3]) == (2, [third, second, first])
