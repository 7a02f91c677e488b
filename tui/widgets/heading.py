"""The first line of a screen: what one looks at, and the facts about it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.wording import fit, joined


class Heading(Widget, can_focus=False):
    """Shows a title at the left and facts at the right; the facts take a line of their own where both don't fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--title", "heading--facts"}

    def __init__(self, title: str = "", facts: Sequence[str] = ()) -> None:
        super().__init__()
        self._title = title
        self._facts = joined(facts)

    def show(self, title: str, facts: Sequence[str]) -> None:
        """Show another title and other facts."""
        changed = (title, joined(facts)) != (self._title, self._facts)
        before = self._height(self.size.width)
        self._title, self._facts = title, joined(facts)
        if changed:
            self.refresh(layout=self._height(self.size.width) != before)

    def _height(self, width: int) -> int:
        return 1 if not self._facts or cell_len(self._title) + cell_len(self._facts) + 5 <= width else 2

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._height(width)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        title_style = self.get_component_rich_style("heading--title")
        facts_style = self.get_component_rich_style("heading--facts")
        alone = self._height(width) == 2
        if y == 1:
            facts = Segment(f" {fit(self._facts, width - 2)}", facts_style)
            return Strip([facts]).adjust_cell_length(width, facts_style)
        beside = "" if alone else self._facts
        title = fit(self._title, width - 2)
        gap = max(0, width - cell_len(title) - cell_len(beside) - 2)
        segments = [Segment(f" {title}{' ' * gap}", title_style), Segment(f"{beside} ", facts_style)]
        return Strip(segments).adjust_cell_length(width, facts_style)
