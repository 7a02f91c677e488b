"""Gives words behind an inserted `, she said,` back to the clause that it interrupts.

The parser is trained on whole clauses, and may take a phrase without a verb for the report's: `Nine barns burned, the
chief said, two of them on Monday`.
"""

from spacy.tokens import Doc, Token

from extract.lexicon import words

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
# What no report has twice, or not as a bare phrase.
_STRAY = _SUBJECTS | {"ccomp", "obj", "parataxis", "appos"}


def rejoin(doc: Doc) -> None:
    """Attach phrases behind inserted reports to the clauses before these."""
    speech = words("cues", "speech")
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in speech:
            continue
        clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
        subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
        if clause is None or not subjects or subjects[0].i < clause.i:
            continue
        for stray in [child for child in verb.rights if child != subjects[0] and _is_stray(child)]:
            stray.dep_ = _part(stray, clause)
            stray.head = clause


def _is_stray(phrase: Token) -> bool:
    """Return True for a phrase without a verb behind a comma."""
    first = phrase.left_edge
    apart = first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
    bare = phrase.pos_ not in {"VERB", "AUX"} and not any(child.dep_ in _SUBJECTS | {"cop"} for child in phrase.lefts)
    return phrase.dep_ in _STRAY and apart and bare


def _part(phrase: Token, clause: Token) -> str:
    """Return what a phrase is in the clause that it continues: another subject, or with a preposition its setting."""
    if any(child.dep_ == "case" and child.i < phrase.i for child in phrase.lefts):
        return "obl"
    return next((child.dep_ for child in clause.lefts if child.dep_ in _SUBJECTS), phrase.dep_)
