"""The base of the app's scrolling views: draws rows one by one and caches them until they change."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.widgets.looks import Looks
from tui.widgets.scroll_bar import NOTHING, Cell, cells

# Enough rows for a few tall screens, so that scrolling back and forth draws nothing twice.
_KEPT_ROWS = 512
_REVERSED = Style(reverse=True)


class View(ScrollView, Looks, can_focus=True, inherit_bindings=False):
    """A view whose subclass draws single rows in `draw`, and may move a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", tooltip="One line or one entry down", id="down", show=False),
        Binding("k,up", "move(-1)", "up", tooltip="One line or one entry up", id="up", show=False),
        Binding("space,pagedown", "move_page(1)", "page", tooltip="A page down", id="page_down", show=False),
        Binding("b,pageup", "move_page(-1)", "page up", tooltip="A page up", id="page_up", show=False),
        Binding("g,home", "move_end(0)", "top", tooltip="Go to the beginning", id="top", show=False),
        Binding("G,end", "move_end(-1)", "end", tooltip="Go to the end", id="end", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"view--bar"}
    ALLOW_SELECT = True
    ALLOW_MAXIMIZE = False

    def __init__(self) -> None:
        super().__init__()
        self._drawn: LRUCache[int, Sequence[Segment]] = LRUCache(_KEPT_ROWS)
        self._drawn_for = 0
        self._bar: Sequence[Cell] = ()
        self._drawing = False

    def draw(self, row: int) -> Iterable[Segment] | None:
        """Return what is in a row, at most `measure` cells; None if there is no such row."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """How many rows are in view."""
        return self.content_region.height

    @property
    def top(self) -> int:
        """The first row in view."""
        return self.scroll_offset.y

    @property
    def measure(self) -> int:
        """The width of a row in cells, without the scroll bar; 0 before the view was laid out."""
        return max(0, self.content_region.width - 1)

    @property
    def allow_vertical_scroll(self) -> bool:
        return self.virtual_size.height > self.page

    @property
    def base(self) -> Style:
        """The style of plain text."""
        return self.look()

    def over(self, component: str) -> Style:
        """Return what a component adds to the style of a piece: its background and weight, not its colour.

        A transparent background is first blended with the view's, which a partial style would not do.
        """
        style = self.look(component)
        return Style(bgcolor=style.bgcolor, bold=style.bold or None, reverse=style.reverse or None)

    def redraw(self, rows: Iterable[int] | None = None) -> None:
        """Redraw these rows and nothing else; all of them by default."""
        if rows is None:
            self._drawn.clear()
            self.refresh()
            return
        run: list[int] = []
        top, page = self.top, self.page
        for row in sorted(rows):
            self._drawn.discard(row)
            if not top <= row < top + page:
                continue
            if run and row != run[-1] + 1:
                self.refresh_lines(run[0], len(run))
                run = []
            run.append(row)
        if run:
            self.refresh_lines(run[0], len(run))

    def set_height(self, rows: int) -> None:
        """Set how many rows there are."""
        # Rows are as wide as the view, and the bar has its column in any case: nothing is to be laid out again.
        self.set_reactive(View.virtual_size, Size(0, rows))
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        for y, (before, now) in enumerate(zip(self._bar, cells(rows, self.page, self.top), strict=False)):
            if before != now:
                self.refresh(Region(self.measure, y, 1, 1))

    def go_to(self, row: float) -> None:
        """Make row the first in view, or as near to that as the end allows."""
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    def reveal(self, start: int, end: int, *, around: int = 0) -> None:
        """Scroll as little as needed to show rows start to end with `around` rows of context.

        From afar, put them in the upper third.
        """
        around = min(around, max(0, (self.page - (end - start)) // 2))
        first, last = start - around, end + around
        if first >= self.top and last <= self.top + self.page:
            return
        if first > self.top + 2 * self.page or last < self.top - self.page:
            self.go_to(start - self.page // 3)
        elif first < self.top:
            self.go_to(first)
        else:
            self.go_to(last - self.page)

    def shows(self, start: int, end: int) -> bool:
        """Return True if all rows from start to end are in view."""
        return self.top <= start and end <= self.top + self.page

    def action_move(self, step: int) -> None:
        """Scroll by rows; a view with a cursor moves it."""
        self.go_to(self.top + step)

    def action_move_page(self, step: int) -> None:
        """Scroll by pages; two rows stay in view for orientation."""
        self.go_to(self.top + step * max(1, self.page - 2))

    def action_move_end(self, end: int) -> None:
        """Go to the beginning (0) or the end (-1)."""
        self.go_to(0 if end == 0 else self.virtual_size.height)

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.measure != self._drawn_for:
            self._drawn_for = self.measure
            self._drawn.clear()
        self._bar = cells(self.virtual_size.height, self.page, self.top)
        self._drawing = True
        try:
            return super().render_lines(crop)
        finally:
            self._drawing = False

    def render_line(self, y: int) -> Strip:
        row, width = y + self.top, self._drawn_for
        drawn = self._drawn.get(row)
        if drawn is None:
            segments = self.draw(row)
            if segments is None:
                drawn = (Segment(" " * width, self.base),)
            else:
                drawn = self._drawn[row] = tuple(self._set_in(segments, row))
        bar = self._bar_at(y, drawn[-1].style)
        if self.ALLOW_SELECT and not self._drawing and row in self._drawn:
            # Textual asks for a row alone to find what the mouse selects, by offsets that would make drawing slow.
            drawn = tuple(Strip(drawn, width).apply_offsets(0, row))
        return Strip((*drawn, bar), width + 1)

    def _bar_at(self, y: int, before: Style | None) -> Segment:
        """Return a row's piece of the bar, in a colour other than that of the row's end only where the thumb is."""
        cell, style = self._bar[y] if y < len(self._bar) else NOTHING, self.look("view--bar")
        if cell is NOTHING and before and (before.bgcolor != style.bgcolor or before.reverse):
            style = Style(bgcolor=before.bgcolor, reverse=before.reverse)
        return Segment(cell.glyph, style + _REVERSED if cell.reverse else style)

    def _set_in(self, segments: Iterable[Segment], row: int) -> Strip:
        """Return a row as wide as the view, with what is selected painted."""
        strip = Strip(segments).adjust_cell_length(self._drawn_for, self.base)
        if (selection := self.text_selection) and (span := selection.get_span(row)):
            strip = self._painted(strip, *span)
        return strip

    def _painted(self, strip: Strip, start: int, end: int) -> Strip:
        """Return the strip with the colours of selected text from character start to end, -1 for the row's end."""
        text = strip.text
        first = cell_len(text[:start])
        last = cell_len(text[:end]) if end >= 0 else cell_len(text.rstrip())
        if last <= first:
            return strip
        style = self.screen.get_component_rich_style("screen--selection")
        inside = strip.crop(first, last)
        painted = Strip(Segment.apply_style(inside, post_style=style), inside.cell_length)
        return Strip.join([strip.crop(0, first), painted, strip.crop(last)])

    def on_mouse_down(self, event: events.MouseDown) -> None:
        at = event.get_content_offset(self)
        if at is not None and at.x == self.measure:
            # The bar has the mouse until its button is released; until then no text is selected.
            self.screen.clear_selection()
            self.capture_mouse()
            self._drag(at.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._drag(event.y - self.gutter.top)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()

    def _drag(self, y: int) -> None:
        """Scroll so that the thumb is at a row of the bar."""
        self.go_to((self.virtual_size.height - self.page) * y / max(1, self.page - 1))

    def text_select_all(self) -> None:
        """Do nothing: a double click on a figure or a link opens it, and must not select the whole view."""

    def selection_updated(self, selection: Selection | None) -> None:
        self.redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()
