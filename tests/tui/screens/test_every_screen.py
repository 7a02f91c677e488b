"""Every screen: in a library of long names, in an empty one, and after the terminal was resized."""

import importlib
import pkgutil
import zlib
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import Screen

import tui.screens
from store.archive.web.opml import Outline
from store.library import feeds, reading_state, sources, trash
from store.library.connection import open_reader, open_writer
from store.linking import watches
from store.search import saved_searches
from tests.templates import made_by
from tests.tui.drawn_screen import rows, seen, settled, until
from tests.tui.stories import Stated, Story, Tie, write_library
from tui.app.application import AttribuneApp

SIZES = [(80, 24), (160, 48)]
# The keys that lead from the list to each screen.
WAYS: dict[str, tuple[str, ...]] = {
    "LibraryScreen": (),
    "AddScreen": ("a",),
    "AskScreen": ("F", "a"),
    "FeedsScreen": ("F",),
    "FilterScreen": ("f",),
    "HelpScreen": ("question_mark",),
    "LeaveScreen": ("q",),
    "PaletteScreen": ("colon",),
    "SearchScreen": ("slash",),
    "TrashScreen": ("T",),
    "WatchesScreen": ("W",),
    "MessagesScreen": ("i",),
    "LinksScreen": ("enter", "l"),
    "ReaderScreen": ("enter",),
    "SourceScreen": ("enter", "n", "w"),
    "TimelineScreen": ("enter", "n", "t"),
}
# The screens that can be reached without an article.
ALWAYS = [name for name, keys in WAYS.items() if "enter" not in keys]
LONG = "The harbour master’s second statement on the night of the 漢字 flood 🏳️‍🌈 " * 6
MANY = 200


def _kinds(of: type[Screen[object]]) -> set[type[Screen[object]]]:
    """Return the app's screen classes that have no subclasses."""
    below = {kind for sub in of.__subclasses__() for kind in _kinds(sub)}
    return below or ({of} if of.__module__.startswith("tui.") else set())


def test_every_screen_is_in_the_table_of_this_test() -> None:
    for module in pkgutil.iter_modules(tui.screens.__path__, "tui.screens."):
        importlib.import_module(module.name)
    assert {kind.__name__ for kind in _kinds(Screen)} == set(WAYS)


def _write_crowded(path: Path) -> Path:
    """Write a library with names of 400 letters and hundreds of claims by one source, one of them contradicted."""
    text = "\n".join(f"The office said that {1000 + number} homes had been flooded." for number in range(MANY))
    name = LONG.strip()
    claims = (Stated(str(1000 + number), name, "The office", name=name) for number in range(MANY))
    day = "2026-03-14T09:00:00+00:00"
    stories = (
        Story(LONG, LONG, day, f"Crews counted 90 homes. {LONG}\n{text}", (Stated("90", name), *claims)),
        Story(
            "short", "Post", "2026-03-13T09:00:00+00:00", f"{LONG} 95 homes had been flooded.", (Stated("95", "homes"),)
        ),
        Story(f"second {LONG}", LONG, "", "Nothing is counted here."),
    )
    write_library(path, stories, (Tie((0, 1), (1, 0), "differs", LONG),))
    body = f'<p>Crews counted <a href="https://coast.example/{"long-" * 60}">90 homes</a>.</p>'.encode()
    with closing(open_writer(path)) as conn:
        conn.execute("INSERT INTO snapshots VALUES (1, 'text/html', ?, ?)", (len(body), zlib.compress(body)))
        feeds.subscribe(conn, Outline("https://post.example/rss", LONG, "", LONG, tags=(LONG,)))
        feeds.note_poll(conn, 1, error=LONG)
        reading_state.set_tags(conn, 1, [LONG])
        saved_searches.save(conn, LONG, "homes OR floods")
        watches.watch_source(conn, sources.most_quoted(conn, 1)[0])
        trash.delete(conn, [3])
    return path


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    path = tmp_path / "crowded.db"
    path.write_bytes(made_by(_write_crowded))
    return path


def _shows(app: AttribuneApp, expected: list[str]) -> bool:
    return rows(app) == expected


async def _opened(pilot: Pilot[None], name: str) -> None:
    for key in WAYS[name]:
        await pilot.press(key)
        await settled(pilot)


async def _left(pilot: Pilot[None]) -> None:
    while len(pilot.app.screen_stack) > 1:
        await pilot.press("escape")
        await settled(pilot)


def _assert_whole(app: AttribuneApp, name: str) -> None:
    """Fail if another screen is shown, it names no way out, or a row is not exactly as wide as the terminal."""
    assert type(app.screen).__name__ == name, seen(app)
    assert any(f" {word}" in rows(app)[-1] for word in ("back", "quit", "stay")), seen(app)
    assert {cell_len(row) for row in rows(app)} == {app.size.width}, seen(app)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_takes_names_of_any_length_and_hundreds_of_claims(
    crowded: Path, size: tuple[int, int]
) -> None:
    app = AttribuneApp(crowded)
    async with app.run_test(size=size) as pilot:
        for name in WAYS:
            await _opened(pilot, name)
            _assert_whole(app, name)
            await _left(pilot)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_of_an_empty_library_says_what_to_do(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "empty.db"
    open_writer(path).close()
    says = {
        "LibraryScreen": "Press a to add a page",
        "FeedsScreen": "a subscribes to one",
        "TrashScreen": "The trash is empty",
        "WatchesScreen": "Nothing is watched",
    }
    app = AttribuneApp(path)
    async with app.run_test(size=size) as pilot:
        for name in ALWAYS:
            await _opened(pilot, name)
            _assert_whole(app, name)
            assert says.get(name, "") in seen(app)
            await _left(pilot)


async def test_every_screen_is_as_before_after_the_terminal_was_smaller(crowded: Path) -> None:
    app = AttribuneApp(crowded)
    async with app.run_test(size=(120, 40)) as pilot:
        for name in WAYS:
            await _opened(pilot, name)
            if name == "LibraryScreen":
                await until(pilot, lambda: "CONTESTED" in seen(app))
            before = rows(app)
            await pilot.resize_terminal(40, 12)
            await settled(pilot)
            _assert_whole(app, name)
            await pilot.resize_terminal(120, 40)
            await until(pilot, partial(_shows, app, before))
            await _left(pilot)


def test_the_crowded_library_has_what_the_test_is_about(crowded: Path) -> None:
    with closing(open_reader(crowded)) as conn:
        (source,) = sources.most_quoted(conn, 1)
        assert len(sources.statements_of(conn, [source.id])) == MANY
