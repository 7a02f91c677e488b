"""The search: finds articles by words, and shows where the words are; or finds claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import get_current_worker

from store.archive.incoming import ReadingError
from store.ingest.intake import NoExtractorError
from store.library import articles
from store.library.connection import LibraryError
from store.search.claim_search import ClaimHit, nearest
from store.search.full_text import Hit, search
from store.search.query import parse
from tui.app.library_reader import LibraryReader
from tui.app.meaning_worker import MeaningWorker
from tui.screens.article_order import OrderedArticle
from tui.text.cell_wording import counted, one_line
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.prompt import Prompt
from tui.widgets.search_results import Results

LIMIT = 50
_HELP = """\
Type words to find the articles that contain all of them.

"a phrase" finds words side by side, -word excludes articles, flood OR storm finds either. The last word may be \
incomplete.

source:NAME finds who is quoted, killed>1000 and figure:1100 what is counted; is:unread, tag:NAME, outlet:NAME, \
since:yesterday and before:2026-03-01 narrow the result. The help (F1) lists all of them."""


_CLAIMS_HELP = """\
Type a sentence or a number to find the nearest claims, whoever made them: 450 jobs will go in Sorley.

Claims with the same words and the same value come at once; those that mean the same in other words join them at the \
top a moment later."""
_PLACEHOLDER = "Search titles and texts"


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched for, of_claims: instead of articles, and found; opened: the article that was, None for none."""

    words: str = ""
    of_claims: bool = False
    hits: Sequence[Hit | ClaimHit] = ()
    opened: int | None = None


