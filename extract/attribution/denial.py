"""Decides whether a source denies the statement that contains a figure."""

from extract.attribution.attribution import Attribution
from extract.attribution.choice import Choice
from extract.attribution.cue_words import mark_of, names_saying
from extract.attribution.naming import is_called_untrue
from extract.figures.figure_component import Figure
from extract.lexicon import load, words
from extract.parsing.tokens import Doc, Token

_NOT = frozenset({"not", "n't", "n’t", "never"})


def is_denied(doc: Doc, figure: Figure, choice: Choice) -> bool:
    """Return True if a source denies the statement with the figure, not only something that presupposes it.

    Somebody who denies being behind the attack that killed 80 does not deny the 80.
    """
    anchor = doc[figure.anchor]
    if any(a.denies and _is_claimed(anchor, a) for a in (choice.answers, *choice.around)):
        return True
    return _is_called_untrue(anchor, choice.answers) or _never_happened(anchor)


def _never_happened(anchor: Token) -> bool:
    """Return True if a source says that something with the number never happened: `We never took 30,000 crowns`.

    Whoever never saw the 40 letters does not deny them.
    """
    noun = anchor.head if anchor.dep_ == "nummod" else anchor
    bare = not any(c.dep_ in {"det", "nmod:poss", "case", "advmod"} for c in (*noun.lefts, *anchor.lefts))
    limits = load("bounds")["denied"]
    if noun.head.lemma_.lower() in {*limits["reaching"], *limits["passing"]}:
        # Sales never reached 900: they were lower.
        return False
    return bare and noun.dep_ in {"obj", "nsubj:pass"} and any(c.lower_ == "never" for c in noun.head.lefts)


def _is_called_untrue(token: Token, attribution: Attribution) -> bool:
    """Return True if a word is in a clause that its source calls untrue: `It is untrue that 80 fell`."""
    while token.head != token:
        verdict, clausal = token.head, token.dep_ in {"csubj", "ccomp", "acl"} and mark_of(token) == "that"
        if verdict.is_sent_start and any(_is_untrue(c, attribution) for c in verdict.rights if c.dep_ == "ccomp"):
            # Claims that 40 died are “fiction”: the parser takes `claims` for a verb.
            return names_saying(verdict.lemma_.lower())
        proves = verdict.lemma_.lower() in words("cues", "proofs")
        if clausal and proves and any(c.lower_ == "no" for c in verdict.lefts):
            # There is no evidence that 40 died.
            return True
        if clausal and token.dep_ == "acl" and verdict.dep_ == "nsubj" and names_saying(verdict.lemma_.lower()):
            # The claim that 40 boats sank is false.
            verdict = verdict.head
        if clausal and _is_untrue(verdict, attribution):
            return True
        if clausal and verdict.head.i == attribution.anchor and is_called_untrue(verdict.head, verdict):
            return True
        if token.dep_ == "ccomp" and mark_of(token) == "that" and verdict.i == attribution.anchor:
            # It is untrue, the mill said, that 40 pumps failed.
            beside = [verdict.head] if verdict.dep_ == "parataxis" else [c for c in verdict.lefts if c.dep_ == "ccomp"]
            if any(_calls_it_untrue(c) for c in beside):
                return True
        if token.dep_ in {"acl:relcl", "advcl"}:
            return False
        token = token.head
    return False


def _is_untrue(verdict: Token, attribution: Attribution) -> bool:
    """Return True for a predicate that calls something untrue in a source's words."""
    judged = any(c.dep_ == "cop" for c in verdict.lefts) and attribution.holds(verdict.idx, verdict.idx + 1)
    negated = any(c.lower_ in _NOT for c in verdict.lefts)
    return judged and verdict.lemma_.lower() in words("cues", "true" if negated else "untrue")


def _calls_it_untrue(verdict: Token) -> bool:
    """Return True if a word is the predicate of `it` and denies its truth: `It is untrue`, `It is not true`."""
    before = {c.lower_ for c in verdict.lefts}
    return "it" in before and verdict.lemma_.lower() in words("cues", "true" if before & _NOT else "untrue")


def _is_claimed(token: Token, attribution: Attribution) -> bool:
    """Return True if a word itself is asserted: clauses of time and relative clauses presuppose their content."""
    while token.i != attribution.anchor and token.head != token:
        granted = token.dep_ == "acl:relcl" and not names_saying(token.head.lemma_.lower())
        if granted or token.dep_ == "advcl":
            return False
        token = token.head
    return True
