"""The library: the list of articles."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from store.library import articles
from tui.app import session_state
from tui.app.article_keys import BINDINGS, changing_app
from tui.app.library_reader import LibraryReader
from tui.app.listing import ORDERS, Listing, counts, remembered
from tui.screens import group_keys, side_keys, watch_keys
from tui.screens.article_order import OrderedArticle
from tui.screens.watch_keys import WatchKeys
from tui.text.cell_wording import counted, one_line
from tui.widgets.article_list import ArticleList, ColumnHeads
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from store.library.article_preview import Preview
    from tui.screens.filter_screen import Choice
    from tui.widgets.preview import ArticlePreview

_FIRST_STEP = """\
This library is empty.

Press a to add a page by its address, or a file, and F for feeds.
In the shell:

    attribune add PATH… | URL…     files, folders of them, pages
    attribune feed add URL         a site's feed, for u to update
    attribune import ~/.newsboat   newsboat, OPML, Pocket, and others

The articles appear here as they come in.
To look around first, try `attribune demo`."""


_NOTHING = """\
{}.

Esc shows all articles, f chooses others."""


# From this size on, there is room for a preview below the list.
_PREVIEW_WIDTH, _PREVIEW_HEIGHT = 120, 30


class LibraryScreen(WatchKeys, inherit_bindings=False):
    """Shows the articles of the library, or those that a filter selects."""

    AUTO_FOCUS = "ArticleList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "read", tooltip="Read the article", id="open_article"),
        Binding("escape", "show_all", "all", tooltip="Show all articles again", id="show_all"),
        Binding("a", "app.add", "add", tooltip="Add a page or a file", id="add"),
        Binding("F", "feeds", "feeds", tooltip="Show the feeds: subscribe, rename, remove", id="feeds"),
        Binding("f", "filter", "filter", tooltip="Choose which articles the list shows", id="filter"),
        Binding("u", "app.update", "update", tooltip="Update the feeds", id="update"),
        *side_keys.BINDINGS,
        Binding("S", "sort", "sort", tooltip="Change the order of the list, and keep it", id="sort", show=False),
        *group_keys.BINDINGS,
        Binding("U", "next_unread", "unread", tooltip="Next unread article", id="next_unread", show=False),
        Binding("L", "app.forward", "forward", tooltip="Return to the article that you left", id="forward", show=False),
        *BINDINGS,
        Binding("T", "trash", "trash", tooltip="Show the trash", id="trash", show=False),
        *watch_keys.BINDINGS,
        Binding("M", "mark_all", "all read", tooltip="Mark all listed articles as read", id="mark_all", show=False),
    ]

    def __init__(self, reading: LibraryReader) -> None:
        super().__init__(reading, *remembered())
        self._shown_as = ""
        # The article that the reader went to meanwhile, 0 for none.
        self._followed = 0
        self._heading = Heading("Attribune")
        self._nothing = Static(id="nothing")
        self._preview_pane = Vertical(id="preview")
        self._preview_pane.border_title = " PREVIEW "
        self._preview: ArticlePreview | None = None
        self._bar = KeyBar()

    def compose(self) -> ComposeResult:
        # Before anything is laid out, so that nothing is drawn twice.
        self.set_class(session_state.side_bar(), "-side")
        self._make_room(self.app.size)
        yield self._heading
        with Horizontal(id="panes"), Vertical(id="list"):
            yield ColumnHeads(self._list)
            yield self._list
            yield self._preview_pane
            yield self._nothing
        yield self._bar

    def on_mount(self) -> None:
        self.renew()
        self.watch(self._list, "cursor", self.show_position, init=False)
        self.renew_side_bar()

    def _show_preview(self) -> None:
        """Show the preview of the chosen article, in a view created on demand."""
        if self._preview is None:
            from tui.widgets.preview import ArticlePreview

            self._preview = ArticlePreview(self._read_preview)
            self._preview_pane.mount(self._preview)
        self._preview.show(self._list.chosen)

    def on_resize(self, event: events.Resize) -> None:
        self._make_room(event.size)

    def _make_room(self, size: Size) -> None:
        self.set_class(size.width >= _PREVIEW_WIDTH and size.height >= _PREVIEW_HEIGHT, "-preview")

    def on_screen_resume(self) -> None:
        if self._followed:
            self.choose(self._followed)
            self._followed = 0
        # The first frame leaves room for it, but must not wait for it.
        self.call_after_refresh(self._show_preview)

    def on_library_reader_changed(self) -> None:
        self.renew()
        self.renew_side_bar()

    def on_article_list_moved(self, event: ArticleList.Moved) -> None:
        self._show_preview()

    def action_trash(self) -> None:
        """Show the trash."""
        from tui.screens.trash_screen import TrashScreen

        self.app.push_screen(TrashScreen(self._reading))

    @property
    def article(self) -> articles.Article | None:
        """The article under the cursor, None while the side bar has the keys."""
        return None if self.in_side_bar else self._list.chosen

    def choose(self, article_id: int) -> bool:
        self.renew()
        return super().choose(article_id)

    def beside(self, article_id: int, step: int, *, unread: bool) -> OrderedArticle | None:
        query, order, _ = listing = self._listing
        if unread:
            listing = Listing(f"is:unread {query}", order)
        other = self._reading.ask(lambda conn: self._grouping.beside(conn, article_id, step, listing), None)
        return None if other is None else OrderedArticle(other)

    def follow(self, article_id: int) -> None:
        # Once the list is shown again.
        self._followed = article_id

    def keep(self, article_id: int) -> None:
        """Keep an article in the list until another list is chosen, even if it no longer matches."""
        query, _, kept = self._listing
        if query and self._reading.ask(lambda conn: articles.has(conn, article_id, query), False):
            self._listing = self._listing._replace(kept=kept | {article_id})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "other_pane":
            return self.has_class("-side")
        if action == "show_all":
            return bool(self._listing.query) or self.in_side_bar
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Read the article under the cursor, or what is just being added; in the side bar, show its articles."""
        if self.in_side_bar or not changing_app(self.app).read_when_added(self._list.chosen):
            super().action_open()

    def action_show_all(self) -> None:
        """Show all articles again; from the side bar, go to the list first."""
        from tui.screens.filter_screen import Choice

        if self.in_side_bar:
            self.set_focus(self._list)
        else:
            self.show_only(Choice("All articles", ""))

    def action_next_unread(self) -> None:
        """Move the cursor to the next unread article of the list."""
        here = self.article
        other = self.beside(here.id, 1, unread=True) if here else None
        if other:
            self._list.choose(other.article)
        elif here:
            self.notify("The list has no unread article after this one.", markup=False)

    def action_filter(self) -> None:
        """Choose which articles the list shows."""
        from tui.screens.filter_screen import FilterScreen

        self.app.push_screen(FilterScreen(self._reading, self._listing.query), self.show_only)

    def action_feeds(self) -> None:
        """Open the feeds, and list the articles of the one chosen there."""
        from tui.screens.feeds_screen import FeedsScreen

        self.app.push_screen(FeedsScreen(self._reading, self._listing.query), self.show_only)

    def action_sort(self) -> None:
        """Switch to the next sort order, and remember it."""
        self._listing = self._listing.sorted_otherwise()
        session_state.remember(order=self._listing.order)
        self.renew(anew=True)

    def _read_preview(self, article_id: int) -> "Preview | None":
        from store.library.article_preview import preview

        return self._reading.ask_in_thread(lambda conn: preview(conn, article_id))

    def action_mark_all(self) -> None:
        """Mark as read all articles of the list or, if the cursor is in the side bar, of its entry."""
        from tui.app.changes import all_marked

        none: list[int] = []
        query = self.entry.query if self.entry else self._listing.query
        unread = self._reading.ask(lambda conn: articles.ids(conn, f"is:unread {query}"), none)
        if unread:
            changing_app(self.app).change(all_marked(unread))
        else:
            self.notify("There is no unread article in this list.", markup=False)

    def show_only(self, choice: "Choice | None") -> None:
        if choice:
            self._shown_as = choice.name if choice.query else ""
            self._listing = Listing(choice.query, self._listing.order)
            self.renew(anew=True)
            self.refresh_bindings()
            self.renew_side_bar()

    def renew(self, *, anew: bool = False) -> None:
        """Reload from the library; the cursor stays on its article, unless `anew` starts at the top."""
        number = self._reading.ask(lambda conn: counts(conn, self._listing), None)
        if number:
            self._list.outlets = number.outlets
            self.show_articles(number.shown, anew=anew)
            self.set_class(number.shown == 0, "-none")
            if number.all == 0:
                self._nothing.update(Content(_FIRST_STEP))
            elif number.shown == 0:
                from store.search.query import parse

                trouble = one_line(parse(self._listing.query).trouble)
                self._nothing.update(Content(_NOTHING.format(trouble or "No article matches")))
            there = counted(number.all, "article")
            facts = [
                f"{number.shown:,} of {there}" if self._listing.query else there,
                f"{number.unread:,} unread",
                ORDERS[self._listing.order],
                f"by {self._grouping.by}" if self._grouping.by else "",
                "" if self._listing.query else one_line(_short(self._reading.path)),
            ]
            title = self._shown_as or "Attribune"
            facts.insert(2, self.news)
            wordings = [facts, facts[:-1]]
            if number.unread:
                # Where there is no room for this key below; it is told rather than the library's place.
                key = changing_app(self.app).key_of("mark_all", "M")
                hinted = [facts[0], f"{facts[1]} ({key} marks all read)", *facts[2:]]
                wordings = [hinted, hinted[:-1], *wordings]
            self._heading.show(title, next((some for some in wordings if self._heading.has_room(title, some)), facts))
            self.call_after_refresh(self._show_preview)
            self.count_news()
        self.show_position()

    def show_position(self) -> None:
        self._bar.status = f"{self._list.cursor + 1:,} of {self._list.count:,}" if self._list.count else ""


def list_of(app: App[Any]) -> LibraryScreen | None:
    """Return the screen with the list of articles, None before it exists."""
    return next((screen for screen in app.screen_stack if isinstance(screen, LibraryScreen)), None)


def _short(path: Path) -> str:
    """Return the path with `~` for the home folder."""
    try:
        return f"~/{path.absolute().relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
