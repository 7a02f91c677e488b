"""Closed screens are let go of: neither they nor what they have drawn stay in memory."""

import gc

from textual._styles_cache import StylesCache
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from tests.tui.looking import open_story, settled
from tui.app.application import AttribuneApp


def living(kind: type) -> int:
    """Return how many objects of a kind there are."""
    gc.collect()
    return sum(isinstance(each, kind) for each in gc.get_objects())


async def test_twenty_articles_that_were_opened_and_closed_leave_nothing_behind(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        before: dict[type, int] = {}
        for number in range(22):
            await open_story(pilot, number % 3)
            await pilot.press("n", "F", "h", "escape", "escape")
            await settled(pilot)
            if number == 1:
                # The first ones fill what is kept for good: the list's own lines, style sheets, keys.
                before = {kind: living(kind) for kind in (Widget, StylesCache, ScrollBar, Strip)}
        after = {kind: living(kind) for kind in before}
        for kind in (Widget, StylesCache):
            # A view makes its scroll bar when it first needs one; a bar that is kept keeps its view, which is counted.
            assert after[kind] - after[ScrollBar] == before[kind] - before[ScrollBar]
        assert after[Strip] <= before[Strip] * 1.1
