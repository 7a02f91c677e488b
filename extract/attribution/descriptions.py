"""Finds the body that a description stands for: `the company`, `the ministry`."""

from bisect import bisect_left
from collections.abc import Iterable

from extract.attribution.body_nouns import (
    describes_body,
    distinguishing,
    fits,
    has_sort,
    is_counterpart,
    is_of_another_sort,
    is_place,
)
from extract.attribution.coreference import speakers
from extract.attribution.cue_words import case_of
from extract.attribution.entities import Entities
from extract.attribution.mention_words import apposed_nouns, ends_name, introduced_unnamed, is_whereabouts
from extract.attribution.name_phrases import is_day, plain_name
from extract.attribution.spans import noun_phrase
from extract.lexicon import words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Token
from extract.text.source_names import fold, is_outlet

# `The company` may have been named at most so many sentences before.
NEAR_SENTENCES = 4
# `The carmaker` may have acted at most so many sentences before; `the company` acted in the last.
ACTING_SENTENCES = 2
# Nouns that say nothing about the body: it need not be whoever acted before a break.
_PLAIN = frozenset({"company", "firm", "group", "agency", "organization", "organisation"})


def body_for(entities: Entities, head: Token) -> str | None:
    """Return the organisation that a description names in part or stands for: `the ministry`, `the company`."""
    lemma = head.lemma_.lower()
    name = entities.organization_with(lemma, head.idx)
    distinct = distinguishing(head)
    if not describes_body(head) or distinct:
        return name if name and _is_named_in(distinct, name) else None
    if _is_somebody_else(head):
        return None
    trade = [t for t in noun_phrase(head) if t != head and t.pos_ in {"ADJ", "NOUN"}]
    acting = _acting_before(entities, head)
    if acting and not is_of_another_sort(head, acting):
        fitting = acting if fits(head, acting) else _fitting(entities, head)
        if not is_counterpart(head, acting):
            introduced = _introduced_as(entities, head) if lemma not in _PLAIN else None
            return fitting or introduced or acting
        if fitting and _is_named_in(trade, fitting):
            # The health agency is not the Water Agency, though that is one.
            return fitting
    if body := _introduced_as(entities, head):
        return body
    if (body := _fitting(entities, head) or name) and _is_named_in(trade, body):
        return body
    # A group may be people, a party, anything: it is only a body that was called a group.
    plain = lemma in words("cues", "companies") - words("cues", "societies", "counterparts")
    if not plain or has_sort(head):
        return None
    if sum(not is_place(t) for t in noun_phrase(head)) > 2:
        return None
    if len(noun_phrase(head)) > 2:
        return _only_company(entities, head)
    return entities.commonest_company(head.idx) or _name_before(head)


def _is_named_in(modifiers: Iterable[Token], name: str) -> bool:
    return {fold(token.text) for token in modifiers} <= set(fold(name).split())


def _is_somebody_else(head: Token) -> bool:
    """Return True if a description was introduced without a name: `A security firm saw it. … The firm said`."""
    return introduced_unnamed(head.doc).get(head.lemma_.lower(), head.i) < head.i


def _fitting(entities: Entities, head: Token) -> str | None:
    """Return the body named last before a description whose name says that it is one: `the lender` is a bank."""
    named = [
        (max(at for at in mentions if at < head.idx), name)
        for name, mentions in entities.organizations.items()
        if mentions[0] < head.idx and fits(head, name)
    ]
    return entities.whole(max(named)[1]) if named else None


