"""A block quotation has a bar on its left."""

import zlib
from pathlib import Path

import pytest

from store.library.connection import open_writer
from tests.tui.drawn_screen import open_story, rows
from tui.app.application import AttribuneApp

PAGE = """<html><body><p>The city has spent more on its tide barrier than it ever planned to.</p>
<blockquote><p>The barrier will now cost $1.7 billion, according to the works ministry.
When building began in 2019 the price was $800 million.</p>
<p>Paragraph 1 tells at some length how the gates were built, who built them, and why the pumps that drive them belong
to a later phase of the works, so that nobody could close them that night.</p></blockquote></body></html>"""


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_rows_of_a_quotation_have_a_bar_at_their_left_and_no_others(
    library: Path, size: tuple[int, int]
) -> None:
    conn = open_writer(library)
    conn.execute(
        "INSERT INTO snapshots (version, media_type, size, body) VALUES (1, 'text/html', ?, ?)",
        (len(PAGE), zlib.compress(PAGE.encode())),
    )
    conn.close()
    app = AttribuneApp(library)
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        barred = [row for row in rows(app) if "│" in row[:8]]
        assert "│The barrier will now cost $1.7 billion" in barred[0]
        assert "    │Paragraph 1 tells" in "\n".join(barred)
        assert "    │" in [row.rstrip()[:5] for row in barred if row.rstrip()[:8].strip() == "│"]
        assert not any("The city has spent" in row or "Governor" in row or "Paragraph 2" in row for row in barred)
