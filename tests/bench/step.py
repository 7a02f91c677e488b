"""Prints the processor time of a step to the next claim in a long article, next to a reader made of one Static.

Run as `python -m tests.bench.step`. The ratio is what counts: at least 3 is wanted. Nothing is asserted, for the
milliseconds depend on the machine.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content, Span
from textual.widgets import Static

from store.library import articles, claims
from store.library.claims import StoredClaim
from store.library.connection import open_reader
from tests.tui.stories import Stated, Story, write_library
from tui.app.application import AttribuneApp
from tui.screens.reader_screen import ReaderScreen
from tui.widgets.article_text import ArticleText

WORDS, CLAIMS, ROUNDS = 5_000, 58, 5
SIZE = (120, 40)
_SENTENCE = "The gates were built by a company that nobody in the old town had heard of before that winter"


def long_story() -> Story:
    """Return an article of at least WORDS words with CLAIMS figures, each with a source."""
    every = WORDS // len(_SENTENCE.split()) // CLAIMS
    words = 0
    parts: list[str] = []
    claims: list[Stated] = []
    while words < WORDS:
        number = len(parts)
        figure = f"{1000 + number:,}"
        if number % every == 0 and len(claims) < CLAIMS:
            claims.append(Stated(figure, "homes flooded", f"Officer {number}", "said"))
            parts.append(f"Officer {number} said that {figure} homes were flooded that night.")
        else:
            parts.append(f"{_SENTENCE}.")
        words += len(parts[-1].split())
    paragraphs = [" ".join(parts[at : at + 5]) for at in range(0, len(parts), 5)]
    return Story("A long story", "Harbour Post", "2026-03-14", "\n\n".join(paragraphs), tuple(claims))


class TextApp(App[None]):
    """The article's text as the reader shows it, and nothing else."""

    CSS = "ArticleText { height: 1fr; scrollbar-size-vertical: 1; }"

    def __init__(self, text: str, claims: list[StoredClaim]) -> None:
        super().__init__()
        self._text, self._held = text, claims

    def compose(self) -> ComposeResult:
        yield ArticleText()

    def on_mount(self) -> None:
        self.query_one(ArticleText).show(self._text, self._held, 0)

    def step(self) -> None:
        """Go to the next claim."""
        self.query_one(ArticleText).step(1)


class StaticApp(App[None]):
    """The same text as one Static, whose content is rebuilt for every step."""

    def __init__(self, text: str, claims: list[StoredClaim]) -> None:
        super().__init__()
        self._text, self._held, self._current = text, claims, 0

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._content())

    def _content(self) -> Content:
        spans = []
        for number, stored in enumerate(self._held):
            if stored.claim.source:
                spans.append(Span(stored.claim.source.start, stored.claim.source.end, "bold"))
            style = "reverse" if number == self._current else "underline"
            spans.append(Span(stored.claim.start, stored.claim.end, style))
        return Content(self._text, spans)

    def step(self) -> None:
        """Go to the next claim, and scroll to its approximate position."""
        self._current += 1
        self.query_one(Static).update(self._content())
        scroll = self.query_one(VerticalScroll)
        share = self._held[self._current].claim.start / len(self._text)
        row = int(share * scroll.virtual_size.height)
        if not scroll.scroll_offset.y <= row < scroll.scroll_offset.y + scroll.size.height - 4:
            scroll.scroll_to(y=row - 8, animate=False)


class WholeApp(AttribuneApp):
    """The whole reader: the text, the panel, and the query for the claim's links."""

    def on_mount(self) -> None:
        self.read(1)

    def step(self) -> None:
        """Go to the next claim."""
        assert isinstance(self.screen, ReaderScreen)
        self.screen.action_step(1)


async def cost(app: TextApp | StaticApp | WholeApp) -> float:
    """Return the processor time of one step in milliseconds, over all claims of the article."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        before = time.process_time()
        for _ in range(CLAIMS - 1):
            app.step()
            await pilot.pause()
        spent = time.process_time() - before
        # The cost of waiting for the app when nothing is drawn.
        before = time.process_time()
        for _ in range(CLAIMS - 1):
            await pilot.pause()
        return (spent - (time.process_time() - before)) / (CLAIMS - 1) * 1_000


def main() -> None:
    """Measure alternately, so that all run under the same load, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        library = write_library(Path(folder) / "library.db", (long_story(),), ())
        conn = open_reader(library)
        text, stored = articles.text(conn, 1), claims.of_article(conn, 1)
        conn.close()
        costs: dict[str, list[float]] = {"text": [], "static": [], "whole": []}
        for _ in range(ROUNDS):
            costs["static"].append(asyncio.run(cost(StaticApp(text, stored))))
            costs["text"].append(asyncio.run(cost(TextApp(text, stored))))
            costs["whole"].append(asyncio.run(cost(WholeApp(library))))
    median = {name: statistics.median(values) for name, values in costs.items()}
    sys.stdout.write(
        f"{len(text.split()):,} words, {len(stored)} claims, {SIZE[0]}×{SIZE[1]}, median of {ROUNDS} rounds\n"
        f"one Static           {median['static']:6.1f} ms a step\n"
        f"the reader's text    {median['text']:6.1f} ms a step: {median['static'] / median['text']:.1f} times less\n"
        f"text, panel, query   {median['whole']:6.1f} ms a step: {median['static'] / median['whole']:.1f} times less\n"
    )


if __name__ == "__main__":
    main()
