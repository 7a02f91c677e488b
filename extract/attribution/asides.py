"""Finds what the narrator adds to a source's words: passing descriptions, and counts of the speakers."""

from itertools import takewhile

from extract.attribution.attribution import Range
from extract.attribution.cue_words import CLOSING, DASHES, OPENING, case_of, is_stretch, mark_of, names_saying
from extract.attribution.explained_places import without_explained_places
from extract.attribution.spans import clause, edges, noun_phrase, without
from extract.lexicon import words
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Span, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NOUN", "NUM", "SYM", "PROPN"})
_NOTHING = frozenset({"not", "n't", "n’t", "never", "nobody", "none", "no"})
# `He left, which means …`: a relative clause about a whole statement.
_OF_CLAUSE = "advcl:relcl"
# Participles that say where a thing is. Origin: English dictionaries.
_LYING = frozenset({"locate", "situate"})
_TIMES = frozenset({"after", "before", "since", "when", "while", "though", "although"})


def noun_ranges(noun: Token) -> list[Range]:
    """Return a noun phrase's ranges without asides about it, which are the narrator's."""
    asides = [
        c for c in noun.subtree if c.dep_ == "acl:relcl" or (c.dep_ == "acl" and c.tag_ == "VBN" and c.head != noun)
    ]
    ranges = clause(noun, less=next(iter(asides), None))
    for clause_head in asides[1:]:
        ranges = [left for part in ranges for left in without(part, edges(clause_head))]
    return ranges


def without_brackets(sentence: Span, ranges: list[Range]) -> list[Range]:
    """Return ranges without the clauses in brackets, which are the narrator's."""
    for aside in (t for t in sentence if t.dep_ == "parataxis" and t.left_edge.text == "("):
        ranges = [left for part in ranges for left in without(part, edges(aside))]
    return ranges


