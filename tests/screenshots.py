"""Makes the pictures in screenshots/: the real app on the demo library, in both themes.

Run as `python -m tests.screenshots`; with a folder, every state of every screen is drawn into it, also at 160×48.
Nothing in them depends on the machine or the day, so that a picture changes only when the screen does.
"""

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from store.demo import build
from store.settings import Settings
from tests.tui.tour import furnish, tour
from tui.app import themes
from tui.app.application import AttribuneApp

FOLDER = Path(__file__).parents[1] / "screenshots"
SIZES = ((80, 24), (120, 40))
MORE_SIZES = (*SIZES, (160, 48))
KEPT = ("library", "reader", "help", "timeline", "source", "search")
# The font that Textual's pictures load from the network is not needed where a terminal's own font will do.
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FONTS = "Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace"


def save(app: AttribuneApp, name: str, folder: Path) -> None:
    """Write a picture of the app's screen as it is."""
    width, height = app.size
    picture = _FONT_FACE.sub("", app.export_screenshot()).replace("Fira Code", _FONTS)
    # Some viewers drop the space at either end of a piece of text, and words would run together.
    picture = picture.replace("<svg ", '<svg xml:space="preserve" ', 1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}-{width}x{height}.svg").write_text(picture, encoding="utf-8")


async def draw(library: Path, theme: str, size: tuple[int, int], folder: Path | None) -> None:
    """Visit the app's screens in a theme at a size and save each; without a folder, only those in screenshots/."""
    app = AttribuneApp(library, Settings(library, theme=theme))
    suffix = "" if theme == themes.DEFAULT else f"-{theme.removeprefix('attribune-')}"

    def visit(name: str) -> None:
        if folder or name in KEPT:
            save(app, name + suffix, folder or FOLDER)

    async with app.run_test(size=size, notifications=True) as pilot:
        await tour(pilot, library, visit)


def main() -> None:
    """Build the demo library, and take every picture of a copy in a temporary home folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as place:
        os.environ.pop("NO_COLOR", None)
        built = Path(place) / "built.db"
        build(built)
        furnish(built)
        for size in MORE_SIZES if folder else SIZES:
            for theme in themes.OWN:
                # Each size gets its own copy, because opening an article marks it as read.
                home = Path(place) / f"{theme.name}-{size[0]}"
                home.mkdir()
                os.environ["HOME"] = str(home)
                library = home / "demo.db"
                shutil.copy(built, library)
                asyncio.run(draw(library, theme.name, size, folder))


if __name__ == "__main__":
    main()
