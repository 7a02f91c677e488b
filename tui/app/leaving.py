"""Closes screens, and ends the program, after a question or at once."""

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete
from textual.binding import Binding

from tui.app.article_keys import position_in
from tui.app.clipboard import ClipboardApp
from tui.app.closed_screens import forget_closed_screens

if TYPE_CHECKING:
    from tui.app.changes import Change
    from tui.app.open_article import Trail

# Seconds to store the position in open articles when a signal ends the program.
_KEEPING = 2.0
BINDINGS = (
    # One key: it goes back from a screen, and leaves from the first one.
    Binding("q", "close_screen", "back", tooltip="Elsewhere: back to the previous screen", id="close_screen"),
    Binding("q", "ask_quit", "quit", tooltip="In the list: leave, after asking", id="ask_quit"),
    Binding("Q,ctrl+q", "quit", "quit", tooltip="Leave Attribune at once", id="quit", show=False),
)


class LeavingApp(ClipboardApp, inherit_bindings=False):
    """An app whose screens have an `action_close`, all but the first."""

    # The history of the reader that was closed last; None before one was closed.
    _last_closed: "Trail | None" = None

    @property
    def doing(self) -> str:
        """What runs in the background, and would be stopped."""
        raise NotImplementedError

    async def make(self, change: "Change") -> None:
        """Make a change in the library."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"close_screen", "ask_quit"}:
            return (len(self.screen_stack) > 1) == (action == "close_screen")
        return super().check_action(action, parameters)

    def pop_screen(self) -> AwaitComplete:
        """Close the top screen, and free it."""
        popped = super().pop_screen()
        forget_closed_screens()
        return popped

    def closed(self, trail: "Trail") -> None:
        """Record the history of a reader that is being closed."""
        self._last_closed = trail

    def reopen(self, trail: "Trail") -> None:
        """Show the last place of a history in a reader."""
        raise NotImplementedError

    def action_forward(self) -> None:
        """Reopen the reader that was closed last, as it was."""
        if self._last_closed:
            self.reopen(self._last_closed)
        else:
            self.notify("There is no article to return to yet.", markup=False)

    async def action_close_screen(self) -> None:
        """Go back to the screen below; in the reader, matches that are highlighted are no screen."""
        if not await self.run_action("screen.leave_article"):
            await self.run_action("screen.close")

    def action_ask_quit(self) -> None:
        """End the program, after asking."""
        from tui.screens.leave_screen import LeaveScreen

        async def take(leave: bool | None) -> None:
            if leave:
                await self.action_quit()

        self.push_screen(LeaveScreen(self.doing), take)

    async def action_quit(self) -> None:
        """End the program at once, storing the position in open articles."""
        await self._keep_places()
        self.exit()

    async def _keep_places(self) -> None:
        """Store the position in open articles."""
        from tui.app.changes import left

        for screen in self.screen_stack:
            if position := position_in(screen):
                await self.make(left(*position))

    def end_on_signals(self) -> None:
        """Quit when the terminal closes or a signal ends the program, and restore the terminal."""
        for number in (signal.SIGHUP, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._end_by, number)

    def _end_by(self, number: signal.Signals) -> None:
        async def end() -> None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_KEEPING):
                    await self._keep_places()
            self.exit(return_code=128 + number, message=f"attribune: ended by {number.name}")

        self.run_worker(end())
