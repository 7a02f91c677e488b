"""Keys for the panes of a reader: focus, size, and showing the text alone."""

from typing import Literal

from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from tui.app import session_state
from tui.widgets.article_text import ArticleText
from tui.widgets.claim_panel import ClaimPanel
from tui.widgets.entry_paragraph import EntryParagraph

# From these widths on, there is room for the panel beside the text, for two texts, and for the chosen entry’s
# paragraph.
BESIDE_FROM, TWO_FROM, THREE_FROM = 100, 120, 160
BREAKPOINTS = [(0, "-below"), (BESIDE_FROM, "-beside"), (TWO_FROM, "-wide"), (THREE_FROM, "-three")]
_STEP, _LEAST, _MOST = 5, 20, 80

Layout = Literal["below", "beside", "three", "two"]

# The first pane's default percentage of width or height, as in reader.tcss.
_USUAL = {"below": 60, "beside": 55, "three": 50, "two": 50, "two_below": 70}

BINDINGS = (
    Binding("tab", "pane(1)", "pane", tooltip="Go to the next pane: texts, panel", id="other_pane"),
    Binding("shift+tab", "pane(-1)", "pane", tooltip="Go to the previous pane", id="pane_before", show=False),
    Binding("Z", "zen", "zen", tooltip="Show the text alone, or all panes again", id="zen", show=False),
    Binding(
        "greater_than_sign", "room(1)", "wider", tooltip="More room for this pane, from now on", id="wider", show=False
    ),
    Binding(
        "less_than_sign",
        "room(-1)",
        "narrower",
        tooltip="Less room for this pane, from now on",
        id="narrower",
        show=False,
    ),
)


class PaneKeys(Screen[None], inherit_bindings=False):
    """A screen with a text, perhaps a second one, a panel and a paragraph."""

    _text: ArticleText
    _panel: ClaimPanel
    _paragraph: EntryParagraph

    def notice(self, words: str) -> None:
        """Show a notice that contains foreign text."""
        raise NotImplementedError

    @property
    def two(self) -> bool:
        """True while two articles are side by side."""
        return self.has_class("-pair")

    @property
    def _layout_name(self) -> Layout:
        width = self.app.size.width
        if self.two:
            return "two"
        return "three" if width >= THREE_FROM else "beside" if width >= BESIDE_FROM else "below"

    def action_pane(self, step: int) -> None:
        """Focus the next (1) or the previous (-1) pane; in zen, show the panel again first."""
        if self.has_class("-zen"):
            self.leave_zen()
        texts = [text for text in self.query(ArticleText) if self.two or text is self._text]
        panes: list[Widget] = [*texts, self._panel]
        here = panes.index(self.focused) if self.focused in panes else 0
        self.set_focus(panes[(here + step) % len(panes)])

    def action_zen(self) -> None:
        """Show the text alone, or all panes again."""
        if not self.leave_zen():
            self.add_class("-zen")
            self.lay_out()
            self.set_focus(self._text)
            # No key is shown any more.
            self.notice("Z or Esc shows everything again.")

    def leave_zen(self) -> bool:
        """Show all panes again; return False if they are shown already."""
        zen = self.has_class("-zen")
        if zen:
            self.remove_class("-zen")
            self.lay_out()
        return zen

    def action_room(self, step: int) -> None:
        """Give the focused pane more (1) or less (-1) room, and remember it."""
        if self.has_class("-zen"):
            return
        layout: str = self._layout_name
        first = self.focused is not self._panel
        if layout == "two":
            first = self.focused is self.query(ArticleText).first()
            if self.focused is self._panel:
                layout = "two_below"
        rooms = session_state.rooms()
        share = rooms.get(layout, _USUAL[layout]) + (_STEP if first else -_STEP) * step
        if _LEAST <= share <= _MOST:
            session_state.remember(rooms=rooms | {layout: share})
            self.lay_out()

    def lay_out(self) -> None:
        """Give each pane its remembered size, or else the style sheet's."""
        pair = self.has_class("-two") and not self.has_class("-zen") and self.app.size.width >= TWO_FROM
        self.set_class(pair, "-pair")
        rooms, layout = session_state.rooms(), self._layout_name
        if layout == "three" and not self._paragraph.is_attached:
            # Created on demand: most terminals lack the room, and each widget costs time when an article opens.
            self.query_one("#reader-panes").mount(self._paragraph)
        if not rooms and not self.query(".-sized"):
            return
        panel, paragraph, panes = self.query_one("#claims"), self._paragraph, self.query_one("#reader-panes")
        panel.add_class("-sized")
        self.styles.grid_columns = panes.styles.grid_columns = panes.styles.grid_rows = None
        for pane in (panel, paragraph):
            pane.styles.width = pane.styles.height = pane.styles.min_width = None
            pane.styles.max_width = pane.styles.max_height = None
        share = rooms.get(layout)
        if layout == "two":
            if share:
                self.styles.grid_columns = panes.styles.grid_columns = f"{share}fr {100 - share}fr"
            if above := rooms.get("two_below"):
                panes.styles.grid_rows = f"{above}fr {100 - above}fr"
            return
        if share and layout == "below":
            panel.styles.height, panel.styles.max_height = f"{100 - share}%", "100%"
        elif share:
            beside = (panel, paragraph) if layout == "three" else (panel,)
            for pane in beside:
                pane.styles.width, pane.styles.max_width = f"{(100 - share) / len(beside)}%", "100%"
                pane.styles.min_width = 12

    def on_resize(self) -> None:
        self.lay_out()
