"""The reader: an article's text and, beside it, who says the current claim and what others say."""

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from extract.text.excerpt import sentence
from store import text_caches
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking import links, quantities
from store.linking.links import Link
from tui.app import article_keys
from tui.app.library_reader import LibraryReader
from tui.app.open_article import OpenArticle, load
from tui.screens import (
    claim_keys,
    find_keys,
    hint_keys,
    history_keys,
    list_keys,
    pane_keys,
    text_keys,
    version_keys,
)
from tui.screens.claim_keys import ClaimKeys
from tui.screens.kept_reader import KeptReader
from tui.screens.list_keys import ListKeys
from tui.screens.pane_keys import BREAKPOINTS
from tui.screens.text_keys import TextKeys
from tui.screens.version_keys import VersionKeys
from tui.text.cell_wording import one_line, title_of
from tui.text.link_groups import Entry
from tui.text.matches import Span
from tui.widgets.article_text import ArticleText
from tui.widgets.claim_panel import ClaimPanel
from tui.widgets.entry_paragraph import EntryParagraph
from tui.widgets.lines import Lines


class ReaderScreen(ClaimKeys, KeptReader, ListKeys, TextKeys, VersionKeys, inherit_bindings=False):
    """Shows one article after the other, and keeps the history of visited ones."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "prompt.tcss", "reader.tcss", "panes.tcss"]
    AUTO_FOCUS = "ArticleText"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "step(1)", "next", tooltip="Next claim", id="next_claim"),
        Binding("p", "step(-1)", "prev.", tooltip="Previous claim", id="previous_claim"),
        Binding("N", "step(1,True)", "next ≠", tooltip="Next contested claim", id="next_contested", show=False),
        Binding("P", "step(-1,True)", "prev. ≠", tooltip="Previous contested claim", id="prev_contested", show=False),
        Binding("enter", "open", "open", tooltip="Read the chosen claim’s article", id="open_related"),
        *pane_keys.BINDINGS,
        Binding("plus", "fold", "more", tooltip="Show what is related or perhaps the same", id="fold", show=False),
        *hint_keys.BINDINGS,
        *find_keys.BINDINGS,
        *claim_keys.BINDINGS,
        *list_keys.BINDINGS,
        *history_keys.BINDINGS,
        *text_keys.BINDINGS,
        *version_keys.BINDINGS,
        *article_keys.BINDINGS,
        Binding(
            "escape",
            "close",
            "list",
            tooltip="Back: matches, panel, two articles, list",
            id="close_article",
            show=False,
        ),
    ]

    def __init__(self, reading: LibraryReader) -> None:
        """Create the screen; `begin` shows an article in it."""
        super().__init__("Reader")
        self.HORIZONTAL_BREAKPOINTS = BREAKPOINTS
        self.reading = reading
        self._loaded: OpenArticle | None = None
        self._version_noticed = 0
        # The number of the claim that the panel shows; -1 for none.
        self._claim_shown = -1
        self._way, self._ahead = [], []
        self._panel = ClaimPanel()
        self._paragraph = EntryParagraph(self.text_of)

    def compose(self) -> ComposeResult:
        # Set it before Textual does: it waits for the first layout, which would visibly jump.
        self.add_class([name for least, name in BREAKPOINTS if least <= self.app.size.width][-1])
        yield self._heading
        with Container(id="reader-panes"):
            yield self._text
            with Container(id="claims"):
                yield self._panel.title
                yield self._panel
        yield self._find_line
        yield self._bar

    def on_mount(self) -> None:
        self.lay_out()
        self.show_first()

    @property
    def article(self) -> Article | None:
        """The article that is read."""
        return self._loaded.article if self._loaded else None

    @property
    def claim(self) -> StoredClaim | None:
        """The current claim."""
        return self._loaded.claims[max(0, self._text.current)] if self._loaded and self._loaded.claims else None

    @property
    def entry(self) -> Entry | None:
        """The chosen entry of the panel."""
        return self._panel.entry

    @property
    def sentence(self) -> str:
        """The sentence of the current claim."""
        stored = self.claim
        return sentence(self._loaded.text, stored.claim.start, stored.claim.end) if self._loaded and stored else ""

    @property
    def title_and_text(self) -> tuple[str, str]:
        """The title and the text to search, as they are shown; a title of the text's first words is no second match."""
        return (one_line(self._loaded.article.title), self._text.text) if self._loaded else ("", "")

    def read(
        self, article_id: int, claim_id: int | None = None, version: int | None = None, *, query: str = ""
    ) -> bool:
        """Show an article in the text pane, at a claim or where it was left; return False if it can't be read."""
        opened = self.open_at(article_id, claim_id, version, query=query)
        if opened:
            self.set_focus(self._text)
            self.follow()
        return opened

    def open_at(
        self, article_id: int, claim_id: int | None = None, version: int | None = None, *, query: str = ""
    ) -> bool:
        """Show an article, at a claim or where it was left; return False, with a notice, if it can't be read.

        version: its number, None for the newest. query: of the search that found the article, whose matches are shown
        and highlighted.
        """
        loaded = self.load(article_id, version)
        if loaded is None:
            return False
        self.note_place()
        self.leave()
        self._version, self._compared = version, False
        numbers = [number for number, stored in enumerate(loaded.claims) if stored.id == claim_id]
        if query:
            self.show_matched(loaded, query)
        elif numbers:
            self.show(loaded, numbers[0], at=loaded.span(numbers[0]))
        elif version is None and (left := self.left_at(article_id)):
            self.show(loaded, loaded.claim_at(left.claim), top=left.top)
        else:
            self.show(loaded, 0)
        return True

    def load(self, article_id: int, version: int | None = None) -> OpenArticle | None:
        """Return an article from the library; None, with a notice, if it can't be read."""
        text_caches.forget()
        known = self.reading.ask(lambda conn: (load(conn, article_id, version),), None)
        if known is None:
            return None
        if known[0] is None:
            self.notice("This article is no longer in the library.")
        return known[0]

    def show(self, loaded: OpenArticle, claim: int, *, top: int = 0, at: Span | None = None, link: int = 0) -> None:
        """Show an article; see `HistoryKeys.show`."""
        self._loaded = loaded
        article_keys.changing_app(self.app).opened(loaded.article)
        self._heading.show(title_of(loaded.article), self.facts_shown(loaded))
        shown, current = self.set_text(loaded), claim if loaded.claims else -1
        quoted = () if shown.changes else loaded.quotations
        self._text.show(shown.text, shown.claims, current, top=top, at=at, changes=shown.changes, quotations=quoted)
        self.forget_matches()
        self._show_claim(claim, link)

    def _show_claim(self, number: int, link: int = 0, followed: Link | None = None) -> None:
        """Show a claim in the panel, with the cursor on the followed link or else on the one with this number."""
        if not self._loaded or not self._loaded.claims:
            self._claim_shown = -1
            self._panel.show_nothing("This article gives no figures.")
            self._paragraph.show(None, (), -1)
            return
        stored, article = self._loaded.claims[number], self._loaded.article
        self._claim_shown = number
        nothing: list[Link] = []
        nobody: list[quantities.Member] = []
        related = self.reading.ask(lambda conn: links.related(conn, stored.id), nothing)
        quantity = self.reading.ask(lambda conn: quantities.of_claim(conn, stored.id), None)
        self._panel.show(
            stored,
            article,
            number + 1,
            len(self._loaded.claims),
            related,
            label=quantity.label if quantity else "",
            members=self.reading.ask(lambda conn: quantities.members(conn, stored.id, alike=True), nobody),
            note=self.note(article, stored),
            chosen=link,
            followed=followed,
        )
        self._show_paragraph()

    def _show_paragraph(self) -> None:
        claims = self._loaded.claims if self._loaded else ()
        self._paragraph.show(self.entry.link if self.entry else None, claims, self._claim_shown)

    def show_current(self, link: int = 0) -> None:
        """Show the current claim in the panel, with the cursor on the link with this number."""
        self._show_claim(max(0, self._text.current), link)

    def on_claim_panel_chosen(self, event: ClaimPanel.Chosen) -> None:
        self._show_paragraph()
        self.follow_chosen()

    def on_article_text_claim_changed(self, event: ArticleText.ClaimChanged) -> None:
        # The message may come from the other text.
        if self._text.current != self._claim_shown:
            self.show_current()
            self.follow()

    def on_lines_opened(self, event: Lines.Opened) -> None:
        if link := self._panel.link_at(event.item):
            self.read(link.article.id, link.claim.id, self.version_of(link))

    def on_library_reader_changed(self) -> None:
        """Reload what another program wrote, if the text being read is unchanged."""
        if not self._loaded:
            return
        self.renew_other()
        loaded = self.load(self._loaded.article.id, self._version)
        if loaded and loaded.same_places(self._loaded):
            self._loaded = loaded
            self._text.renew(self.set_text(loaded).claims)
            self._heading.show(title_of(loaded.article), self.facts_shown(loaded))
            chosen = self.entry.link if self.entry else None
            self._show_claim(max(0, self._text.current), max(0, self._panel.chosen), chosen)
        elif loaded and loaded.article.version not in (self._loaded.article.version, self._version_noticed):
            # Keep the text: one that changes while it is read is unreadable.
            self._version_noticed = loaded.article.version
            self.notice(f"This article has changed: ] shows version {loaded.article.version}.")

    def action_step(self, direction: int, contested: bool = False) -> None:
        """Go to the next (1) or previous (-1) claim, or to the next that others contradict."""
        before = self._text.current
        self._text.step(direction, contested=contested)
        if self._text.current != before:
            # At once, not when the text's message arrives: this way 57 steps take 57 layout passes, not 96.
            self._show_claim(self._text.current)
            self.follow()
        elif contested:
            self.notice(f"No claim {'after' if direction > 0 else 'before'} this one is contested.")

    def action_open(self) -> None:
        """Open the article of the chosen link; in zen, show the panel first."""
        if not self.leave_zen():
            self._panel.action_open()

    def action_fold(self) -> None:
        """Show what is related or perhaps the same, or fold it into a line."""
        if not self._panel.fold():
            self.notice("Nothing is related, or perhaps the same.")

    def action_close(self) -> None:
        """Go back a level: matches, zen, second article, panel, the screen below."""
        if not self.clear_highlights():
            self.action_leave_article()

    def action_leave_article(self) -> None:
        """Go back a level, whether matches are highlighted or not: zen, second article, panel, the screen below."""
        if not (self.leave_zen() or self.close_second() or self.back_to_text()):
            if trail := self.trail:
                article_keys.changing_app(self.app).closed(trail)
            self.leave()
            self.dismiss()
