"""The values of a quantity over time, as a plot and as a list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from store.library.claims import StoredClaim
from store.linking import quantities, timeline, voices
from store.linking.timeline import Point
from tui.app.library_reader import LibraryReader
from tui.text.cell_wording import counted, figure_given, fit, joined, measured, one_line, outlets_of, source_name, when
from tui.text.plot_points import MARKERS, Mark, look, mark
from tui.text.provenance import sign_of
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line, Lines, Piece

_NO_PLOT = "None of these values can be placed in time: no article has a date, or none gives a number."
# The marks' styles in the list, by the number of a source's look: the plot's colours.
_STYLES = ("source", "updates", "agrees", "differs", "figure", "part", "muted")
# With fewer rows, distant values would be drawn at one height, and the list would have no room.
_PLOTTED_FROM = 18
# The width of a date such as `14 Mar 2026`, or of a year alone.
_DATE = 11


class Values(Lines):
    """The values in order of time: mark, sign, day, figure, source."""

    class Moved(Message):
        """The cursor moved to another value."""

    def __init__(self) -> None:
        super().__init__()
        self.points: Sequence[Point] = ()
        self._sources: Sequence[int] = ()
        self._opened_from = 0

    def show(self, points: Sequence[Point], sources: Sequence[int], asked: int) -> None:
        """Show values; sources: the source number of each; asked: the claim that the screen was opened from."""
        self.points, self._sources, self._opened_from = points, sources, asked
        if not 0 <= self.chosen < len(points):
            self.chosen = next((number for number, point in enumerate(points) if point.claim.id == asked), 0)
        self.rebuild()
        self.reveal_chosen()

    def choose(self, item: int) -> None:
        super().choose(item)
        self.post_message(self.Moved())

    def lines_for(self, width: int) -> Iterator[Line]:
        figures = [fit(figure_given(point.claim.claim), width // 3) for point in self.points]
        widest = max(map(cell_len, figures), default=0)
        for item, (point, source, figure) in enumerate(zip(self.points, self._sources, figures, strict=True)):
            sign = sign_of(point, self.points, self._opened_from)
            marker = MARKERS[look(source)] if mark(point, source) else " "
            here = "this claim" if point.claim.id == self._opened_from else ""
            words = joined((source_name(point.claim.claim), outlets_of(point.articles), here))
            yield Line(
                (
                    Piece("▌" if item == self.chosen else " ", "bar"),
                    Piece(f"{marker} ", _STYLES[look(source)]),
                    Piece(f"{sign.sign} " if sign else "  ", sign.style if sign else "muted"),
                    Piece(f"{when(point.as_of):>{_DATE}}  ", "muted"),
                    Piece(figure + " " * (widest - cell_len(figure)), "strong"),
                    Piece(
                        f"  {fit(words, width - widest - _DATE - 10)}",
                        "source" if point.claim.claim.source else "muted",
                    ),
                ),
                item,
            )


class TimelineScreen(Screen[tuple[int, int] | None], inherit_bindings=False):
    """Shows the values of a claim's quantity; its result is the article and the claim to read."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "timeline.tcss"]
    AUTO_FOCUS = "Values"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "read", tooltip="Read the article of the chosen value", id="open_value"),
        Binding("escape,backspace", "close", "back", tooltip="Leave the timeline", id="close_timeline"),
    ]

    def __init__(self, reading: LibraryReader, claim: StoredClaim) -> None:
        # The plot's imports are heavy, so it is imported only when it is shown.
        from tui.widgets.plot import Plot

        super().__init__(name="Timeline")
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (_PLOTTED_FROM, "-high")]
        self._reading = reading
        self._claim = claim
        self._marks: list[Mark] = []
        # The mark of each value.
        self._places: dict[int, int] = {}
        self._heading = Heading()
        self._plot = Plot()
        self._values = Values()
        self._values.border_title = " VALUES "
        self._bar = KeyBar()

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self._plot
        yield Static(Content(_NO_PLOT), id="no-plot")
        yield self._values
        yield self._bar

    def on_mount(self) -> None:
        self._renew()

    def on_library_reader_changed(self) -> None:
        self._renew()

    def on_values_moved(self, event: Values.Moved) -> None:
        self._draw()

    def on_lines_opened(self, event: Lines.Opened) -> None:
        claim = self._values.points[event.item].claim
        self.dismiss((claim.article_id, claim.id))

    def action_open(self) -> None:
        """Read the article of the chosen value."""
        self._values.action_open()

    def action_close(self) -> None:
        """Go back to the previous screen."""
        self.dismiss(None)

    def _renew(self) -> None:
        """Reload the values from the library."""
        none: list[Point] = []
        points = self._reading.ask(lambda conn: timeline.timeline(conn, self._claim.id), none)
        speakers = [point.voice or point.article.voice or point.article.id for point in points]
        numbers = {speaker: number for number, speaker in enumerate(dict.fromkeys(speakers))}
        sources = [numbers[speaker] for speaker in speakers]
        behind = voices.count((point.voice, article.id) for point in points for article in point.articles)
        denials = sum(point.denies for point in points)
        facts = [counted(len(points) - denials, "value"), counted(denials, "denial") if denials else "", str(behind)]
        self._heading.show(self._title(), [fact for fact in facts if fact])
        self._marks, self._places = [], {}
        for number, (point, source) in enumerate(zip(points, sources, strict=True)):
            if drawn := mark(point, source):
                self._places[number] = len(self._marks)
                self._marks.append(drawn)
        self.set_class(not self._marks, "-undated")
        self._values.show(points, sources, self._claim.id)
        self._draw()

    def _title(self) -> str:
        """Return the quantity's label as the title."""
        quantity = self._reading.ask(lambda conn: quantities.of_claim(conn, self._claim.id), None)
        claim = self._claim.claim
        named = replace(claim, subject=quantity.label) if quantity and quantity.label else claim
        return measured(named) or one_line(claim.text)

    def _draw(self) -> None:
        self._plot.show(self._marks, self._places.get(self._values.chosen, -1))
