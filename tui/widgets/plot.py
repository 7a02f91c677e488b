"""A plot of values over time: a mark for each by its source, with its number beside it.

A bar shows a range, a tail that a value may be any larger (`at least 50`) or smaller. Steps, not slopes, connect the
values of a source: nobody gave the values between.
"""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import ClassVar

from textual_hires_canvas import Canvas
from textual_plot import NumericAxisFormatter, PlotWidget

from tui.text.plot_points import MARKERS, Mark, look

# Styles by the number of a source's look.
_STYLES = ("first", "second", "third", "fourth", "fifth", "sixth", "other")
_DAY = 86_400
# Rows of the tail of a value that is open on one side.
_TAIL = 2
# The possible steps of the time axis, in days.
_STEPS = (1, 2, 5, 7, 14, 30, 61, 91, 182, 365, 730, 1_825, 3_650, 9_125, 36_500)


class _Days(NumericAxisFormatter):
    """Marks an axis of seconds by days, months or years."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 6) -> list[float]:
        fitting = [days for days in _STEPS if (max_ - min_) / (days * _DAY) <= max_ticks]
        step = (fitting or _STEPS[-1:])[0]
        first = datetime.fromtimestamp(min_, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        ticks, moment = [], first
        while moment.timestamp() <= max_:
            if moment.timestamp() >= min_:
                ticks.append(moment.timestamp())
            moment += timedelta(days=step)
        return ticks

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        moments = [datetime.fromtimestamp(tick, UTC) for tick in ticks]
        if len(moments) > 1 and (moments[1] - moments[0]).days >= 365:
            return [f"{moment:%Y}" for moment in moments]
        year = " %Y" if len(moments) == 1 or len({moment.year for moment in moments}) > 1 else ""
        return [f"{moment.day} {moment:%b}{moment.strftime(year)}" for moment in moments]


class _Figures(NumericAxisFormatter):
    """Marks an axis of values, large ones in thousands, millions or billions."""

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        smallest = min((abs(tick) for tick in ticks if tick), default=0.0)
        sizes = ((1e12, " tn"), (1e9, " bn"), (1e6, " m"))
        size, word = next(((size, word) for size, word in sizes if smallest >= size), (1.0, ""))
        return [f"{round(tick / size, 6):,g}{word}" if size > 1 else f"{round(tick, 6):,.10g}" for tick in ticks]


def _number(mark: Mark) -> str:
    """Return a mark's value, or the two that it lies between, in figures."""
    ends = [mark.low, mark.high] if mark.high > mark.low else [mark.value]
    return "–".join(_Figures().get_labels_for_ticks(ends))


