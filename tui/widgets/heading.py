"""The first line of a screen: its title, and facts about it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from tui.text.cell_wording import fit, joined
from tui.widgets.looks import Looks

if TYPE_CHECKING:
    from tui.text.matches import Highlight
    from tui.widgets.article_text import ArticleText


class Heading(Looks, can_focus=False):
    """Shows a title at the left and facts at the right, or on a second line if they don't fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heading--title",
        "heading--facts",
        "heading--match",
        "heading--current-match",
    }

    def __init__(self, title: str = "", facts: Sequence[str] = (), pane: "ArticleText | None" = None) -> None:
        """Show a title and facts; pane: the text whose title row this is, see `PaneTitle`, and its position."""
        super().__init__()
        self._pane = pane
        self._title = title
        self._facts = joined(facts)
        self._matches: Sequence[Highlight] = ()
        self._percent = ""

    def on_mount(self) -> None:
        if self._pane:
            self.watch(self._pane, "has_focus", self._mark)
            self.watch(self._pane, "percent", self._show_percent, init=False)

    def _mark(self, focused: bool) -> None:
        self.update_classes({"-active": focused, "-away": not focused})

    def highlight(self, matches: "Sequence[Highlight]") -> None:
        """Highlight only these spans of the title, of the kinds `match` and `current-match`."""
        if matches != self._matches:
            self._matches = matches
            self.refresh()

    def _show_percent(self, percent: int) -> None:
        """Show the reading position at the end of the title."""
        # Of constant width, so that nothing beside it moves while scrolling.
        words = f"{percent:>5} %"
        if words != self._percent:
            before = self._height(self.size.width)
            self._percent = words
            self.refresh(layout=self._height(self.size.width) != before)

    def show(self, title: str, facts: Sequence[str]) -> None:
        """Show another title and other facts."""
        changed = (title, joined(facts)) != (self._title, self._facts)
        before = self._height(self.size.width)
        self._title, self._facts = title, joined(facts)
        if changed:
            self.refresh(layout=self._height(self.size.width) != before)

    def has_room(self, title: str, facts: Sequence[str]) -> bool:
        """Return True if facts would fit beside a title, in one row."""
        return cell_len(title + joined(facts)) + 5 <= self.app.size.width

    def _height(self, width: int) -> int:
        return 1 if not self._facts or cell_len(self._title + self._facts + self._percent) + 5 <= width else 2

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._height(width)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        title_style = self.look("heading--title")
        facts_style = self.look("heading--facts")
        # A title beside another one may have two rows without needing them.
        alone = self._height(width) == 2 or self.size.height > 1
        if y == 1:
            facts = Segment(f" {fit(self._facts, width - 2)}", facts_style)
            return Strip([facts]).adjust_cell_length(width, facts_style)
        beside = ("" if alone else self._facts) + self._percent
        title = fit(self._title, width - cell_len(self._percent) - 2)
        gap = max(0, width - cell_len(title) - cell_len(beside) - 2)
        segments = [
            Segment(" ", title_style),
            *self._lit(title, title_style),
            Segment(" " * gap, title_style),
            Segment(f"{beside} ", facts_style),
        ]
        return Strip(segments).adjust_cell_length(width, facts_style)

    def _lit(self, title: str, style: Style) -> Iterator[Segment]:
        """Yield the visible part of the title with its highlights."""
        at = 0
        for match in self._matches:
            yield Segment(title[at : match.start], style)
            yield Segment(title[match.start : match.end], self.look(f"heading--{match.kind}"))
            at = match.end
        yield Segment(title[at:], style)
