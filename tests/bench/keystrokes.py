"""Prints the cost of keys, each next to that in a comparable bare Textual app: `python -m tests.bench.keystrokes`.

`[ARTICLES] [--rounds N] [--library FILE]`: by default 1,000 articles of real length. The time is processor
time from the key until nothing is left to do, worker threads included, minus the cost of waiting for an idle app. A
step to the next claim and a step in the list are compared with a step in an OptionList, an article with the same text
as one Static. Nothing is asserted, for the milliseconds depend on the machine; the ratios are what counts.
"""

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from store.library import articles, sources
from store.library.connection import open_reader
from tests.bench.stocking import stock
from tests.bench.synthetic import CLAIMS_EACH, World
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen
from tui.screens.source_screen import SourceScreen

SIZE = (120, 40)
ARTICLES, ROUNDS = 1_000, 30
# Enough rows for a list to scroll, although it is drawn as a whole.
_ROWS = 200
# The number of hits that a search shows.
_HITS = 50
_TYPED = "flood homes"
# Seconds after which a key has no further consequences: a preview is drawn after an eighth of a second.
_REST = 0.25

Measured = dict[str, list[float]]


class BareScreen(Screen[None]):
    """A text as one scrolling Static, as wide as the reader sets it."""

    CSS = "Static { width: 66; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._text, markup=False)


class BareSearch(Screen[None]):
    """An input line, and as many lines of text as a search shows, replaced with each letter."""

    def compose(self) -> ComposeResult:
        yield Input()
        yield Static(id="hits", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#hits", Static).update("\n".join(f"{number} {event.value}" for number in range(_HITS)))


class BareApp(App[None]):
    """A list and nothing else."""

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Row {number}" for number in range(_ROWS)))


class _Clock:
    """Measures the processor time of an app's actions."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self._pilot = pilot
        self._idle = 0.0

    async def start(self) -> None:
        """Measure the cost of waiting."""
        self._idle = statistics.median([await self._spent(lambda: None) for _ in range(ROUNDS)])

    async def cost(self, act: Callable[[], object]) -> float:
        """Return the milliseconds of an action and all its consequences."""
        return await self._spent(act) - self._idle

    async def _spent(self, act: Callable[[], object]) -> float:
        before = time.process_time()
        came = act()
        if isinstance(came, Awaitable):
            await came
        await self._pilot.pause()
        await self._pilot.app.workers.wait_for_complete()
        await self._pilot.pause(_REST)
        return (time.process_time() - before) * 1_000


@asynccontextmanager
async def _clocked(app: App[Any]) -> Any:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        clock = _Clock(pilot)
        await clock.start()
        yield pilot, clock


async def _ours(library: Path, numbers: list[int], common: list[sources.Source], rounds: int) -> Measured:
    """Return the cost of each key in Attribune, in milliseconds."""
    app, measured = AttribuneApp(library), Measured()
    async with _clocked(app) as (pilot, clock):
        measured["list move"] = [await clock.cost(lambda: pilot.press("j")) for _ in range(rounds)]
        opened, back, step, scrolled = [], [], [], []
        for number in numbers[:rounds]:
            opened.append(await clock.cost(lambda number=number: app.read(number)))
            step += [await clock.cost(lambda: pilot.press("n")) for _ in range(CLAIMS_EACH // 2)]
            scrolled.append(await clock.cost(lambda: pilot.press("space")))
            back.append(await clock.cost(lambda: pilot.press("escape")))
        measured |= {"open": opened, "claim step": step, "scroll": scrolled, "back": back}
        typed = []
        for _ in range(max(1, rounds // len(_TYPED))):
            await pilot.press("slash")
            await pilot.pause()
            typed += [await clock.cost(lambda sign=sign: pilot.press(sign)) for sign in _key_names(_TYPED)]
            await pilot.press("escape")
        measured["search, a letter"] = typed
        list_screen = app.screen
        assert isinstance(list_screen, LibraryScreen)
        page = []
        for _ in range(rounds):
            page.append(await clock.cost(lambda: app.push_screen(SourceScreen(list_screen._reading, common))))
            await pilot.press("escape")
        measured["source's page"] = page
    return measured


async def _bare(texts: list[str], rounds: int) -> Measured:
    """Return the cost of the comparable actions in the bare app, in milliseconds."""
    app, measured = BareApp(), Measured()
    async with _clocked(app) as (pilot, clock):
        moved = [await clock.cost(lambda: pilot.press("down")) for _ in range(rounds)]
        opened, back, scrolled = [], [], []
        for text in texts[:rounds]:
            opened.append(await clock.cost(lambda text=text: app.push_screen(BareScreen(text))))
            scrolled.append(await clock.cost(lambda: pilot.press("pagedown")))
            back.append(await clock.cost(app.pop_screen))
        await app.push_screen(BareSearch())
        typed = [await clock.cost(lambda sign=sign: pilot.press(sign)) for sign in _key_names(_TYPED)]
        app.pop_screen()
        page = "\n".join("Somebody said that so many homes were flooded." for _ in range(_HITS))
        paged = []
        for _ in range(rounds):
            paged.append(await clock.cost(lambda: app.push_screen(BareScreen(page))))
            app.pop_screen()
            await pilot.pause()
    measured |= {"list move": moved, "claim step": moved, "open": opened, "scroll": scrolled, "back": back}
    return measured | {"search, a letter": typed, "source's page": paged}


def _key_names(words: str) -> list[str]:
    return ["space" if sign == " " else sign for sign in words]


def _lines(ours: Measured, bare: Measured) -> Iterator[str]:
    for name, costs in ours.items():
        floor = statistics.median(bare[name])
        worst = statistics.quantiles(costs, n=20)[-1]
        yield (
            f"{name:18} {statistics.median(costs):7.1f} ms (95 %: {worst:6.1f}), bare {floor:6.1f} ms: "
            f"{statistics.median(costs) / floor:.2f} times"
        )


def main() -> None:
    """Measure both apps and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=ARTICLES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--library", type=Path, help="a library that is there; a copy of it is read")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library.db"
        if options.library:
            shutil.copy(options.library, library)
        else:
            claims = options.articles * CLAIMS_EACH
            stock(library, World(claims).reports(), claims)
        with closing(open_reader(library)) as conn:
            numbers = [number for (number,) in conn.execute("SELECT id FROM articles WHERE claims > 4 LIMIT 100")]
            texts = [articles.text(conn, number) for number in numbers]

            common = sources.most_quoted(conn, 1)
        ours = asyncio.run(_ours(library, numbers, common, options.rounds))
        bare = asyncio.run(_bare(texts, options.rounds))
        for line in _lines(ours, bare):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
