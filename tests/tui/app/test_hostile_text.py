"""Hostile text: nothing in an article's text takes effect on any screen."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets import Static

from extract.claim import Mention, Span
from store.library.connection import open_writer
from store.settings import Settings
from tests.store.stored_links import change_claim, stored_claim
from tests.tui.drawn_screen import click_words, rows, seen, segments, until
from tests.tui.stories import Stated, Story, Tie, write_library
from tui.app.application import AttribuneApp
from tui.app.control_filter import ControlFilter
from tui.screens.reader_screen import ReaderScreen
from tui.screens.search_screen import Words

# Clear screen, a clipboard write, a title, C1 control sequence introducer, DEL, bell, right-to-left override, isolate,
# zero-width characters, a tag character, markup that would quit or break the app.
HOSTILE = (
    "\x1b[2J\x1b]52;c;ZXZpbA==\x07\x1b]0;t\x1b\\\x9b31m\x7f\x07\u202e\u2066\u200b\u200d\ufeff\U000e0041"
    "[@click=app.quit]quit[/] [/x] [red]r[/red] $x \r\n\t"
)
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


@pytest.fixture
def hostile_library(tmp_path: Path) -> Path:
    """A library that holds hostile text in every field, as if nothing had been cleaned on import."""
    text = f"Crews {HOSTILE} counted 90 homes, the service said. {HOSTILE}"
    story = Story(
        f"A {HOSTILE} title", f"Out{HOSTILE}let", "2026-03-13", text, (Stated("90", "homes", "the service", "said"),)
    )
    path = write_library(
        tmp_path / "library.db",
        (replace(story, location=f"http://a/{HOSTILE}"), replace(story, location=f"javascript:{HOSTILE}2")),
        (Tie((0, 0), (1, 0), "differs", f"same {HOSTILE} event"),),
    )
    conn = open_writer(path)
    for (number,) in conn.execute("SELECT id FROM claims").fetchall():
        claim = stored_claim(conn, number)
        assert claim.source
        assert claim.cue
        change_claim(
            conn,
            number,
            text=f"90{HOSTILE}",
            subject=f"homes {HOSTILE}",
            source=replace(claim.source, name=f"Ana {HOSTILE}"),
            cue=Span(claim.cue.start, claim.cue.end, f"said{HOSTILE}"),
            via=(Mention(0, 5, HOSTILE, f"Radio {HOSTILE}"),),
        )
    source = conn.execute("INSERT INTO sources (key, name, kind) VALUES ('ana', ?, 'other')", (HOSTILE,)).lastrowid
    conn.execute("UPDATE claims SET source = ?", (source,))
    conn.execute("UPDATE members SET source = ?", (source,))
    conn.close()
    return path


def assert_harmless(app: App[None]) -> None:
    """Fail if a control character or an action from the text is on the screen."""
    assert app.is_running
    for segment in segments(app):
        assert not _FORBIDDEN.search(segment.text), repr(segment.text)
        assert not segment.control
        if segment.style:
            assert "@click" not in segment.style.meta
            assert not segment.style.link


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_nothing_hostile_takes_effect_on_any_screen(hostile_library: Path, size: tuple[int, int]) -> None:
    settings = Settings(hostile_library, theme=HOSTILE, keys={HOSTILE: HOSTILE, "next_claim": HOSTILE})
    app = AttribuneApp(hostile_library, settings)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: len(app._notifications))
        await pilot.pause()
        assert_harmless(app)
        app.clear_notifications()
        await until(pilot, lambda: "A [2J" in seen(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and "[/x]" in seen(app))
        assert_harmless(app)
        here = ("n", "p", "tab", "j", "y", "o", "enter", "y", "o", "backspace", "question_mark", "escape")
        across = ("t", "j", "escape", "w", "j", "escape", "x", "z", "number_sign", "escape", "c", "escape", "s", "z")
        for key in (*here, *across):
            await pilot.press(key)
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert_harmless(app)
        assert isinstance(app.screen, ReaderScreen)
        assert not _FORBIDDEN.search(app.clipboard)
        await pilot.press("slash", *"r[/red]")
        await pilot.pause()
        assert_harmless(app)
        await pilot.press("enter", "semicolon", "F")
        await pilot.pause()
        app.screen.query_one(Words).value = f"homes {HOSTILE}"
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert_harmless(app)
        app.screen.query_one(Words).value = "homes"
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert_harmless(app)
        assert "[red]r[/red]" in seen(app)


async def test_a_click_on_markup_of_an_article_does_nothing(hostile_library: Path) -> None:
    app = AttribuneApp(hostile_library)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await click_words(pilot, "app.quit]quit")
        assert app.is_running


async def test_a_hostile_file_name_is_shown_without_effect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The path is short, so that the name is in one row.
    monkeypatch.chdir(tmp_path)
    app = AttribuneApp(Path("no\x1b[2J[@click=app.quit]x[/]\u202e[/x].db"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: any("[@click=app.quit]x[/]" in row for row in rows(app)))
        assert_harmless(app)


class Raw(App[None]):
    """An app that shows hostile text without any escaping of its own, but with the filter."""

    def get_line_filters(self) -> list[ControlFilter]:
        return [self.controls]

    def compose(self) -> ComposeResult:
        self.controls = ControlFilter()
        yield Static(Content(HOSTILE))


async def test_the_filter_alone_stops_what_a_widget_lets_through() -> None:
    app = Raw()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert_harmless(app)


def test_the_filter_keeps_all_that_can_be_printed() -> None:
    kept = [Segment("Ünïcödé — “1,100” 日本 ≠ ↑ ⊂ ┃"), Segment("")]
    assert ControlFilter().apply(kept, Color(0, 0, 0)) == kept


def every_control() -> Iterator[str]:
    yield from map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])
    yield from map(chr, [*range(0x2060, 0x2070), 0xFEFF, *range(0xE0000, 0xE0080)])


def test_the_filter_removes_every_control() -> None:
    for control in every_control():
        text = ControlFilter().apply([Segment(f"a{control}b")], Color(0, 0, 0))[0].text
        assert not _FORBIDDEN.search(text), repr(control)
