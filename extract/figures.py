"""The spaCy component that finds figures: quantities of the text that grammar does not rule out, with what they count.

Sets `doc._.figures` (a list of Figure) and `doc.spans["figures"]`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extract.claim import Bound, Kind, Trend
from extract.lexicon import load
from extract.measures import rate_after
from extract.quantities import Quantity, quantities

YEAR_FROM, YEAR_TO, OLDEST = 1500, 2100, 115


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
        noun = _counted(doc, quantity, span)
        if _names(doc, quantity, span, noun):
            continue
        yield _figure(doc, quantity, anchor, noun)


@cache
def _labels() -> frozenset[str]:
    return frozenset(load("exclusions")["labels"])


@cache
def _after_names() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("exclusions")["after_names"]))
    return re.compile(rf" (?:{words})(?![\w-])", re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("exclusions")["bodies"]))
    return re.compile(rf"\b(?:{words})[ -]$", re.IGNORECASE)


def _counted(doc: Doc, quantity: Quantity, span: Span) -> Token | None:
    """Return the noun that the number counts: `1,100 enemy soldiers`, `two of the bombs`, `dozens of people`."""
    anchor = span.root
    last = max(span.end, 1)
    if quantity.measure is not None:
        unit = doc.char_span(quantity.measure.start, quantity.measure.end, alignment_mode="expand")
        holder = unit.root if unit is not None and quantity.measure.end > quantity.measure.start else anchor
        if quantity.measure.attributive or quantity.measure.name == "magnitude":
            head = holder.head if holder.head.i >= holder.i else anchor.head
            return head if head.pos_ in {"NOUN", "PROPN"} else None
        for base in (holder, anchor):
            if of := _of(base):
                return of
            if base.dep_ in {"nummod", "compound", "nmod", "nmod:unmarked", "amod"} and base.head.pos_ == "NOUN" and base.head.i > base.i:
                return base.head
        return None
    if of := _of(anchor):
        return of
    if anchor.dep_ in {"nummod", "amod", "compound", "det", "nmod", "nmod:unmarked", "advmod", "det:predet"} and anchor.head.pos_ in {"NOUN", "PROPN", "SYM", "ADJ"} and anchor.head.i > anchor.i:
        return anchor.head
    following = doc[last] if last < len(doc) else None
    if following is not None and following.pos_ == "NOUN" and following.sent.start == anchor.sent.start and following.head == anchor:
        return following
    # The parser took the number for the head of its noun phrase.
    if following is not None and following.tag_ == "NNS" and doc.text[span.end_char : following.idx] == " ":
        return following
    return None


def _of(token: Token) -> Token | None:
    for child in token.rights:
        if child.dep_ in {"nmod", "obl"} and child.pos_ in {"NOUN", "PROPN", "PRON"} and any(c.dep_ == "case" and c.lower_ in {"of", "in"} for c in child.lefts):
            case = next(c for c in child.lefts if c.dep_ == "case")
            if case.lower_ == "of":
                return child
    return None


def _names(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Say whether the number names, dates or merely points, and so is no figure."""
    anchor, text = span.root, doc.text
    before = doc[span.start - 1] if span.start else None
    digits = quantity.form == "digits"
    word = text[quantity.number_start : quantity.number_end]
    plain = quantity.measure is None and quantity.bound in {"=", "~", "range"}
    value = quantity.value
    if _after_names().match(text, quantity.number_end):
        return True
    if value == 1 and word.lower() == "one" and not _says_one(doc, quantity, span):
        return True
    if plain and noun is None and value is not None and 0 < value <= OLDEST and _told_age(doc, quantity, span):
        return True
    if doc.text[max(0, quantity.start - 4) : quantity.start].lower() == "per ":
        return True
    if value == 0 and not (digits and quantity.measure):
        return True
    if digits and quantity.measure is None and _is_year(doc, quantity, span, noun):
        return True
    if quantity.measure is not None and quantity.measure.sort == "duration" and quantity.measure.attributive and quantity.bound == "=":
        # `a five-year award`, `a two-week trip`: how long a thing is by nature, said in passing.
        return True
    if plain and digits and noun is not None and noun.tag_ == "NNP" and noun.i >= span.end:
        return True
    if plain and digits and _result(doc, quantity):
        return True
    if quantity.form == "multiplier" and word.lower() in {"twice", "double"} and not _compares(doc, span):
        return True
    if digits and plain and before is not None and text[max(0, quantity.number_start - 1)] in "#/":
        return True
    if plain and before is not None and not before.is_punct and before.whitespace_ == " ":
        names_it = before.lower_.rstrip(".") in _labels() or before.lower_ in _labels()
        own = noun is not None and noun.i >= span.end and noun.pos_ in {"NOUN", "PROPN"}
        if names_it and (not own or before.is_title or anchor.head == before) and not before.is_sent_start and before.pos_ != "VERB":
            return True
        if names_it and not own and before.is_sent_start and before.pos_ in {"NOUN", "PROPN"}:
            return True
        if before.pos_ == "PROPN" and digits and not own and quantity.bound == "=" and _tied(anchor, before) and not _pair(text, quantity):
            return True
        body = _bodies().search(text[max(0, quantity.number_start - 14) : quantity.number_start])
        if body and body.group()[0].isupper():
            return True
    if plain and quantity.form == "digits" and _age(doc, quantity, span):
        return True
    entity = doc[span.start].ent_iob_
    if plain and entity == "I" and doc[span.start].ent_type_ and noun is None:
        return True
    if plain and entity in {"B", "I"} and not digits and word[0].isupper() and not doc[span.start].is_sent_start and doc[span.start].pos_ == "PROPN":
        return True
    return quantity.form == "multiplier" and anchor.pos_ == "ADJ"


