"""The preview of the list's chosen article: how it begins and, beside it, what others contradict."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import work
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from store.library.connection import LibraryError
from tui.text.cell_wording import counted, day, fit, joined, one_line, source_name, title_of
from tui.text.signs import LOOKS
from tui.text.typesetting import typeset
from tui.widgets.lines import Line, Lines, Piece

if TYPE_CHECKING:
    from extract.claim import Claim
    from store.library.article_preview import Contested, Opposed, Preview
    from store.library.articles import Article

# Seconds without cursor movement before a preview is read.
_REST = 0.12
_MEASURE = 72
_GAP = 4
# How many contradictions of one claim are shown; the reader shows all.
_OTHERS = 2


class ArticlePreview(Lines, can_focus=False):
    """Shows an article's beginning at the left, its contested claims at the right."""

    ALLOW_SELECT = False

    @dataclass
    class Loaded(Message):
        """The preview of an article was read."""

        article: "Article"
        preview: "Preview | None"

    def __init__(self, read: "Callable[[int], Preview | None]") -> None:
        """Show what read returns for an article's id; it is called in a thread, and may raise LibraryError."""
        super().__init__()
        self.article: Article | None = None
        self._read = read
        self._wanted: Article | None = None
        self._preview: Preview | None = None
        self._rest: Timer | None = None

    def on_mount(self) -> None:
        self._rest = self.set_interval(_REST, self._rested, pause=True)
        self.show(self._wanted)

    def on_show(self) -> None:
        self.show(self._wanted)

    def show(self, article: "Article | None") -> None:
        """Show an article unless another one follows within a moment, so that those passed over are not read."""
        self._wanted = article
        if self._rest and self.display:
            self._rest.reset()
            self._rest.resume()

    def _rested(self) -> None:
        if self._rest:
            self._rest.pause()
        if self.screen.is_active and self._wanted:
            self._read_apart(self._wanted)

    @work(thread=True, exclusive=True, group="preview")
    def _read_apart(self, article: "Article") -> None:
        try:
            preview = self._read(article.id)
        except LibraryError:
            return
        if not get_current_worker().is_cancelled:
            self.post_message(self.Loaded(article, preview))

    def on_article_preview_loaded(self, event: Loaded) -> None:
        event.stop()
        if self._wanted and event.article.id == self._wanted.id:
            self.article, self._preview = event.article, event.preview
            self.rebuild()
            self.go_to(0)

    def lines_for(self, width: int) -> Iterator[Line]:
        if self.article is None or self._preview is None:
            return
        measure = min(_MEASURE, (width - _GAP - 3) // 2)
        left, right = list(_beginning(self.article, self._preview, measure)), _contested(self._preview, measure)
        for mine, theirs in zip_longest(left[: self.page], list(right)[: self.page], fillvalue=()):
            used = sum(cell_len(piece.text) for piece in mine)
            yield Line((Piece("  "), *mine, Piece(" " * (measure + _GAP - used)), *theirs))


def _beginning(article: "Article", preview: "Preview", width: int) -> Iterator[tuple[Piece, ...]]:
    yield (Piece(fit(title_of(article), width), "strong"),)
    facts = joined((one_line(article.outlet), day(article.published), counted(article.claims, "claim")))
    yield (Piece(fit(facts, width), "muted"),)
    for row in typeset(preview.lead, width):
        # Keep the indentation of a row.
        yield (Piece(" " * row.indent), Piece(one_line(preview.lead[row.start : row.end])))


def _contested(preview: "Preview", width: int) -> Iterator[tuple[Piece, ...]]:
    if not preview.contested:
        yield (Piece("Nobody contradicts its numbers.", "muted"),)
        return
    yield (Piece(f"CONTESTED  {len(preview.contested):,}", "heading"),)
    for contested in preview.contested:
        yield from _claim(contested, width)


def _claim(contested: "Contested", width: int) -> Iterator[tuple[Piece, ...]]:
    sign = f"{LOOKS['differs'].sign} {_denies(contested.claim)}"
    figure = fit(one_line(contested.claim.text), width // 2)
    about = one_line(contested.claim.subject)
    rest = width - cell_len(sign) - cell_len(figure) - 2
    name = fit(source_name(contested.claim), max(0, rest // 2))
    about = fit(about, max(0, rest - cell_len(name) - 3))
    middle = f"  {about} · " if about else "  "
    yield (Piece(sign, "differs"), Piece(figure, "figure"), Piece(middle, "muted"), Piece(name, "source"))
    for other in contested.others[:_OTHERS]:
        yield _opposed(other, width)
    if (more := len(contested.others) - _OTHERS) > 0:
        yield (Piece(f"    and {more:,} more", "muted"),)


def _denies(claim: "Claim") -> str:
    return "denies " if claim.stance == "denied" else ""


def _opposed(other: "Opposed", width: int) -> tuple[Piece, ...]:
    figure = fit(one_line(other.claim.text), width // 2)
    denies = _denies(other.claim)
    rest = width - 4 - len(denies) - cell_len(figure) - 2
    outlet = one_line(other.outlets[0]) if other.outlets else ""
    more = f" and {len(other.outlets) - 1:,} more" if len(other.outlets) > 1 else ""
    name = fit(source_name(other.claim), max(0, rest - min(cell_len(outlet + more) + 3, rest // 2)))
    printed = fit(f" · {outlet}{more}", max(0, rest - cell_len(name))) if outlet else ""
    return (
        Piece(f"    {denies}"),
        Piece(figure, "figure"),
        Piece("  "),
        Piece(name, "source"),
        Piece(printed, "muted"),
    )
