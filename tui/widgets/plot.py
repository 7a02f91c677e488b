"""A plot of values over time: a mark for each by its source, a bar for a range."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import ClassVar

from textual_plot import NumericAxisFormatter, PlotWidget

from tui.text.plot_points import MARKERS, Mark, look

# Styles by the number of a source's look.
_STYLES = ("first", "second", "third", "fourth", "fifth", "sixth", "other")
_DAY = 86_400
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

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        self.clear()
        if not self._marks or not self.size:
            return
        self._fit()
        self._tie()
        for number, mark in enumerate(self._marks):
            if number != self._chosen:
                self._put(mark, MARKERS[look(mark.source)], _STYLES[look(mark.source)])
        # Last, so that nothing covers it.
        if 0 <= self._chosen < len(self._marks):
            chosen = self._marks[self._chosen]
            self._put(chosen, MARKERS[look(chosen.source)], "chosen")

    def _tie(self) -> None:
        """Connect the values of each source with dots."""
        for source in range(len(MARKERS) - 1):
            points = sorted((mark.moment.timestamp(), mark.value) for mark in self._marks if mark.source == source)
            style = str(self.get_component_rich_style(f"plot--{_STYLES[source]}"))
            for (moment, value), (next_moment, next_value) in pairwise(points):
                shares = [step / self.size.width for step in range(self.size.width)]
                times = [moment + share * (next_moment - moment) for share in shares]
                self.scatter(times, [value + share * (next_value - value) for share in shares], "·", style)

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
        self.set_ylimits(floor, high + room)
        widest = max(len(label) for label in _Figures().get_ticks_and_labels(floor, high + room)[1])
        self.margin_left = max(6, widest + 2)
