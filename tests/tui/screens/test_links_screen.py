"""The links of an article: listed by number, read in the library, opened in the browser."""

import zlib
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.library.connection import open_writer
from tests.tui.drawn_screen import open_story, rows, seen, settled, text_of
from tui.app.application import AttribuneApp
from tui.screens.links_screen import LinksScreen
from tui.screens.reader_screen import ReaderScreen

SIZES = [(80, 24), (120, 40), (160, 48)]
PAGE = """<html><body><p>Governor <a href="https://brandt.example/">Ana Brandt</a> said on Harbour Radio that more than
220 homes had been flooded on the night of 12 March, and that around 1,500 people had left the old town.</p>
<p>The barrier will now cost $1.7 billion, according to <a href="https://coast.example/crews">the works ministry</a>.
When building began in 2019 the price was $800 million.</p></body></html>"""


@pytest.fixture
def linked(library: Path) -> AttribuneApp:
    """The app, where the first story has a snapshot with two links: to the web, and to the second story."""
    conn = open_writer(library)
    body = PAGE.encode()
    conn.execute(
        "INSERT INTO snapshots (version, media_type, size, body) VALUES (1, 'text/html', ?, ?)",
        (len(body), zlib.compress(body)),
    )
    conn.close()
    return AttribuneApp(library)


async def open_links(pilot: Pilot[None]) -> None:
    await open_story(pilot, 0)
    await pilot.press("l")
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_l_lists_the_links_by_number_with_words_and_address(linked: AttribuneApp, size: tuple[int, int]) -> None:
    async with linked.run_test(size=size) as pilot:
        await open_links(pilot)
        assert isinstance(linked.screen, LinksScreen)
        shown = [row.split() for row in rows(linked)]
        assert ["1", "Ana", "Brandt"] in shown
        assert ["https://brandt.example/"] in shown
        assert ["2", "the", "works", "ministry"] in shown


async def test_a_link_whose_page_the_library_has_is_read_there(linked: AttribuneApp) -> None:
    async with linked.run_test(size=(80, 24)) as pilot:
        await open_links(pilot)
        await pilot.press("2", "enter")
        await settled(pilot)
        assert isinstance(linked.screen, ReaderScreen)
        assert "Fire crews count flooded homes" in seen(linked)
        assert text_of(linked).has_focus


async def test_any_other_link_is_opened_in_the_browser(linked: AttribuneApp, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(linked, "open_url", opened.append)
    async with linked.run_test(size=(80, 24)) as pilot:
        await open_links(pilot)
        await pilot.press("1", "enter")
        await settled(pilot)
        assert opened == ["https://brandt.example/"]
        assert "Tide barrier costs double" in seen(linked)


async def test_escape_leaves_the_links_for_the_article(linked: AttribuneApp) -> None:
    async with linked.run_test(size=(80, 24)) as pilot:
        await open_links(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(linked.screen, ReaderScreen)


async def test_an_article_without_links_says_so(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_links(pilot)
        assert [notice.message for notice in app._notifications] == ["This article has no links."]
