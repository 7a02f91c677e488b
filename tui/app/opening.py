"""The part of the application that opens articles, also from a search, and tells its screens of changes."""

from typing import TYPE_CHECKING, Any

from tui.app.job_running import JobRunningApp
from tui.app.library_reader import LibraryReader

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete
    from textual.screen import Screen

    from tui.app.open_article import Trail
    from tui.screens.reader_screen import ReaderScreen
    from tui.screens.search_screen import Searched, SearchScreen

_READER = "reader"


class OpeningApp(JobRunningApp, inherit_bindings=False):
    """An app whose screens show a library."""

    _reading: LibraryReader

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._reader: ReaderScreen | None = None
        self._searched: Searched | None = None
        # The screens that are covered by others and don't know of the last change.
        self._outdated: set[Screen[Any]] = set()

    def read(self, article_id: int | None, query: str = "", claim: int | None = None) -> None:
        """Show an article in the reader, at a search match or a claim; None shows nothing."""
        from tui.screens.reader_screen import ReaderScreen

        if article_id is None:
            return
        if isinstance(self.screen, ReaderScreen):
            self.screen.read(article_id, claim, query=query)
        else:
            self._closed_reader().begin(article_id, query, claim)

    def action_search(self) -> None:
        """Search the library."""
        from tui.screens.search_screen import SearchScreen

        searching = SearchScreen(self._reading, self._searched)

        def keep(_: None) -> None:
            self._searched = searching.searched

        self.push_screen(searching, keep)

    def on_search_screen_opened(self, event: "SearchScreen.Opened") -> None:
        """Read an article over the search, which is the way back, or in the reader that the search was opened from.

        If that reader was itself opened from a search, this one shows the new results from now on.
        """
        from tui.screens.reader_screen import ReaderScreen
        from tui.screens.search_screen import SearchScreen

        self._searched = event.searched
        if isinstance(self.screen_stack[-2], ReaderScreen):
            if isinstance(before := self.screen_stack[-3], SearchScreen):
                before.take_over(event.searched)
            self.screen.dismiss()
        self.read(*event.article)

    def reopen(self, trail: "Trail") -> None:
        self._closed_reader().begin(trail.here.article, trail=trail)

    def _closed_reader(self) -> "ReaderScreen":
        """Show a reader that has no article yet: the one that was closed before, or else a new one.

        One is kept, as composing and styling a new screen takes three times as long as showing another article.
        """
        from tui.screens.reader_screen import ReaderScreen

        reader = self._reader
        if reader is None or reader in self.screen_stack:
            reader = ReaderScreen(self._reading)
        if self._reader is None:
            self._reader = reader
            self.install_screen(reader, _READER)
        self.push_screen(reader)
        return reader

    def pop_screen(self) -> "AwaitComplete":
        popped = super().pop_screen()
        if self.screen in self._outdated:
            self._outdated.discard(self.screen)
            self.screen.post_message(LibraryReader.Changed())
        return popped

    def tell_screens(self) -> None:
        """Notify the screens that the library has changed, those that are covered when they are shown again.

        With each message to the screen below, Textual draws all of the one above again.
        """
        self._outdated = set(self.screen_stack[:-1])
        self.screen.post_message(LibraryReader.Changed())
