"""The reader: an article's text, and beside it who says the current claim and what others say."""

import sqlite3
from pathlib import PurePath
from typing import ClassVar, NamedTuple
from urllib.parse import urlsplit

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen

from store import articles, claims, links
from store.articles import Article
from store.claims import StoredClaim
from store.links import Link
from tui.reading import Reading
from tui.widgets.article_text import ArticleText
from tui.widgets.claim_panel import ClaimPanel
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Lines
from tui.wording import citation, facts_of, title_of

# From this width the panel stands beside the text, below it under the text.
BESIDE_FROM = 100


class Place(NamedTuple):
    """Where the reader was: the article, the current claim, the text's offset at the top, the chosen link, the pane."""

    article: int
    claim: int
    top: int
    link: int
    in_panel: bool


class Loaded(NamedTuple):
    """An article as the library has it."""

    article: Article
    text: str
    claims: list[StoredClaim]


def load(conn: sqlite3.Connection, article_id: int) -> Loaded | None:
    """Return an article with its text and claims, None when the library has it no more."""
    article = articles.get(conn, article_id)
    if article is None:
        return None
    return Loaded(article, articles.text(conn, article_id), claims.of_article(conn, article_id))


class ReaderScreen(Screen[None], inherit_bindings=False):
    """Reads one article after the other, and remembers the way from link to link."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "reader.tcss"]
    AUTO_FOCUS = "ArticleText"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "step(1)", "next", tooltip="Next claim", id="next_claim"),
        Binding("p", "step(-1)", "previous", tooltip="Previous claim", id="previous_claim"),
        Binding("N", "step(1,True)", "next ≠", tooltip="Next contested claim", id="next_contested", show=False),
        Binding("P", "step(-1,True)", "prev. ≠", tooltip="Previous contested claim", id="prev_contested", show=False),
        Binding("enter", "open", "open", tooltip="Read the chosen related claim’s article", id="open_related"),
        Binding("tab,shift+tab", "other_pane", "pane", tooltip="Change between text and panel", id="other_pane"),
        Binding("backspace", "back", "back", tooltip="Back to where one was", id="back"),
        Binding("y", "yank", "copy", tooltip="Copy the claim with its source", id="yank"),
        Binding("o", "browse", "browser", tooltip="Open the article’s page in the browser", id="browse"),
        Binding("escape", "close", "list", tooltip="Leave the article", id="close_article", show=False),
    ]

    def __init__(self, reading: Reading, article_id: int) -> None:
        super().__init__(name="Reader")
        self.HORIZONTAL_BREAKPOINTS = [(0, "-below"), (BESIDE_FROM, "-beside")]
        self._reading = reading
        self._first = article_id
        self._loaded: Loaded | None = None
        self._way: list[Place] = []
        self._heading = Heading()
        self._text = ArticleText()
        self._panel = ClaimPanel()

    def compose(self) -> ComposeResult:
        yield self._heading
        with Container(id="desk"):
            yield self._text
            yield self._panel
        yield KeyBar()

    def on_mount(self) -> None:
        if not self.read(self._first):
            self.dismiss()

    def read(self, article_id: int, claim_id: int | None = None) -> bool:
        """Show an article, at a claim or at its beginning; False, and a notice, when it can't be read."""
        loaded = self._load(article_id)
        if loaded is None:
            return False
        if self._loaded:
            self._way.append(self._place(self._loaded))
        numbers = [number for number, held in enumerate(loaded.claims) if held.id == claim_id]
        self._show(loaded, numbers[0] if numbers else 0, at_claim=bool(numbers))
        self.set_focus(self._text)
        return True

    def _load(self, article_id: int) -> Loaded | None:
        known = self._reading.ask(lambda conn: (load(conn, article_id),), None)
        if known is None:
            return None
        if known[0] is None:
            self._notice("This article is no longer in the library.")
        return known[0]

    def _show(self, loaded: Loaded, claim: int, *, top: int = 0, at_claim: bool = False, link: int = 0) -> None:
        self._loaded = loaded
        self._heading.show(title_of(loaded.article), facts_of(loaded.article))
        self._text.show(loaded.text, loaded.claims, claim if loaded.claims else -1, top=top, at_current=at_claim)
        self._show_claim(claim, link)

    def _show_claim(self, number: int, link: int = 0) -> None:
        if not self._loaded or not self._loaded.claims:
            self._panel.show_nothing("This article gives no figures.")
            return
        held = self._loaded.claims[number]
        nothing: list[Link] = []
        found = self._reading.ask(lambda conn: links.related(conn, held.id), nothing)
        self._panel.show(held, number + 1, len(self._loaded.claims), found, chosen=link)

    def _place(self, loaded: Loaded) -> Place:
        return Place(
            loaded.article.id, self._text.current, self._text.top_offset, self._panel.chosen, self._panel.has_focus
        )

    def _notice(self, words: str) -> None:
        self.notify(words, markup=False)

    def on_article_text_claim_changed(self, event: ArticleText.ClaimChanged) -> None:
        self._show_claim(event.claim)

    def on_lines_opened(self, event: Lines.Opened) -> None:
        if link := self._panel.link_at(event.item):
            self.read(link.article.id, link.claim.id)

    def on_reading_changed(self) -> None:
        """Take over what another program wrote, where the text one reads is still the same."""
        if not self._loaded:
            return
        loaded = self._load(self._loaded.article.id)
        if loaded and loaded.text == self._loaded.text and _same_places(loaded.claims, self._loaded.claims):
            self._loaded = loaded
            self._text.renew(loaded.claims)
            self._heading.show(title_of(loaded.article), facts_of(loaded.article))
            self._show_claim(max(0, self._text.current), max(0, self._panel.chosen))

    def action_step(self, direction: int, contested: bool = False) -> None:
        """Go to the next (1) or previous (-1) claim, or to the next that others contradict."""
        self._text.step(direction, contested=contested)

    def action_open(self) -> None:
        """Read the article of the chosen link."""
        self._panel.action_open()

    def action_back(self) -> None:
        """Go back to where one was before the last link; from the first article, to the list."""
        if not self._way:
            self.action_close()
            return
        place = self._way.pop()
        loaded = self._load(place.article)
        if loaded is None:
            return
        claim = min(place.claim, len(loaded.claims) - 1)
        self._show(loaded, max(0, claim), top=place.top, link=place.link)
        self.set_focus(self._panel if place.in_panel else self._text)

    def action_other_pane(self) -> None:
        """Give the focus to the other pane."""
        self.set_focus(self._text if self._panel.has_focus else self._panel)

    def action_yank(self) -> None:
        """Copy the selected text, else the current claim with its source and article."""
        selected = self.get_selected_text()
        if selected:
            self.app.copy_to_clipboard(selected)
            self._notice("Copied the selected text.")
        elif self._loaded and self._loaded.claims:
            held = self._loaded.claims[max(0, self._text.current)]
            self.app.copy_to_clipboard(citation(held.claim, self._loaded.article))
            self._notice(f"Copied: {citation(held.claim, self._loaded.article)}")

    def action_browse(self) -> None:
        """Open the article's page in the browser, where it has one on the web."""
        location = self._loaded.article.location if self._loaded else ""
        if urlsplit(location).scheme in ("http", "https"):
            self.app.open_url(location)
        else:
            self._notice(f"This article came from a file, not from the web: {location}")

    def action_close(self) -> None:
        """Leave the article for the screen below."""
        self.dismiss()


def _same_places(some: list[StoredClaim], others: list[StoredClaim]) -> bool:
    return [(held.id, held.claim.start) for held in some] == [(held.id, held.claim.start) for held in others]
