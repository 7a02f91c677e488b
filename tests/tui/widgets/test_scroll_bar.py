"""The scroll bar: what it shows, and how the mouse moves it."""

import pytest

from tests.tui.drawn_screen import open_story, rows, text_of
from tui.app.application import AttribuneApp
from tui.widgets.scroll_bar import cells


def drawn(rows: int, page: int, top: int) -> str:
    """Return the bar's cells from top to bottom; a reversed blank is returned as a full block."""
    return "".join(
        "█" if cell == (" ", True) else f"-{cell.glyph}" if cell.reverse else cell.glyph
        for cell in cells(rows, page, top)
    )


@pytest.mark.parametrize(
    ("rows", "page", "top", "expected"),
    [
        (4, 4, 0, "    "),
        (0, 4, 0, "    "),
        (8, 4, 0, "██  "),
        (8, 4, 4, "  ██"),
        (8, 4, 1, "▄█-▄ "),
        (400, 4, 396, "   █"),
        (8, 4, 40, "  ██"),
        (8, 0, 0, ""),
    ],
)
def test_the_thumb_is_as_long_as_the_part_in_view(rows: int, page: int, top: int, expected: str) -> None:
    assert drawn(rows, page, top) == expected


async def test_the_thumb_follows_the_mouse_and_selects_no_text(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 12)) as pilot:
        await open_story(pilot, 0)
        text = text_of(app)
        right = text.content_region.right - 1
        await pilot.mouse_down(offset=(right, text.content_region.bottom - 1))
        assert text.top == text.virtual_size.height - text.page
        await pilot.hover(offset=(right - 20, text.content_region.y))
        assert text.top == 0
        await pilot.mouse_up(offset=(right - 20, text.content_region.y))
        await pilot.hover(offset=(right - 20, text.content_region.bottom - 1))
        assert text.top == 0
        assert app.screen.get_selected_text() is None


async def test_the_share_in_the_title_changes_with_the_text_not_after_it(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 12)) as pilot:
        await open_story(pilot, 0)
        before = rows(app)[0]
        text_of(app).go_to(100)
        assert rows(app)[0] != before
        assert rows(app)[0].endswith("100 % ")