def _tied(anchor: Token, before: Token) -> bool:
    """Say whether a number belongs to the proper noun in front of it (`Boeing 757`, `Windows 10`)."""
    return anchor.head == before or anchor.head == before.head or before.head == anchor or anchor.dep_ in {"flat", "appos"}


_HYPHENATED = re.compile(r"(?<![\d,.])\d{1,3} ?[-–] ?\d{1,3}(?![\d,%]|\.\d)")
_VOTING = re.compile(r"\b(?:vot\w*|poll\w*|survey\w*|pass\w*|approv\w*|lead\w*|led|percent\w*|points?|majorit\w*|margin|ahead|trail\w*|decision|ruling|ruled|split|ballots?|tally)\b", re.IGNORECASE)


def _result(doc: Doc, quantity: Quantity) -> bool:
    """Say whether the number is one side of a game's result (`2-0`), not of a vote or poll."""
    text = doc.text
    for match in _HYPHENATED.finditer(text, max(0, quantity.number_start - 6), quantity.number_end + 6):
        if match.start() <= quantity.number_start and quantity.number_end <= match.end():
            around = text[max(0, match.start() - 80) : match.end() + 80]
            return not _VOTING.search(around)
    return False


def _compares(doc: Doc, span: Span) -> bool:
    """Say whether `twice` or `double` multiplies: `twice as many`, `double the rate`."""
    words = [token.lower_ for token in doc[span.end : span.end + 2]]
    if len(words) < 2:
        return False
    if words[0] == "as":
        return doc[span.end + 1].pos_ in {"ADJ", "ADV"}
    return words[0] in {"the", "that", "what", "its", "their"} and doc[span.start].dep_ != "advmod" or words[0] == "the"


_SCORE_AROUND = re.compile(r"^(?: ?%| ?percent| per ?cent|,? (?:and |to )?[A-Z][\w.]+(?: [A-Z][\w.]+)? \d)")


