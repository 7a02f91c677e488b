"""Keys for the side bar of the list: open it, move into it, and choose its entries."""

import sqlite3
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Vertical

from tui.app import session_state
from tui.screens.group_keys import GroupKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tui.screens.filter_screen import Choice
    from tui.widgets.lines import Lines
    from tui.widgets.side_bar import Entry, SideBar

BINDINGS = (
    Binding("B", "side_bar", "side bar", tooltip="Open or close the side bar", id="side_bar"),
    Binding("tab,shift+tab", "other_pane", "pane", tooltip="Go to the side bar, or back", id="list_pane"),
)


class SideKeys(GroupKeys, inherit_bindings=False):
    """A list of articles with a side bar beside it; a subclass composes the list in a container `#panes`.

    The side bar is created when it is first opened, so that the app starts faster.
    """

    _side: "SideBar | None" = None

    @property
    def in_side_bar(self) -> bool:
        """True while the side bar has the keys."""
        return self._side is not None and self._side.has_focus

    @property
    def entry(self) -> "Entry | None":
        """The entry of the side bar that keys act on."""
        return self._side.entry if self._side and self._side.has_focus else None

    def show_only(self, choice: "Choice | None") -> None:
        """Show the articles of a choice."""
        raise NotImplementedError

    def renew_side_bar(self) -> None:
        """Reload the side bar's entries, if it is open."""
        if self.has_class("-side"):
            self._made().renew(self._listing.query)

    def action_open(self) -> None:
        """Read the article under the cursor, or show the articles that the side bar leads to."""
        (self._side if self._side and self.in_side_bar else self._list).action_open()

    def action_side_bar(self) -> None:
        """Open the side bar and focus it, or close it."""
        self.toggle_class("-side")
        self.renew_side_bar()
        self.set_focus(self._side if self.has_class("-side") else self._list)
        session_state.remember(side_bar=self.has_class("-side"))

    def action_other_pane(self) -> None:
        """Move between the list and the side bar."""
        self.set_focus(self._list if self.in_side_bar else self._side)

    def on_lines_opened(self, event: "Lines.Opened") -> None:
        from tui.screens.filter_screen import Choice

        if self._side and (entry := self._side.entry):
            self.show_only(Choice(entry.name, entry.query))
            self.set_focus(self._list)

    def _made(self) -> "SideBar":
        if self._side is None:
            from tui.widgets.side_bar import SideBar

            self._side = SideBar(self._read_side)
            self.query_one("#panes").mount(Vertical(self._side.title, self._side, id="side"), before=0)
        return self._side

    def _read_side(self, take: "Callable[[Sequence[Entry]], object]") -> None:
        """Give the side bar its entries, each time that more of them are known."""
        from tui.app.library_places import entries

        def give(conn: sqlite3.Connection) -> None:
            for known in entries(conn):
                take(known)

        # In a large library this takes half a second, so a later change cancels an earlier query.
        self._reading.interrupt("side")
        self._reading.ask_in_thread(give, "side")
