"""The key that shows what is watched, and how many new numbers of it nobody has read yet."""

from contextlib import suppress

from textual import work
from textual.binding import Binding
from textual.worker import get_current_worker

from store.library.connection import LibraryError
from tui.app.article_keys import changing_app
from tui.app.library_reader import LibraryReader
from tui.app.listing import Grouping, Listing
from tui.screens.side_keys import SideKeys
from tui.text.cell_wording import counted

BINDINGS = (Binding("W", "watches", "watched", tooltip="Show what is watched", id="watches", show=False),)


class WatchKeys(SideKeys, inherit_bindings=False):
    """A list of articles that says until they are read that there are new numbers: a notice may have passed unseen."""

    def __init__(self, reading: LibraryReader, listing: Listing, grouping: Grouping) -> None:
        super().__init__(reading, listing, grouping)
        # How many watches have a new number in an unread article.
        self._news = 0

    @property
    def news(self) -> str:
        """What the heading says about new numbers, "" if there are none."""
        key = changing_app(self.app).key_of("watches", "W")
        return f"{counted(self._news, 'new number')} ({key})" if self._news else ""

    def action_watches(self) -> None:
        """Show what is watched."""
        from tui.screens.watches_screen import WatchesScreen

        def read(chosen: tuple[int, int] | None) -> None:
            if chosen:
                changing_app(self.app).read(chosen[0], claim=chosen[1])

        self.app.push_screen(WatchesScreen(self._reading), read)

    def count_news(self) -> None:
        """Count the new numbers again, and say so if their count has changed."""
        watching = "SELECT EXISTS (SELECT 1 FROM watches)"
        if self._news or self._reading.ask(lambda conn: bool(conn.execute(watching).fetchone()[0]), False):
            self._count_news()

    @work(thread=True, exclusive=True, group="news")
    def _count_news(self) -> None:
        """Count in a thread: some sources are in every article."""
        from store.linking.watches import count_unread

        with suppress(LibraryError):
            news = self._reading.ask_in_thread(count_unread)
            if news != self._news and not get_current_worker().is_cancelled:
                self.app.call_from_thread(self._show_news, news)

    def _show_news(self, news: int) -> None:
        self._news = news
        self.renew()
