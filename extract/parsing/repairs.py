"""Repairs trees in which a verb has two subjects, or an inserted `, she said,` the words behind it.

The parser is trained on whole clauses, and may take a phrase without a verb for the report's: `Nine barns burned, the
chief said, two of them on Monday`.
"""

from spacy.tokens import Doc, Token

from extract.lexicon import words

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
# What no report has twice, or not as a bare phrase.
_STRAY = _SUBJECTS | {"ccomp", "obj", "parataxis", "appos"}


def repair(doc: Doc) -> None:
    """Attach phrases to the clauses that they belong to, where a verb has more subjects than one."""
    speech = words("cues", "speech")
    for verb in doc:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
        clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
        if clause is not None and subjects and verb.lemma_.lower() in speech:
            _rejoin(verb, clause, subjects)
        elif len(subjects) > 1 and _is_inserted(subjects[1]):
            # The vote, the first since May, had 40 observers.
            subjects[1].dep_ = "appos"
            subjects[1].head = subjects[0]


def _rejoin(verb: Token, clause: Token, subjects: list[Token]) -> None:
    """Give a clause before its report what the parser gave the report."""
    speaker = next((subject for subject in subjects if subject.i > clause.i), None)
    if speaker is None:
        return
    bare = not any(child.dep_ in _SUBJECTS for child in clause.children)
    for stray in subjects:
        if stray.i < clause.i and bare:
            # Results were released, the clerk said.
            stray.dep_ = "nsubj:pass" if any(child.dep_ == "aux:pass" for child in clause.lefts) else "nsubj"
            stray.head = clause
    for stray in [child for child in verb.rights if child != speaker and _is_stray(child)]:
        stray.dep_ = _part(stray, clause)
        stray.head = clause
    behind = [child for child in clause.rights if child.i > verb.i]
    again = next((child for child in behind if child.dep_ in _SUBJECTS), None)
    if again is not None:
        for setting in behind:
            if setting.i > again.i and setting.dep_ in {"obl", "obl:unmarked"}:
                # Only two of the nine burned on Monday.
                setting.head = again


def _is_inserted(phrase: Token) -> bool:
    """Return True for a phrase between two commas."""
    first, last = phrase.left_edge, phrase.right_edge
    opened = first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
    return opened and (last.text == "," or (last.i + 1 < len(phrase.doc) and last.nbor().text == ","))


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
