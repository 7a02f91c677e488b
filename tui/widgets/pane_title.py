"""The title row of a pane, which looks active while the pane has the focus."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.text.cell_wording import fit
from tui.widgets.looks import Looks


class PaneTitle(Looks, can_focus=False):
    """Shows one line above a pane; it has the class `-active` while the pane is focused."""

    ALLOW_SELECT = False

    def __init__(self, pane: Widget, words: str = "") -> None:
        super().__init__()
        self._pane = pane
        self._words = words

    def on_mount(self) -> None:
        self.watch(self._pane, "has_focus", self._mark)

    def _mark(self, focused: bool) -> None:
        self.set_class(focused, "-active")

    def show(self, words: str) -> None:
        """Show another title."""
        if words != self._words:
            self._words = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        return Strip([Segment(fit(self._words, width), self.look())]).adjust_cell_length(width, self.look())
