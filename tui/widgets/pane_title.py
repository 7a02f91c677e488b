"""The title row of a pane, which looks active while the pane has the focus."""

from textual.content import Content
from textual.widget import Widget


class PaneTitle(Widget, can_focus=False):
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

    def render(self) -> Content:
        return Content(self._words)
