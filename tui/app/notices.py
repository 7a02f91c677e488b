"""The notices of the app: one row each, which goes with what it was about, or with the next key once it was read."""

import re
import time
from collections import deque
from collections.abc import Iterable
from typing import Any

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.notifications import Notification, Notify

from tui.text.cell_wording import fit

# Cells of a title in a notice: what became of the article still stands beside it in a row of 80.
TITLE = 36
# A title may quote somebody; a mark that nothing closes ends the search at the next one, so that it takes linear time.
_QUOTED = re.compile("“([^“”]*(?:“[^“”]*”[^“”]*)*)”")


# How many of the last notices can be seen again.
_KEPT = 200
BINDINGS = (Binding("i", "messages", "messages", tooltip="Show the messages again", id="messages", show=False),)


class NoticingApp(App[None]):
    """An app whose notices neither pile up over the rows below them nor outstay what the reader does next."""

    # Seconds after which a notice has been read, and after which it has been seen.
    NOTICE_READ, NOTICE_SEEN = 3.0, 1.0

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._messages: deque[Notification] = deque(maxlen=_KEPT)

    def action_messages(self) -> None:
        """Show the messages again."""
        from tui.screens.messages_screen import MessagesScreen

        self.forget_notices()
        self.push_screen(MessagesScreen([*reversed(self._messages)]))

    def on_notify(self, event: Notify) -> None:
        """Replace the last notice by the new one; errors stay."""
        self._messages.append(event.notification)
        if event.notification.severity == "information":
            self._forget(notice for notice in self._notifications if notice.severity == "information")

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and self._notifications:
            read = time.time() - self.NOTICE_READ
            self._forget(notice for notice in self._notifications if notice.raised_at < read)
        await super().on_event(event)

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:
        self.forget_seen()
        return super().push_screen(*args, **kwargs)

    def pop_screen(self) -> AwaitComplete:
        self.forget_seen()
        return super().pop_screen()

    def forget_seen(self) -> None:
        """Dismiss the notices about a screen or an article that is left now; errors stay."""
        seen = time.time() - self.NOTICE_SEEN
        notices = [notice for notice in self._notifications if notice.raised_at < seen]
        self._forget(notice for notice in notices if notice.severity == "information")

    def forget_notices(self) -> None:
        """Dismiss all notices."""
        self._forget(self._notifications)

    def _forget(self, notices: Iterable[Notification]) -> None:
        for notice in list(notices):
            self._unnotify(notice)
            # Textual would leave the notice's holder, an empty row.
            for screen in self.screen_stack:
                screen.query(f"#--textual-toast-{notice.identity}").remove()


def short(words: str) -> str:
    """Return a notice whose quoted titles are cut, so that it stands in one row."""
    return _QUOTED.sub(lambda quoted: f"“{fit(quoted[1], TITLE)}”", words)
