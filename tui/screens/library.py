"""The library: the list of articles."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import events, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from store import articles
from store.library import LibraryError
from store.query import parse
from tui import remembered
from tui.keeping import BINDINGS, keeping
from tui.reading import Reading
from tui.widgets.article_list import ArticleList, ColumnHeads
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.preview import ArticlePreview
from tui.wording import counted, one_line

if TYPE_CHECKING:
    from store.preview import Preview
    from tui.screens.filter import Choice

_FIRST_STEP = """\
This library is empty.

Press a to add a page by its address, or a file, F for feeds. In the shell:

    attribune add PATH… | URL…     files, folders of them, pages
    attribune feed add URL         a site's feed, for u to update

The articles appear here as they come in.
To look around first, try `attribune demo`."""


_NOTHING = """\
{}.

Esc shows all articles, f chooses others."""


# From this size on the chosen article's preview has room below the list.
_PREVIEW_WIDTH, _PREVIEW_HEIGHT = 120, 30
# Seconds for which the cursor stands still before a preview is read.
_REST = 0.12
# The orders that the sort key goes through, and how the heading names them.
_ORDERS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "outlet": "by outlet",
    "contested": "most contested",
    "added": "last added",
}


class Listing(NamedTuple):
    """Which articles a list has and in which order; query: as one types it, "" for all; kept: others that it has."""

    query: str = ""
    order: str = "newest"
    kept: frozenset[int] = frozenset()


class _Counts(NamedTuple):
    """How many articles there are, how many the list shows, how many of these are unread."""

    all: int
    shown: int
    unread: int


class LibraryScreen(Screen[None], inherit_bindings=False):
    """Shows the articles of the library in an order, or those that a filter leaves."""

    AUTO_FOCUS = "ArticleList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "read", tooltip="Read the article", id="open_article"),
        Binding("escape", "show_all", "all", tooltip="Show all articles again", id="show_all"),
        Binding("a", "app.add", "add", tooltip="Add a page or a file", id="add"),
        Binding("F", "feeds", "feeds", tooltip="The feeds: read, subscribe, rename, remove", id="feeds"),
        Binding("f", "filter", "filter", tooltip="Choose which articles the list shows", id="filter"),
        Binding("u", "app.update", "update", tooltip="Take in what is new in the feeds", id="update"),
        Binding("S", "sort", "sort", tooltip="Sort the list otherwise; it stays so", id="sort", show=False),
        *BINDINGS,
        Binding("M", "mark_all", "all read", tooltip="Mark all listed articles as read", id="mark_all", show=False),
    ]

    def __init__(self, reading: Reading) -> None:
        super().__init__(name="Library")
        self._reading = reading
        self._listing, self._shown_as = Listing(order=_remembered()), ""
        self._heading = Heading("Attribune")
        self._list = ArticleList(self._page, self._place)
        self._nothing = Static(id="nothing")
        self._preview = ArticlePreview()
        self._bar = KeyBar()

    @dataclass
    class Previewed(Message):
        """The preview of an article was read."""

        article: articles.Article
        preview: "Preview | None"

    def compose(self) -> ComposeResult:
        yield self._heading
        yield ColumnHeads()
        yield self._list
        yield self._preview
        yield Static(Content(_FIRST_STEP), id="first-step")
        yield self._nothing
        yield self._bar

    def on_mount(self) -> None:
        # Asked for once the cursor rests: an article that is only passed is not read.
        self._rest = self.set_interval(_REST, self._preview_chosen, pause=True)
        self._renew()

    def on_resize(self, event: events.Resize) -> None:
        wide = event.size.width >= _PREVIEW_WIDTH and event.size.height >= _PREVIEW_HEIGHT
        self.set_class(wide, "-preview")
        self._await_rest()

    def on_screen_resume(self) -> None:
        self._await_rest()

    def on_reading_changed(self) -> None:
        self._renew()

    def on_article_list_moved(self, event: ArticleList.Moved) -> None:
        self._show_position()
        self._await_rest()

    def on_library_screen_previewed(self, event: Previewed) -> None:
        if self.article and event.article.id == self.article.id:
            self._preview.show(self.article, event.preview)

    def action_open(self) -> None:
        """Read the article under the cursor."""
        self._list.action_open()

    @property
    def listing(self) -> Listing:
        """What the list shows."""
        return self._listing

    @property
    def article(self) -> articles.Article | None:
        """The article under the cursor."""
        return self._list.chosen

    def choose(self, article_id: int) -> bool:
        """Put the cursor on an article that has just come in; False where the list has it not."""
        self._renew()
        return self._list.choose(article_id)

    def follow(self, article_id: int) -> None:
        """Put the cursor on an article that is being read after the one that the list opened."""
        self._list.choose(article_id)

    def keep(self, article_id: int) -> None:
        """Leave an article in the list until another list is chosen, whatever becomes of it now."""
        query, _, kept = self._listing
        if query and self._reading.ask(lambda conn: articles.has(conn, article_id, query), False):
            self._listing = self._listing._replace(kept=kept | {article_id})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._listing.query) if action == "show_all" else super().check_action(action, parameters)

    def action_show_all(self) -> None:
        """Show all articles again."""
        from tui.screens.filter import Choice

        self._show_only(Choice("All articles", ""))

    def action_filter(self) -> None:
        """Choose which articles the list shows."""
        from tui.screens.filter import FilterScreen

        self.app.push_screen(FilterScreen(self._reading, self._listing.query), self._show_only)

    def action_feeds(self) -> None:
        """Go to the feeds, and show the articles of the one that is chosen there."""
        from tui.screens.feeds import FeedsScreen

        self.app.push_screen(FeedsScreen(self._reading, self._listing.query), self._show_only)

    def action_sort(self) -> None:
        """Sort the list in the next of the orders, and remember it."""
        names = list(_ORDERS)
        order = names[(names.index(self._listing.order) + 1) % len(names)]
        remembered.remember_order(order)
        self._listing = self._listing._replace(order=order)
        self._renew(anew=True)

    def action_mark_all(self) -> None:
        """Mark all articles that the list shows as read."""
        from tui.changes import all_marked

        none: list[int] = []
        unread = self._reading.ask(lambda conn: articles.ids(conn, f"is:unread {self._listing.query}"), none)
        if unread:
            keeping(self.app).change(all_marked(unread))
        else:
            self.notify("There is no unread article in this list.", markup=False)

    def _show_only(self, choice: "Choice | None") -> None:
        if choice:
            self._shown_as = choice.name if choice.query else ""
            self._listing = Listing(choice.query, self._listing.order)
            self._renew(anew=True)
            self.refresh_bindings()

    def _renew(self, *, anew: bool = False) -> None:
        """Take over what the library holds now; the cursor stays on its article, unless the list begins anew."""
        counts = self._reading.ask(lambda conn: _counts(conn, self._listing), None)
        if counts:
            (self._list.begin if anew else self._list.show)(counts.shown)
            self.set_class(counts.all == 0, "-empty")
            self.set_class(counts.shown == 0 < counts.all, "-none")
            if counts.shown == 0:
                trouble = one_line(parse(self._listing.query).trouble)
                self._nothing.update(Content(_NOTHING.format(trouble or "No article is like that now")))
            there = counted(counts.all, "article")
            facts = [
                f"{counts.shown:,} of {there}" if self._listing.query else there,
                f"{counts.unread:,} unread",
                _ORDERS[self._listing.order],
                "" if self._listing.query else one_line(_short(self._reading.path)),
            ]
            self._heading.show(self._shown_as or "Attribune", facts)
            self._await_rest()
        self._show_position()

    def _await_rest(self) -> None:
        """Read the preview of the chosen article when the cursor has stood still for a moment."""
        if self.has_class("-preview"):
            self._rest.reset()
            self._rest.resume()

    def _preview_chosen(self) -> None:
        self._rest.pause()
        if self.is_current and self.article:
            self._read_preview(self.article)

    @work(thread=True, exclusive=True, group="preview")
    def _read_preview(self, article: articles.Article) -> None:
        from store.preview import preview

        try:
            read = self._reading.ask_apart(lambda conn: preview(conn, article.id))
        except LibraryError:
            return
        if not get_current_worker().is_cancelled:
            self.post_message(self.Previewed(article, read))

    def _show_position(self) -> None:
        self._bar.status = f"{self._list.cursor + 1:,} of {self._list.count:,}" if self._list.count else ""

    def _page(self, offset: int, limit: int) -> list[articles.Article]:
        return self._reading.ask(lambda conn: articles.page(conn, offset, limit, *self._listing), [])

    def _place(self, article_id: int) -> int | None:
        return self._reading.ask(lambda conn: articles.place(conn, article_id, *self._listing), None)


def _remembered() -> str:
    order = remembered.order()
    return order if order in _ORDERS else next(iter(_ORDERS))


def list_of(app: App[Any]) -> LibraryScreen | None:
    """Return the screen that has the list of articles, None before it is there."""
    return next((screen for screen in app.screen_stack if isinstance(screen, LibraryScreen)), None)


def listed(app: App[Any]) -> Listing:
    """Return what the library's list shows."""
    screen = list_of(app)
    return screen.listing if screen else Listing()


def _counts(conn: sqlite3.Connection, listing: Listing) -> _Counts:
    query, _, kept = listing
    every = articles.count(conn)
    return _Counts(
        every, articles.count(conn, query, kept) if query else every, articles.count(conn, f"is:unread {query}")
    )


def _short(path: Path) -> str:
    """Return the path with `~` for the home folder."""
    try:
        return f"~/{path.absolute().relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
