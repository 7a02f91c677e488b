"""Starting: which modules are imported, which theme is chosen, and terminals with fewer abilities."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.color import Color

from store.settings import Settings
from tests.tui.drawn_screen import open_story, segments
from tui.app import themes
from tui.app.application import AttribuneApp
from tui.app.themes import DEFAULT

_READ = """
import asyncio, sys
from pathlib import Path
from tui.cli.command import attribune
from store.settings import load
from tui.app.application import AttribuneApp

async def main():
    app = AttribuneApp(Path(sys.argv[1]), load(Path(sys.argv[1])))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "enter", "n", "p", "enter", "backspace", "question_mark", "escape", "F", *"homes")
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert type(app.screen).__name__ == "SearchScreen"

asyncio.run(main())
print(" ".join(name for name in sys.argv[2:] if name in sys.modules))
"""
_HEAVY = ("spacy", "thinc", "onnxruntime", "tokenizers", "numpy", "trafilatura", "lxml", "sqlite_utils", "markdown_it")


def test_reading_imports_nothing_heavy(library: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(library), *_HEAVY], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_the_list_is_drawn_without_the_other_screens(library: Path) -> None:
    late = ("tui.screens.reader_screen", "tui.screens.search_screen", "tui.screens.help_screen", "extract.claim")
    code = (
        _READ.split("        await pilot.press")[0]
        + "        await pilot.pause()\n"
        + _READ[_READ.index("\nasyncio.run") :]
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(library), *late], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "")


def test_a_dumb_terminal_gets_one_clear_line(library: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tui.app.application import AttribuneApp; "
        "AttribuneApp(Path(sys.argv[1])).run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(library)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "TERM": "dumb"},
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert (
        done.stderr
        == "attribune: the reader can't be shown with TERM=dumb: use `attribune list` and `attribune show`\n"
    )


async def test_the_theme_of_the_settings_is_used(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, theme="attribune-light"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not app.current_theme.dark


async def test_an_unknown_theme_is_a_notice_and_the_default_is_used(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, theme="[/x]"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert app.theme == DEFAULT
        assert "there is no '[/x]'" in next(iter(app._notifications)).message


async def test_a_new_theme_leaves_no_stale_colour_in_the_text(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        app.theme = "attribune-light"
        await pilot.pause()
        await pilot.pause()
        fresh = AttribuneApp(app._reading.path, Settings(app._reading.path, theme="attribune-light"))
        changed = [(segment.text, segment.style and segment.style.color) for segment in segments(app)]
    async with fresh.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        assert changed == [(segment.text, segment.style and segment.style.color) for segment in segments(fresh)]


@pytest.mark.parametrize("screen", ["list", "reader", "search", "help"])
async def test_without_colour_there_is_none(library: Path, monkeypatch: pytest.MonkeyPatch, screen: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        if screen == "reader":
            await open_story(pilot, 0)
        await pilot.press(*{"search": ["slash", "h"], "help": ["question_mark"]}.get(screen, []))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        for segment in segments(app):
            for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                assert colour is None or colour.is_default


async def test_without_colour_the_marks_still_differ(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = AttribuneApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        looks: dict[str, tuple[bool | None, ...]] = {}
        for segment in segments(app):
            if segment.style:
                style = segment.style
                looks.setdefault(segment.text, (style.bold, style.italic, style.underline, style.reverse))
        marks = (
            "more than 220",
            "$1.7 billion",
            "$800 million",
            "said",
            "the works ministry",
            "     left the old town.",
        )
        shown = {mark: tuple(bool(part) for part in looks[mark]) for mark in marks if mark in looks}
        assert len(shown) >= 5
        # Cues and figures without a source are both in italics, but a cue contains no figure.
        assert len({*shown.values()}) >= len(shown) - 1


@pytest.mark.parametrize(
    ("colors", "theme"), [("standard", "attribune-ansi"), ("256", DEFAULT), ("truecolor", DEFAULT), (None, DEFAULT)]
)
def test_a_terminal_with_sixteen_colours_gets_a_theme_of_them(colors: str | None, theme: str) -> None:
    assert themes.by_default(colors) == theme


async def test_in_sixteen_colours_figures_sources_and_signs_differ_in_colour(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, theme=themes.SIXTEEN.name))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        colors: dict[str, Color] = {}
        for segment in segments(app)[10:]:
            if segment.style and segment.style.color and segment.text.strip():
                colors.setdefault(segment.text.strip(), segment.style.color)
        differ = {colors[words] for words in ("Governor Ana Brandt", "around 1,500", "≠", "that")}
        assert len(differ) == 4
        assert all(color.triplet is None for color in differ)
