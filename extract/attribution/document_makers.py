"""Finds who made a document where a participle says so: `data gathered by the Tide Agency`."""

from extract.attribution.cue_words import case_of
from extract.attribution.name_phrases import plain_name
from extract.attribution.spans import noun_phrase
from extract.lexicon import any_words, words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Token


def maker_of(document: Token) -> str:
    """Return the name of who gathered, compiled or published a document, "" if its phrase doesn't say."""
    if document.lemma_.lower() not in any_words("cues.documents", "names.inquiries"):
        return ""
    for done in document.rights:
        if done.dep_ != "acl" or done.tag_ != "VBN" or done.lemma_.lower() not in words("names", "making"):
            # Whoever has seen a document did not make it.
            continue
        agents = (c for c in done.rights if c.dep_ in {"obl:agent", "obl"} and case_of(c) == "by")
        bodies = (c for c in agents if c.ent_type_ not in PEOPLE and not any(t.ent_type_ in PEOPLE for t in c.subtree))
        agent = next((c for c in bodies if c.pos_ == "PROPN" or c.ent_type_), None)
        if agent is not None:
            return plain_name(noun_phrase(agent))
    return ""
