"""Finds the body that a description stands for: `the company`, `the ministry`."""

from extract.attribution.entities import Entities
from extract.attribution.mention_words import ends_name, is_whereabouts
from extract.attribution.name_phrases import plain_name
from extract.attribution.spans import noun_phrase
from extract.lexicon import words
from extract.parsing.doc_text import text_of
from extract.parsing.labels import PEOPLE, PLACES
from extract.parsing.tokens import Token
from extract.text.source_names import fold, is_outlet

# `The company` may be one that was named so many sentences before.
NEAR_SENTENCES = 4


def body_for(entities: Entities, head: Token) -> str | None:
    """Return the organisation that a description names in part or stands for: `the ministry`, `the company`."""
    lemma = head.lemma_.lower()
    name = entities.organization_with(lemma, head.idx)
    if head.tag_ == "NNS" or lemma not in words("cues", "companies") or len(noun_phrase(head)) != 2:
        return name
    body = _acting_before(entities, head) or _introduced_as(entities, head) or name
    if body or lemma == "group":
        # A group may be people, a party, anything: only a body that was called one is meant.
        return body
    return entities.commonest_company(head.idx) or _name_before(head)


def apposed_body(head: Token) -> str | None:
    """Return the name that stands beside a description: `the group, Flow Workers, met`."""
    beside = next((c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    return plain_name(noun_phrase(beside)) if beside is not None and beside.ent_type_ not in PEOPLE else None


def _introduced_as(entities: Entities, head: Token) -> str | None:
    """Return the last name that was said to be such a thing: `Rivo, a company that makes shoes`."""
    for token in reversed(head.doc[: head.i]):
        named = token.head
        introduced = token.dep_ == "appos" and token.lemma_ == head.lemma_ and named.pos_ == "PROPN"
        if introduced and named.ent_type_ not in PEOPLE | PLACES:
            return entities.whole(plain_name(noun_phrase(named)))
    return None


def _acting_before(entities: Entities, head: Token) -> str | None:
    """Return the body that did something in the sentence before: `Bramble lost … But the company said …`."""
    doc, start = head.doc, head.sent.start
    if start == 0 or "\n" in text_of(doc)[doc[start - 1].idx : head.sent.start_char]:
        return None
    for token in reversed(doc[doc[start - 1].sent.start : start]):
        if token.dep_ != "nsubj" or token.head.pos_ != "VERB":
            continue
        lemma = token.lemma_.lower()
        if lemma in words("cues", "companies") | {"organization", "organisation"} and token.nbor(-1).lower_ == "the":
            return body_for(entities, token)
        if token.ent_type_ == "ORG" or (token.pos_ == "PROPN" and not token.ent_type_):
            name = entities.whole(plain_name(noun_phrase(token)))
            office = set(fold(name).split()) & words("cues", "offices")
            return None if office or is_outlet(name) else name
    return None


def _name_before(head: Token) -> str | None:
    """Return the last name before a noun that is nobody's: `Shares in Orran Coal fell. The company said …`."""
    sentences = 0
    for token in reversed(head.doc[: head.i]):
        sentences += token.is_sent_start is True
        if sentences > NEAR_SENTENCES:
            return None
        if ends_name(token) and token.ent_type_ not in PEOPLE and len(token) > 3 and token.dep_ != "compound":
            name = plain_name(noun_phrase(token))
            dates = words("exclusions", "months", "weekdays")
            office = set(fold(name).split()) & words("cues", "offices")
            if name.lower() not in dates and not is_whereabouts(token) and not office and not is_outlet(name):
                return name
    return None
