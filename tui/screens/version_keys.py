"""Keys to go through an article's versions, and to show what changed between them."""

from textual.binding import Binding
from textual.screen import Screen

from store.library import articles, versions
from store.library.articles import Article
from store.library.versions import Version
from tui.app import article_keys
from tui.app.library_reader import LibraryReader
from tui.app.open_article import OpenArticle
from tui.text.cell_wording import claims_of, day_and_time, facts_of, one_line
from tui.text.version_diff import Compared, compare
from tui.widgets.article_list import STARRED
from tui.widgets.article_text import ArticleText
from tui.widgets.claim_panel import ClaimPanel

BINDINGS = (
    Binding("left_square_bracket", "version(-1)", "older", tooltip="Older version", id="older_version", show=False),
    Binding("right_square_bracket", "version(1)", "newer", tooltip="Newer version", id="newer_version", show=False),
    Binding("v", "compare", "changes", tooltip="Show the changes since the version before", id="compare", show=False),
)


class VersionKeys(Screen[None], inherit_bindings=False):
    """A screen with a version of an article; a subclass shows another one."""

    reading: LibraryReader
    # The version's number, None for the newest; and whether its changes are shown.
    _version: int | None = None
    _compared = False
    _loaded: OpenArticle | None
    _text: ArticleText
    _panel: ClaimPanel

    @property
    def article(self) -> Article | None:
        """The article that is read."""
        raise NotImplementedError

    def notice(self, words: str) -> None:
        """Show a notice that contains foreign text."""
        raise NotImplementedError

    def load(self, article_id: int, version: int | None = None) -> OpenArticle | None:
        """Return an article from the library; None, with a notice, if it can't be read."""
        raise NotImplementedError

    def show(self, loaded: OpenArticle, claim: int, *, top: int = 0) -> None:
        """Show an article from a text offset on, with the claim with this number as the current one."""
        raise NotImplementedError

    def change_to(self, version: int | None, *, compared: bool) -> None:
        """Show a version of the same article, as near to the current position as possible."""
        if self._loaded is None or (loaded := self.load(self._loaded.article.id, version)) is None:
            return
        share = self._text.top_offset / max(1, len(self._loaded.text))
        in_panel = self._panel.has_focus
        self._version, self._compared = version, compared
        current = min(max(0, self._text.current), max(0, len(loaded.claims) - 1))
        self.show(loaded, current, top=int(share * len(loaded.text)))
        self.set_focus(self._panel if in_panel else self._text)

    def set_text(self, loaded: OpenArticle) -> Compared:
        """Return what is shown: the text, perhaps with the changes since the version before."""
        before = self._before(loaded.article) if self._compared else None
        if before is None:
            self._compared = False
            return Compared(loaded.text, tuple(loaded.claims), ())
        return compare(before, loaded.text, loaded.claims)

    def versions_of(self, article: Article) -> list[Version]:
        """Return all versions of an article, oldest first."""
        nothing: list[Version] = []
        return self.reading.ask(lambda conn: versions.of_article(conn, article.id), nothing)

    def facts_shown(self, loaded: OpenArticle) -> list[str]:
        """Return the heading's facts, with star and tags; for an older version, its number and fetch time."""
        facts = facts_of(loaded.article)
        if loaded.article.contested:
            # Where there is no room for this key below, nothing else would tell it.
            key = article_keys.changing_app(self.app).key_of("next_contested", "N")
            facts = [f"{fact} ({key})" if fact == claims_of(loaded.article) else fact for fact in facts]
        if self._version is not None or self._compared:
            fetched = [
                version.fetched
                for version in self.versions_of(loaded.article)
                if version.number == loaded.article.version
            ]
            changes = ", with changes" if self._compared else ""
            facts[-1] = f"v{loaded.article.version} of {loaded.article.versions}{changes}"
            facts += [f"fetched {day_and_time(when)}" for when in fetched]
        star = f"{STARRED} " if loaded.article.starred else ""
        return [f"{star}{facts[0]}", *facts[1:], *(f"#{one_line(tag)}" for tag in loaded.article.tags)]

    def action_version(self, step: int) -> None:
        """Show the older (-1) or the newer (1) version, with what changed in it."""
        if not (article := self.article):
            return
        numbers = [version.number for version in self.versions_of(article)]
        place = numbers.index(article.version) + step if article.version in numbers else -1
        if not 0 <= place < len(numbers):
            self.notice("There is no older version." if step < 0 else "This is the newest version.")
            return
        number = numbers[place]
        self.change_to(None if number == numbers[-1] else number, compared=True)

    def action_compare(self) -> None:
        """Show what changed since the version before, or hide it."""
        if not self.article:
            return
        if not self._compared and self._before(self.article) is None:
            self.notice("There is no older version to compare with.")
            return
        self.change_to(self._version, compared=not self._compared)

    def _before(self, article: Article) -> str | None:
        """Return the text of the version before, None for the first."""
        numbers = [version.number for version in self.versions_of(article)]
        place = numbers.index(article.version) if article.version in numbers else 0
        return self.reading.ask(
            lambda conn: articles.text(conn, article.id, numbers[place - 1]) if place else None, None
        )