def apposed_body(head: Token) -> str | None:
    """Return the name in apposition to a description: `the group, Flow Workers, met`; `its baker, Foss & Hale, met`."""
    beside = next((c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if beside is None:
        return None
    phrase = noun_phrase(beside)
    tied = any(token.text == "&" for token in phrase)
    return plain_name(phrase) if tied or beside.ent_type_ not in PEOPLE else None


def _introduced_as(entities: Entities, head: Token) -> str | None:
    """Return the last name that was introduced as such a thing: `Rivo, a company that makes shoes`."""
    places = apposed_nouns(head.doc).get(head.lemma_.lower(), ())
    before = bisect_left(places, (head.i,))
    return entities.whole(plain_name(noun_phrase(head.doc[places[before - 1][1]]))) if before else None


def _acting_before(entities: Entities, head: Token) -> str | None:
    """Return the body that last did or said something before: `Bramble lost … But the company said …`."""
    doc, end = head.doc, head.sent.start
    plain = len(noun_phrase(head)) == 2 and head.lemma_.lower() in _PLAIN
    if (body := _of_clause_before(entities, head)) is not None:
        return body
    for _ in range(1 if head.lemma_.lower() in _PLAIN else ACTING_SENTENCES):
        if end == 0 or (plain and "\n" in doc.text[doc[end - 1].idx : head.sent.start_char]):
            return None
        before = doc[end - 1].sent
        for token in reversed(before):
            owner = _owner(token)
            if owner is None and token.i not in speakers(doc):
                continue
            actor = owner or token
            if actor.pos_ == "NOUN" and describes_body(actor) and actor.i > 0 and actor.nbor(-1).lower_ == "the":
                return body_for(entities, actor)
            called = actor.ent_type_ in PEOPLE and plain_name(noun_phrase(actor)) in entities.organizations
            if actor.ent_type_ == "ORG" or called or (actor.pos_ == "PROPN" and not actor.ent_type_):
                name = entities.whole(plain_name(noun_phrase(actor)))
                return None if _is_office(name, head) else name
        end = before.start
    return None


def _of_clause_before(entities: Entities, head: Token) -> str | None:
    """Return the body that is the subject of the clause before in a sentence: `Rivo lost, and the company left`."""
    verb = head.head
    if head.dep_ not in {"nsubj", "nsubj:pass"} or verb.dep_ != "conj":
        return None
    named = (c for c in verb.head.lefts if c.pos_ == "PROPN" and c.ent_type_ in {"ORG", ""})
    subjects = [c for c in named if c.dep_ in {"nsubj", "nsubj:pass"}]
    return entities.whole(plain_name(noun_phrase(subjects[-1]))) if subjects else None


def _is_office(name: str, head: Token) -> bool:
    """Return True for the name of an office or outlet, which is no company; nor is a government a charity."""
    if fits(head, name):
        return False
    if is_outlet(name):
        return True
    society = head.lemma_.lower() in words("cues", "societies")
    kinds = words("names", "parents", "collective") - {"council"} if society else words("cues", "offices")
    return bool(set(fold(name).split()) & kinds)


def _owner(token: Token) -> Token | None:
    """Return the agent of a clause: its subject, or the owner of that (`Rivo's shares`); None for any other word."""
    if token.dep_ not in {"nsubj", "nsubj:pass"} or token.head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return None
    if token.lemma_.lower() in words("cues", "holdings"):
        return next(
            (c for c in token.children if c.dep_ in {"compound", "nmod", "nmod:poss"} and c.pos_ == "PROPN"), None
        )
    return token


def _only_company(entities: Entities, head: Token) -> str | None:
    """Return the company of a text that names no other body before a noun: for `the Danish firm`."""
    names = (t for t in head.doc[: head.i] if ends_name(t) and t.dep_ not in {"compound", "flat"} and not is_day(t))
    phrases = (noun_phrase(t) for t in names if t.ent_type_ not in PEOPLE)
    # A word after a preposition is a place; any other name may be a body's, even if it was not recognised as one.
    bodies = [plain_name(phrase) for phrase in phrases if len(phrase) > 1 or not case_of(phrase.root)]
    companies = [c for c in entities.companies(head.idx) if any(body.startswith(c) or body in c for body in bodies)]
    alone = len(companies) == 1 and all(body.startswith(companies[0]) or body in companies[0] for body in bodies)
    return companies[0] if alone else None


def _name_before(head: Token) -> str | None:
    """Return the last name before a noun without an owner: `Shares in Orran Coal fell. The company said …`."""
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
