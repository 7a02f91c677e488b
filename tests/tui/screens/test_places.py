"""The place in an article: shown while reading, and restored when the article is opened again."""

from contextlib import closing
from pathlib import Path

from textual.pilot import Pilot

from store.library import positions
from store.library.connection import open_reader, open_writer
from store.library.positions import Position
from tests.tui.drawn_screen import open_story, rows, settled, text_of
from tests.tui.stories import STORIES
from tui.app.application import AttribuneApp


def kept(library: Path, article: int) -> Position | None:
    """Return the stored place at which an article was left."""
    with closing(open_reader(library)) as conn:
        return positions.of_article(conn, article)


async def read_on(pilot: Pilot[None]) -> None:
    """Read a story to its fifth claim and a few rows further."""
    await open_story(pilot, 0)
    await pilot.press("n", "n", "n", "n", "k", "k")
    await pilot.pause()


async def test_the_title_row_says_how_much_is_read(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        percents = [rows(app)[0].split()[-2:]]
        for key in ("space", "G"):
            await pilot.press(key)
            await pilot.pause()
            percents.append(rows(app)[0].split()[-2:])
        numbers = [int(number) for number, sign in percents if sign == "%"]
        assert numbers == sorted(set(numbers))
        assert len(numbers) == 3
        assert numbers[-1] == 100


async def test_an_article_that_fits_is_read_when_it_is_opened(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 3)
        assert rows(app)[0].rstrip().endswith("100 %")


async def test_coming_back_from_the_list_one_is_at_the_same_place_and_claim(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await read_on(pilot)
        before = rows(app)
        await pilot.press("escape")
        await settled(pilot)
        await open_story(pilot, 0)
        assert text_of(app).current == 4
        assert rows(app) == before


async def test_the_next_article_and_back_keeps_the_place_of_each(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await read_on(pilot)
        before = rows(app)
        await open_story(pilot, 1)
        assert text_of(app).top == 0
        await settled(pilot)
        await open_story(pilot, 0)
        assert rows(app) == before


async def test_the_place_outlives_the_program_that_is_ended_at_once(library: Path) -> None:
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await read_on(pilot)
        before = rows(app)
        await pilot.press("ctrl+q")
        await pilot.pause()
    fresh = AttribuneApp(library)
    async with fresh.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        assert rows(fresh) == before


async def test_nothing_is_written_while_one_reads(library: Path) -> None:
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await read_on(pilot)
        await settled(pilot)
        assert kept(library, 1) is None
        await pilot.press("escape")
        await settled(pilot)
        position = kept(library, 1)
        assert position
        assert STORIES[0].text[position.claim :].startswith("two people")
        assert position.top > 0


async def test_a_link_and_a_search_lead_to_their_own_places(library: Path) -> None:
    with closing(open_writer(library)) as conn:
        positions.keep(conn, 1, Position(1500, -1))
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        assert "more than 220" in "\n".join(rows(app))


async def test_a_place_behind_the_end_of_a_text_that_became_shorter_is_its_end(library: Path) -> None:
    with closing(open_writer(library)) as conn:
        positions.keep(conn, 1, Position(1_000_000, 1_000_000))
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        assert rows(app)[0].rstrip().endswith("100 %")
        assert text_of(app).current == 5
