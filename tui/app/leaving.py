"""Ways back and out: a screen is closed, and the program ends after a question, or at once."""

from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete
from textual.binding import Binding

from tui.app.article_keys import position_in
from tui.app.clipboard import ClipboardApp
from tui.app.closed_screens import forget_closed_screens

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from tui.app.changes import Change

BINDINGS = (
    # The same key, as it leads back from a screen and out of the first one.
    Binding("q", "close_screen", "back", tooltip="Elsewhere: back to the previous screen", id="close_screen"),
    Binding("q", "ask_quit", "quit", tooltip="In the list: leave, after asking", id="ask_quit"),
    Binding("Q,ctrl+q", "quit", "quit", tooltip="Leave Attribune at once", id="quit", show=False),
)


class LeavingApp(ClipboardApp, inherit_bindings=False):
    """An app whose screens have an `action_close`, all but the first."""

    # Makes the reader that was closed last anew; None before one was.
    _last_closed: "Callable[[], Screen[None]] | None" = None

    @property
    def doing(self) -> str:
        """What runs beside the app, and would be stopped."""
        raise NotImplementedError

    async def make(self, change: "Change") -> None:
        """Make a change in the library."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in {"close_screen", "ask_quit"}:
            return (len(self.screen_stack) > 1) == (action == "close_screen")
        return super().check_action(action, parameters)

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top, and let go of it."""
        popped = super().pop_screen()
        forget_closed_screens()
        return popped

    def closed(self, again: "Callable[[], Screen[None]]") -> None:
        """Note how to make a screen anew that is being closed."""
        self._last_closed = again

    def action_forward(self) -> None:
        """Show the reader that was closed last, as it was."""
        if self._last_closed:
            self.push_screen(self._last_closed())
        else:
            self.notify("There is no article to return to yet.", markup=False)

    async def action_close_screen(self) -> None:
        """Go back to the screen below."""
        await self.run_action("screen.close")

    def action_ask_quit(self) -> None:
        """End the program, where that is meant."""
        from tui.screens.leave_screen import LeaveScreen

        async def take(leave: bool | None) -> None:
            if leave:
                await self.action_quit()

        self.push_screen(LeaveScreen(self.doing), take)

    async def action_quit(self) -> None:
        """End the program at once; where one is in the articles that are open is kept."""
        from tui.app.changes import left

        for screen in self.screen_stack:
            if position := position_in(screen):
                await self.make(left(*position))
        self.exit()
