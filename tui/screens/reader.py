"""The reader: an article's text, and beside it who says the current claim and what others say."""

from pathlib import PurePath
from typing import ClassVar
from urllib.parse import urlsplit

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from store import articles, links, quantities, versions
from store.articles import Article
from store.claims import StoredClaim
from store.links import Link
from store.versions import Version
from tui import keeping
from tui.loaded import Loaded, Place, load
from tui.reading import Reading
from tui.relations import Entry
from tui.screens import claim_keys
from tui.screens.claim_keys import ClaimKeys
from tui.screens.library import list_of, listed
from tui.versions import Compared, compare
from tui.widgets.article_list import STARRED
from tui.widgets.article_text import ArticleText
from tui.widgets.claim_panel import ClaimPanel
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Lines
from tui.wording import day_and_time, facts_of, one_line, title_of

# From this width the panel stands beside the text, below it under the text.
BESIDE_FROM = 100


class ReaderScreen(ClaimKeys, inherit_bindings=False):
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
        *claim_keys.BINDINGS,
        Binding("J", "article(1)", "next", tooltip="Next article of the list", id="next_article", show=False),
        Binding("K", "article(-1)", "previous", tooltip="Previous article of the list", id="prev_article", show=False),
        Binding("U", "article(1,True)", "unread", tooltip="Next unread article", id="next_unread", show=False),
        Binding("backspace", "back", "back", tooltip="Back to where one was", id="back"),
        Binding("o", "browse", "browser", tooltip="Open the article’s page in the browser", id="browse"),
        Binding("left_square_bracket", "version(-1)", "older", tooltip="Older version", id="older_version", show=False),
        Binding("right_square_bracket", "version(1)", "newer", tooltip="Newer version", id="newer_version", show=False),
        Binding("v", "compare", "changes", tooltip="What changed since the version before", id="compare", show=False),
        *keeping.BINDINGS,
        Binding("escape", "close", "list", tooltip="Leave the article", id="close_article", show=False),
    ]

    def __init__(self, reading: Reading, article_id: int) -> None:
        super().__init__(name="Reader")
        self.HORIZONTAL_BREAKPOINTS = [(0, "-below"), (BESIDE_FROM, "-beside")]
        self.reading = reading
        self._first = article_id
        self._loaded: Loaded | None = None
        self._version: int | None = None
        self._compared = False
        self._newest_told = 0
        # The claim that the panel shows, by its number; -1 for none.
        self._told = -1
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
        """What is chosen of what others say."""
        return self._panel.entry

    def read(self, article_id: int, claim_id: int | None = None, version: int | None = None) -> bool:
        """Show an article, at a claim or at its beginning; False, and a notice, when it can't be read.

        version: its number, None for the newest.
        """
        loaded = self._load(article_id, version)
        if loaded is None:
            return False
        if self._loaded:
            self._way.append(self._place(self._loaded))
        self._version, self._compared = version, False
        numbers = [number for number, held in enumerate(loaded.claims) if held.id == claim_id]
        self._show(loaded, numbers[0] if numbers else 0, at_claim=bool(numbers))
        self.set_focus(self._text)
        return True

    def _load(self, article_id: int, version: int | None = None) -> Loaded | None:
        known = self.reading.ask(lambda conn: (load(conn, article_id, version),), None)
        if known is None:
            return None
        if known[0] is None:
            self.notice("This article is no longer in the library.")
        return known[0]

    def _show(self, loaded: Loaded, claim: int, *, top: int = 0, at_claim: bool = False, link: int = 0) -> None:
        self._loaded = loaded
        keeping.keeping(self.app).opened(loaded.article)
        self._heading.show(title_of(loaded.article), self._facts(loaded))
        set_text = self._set_text(loaded)
        current = claim if loaded.claims else -1
        self._text.show(set_text.text, set_text.claims, current, top=top, at_current=at_claim, changes=set_text.changes)
        self._show_claim(claim, link)

    def _facts(self, loaded: Loaded) -> list[str]:
        """Return what the heading says, star and tags too; of an older version, which it is and when it was fetched."""
        facts = facts_of(loaded.article)
        if self._version is not None or self._compared:
            fetched = [one.fetched for one in self._versions(loaded.article) if one.number == loaded.article.version]
            changes = ", with changes" if self._compared else ""
            facts[-1] = f"v{loaded.article.version} of {loaded.article.versions}{changes}"
            facts += [f"fetched {day_and_time(when)}" for when in fetched]
        star = [STARRED] if loaded.article.starred else []
        return [*star, *facts, *(f"#{one_line(tag)}" for tag in loaded.article.tags)]

    def _set_text(self, loaded: Loaded) -> Compared:
        """Return what is shown: the text alone, or with what changed since the version before."""
        before = self._before(loaded.article) if self._compared else None
        if before is None:
            self._compared = False
            return Compared(loaded.text, tuple(loaded.claims), ())
        return compare(before, loaded.text, loaded.claims)

    def _versions(self, article: Article) -> list[Version]:
        nothing: list[Version] = []
        return self.reading.ask(lambda conn: versions.of_article(conn, article.id), nothing)

    def _before(self, article: Article) -> str | None:
        """Return the text of the version before, None for the first."""
        numbers = [one.number for one in self._versions(article)]
        place = numbers.index(article.version) if article.version in numbers else 0
        return self.reading.ask(
            lambda conn: articles.text(conn, article.id, numbers[place - 1]) if place else None, None
        )

    def _show_claim(self, number: int, link: int = 0, followed: Link | None = None) -> None:
        """Show a claim in the panel with the cursor on the link that is followed, or else on that of a number."""
        if not self._loaded or not self._loaded.claims:
            self._told = -1
            self._panel.show_nothing("This article gives no figures.")
            return
        held, article = self._loaded.claims[number], self._loaded.article
        self._told = number
        nothing: list[Link] = []
        nobody: list[quantities.Member] = []
        found = self.reading.ask(lambda conn: links.related(conn, held.id), nothing)
        quantity = self.reading.ask(lambda conn: quantities.of_claim(conn, held.id), None)
        self._panel.show(
            held,
            article,
            number + 1,
            len(self._loaded.claims),
            found,
            label=quantity.label if quantity else "",
            members=self.reading.ask(lambda conn: quantities.members(conn, held.id), nobody),
            note=self.note(article, held),
            chosen=link,
            followed=followed,
        )

    def _place(self, loaded: Loaded) -> Place:
        return Place(
            loaded.article.id,
            self._text.current,
            self._text.top_offset,
            self._panel.chosen,
            self._panel.has_focus,
            self._version,
            self._compared,
        )

    def on_article_text_claim_changed(self, event: ArticleText.ClaimChanged) -> None:
        if event.claim != self._told:
            self._show_claim(event.claim)

    def on_lines_opened(self, event: Lines.Opened) -> None:
        if (link := self._panel.link_at(event.item)) and self._loaded:
            # A claim of the same article may be one of an older version.
            older = link.article.id == self._loaded.article.id and link.article.version != self._loaded.article.version
            self.read(link.article.id, link.claim.id, link.article.version if older else None)

    def on_reading_changed(self) -> None:
        """Take over what another program wrote, where the text one reads is still the same."""
        if not self._loaded:
            return
        loaded = self._load(self._loaded.article.id, self._version)
        if loaded and loaded.same_places(self._loaded):
            self._loaded = loaded
            self._text.renew(self._set_text(loaded).claims)
            self._heading.show(title_of(loaded.article), self._facts(loaded))
            chosen = self.entry.link if self.entry else None
            self._show_claim(max(0, self._text.current), max(0, self._panel.chosen), chosen)
        elif loaded and loaded.article.version not in (self._loaded.article.version, self._newest_told):
            # What one reads stays: a text that changes under the eyes can't be read.
            self._newest_told = loaded.article.version
            self.notice(f"This article has changed: ] shows version {loaded.article.version}.")

    def action_step(self, direction: int, contested: bool = False) -> None:
        """Go to the next (1) or previous (-1) claim, or to the next that others contradict."""
        before = self._text.current
        self._text.step(direction, contested=contested)
        if self._text.current != before:
            # At once, and not when the text's message comes: drawn together, 57 steps took 57 passes and not 96.
            self._show_claim(self._text.current)
        elif contested:
            self.notice(f"No claim {'after' if direction > 0 else 'before'} this one is contested.")

    def action_open(self) -> None:
        """Read the article of the chosen link."""
        self._panel.action_open()

    def action_back(self) -> None:
        """Go back to where one was before the last link; from the first article, to the list."""
        if not self._way:
            self.action_close()
            return
        place = self._way.pop()
        loaded = self._load(place.article, place.version)
        if loaded is None:
            return
        self._version, self._compared = place.version, place.compared
        claim = min(place.claim, len(loaded.claims) - 1)
        self._show(loaded, max(0, claim), top=place.top, link=place.link)
        self.set_focus(self._panel if place.in_panel else self._text)

    def action_version(self, step: int) -> None:
        """Show the older (-1) or the newer (1) version, with what changed in it."""
        if self._loaded is None:
            return
        article = self._loaded.article
        numbers = [one.number for one in self._versions(article)]
        place = numbers.index(article.version) + step if article.version in numbers else -1
        if not 0 <= place < len(numbers):
            self.notice("There is no older version." if step < 0 else "This is the newest version.")
            return
        number = numbers[place]
        self._change_to(None if number == numbers[-1] else number, compared=True)

    def action_compare(self) -> None:
        """Show what changed since the version before, or hide it."""
        if self._loaded is None:
            return
        if not self._compared and self._before(self._loaded.article) is None:
            self.notice("There is no older version to compare with.")
            return
        self._change_to(self._version, compared=not self._compared)

    def _change_to(self, version: int | None, *, compared: bool) -> None:
        """Show a version of the same article, as near to the place in view as can be."""
        if self._loaded is None or (loaded := self._load(self._loaded.article.id, version)) is None:
            return
        share = self._text.top_offset / max(1, len(self._loaded.text))
        in_panel = self._panel.has_focus
        self._version, self._compared = version, compared
        current = min(max(0, self._text.current), max(0, len(loaded.claims) - 1))
        self._show(loaded, current, top=int(share * len(loaded.text)))
        self.set_focus(self._panel if in_panel else self._text)

    def action_article(self, step: int, unread: bool = False) -> None:
        """Read the next (1) or previous (-1) article of the list, or the next unread one."""
        if self._loaded is None:
            return
        here, (query, order, kept) = self._loaded.article.id, listed(self.app)
        if unread:
            query, kept = f"is:unread {query}", frozenset()
        other = self.reading.ask(lambda conn: articles.beside(conn, here, step, query, order, kept), None)
        if other is None:
            wanted = "unread article" if unread else "article"
            self.notice(f"The list has no {wanted} {'after' if step > 0 else 'before'} this one.")
        else:
            self.read(other)
            if screen := list_of(self.app):
                screen.follow(other)

    def action_other_pane(self) -> None:
        """Give the focus to the other pane."""
        self.set_focus(self._text if self._panel.has_focus else self._panel)

    def action_browse(self) -> None:
        """Open the article's page in the browser, where it has one on the web."""
        location = self._loaded.article.location if self._loaded else ""
        if urlsplit(location).scheme in ("http", "https"):
            self.app.open_url(location)
        else:
            self.notice(f"This article came from a file, not from the web: {location}")

    def action_close(self) -> None:
        """Leave the article for the screen below."""
        self.dismiss()
