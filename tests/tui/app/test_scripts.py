"""Text in any script: nothing is lost, and no row is wider than the screen."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.drawn_screen import open_story, rows, seen
from tests.tui.stories import Stated, Story, write_library
from tui.app.application import AttribuneApp

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
SCRIPTS = (
    "東京で洪水、九百戸が浸水",
    "غمرت المياه تسعين منزلا في المدينة",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0628\u0631\u0648\u0645",
    f"Homes for every {FAMILY} in Oldmouth",
    "Thumbs up \U0001f44d\U0001f3fd from \U0001f1e9\U0001f1ea",
)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_titles_and_texts_in_any_script_are_shown_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    stories = tuple(
        Story(title, "Post", f"2026-03-0{number}", f"{title}.\n\n{title} 90 {title}", (Stated("90", title),))
        for number, title in enumerate(SCRIPTS, start=1)
    )
    app = AttribuneApp(write_library(tmp_path / "scripts.db", stories))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert [title for title in SCRIPTS if title not in seen(app)] == []
        assert {cell_len(row) for row in rows(app)} == {size[0]}
        for number, title in enumerate(SCRIPTS):
            await open_story(pilot, number)
            assert title in rows(app)[0]
            assert sum(row.count(title) for row in rows(app)) >= 3
            assert {cell_len(row) for row in rows(app)} == {size[0]}
            await pilot.press("escape")
