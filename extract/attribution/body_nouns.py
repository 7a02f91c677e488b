"""Tells which names a noun for a body can stand for: an airline is Selm Airways, and not Ketter Motors."""

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from extract.attribution.spans import noun_phrase
from extract.lexicon import load, words
from extract.parsing.labels import PLACES
from extract.text.source_names import fold, is_outlet


@cache
def _sorts() -> dict[str, frozenset[str]]:
    """Return the words in names by each noun that describes bodies with such names."""
    return {noun: frozenset(names) for nouns, names in load("names")["sorts"].items() for noun in nouns.split()}


def describes_body(head: Token) -> bool:
    """Return True for a noun that may stand for a body named before: `the carmaker`, `the charity`."""
    lemma = head.lemma_.lower()
    if lemma in {"tank", "body"}:
        # A think tank, a trade body: a tank and a body alone are something else.
        return any(c.dep_ in {"compound", "amod"} for c in head.lefts)
    return head.tag_ == "NN" and (lemma in words("cues", "companies", "societies") or lemma.endswith("maker"))


def is_counterpart(head: Token) -> bool:
    """Return True if a noun may as well mean a body beside the one named: `Rivo shut its mill; the union said …`."""
    return head.lemma_.lower() in words("cues", "counterparts")


def fits(head: Token, name: str) -> bool:
    """Return True if a name says that it is such a body: `the lender` for `Olvia Bank`."""
    lemma = head.lemma_.lower()
    if lemma in words("cues", "press") or (lemma == "agency" and any(c.lower_ == "news" for c in head.lefts)):
        return is_outlet(name)
    return bool({lemma, *_sorts().get(lemma, ())} & set(fold(name).split()))


def has_sort(head: Token) -> bool:
    """Return True if a noun says in what trade a body is, as `airline` does and `company` does not."""
    return head.lemma_.lower() in _sorts()


def is_of_another_sort(head: Token, name: str) -> bool:
    """Return True if a word in a name says that it is another sort of body: `the airline` is not `Ketter Motors`."""
    own, sorted_words = _sorts().get(head.lemma_.lower(), frozenset()), any_sort() & set(fold(name).split())
    return bool(own) and bool(sorted_words) and not own & sorted_words


@cache
def any_sort() -> frozenset[str]:
    """Return the words that say what sort of body a name is."""
    return frozenset().union(*_sorts().values())


def distinguishing(head: Token) -> Sequence[Token]:
    """Return the words that tell a body from others of its kind: `rival` of `the rival firm`.

    Its trade and where it is do not: `the Lisbon-based lender`, `the Danish food company`.
    """
    phrase = noun_phrase(head)
    return [t for t in phrase if t != head and not (t.pos_ in {"DET", "PUNCT"} or _is_trade(t, head) or _is_place(t))]


def _is_trade(token: Token, head: Token) -> bool:
    """Return True for the `food` of `the food company`, and the `human` of `the human rights group`."""
    trade = token
    while trade.head != head and trade.dep_ in {"amod", "compound"}:
        trade = trade.head
    return trade.dep_ == "compound" and trade.head == head and trade.pos_ == "NOUN" and token.text.islower()


def _is_place(token: Token) -> bool:
    demonym = token.lower_ in load("places")["demonyms"]
    return demonym or token.lower_ == "based" or token.ent_type_ in PLACES or token.head.lower_ == "based"
