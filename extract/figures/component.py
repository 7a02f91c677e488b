"""The spaCy component that finds figures: quantities of the text that grammar does not rule out, with what they count.

Sets `doc._.figures` (a list of Figure) and `doc.spans["figures"]`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.claim import Bound, Kind, Trend
from extract.figures.counted import counted, counted_phrase
from extract.figures.measures import rate_after
from extract.figures.names import names_or_dates
from extract.figures.quantities import Quantity, quantities
from extract.figures.trend import trend_of


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a Doc; offsets as in Claim, `anchor` and `noun` are token numbers.

    anchor: the token that stands for the number in the tree; noun: what is counted, or the unit, None if unsaid.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    trend: Trend | None
    unit: str | None
    unit_text: str | None
    anchor: int
    noun: int | None


@Language.factory("attribune_figures", assigns=["doc._.figures"], requires=["token.dep", "token.head"])
def make_figures(nlp: Language, name: str) -> "Figures":
    """Make the component; it needs Universal Dependencies trees."""
    return Figures()


class Figures:
    """Finds the figures of a Doc."""

    def __init__(self) -> None:
        if not Doc.has_extension("figures"):
            Doc.set_extension("figures", default=())

    def __call__(self, doc: Doc) -> Doc:
        figures = list(_figures(doc))
        doc._.figures = figures
        spans = (doc.char_span(f.start, f.end, label=f.kind, alignment_mode="expand") for f in figures)
        doc.spans["figures"] = [span for span in spans if span is not None]
        return doc


def _figures(doc: Doc) -> Iterator[Figure]:
    text = doc.text
    for quantity in quantities(text):
        span = doc.char_span(quantity.number_start, quantity.number_end, alignment_mode="expand")
        if span is None:
            continue
        anchor = span.root
        if anchor.is_space:
            continue
        noun = counted(doc, quantity, span)
        if names_or_dates(doc, quantity, span, noun):
            continue
        yield _figure(doc, quantity, anchor, noun)


_KINDS: dict[str, Kind] = {
    "money": "money",
    "percent": "percent",
    "points": "points",
    "measure": "measure",
    "duration": "duration",
}


def _figure(doc: Doc, quantity: Quantity, anchor: Token, noun: Token | None) -> Figure:
    text, measure = doc.text, quantity.measure
    unit: str | None
    unit_text: str | None
    if measure is not None:
        kind = _KINDS[measure.sort]
        unit, unit_text = (
            measure.name,
            re.sub(r"(?<=[A-Z]) (?=\$)|=$", "", text[measure.start : measure.end].strip()) or measure.name,
        )
        if quantity.per:
            beside = text[
                max(quantity.number_end, measure.end if measure.start >= quantity.number_end else 0) : quantity.end
            ]
            kind, unit, unit_text = "rate", f"{unit} per {quantity.per}", f"{unit_text} {beside.strip()}"
    elif quantity.form in {"share", "fraction", "multiplier"}:
        kind = "ratio"
        times = quantity.form == "multiplier"
        unit, unit_text = ("times", text[quantity.number_start : quantity.number_end]) if times else (None, None)
    else:
        kind = "count" if noun is not None or quantity.form == "vague" else "other"
        unit, unit_text = (
            (noun.lemma_.lower() if noun.pos_ != "PROPN" else noun.text, counted_phrase(noun, anchor))
            if noun is not None
            else (None, None)
        )
        if noun is not None and noun.i > anchor.i and (rate := rate_after(text, noun.idx + len(noun))):
            kind, unit, unit_text = (
                "rate",
                f"{unit} per {rate[0]}",
                f"{unit_text}{text[noun.idx + len(noun) : rate[1]]}",
            )
    return Figure(
        start=quantity.start,
        end=quantity.end,
        text=text[quantity.start : quantity.end],
        kind=kind,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound,
        trend=trend_of(doc, quantity, anchor),
        unit=unit,
        unit_text=unit_text,
        anchor=anchor.i,
        noun=noun.i if noun is not None else None,
    )
