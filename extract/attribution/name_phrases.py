"""Finds the name in a noun phrase, and whether the phrase names one body or unnamed people."""

import re
from collections.abc import Sequence

from extract.lexicon import any_words, load, words
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Span, Token
from extract.text.source_names import fold

_SPACE, _POSSESSIVE = re.compile(r"\s+"), re.compile(r"(?:'s|’s)$")
_LEADING = re.compile(
    r"^(?:per |via )?(?:(?:the|an?|this|that|its|his|her|their) )?(?=\S)",
    re.IGNORECASE,
)
_DATED = frozenset({"on", "in", "at", "from", "with", "during", "after", "since"})


def plain_name(phrase: Span) -> str:
    """Return the name in a noun phrase, without articles, possessive, and the time or place of speaking."""
    tokens = _less_setting(phrase)
    text = _SPACE.sub(" ", phrase.doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])])
    return _POSSESSIVE.sub("", _LEADING.sub("", text.strip(" ,;:“”\"'‘’")))


def _less_setting(phrase: Span) -> Sequence[Token]:
    """Return the words of a phrase without the adjectives before a name and the setting after it.

    `The nonpartisan Tax Foundation`, `the ministry on Thursday`, `the government in a letter`.
    """
    tokens, head = list(phrase), phrase.root
    if (
        len(tokens) > 1
        and tokens[0].is_sent_start
        and tokens[0].lower_.endswith("maker")
        and tokens[1].text[:1].isupper()
    ):
        # Chipmaker Rivo said: the sentence gave it the capital.
        tokens = tokens[1:]
    if head.pos_ == "PROPN":
        first = next((i for i, token in enumerate(tokens) if token.text[:1].isupper() and token.pos_ != "DET"), 0)
        if all(token.pos_ in {"ADJ", "ADV", "DET", "NOUN", "PUNCT", "VERB"} for token in tokens[:first]):
            tokens = tokens[first:]
    for i, token in enumerate(tokens[:-1]):
        if i == 0 or token.dep_ != "case" or token.lower_ not in _DATED or token.i < head.i:
            continue
        of = token.head
        dated = {t.lower_.rstrip(".") for t in tokens[i + 1 :]} & words("exclusions", "months", "weekdays")
        written = of.pos_ == "NOUN" and of.lemma_.lower() in words("cues", "in_context")
        placed = head.pos_ == "PROPN" and (token.lower_ == "at" or (token.lower_ == "in" and of.ent_type_ in PLACES))
        if dated or written or placed:
            return tokens[:i]
    return tokens


def named_in(phrase: Span) -> list[Token]:
    """Return the words of a phrase that are names: neither dates nor numerals, nor its head."""
    dates, peoples = words("exclusions", "months", "weekdays"), load("places")["demonyms"]
    named = [t for t in phrase if t != phrase.root and (t.pos_ == "PROPN" or t.ent_type_ or t.lower_ in peoples)]
    return [token for token in named if token.lower_.rstrip(".") not in dates]


def is_people(head: Token) -> bool:
    """Return True if a noun means unnamed people, one or many: officials, a witness, Democrats."""
    lemma = head.lemma_.lower()
    if lemma in any_words("cues.offices", "names.bodies", "names.collective"):
        return False
    if head.pos_ == "PROPN" and not (head.is_sent_start and head.tag_ in {"NN", "NNS"}):
        singular = head.lower_.removesuffix("s")
        return singular in load("places")["demonyms"] or singular in words("names", "partisans")
    person = lemma in any_words("cues.unnamed", "titles.titles", "people.single", "names.persons")
    speaker = lemma.endswith(tuple(words("cues", "speaker_endings"))) and lemma not in words("cues", "companies")
    return person or speaker or (head.tag_ == "NNS" and lemma not in words("cues", "documents"))


def is_person(head: Token) -> bool:
    """Return True if a common noun in the singular stands for one person: the official, the coach."""
    lemma = head.lemma_.lower()
    people = any_words("cues.unnamed", "people.single", "names.persons", "names.speaking")
    return head.tag_ == "NN" and lemma in people


def is_day(token: Token) -> bool:
    """Return True if a word names a day or a month."""
    return token.lower_.rstrip(".") in words("exclusions", "months", "weekdays")


def is_bare(name: str) -> bool:
    """Return True if a name is only a title or a kind of body: `the President`, `the Ministry`."""
    parts = set(fold(name).split())
    sorts = any_words("cues.offices", "names.bodies", "names.collective")
    sort = len(parts) == 1 and parts <= sorts - words("names", "alone")
    return parts <= words("titles", "titles") or sort
