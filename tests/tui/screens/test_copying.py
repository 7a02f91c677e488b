"""Copying a citation or a paragraph, exporting a file, and piping to a command."""

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.tui.drawn_screen import open_story, panel_of, rows, seen, settled, text_of
from tui.app import piping
from tui.app.application import AttribuneApp
from tui.app.open_article import load
from tui.screens.ask_screen import AskScreen
from tui.screens.library_screen import LibraryScreen
from tui.screens.reader_screen import ReaderScreen

SIZES = [(80, 24), (120, 40), (160, 48)]


def notices(app: AttribuneApp) -> list[str]:
    """Return the notices so far."""
    return [notice.message for notice in app._notifications]


async def test_y_copies_figure_sentence_source_outlet_date_and_link(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("y")
        assert app.clipboard == (
            "more than 220 (homes flooded) — Governor Ana Brandt, “said”, via Harbour Radio. "
            "“Governor Ana Brandt said on Harbour Radio that more than 220 homes had been flooded on the night of 12 "
            "March, and that around 1,500 people had left the old town.” "
            "“Tide barrier costs double”, Harbour Post, 14 Mar 2026. https://harbour.example/barrier"
        )


async def test_capital_y_copies_the_paragraph_of_the_claim_with_title_outlet_date_and_link(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("n", "n", "Y")
        assert app.clipboard == (
            "“The barrier will now cost $1.7 billion, according to the works ministry. When building began in 2019 the "
            "price was $800 million.” “Tide barrier costs double”, Harbour Post, 14 Mar 2026. "
            "https://harbour.example/barrier"
        )


async def test_capital_y_copies_the_first_paragraph_in_view_where_the_claim_is_not(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        text_of(app).go_to(12)
        await pilot.press("Y")
        assert app.clipboard.startswith("“Paragraph 1 tells at some length how the gates were built")


async def test_capital_y_copies_a_paragraph_of_an_article_without_figures(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 3)
        await pilot.press("Y")
        assert app.clipboard.startswith("“Nothing is counted here.”")


@pytest.mark.parametrize("size", SIZES)
async def test_escape_in_the_panel_goes_back_to_the_text_and_then_to_the_list(
    app: AttribuneApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        await pilot.press("tab")
        assert panel_of(app).has_focus
        await pilot.press("escape")
        assert isinstance(app.screen, ReaderScreen)
        assert text_of(app).has_focus
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def exported(app: AttribuneApp, path: str) -> list[str]:
    """Export the first story to a file; return the notices or, if the name is refused, the reason."""
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one(Input).value = path
        await pilot.press("enter")
        await settled(pilot)
        if isinstance(app.screen, AskScreen):
            assert app.screen.query_one(Input).value == path
            assert notices(app) == []
            return [str(app.screen.query_one(Static).content)]
        return notices(app)


@pytest.mark.parametrize(
    ("ending", "beginning"),
    [(".md", b"---\ntitle:"), (".html", b"<!DOCTYPE html>"), (".csv", b"article,"), (".jsonl", b"{"), (".epub", b"PK")],
)
async def test_e_exports_the_article_in_the_form_that_the_ending_names(
    app: AttribuneApp, tmp_path: Path, ending: str, beginning: bytes
) -> None:
    path = tmp_path / f"barrier{ending}"
    assert await exported(app, str(path)) == [f"Exported to {path}"]
    assert path.read_bytes().startswith(beginning)


async def test_e_offers_a_name_of_the_articles_number_and_title(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("e")
        await pilot.pause()
        assert "00001-tide-barrier-costs-double.md" in seen(app)


async def test_e_names_the_endings_that_can_be_written(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("e")
        await pilot.pause()
        assert "Export to .jsonl, .md, .html, .epub, .csv or .warc.gz. Esc goes back." in seen(app)


async def test_e_keeps_a_file_that_is_there_unless_a_mark_says_otherwise(app: AttribuneApp, tmp_path: Path) -> None:
    path = tmp_path / "kept.md"
    path.write_text("mine")
    assert await exported(app, str(path)) == [f"{path} already exists: add ! to the name to overwrite it."]
    assert path.read_text() == "mine"


async def test_e_writes_over_a_file_for_a_mark_behind_its_name(app: AttribuneApp, tmp_path: Path) -> None:
    path = tmp_path / "old.md"
    path.write_text("mine")
    assert await exported(app, f"{path}!") == [f"Exported to {path}"]
    assert path.read_text() != "mine"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("barrier.doc", "barrier.doc ends in none of"),
        ("nowhere/barrier.md", "No such file"),
        ("~no-such-user/a.md", "home"),
    ],
)
async def test_e_says_in_a_line_why_a_file_cannot_be_written(
    app: AttribuneApp, tmp_path: Path, name: str, why: str
) -> None:
    [message] = await exported(app, name if name.startswith("~") else str(tmp_path / name))
    assert why in message
    assert "\n" not in message


async def test_a_bar_asks_for_a_command_and_says_where_the_terminal_cannot_be_lent(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("vertical_line")
        await pilot.pause()
        assert any("Pipe the text to a command" in row for row in rows(app))
        await pilot.press("w", "c", "enter")
        await pilot.pause()
        assert notices(app) == ["This terminal can’t be handed to a command."]
        assert isinstance(app.screen, ReaderScreen)


@pytest.mark.parametrize(
    ("line", "parsed"),
    [
        ("less", ("text", "less")),
        (" sort | head -2 ", ("text", "sort | head -2")),
        ("claims | grep 220", ("claims", "grep 220")),
        ("text|wc -w", ("text", "wc -w")),
        ("claims", ("text", "claims")),
    ],
)
def test_a_line_may_begin_with_what_is_piped(line: str, parsed: tuple[str, str]) -> None:
    assert piping.parsed(line) == parsed


def test_a_command_gets_the_title_and_the_text_or_a_claim_a_line(app: AttribuneApp) -> None:
    loaded = app._reading.ask(lambda conn: load(conn, 1), None)
    assert loaded
    text, claims = piping.command_input(loaded, "text"), piping.command_input(loaded, "claims")
    assert text.startswith(
        "Tide barrier costs double\nHarbour Post · 14 Mar 2026 · https://harbour.example/barrier\n\n"
    )
    assert loaded.text in text
    assert len(claims.splitlines()) == len(loaded.claims)
    assert claims.startswith("more than 220 (homes flooded) — Governor Ana Brandt")
