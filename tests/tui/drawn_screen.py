"""Reads the app's screen for tests, and waits for what it should show."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from rich.segment import Segment
from textual.app import App
from textual.pilot import Pilot

from tui.app.application import AttribuneApp
from tui.screens.reader_screen import ReaderScreen
from tui.widgets.article_text import ArticleText
from tui.widgets.claim_panel import ClaimPanel

# Seconds after which waiting is given up, long enough for any machine.
_LONG = 300.0


def rows(app: App[None]) -> list[str]:
    """Return the rows of the screen as they are drawn, with all filters applied."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def seen(app: App[None]) -> str:
    """Return the whole screen."""
    return "\n".join(rows(app))


def segments(app: App[None]) -> list[Segment]:
    """Return every drawn segment."""
    return [segment for strip in app.screen._compositor.render_strips() for segment in strip]


# The attribute of an app that holds all its notices during a test.
_NOTICES = "_all_notices"


def record_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Record the words of every notice of an app, including those that newer ones replace."""
    notify = AttribuneApp.notify

    def recorded(app: AttribuneApp, message: str, **details: Any) -> None:
        vars(app).setdefault(_NOTICES, []).append(message)
        notify(app, message, **details)

    monkeypatch.setattr(AttribuneApp, "notify", recorded)


def notices(app: App[None]) -> list[str]:
    """Return the words of all notices of an app, in order."""
    return [*vars(app).get(_NOTICES, [])]


def text_of(app: AttribuneApp) -> ArticleText:
    """Return the reader's text widget."""
    return app.screen.query_one(ArticleText)


def panel_of(app: AttribuneApp) -> ClaimPanel:
    """Return the reader's panel widget."""
    return app.screen.query_one(ClaimPanel)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until the screen has followed."""
    await pilot.press(*keys)
    await pilot.pause()


async def open_story(pilot: Pilot[None], number: int) -> None:
    """Open the story with that number in tests.tui.stories in the reader."""
    assert isinstance(pilot.app, AttribuneApp)
    pilot.app.read(number + 1)
    await pilot.pause()
    assert isinstance(pilot.app.screen, ReaderScreen)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until pending changes are written to the library and shown."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait until a condition holds: whatever depends on the clock comes late on a busy machine."""
    last = time.monotonic() + _LONG
    while not condition():
        assert time.monotonic() < last, seen(pilot.app)
        await pilot.pause(0.02)


async def without_notices(pilot: Pilot[None]) -> None:
    """Dismiss all notices, and wait until they are gone: how long one stays depends on how busy the machine is."""
    app = pilot.app
    assert isinstance(app, AttribuneApp)
    app.forget_notices()
    await until(pilot, lambda: not app._notifications and not app.screen.query("ToastHolder, Toast"))


async def click_words(pilot: Pilot[None], words: str) -> None:
    """Click on words on the screen."""
    for y, row in enumerate(rows(pilot.app)):
        if words in row:
            await pilot.click(offset=(row.index(words) + 1, y))
            await pilot.pause()
            return
    raise AssertionError(f"{words!r} is not on the screen:\n{seen(pilot.app)}")
