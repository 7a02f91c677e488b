"""The key that groups the list. Groups are read in a thread, because that counts all articles."""

from dataclasses import dataclass

from textual import work
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from store.library import articles
from store.library.connection import LibraryError
from tui.app import session_state
from tui.app.library_reader import LibraryReader
from tui.app.listing import Grouping, Listing
from tui.widgets.article_list import ArticleList, GroupHeading

BINDINGS = (
    Binding("V", "group", "group", tooltip="Group the list by day, story or feed", id="group_list", show=False),
)


class GroupKeys(Screen[None], inherit_bindings=False):
    """A screen with a list of articles that can be grouped; a subclass composes the list."""

    @dataclass
    class Grouped(Message):
        """The groups of a list were read; anew: start at the first article."""

        grouping: Grouping
        anew: bool

    def __init__(self, reading: LibraryReader, listing: Listing, grouping: Grouping) -> None:
        super().__init__(name="Library")
        self._reading, self._listing, self._grouping = reading, listing, grouping
        self._list = ArticleList(self._page, self._place)
        # The article to select once the groups are read, 0 for none.
        self._awaited = 0

    def show_articles(self, count: int, *, anew: bool) -> None:
        """Show this many articles; grouped once the groups are read, and until then as before."""
        if self._grouping.by:
            self._read_groups(self._grouping, self._listing, anew)
        if not self._grouping.groups:
            (self._list.begin if anew else self._list.show)(count)

    def choose(self, article_id: int) -> bool:
        """Select an article that has just come in; return False if the list doesn't have it."""
        query, _, kept = self._listing
        self._awaited = article_id if self._grouping.by else 0
        if self._awaited:
            return self._reading.ask(lambda conn: articles.has(conn, article_id, query, kept), False)
        return self._list.choose(article_id)

    def action_group(self) -> None:
        """Switch to the next grouping, and remember it."""
        self.workers.cancel_group(self, "groups")
        self._grouping = self._grouping.next
        session_state.remember(grouping=self._grouping.by)
        self.renew()

    def renew(self) -> None:
        """Reload from the library."""
        raise NotImplementedError

    def show_position(self) -> None:
        """Show the number of the chosen article and the total."""
        raise NotImplementedError

    @work(thread=True, exclusive=True, group="groups")
    def _read_groups(self, grouping: Grouping, listing: Listing, anew: bool) -> None:
        worker = get_current_worker()
        self._reading.interrupt("groups")
        try:
            read = self._reading.ask_in_thread(lambda conn: grouping.read(conn, listing), "groups")
        except LibraryError:
            return
        if not worker.is_cancelled:
            self.post_message(self.Grouped(read, anew))

    def on_group_keys_grouped(self, event: Grouped) -> None:
        if event.grouping.by != self._grouping.by:
            return
        self._grouping = event.grouping
        headings = [GroupHeading(group.name, group.count) for group in event.grouping.groups]
        (self._list.begin if event.anew else self._list.show)(sum(heading.articles for heading in headings), headings)
        if self._awaited:
            self._list.choose(self._awaited)
            self._awaited = 0
        self.show_position()

    def _page(self, offset: int, limit: int) -> list[articles.Article]:
        return self._reading.ask(lambda conn: self._grouping.page(conn, offset, limit, self._listing), [])

    def _place(self, article_id: int) -> int | None:
        return self._reading.ask(lambda conn: self._grouping.place(conn, article_id, self._listing), None)
