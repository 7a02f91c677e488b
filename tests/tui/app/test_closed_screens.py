"""Closed screens are freed: neither they, nor what they drew, nor what was computed from their texts stays."""

import gc

import pytest
from rich.cells import cached_cell_len
from textual._styles_cache import StylesCache
from textual.pilot import Pilot
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from store.linking.printed_lines import _letters
from tests.tui.drawn_screen import open_story, settled
from tui.app.application import AttribuneApp

KINDS = (Widget, StylesCache, ScrollBar, Strip)


def living() -> dict[type, int]:
    """Return how many objects of each kind there are."""
    gc.collect()
    objects = gc.get_objects()
    return {kind: sum(isinstance(each, kind) for each in objects) for kind in KINDS}


async def at_rest(pilot: Pilot[None]) -> dict[type, int]:
    """Return how many objects of each kind there are once their number is stable: timers may hold a closed screen."""
    last: dict[type, int] = {}
    counts = living()
    while counts != last:
        await pilot.pause(0.5)
        last, counts = counts, living()
    return counts


@pytest.fixture(autouse=True)
def _this_test_alone() -> None:
    """Exempt the objects that earlier tests left, which every count would have to traverse."""
    gc.collect()
    gc.freeze()


async def test_twenty_articles_that_were_opened_and_closed_leave_nothing_behind(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        before: dict[type, int] = {}
        for number in range(22):
            await open_story(pilot, number % 3)
            await pilot.press("n", "F", "h", "escape", "escape")
            await settled(pilot)
            if number == 1:
                # The first rounds fill what is kept for good: the list's own lines, style sheets, keys.
                before = await at_rest(pilot)
        after = await at_rest(pilot)
        for kind in (Widget, StylesCache):
            # A view makes its scroll bar when it first needs one; a leaked bar would keep its view, which is counted.
            assert after[kind] - after[ScrollBar] == before[kind] - before[ScrollBar]
        assert after[Strip] <= before[Strip] * 1.1


async def test_the_next_article_takes_the_place_of_what_was_computed_from_the_last_one(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        sizes = []
        for number in (0, 1, 2, 0, 1, 2):
            await open_story(pilot, number)
            await settled(pilot)
            sizes.append(_letters.cache_info().currsize)
            await pilot.press("escape")
        assert max(sizes[:3]) > 0
        assert sizes[3:] == sizes[:3]


async def test_a_closed_articles_rows_are_not_kept_for_their_widths(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        cached_cell_len("a row of this article")
        await pilot.press("escape")
        await settled(pilot)
        computed = cached_cell_len.cache_info().misses
        cached_cell_len("a row of this article")
        assert cached_cell_len.cache_info().misses == computed + 1
