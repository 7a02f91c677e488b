"""Recognises numbers in names and labels: `Route 66`, `54 Below`, `versions 6 and 7`, `Group of 20`."""

import re
from functools import cache

from extract.figures.quantity import Quantity
from extract.lexicon import load, words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Doc, Span, Token

# `The lower 48`, `their big three`: a known group, which is called by its number.
_KNOWN_GROUP = re.compile(r"\b(?:the|its|our|their|his|her|[’']s) (?:big|lower) $", re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    """Return the pattern of bodies with a number in their name: capitalised (`Group of 20`), or a share index."""
    bodies, indices = ("|".join(map(re.escape, load("exclusions")[name])) for name in ("bodies", "indices"))
    return re.compile(rf"\b(?:(?-i:(?=[A-Z]))(?:{bodies})|(?:{indices}))[ -]$", re.IGNORECASE)


# What precedes a model's number: `his 757`, `a 25-year-old 747`; a bare number after `his` is no count.
_OWNED = re.compile(r"\b(?:(?:an?|his|her|my) (?:[\w-]+-old|old|new|used|second-hand)|his|her|my) $", re.IGNORECASE)


def titled(doc: Doc, span: Span) -> bool:
    """Return True if a number word and its noun are capitalised, unlike the sentence: `the Three Pines`."""
    if doc[span.start].is_sent_start:
        return _begins_name(doc, span) or _enumerates(doc, span)
    behind, before = doc[span.end : span.end + 1], doc[span.start - 1]
    things = {"NOUN", "PROPN"}
    if behind and behind[0].pos_ in things:
        return behind[0].is_title and _in_prose(span.sent)
    # `the Quiet Seven`, `Norland's Eleven`
    ends_name = before.tag_ == "POS" or (
        before.is_title and not before.is_sent_start and before.pos_ not in {"ADP", "NUM"}
    )
    return ends_name and not (behind and behind[0].pos_ == "ADJ") and _in_prose(span.sent)


_FIRST = re.compile(r"(?:\b|[“\"])(?:One|First|Number one)[,:] ")
# Points of a list are at most so many characters apart.
_REACH = 900


def _enumerates(doc: Doc, span: Span) -> bool:
    """Return True if a number numbers a point of a speech: `One, we must act. Two, we must pay.`"""
    start = span.start_char
    follows = span.end < len(doc) and doc[span.end].text in {",", ":"}
    return follows and _FIRST.search(doc.text, max(0, start - _REACH), start) is not None


# “Nine Lanterns”, “40 Days”: every word has a capital.
_TITLE = re.compile(r"(?<=[“\"‘])(?:\d+|[A-Z][a-z]+)(?: (?:[A-Z][\w’'-]*|of|the|and|in|to)){1,6}[,.!?]?[”\"’]")


def opens_title(doc: Doc, quantity: Quantity) -> bool:
    """Return True if a number begins a title between quotation marks: `sang “99 Lanterns”`."""
    title = _TITLE.match(doc.text, quantity.start)
    span = doc.char_span(quantity.start, title.end() - 1, alignment_mode="contract") if title else None
    return span is not None and not any(token.pos_ in {"VERB", "AUX"} for token in span) and _in_prose(span.sent)


_BEHIND_NAMES = frozenset({"VERB", "AUX", "PUNCT", "PART", "ADP", "CCONJ"})


def _begins_name(doc: Doc, span: Span) -> bool:
    """Return True if a number word opens a sentence and a name in the singular: `Four Winds Farm said`.

    `Four Rivo Bank clerks left` counts the clerks, `Four Norbury Tories left` the Tories; `Four Winds is a farm`.
    """
    last = span.end
    while last < len(doc) and (doc[last].tag_ == "POS" or _may_name(doc[last])):
        last += 1
    if last == len(doc) or last == span.end or doc[last].pos_ not in _BEHIND_NAMES:
        return False
    agrees = doc[last].tag_ == "VBZ" or doc[last].lower_ == "was"
    return agrees or (last - span.end > 1 and doc[last - 1].tag_ in {"NN", "NNP"} and _in_prose(span.sent))


def _may_name(token: Token) -> bool:
    return token.text.istitle() and token.pos_ in {"NOUN", "PROPN", "ADJ"}


# `4chan`, `9to5`: letters that are no unit, glued to a number.
_WORD_BEHIND = re.compile(r"(?!fold|plus|odd|something)[a-z]{4,}")


def glued_to_word(text: str, quantity: Quantity) -> bool:
    """Return True if digits without a unit are the beginning of a word: `4chan`."""
    digits = quantity.form == "digits" and quantity.measure is None
    return digits and _WORD_BEHIND.match(text, quantity.number_end) is not None


def in_name(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if digits that count nothing are in a name, or label an item: `54 Below`, `Vista and 7`, `2) …`."""
    anchor, behind = span.root, doc[span.end] if span.end < len(doc) else None
    if (anchor.ent_type_ or anchor.tag_ == "NN") and re.fullmatch(r"\d+[A-Z][a-z]+", anchor.text):
        # `5News`
        return True
    if behind is not None and behind.is_title and _is_rating(doc, quantity, span):
        return True
    if behind is not None and behind.text == ")" and anchor.tag_ == "LS" and doc[max(0, span.start - 1)].text != "(":
        return True
    first = anchor.head
    # `They back Brandt and 160 have left`: before its verb, a number counts people.
    counts = behind is not None and behind.pos_ in {"ADP", "VERB", "AUX"}
    bare = not counts and all(c.dep_ in {"cc", "punct", "conj"} for c in anchor.children)
    if not bare or anchor.dep_ != "conj" or first.i > anchor.i or _pair(doc.text, quantity):
        return False
    named = doc[first.i - 1] if first.i else None
    numbered = named is not None and first.pos_ == "NUM" and _label_word(named) and not named.is_sent_start
    return numbered or _label_word(first) or first.pos_ == "PROPN"


_BEST = 10


def _is_rating(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if a number rates the player before a colon: `Ana Brandt: 7 Saved a penalty`."""
    rates = (
        quantity.value is not None
        and quantity.value <= _BEST
        and doc.text[max(0, quantity.start - 2) : quantity.start] == ": "
    )
    return rates and span.start > 1 and doc[span.start - 2].ent_type_ in PEOPLE


def in_capitals(span: Span, noun: Token | None) -> bool:
    """Return True if the word right after a number has a capital that makes it a name: `12 News`, `the 20 Most Wanted`.

    Prepositions and adverbs are capitalised only in names, nouns only in names and headlines.
    """
    if span.end >= len(span.doc) or not span.doc[span.end].text.istitle() or not _in_prose(span.sent):
        return False
    behind = span.doc[span.end]
    if counts_models(span.doc.text, span.end_char):
        return False
    return behind.pos_ in {"ADP", "ADV"} or (noun is not None and noun.i == span.end and noun.pos_ == "NOUN")


def _label_word(token: Token) -> bool:
    """Return True if a word forms a name with the number after it, in the singular or plural: `versions 6 and 7`."""
    return not {token.lower_, token.lemma_.lower()}.isdisjoint(words("exclusions", "labels"))


def _in_prose(sentence: Span) -> bool:
    """Return True if a sentence has lower-case nouns or verbs, unlike a headline in capitals."""
    return any(token.is_lower and len(token) > 3 and token.pos_ in {"NOUN", "VERB"} for token in sentence)


def named_group(doc: Doc, span: Span, noun: Token) -> bool:
    """Return True if the number begins a name: `the 6 Wharf crew`, one crew of that name, not six."""
    if span.end >= len(doc) or not doc[span.end].text.istitle():
        return False
    return span.end < noun.i or (span.end == noun.i and noun.dep_ == "compound")


def _of_product(noun: Token | None) -> bool:
    """Return True if a noun shares the number of a product's name: the users of `Navigator 9 users`."""
    return noun is not None and noun.lemma_.lower() in words("exclusions", "of_product")


def _of_model(span: Span, noun: Token | None) -> bool:
    """Return True if digits belong to the name of one thing: the part of `a Velm 3200 part`."""
    single = noun is not None and noun.tag_ == "NN" and noun.i == span.end and noun.dep_ != "compound"
    return single and span.text.isdecimal()


def _is_capital_adjective(before: Token) -> bool:
    """Return True if an article and a capitalised adjective before a number make a name of it: `the Lower 48`.

    Elsewhere numbers precede adjectives: `the 48 lower states`.
    """
    articled = before.i > before.sent.start and before.nbor(-1).lower_ == "the"
    return articled and before.text.istitle() and (before.pos_ == "ADJ" or before.dep_ == "amod")


def _is_capital_noun(before: Token) -> bool:
    return before.pos_ == "NOUN" and before.text.istitle() and not before.is_sent_start and _in_prose(before.sent)


def _tied(anchor: Token, before: Token) -> bool:
    """Return True if a number belongs to the proper noun in front of it (`Navigator 8`)."""
    return (
        anchor.head == before or anchor.head == before.head or before.head == anchor or anchor.dep_ in {"flat", "appos"}
    )


_SCORE_AROUND = re.compile(r"^(?: ?%| ?percent| per ?cent|,? (?:and |to )?(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?) \d)")


def _pair(text: str, quantity: Quantity) -> bool:
    """Return True if the number is a result in a poll or a vote: `Brandt 47, Rask 44`."""
    left = text[max(0, quantity.number_start - 40) : quantity.number_start]
    around = text[max(0, quantity.number_start - 60) : quantity.number_end + 60]
    behind = _SCORE_AROUND.match(text[quantity.number_end : quantity.number_end + 40])
    front = re.search(r"(?<![\w-])\d+%?,? (?:and |to )?(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?) $", left)
    other = (behind or front or {"name": None})["name"]
    if other and other.lower() in words("exclusions", "labels"):
        # Along Route 9 to Dock 17.
        return False
    # `Navigator 8 and Navigator 9` are two numbers of one name.
    return bool(behind or front) and not (other and len(re.findall(rf"\b{re.escape(other)} ", around)) > 1)


def is_model(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if a bare number is one thing of somebody's: `his 757 was late`, `a used 747`."""
    if quantity.form != "digits" or quantity.bound != "=" or not 100 <= (quantity.value or 0) < 10_000:
        return False
    text = doc.text
    if "," in text[quantity.start : quantity.end]:
        return False
    behind = doc[span.end] if span.end < len(doc) else None
    single = behind is None or behind.pos_ in {"PUNCT", "ADP", "SPACE"} or behind.lower_ in {"is", "was", "has"}
    return single and bool(_OWNED.search(text, max(0, quantity.number_start - 30), quantity.number_start))


# `9 P-3Cs`, `5 iPad 2s`
_MODELS = re.compile(r" (?:[A-Za-z]+ )?(?=[\w-]*\d)[A-Z\d][\w-]*s\b")


def counts_models(text: str, end: int) -> bool:
    """Return True if the plural of a model's name with a number follows one that ends there: `sold 9 P-3Cs`."""
    return _MODELS.match(text, end) is not None


def is_called(quantity: Quantity, anchor: Token) -> bool:
    """Return True if a number is a telephone number: `Call the police on 101`, `text the office at 60303`."""
    if quantity.form != "digits" or quantity.measure is not None or quantity.bound != "=" or anchor.dep_ == "nummod":
        return False
    verb = anchor.head
    while verb.dep_ == "obj":
        verb = verb.head
    case = next((c.lower_ for c in anchor.lefts if c.dep_ == "case"), "")
    return case in {"on", "at"} and verb.pos_ == "VERB" and verb.lemma_.lower() in words("exclusions", "calling")


def named_before(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Return True if the word before the number makes it a name: `Route 66`, `Navigator 8`, `Group of 20`."""
    anchor, text, before = span.root, doc.text, doc[span.start - 1]
    if before.is_punct or before.whitespace_ != " ":
        return False
    names_it = _label_word(before) or before.lower_.rstrip(".") in words("exclusions", "labels")
    own = noun is not None and noun.i >= span.end and noun.pos_ in {"NOUN", "PROPN"}
    digits = quantity.form == "digits"
    if digits and _is_capital_adjective(before) and (before.pos_ == "ADJ" or not (own or _pair(text, quantity))):
        return True
    if own and before.pos_ == "PROPN" and not before.is_sent_start and (_of_product(noun) or _of_model(span, noun)):
        return True
    if (
        names_it
        and (not own or before.is_title or anchor.head == before)
        and not before.is_sent_start
        and (before.pos_ != "VERB" or before.is_title)
    ):
        return True
    if names_it and not own and before.is_sent_start and (before.pos_ in {"NOUN", "PROPN"} or before.lower_ == "no"):
        return True
    if (
        (before.pos_ == "PROPN" or _is_capital_noun(before))
        and (digits or text[quantity.number_start].isupper())
        and not own
        and (quantity.bound == "=" or " or " in text[quantity.number_start : quantity.number_end])
        and _tied(anchor, before)
        # `the Velm 320 PLUS 4`: the name has another number in front.
        and (any(c.pos_ == "NUM" for c in before.lefts) or not _pair(text, quantity))
    ):
        return True
    left = text[max(0, quantity.number_start - 14) : quantity.number_start]
    return bool(_bodies().search(left)) or (noun is None and bool(_KNOWN_GROUP.search(left)))
