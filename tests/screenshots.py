"""Makes the pictures in screenshots/: the real app on the demo library. Run as `python -m tests.screenshots`.

Nothing in them depends on the machine or the day, so that a picture changes only when the screen does.
"""

import asyncio
import os
import re
import tempfile
from contextlib import closing
from pathlib import Path

from store import articles, claims, links
from store.demo import build
from store.library import open_reader
from tui.app import AttribuneApp
from tui.screens.search import Words

FOLDER = Path(__file__).parents[1] / "screenshots"
SIZES = ((80, 24), (120, 40))
SEARCHED = "flooded homes"
# The font that Textual's pictures load from the network is not needed where a terminal's own font will do.
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FONTS = "Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace"


def telling(library: Path) -> tuple[int, int]:
    """Return the article, and the number of the claim in it, of which others say the most different things."""
    with closing(open_reader(library)) as conn:
        best = (0, 0, 0)
        for article in articles.page(conn, 0, 100, order="oldest"):
            for number, held in enumerate(claims.of_article(conn, article.id)):
                relations = [link.relation for link in links.related(conn, held.id)]
                weight = 10 * ("differs" in relations) + len(set(relations))
                if weight > best[0]:
                    best = (weight, article.id, number)
        return best[1], best[2]


def save(app: AttribuneApp, name: str) -> None:
    """Write a picture of the app's screen as it is."""
    width, height = app.size
    picture = _FONT_FACE.sub("", app.export_screenshot()).replace("Fira Code", _FONTS)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}-{width}x{height}.svg").write_text(picture, encoding="utf-8")


async def picture(library: Path, size: tuple[int, int]) -> None:
    """Go through the app's screens at a size and save each."""
    article, claim = telling(library)
    app = AttribuneApp(library)
    async with app.run_test(size=size) as pilot:
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
        await pilot.press("escape", "slash")
        await pilot.pause()
        words = app.screen.query_one(Words)
        words.cursor_blink = False
        words.value = SEARCHED
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        save(app, "search")


def main() -> None:
    """Build the demo library in a folder that serves as home, and take every picture."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        os.environ.pop("NO_COLOR", None)
        library = Path(home) / "demo.db"
        build(library)
        for size in SIZES:
            asyncio.run(picture(library, size))


if __name__ == "__main__":
    main()
