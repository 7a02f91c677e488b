"""The messages since Attribune was started: a notice may be gone before it was seen."""

import time
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.notifications import Notification
from textual.screen import Screen

from tui.text.cell_wording import counted, one_line
from tui.text.typesetting import typeset
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line, Lines, Piece

_MEASURE = 96
_NONE = "No messages since Attribune was started."


class MessageLines(Lines):
    """Messages with their times, the last one first; errors stand out."""

    def __init__(self, messages: Sequence[Notification]) -> None:
        super().__init__()
        self.chosen = 0
        self._messages = messages

    def lines_for(self, width: int) -> Iterator[Line]:
        if not self._messages:
            yield Line((Piece(f"  {_NONE}", "muted"),))
        for item, message in enumerate(self._messages):
            bar = Piece("▌ " if item == self.chosen else "  ", "bar")
            moment = time.strftime("%H:%M  ", time.localtime(message.raised_at))
            style = "text" if message.severity == "information" else "differs"
            for line in message.message.splitlines():
                words = one_line(line)
                for row in typeset(words, min(_MEASURE, width - 10)):
                    yield Line((bar, Piece(moment, "muted"), Piece(words[row.start : row.end], style)), item)
                    moment = " " * len(moment)


class MessagesScreen(Screen[None], inherit_bindings=False):
    """Shows messages again."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "messages.tcss"]
    AUTO_FOCUS = "MessageLines"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace", "close", "back", tooltip="Leave the messages", id="close_messages"),
    ]

    def __init__(self, messages: Sequence[Notification]) -> None:
        """messages: in the order in which they are shown."""
        super().__init__(name="Messages")
        self._messages = messages

    def compose(self) -> ComposeResult:
        yield Heading("Messages", [counted(len(self._messages), "message")])
        yield MessageLines(self._messages)
        yield KeyBar()

    def action_close(self) -> None:
        """Go back to the previous screen."""
        self.dismiss(None)