class Words(Input):
    """The input line; Enter opens the chosen article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "read", tooltip="Read the chosen article", id="open_hit"),
    ]


def _ordered(hit: Hit | ClaimHit, query: str) -> OrderedArticle:
    """Return what is to be read of a result: the matches of the query, or the claim."""
    if isinstance(hit, ClaimHit):
        return OrderedArticle(hit.article.id, claim=hit.claim.id)
    return OrderedArticle(hit.article.id, query)


def _nothing(words: str) -> str:
    trouble = one_line(parse(words).trouble)
    return f"{trouble}." if trouble else f"Nothing found for “{one_line(words)}”."


class SearchScreen(Screen[None], inherit_bindings=False):
    """Searches the library as the reader types, and sends Opened for a chosen result."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "prompt.tcss", "search.tcss"]
    AUTO_FOCUS = "Words"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "read", tooltip="Read the chosen article", id="open_hit"),
        Binding("down", "move(1)", "next result", tooltip="Next result, also while typing", id="next_result"),
        Binding(
            "up", "move(-1)", "previous", tooltip="Previous result, also while typing", id="previous_result", show=False
        ),
        Binding("ctrl+t", "claims", "claims", tooltip="Switch between claims and articles", id="search_claims"),
        Binding("tab,shift+tab", "other_pane", "pane", tooltip="Move between words and results", id="search_pane"),
        Binding("escape", "close", "back", tooltip="Leave the search", id="close_search"),
    ]

    @dataclass
    class Opened(Message):
        """A result was chosen."""

        article: OrderedArticle
        searched: Searched

    @dataclass
    class Answered(Message):
        """A search has ended."""

        words: str
        hits: Sequence[Hit | ClaimHit]
        trouble: str = ""

    def __init__(self, reading: LibraryReader, before: Searched | None = None) -> None:
        """Search; before: what was searched for the last time, which typing replaces."""
        super().__init__(name="Search")
        self._reading = reading
        self._before = before or Searched()
        self._input = Words(self._before.words, placeholder=_PLACEHOLDER)
        self._prompt = Prompt("Search", self._input)
        self._results = Results()
        # Whether claims are searched instead of articles.
        self._of_claims = False
        self._opened = self._before.opened
        self._bar = KeyBar()
        self._meanings = MeaningWorker(reading)
        # The words of the current results, and whether Enter was pressed before they came.
        self._answered = ""
        self._submitted = False

    def compose(self) -> ComposeResult:
        yield self._prompt
        yield self._results
        yield self._bar

    @property
    def searched(self) -> Searched:
        """What was searched for last, to be shown again."""
        return Searched(self._answered, self._of_claims, self._results.hits, self._opened)

    def on_mount(self) -> None:
        self._show_again(self._before)

    def take_over(self, searched: Searched) -> None:
        """Show what another screen searched for, as if it had been typed here."""
        self._opened = searched.opened
        with self.prevent(Input.Changed):
            self._input.value = searched.words
        self._show_again(searched)

    def _show_again(self, searched: Searched) -> None:
        if searched.of_claims != self._of_claims:
            self._turn()
        if searched.words:
            self._show(searched.words, searched.hits, article=searched.opened)
        else:
            self._seek("")

    def action_claims(self) -> None:
        """Switch between searching claims and articles."""
        self._turn()
        self._seek(self._input.value.strip())

    def _turn(self) -> None:
        self._of_claims = not self._of_claims
        self._prompt.ask("Claims" if self._of_claims else "Search")
        self._bar.relabel("search_claims", "articles" if self._of_claims else "claims")
        self._input.placeholder = "Has anyone said this? A sentence or a number" if self._of_claims else _PLACEHOLDER
        self._answered = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        self._seek(event.value.strip())

    def _seek(self, words: str) -> None:
        self._submitted = False
        # Cancel the search for fewer letters, which would compete with the new one.
        self._reading.interrupt("search")
        if words:
            self._search(words, self._of_claims)
        else:
            self.workers.cancel_group(self, "search")
            self._answered = ""
            self._results.show([], _CLAIMS_HELP if self._of_claims else _HELP)
            self._bar.status = ""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        # The results may still be those for fewer letters.
        if event.value.strip() == self._answered:
            self._results.action_open()
        else:
            self._submitted = True

    @work(thread=True, exclusive=True, group="search")
    def _search(self, words: str, of_claims: bool) -> None:
        seek = nearest if of_claims else search
        worker = get_current_worker()
        try:
            answer = self.Answered(words, self._reading.ask_in_thread(lambda conn: seek(conn, words, LIMIT), "search"))
        except LibraryError as error:
            answer = self.Answered(words, (), str(error))
        # A cancelled thread keeps running; its results are for words that have changed since.
        if not worker.is_cancelled:
            self.post_message(answer)

    def on_search_screen_answered(self, event: Answered) -> None:
        event.stop()
        if event.words != self._input.value.strip():
            return
        # The words of the last search are searched for again when the screen opens: the cursor stays.
        here = self._results.article if event.words == self._answered else None
        self._show(event.words, event.hits, event.trouble, article=here)
        if event.trouble:
            self.notify(event.trouble, severity="error", markup=False)
        if self._submitted:
            self._results.action_open()
        elif self._of_claims and not event.trouble:
            self.run_worker(self._seek_meaning(event.words), group="meaning")

    def _show(
        self, words: str, hits: Sequence[Hit | ClaimHit], trouble: str = "", *, article: int | None = None
    ) -> None:
        self._answered = words
        self._results.show(hits, trouble or _nothing(words), article=article)
        more = "the best " if len(hits) == LIMIT else ""
        kind = "claim" if self._of_claims else "article"
        self._bar.status = f"{more}{counted(len(hits), kind)}" if hits else ""

    async def _seek_meaning(self, words: str) -> None:
        """Put claims that say the same in other words first; a worker process reads the sentence."""

        def wanted() -> bool:
            return self._of_claims and words == self._input.value.strip()

        def tell(doing: str) -> None:
            self._bar.doing = doing or str(getattr(self.app, "doing", ""))

        try:
            nearer = await self._meanings.nearest(words, wanted, tell)
        except (LibraryError, NoExtractorError, ReadingError) as error:
            self.notify(f"Claims were sought by their words alone: {error}", severity="warning", markup=False)
            return
        if nearer and wanted() and self.is_attached:
            self._results.put_before(nearer)
            self._bar.status = counted(len(self._results.hits), "claim")

    async def on_unmount(self) -> None:
        await self._meanings.close()

    def on_lines_opened(self, event: Lines.Opened) -> None:
        hit = self._results.hits[event.item]
        self._opened = hit.article.id
        # Who comes back goes on through the results, without typing.
        self.set_focus(self._results)
        self.run_worker(self._meanings.close(), group="meaning", exclusive=True)
        self.post_message(self.Opened(_ordered(hit, self._answered), self.searched))

    def beside(self, article_id: int, step: int, *, unread: bool) -> OrderedArticle | None:
        hits = {hit.article.id: hit for hit in reversed(self._results.hits)}
        ids = list(dict.fromkeys(hit.article.id for hit in self._results.hits))
        if article_id not in hits:
            return None
        place = ids.index(article_id)
        for other in ids[place + 1 :] if step > 0 else reversed(ids[:place]):
            # The results were read before what was opened since then.
            article = self._reading.ask(partial(articles.get, article_id=other), None)
            if article and not (unread and article.read):
                return _ordered(hits[other], self._answered)
        return None

    def follow(self, article_id: int) -> None:
        self._opened = article_id
        self._results.choose_article(article_id)

    def action_open(self) -> None:
        """Open the chosen article."""
        self._results.action_open()

    def action_move(self, step: int) -> None:
        """Go to the next or the previous result."""
        self._results.action_move(step)

    def action_other_pane(self) -> None:
        """Focus the other pane."""
        self.set_focus(self._input if self._results.has_focus else self._results)

    def action_close(self) -> None:
        """Go back to the previous screen."""
        self.dismiss()
