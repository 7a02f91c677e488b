"""Draws a claim that a search found: what it says, who says so and where, its sentence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.text.cell_wording import day, excerpt, fit, joined, measured, one_line, outlet_of, quoted, source_name
from tui.text.signs import margin_signs
from tui.widgets.lines import Piece

if TYPE_CHECKING:
    from store.search.claim_search import ClaimHit


def claim_hit_rows(hit: "ClaimHit", width: int) -> Iterator[tuple[Piece, ...]]:
    """Yield three rows of at most width cells."""
    claim = hit.claim.claim
    figure = fit(one_line(claim.text), width // 2)
    denies = "denies " if claim.stance == "denied" else ""
    about = fit(measured(claim), width - cell_len(denies + figure) - 2)
    style = "attributed" if claim.source else "unattributed"
    yield Piece(denies, "differs"), Piece(figure, style), Piece(f"  {about}", "strong")
    looks = margin_signs(hit.claim.signs)[:2]
    where = joined((outlet_of(hit.article), day(hit.article.published)))
    name = fit(source_name(claim), max(12, width - cell_len(where) - 3 - 3 * len(looks)))
    where = fit(where, width - cell_len(name) - 3 - 3 * len(looks))
    signs = (Piece(f"  {look.sign}", look.style) for look in looks)
    yield Piece(name, "source" if claim.source else "muted"), Piece(f" · {where}", "muted"), *signs
    before, word, after = quoted(*excerpt(hit.line, claim.text, width - 2, claim.in_line))
    yield Piece(before, "muted"), Piece(word, "match"), Piece(after, "muted")
