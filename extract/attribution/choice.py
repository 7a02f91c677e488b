"""Chooses the source of a figure if several attributions contain it: the innermost speaker; the outer ones relay."""

import re
from collections import defaultdict
from dataclasses import dataclass

from extract.attribution.attribution import Attribution, Construction
from extract.attribution.cue_words import classes_of, is_of_time, mark_of
from extract.attribution.poll_results import is_poll
from extract.attribution.precedence import WEAK, gives_way, is_apart, is_around, is_of_addition, is_phrase, relays
from extract.attribution.relaying import is_document
from extract.attribution.respondents import counts_authors, is_answer, is_of_poll
from extract.attribution.spans import passive_subject_of, subject_of
from extract.attribution.unsaid import is_negated, is_withheld
from extract.figures.figure_component import Figure
from extract.parsing.tokens import Doc, Token

_COMING = frozenset({"next", "coming", "following"})

# Attributions are indexed by blocks of this many characters.
STRETCH = 4000
_KEY = "attribune_reaching"


@dataclass(frozen=True, slots=True)
class Choice:
    """The attribution of a figure, and the sources around it, nearest first."""

    answers: Attribution
    around: tuple[Attribution, ...]


def _reaching(doc: Doc, at: int) -> list[Attribution]:
    """Return the attributions that reach into a figure's block: a long text has too many to check each of them."""
    listed: dict[int, list[Attribution]] | None = doc.user_data.get(_KEY)
    if listed is None:
        listed = doc.user_data[_KEY] = defaultdict(list)
        for attribution in doc._.attribune_attributions:
            for number in {n for a, b in attribution.content for n in range(a // STRETCH, b // STRETCH + 1)}:
                listed[number].append(attribution)
    return listed.get(at // STRETCH, [])


def choose(doc: Doc, figure: Figure) -> Choice | None:
    """Return the source of a figure of the Doc, or None if it is the narrator."""
    anchor = doc[figure.anchor]
    reaching = _reaching(doc, figure.start)
    if _is_inserted(doc.text, figure.start) or any(_counts_speakers(a, figure) for a in reaching):
        return None
    gloss = _GLOSS.search(doc.text, max(0, figure.start - 12), figure.start) is not None
    holding = [
        a
        for a in reaching
        if (a.holds(figure.start, figure.end) or a.holds(anchor.idx, anchor.idx + len(anchor)))
        and not (a.source is not None and a.source[0] < figure.end and figure.start < a.source[1])
        and not _is_of_speakers(a, anchor)
        and not _is_left_open(anchor, a)
        and not (a.construction == Construction.UNDER_DOCUMENT and _is_known(anchor))
        and not (a.construction == Construction.ATTITUDE and _is_known(anchor, owned=True))
        and not is_of_poll(doc, figure, a)
        and not (gloss and not a.quoted)
        and not (a.construction == Construction.IN_DOCUMENT and counts_authors(anchor, a))
    ]
    if any(a.head is not None and is_poll(a.head) for a in holding):
        # Half of those asked said 40 times was enough, in a poll: it counted them.
        holding = [a for a in holding if not is_answer(doc, a)]
    if not holding:
        return None
    strong = [a for a in holding if a.construction not in WEAK]
    # `Rask said that 40 had come, according to his aides`: they are around him, however long their parts are.
    holding.sort(key=lambda a: (is_around(a, strong), a.size))
    strong = [a for a in holding if a.construction not in WEAK]
    order = strong or holding
    at = 0
    while at + 1 < len(order) and gives_way(order[at], order[at + 1]):
        at += 1
    # Tests found lead, the department said: it answers for what it passes on from them.
    answers, *outer = order[at], *(a for a in order[:at] if is_document(a)), *order[at + 1 :]
    if is_apart(answers) or is_of_addition(doc, answers):
        outer = []
    if speaker := next((other for other in outer if relays(answers, other)), None):
        outer = [answers, *(other for other in outer if other is not speaker)]
        answers = speaker
    around, seen = [], {answers.source}
    for other in outer:
        if other.head is not None and other.source not in seen and other.construction != Construction.QUOTATION:
            seen.add(other.source)
            around.append(other)
    return Choice(answers, tuple(around))


def _counts_speakers(attribution: Attribution, figure: Figure) -> bool:
    """Return True if a figure counts the sources named by `according to` or `per`: the narrator counts them."""
    source = attribution.source
    return is_phrase(attribution) and source is not None and source[0] < figure.end and figure.start < source[1]


def _is_of_speakers(attribution: Attribution, anchor: Token) -> bool:
    """Return True if a figure belongs to the speakers' own noun phrase: `three times as many farmers said`."""
    head = attribution.head
    if head is None or (is_phrase(attribution) and anchor.idx < attribution.cue[0]):
        # `Half back it, according to a poll`: in a broken tree the poll may have everything.
        return False
    return head.left_edge.i <= anchor.i < head.i and head.is_ancestor(anchor)


def _is_left_open(anchor: Token, attribution: Attribution) -> bool:
    """Return True if a figure is in a question, or in what a source says that nobody can say.

    `Rask wondered whether 40 would come`; `Rask said he could not confirm reports that 40 had come`.
    """
    token = anchor
    while token.i != attribution.anchor and token.head != token:
        verb = token.head
        asked = any(c.lower_ == "whether" and c.i < anchor.i for c in token.lefts)
        asked = asked or (mark_of(token) == "if" and is_negated(verb))
        if asked and token.dep_ in ({"ccomp"} if attribution.quoted else {"ccomp", "acl"}) and _has_subject(token):
            return True
        says = verb.i != attribution.anchor and bool(classes_of(verb.lemma_.lower()))
        if says and token.dep_ in {"ccomp", "obj"} and is_withheld(verb):
            return True
        token = verb
    return False


def _has_subject(verb: Token) -> bool:
    return subject_of(verb) is not None or passive_subject_of(verb) is not None


# What an amount is at present, which the narrator adds: `a levy, now $9 a ton, of up to $12`.
_GLOSS = re.compile(r", (?:now|currently) $")


def _is_known(anchor: Token, *, owned: bool = False) -> bool:
    """Return True if a figure counts something known already: `the 40 towns that are listed`; no rule states it.

    owned: also what somebody has, as `the island's 40 towns`, but no time to come, as `the next two weeks`.
    """
    noun = anchor.head if anchor.dep_ == "nummod" else anchor
    if owned and (noun == anchor or is_of_time(noun) or any(c.lower_ in _COMING for c in noun.lefts)):
        return False
    possessed = owned and any(c.dep_ == "nmod:poss" for c in noun.lefts)
    return possessed or any(c.dep_ == "det" and c.lower_ in {"the", "these", "those"} for c in noun.lefts)


# Square brackets contain an editor's insertions into another's words.
_INSERTED = re.compile(r"\[[^\]\n]{0,200}$")
_WORDS = 4


def _is_inserted(text: str, at: int) -> bool:
    """Return True if a figure is in a clause between square brackets: `on the board [it has seven seats]`."""
    opening = _INSERTED.search(text[max(0, at - 200) : at])
    closing = text.find("]", at)
    if opening is None or closing < 0:
        return False
    return len(text[at - len(opening[0]) : closing].split()) >= _WORDS
