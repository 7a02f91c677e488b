"""Notices stand whole on the screen, whatever their length."""

import pytest

from tests.tui.looking import rows
from tui.app.application import AttribuneApp


@pytest.mark.parametrize("length", [74, 75, 76, 77, 78, 79, 120, 170])
async def test_a_notice_of_any_length_is_shown_to_its_last_word(app: AttribuneApp, length: int) -> None:
    words = f"{' '.join(['barrier'] * 30)[: length - 5]} last."
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify(words, markup=False)
        await pilot.pause()
        assert any(row.rstrip().endswith("last.") for row in rows(app)[1:5])
