"""Recognises by grammar numbers that are names, dates, ages or results, not figures."""

import re
from functools import cache

from extract.figures.ages import OLDEST, is_age, limits_age
from extract.figures.counted import befalls_people
from extract.figures.named_numbers import (
    counts_models,
    glued_to_word,
    in_capitals,
    in_name,
    is_called,
    is_model,
    named_before,
    named_group,
    opens_title,
    titled,
)
from extract.figures.quantity import Quantity
from extract.figures.year_numbers import is_year
from extract.lexicon import class_by_word, load, words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Doc, Span, Token


@cache
def _after_names() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("exclusions")["after_names"]))
    return re.compile(rf" (?:{words})(?![\w-])", re.IGNORECASE)


def names_or_dates(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Return True if the number is a name, a date or a reference, not a figure."""
    anchor, text = span.root, doc.text
    before = doc[span.start - 1] if span.start else None
    digits = quantity.form == "digits"
    word = text[quantity.number_start : quantity.number_end]
    plain = quantity.measure is None and quantity.bound in {"=", "~", "range"}
    value = quantity.value
    if _after_names().match(text, quantity.number_end) or glued_to_word(text, quantity) or is_called(quantity, anchor):
        return True
    if value == 1 and word.lower() in {"a", "an"}:
        return quantity.bound == "="
    if value == 1 and word.lower() == "one" and not _says_one(doc, quantity, span, noun):
        return True
    if plain and noun is None and value is not None and 0 < value <= OLDEST and _is_bare_age(doc, quantity, span):
        return True
    if text[max(0, quantity.start - 4) : quantity.start].lower() == "per ":
        return True
    if quantity.measure is not None and text[quantity.number_end : quantity.end] == " won" and _is_won(doc, quantity):
        # `who in 2016 won the seat`: not Korean money.
        return True
    if value == 0 and not (digits and quantity.measure) and not _counts_none(quantity, span, noun):
        return True
    if digits and quantity.measure is None and is_year(doc, quantity, span, noun):
        return True
    if plain and digits and "." not in word and noun is not None and noun.tag_ == "NNP" and noun.i >= span.end:
        return not counts_models(text, quantity.number_end)
    if plain and digits and noun is not None and noun.tag_ == "NN" and named_group(doc, span, noun):
        return True
    if quantity.measure is None and digits and _result(text, quantity, anchor, noun):
        return True
    if quantity.form == "multiplier" and word.lower() in {"twice", "double"} and not _compares(doc, span):
        return True
    if digits and before is not None and (_slashed(text, quantity) or (plain and _numbered(text, quantity))):
        return True
    if plain and before is not None and _named(doc, quantity, span, noun):
        return True
    if plain and digits and (in_capitals(span, noun) or (noun is None and in_name(doc, quantity, span))):
        return True
    if (
        is_age(quantity, anchor, noun)
        or limits_age(quantity, anchor, noun)
        or (plain and digits and _age(doc, quantity, span))
    ):
        return True
    entity = doc[span.start].ent_iob_
    if plain and entity == "I" and doc[span.start].ent_type_ and noun is None:
        return True
    if (
        plain
        and entity in {"B", "I"}
        and not digits
        and word[0].isupper()
        and not doc[span.start].is_sent_start
        and doc[span.start].pos_ == "PROPN"
    ):
        return True
    if (plain and not digits and word[:1].isupper() and titled(doc, span)) or opens_title(doc, quantity):
        return True
    # `A triple fee` is one of several; `sales more than halved`, `is triple the size`.
    describes = quantity.form == "multiplier" and anchor.pos_ == "ADJ" and anchor.dep_ == "amod"
    return describes and not _compares(doc, span)


def _counts_none(quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Return True for `zero deaths`, where `zero` counts things, unlike `zero tolerance` or `zero hours contracts`."""
    counts = noun is not None and noun.i == span.end and noun.tag_ == "NNS" and noun.dep_ != "compound"
    return counts and quantity.bound == "="


def _is_won(doc: Doc, quantity: Quantity) -> bool:
    """Return True if `won` behind a number is a verb: `2 million won prizes`, unlike `2 million won were spent`."""
    word = doc.char_span(quantity.end - 1, quantity.end, alignment_mode="expand")
    if word is None or word[0].pos_ != "VERB":
        return False
    behind = word[0].nbor() if word[0].i + 1 < len(doc) else None
    ends = behind is None or behind.pos_ in {"AUX", "ADP", "PUNCT", "CCONJ", "SCONJ"}
    return not (ends and (quantity.scale > 1 or (behind is not None and behind.pos_ == "AUX")))


def _numbered(text: str, quantity: Quantity) -> bool:
    """Return True if a number follows the sign for `number`, or a slash."""
    return text[max(0, quantity.number_start - 1)] in "#/"


def _slashed(text: str, quantity: Quantity) -> bool:
    """Return True if a number is next to a slash: `on 7/7`, or a fraction that lost a space: `41/2 years`."""
    before, behind = text[max(0, quantity.number_start - 2) : quantity.number_start], text[quantity.number_end :][:2]
    return (before[1:] == "/" and before[0].isdecimal()) or (behind[:1] == "/" and behind[1:].isdecimal())


_RESULT = re.compile(
    r"(?<![\d,.$£€])\d{1,3}(?:[-–]\d{1,3}){1,4}(?![\d%]|[.,]\d)|(?<![\d,.$£€])\d{1,3} [-–] \d{1,3}(?![\d%]|[.,]\d)"
)


def _result(text: str, quantity: Quantity, anchor: Token, noun: Token | None) -> bool:
    """Return True if the number is a part of a result or of a record of games: `2-0`, `Ketter (9-4)`.

    A vote's two sides are one figure; a range has a unit, or counts something.
    """
    for match in _RESULT.finditer(text, max(0, quantity.number_start - 8), quantity.number_end + 8):
        if match.start() <= quantity.number_start and quantity.number_end <= match.end():
            whole = match.span() == (quantity.number_start, quantity.number_end)
            return not (whole and (befalls_people(anchor) if noun is None else noun.tag_ == "NNS"))
    return False


def _compares(doc: Doc, span: Span) -> bool:
    """Return True if `twice` or `double` multiplies: `twice as many`, `double the rate`."""
    words = [token.lower_ for token in doc[span.end : span.end + 2]]
    if len(words) < 2:
        return False
    if words[0] == "as":
        return doc[span.end + 1].pos_ in {"ADJ", "ADV"}
    return words[0] == "the" or (words[0] in {"that", "what", "its", "their"} and doc[span.start].dep_ != "advmod")


@cache
def _harms() -> frozenset[str]:
    classes = load("events")["classes"]
    return frozenset([*classes["kill"], *classes["injure"], *classes["miss"]])


def _suffers(noun: Token) -> bool:
    """Return True if somebody is reported killed or hurt: `killed one person`, `one man was wounded`."""
    # One man drowned; one man drowned 40 rats.
    alone = noun.dep_ == "nsubj" and not any(c.dep_ in {"obj", "ccomp", "xcomp"} for c in noun.head.children)
    return (alone or noun.dep_ in {"obj", "nsubj:pass"}) and noun.head.lemma_.lower() in _harms()


def _says_one(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Return True if `one` counts: with a unit or a bound, or as the only one affected."""
    if quantity.measure is not None:
        return quantity.measure.sort != "duration" or quantity.bound != "="
    if noun is not None and noun.lemma_.lower() == "thing":
        # `Brandt knew one thing for sure.`
        return False
    if (
        noun is not None
        and noun.lemma_.lower() in class_by_word("people")
        and (_suffers(noun) or noun.dep_ == "nsubj:pass")
    ):
        return True
    return quantity.bound != "=" and doc[span.start - 1].lower_ not in {"the", "this", "that"}


def _named(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Return True if what precedes a number makes it a name; the result of a vote is none: `passed the bill 52-48`."""
    voted = quantity.form == "share" and quantity.low is not None
    # `a volume a third larger`: no fraction is a name.
    return (not voted and quantity.form != "fraction" and named_before(doc, quantity, span, noun)) or (
        noun is None
        and (_names_a_thing(doc, quantity, span) or is_model(doc, quantity, span) or _points_back(doc, quantity, span))
    )


# Words that say which ones a bare number means: `the three who left`, `the two of them`.
_TELLING = frozenset({"who", "whom", "that", "which", "of", "from", "in", "-"})
_POINTING = frozenset({"the", "these", "those"})
_FEW = 3


def _points_back(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if a bare number only means those named before: `The two worked in one mill`."""
    few = quantity.form == "words" and quantity.value is not None and quantity.value <= _FEW
    behind = doc[span.end].lower_ if span.end < len(doc) else ""
    return few and doc[span.start - 1].lower_ in _POINTING and behind not in _TELLING


def _names_a_thing(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if a bare number has an article of its own, `shot a three`, or is glued to a name: `8chan`."""
    text = doc.text
    if quantity.form == "digits" and re.match(r"[a-z]{3}", text[quantity.number_end :][:3]):
        return True
    short = quantity.value is not None and quantity.value < 1000 and quantity.value % 100 > 0
    whole = short and "." not in text[quantity.start : quantity.end]
    ends = span.end == len(doc) or doc[span.end].pos_ in {"PUNCT", "ADP", "CCONJ", "SPACE", "VERB", "AUX"}
    articled = doc[span.start - 1].lower_ in {"a", "an"} and quantity.start == quantity.number_start
    return articled and whole and ends and text[quantity.number_end : quantity.number_end + 1] not in "-–/%"


_OF_AGE = re.compile(r"\b(?:man|woman|boy|girl|child|teenager|youth|victim) of $", re.IGNORECASE)


def _is_bare_age(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if a bare number is somebody's age: `a woman of 64`, `who is 54`, `my son was 20`."""
    if _OF_AGE.search(doc.text[max(0, quantity.number_start - 16) : quantity.number_start]):
        return True
    anchor = span.root
    if not any(c.dep_ == "cop" for c in anchor.children) or (quantity.value or 0) % 1:
        # She was 0.2 over the limit.
        return False
    subject = next((c for c in anchor.lefts if c.dep_ == "nsubj"), None)
    return subject is not None and (
        subject.lower_ in {"he", "she", "who", "i", "you"}
        or (subject.lower_ in {"they", "we"} and any(c.lower_ == "when" for c in anchor.lefts))
        or subject.ent_type_ in PEOPLE
        or subject.lemma_.lower() in words("exclusions", "kin")
    )


def _is_person(word: Token) -> bool:
    return word.ent_type_ in PEOPLE or word.lemma_.lower() in class_by_word("people")


# The second of two ages is at most so many tokens after the name: `Brandt, 22 and 19`.
_PAIR = 4


def _age(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if the number is an age in apposition: `Clara Nys, 31, was elected`."""
    if quantity.value is None or not 0 < quantity.value <= OLDEST or span.start < 2:
        return False
    text = doc.text
    first = doc[span.start - 2] if re.match(r" and [1-9]\d,", text[quantity.number_end :][:8]) else None
    if span.start > _PAIR and re.search(
        r", [1-9]\d and $", text[max(0, quantity.number_start - 9) : quantity.number_start]
    ):
        first = doc[span.start - _PAIR] if text.startswith(",", quantity.number_end) else None
    if first is not None and first.nbor().text == "," and (first.pos_ == "PROPN" or _is_person(first)):
        # `Ana and Tom Brandt, 22 and 19, were there`, `two clerks, 22 and 19, were hurt`
        return True
    if text[max(0, quantity.number_start - 2) : quantity.number_start] not in {", ", " ("}:
        return False
    behind = text[quantity.number_end : quantity.number_end + 2]
    if not behind or not (behind[0] in ",;).–—\n" or behind == " -"):
        return (
            bool(re.match(r" ?(?:,|\.|who|of|from|was|is|and [A-Z])", text[quantity.number_end :]))
            and doc[span.start - 2].ent_type_ in PEOPLE
            and quantity.measure is None
        )
    named = doc[span.start - 2]
    # `The actress, 33, left`: only an age is written like this.
    someone = named.tag_ == "NN" and behind[0] == "," and (named.dep_ in {"nsubj", "nsubj:pass"} or _is_person(named))
    return named.pos_ == "PROPN" or named.ent_type_ in PEOPLE or someone
