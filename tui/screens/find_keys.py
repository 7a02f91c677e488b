"""Keys to find words in an article: highlights and counts the matches, and moves between them."""

from textual.binding import Binding
from textual.screen import Screen

from store.search.full_text import matched
from tui.app.key_names import shown
from tui.app.library_reader import LibraryReader
from tui.app.open_article import OpenArticle
from tui.text.cell_wording import joined, one_line, title_of
from tui.text.matches import Matches, find
from tui.widgets.article_text import ArticleText
from tui.widgets.find_line import FindLine
from tui.widgets.heading import Heading
from tui.widgets.hinted_text import HintedText
from tui.widgets.key_bar import KeyBar

BINDINGS = (
    Binding("slash", "find", "find", tooltip="Find words in the article", id="find"),
    Binding("semicolon", "match(1)", "next match", tooltip="Next match", id="next_match", show=False),
    Binding("comma", "match(-1)", "prev. match", tooltip="Previous match", id="prev_match", show=False),
    Binding("F", "app.search", "search", tooltip="Search the whole library", id="search_library", show=False),
)


class FindKeys(Screen[None], inherit_bindings=False):
    """A screen with an article in which words can be found; a subclass composes the widgets."""

    reading: LibraryReader

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self._text: ArticleText = HintedText()
        self._heading = Heading(pane=self._text)
        # Who knows the key for the next claim guesses the one before; nobody guesses how to cite.
        self._bar = KeyBar(needed="yank", guessed="step(-1)")
        self._find_line = FindLine()
        self._matches = Matches()
        self._match = -1
        # The text offset in view when the find line was opened.
        self._left_at = 0

    @property
    def title_and_text(self) -> tuple[str, str]:
        """The title and the text to search."""
        raise NotImplementedError

    def show(self, loaded: OpenArticle, claim: int, *, at: tuple[int, int] | None = None) -> None:
        """Show an article at a span of its text, with the claim with this number as the current one."""
        raise NotImplementedError

    def notice(self, words: str) -> None:
        """Show a notice that contains foreign text."""
        raise NotImplementedError

    def matched_by(self, loaded: OpenArticle, query: str) -> Matches:
        """Return what a library search matched in an article."""
        nowhere: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        title, text = self.reading.ask(lambda conn: matched(conn, loaded.article.id, query), nowhere)
        # A title is shown without control characters and line ends, which changes offsets.
        shown = title if title_of(loaded.article) == loaded.article.title else []
        return Matches(one_line(query), tuple(shown), tuple(text))

    def show_matched(self, loaded: OpenArticle, query: str) -> None:
        """Show an article at the first match of a search, with the claim there."""
        matches = self.matched_by(loaded, query)
        number = len(matches.title) if matches.text else min(len(matches) - 1, 0)
        span = matches.in_text(number)
        self.show(loaded, loaded.claim_by(span[0]) if span else 0, at=span)
        self.highlight(matches, number)

    def highlight(self, matches: Matches, number: int) -> None:
        """Highlight matches, show the one with this number, and the count."""
        self._matches, self._match = matches, number
        in_title, in_text = matches.lit(number)
        self._heading.highlight(in_title)
        self._text.highlight(in_text)
        if span := matches.in_text(number):
            self._text.show_span(span)
        elif number >= 0:
            self._text.go_to(0)
        self.show_count()

    def clear_highlights(self) -> bool:
        """Remove the highlights; return False if there were none."""
        lit = len(self._matches) > 0
        if lit:
            self.highlight(Matches(), -1)
        return lit

    def forget_matches(self) -> None:
        """Forget the matches when an article is shown."""
        self._matches, self._match = Matches(), -1
        self._heading.highlight([])
        self.show_count()

    def show_count(self) -> None:
        """Show how many matches there are, and the keys for them."""
        count = f"{self._match + 1:,} of {len(self._matches):,}" if len(self._matches) else ""
        none = not count and bool(self._find_line.words.strip())
        keys = self._keys("keep_matches", "keeps"), self._keys("leave_find", "clears")
        self._find_line.show_count(joined(("no match" if none else count, *keys)), none=none)
        keys = self._keys("next_match", "next"), self._keys("close_article", "clears")
        self._bar.status = joined((count, *keys)) if count else ""

    def _keys(self, name: str, label: str) -> str:
        """Return an action's first key, as the user may have set it, with a label; "" if it has none now."""
        bound = (active.binding for active in self.active_bindings.values())
        return next((f"{shown(binding.key)} {label}" for binding in bound if binding.id == name), "")

    def action_find(self) -> None:
        """Ask for words, and highlight them while they are typed."""
        self._left_at = self._text.top_offset
        self.add_class("-finding")
        self._find_line.ask()
        self._seek(self._find_line.words)

    def action_match(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) match; after the last comes the first."""
        if not len(self._matches):
            if not self.has_class("-finding"):
                self.notice("No words are highlighted: / finds some.")
            return
        number, span = self._match + step, self._matches.in_text(self._match)
        if span and not self._text.in_view(span):
            # After scrolling away, continue from what is in view.
            number = self._matches.first_from(max(1, self._text.top_offset)) - (step < 0)
        self.highlight(self._matches, number % len(self._matches))

    def action_keep_matches(self) -> None:
        """Keep the matches highlighted and read on."""
        self._end_find()

    def action_leave_find(self) -> None:
        """Remove the highlights, and go back to the previous position."""
        self._end_find()
        self.clear_highlights()
        self._text.go_to(self._text.row_at(self._left_at))

    def _end_find(self) -> None:
        self.remove_class("-finding")
        self.set_focus(self._text)
        # The keys depend on the focus.
        self.show_count()

    def _seek(self, words: str) -> None:
        title, text = self.title_and_text
        matches = find(words, title, text)
        self.highlight(matches, matches.first_from(self._left_at))
        if not len(matches):
            self._text.go_to(self._text.row_at(self._left_at))

    def on_find_line_typed(self, event: FindLine.Typed) -> None:
        if self.has_class("-finding"):
            self._seek(event.words)
