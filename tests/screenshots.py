"""Makes the pictures in screenshots/: the real app on the demo library. Run as `python -m tests.screenshots`.

Nothing in them depends on the machine or the day, so that a picture changes only when the screen does.
"""

import asyncio
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from store.demo import build
from store.library import articles, claims, sources
from store.library.claims import StoredClaim
from store.library.connection import open_reader
from store.linking import links, timeline
from tui.app.application import AttribuneApp
from tui.screens.search_screen import Words

FOLDER = Path(__file__).parents[1] / "screenshots"
SIZES = ((80, 24), (120, 40))
SEARCHED = "flooded homes"
# The font that Textual's pictures load from the network is not needed where a terminal's own font will do.
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FONTS = "Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace"


def telling(library: Path) -> tuple[int, int]:
    """Return the article, and the number of the claim in it, of which others say the most different things."""

    def weight(conn: sqlite3.Connection, held: StoredClaim) -> float:
        relations = [link.relation for link in links.related(conn, held.id)]
        return 10 * ("differs" in relations) + len(set(relations))

    return most(library, weight)


def risen(library: Path) -> tuple[int, int]:
    """Return the article, and the number of the claim in it, whose quantity changed most often."""

    def weight(conn: sqlite3.Connection, held: StoredClaim) -> float:
        return len({point.held for point in timeline.timeline(conn, held.id) if point.held})

    return most(library, weight)


def disputed(library: Path) -> tuple[int, int]:
    """Return the article, and the number of the claim in it, whose source is contradicted most often."""

    def weight(conn: sqlite3.Connection, held: StoredClaim) -> float:
        source = sources.of_claim(conn, held.id)
        said = sources.said_by(conn, [source.id]) if source else []
        return sum(one.contradicted for one in said) + len(said) / 100

    return most(library, weight)


def most(library: Path, weight: Callable[[sqlite3.Connection, StoredClaim], float]) -> tuple[int, int]:
    """Return the article, and the number of the claim in it, that weighs the most; the first of equals."""
    with closing(open_reader(library)) as conn:
        found = [
            (weight(conn, held), article.id, number)
            for article in articles.page(conn, 0, 100, order="oldest")
            for number, held in enumerate(claims.of_article(conn, article.id))
        ]
    _, article_id, number = max(found, key=lambda one: one[0])
    return article_id, number


def save(app: AttribuneApp, name: str) -> None:
    """Write a picture of the app's screen as it is."""
    width, height = app.size
    picture = _FONT_FACE.sub("", app.export_screenshot()).replace("Fira Code", _FONTS)
    # Some viewers drop the space at either end of a piece of text, and words would run together.
    picture = picture.replace("<svg ", '<svg xml:space="preserve" ', 1)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}-{width}x{height}.svg").write_text(picture, encoding="utf-8")


async def picture(library: Path, size: tuple[int, int]) -> None:
    """Go through the app's screens at a size and save each."""
    article, claim = telling(library)
    app = AttribuneApp(library)
    async with app.run_test(size=size) as pilot:
        # The preview is read once the cursor rests.
        await pilot.pause(1)
        await app.workers.wait_for_complete()
        await pilot.pause()
        save(app, "library")
        app.read(article)
        await pilot.pause()
        await pilot.press(*["n"] * claim)
        await pilot.pause()
        save(app, "reader")
        await pilot.press("question_mark")
        await pilot.pause()
        save(app, "help")
        await pilot.press("escape", "escape")
        for key, name, at in (("t", "timeline", risen(library)), ("w", "source", disputed(library))):
            app.read(at[0])
            await pilot.pause()
            await pilot.press(*["n"] * at[1], key)
            await app.workers.wait_for_complete()
            await pilot.pause()
            save(app, name)
            await pilot.press("escape", "escape")
        await pilot.press("slash")
        await pilot.pause()
        words = app.screen.query_one(Words)
        words.cursor_blink = False
        words.value = SEARCHED
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        save(app, "search")


def main() -> None:
    """Build the demo library, and take every picture of a copy in a folder that serves as home."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("NO_COLOR", None)
        built = Path(folder) / "built.db"
        build(built)
        for width, height in SIZES:
            # Of its own, for what is opened in one has been read.
            home = Path(folder) / f"{width}"
            home.mkdir()
            os.environ["HOME"] = str(home)
            library = home / "demo.db"
            shutil.copy(built, library)
            asyncio.run(picture(library, (width, height)))


if __name__ == "__main__":
    main()
