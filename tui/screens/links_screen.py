"""The numbered links of an article, with their words and addresses."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from store.library.snapshot_links import Link
from tui.text.cell_wording import counted, fit, one_line
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line, Lines, Piece


class LinkLines(Lines):
    """Numbered links: the words in the text, and the address below."""

    def __init__(self, links: Sequence[Link], text: str) -> None:
        super().__init__()
        self.chosen = 0
        self._links = links
        self._text = text

    def lines_for(self, width: int) -> Iterator[Line]:
        edge = len(str(len(self._links))) + 2
        for item, link in enumerate(self._links):
            number = Piece(f" {item + 1:>{edge - 2}} ", "key")
            words = fit(one_line(self._text[link.start : link.end]), width - edge - 1)
            yield Line((number, Piece(words, "source")), item)
            yield Line((Piece(" " * edge), Piece(fit(one_line(link.address), width - edge - 1), "muted")), item)


class LinksScreen(Screen[str | None], inherit_bindings=False):
    """Shows links; its result is the address to open."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss"]
    AUTO_FOCUS = "LinkLines"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", tooltip="Open the link; a number chooses it", id="open_link"),
        Binding("escape,backspace", "close", "back", tooltip="Leave the links", id="close_links"),
    ]

    def __init__(self, links: Sequence[Link], text: str, title: str) -> None:
        """links: of an article with this text and title."""
        super().__init__(name="Links")
        self._links = links
        self._title = title
        self._lines = LinkLines(links, text)
        self._typed = ""

    def compose(self) -> ComposeResult:
        yield Heading(self._title, [counted(len(self._links), "link")])
        yield self._lines
        yield KeyBar()

    def on_key(self, event: events.Key) -> None:
        """Choose a link by its number, typed digit by digit."""
        if event.character not in tuple("0123456789"):
            return
        typed = self._typed + event.character
        self._typed = typed if 0 < int(typed) <= len(self._links) else event.character
        if 0 < int(self._typed) <= len(self._links):
            self._lines.choose(int(self._typed) - 1)

    def on_lines_opened(self, event: Lines.Opened) -> None:
        self.dismiss(self._links[event.item].address)

    def action_open(self) -> None:
        """Open the chosen link."""
        self._lines.action_open()

    def action_close(self) -> None:
        """Go back to the previous screen."""
        self.dismiss(None)