def _pair(text: str, quantity: Quantity) -> bool:
    """Say whether the number is a standing in a poll or a vote: `Clinton 46, Trump 42`."""
    left = text[max(0, quantity.number_start - 40) : quantity.number_start]
    return bool(_SCORE_AROUND.match(text[quantity.number_end : quantity.number_end + 40]) or re.search(r"\d%?,? (?:and |to )?[A-Z][\w.]+(?: [A-Z][\w.]+)? $", left))


def _says_one(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Say whether `one` counts: with a unit or a bound, or as the only victim, not as an article or pronoun."""
    if quantity.measure is not None:
        return quantity.measure.sort != "duration" or quantity.bound != "="
    if quantity.bound != "=":
        return True
    return False


def _is_year(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    word = doc.text[quantity.number_start : quantity.number_end]
    if not re.fullmatch(r"\d{4}", word) or not YEAR_FROM <= int(word) <= YEAR_TO:
        return False
    if noun is None:
        return quantity.bound in {"=", "~", "<", ">"} or quantity.bound == "range"
    before = doc[span.start - 1].lower_ if span.start else ""
    if quantity.bound not in {"=", "range"}:
        return noun.tag_ != "NNS"
    # `2000 people` counts, `the 2016 elections` and `2012 election` date.
    return noun.tag_ != "NNS" or before in {"the", "this", "since", "in", "his", "her", "their", "its", "’s", "'s"} or int(word) > 1990


_OF_AGE = re.compile(r"\b(?:man|woman|boy|girl|child|mother|father|teenager|youth|victim) of $", re.IGNORECASE)


def _told_age(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Say whether a bare number is somebody's age: `a woman of 64`, `who is 54`, `my son was 20`."""
    if _OF_AGE.search(doc.text[max(0, quantity.number_start - 16) : quantity.number_start]):
        return True
    anchor = span.root
    if not any(c.dep_ == "cop" for c in anchor.children):
        return False
    subject = next((c for c in anchor.lefts if c.dep_ == "nsubj"), None)
    return subject is not None and (subject.lower_ in {"he", "she", "who", "i"} or subject.ent_type_ in {"PER", "PERSON"} or subject.lemma_.lower() in _kin())


@cache
def _kin() -> frozenset[str]:
    people = load("people")["classes"]
    return frozenset([*people["child"], "son", "daughter", "mother", "father", "wife", "husband", "man", "woman", "brother", "sister", "victim", "driver"])


def _age(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Say whether the number is an age in apposition: `Lopez, 20, was found guilty`."""
    if quantity.value is None or not 0 < quantity.value <= OLDEST or span.start < 2:
        return False
    text = doc.text
    if text[max(0, quantity.number_start - 2) : quantity.number_start] not in {", ", " ("}:
        return False
    behind = text[quantity.number_end : quantity.number_end + 2]
    if not behind or not (behind[0] in ",;).–—" or behind[:1] == "\n" or behind == " -"):
        return bool(re.match(r" ?(?:,|\.|who|of|from|was|is|and [A-Z])", text[quantity.number_end :])) and doc[span.start - 2].ent_type_ in {"PER", "PERSON"} and quantity.measure is None
    named = doc[span.start - 2]
    return named.pos_ == "PROPN" or named.ent_type_ in {"PER", "PERSON"}


_KINDS: dict[str, Kind] = {"money": "money", "percent": "percent", "points": "points", "measure": "measure", "duration": "duration"}


def _figure(doc: Doc, quantity: Quantity, anchor: Token, noun: Token | None) -> Figure:
    text, measure = doc.text, quantity.measure
    unit: str | None
    unit_text: str | None
    if measure is not None:
        kind = _KINDS[measure.sort]
        unit, unit_text = measure.name, re.sub(r"(?<=[A-Z]) (?=\$)|=$", "", text[measure.start : measure.end].strip()) or measure.name
        if quantity.per:
            beside = text[max(quantity.number_end, measure.end if measure.start >= quantity.number_end else 0) : quantity.end]
            kind, unit, unit_text = "rate", f"{unit} per {quantity.per}", f"{unit_text} {beside.strip()}"
    elif quantity.form in {"share", "fraction", "multiplier"}:
        kind = "ratio"
        times = quantity.form == "multiplier"
        unit, unit_text = ("times", text[quantity.number_start : quantity.number_end]) if times else (None, None)
    else:
        kind = "count" if noun is not None or quantity.form == "vague" else "other"
        unit, unit_text = (noun.lemma_.lower() if noun.pos_ != "PROPN" else noun.text, _phrase(noun, anchor)) if noun is not None else (None, None)
        if noun is not None and noun.i > anchor.i and (rate := rate_after(text, noun.idx + len(noun))):
            kind, unit, unit_text = "rate", f"{unit} per {rate[0]}", f"{unit_text}{text[noun.idx + len(noun) : rate[1]]}"
    low, high = quantity.low, quantity.high
    return Figure(
        quantity.start, quantity.end, text[quantity.start : quantity.end], kind, quantity.value, low, high, quantity.bound,
        _trend(doc, quantity, anchor, noun), unit, unit_text, anchor.i, noun.i if noun is not None else None,
    )  # fmt: skip


def _phrase(noun: Token, anchor: Token) -> str:
    """Return a counted noun with what says of which sort it is (`heart transplants`), not whose (`enemy soldiers`)."""
    first = noun.i
    places = load("places")["demonyms"]
    for child in reversed(list(noun.lefts)):
        sorts = child.dep_ in {"amod", "compound"} and child.i > anchor.i and child.right_edge.i == first - 1 and child.lower_ not in {"enemy", "own", "other", "more", "such"}
        if not sorts or child.lower_ in places or child.ent_type_:
            break
        first = child.left_edge.i
    if first <= anchor.i:
        first = noun.i
    return noun.doc[first : noun.i + 1].text


@cache
def _trend_words() -> dict[str, Trend]:
    return {word: way for way in ("up", "down") for word in load("bounds")["trend"][way]}  # type: ignore[misc]


_BARE = re.compile(r"\b(up|down|higher|lower) (?:by |some |about |around |roughly |nearly |almost |more than |at least |an? |another |a further )*$", re.IGNORECASE)


def _trend(doc: Doc, quantity: Quantity, anchor: Token, noun: Token | None) -> Trend | None:
    """Return which way the quantity went by this figure: `rose by 3 %`, `a 5 % fall`, `up 19 cents`."""
    if doc.text[max(0, quantity.start - 2) : quantity.start] == " +":
        return "up"
    before = doc[anchor.i - 1] if anchor.i else anchor
    particle = any(token.dep_ == "compound:prt" and token.lower_ in {"up", "down"} for token in doc[max(0, before.i - 2) : anchor.i])
    if not particle and (match := _BARE.search(doc.text[max(0, quantity.start - 40) : quantity.start])):
        return "up" if match[1].lower() in {"up", "higher"} else "down"
    if quantity.measure is None or quantity.measure.sort not in {"percent", "points", "money"}:
        return None
    words = _trend_words()
    top = anchor
    for _ in range(3):
        if top.dep_ in {"nummod", "compound", "nmod:unmarked", "flat", "dep"} and top.head != top:
            top = top.head
    cases = {child.lower_ for child in top.lefts if child.dep_ == "case"} | {child.lower_ for child in anchor.lefts if child.dep_ == "case"}
    head = top.head
    if top.lower_ in words and top != anchor:
        return words[top.lower_]
    if head.pos_ == "VERB" and top.dep_ in {"obj", "obl", "obl:unmarked", "advmod", "nmod:unmarked"} and cases <= {"by", "to"}:
        return words.get(head.lower_)
    if head.pos_ == "NOUN" and top.dep_ in {"nmod", "compound", "nmod:unmarked", "amod"} and cases <= {"of"}:
        return words.get(head.lower_)
    return None
