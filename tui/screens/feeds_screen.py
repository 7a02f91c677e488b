"""The feeds by folder, with their unread counts: open, subscribe, rename and unsubscribe."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from store.library import articles, feeds
from store.library.connection import LibraryError
from store.library.feeds import Subscription
from store.wording import name_of
from tui.app.article_keys import changing_app
from tui.app.library_reader import LibraryReader
from tui.screens.ask_screen import AskScreen
from tui.screens.filter_screen import Choice
from tui.screens.lines_screen import LinesScreen
from tui.text.cell_wording import counted, day_and_time, fit, one_line
from tui.widgets.lines import Line, Lines, Piece

_MEASURE = 96
_COUNTS_WIDTH = 18
_NONE = "No feeds yet. a subscribes to one: type the address of a site or its feed."


def query_of(feed: Subscription) -> str:
    """Return the query for the articles that came from a feed."""
    return f"feed:{feed.id}"


class FeedLines(Lines):
    """All articles first, then the feeds in their folders, each with its unread and total count."""

    def __init__(self) -> None:
        super().__init__()
        self._feeds: Sequence[Subscription] = ()
        self._unread: Mapping[int, int] = {}
        self._failures: Mapping[int, tuple[int, str]] = {}
        self._every = (0, 0)
        self._read = False

    def show(self, read: "FeedsScreen.Counted", chosen: int) -> None:
        """Show feeds with their counts; chosen: the id of the chosen feed, 0 for all articles."""
        self._feeds, self._unread, self._every, self._read = read.feeds, read.unread, read.every, True
        self._failures = read.failures
        ids = [0, *(feed.id for feed in read.feeds)]
        self.chosen = ids.index(chosen) if chosen in ids else min(max(0, self.chosen), len(ids) - 1)
        self.rebuild()
        self.reveal_chosen()

    @property
    def ids(self) -> frozenset[int]:
        """The ids of all lines, 0 for all articles."""
        return frozenset((0, *(feed.id for feed in self._feeds)))

    @property
    def feed(self) -> Subscription | None:
        """The chosen feed, None for all articles."""
        return self._feeds[self.chosen - 1] if 0 < self.chosen <= len(self._feeds) else None

    def lines_for(self, width: int) -> Iterator[Line]:
        if not self._read:
            return
        room = min(_MEASURE, width - 4)
        yield Line((Piece(" " * (room + 2 - _COUNTS_WIDTH)), Piece(f"{'unread':>9}{'articles':>9}", "muted")))
        yield self._row(0, "All articles", *self._every, room)
        folder = ""
        for item, feed in enumerate(self._feeds, start=1):
            if item == 1 or feed.folder != folder:
                folder = feed.folder
                yield Line()
                yield Line((Piece(f"  {fit(one_line(folder).upper() or 'FEEDS', room)}", "heading"),))
            yield self._row(item, name_of(feed), self._unread.get(feed.id, 0), feed.articles, room, feed.tags)
            if item == self.chosen or feed.error:
                yield from self._facts(item, feed, room)
        if not self._feeds:
            yield Line()
            yield Line((Piece(f"  {_NONE}", "muted"),))

    def _row(self, item: int, name: str, unread: int, there: int, room: int, tags: Sequence[str] = ()) -> Line:
        lead = Piece("▌ " if item == self.chosen else "  ", "bar")
        name = fit(name, room - _COUNTS_WIDTH - 1)
        left = room - _COUNTS_WIDTH - cell_len(name)
        tagged = fit("".join(f"  #{one_line(tag)}" for tag in tags), left - 1)
        gap = " " * (left - cell_len(tagged))
        return Line(
            (
                lead,
                Piece(name, "strong" if unread else "text"),
                Piece(tagged, "muted"),
                Piece(gap),
                Piece(f"{unread:>9,}" if unread else " " * 9, "figure"),
                Piece(f"{there:>9,}", "muted"),
            ),
            item,
        )

    def _facts(self, item: int, feed: Subscription, room: int) -> Iterator[Line]:
        lead = Piece("▌   " if item == self.chosen else "    ", "bar")
        if feed.error:
            yield Line((lead, Piece(fit(one_line(feed.error), room - 2), "differs")), item)
        if item == self.chosen:
            if feed.id in self._failures:
                number, why = self._failures[feed.id]
                words = f"{counted(number, 'item')} not added, the last because it {one_line(why)}"
                yield Line((lead, Piece(fit(words, room - 2), "differs")), item)
            looked = f"checked {day_and_time(feed.checked)} UTC" if feed.checked else "not checked yet"
            yield Line((lead, Piece(fit(f"{one_line(feed.url)} · {looked}", room - 2), "muted")), item)


class FeedsScreen(LinesScreen[Choice | None], inherit_bindings=False):
    """Shows the feeds; its result is the choice of articles for the list."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "feeds.tcss"]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "read", tooltip="Show the feed’s articles in the list", id="open_feed"),
        Binding("a", "subscribe", "subscribe", tooltip="Subscribe to a feed", id="subscribe"),
        Binding("r", "rename", "rename", tooltip="Rename the feed", id="rename_feed"),
        Binding("f", "folder", "folder", tooltip="Put the feed into a folder", id="feed_folder"),
        Binding("number_sign", "tag", "tags", tooltip="Change the tags that its articles have", id="tag_feed"),
        Binding("d", "unsubscribe", "remove", tooltip="Unsubscribe; the articles stay", id="unsubscribe"),
        Binding("M", "mark_all", "all read", tooltip="Mark all articles of the feed as read", id="mark_feed"),
        Binding("u", "update", "update", tooltip="Update this feed", id="update_feed"),
        Binding("U", "app.update", "update all", tooltip="Update all feeds", id="update_feeds"),
        Binding("z", "app.undo", "undo", tooltip="Undo the last change", id="undo"),
        Binding("escape,backspace", "close", "back", tooltip="Leave the feeds and keep the list", id="close_feeds"),
    ]

    @dataclass
    class Counted(Message):
        """The feeds were read, with the unread counts by feed, those of the library, and what could not be read."""

        feeds: Sequence[Subscription]
        unread: Mapping[int, int]
        every: tuple[int, int]
        failures: Mapping[int, tuple[int, str]]

    _lines: FeedLines

    def __init__(self, reading: LibraryReader, present: str) -> None:
        """Show the feeds; present: the query that the list shows now."""
        super().__init__(reading, "Feeds", FeedLines(), name="Feeds")
        self._present = present
        self._shown = False
        # The ids of the lines before something was subscribed to here; none if nothing was.
        self._before: frozenset[int] = frozenset()

    @work(thread=True, exclusive=True, group="feeds")
    def _read(self) -> None:
        """Read the feeds in a thread: counting many articles takes time."""
        try:
            answer = self._reading.ask_in_thread(_counted)
        except LibraryError as trouble:
            self.app.call_from_thread(self.notify, str(trouble), severity="error", markup=False)
            return
        if not get_current_worker().is_cancelled:
            self.post_message(answer)

    def on_feeds_screen_counted(self, event: Counted) -> None:
        chosen = self._lines.feed.id if self._lines.feed else 0
        if not self._shown:
            self._shown = True
            chosen = next((feed.id for feed in event.feeds if query_of(feed) == self._present), 0)
        elif self._before and (new := [feed.id for feed in event.feeds if feed.id not in self._before]):
            # What was subscribed to here is what the next key is for.
            chosen, self._before = new[0], frozenset()
        self._lines.show(event, chosen)
        self._heading.show("Feeds", [counted(len(event.feeds), "feed"), f"{sum(event.unread.values()):,} unread"])

    def action_open(self) -> None:
        """Show the chosen feed's articles in the list."""
        feed = self._lines.feed
        self.dismiss(Choice(name_of(feed), query_of(feed)) if feed else Choice("All articles", ""))

    def action_subscribe(self) -> None:
        """Ask for an address and subscribe to its feed."""
        question = "The address of a feed, or of any page of its site"
        self.app.push_screen(AskScreen(question, placeholder="example.com", check=self._subscribe))

    def _subscribe(self, address: str, report: Callable[[str], bool]) -> str:
        self._before = self._lines.ids
        changing_app(self.app).subscribe(address, report)
        return f"Looking for a feed at {address} …"

    def action_rename(self) -> None:
        """Ask for another title of the chosen feed."""
        if feed := self._chosen():

            def take(title: str | None) -> None:
                from tui.app.changes import renamed

                if title:
                    changing_app(self.app).change(renamed(feed, title))

            self.app.push_screen(AskScreen("The feed’s title", name_of(feed)), take)

    def action_folder(self) -> None:
        """Ask for the folder of the chosen feed."""
        if feed := self._chosen():

            def take(folder: str | None) -> None:
                from tui.app.changes import put_into_folder

                if folder is not None:
                    changing_app(self.app).change(put_into_folder(feed, folder))

            question = f"The folder of “{name_of(feed)}”; empty for none"
            self.app.push_screen(AskScreen(question, feed.folder), take)

    def action_tag(self) -> None:
        """Ask for the tags of the chosen feed."""
        if feed := self._chosen():

            def take(tags: str | None) -> None:
                from tui.app.changes import feed_tagged

                if tags is not None:
                    changing_app(self.app).change(feed_tagged(feed, tags))

            question = f"Tags of “{name_of(feed)}”, with commas between"
            self.app.push_screen(AskScreen(question, ", ".join(feed.tags)), take)

    def action_unsubscribe(self) -> None:
        """Unsubscribe from the chosen feed; this can be undone."""
        if feed := self._chosen():
            from tui.app.changes import unsubscribed

            changing_app(self.app).change(unsubscribed(feed))

    def action_update(self) -> None:
        """Poll the chosen feed."""
        if feed := self._chosen():
            changing_app(self.app).update_feed(feed.id)

    def action_mark_all(self) -> None:
        """Mark all articles of the chosen feed as read."""
        if feed := self._chosen():
            from tui.app.changes import all_marked

            none: list[int] = []
            unread = self._reading.ask(lambda conn: articles.ids(conn, f"is:unread {query_of(feed)}"), none)
            if unread:
                changing_app(self.app).change(all_marked(unread))
            else:
                self.notify("There is no unread article in this feed.", markup=False)

    def action_close(self) -> None:
        """Close without changing the list."""
        self.dismiss(None)

    def _chosen(self) -> Subscription | None:
        """Return the chosen feed; if there is none, say so."""
        if self._lines.feed is None:
            self.notify("Choose a feed first; a subscribes to one.", markup=False)
        return self._lines.feed


def _counted(conn: sqlite3.Connection) -> FeedsScreen.Counted:
    every = (articles.count(conn, "is:unread"), articles.count(conn))
    return FeedsScreen.Counted(feeds.subscriptions(conn), feeds.unread(conn), every, feeds.failures(conn))
