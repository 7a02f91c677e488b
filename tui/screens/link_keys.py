"""The key that lists an article's links, and opens one in the library or else in the browser."""

import zlib

from textual import work
from textual.binding import Binding
from textual.screen import Screen

from store.archive.incoming import ReadingError
from store.archive.locations import canonical
from store.library import articles, snapshot_links
from store.library.connection import LibraryError
from store.library.snapshot_links import Link
from tui.app.library_reader import LibraryReader
from tui.app.open_article import OpenArticle
from tui.text.cell_wording import title_of

BINDINGS = (Binding("l", "links", "links", tooltip="List the article’s links, and open one", id="links", show=False),)


class LinkKeys(Screen[None], inherit_bindings=False):
    """A screen that shows an article."""

    reading: LibraryReader
    _loaded: OpenArticle | None

    def notice(self, words: str) -> None:
        """Show a notice that contains foreign text."""
        raise NotImplementedError

    def read(self, article_id: int, claim_id: int | None = None, version: int | None = None) -> bool:
        """Show an article; return False if it can't be read."""
        raise NotImplementedError

    def action_links(self) -> None:
        """Read and show the links."""
        if self._loaded:
            self._look_for_links(self._loaded)

    @work(thread=True, exclusive=True, group="links")
    def _look_for_links(self, loaded: OpenArticle) -> None:
        """Read the links from the snapshot, in a thread: a page may have megabytes."""
        article = loaded.article
        try:
            links = self.reading.ask_in_thread(
                lambda conn: snapshot_links.of_version(conn, article.id, article.version, loaded.text)
            )
        except (LibraryError, ReadingError, zlib.error) as error:
            self.app.call_from_thread(self.notice, f"The links can’t be read: {error}")
            return
        self.app.call_from_thread(self._show_links, loaded, links)

    def _show_links(self, loaded: OpenArticle, links: list[Link]) -> None:
        if self.app.screen is not self or loaded is not self._loaded:
            return
        if not links:
            self.notice("This article has no links.")
            return
        from tui.screens.links_screen import LinksScreen

        self.app.push_screen(LinksScreen(links, loaded.text, title_of(loaded.article)), self._follow_link)

    def _follow_link(self, address: str | None) -> None:
        """Open an address in the library if it has the page, else in the browser."""
        if not address:
            return
        article = self.reading.ask(lambda conn: articles.named(conn, [canonical(address), address]), None)
        if article:
            self.read(article.id)
        else:
            self.app.open_url(address)
            self.notice(f"Opened in the browser: {address}")
