"""Finds whose words an outlet passes on: `The Gazette reported on Friday, citing the ministry, that 40 had died`."""

from extract.attribution.attribution import Attribution, Construction
from extract.attribution.cue_words import can_speak
from extract.attribution.spans import char_range, noun_phrase
from extract.lexicon import words
from extract.parsing.doc_text import text_of
from extract.parsing.tokens import Doc, Token
from extract.text.source_names import is_outlet

_TELLING = frozenset({Construction.ACCORDING_TO, Construction.PER, Construction.VERB, Construction.BESIDE})


def is_of_outlet(attribution: Attribution) -> bool:
    """Return True if the source is a news organisation, which mostly passes on what others say."""
    return attribution.head is not None and is_outlet(noun_phrase(attribution.head).text)


def name_the_cited(attributions: list[Attribution], doc: Doc) -> None:
    """Make whoever an outlet cites the source of what it reports, and the outlet a relay."""
    for citing in (t for t in doc if t.tag_ == "VBG" and t.lemma_.lower() in words("cues", "passing_on")):
        cited = next((c for c in citing.rights if c.dep_ in {"obj", "obl"} and can_speak(c)), _behind(citing))
        if cited is None or citing.dep_ not in {"advcl", "acl", "parataxis", "dep", "conj"}:
            continue
        for a in attributions:
            if _reports_in(citing, a) and is_of_outlet(a) and a.head is not None and a.head != cited:
                a.relay.append(a.head)
                a.head, a.source, a.cue = cited, char_range(noun_phrase(cited)), char_range(citing)


def _behind(citing: Token) -> Token | None:
    """Return the noun phrase right after a participle, wherever the parser attaches it."""
    token = citing.nbor(1) if citing.i + 1 < citing.sent.end else citing
    while token.dep_ in {"det", "amod", "compound", "nmod:poss", "nmod"} and token.head.i > token.i:
        token = token.head
    return token if token.i > citing.i and token.pos_ in {"NOUN", "PROPN"} and can_speak(token) else None


def _reports_in(citing: Token, attribution: Attribution) -> bool:
    """Return True if an attribution is made by a verb in the sentence of a participle, and not by the participle."""
    anchor = attribution.anchor
    return citing.sent.start <= anchor < citing.sent.end and anchor != citing.i


def keep_passing_on(attributions: list[Attribution], doc: Doc) -> None:
    """Make an outlet relay what a document says in the sentence after the one in which the outlet told of it.

    `According to the Gazette, the port's plan puts spending at $40 million. The plan also contains …`
    """
    outlets = {
        doc[a.anchor].sent.start: a
        for a in attributions
        if a.construction in _TELLING and a.anchor >= 0 and is_of_outlet(a)
    }
    for a in attributions if outlets else ():
        if a.head is None or not is_document(a) or a.relay or not _is_known(a.head) or a.head.sent.start == 0:
            continue
        before = doc[a.head.sent.start - 1].sent
        outlet = outlets.get(before.start)
        if outlet is None or outlet.head is None or "\n" in text_of(doc)[outlet.cue[0] : a.cue[0]]:
            continue
        if any(_names(token, a.head) and outlet.holds(token.idx, token.idx + 1) for token in before):
            a.relay.append(outlet.head)


def is_document(attribution: Attribution) -> bool:
    """Return True if the source is a document."""
    return attribution.head is not None and attribution.head.lemma_.lower() in words("cues", "documents")


def _is_known(noun: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that", "its", "their"} for child in noun.lefts) or noun.lower_ == "it"


def _names(token: Token, document: Token) -> bool:
    """Return True if a word is a document's noun, alone or before one: the `budget` of `its budget request`."""
    whole = token.head if token.dep_ == "compound" else token
    return token.lemma_ == document.lemma_ and whole.lemma_.lower() in words("cues", "documents")
