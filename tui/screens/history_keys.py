"""Keys to go back and forward through the articles that were read."""

from textual.binding import Binding
from textual.screen import Screen

from store.library import positions
from store.library.positions import Position
from store.linking.links import Link
from tui.app.article_keys import changing_app
from tui.app.library_reader import LibraryReader
from tui.app.open_article import OpenArticle, Place, Trail, load
from tui.widgets.article_text import ArticleText
from tui.widgets.claim_panel import ClaimPanel

BINDINGS = (
    Binding("backspace,H", "back", "back", tooltip="Go back to where you were", id="back"),
    Binding("L", "forward", "forward", tooltip="Go forward again", id="forward", show=False),
)


class HistoryKeys(Screen[None], inherit_bindings=False):
    """A screen that shows one article after the other; a subclass loads and shows them."""

    reading: LibraryReader
    _loaded: OpenArticle | None
    _text: ArticleText
    _panel: ClaimPanel
    _version: int | None
    _compared: bool
    # The places before this one, and those to go forward to; the nearest last in each.
    _way: list[Place]
    _ahead: list[Place]

    def notice(self, words: str) -> None:
        """Show a notice that contains foreign text."""
        raise NotImplementedError

    def load(self, article_id: int, version: int | None = None) -> OpenArticle | None:
        """Return an article from the library; None, with a notice, if it can't be read."""
        raise NotImplementedError

    def show(
        self, loaded: OpenArticle, claim: int, *, top: int = 0, at: tuple[int, int] | None = None, link: int = 0
    ) -> None:
        """Show an article, with the claim with this number as the current one.

        top: the text offset of the first row in view; at: a span of the text to show; link: the number of the chosen
        link.
        """
        raise NotImplementedError

    def action_close(self) -> None:
        """Leave the article."""
        raise NotImplementedError

    def text_of(self, link: Link) -> str:
        """Return the text of a link's article, "" if it can't be read."""
        loaded = self.reading.ask(lambda conn: load(conn, link.article.id, link.article.version), None)
        return loaded.text if loaded else ""

    def left_at(self, article_id: int) -> Position | None:
        """Return where the reader left an article, None if never."""
        return self.reading.ask(lambda conn: positions.of_article(conn, article_id), None)

    def leave(self) -> None:
        """Record where the reader leaves the article, unless it is an older version or shows changes."""
        if position := self.position:
            changing_app(self.app).left(*position)

    @property
    def position(self) -> tuple[int, Position] | None:
        """The article and the position in it; None in an older version or if changes are shown."""
        if self._loaded is None or self._version is not None or self._compared:
            return None
        current = self._loaded.span(self._text.current)[0] if self._text.current >= 0 else -1
        return self._loaded.article.id, Position(self._text.top_offset, current)

    def note_place(self) -> None:
        """Add the current place to the history, for `action_back`; there is nothing to go forward to then."""
        self._way += self._here()
        self._ahead.clear()

    def _here(self) -> list[Place]:
        """Return the current place in a list, [] if no article is shown."""
        if self._loaded is None:
            return []
        here, text, panel = self._loaded.article.id, self._text, self._panel
        return [
            Place(here, text.current, text.top_offset, panel.chosen, panel.has_focus, self._version, self._compared)
        ]

    @property
    def trail(self) -> Trail | None:
        """The history up to here; None if no article is shown."""
        here = self._here()
        return Trail(here[0], self._way, self._ahead) if here else None

    def take_up(self, trail: Trail) -> None:
        """Restore a history, and show its last place."""
        self._way, self._ahead = trail.way, [*trail.ahead, trail.here]
        self._go(self._ahead, self._way)

    def action_back(self) -> None:
        """Go back to the place before the last link; from the first article, to the list."""
        if self._way:
            self._go(self._way, self._ahead)
        else:
            self.action_close()

    def action_forward(self) -> None:
        """Go forward to the place before going back."""
        if self._ahead:
            self._go(self._ahead, self._way)
        else:
            self.notice("There is nothing to go forward to.")

    def _go(self, places: list[Place], behind: list[Place]) -> None:
        """Show the last of some places, and add the current one to `behind`."""
        place, here = places.pop(), self._here()
        loaded = self.load(place.article, place.version)
        if loaded is None:
            return
        behind += here
        self.leave()
        self._version, self._compared = place.version, place.compared
        claim = min(place.claim, len(loaded.claims) - 1)
        self.show(loaded, max(0, claim), top=place.top, link=place.link)
        self.set_focus(self._panel if place.in_panel else self._text)
