"""The results of a search: articles with snippets, or claims, with what matches highlighted."""

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from extract.text.controls import clean
from store.search.claim_search import ClaimHit, joined_by_meaning
from store.search.full_text import Hit
from tui.text.cell_wording import day, fit, joined, one_line, title_of
from tui.text.signs import LOOKS
from tui.text.typesetting import typeset
from tui.widgets.claim_hit_rows import claim_hit_rows
from tui.widgets.lines import Line, Lines, Piece

_MEASURE = 96
_SNIPPET_ROWS = 2


class Results(Lines):
    """The articles or claims that a search found, with matches highlighted."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: Sequence[Hit | ClaimHit] = ()
        self._words = ""

    def show(self, hits: Sequence[Hit | ClaimHit], words: str = "", *, article: int | None = None) -> None:
        """Show the results; words: why there are none; article: the one to begin at, if it is among them."""
        self.hits, self._words = hits, words
        self.chosen = next((place for place, hit in enumerate(hits) if hit.article.id == article), 0 if hits else -1)
        self.rebuild()
        self.go_to(0)
        self.reveal_chosen()

    @property
    def article(self) -> int | None:
        """The id of the article under the cursor, None if there are no results."""
        return self.hits[self.chosen].article.id if self.chosen >= 0 else None

    def choose_article(self, article: int) -> None:
        """Move the cursor to an article, if it is one of the results."""
        places = [place for place, hit in enumerate(self.hits) if hit.article.id == article]
        if places:
            self.choose(places[0])

    def put_before(self, nearer: Sequence[ClaimHit]) -> None:
        """Put nearer claims before the current ones; the cursor stays on a claim that it was moved to."""
        chosen = self.hits[self.chosen] if self.chosen > 0 else None
        hits = joined_by_meaning(nearer, (hit for hit in self.hits if isinstance(hit, ClaimHit)))
        self.show(hits)
        if isinstance(chosen, ClaimHit):
            self.action_move([hit.claim.id for hit in hits].index(chosen.claim.id))

    def lines_for(self, width: int) -> Iterator[Line]:
        room = min(_MEASURE, width - 3)
        if not self.hits:
            for row in typeset(self._words, room):
                yield Line((Piece("  "), Piece(self._words[row.start : row.end], "muted")))
        for item, hit in enumerate(self.hits):
            lead = Piece("▌ " if item == self.chosen else "  ", "bar")
            if isinstance(hit, ClaimHit):
                for pieces in claim_hit_rows(hit, room):
                    yield Line((lead, *pieces), item)
                yield Line()
                continue
            facts = joined((one_line(hit.article.outlet), day(hit.article.published), _contested(hit)))
            title = fit(title_of(hit.article), max(room - cell_len(facts) - 3, room // 2))
            facts = fit(facts, room - cell_len(title) - 3)
            yield Line((lead, Piece(title, "strong"), Piece(f"   {facts}", "muted")), item)
            for pieces in _snippet(hit, room):
                yield Line((lead, *pieces), item)
            yield Line()


def _contested(hit: Hit) -> str:
    return f"{LOOKS['differs'].sign} {hit.article.contested}" if hit.article.contested else ""


def _snippet(hit: Hit, width: int) -> Iterator[tuple[Piece, ...]]:
    """Yield rows of pieces: the snippet with its matches highlighted."""
    pieces = [(re.sub(r"\s+", " ", clean(text)), on) for text, on in hit.snippet]
    text = "".join(piece for piece, _ in pieces)
    styles = [on for piece, on in pieces for _ in piece]
    for row in typeset(text, width)[:_SNIPPET_ROWS]:
        row_pieces: list[Piece] = []
        at = row.start
        while at < row.end:
            end = at + 1
            while end < row.end and styles[end] == styles[at]:
                end += 1
            row_pieces.append(Piece(text[at:end], "match" if styles[at] else "muted"))
            at = end
        yield tuple(row_pieces)
