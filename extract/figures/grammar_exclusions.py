"""Numbers that grammar shows to be names, dates, ages or results, and so no figures."""

import re
from functools import cache

from spacy.tokens import Doc, Span, Token

from extract.figures.measured_numerals import Quantity
from extract.lexicon import load, words
from extract.parsing.doc_text import text_of
from extract.parsing.labels import PEOPLE

YEAR_FROM, YEAR_TO, FAR_YEAR_TO, OLDEST = 1500, 2100, 2299, 115


@cache
def _after_names() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("exclusions")["after_names"]))
    return re.compile(rf" (?:{words})(?![\w-])", re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    """Match what a number behind it names: with a capital (`Group of 20`), a share index in any letters."""
    bodies, indices = ("|".join(map(re.escape, load("exclusions")[name])) for name in ("bodies", "indices"))
    return re.compile(rf"\b(?:(?-i:(?=[A-Z]))(?:{bodies})|(?:{indices}))[ -]$", re.IGNORECASE)


def names_or_dates(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Return True if the number names, dates or merely points, and so is no figure."""
    anchor, text = span.root, text_of(doc)
    before = doc[span.start - 1] if span.start else None
    digits = quantity.form == "digits"
    word = text[quantity.number_start : quantity.number_end]
    plain = quantity.measure is None and quantity.bound in {"=", "~", "range"}
    value = quantity.value
    if _after_names().match(text, quantity.number_end):
        return True
    if value == 1 and word.lower() in {"a", "an"}:
        return quantity.bound == "="
    if value == 1 and word.lower() == "one" and not _says_one(doc, quantity, span, noun):
        return True
    if plain and noun is None and value is not None and 0 < value <= OLDEST and _told_age(doc, quantity, span):
        return True
    if text[max(0, quantity.start - 4) : quantity.start].lower() == "per ":
        return True
    if quantity.measure is not None and doc[span.end - 1].lower_ == "won" and doc[span.end - 1].pos_ == "VERB":
        # `who in 2016 won the seat`: no money of Korea.
        return True
    if value == 0 and not (digits and quantity.measure):
        return True
    if digits and quantity.measure is None and _is_year(doc, quantity, span, noun):
        return True
    if plain and digits and "." not in word and noun is not None and noun.tag_ == "NNP" and noun.i >= span.end:
        return True
    if plain and digits and noun is not None and noun.tag_ == "NN" and _named_group(doc, span, noun):
        return True
    if quantity.measure is None and digits and _result(text, quantity, noun):
        return True
    if quantity.form == "multiplier" and word.lower() in {"twice", "double"} and not _compares(doc, span):
        return True
    if digits and plain and before is not None and text[max(0, quantity.number_start - 1)] in "#/":
        return True
    if plain and before is not None and _named_before(doc, quantity, span, noun):
        return True
    if plain and digits and noun is None and _in_name(doc, quantity, span):
        return True
    if plain and digits and _age(doc, quantity, span):
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
    if plain and not digits and word[:1].isupper() and not doc[span.start].is_sent_start and _titled(doc, span):
        return True
    return quantity.form == "multiplier" and anchor.pos_ == "ADJ"


def _titled(doc: Doc, span: Span) -> bool:
    """Return True if a number word and its noun have capitals that the sentence has not: `the Three Pines`."""
    if span.end >= len(doc) or not doc[span.end].is_title or doc[span.end].pos_ not in {"NOUN", "PROPN"}:
        return False
    return _in_prose(span.sent)


def _in_name(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if digits that count nothing are in a name, or number a list: `54 Below`, `Vista and 7`, `2) …`."""
    anchor, behind = span.root, doc[span.end] if span.end < len(doc) else None
    if anchor.ent_type_ and re.fullmatch(r"\d+[A-Z][a-z]+", anchor.text):
        # `5News`
        return True
    if behind is not None and behind.text == ")" and anchor.tag_ == "LS" and doc[max(0, span.start - 1)].text != "(":
        return True
    if behind is not None and behind.pos_ in {"ADP", "ADV"} and behind.text.istitle() and _in_prose(span.sent):
        # A preposition has a capital only in a name.
        return True
    first = anchor.head
    bare = (behind is None or behind.pos_ != "ADP") and all(c.dep_ in {"cc", "punct", "conj"} for c in anchor.children)
    if not bare or anchor.dep_ != "conj" or first.i > anchor.i or _pair(text_of(doc), quantity):
        return False
    named = doc[first.i - 1] if first.i else None
    numbered = named is not None and first.pos_ == "NUM" and _label_word(named) and not named.is_sent_start
    return numbered or _label_word(first) or (first.pos_ == "PROPN" and bool(first.ent_type_))


def _label_word(token: Token) -> bool:
    """Return True if a word makes a name with the number behind it, in the singular or plural: `versions 6 and 7`."""
    return not {token.lower_, token.lemma_.lower()}.isdisjoint(words("exclusions", "labels"))


def _in_prose(sentence: Span) -> bool:
    """Return True if a sentence has nouns or verbs without capitals, as a headline in capitals has not."""
    return any(token.is_lower and len(token) > 3 and token.pos_ in {"NOUN", "VERB"} for token in sentence)


def _named_group(doc: Doc, span: Span, noun: Token) -> bool:
    """Return True if the number begins a name: `the 6 Wharf crew`, one crew of that name, not six."""
    if span.end >= len(doc) or not doc[span.end].text.istitle():
        return False
    return span.end < noun.i or (span.end == noun.i and noun.dep_ == "compound")


def _tied(anchor: Token, before: Token) -> bool:
    """Return True if a number belongs to the proper noun in front of it (`Navigator 8`)."""
    return (
        anchor.head == before or anchor.head == before.head or before.head == anchor or anchor.dep_ in {"flat", "appos"}
    )


_RESULT = re.compile(
    r"(?<![\d,.$£€])\d{1,3}(?:[-–]\d{1,3}){1,2}(?![\d%]|[.,]\d)|(?<![\d,.$£€])\d{1,3} [-–] \d{1,3}(?![\d%]|[.,]\d)"
)


def _result(text: str, quantity: Quantity, noun: Token | None) -> bool:
    """Return True if the number is a part of a result, or of a record of games: `2-0`, `Ketter (9-4)`.

    A vote's two sides are one figure of their own; a range has a unit, or counts something.
    """
    for match in _RESULT.finditer(text, max(0, quantity.number_start - 8), quantity.number_end + 8):
        if match.start() <= quantity.number_start and quantity.number_end <= match.end():
            whole = match.span() == (quantity.number_start, quantity.number_end)
            return not (whole and noun is not None and noun.tag_ == "NNS")
    return False


def _compares(doc: Doc, span: Span) -> bool:
    """Return True if `twice` or `double` multiplies: `twice as many`, `double the rate`."""
    words = [token.lower_ for token in doc[span.end : span.end + 2]]
    if len(words) < 2:
        return False
    if words[0] == "as":
        return doc[span.end + 1].pos_ in {"ADJ", "ADV"}
    return words[0] == "the" or (words[0] in {"that", "what", "its", "their"} and doc[span.start].dep_ != "advmod")


_SCORE_AROUND = re.compile(r"^(?: ?%| ?percent| per ?cent|,? (?:and |to )?(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?) \d)")


def _pair(text: str, quantity: Quantity) -> bool:
    """Return True if the number is a standing in a poll or a vote: `Brandt 47, Rask 44`."""
    left = text[max(0, quantity.number_start - 40) : quantity.number_start]
    around = text[max(0, quantity.number_start - 40) : quantity.number_end + 40]
    behind = _SCORE_AROUND.match(text[quantity.number_end : quantity.number_end + 40])
    front = re.search(r"\d%?,? (?:and |to )?(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?) $", left)
    other = (behind or front or {"name": None})["name"]
    # `Navigator 8 and Navigator 9` are two of one name.
    return bool(behind or front) and not (other and len(re.findall(rf"\b{re.escape(other)} ", around)) > 1)


def _named_before(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Return True if the word before the number makes it a name: `Route 66`, `Navigator 8`, `Group of 20`."""
    anchor, text, before = span.root, text_of(doc), doc[span.start - 1]
    if before.is_punct or before.whitespace_ != " ":
        return False
    names_it = _label_word(before) or before.lower_.rstrip(".") in words("exclusions", "labels")
    own = noun is not None and noun.i >= span.end and noun.pos_ in {"NOUN", "PROPN"}
    if (
        names_it
        and (not own or before.is_title or anchor.head == before)
        and not before.is_sent_start
        and before.pos_ != "VERB"
    ):
        return True
    if names_it and not own and before.is_sent_start and before.pos_ in {"NOUN", "PROPN"}:
        return True
    if (
        before.pos_ == "PROPN"
        and quantity.form == "digits"
        and not own
        and (quantity.bound == "=" or " or " in text[quantity.number_start : quantity.number_end])
        and _tied(anchor, before)
        and not _pair(text, quantity)
    ):
        return True
    return bool(_bodies().search(text[max(0, quantity.number_start - 14) : quantity.number_start]))


@cache
def _people() -> frozenset[str]:
    return frozenset(word for group in load("people")["classes"].values() for word in group)


@cache
def _harms() -> frozenset[str]:
    classes = load("events")["classes"]
    return frozenset([*classes["kill"], *classes["injure"]])


def _suffers(noun: Token) -> bool:
    """Return True if somebody is reported killed or hurt: `killed one person`, `one man was wounded`."""
    harmed = noun.dep_ in {"obj", "nsubj:pass"} or (noun.dep_ == "nsubj" and noun.head.lemma_.lower() == "die")
    return harmed and noun.head.lemma_.lower() in _harms()


def _says_one(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    """Return True if `one` counts: with a unit or a bound, or as the only one whom something befell."""
    if quantity.measure is not None:
        return quantity.measure.sort != "duration" or quantity.bound != "="
    if noun is not None and noun.lemma_.lower() in _people() and (_suffers(noun) or noun.dep_ == "nsubj:pass"):
        return True
    return quantity.bound != "=" and doc[span.start - 1].lower_ not in {"the", "this", "that"}


_BY_YEAR = re.compile(r"\b(?:by|in|until|since|before|after|through|to) $", re.IGNORECASE)


def _is_year(doc: Doc, quantity: Quantity, span: Span, noun: Token | None) -> bool:
    word = text_of(doc)[quantity.number_start : quantity.number_end]
    if pair := re.fullmatch(r"(\d{4})(?: or | and | to |-|–)(\d{4})", word):
        # `by 2013 or 2014`
        left = text_of(doc)[max(0, quantity.number_start - 8) : quantity.number_start]
        years = all(YEAR_FROM <= int(year) <= YEAR_TO for year in pair.groups())
        return noun is None and years and bool(_BY_YEAR.search(left))
    if not re.fullmatch(r"\d{4}", word) or not YEAR_FROM <= int(word) <= FAR_YEAR_TO:
        return False
    if int(word) > YEAR_TO:
        left = text_of(doc)[max(0, quantity.number_start - 8) : quantity.number_start]
        return noun is None and bool(_BY_YEAR.search(left))
    if noun is None:
        return quantity.bound in {"=", "~", "<", ">", "range"}
    before = doc[span.start - 1].lower_ if span.start else ""
    if quantity.bound not in {"=", "range"}:
        return noun.tag_ != "NNS"
    # `2000 people` counts, `the 2016 elections` and `2012 election` date.
    return (
        noun.tag_ != "NNS"
        or before in {"the", "this", "since", "in", "his", "her", "their", "its", "’s", "'s"}
        or int(word) > 1990
    )


_OF_AGE = re.compile(r"\b(?:man|woman|boy|girl|child|teenager|youth|victim) of $", re.IGNORECASE)


def _told_age(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if a bare number is somebody's age: `a woman of 64`, `who is 54`, `my son was 20`."""
    if _OF_AGE.search(text_of(doc)[max(0, quantity.number_start - 16) : quantity.number_start]):
        return True
    anchor = span.root
    if not any(c.dep_ == "cop" for c in anchor.children):
        return False
    subject = next((c for c in anchor.lefts if c.dep_ == "nsubj"), None)
    return subject is not None and (
        subject.lower_ in {"he", "she", "who", "i", "you"}
        or (subject.lower_ in {"they", "we"} and any(c.lower_ == "when" for c in anchor.lefts))
        or subject.ent_type_ in PEOPLE
        or subject.lemma_.lower() in words("exclusions", "kin")
    )


def _age(doc: Doc, quantity: Quantity, span: Span) -> bool:
    """Return True if the number is an age in apposition: `Clara Nys, 31, was elected`."""
    if quantity.value is None or not 0 < quantity.value <= OLDEST or span.start < 2:
        return False
    text = text_of(doc)
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
    return named.pos_ == "PROPN" or named.ent_type_ in PEOPLE