class Plot(PlotWidget, can_focus=False, inherit_bindings=False):
    """Draws marks; only for looking at, as the cursor moves in the list of values."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"plot--{name}" for name in (*_STYLES, "chosen")}
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(allow_pan_and_zoom=False)
        self._marks: Sequence[Mark] = ()
        self._chosen = -1
        self.set_x_formatter(_Days())
        self.set_y_formatter(_Figures())

    def on_mount(self) -> None:
        super().on_mount()
        self.margin_top, self.margin_bottom = 1, 2

    def show(self, marks: Sequence[Mark], chosen: int = -1) -> None:
        """Draw these marks; chosen: the number of the highlighted one, -1 for none."""
        self._marks, self._chosen = marks, chosen
        self._draw()

    def on_resize(self) -> None:
        self._draw()
        # What is drawn by cells waits for the canvas within, which is resized after this.
        self.call_after_refresh(self._draw)

    def _resize_canvas(self) -> None:
        """Draw as wide as the canvas within is after a change of the margin, which the widget overlooks."""
        self.refresh(layout=True)
        self.call_after_refresh(self._draw)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        self.clear()
        if not self._marks or not self.size:
            return
        self._fit()
        canvas = self.query_one("#plot", Canvas).size
        if canvas.width > 2 and canvas.height > 2:
            self._tie()
            self._label()
        for number, mark in enumerate(self._marks):
            if number != self._chosen:
                self._put(mark, MARKERS[look(mark.source)], _STYLES[look(mark.source)])
        # Last, so that nothing covers it.
        if 0 <= self._chosen < len(self._marks):
            chosen = self._marks[self._chosen]
            self._put(chosen, MARKERS[look(chosen.source)], "chosen")

    def _cell(self, mark: Mark) -> tuple[int, int]:
        """Return the column and the row of the canvas that a mark stands in."""
        return self.get_pixel_from_coordinate(mark.moment.timestamp(), mark.value)

    def _write(self, column: int, row: int, text: str, style: str) -> None:
        """Write characters into cells of the canvas, from a column on."""
        drawn = str(self.get_component_rich_style(f"plot--{style}"))
        for place, character in enumerate(text):
            at, value = self.get_coordinate_from_pixel(column + place, row)
            self.scatter([at], [value], marker=character, marker_style=drawn)

    def _tie(self) -> None:
        """Connect the values of each source by steps; draw a tail from a value that is open on one side."""
        for source in range(len(MARKERS) - 1):
            style = _STYLES[source]
            cells = sorted(self._cell(mark) for mark in self._marks if mark.source == source)
            for (column, row), (next_column, next_row) in pairwise(cells):
                self._write(column + 1, row, "·" * (next_column - column), style)
                for between in range(min(row, next_row) + 1, max(row, next_row)):
                    self._write(next_column, between, "·", style)
        height = self.query_one("#plot", Canvas).size.height
        for mark in self._marks:
            column, row = self._cell(mark)
            for step in range(1, _TAIL + 1):
                if mark.open and 0 < row - mark.open * step < height - 1:
                    self._write(column, row - mark.open * step, "╎", _STYLES[look(mark.source)])

    def _label(self) -> None:
        """Write beside each mark its number, at its right or its left, where nothing else stands."""
        width = self.query_one("#plot", Canvas).size.width
        occupied = {self._cell(mark) for mark in self._marks}
        for mark in self._marks:
            column, row = self._cell(mark)
            label = _number(mark)
            for start in (column + 2, column - 1 - len(label)):
                cells = {(place, row) for place in range(start - 1, start + len(label) + 1)} - {(column, row)}
                if start > 0 and start + len(label) < width and not cells & occupied:
                    # With a blank on either side, for steps lead through.
                    blanked = f" {label} " if start > column else f"{label} "
                    self._write(start - (start > column), row, blanked, _STYLES[look(mark.source)])
                    occupied |= cells
                    break

    def _put(self, mark: Mark, marker: str, style: str) -> None:
        drawn = str(self.get_component_rich_style(f"plot--{style}"))
        at = [mark.moment.timestamp()]
        if mark.high > mark.low:
            middle, half = (mark.low + mark.high) / 2, (mark.high - mark.low) / 2
            self.errorbar(at, [middle], yerr=[half], marker=marker, marker_style=drawn)
        else:
            self.scatter(at, [mark.value], marker=marker, marker_style=drawn)

    def _fit(self) -> None:
        """Leave room around the marks; start at zero unless that flattens the values into a line."""
        times = [mark.moment.timestamp() for mark in self._marks]
        spare = max((max(times) - min(times)) * 0.05, _DAY / 2)
        self.set_xlimits(min(times) - spare, max(times) + spare)
        low, high = min(mark.low for mark in self._marks), max(mark.high for mark in self._marks)
        room = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
        floor = 0.0 if 0 <= low <= high / 2 or low == high >= 0 else low - room
        rows = self.query_one("#plot", Canvas).size.height - 2
        if rows > 1:
            # A tick every few rows, so that each stands in the row of its value.
            floor, tick, apart = _scale(floor, high + room, rows)
            self.set_yticks([floor + tick * number for number in range((rows - 1) // apart + 1)])
            # A little below, for the widget puts the tick of the limit itself a row lower.
            self.set_ylimits(floor - tick * 1e-6, floor + tick / apart * rows)
        widest = max(len(label) for label in _Figures().get_ticks_and_labels(floor, high + room)[1])
        if self.margin_left != (margin := max(6, widest + 3)):
            self.margin_left = margin
            self.call_after_refresh(self._resize_canvas)


def _scale(low: float, high: float, rows: int) -> tuple[float, float, int]:
    """Return where an axis of so many rows begins, what a tick is worth and how many rows it takes.

    Of round ticks, that are two to five rows apart, those whose axis ends soonest above what it has to hold.
    """
    power = 10.0 ** math.floor(math.log10((high - low) / rows))
    ticks = [power * share for share in (1, 2, 2.5, 5, 10, 20, 25, 50)]
    scales = [(math.floor(low / tick) * tick, tick, apart) for tick in ticks for apart in range(2, 6)]
    fitting = [scale for scale in scales if scale[0] + scale[1] / scale[2] * rows >= high]
    return min(fitting, key=lambda scale: scale[0] + scale[1] / scale[2] * rows)
