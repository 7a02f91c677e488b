"""Repairs trees in which a verb has two subjects, or in which an inserted `, she said,` governs the words after it.

The parser is trained on whole clauses, and may attach a phrase without a verb to the reporting verb: `Nine barns
burned, the chief said, two of them on Monday`.
"""

from spacy.attrs import ORTH, POS
from spacy.tokens import Doc, Token

from extract.lexicon import words
from extract.parsing.lookup import tokens_with

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_COMPARING = frozenset({"against", "from", "versus"})
# Relations that a bare phrase can't have to a reporting verb.
_LOOSE = frozenset({"ccomp", "obj", "parataxis", "appos"})


def repair(doc: Doc) -> None:
    """Attach phrases to the clauses they belong to, if a verb has several subjects or follows a reported clause."""
    speech = words("cues", "speech")
    for today in tokens_with(doc, ORTH, ["Today"]):
        if _ends_name(today):
            _join_name(today.nbor(-1), today)
    for verb in tokens_with(doc, POS, ["VERB", "AUX"]):
        subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
        clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
        if len(subjects) > 1 and (speaker := _speaker_among(verb, subjects)) is not None:
            _give(speaker, verb.head)
        elif clause is not None and subjects and verb.lemma_.lower() in speech:
            _rejoin(verb, clause, subjects)
        elif len(subjects) > 1 and _is_inserted(subjects[1]):
            # The vote, the first since May, had 40 observers.
            subjects[1].dep_ = "appos"
            subjects[1].head = subjects[0]


def _speaker_among(verb: Token, subjects: list[Token]) -> Token | None:
    """Return the clause's subject that is its reporting verb's: `A clerk, who saw it, said two boats were adrift`."""
    report = verb.head
    lemma = report.lemma_.lower()
    reports = verb.dep_ == "ccomp" and lemma in words("cues", "speech") and report.tag_ in _FINITE
    # `…,” a clerk, who saw it, told the Gazette`: the listener may have been taken for the speaker.
    may_listen = report.i > verb.i and lemma in words("cues", "addressing")
    own = report.lefts if may_listen else report.children
    if not reports or any(child.dep_ in _SUBJECTS for child in own):
        return None
    before = [subject for subject in subjects if subject.i < report.i]
    if report.i > verb.i:
        before = [subject for subject in before if subject.i > verb.i]
        return before[-1] if before else None
    return before[-1] if before and len(before) < len(subjects) else None


def _give(speaker: Token, report: Token) -> None:
    """Make a speaker the subject of a reporting verb, and the subject after that verb the listener."""
    for listener in [child for child in report.rights if child.dep_ in _SUBJECTS]:
        listener.dep_ = "obj"
    speaker.dep_, speaker.head = "nsubj", report


def _rejoin(verb: Token, clause: Token, subjects: list[Token]) -> None:
    """Attach to a clause what the parser attached to the reporting verb after it."""
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


def _ends_name(today: Token) -> bool:
    """Return True for the `Today` of a newspaper's name: `USA Today reports`."""
    before = today.nbor(-1) if today.i > today.sent.start else today
    behind = today.nbor() if today.i + 1 < len(today.doc) else today
    named = before.pos_ in {"PROPN", "NOUN"} and before.text[:1].isupper() and bool(before.whitespace_)
    # In a headline every word is capitalised: `Fire Hits Ketter Today`.
    return named and before != today and (behind.text[:1].islower() or behind.text in {",", "'s", "’s"})


def _join_name(first: Token, today: Token) -> None:
    """Make the last word of a name its head, with the first word's relation to the sentence."""
    if first.head != today:
        place, above = first.dep_, first.head
        for child in [child for child in first.children if child.dep_ in {"case", "det", "compound"}]:
            child.head = today
        today.dep_, today.head = place, today if above == first else above
        first.dep_, first.head = "compound", today
    elif today.head.i > today.i and not any(child.dep_ in _SUBJECTS for child in today.head.children):
        today.dep_ = "nsubj"
    today.pos_, today.tag_ = "PROPN", "NNP"


def _is_inserted(phrase: Token) -> bool:
    """Return True for a phrase between two commas."""
    first, last = phrase.left_edge, phrase.right_edge
    opened = first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
    return opened and (last.text == "," or (last.i + 1 < len(phrase.doc) and last.nbor().text == ","))


def _is_stray(phrase: Token) -> bool:
    """Return True for a phrase without a verb after a comma: another subject, or the other side of a comparison."""
    first = phrase.left_edge
    apart = first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")
    if not apart or phrase.pos_ in {"VERB", "AUX"} or any(c.dep_ in _SUBJECTS | {"cop"} for c in phrase.lefts):
        return False
    compared = phrase.dep_ in _LOOSE and any(c.dep_ == "case" and c.lower_ in _COMPARING for c in phrase.lefts)
    return compared or phrase.dep_ in _SUBJECTS or (phrase.dep_ in _LOOSE and _is_of_them(phrase))


def _is_of_them(number: Token) -> bool:
    """Return True for `four of them`."""
    return number.pos_ == "NUM" and any(c.dep_ == "nmod" and c.pos_ == "PRON" for c in number.rights)


def _part(phrase: Token, clause: Token) -> str:
    """Return the relation of a phrase to the clause that it continues: that of its subject, or `parataxis`."""
    subject = next((child.dep_ for child in clause.lefts if child.dep_ in _SUBJECTS), phrase.dep_)
    return subject if phrase.dep_ in _SUBJECTS or _is_of_them(phrase) else "parataxis"