def without_places(verb: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges without passing remarks on a place: `ahead in Lissa, where 40 boats sank`."""
    for aside in (t for t in verb.subtree if is_behind_comma(t) and _is_of_place(t)):
        ranges = [left for part in ranges for left in without(part, edges(aside))]
    return ranges


def _is_of_place(clause_head: Token) -> bool:
    """Return True if a relative clause describes a place: `in the valley, where 40 mills are shut`."""
    first = clause_head.left_edge
    opens = first.nbor(1) if first.text == "," else first
    return clause_head.head.ent_type_ in PLACES or opens.lower_ == "where"


def without_unnoticed(verb: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges without a fact that somebody hopes to hide: `hopes nobody sees that 6 wells are dry`."""
    factive = words("cues", "factive", "perceiving")
    for unseen in (t for t in verb.subtree if t != verb and t.lemma_.lower() in factive):
        if not any(t.lower_ in _NOTHING for c in unseen.lefts for t in (c, *c.lefts)):
            continue
        for complement in (c for c in unseen.rights if c.dep_ in {"obj", "ccomp"}):
            ranges = [left for part in ranges for left in without(part, edges(complement))]
    return ranges


def without_times(clause_head: Token, verb: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges of a clause before a verb without a time expression after it.

    Example: `shut, she said, two days after …`.
    """
    if clause_head.i > verb.i:
        return ranges
    for aside in (t for t in clause_head.subtree if t.i > verb.i and mark_of(t) in {"after", "before", "during"}):
        if aside.left_edge.i > verb.i and aside.dep_ in {"advcl", "parataxis", "obl"}:
            ranges = [left for part in ranges for left in without(part, edges(aside))]
    return ranges


def from_that(clause_head: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges of a clause from its `that` on: `said on Monday, two days after the vote, that …`."""
    that = next((c for c in clause_head.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
    return ranges if that is None else [(max(a, that.idx), b) for a, b in ranges if b > that.idx]


def without_relative_clauses(head: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges without the relative clauses under head: a wish for a thing doesn't include its description."""
    for aside in (t for t in head.subtree if _is_passing_remark(t)):
        ranges = [left for part in ranges for left in without(part, edges(aside))]
    return ranges


def _is_passing_remark(clause_head: Token) -> bool:
    """Return True for relative clauses and participles after a noun, and for clauses of time."""
    if clause_head.dep_ == "advcl":
        mark = mark_of(clause_head)
        return mark in _TIMES or mark == "than" or (mark == "as" and clause_head.tag_ in _FINITE)
    if clause_head.dep_ in {"obl", "nmod"} and clause_head.pos_ == "NOUN":
        # To end the row following two defeats: the earlier event is known.
        return case_of(clause_head) in {"following", "amid"}
    of_noun = clause_head.head.pos_ in _NOUNS
    if of_noun and clause_head.dep_ == "appos":
        return _is_between_dashes(clause_head)
    first = clause_head.left_edge
    # An order to release the letters, numbering 40: their number is background.
    apart = clause_head.tag_ == "VBG" and first.i > 0 and "," in {first.text, first.nbor(-1).text}
    return of_noun and (
        clause_head.dep_ == "acl:relcl" or (clause_head.dep_ == "acl" and (clause_head.tag_ == "VBN" or apart))
    )


def _is_between_dashes(noun: Token) -> bool:
    """Return True for what explains a noun: `all sheep — 40 million of them — are to be shorn`."""
    return noun.dep_ == "appos" and noun.left_edge.text in DASHES


def is_behind_comma(clause_head: Token) -> bool:
    """Return True for a relative clause after a comma, which adds information without restricting."""
    if clause_head.dep_ != "acl:relcl":
        return False
    first = clause_head.left_edge
    return first.i > 0 and "," in {first.text, first.nbor(-1).text}


def without_background(clause_head: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges of a reported clause without the narrator's background.

    A remark on a noun in another tense than the statement is no part of it: `The mill, which has 900 clerks, burnt`.
    What is added to a statement whose quotation has closed is the narrator's, too: `“97 % are ill”, which implies …`.
    """
    for aside in (t for t in clause_head.subtree if t != clause_head and (t.dep_ == _OF_CLAUSE or is_behind_comma(t))):
        if _is_known(aside, clause_head) or _follows_quotation(aside, clause_head):
            ranges = [left for part in ranges for left in without(part, edges(aside))]
    for aside in (t for t in clause_head.subtree if _is_of_time_before(t) or _is_objection(t, clause_head)):
        ranges = [left for part in ranges for left in without(part, edges(aside))]
    ranges = without_explained_places(clause_head.subtree, ranges)
    for place in (t for t in clause_head.subtree if t.dep_ == "acl" and t.lemma_ in _LYING):
        # Fled from the jail located 40 miles west of Lissa.
        span = place.left_edge.idx, edges(place.head)[1]
        ranges = [left for part in ranges for left in without(part, span)]
    return ranges


def _is_objection(clause_head: Token, statement: Token) -> bool:
    """Return True for what the narrator holds against those who insist: `insists it is safe, though 9 men fell ill`."""
    if clause_head.dep_ != "advcl" or mark_of(clause_head) not in {"though", "although"}:
        return False
    subject = next((c for c in clause_head.lefts if c.dep_ in {"nsubj", "nsubj:pass"}), None)
    insists = statement.head.lemma_.lower() in words("cues", "insisting") and statement.head.i < statement.i
    return insists and clause_head.i > statement.i and subject is not None and subject.pos_ != "PRON"


def _is_of_time_before(clause_head: Token) -> bool:
    """Return True for an earlier event that the narrator recalls: `burnt only days after a flood had killed 40`."""
    if clause_head.dep_ != "advcl" or mark_of(clause_head) not in {"after", "before"}:
        return False
    subject = next((c for c in clause_head.lefts if c.dep_ in {"nsubj", "nsubj:pass"}), None)
    first = next(c for c in clause_head.lefts if c.lower_ in {"after", "before"})
    return subject is not None and subject.pos_ != "PRON" and first.i > 0 and is_stretch(first.nbor(-1))


def without_comments(verb: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges of what somebody is charged with without the narrator's comment on it: `theft, a charge that …`.

    `accused the mill of waste — except that it saved $9` has the narrator's objection, too.
    """
    behind = (t for t in verb.subtree if t.i > verb.i and t.lower_ == "except" and t.nbor(-1).text in DASHES)
    if (exception := next(behind, None)) is not None:
        ranges = [(a, min(b, exception.idx)) for a, b in ranges if a < exception.idx]
    for noun in (t for t in verb.subtree if t.i > verb.i and t.pos_ == "NOUN" and names_saying(t.lemma_.lower())):
        first = noun.left_edge
        article = first.nbor(1) if first.text == "," else first
        if article.lower_ in {"a", "an"} and "," in {first.text, first.nbor(-1).text}:
            ranges = [left for part in ranges for left in without(part, edges(noun))]
    return ranges


def without_known(noun: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges of a noun of saying's content without known facts: `the claim of the raid that hurt 9`.

    A relative clause with `would` or `will` is part of the statement: `the plan for a mill that would hire 40`.
    """
    for aside in (t for t in noun.subtree if t != noun and t.dep_ == "acl:relcl" and t.tag_ in _FINITE):
        if not _has_modal(aside):
            ranges = [left for part in ranges for left in without(part, edges(aside))]
    return ranges


def _is_known(aside: Token, clause_head: Token) -> bool:
    """Return True if a remark on a thing, not on a number, has another tense than the statement that it is in.

    What happened next has the same tense: `The bus hit a wall, which hurt 12`.
    """
    around = aside.head
    while around != clause_head and not _tense(around):
        around = around.head
    joined = around.dep_ == "conj" and around.head == clause_head
    if not (around == clause_head or joined) or aside.head.pos_ not in {"NOUN", "PROPN"}:
        return False
    tenses = _tense(aside), _tense(around)
    return "" not in tenses and tenses[0] not in {"MD", tenses[1]} and tenses != ("VBD", "had")


def _tense(verb: Token) -> str:
    """Return a clause's tense: `MD` for modals, `had`, `VBD` for the past, `VBP` for the present, else nothing."""
    helpers = [c for c in verb.lefts if c.dep_ in {"aux", "aux:pass", "cop"}]
    first = next((t for t in (*helpers, verb) if t.tag_ in _FINITE), None)
    if first is None:
        return ""
    if first.tag_ == "VBD" and first != verb and first.lemma_.lower() == "have":
        return "had"
    return "VBP" if first.tag_ == "VBZ" else first.tag_


def _has_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.lefts)


def _follows_quotation(aside: Token, clause_head: Token) -> bool:
    """Return True if a quotation in a clause closes before an aside, and none opens."""
    before = clause_head.doc[clause_head.left_edge.i : aside.left_edge.i]
    marks = [t for t in before if t.text in OPENING | CLOSING]
    return len(marks) >= 2 and len(marks) % 2 == 0 and marks[0].text in OPENING and marks[-1].text in CLOSING


def speakers_part(clause_head: Token, names: frozenset[str], ranges: list[Range]) -> list[Range]:
    """Return the part of a clause that is the speaker's, not the narrator's, if its verb has the classes `names`.

    Thoughts and promises are reported less fully than speech, so additions to them are the narrator's.
    """
    if not names & {"speech", "report", "deny"}:
        return without_unnoticed(
            clause_head.head, _without_totals(clause_head, without_relative_clauses(clause_head, ranges))
        )
    if "attitude" not in names or "report" in names:
        return ranges
    for aside in (t for t in clause_head.subtree if _is_between_dashes(t) or is_behind_comma(t)):
        ranges = [left for part in ranges for left in without(part, edges(aside))]
    return ranges


def _without_totals(clause_head: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges of what somebody wants without a total beside it: `plans to cut 40 jobs out of a total of 900`."""
    for out in (t for t in clause_head.subtree if t.lower_ == "out" and t.dep_ == "case" and t.nbor(1).lower_ == "of"):
        if any(t.tag_ == "CD" for t in out.head.subtree):
            ranges = [left for part in ranges for left in without(part, (out.idx, edges(out.head)[1]))]
    return ranges


def within_relative(ranges: list[Range], verb: Token, source: Token) -> list[Range]:
    """Return the part of a relative clause about a subject before a dash: `some who agree — 40 — left`."""
    if verb.dep_ != "acl:relcl" or not source.i < verb.i < source.head.i:
        return ranges
    between = verb.doc[verb.i + 1 : source.head.i]
    end = next((t.idx for t in between if t.text in DASHES and t.whitespace_), None)
    return ranges if end is None else [(a, min(b, end)) for a, b in ranges if a < end]


def within_quotes(ranges: list[Range], verb: Token, source: Token) -> list[Range]:
    """Return the part of a clause before the speaker if a quotation ends there: a broken tree may attach more to it."""
    first = min(verb.i, noun_phrase(source).start)
    if first == 0 or verb.doc[first - 1].text not in CLOSING or _ends_in_phrase(verb.doc[verb.sent.start : first - 1]):
        return ranges
    limit = verb.doc[first].idx
    return [(start, min(end, limit)) for start, end in ranges if start < limit]


def _ends_in_phrase(before: list[Token]) -> bool:
    """Return True if words end in a quoted phrase without a verb: `with “no help,” the report says, 900 die`."""
    quoted = list(takewhile(lambda token: token.text not in OPENING, reversed(before)))
    return bool(quoted) and not any(token.pos_ in {"VERB", "AUX"} for token in quoted)


def less_counted_speakers(verb: Token, source: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges up to where the narrator counts the speakers: `Nurses say they back her and 160 are in doubt`.

    A number without a noun counts those named last; speakers called `they` do not count themselves.
    """
    if source.tag_ not in {"NNS", "NNPS"} or source.lower_ == source.lemma_.lower():
        return ranges
    themselves = False
    for token in verb.doc[verb.i + 1 : verb.sent.end - 2]:
        if token.tag_ in {"NNS", "NNPS"}:
            break
        themselves |= token.lower_ == "they"
        finite = token.nbor(1).tag_ in _FINITE or (token.nbor(1).lower_ == "of" and token.nbor(2).lower_ == "them")
        if themselves and token.tag_ == "CD" and token.nbor(-1).lower_ in {"and", "but"} and finite:
            end = token.nbor(-1).idx
            return [(a, min(b, end)) for a, b in ranges if a < end]
    return ranges
