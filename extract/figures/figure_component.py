"""Defines the spaCy component that finds figures: quantities that grammar does not rule out, with what they count.

It sets `doc._.attribune_figures` (a list of Figure) and `doc.spans["attribune_figures"]`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from extract.claim import Bound, Kind, Trend
from extract.figures.boilerplate import is_boilerplate
from extract.figures.bounds import bound_behind_noun
from extract.figures.counted import befalls_people, counted, counted_phrase, of_pair, state_left, unit_of
from extract.figures.gapping import with_parallel_unit
from extract.figures.grammar_exclusions import names_or_dates
from extract.figures.measured_numerals import quantities, with_bound
from extract.figures.measures import rate_after
from extract.figures.multiples import multiplies
from extract.figures.negated_bounds import under_negation
from extract.figures.prepositions import without_topic_word
from extract.figures.prices import priced
from extract.figures.quantity import Quantity
from extract.figures.trend import inherited_trend, trend_of
from extract.lexicon import words
from extract.parsing.conversion import doc_of
from extract.parsing.tables import Cells
from extract.parsing.tokens import Doc, Span, Token


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a Doc; offsets as in Claim, `anchor` and `noun` are token indices.

    anchor: the token that represents the number in the tree; noun: what is counted, or the unit, None if not stated.
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


@Language.factory("attribune_figures", assigns=["doc._.attribune_figures"], requires=["token.dep", "token.head"])
def make_figures(nlp: Language, name: str) -> "Figures":
    """Make the component; it needs Universal Dependencies trees."""
    return Figures()


class Figures:
    """Sets the figures of a Doc."""

    def __init__(self) -> None:
        if not SpacyDoc.has_extension("attribune_figures"):
            SpacyDoc.set_extension("attribune_figures", default=())

    def __call__(self, doc: SpacyDoc) -> SpacyDoc:
        figures = list(_figures(doc_of(doc)))
        doc._.attribune_figures = figures
        spans = (doc.char_span(f.start, f.end, label=f.kind, alignment_mode="expand") for f in figures)
        doc.spans["attribune_figures"] = [span for span in spans if span is not None]
        return doc


def _figures(doc: Doc) -> Iterator[Figure]:
    text = doc.text
    last: tuple[Quantity, Trend | None, Span, Token | None] | None = None
    cells = Cells(text)
    named = -1
    models: set[str] = set()
    for quantity in quantities(text):
        span = doc.char_span(quantity.number_start, quantity.number_end, alignment_mode="expand")
        if span is None:
            continue
        anchor = span.root
        if anchor.dep_ == "det" and len(span) > 1:
            # `a quarter point`
            anchor = span[len(span) - 1]
        if anchor.is_space:
            continue
        cell = cells.at(quantity.number_start)
        if (cell is not None and not cell.counts) or (cell is None and is_boilerplate(doc, span)):
            continue
        quantity = priced(doc, under_negation(doc, without_topic_word(doc, quantity), anchor))
        noun = counted(doc, quantity, span)
        if noun is not None and cell is not None and cells.at(noun.idx) != cell:
            noun = None
        quantity = _one_or_two(_bounded_behind(quantity, noun, text), noun, text)
        if noun is None and cell is None and last is not None:
            quantity = with_parallel_unit(doc, quantity, anchor, last[0])
        digits = quantity.form == "digits" and quantity.measure is None
        # `Navigator 6, 7 and 8`: what is coordinated with a name's number is a name too.
        joined = (
            quantity.form in {"digits", "words"}
            and quantity.measure is None
            and noun is None
            and (
                (named >= 0 and _JOINED.fullmatch(text, named, quantity.number_start))
                or _BEHIND_CODE.search(text, max(0, quantity.start - 20), quantity.start)
            )
        )
        again = digits and (noun is None or noun.tag_ == "NN") and span.text in models and _is_pointed_at(doc, span)
        if joined or again or names_or_dates(doc, quantity, span, noun):
            named = quantity.number_end if joined or _behind_name(doc, span) else -1
            if named > 0 and len(span.text) > _SHORT and span.text.isdecimal():
                models.add(span.text)
            continue
        named = -1
        bare = digits and noun is not None and last is not None and last[0].form in {"digits", "words"}
        if bare and last is not None and noun == last[3] and not _parted(doc, last[2], span):
            # `two new 737 Max jets`: the counted noun already has its number; the second one is part of its name.
            continue
        trend = trend_of(doc, quantity, anchor)
        if trend is None and last is not None:
            trend = inherited_trend(text, last[0], last[1], quantity)
        last = quantity, trend, span, noun
        yield _figure(doc, quantity, anchor, noun, trend)


def _bounded_behind(quantity: Quantity, noun: Token | None, text: str) -> Quantity:
    """Return the quantity with the bound that follows its noun, if it has none in front: `20 boats or more`."""
    ranges = quantity.bound == "range" and quantity.form in {"digits", "words"}
    if noun is None or not (quantity.bound == "=" or ranges) or noun.idx < quantity.number_end:
        return quantity
    bound = bound_behind_noun(text, noun.idx + len(noun))
    if bound is None:
        return quantity
    return with_bound(quantity, bound)


# `An anecdote or two`
_OR_TWO = re.compile(r"\b(?:an?|one) (?P<noun>[a-z]+(?:[ -][a-z]+)?) or $", re.IGNORECASE)


def _one_or_two(quantity: Quantity, noun: Token | None, text: str) -> Quantity:
    """Return the range that `or two` behind a single thing makes: `an anecdote or two`; else the quantity."""
    if noun is None or quantity.value != 2 or quantity.bound != "=" or noun.idx > quantity.start:
        return quantity
    single = _OR_TWO.search(text, max(0, quantity.start - 50), quantity.start)
    if single is None or single.end("noun") != noun.idx + len(noun):
        return quantity
    return replace(quantity, value=None, low=1.0, high=2.0, bound="range")


_JOINED = re.compile(r", |,? (?:and|or|to|through|thru|until|&) ")
# `KV6 to 10`
_BEHIND_CODE = re.compile(r"\b[A-Z]{1,4}\d{1,2}(?:, |,? (?:and|or|to|&) )$")


# A model has three digits or more: after `a Boeing 757`, `the 757` is no count.
_SHORT = 2


def _is_pointed_at(doc: Doc, span: Span) -> bool:
    before = doc[span.start - 1] if span.start else None
    return before is not None and (before.lower_ in {"the", "a", "an", "this", "that"} or before.tag_ == "PRP$")


def _behind_name(doc: Doc, span: Span) -> bool:
    before = doc[span.start - 1] if span.start else None
    if before is not None and before.text == "," and span.start > 1 and doc[span.start - 2].pos_ == "PROPN":
        # `Windows Vista, 7 and 8`
        return True
    labels = words("exclusions", "labels")
    return before is not None and (before.pos_ == "PROPN" or before.lower_ in labels or before.lemma_.lower() in labels)


def _parted(doc: Doc, first: Span, second: Span) -> bool:
    return any(
        token.pos_ in {"PUNCT", "CCONJ", "ADP", "VERB", "SYM", "PART"} for token in doc[first.end : second.start]
    )


def _figure(doc: Doc, quantity: Quantity, anchor: Token, noun: Token | None, trend: Trend | None) -> Figure:
    text, measure = doc.text, quantity.measure
    kind: Kind
    unit: str | None
    unit_text: str | None
    if measure is not None:
        kind, unit = measure.sort, measure.name
        unit_text = re.sub(r"(?<=[A-Z]) (?=\$)|=$", "", text[measure.start : measure.end].strip()) or unit
        if quantity.per:
            behind = max(quantity.number_end, measure.end if measure.start >= quantity.number_end else 0)
            beside = quantity.per_text or text[behind : quantity.end].replace("-", " ").strip()
            space = "" if beside.startswith("/") else " "
            kind, unit, unit_text = "rate", f"{unit} per {quantity.per}", f"{unit_text}{space}{beside}"
    elif quantity.form in {"share", "fraction", "multiplier"}:
        kind = "ratio"
        times = quantity.form == "multiplier"
        unit, unit_text = ("times", text[quantity.number_start : quantity.number_end]) if times else (None, None)
    else:
        kind = "count" if noun is not None or quantity.form == "vague" else "other"
        unit = unit_text = None
        if noun is None and (state := state_left(anchor, quantity.number_end)):
            kind, unit, unit_text = "count", state.lower_, state.text
        elif noun is None and quantity.form in {"digits", "words"} and befalls_people(anchor):
            kind, unit = "count", "person"
        if noun is not None and multiplies(anchor.doc, quantity):
            kind, unit, unit_text = "ratio", "times", "times"
        elif noun is not None:
            whole = noun if quantity.value == 1 or noun.i < anchor.i else of_pair(noun)
            # `two of them`
            unit = unit_of(whole) if whole.pos_ not in {"PRON", "DET"} else None
            unit_text = counted_phrase(noun, anchor) if whole == noun else Span(doc, noun.i, whole.i + 1).text
            behind = noun.idx + len(noun)
            if noun.i > anchor.i and (rate := rate_after(text, behind)):
                kind, unit, unit_text = "rate", f"{unit} per {rate[0]}", f"{unit_text}{text[behind : rate[1]]}"
    return Figure(
        start=quantity.start,
        end=quantity.end,
        text=text[quantity.start : quantity.end],
        kind=kind,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound,
        trend=trend,
        unit=unit,
        unit_text=unit_text,
        anchor=anchor.i,
        noun=noun.i if noun is not None else None,
    )
