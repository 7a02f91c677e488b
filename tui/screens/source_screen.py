"""Everything that one source says in the library, contradicted statements first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from extract.text.source_names import is_local
from store.library import sources
from store.library.connection import LibraryError
from store.library.sources import Source, Statement
from store.linking.links import Link
from tui.app.article_keys import changing_app
from tui.app.library_reader import LibraryReader
from tui.text.cell_wording import (
    counted,
    day,
    excerpt,
    figure_given,
    fit,
    joined,
    measured,
    one_line,
    outlet_of,
    outlets_of,
    quoted,
    source_name,
)
from tui.text.signs import LOOKS
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line, Lines, Piece

_MEASURE = 100
# How many contradicting claims are shown with a claim.
_AGAINST = 3
# How many claims of a source are read.
_MOST = 500
# How many of them fill any screen.
_FIRST = 50
_DIFFERS = LOOKS["differs"]

Pieces = tuple[Piece, ...]


class StatementLines(Lines):
    """A source's statements: figure, what it measures, where; for the chosen one also who contradicts it."""

    def __init__(self, against: Callable[[Statement], Sequence[Link]]) -> None:
        super().__init__()
        self.statements: Sequence[Statement] = ()
        self._against = against
        self._laid: dict[tuple[int, int], list[Pieces]] = {}

    def show(self, statements: Sequence[Statement]) -> None:
        """Show statements; the cursor stays where it is."""
        before = self.statements[self.chosen].claim.id if 0 <= self.chosen < len(self.statements) else 0
        self.statements = statements
        self._laid.clear()
        place = next((item for item, statement in enumerate(statements) if statement.claim.id == before), self.chosen)
        self.chosen = min(max(place, 0), len(statements) - 1)
        self.rebuild()

    def lines_for(self, width: int) -> Iterator[Line]:
        room = min(_MEASURE, width - 3)
        for item, statement in enumerate(self.statements):
            chosen = item == self.chosen
            lead = Piece("▌" if chosen else " ", "bar")
            # Cache the lines: the cursor moves through hundreds of them.
            if (item, room) not in self._laid:
                self._laid[item, room] = list(_lines(statement, room))
            yield from (Line((lead, *pieces), item) for pieces in self._laid[item, room])
            if chosen and statement.contradicted:
                yield from (Line((lead, *pieces), item) for pieces in _others(self._against(statement), room))
            yield Line()


def _lines(statement: Statement, width: int) -> Iterator[Pieces]:
    """Yield the lines of one claim: figure and what it measures, where and when, its sentence."""
    claim = statement.claim.claim
    figure = fit(one_line(claim.text), width // 2)
    yield (
        Piece(f"{_DIFFERS.sign if statement.contradicted else ' '} ", _DIFFERS.style),
        Piece(figure, "attributed"),
        Piece(f"  {fit(measured(claim), width - cell_len(figure) - 4)}"),
    )
    stance = claim.stance if claim.stance != "asserted" else ""
    where = joined((outlets_of(statement.articles), day(statement.articles[0].published), stance))
    yield (Piece(f"  {fit(where, width - 2)}", "muted"),)
    before, marked, after = quoted(*excerpt(statement.sentence, claim.text, width - 4, claim.in_line))
    yield Piece(f"  {before}", "muted"), Piece(marked, "match"), Piece(after, "muted")


def _others(against: Sequence[Link], width: int) -> Iterator[Pieces]:
    """Yield a line for each of the first claims that contradict a claim."""
    for link in against[:_AGAINST]:
        claim = link.claim.claim
        figure = fit(figure_given(claim), width // 3)
        attribution = joined((source_name(claim), outlet_of(link.article), day(link.article.published)))
        attribution = fit(attribution, width - cell_len(figure) - 6)
        yield (
            Piece(f"    {_DIFFERS.sign} ", _DIFFERS.style),
            Piece(figure, "strong"),
            Piece(f"  {attribution}", "muted"),
        )
    if (more := len(against) - _AGAINST) > 0:
        yield (Piece(f"      and {more:,} more", "muted"),)


class SourceScreen(Screen[tuple[int, int] | None], inherit_bindings=False):
    """Shows what one source says; its result is the article and the claim to read."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "source.tcss"]
    AUTO_FOCUS = "StatementLines"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "read", tooltip="Read the article at the chosen claim", id="open_statement"),
        Binding("W", "watch", "watch", tooltip="Watch the source, or stop watching it", id="watch_source"),
        Binding("escape,backspace", "close", "back", tooltip="Leave the source", id="close_source"),
    ]

    @dataclass
    class Results(Message):
        """Statements of the source were read, from this many of its claims."""

        statements: Sequence[Statement]
        looked_at: int

    def __init__(self, reading: LibraryReader, speaking: Sequence[Source]) -> None:
        """Show the statements of sources that are one; the first gives the name."""
        super().__init__(name="Source")
        self._reading = reading
        self._speaking = speaking
        self._source = speaking[0]
        self._claims = sum(source.claims for source in speaking)
        self._heading = Heading(one_line(self._source.name))
        self._statements = StatementLines(self._against)
        self._bar = KeyBar()

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self._statements
        yield self._bar

    def on_mount(self) -> None:
        self._renew()

    def on_library_reader_changed(self) -> None:
        self._renew()

    def on_lines_opened(self, event: Lines.Opened) -> None:
        claim = self._statements.statements[event.item].claim
        self.dismiss((claim.article_id, claim.id))

    def action_open(self) -> None:
        """Read the article at the chosen claim."""
        self._statements.action_open()

    def action_watch(self) -> None:
        """Watch the source, or stop watching it."""
        if is_local(self._source.key):
            self.notify("Each article has its own source of that name: watch a claim instead.", markup=False)
            return
        from store.linking import watches
        from tui.app.changes import source_watched, unwatched

        watch = self._reading.ask(lambda conn: watches.of_source(conn, self._source), None)
        changing_app(self.app).change(unwatched(watch) if watch else source_watched(self._source))

    def action_close(self) -> None:
        """Go back to the previous screen."""
        self.dismiss(None)

    @work(thread=True, exclusive=True, group="source")
    def _renew(self) -> None:
        """Read what the source says now, in a thread: some sources are in every article."""
        # A screenful first, as the rest takes ten times as long.
        numbers = [source.id for source in self._speaking]
        for most in (_FIRST, _MOST) if not self._statements.statements else (_MOST,):
            try:
                statements = self._reading.ask_in_thread(partial(sources.statements_of, sources=numbers, limit=most))
            except LibraryError as error:
                self.app.call_from_thread(self.notify, str(error), severity="error", markup=False)
                return
            if get_current_worker().is_cancelled:
                return
            self.post_message(self.Results(statements, min(most, self._claims)))
            if self._claims <= most:
                return

    def on_source_screen_results(self, event: Results) -> None:
        statements = event.statements
        homes = {home.id for statement in statements for home in statement.articles}
        facts = [counted(len(statements), "claim"), counted(len(homes), "article")]
        if contradicted := sum(statement.contradicted for statement in statements):
            facts.insert(1, f"{contradicted:,} contradicted")
        if self._claims > event.looked_at:
            facts.insert(0, f"the first of {self._claims:,}")
        if is_local(self._source.key):
            facts.append("of this article" if len(self._speaking) == 1 else "of this event")
        elif self._source.name.islower():
            facts.append("several may be called so")
        self._heading.show(one_line(self._source.name), facts)
        self._statements.show(statements)

    def _against(self, statement: Statement) -> list[Link]:
        none: list[Link] = []
        return self._reading.ask(lambda conn: sources.against(conn, statement), none)
