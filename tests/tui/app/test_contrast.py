"""Whatever is drawn can be read: every pair of colours that the screens show has a contrast of at least 4.5:1."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style

from store.demo import build
from store.settings import Settings
from tests.tui.drawn_screen import segments
from tests.tui.tour import furnish, tour
from tui.app import themes
from tui.app.application import AttribuneApp

# By WCAG 2, level AA.
LEAST = 4.5
# Rules, frames and scroll bars carry no text.
_DRAWN = re.compile(r"[\s\u2500-\u259f\u2800-\u28ff]*")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo library as it is after a few days of reading."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build(path)
    furnish(path)
    return path


def luminance(color: Color) -> float:
    shares = [part / 255 for part in color.get_truecolor()]
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 for equal ones to 21 for black and white."""
    darker, lighter = sorted((luminance(colour), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs(app: AttribuneApp) -> Iterator[tuple[Color, Color, str]]:
    """Yield the foreground, the background and the words of everything that is drawn."""
    for text, style, _ in segments(app):
        if not _DRAWN.fullmatch(text) and style:
            letter, ground = _colors(style)
            yield letter, ground, text.strip()


def _colors(style: Style) -> tuple[Color, Color]:
    assert style.color, style
    assert style.bgcolor, style
    return (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)


@pytest.mark.parametrize("theme", [theme.name for theme in themes.OWN])
async def test_every_word_on_every_screen_stands_out_from_its_ground(theme: str, demo: Path, tmp_path: Path) -> None:
    library = Path(shutil.copy(demo, tmp_path))
    app = AttribuneApp(library, Settings(library, theme=theme))
    states: list[str] = []
    faint: set[tuple[str, str, str, str, str]] = set()

    def visit(state: str) -> None:
        states.append(state)
        for letter, ground, words in pairs(app):
            for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
                ratio = contrast(letter.downgrade(system), ground.downgrade(system))
                if ratio < LEAST:
                    faint.add((state, letter.name, ground.name, f"{system.name} {ratio:.2f}", words))

    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await tour(pilot, library, visit)
    assert len(states) > 15
    assert faint == set()


def test_the_most_and_the_least_that_colours_can_be_apart() -> None:
    black, white = Color.parse("#000000"), Color.parse("#ffffff")
    assert round(contrast(black, white), 1) == 21.0
    assert contrast(white, white) == 1.0
    assert round(contrast(Color.parse("#777777"), white), 2) == 4.48
