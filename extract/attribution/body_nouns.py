"""Decides which names a noun for a body can stand for: `the airline` is Selm Airways, and not Ketter Motors."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extract.attribution.spans import noun_phrase
from extract.lexicon import any_words, load, words
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Doc, Span, Token
from extract.text.source_names import fold, is_outlet


@cache
def _sorts() -> dict[str, frozenset[str]]:
    """Return, for each noun, the words in the names of the bodies that it can describe."""
    return {noun: frozenset(names) for nouns, names in load("names")["sorts"].items() for noun in nouns.split()}


def describes_body(head: Token) -> bool:
    """Return True for a noun that may stand for a body named before: `the carmaker`, `the charity`."""
    lemma = head.lemma_.lower()
    if lemma in words("cues", "traded") and not any(c.dep_ in {"compound", "amod"} for c in head.lefts):
        return False
    known = any_words("cues.companies", "cues.societies", "cues.traded")
    return head.tag_ == "NN" and (lemma in known or lemma.endswith("maker"))


def called_bodies(doc: Doc) -> frozenset[str]:
    """Return the words, folded, that a noun for a body introduces: `the chain Selva`, `its smaller rival Selva`."""
    pairs = ((noun, name) for noun, name in pairwise(doc) if name.pos_ == "PROPN" and noun.pos_ == "NOUN")
    # The first of two names is a given name: `the builder Tom Rask`.
    alone = ((noun, name) for noun, name in pairs if not doc[name.i + 1 : name.i + 2] or name.nbor().pos_ != "PROPN")
    return frozenset(fold(name.text) for noun, name in alone if name.is_title and _introduces_body(noun))


def _introduces_body(noun: Token) -> bool:
    """Return True for a noun before a body's name; a rival or a parent of `it` is a body, too."""
    kin = noun.lemma_.lower() in words("cues", "apart") and any(c.lower_ == "its" for c in noun.lefts)
    return noun.text.islower() and (kin or describes_body(noun))


def is_definite(phrase: Span) -> bool:
    """Return True if a phrase means something known: `the firm`, `its firm`, `the town's oldest firm`."""
    if phrase[0].lower_ in {"the", "this", "that", "his", "her", "its", "their"}:
        return True
    return any(t.tag_ == "JJS" for t in phrase) and any(t.dep_ == "nmod:poss" for t in phrase)


def is_counterpart(head: Token, name: str) -> bool:
    """Return True if a noun may just as well mean a body other than the one named: `Rivo left; the union said …`."""
    if any(c.lower_ in words("cues", "services") for c in head.lefts):
        return True
    # NASA is an agency, as most bodies known by their initials are.
    return head.lemma_.lower() in words("cues", "counterparts") and not (head.lemma_ == "agency" and name.isupper())


def fits(head: Token, name: str) -> bool:
    """Return True if a word in a name says that it is such a body: `the lender` for `Olvia Bank`."""
    lemma = head.lemma_.lower()
    if lemma in words("cues", "press") or (lemma == "agency" and any(c.lower_ == "news" for c in head.lefts)):
        return is_outlet(name)
    parts = set(fold(name).split())
    return bool({lemma, *_sorts().get(lemma, ())} & parts) or (lemma == "union" and _is_of_workers(parts))


def _is_of_workers(parts: set[str]) -> bool:
    """Return True if a name is that of a society of people of one trade: `Lissa Nurses Alliance`."""
    trades = (part[:-1] for part in parts if part.endswith("s"))
    people = any_words("names.persons", "people.single", "names.staff")
    trade = any(t in people or t.endswith(tuple(words("cues", "speaker_endings"))) for t in trades)
    return trade and bool(parts & words("cues", "societies"))


def has_sort(head: Token) -> bool:
    """Return True if a noun names a body's trade, as `airline` does and `company` does not."""
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
    """Return the words that tell a body from others of its kind: `rival` of `the rival firm`, or a name.

    Its trade and its place do not: `the Lisbon-based lender`, `the Danish food company`, `the iPhone maker`.
    """
    made = head.lemma_.lower().endswith("maker")
    others = [t for t in noun_phrase(head) if t != head and t.pos_ in {"ADJ", "NOUN", "PROPN", "NUM"}]
    if not describes_body(head):
        return others
    others = [t for t in others if not is_place(t)]
    return [
        t for t in others if t.lower_ in words("cues", "apart") or t.pos_ == "NUM" or (t.pos_ == "PROPN" and not made)
    ]


def is_place(token: Token) -> bool:
    """Return True for a word that says where a body is: `the South Korean firm`, `the Lissa-based firm`."""
    peoples = load("places")["demonyms"]
    country = token.lower_.replace(".", "") in words("names", "initials") or token.lower_ in peoples
    country = country or (token.dep_ == "compound" and token.head.lower_ in peoples)
    return country or token.ent_type_ in PLACES or "based" in {token.head.lower_, token.head.head.lower_}
