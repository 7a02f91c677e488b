"""What stands beside the panel: the paragraph of its chosen entry or, without one, all figures of the article."""

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len

from store.library.claims import StoredClaim
from store.linking.links import Link
from tui.text import marks
from tui.text.cell_wording import day_and_time, fit, joined, measured, one_line, title_of
from tui.text.signs import margin_signs
from tui.text.typesetting import paragraphs, typeset
from tui.widgets.lines import Line, Lines, Piece

# Seconds without cursor movement before a text is read, so that entries passed over are not.
_REST = 0.08
_MEASURE = 72
# Words cut shorter than this say nothing.
_STUMP = 8
_STYLES = {"current-source": "source", "current-cue": "cue", "current-unattributed": "unattributed"}


class EntryParagraph(Lines, can_focus=False):
    """Shows the article of a link, and the paragraph with the linked claim; without a link, an article's claims."""

    def __init__(self, read: Callable[[Link], str]) -> None:
        """Show a part of what read returns: the text of a link's article, "" if it can't be read."""
        super().__init__()
        self._read = read
        self._link: Link | None = None
        self._wanted: Link | None = None
        self._text = ""
        self._claims: Sequence[StoredClaim] = ()
        self._current = -1

    def on_mount(self) -> None:
        self._rest = self.set_interval(_REST, self._rested, pause=True)

    def on_show(self) -> None:
        self.show(self._wanted, self._claims, self._current)

    def show(self, link: Link | None, claims: Sequence[StoredClaim], current: int) -> None:
        """Show a link unless another one follows within a moment; None shows the claims, with a current one."""
        self._wanted, self._claims, self._current = link, claims, current
        if self.is_mounted and self.display:
            self._rest.reset()
            self._rest.resume()

    def _rested(self) -> None:
        self._rest.pause()
        if self._wanted != self._link or not self._link:
            self._link = self._wanted
            self._text = self._read(self._link) if self._link else ""
            self.rebuild()
            self.go_to(0)
            self._reveal_claim()

    def _reveal_claim(self) -> None:
        marked = ("current", "bar")
        rows = [row for row, line in enumerate(self._lines) if any(piece.style in marked for piece in line.pieces)]
        if rows:
            self.reveal(rows[0], rows[-1] + 1, around=2)

    def lines_for(self, width: int) -> Iterator[Line]:
        link, width = self._link, min(_MEASURE, width - 1)
        if link is None:
            yield from self._overview(width)
            return
        yield Line((Piece(fit("WHERE IT SAYS SO", width), "heading"),))
        for row in typeset(title := title_of(link.article), width):
            yield Line((Piece(title[row.start : row.end], "strong"),))
        facts = joined(filter(None, (one_line(link.article.outlet), day_and_time(link.article.published))))
        if facts:
            yield Line((Piece(fit(facts, width), "muted"),))
        yield Line()
        yield from self._paragraph(link, width)

    def _overview(self, width: int) -> Iterator[Line]:
        """Yield a line for each claim of the article, with the sign of what others say."""
        if self._claims:
            yield Line((Piece(fit("FIGURES IN THIS ARTICLE", width), "heading"),))
            yield Line()
        for number, stored in enumerate(self._claims):
            claim, looks = stored.claim, margin_signs(stored.signs)[:1]
            lead = Piece("▌ ", "bar") if number == self._current else Piece("  ")
            sign = Piece(f"{looks[0].sign} ", looks[0].style) if looks else Piece("  ")
            figure = fit(one_line(claim.text), width - 4)
            room = width - cell_len(figure) - 6
            words = f"  {fit(measured(claim), room)}" if room >= _STUMP else ""
            yield Line((lead, sign, Piece(figure, "figure" if claim.source else "muted"), Piece(words, "muted")))

    def _paragraph(self, link: Link, width: int) -> Iterator[Line]:
        claim = link.claim.claim
        around = [paragraph for paragraph in paragraphs(self._text) if paragraph.start <= claim.start < paragraph.end]
        if not around:
            return
        first, last = around[0].start, around[0].end
        text = self._text[first:last]
        marked = [
            mark._replace(start=mark.start - first, end=mark.end - first) for mark in marks.current([link.claim], 0)
        ]
        for row in typeset(text, width, [(claim.start - first, claim.end - first)]):
            pieces = [
                Piece(
                    text[start:end].replace("\n", " ").replace("\t", " "),
                    _STYLES.get(mark.style, "current") if mark else "text",
                )
                for start, end, mark, _ in marks.runs(row.start, row.end, marked, ())
            ]
            yield Line((Piece(" " * row.indent), *pieces))
