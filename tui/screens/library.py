"""The library: the list of articles."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from store import articles
from tui.reading import Reading
from tui.widgets.article_list import ArticleList, ColumnHeads
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.wording import counted, one_line

_FIRST_STEP = """\
This library is empty.

Press a to add a page by its address, or a file. In the shell:

    attribune add PATH… | URL…     files, folders of them, pages
    attribune feed add URL         a site's feed, for u to update

The articles appear here as they come in.
To look around first, try `attribune demo`."""


class LibraryScreen(Screen[None], inherit_bindings=False):
    """Shows the articles of the library, newest first."""

    AUTO_FOCUS = "ArticleList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "read", tooltip="Read the article", id="open_article"),
        Binding("a", "app.add", "add", tooltip="Add a page or a file", id="add"),
        Binding("u", "app.update", "update", tooltip="Take in what is new in the feeds", id="update"),
    ]

    def __init__(self, reading: Reading) -> None:
        super().__init__(name="Library")
        self._reading = reading
        self._heading = Heading("Attribune")
        self._list = ArticleList(self._page)
        self._bar = KeyBar()

    def compose(self) -> ComposeResult:
        yield self._heading
        yield ColumnHeads()
        yield self._list
        yield Static(Content(_FIRST_STEP), id="first-step")
        yield self._bar

    def on_mount(self) -> None:
        self._renew()

    def on_reading_changed(self) -> None:
        self._renew()

    def on_article_list_moved(self, event: ArticleList.Moved) -> None:
        self._show_position()

    def action_open(self) -> None:
        """Read the article under the cursor."""
        self._list.action_open()

    def _renew(self) -> None:
        """Take over what the library holds now; the cursor stays on its article."""
        count = self._reading.ask(articles.count, -1)
        if count < 0:
            # What is on the screen stays there; a notice has said why nothing newer comes.
            count = self._list.count
        else:
            self._list.show(count)
        self._heading.show("Attribune", [counted(count, "article"), one_line(_short(self._reading.path))])
        self.set_class(count == 0, "-empty")
        self._show_position()

    def _show_position(self) -> None:
        self._bar.status = f"{self._list.cursor + 1:,} of {self._list.count:,}" if self._list.count else ""

    def _page(self, offset: int, limit: int) -> list[articles.Article]:
        return self._reading.ask(lambda conn: articles.page(conn, offset, limit), [])


def _short(path: Path) -> str:
    """Return the path with `~` for the home folder."""
    try:
        return f"~/{path.absolute().relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
