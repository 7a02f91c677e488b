"""Finds whose words an outlet passes on: `The Gazette reported on Friday, citing the ministry, that 40 had died`."""

from spacy.attrs import TAG
from spacy.tokens import Doc, Token

from extract.attribution.attribution import Attribution
from extract.attribution.cue_words import can_speak
from extract.attribution.spans import char_range, noun_phrase
from extract.lexicon import words
from extract.parsing.lookup import tokens_with
from extract.text.source_names import is_outlet


def is_of_outlet(attribution: Attribution) -> bool:
    """Return True if the source is a news organisation, which mostly passes on what others say."""
    return attribution.head is not None and is_outlet(noun_phrase(attribution.head).text)


def name_the_cited(attributions: list[Attribution], doc: Doc) -> None:
    """Make whoever an outlet cites the source of what it reports, and the outlet a relay."""
    for citing in (t for t in tokens_with(doc, TAG, ["VBG"]) if t.lemma_.lower() in words("cues", "passing_on")):
        cited = next((c for c in citing.rights if c.dep_ in {"obj", "obl"} and can_speak(c)), None)
        if cited is None or citing.dep_ not in {"advcl", "acl", "parataxis", "dep", "conj"}:
            continue
        for a in attributions:
            if _reports_in(citing, a) and is_of_outlet(a) and a.head is not None and a.head != cited:
                a.relay.append(a.head)
                a.head, a.source, a.cue = cited, char_range(noun_phrase(cited)), char_range(citing)


def _reports_in(citing: Token, attribution: Attribution) -> bool:
    """Return True if an attribution is made by a verb in the sentence of a participle, and not by the participle."""
    anchor = attribution.anchor
    return citing.sent.start <= anchor < citing.sent.end and anchor != citing.i
