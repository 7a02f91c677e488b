"""Finds attributions to a document by a preposition: in a new poll, under the plan, by one estimate."""

from collections.abc import Iterator

from extract.attribution.asides import is_behind_comma
from extract.attribution.attribution import Attribution, Construction
from extract.attribution.spans import char_range, edges, noun_phrase, without
from extract.lexicon import words
from extract.parsing.tokens import Span, Token

IN_DOCUMENT = {
    "in": Construction.IN_DOCUMENT,
    "under": Construction.UNDER_DOCUMENT,
    "by": Construction.BY_DOCUMENT,
    "from": Construction.FROM_DOCUMENT,
}


def in_document(token: Token, sentence: Span) -> Iterator[Attribution]:
    """Yield the attribution to a document: in a new poll, under the plan, by one estimate."""
    head, case = token.head, token.lower_
    if token.dep_ != "case" or head.i <= token.i:
        return
    lemma = head.lemma_.lower()
    initial = token.i - sentence.start <= 1
    # If `back` is tagged as an adverb, a poll's sentence has no verb to attach to.
    is_poll = initial and head.dep_ in {"nmod", "ROOT"} and lemma in words("cues", "polls")
    asks = lemma in words("cues", "polls") or _averages_polls(head)
    # She is at 25 percent in the poll: the noun is what is said of her.
    of_predicate = asks and head.dep_ == "nmod" and any(c.dep_ == "cop" for c in head.head.lefts)
    if lemma not in words("cues", "documents") or not (head.dep_ == "obl" or is_poll or of_predicate):
        return
    if case == "in" and lemma in words("cues", "in_context") and not asks:
        return
    if case in {"by", "from"} and lemma not in words("cues", "by_documents"):
        return
    if case == "by" and not any(c.dep_ == "nmod:poss" or c.lower_ in {"one", "some", "official"} for c in head.lefts):
        return
    if case == "under" and not initial and lemma not in words("cues", "under_documents"):
        return
    if lemma == "account" and any(t.tag_ == "$" for t in head.head.subtree):
        # Took $900 from the choir's account.
        return
    phrase = noun_phrase(head)
    top = head.head
    while asks and top.pos_ in {"ADV", "ADJ"} and top.dep_ in {"advmod", "amod"}:
        # She is 40 points ahead in the polls.
        top = top.head
    content = without(char_range(sentence) if initial else edges(top), (token.idx, phrase.end_char))
    if case == "under":
        # Under the contract the mill went to Lisko, which runs 40 others.
        for aside in (t for t in sentence if is_behind_comma(t)):
            content = [left for part in content for left in without(part, edges(aside))]
    yield Attribution(
        IN_DOCUMENT[case],
        char_range(token),
        head,
        char_range(phrase),
        content,
        anchor=token.i,
        ends_tail=False,
    )


def _averages_polls(noun: Token) -> bool:
    """Return True for what sums up polls: `the average of state polls`."""
    return any(c.dep_ == "nmod" and c.lemma_.lower() in words("cues", "polls") for c in noun.children)
