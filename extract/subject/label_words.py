"""Writes the names of things and the parts of a clause for a label: a few words, without the figure."""

import re
from collections.abc import Iterable
from functools import cache

from extract.figures.figure_component import Figure
from extract.lexicon import class_by_word, load, words
from extract.parsing.tokens import Token

_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod:unmarked", "flat"})
_CASES = frozenset({"of", "in", "for", "from", "on", "at", "among", "between", "against", "with", "to"})
_CASES |= {"inside", "outside", "without", "near", "under"}
_NOT_LAST = frozenset({"of", "in", "for", "from", "on", "at", "to", "with", "by", "and", "or"})
_MEASURING = frozenset({"more", "many", "much", "few", "fewer", "several", "some"})
_SPACE = re.compile(r"\s+")

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
# A noun phrase is cut so many words after its noun: enough to name a thing, not to tell its story.
REACH = 8
# The most words of a label that is a noun phrase.
LONGEST = 9


def named(noun: Token, figure: Figure, reach: int = REACH) -> str:
    """Return a noun with its modifiers, without articles and numbers: `homes in the old town`."""
    kept: list[Token] = []
    for token in noun.doc[max(noun.left_edge.i, noun.i - REACH) : min(noun.right_edge.i, noun.i + reach) + 1]:
        if token.is_space or (token != noun and inside(token, figure)):
            continue
        branch = token
        while branch not in (noun, branch.head) and branch.head != noun:
            branch = branch.head
        if token != noun and not _names(branch, noun, figure):
            continue
        if kept and token.i > noun.i and token.i - kept[-1].i > 1:
            break
        kept.append(token)
    # Cutting a phrase must not leave an adjective without its noun.
    while len(kept) > 1 and kept[-1].i > noun.i and kept[-1].dep_ in _MODIFIERS and kept[-1].head.i > kept[-1].i:
        kept.pop()
    comma = max((n for n, token in enumerate(kept, 1) if token.text == "," and token.i < noun.i), default=0)
    return joined(kept[comma:])


def stretch(token: Token, figure: Figure, limit: int = 5) -> str:
    """Return the words of a dependent, cut before what only adds information: `in the old town`."""
    first = token.left_edge.i
    if any(inside(t, figure) for t in (token, *token.children)) or token.i - first > limit:
        return ""
    kept = [t for t in token.doc[first : token.i + 1] if not t.is_punct or t.text in "-–'’&%$"]
    kept += _rest_of_name(token)
    for part in token.rights:
        if part.dep_ not in {"nmod", "flat", "compound", "case"} or part.left_edge.i > kept[-1].i + 1:
            break
        rest = token.doc[part.left_edge.i : part.right_edge.i + 1]
        if part.pos_ == "PROPN" and part.i + 1 < len(token.doc) and part.nbor().text == ",":
            # `in Orvik, Selm` without the comma and what follows it
            rest = token.doc[part.left_edge.i : part.i + 1]
        if (
            (len(kept) + len(rest) > limit and part.dep_ != "flat")
            or _holds(part, figure)
            or any(t.is_punct and t.text not in "-'" for t in rest)
        ):
            break
        kept += rest
    return joined(kept)


def _rest_of_name(token: Token) -> list[Token]:
    """Return the rest of a name that the parser split into two subjects: the `Voss` of `Mara Voss scored`."""
    last = token.i + 1
    while last < token.head.i and token.doc[last].pos_ == token.pos_ == "PROPN":
        if token.doc[last].head != token.head or token.doc[last].dep_ != token.dep_:
            break
        last += 1
    return list(token.doc[token.i + 1 : last])


def bearer(noun: Token, figure: Figure) -> str:
    """Return a noun in a few words without its preposition, as the owner or agent of something."""
    name = stretch(noun, figure, 4)
    if noun.left_edge.dep_ == "case":
        name = name.partition(" ")[2]
    return name or named(noun, figure, 0)


def agent(verb: Token, head: Token, figure: Figure) -> str:
    """Return a verb's agent, in a few words; "" if it is a pronoun or missing."""
    if verb.dep_ == "acl:relcl" and (owner := subject_noun(verb, head)) == verb.head != head:
        return f"{'in' if verb.lemma_ in words('labels', 'holding') else 'by'} {bearer(owner, figure)}"
    for child in verb.children:
        done_by = child.dep_ == "obl:agent" or child.dep_ == "nsubj"
        if done_by and child != head and child.pos_ in {"NOUN", "PROPN"} and not _holds(child, figure):
            bare = child.dep_ == "nsubj"
            text = stretch(child, figure, 4) or named(child, figure, 0)
            text = re.sub(r"^(?:The|A|An|This|That|Most|Some)\b", lambda m: m[0].lower(), text)
            return f"{'in' if verb.lemma_ in words('labels', 'holding') else 'by'} {text}" if bare else text
    shared = verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.children)
    return agent(verb.head, head, figure) if shared and verb.head.pos_ == "VERB" else ""


def subject_noun(verb: Token, head: Token) -> Token | None:
    """Return the noun that is the subject of a verb, or of the first of coordinated verbs."""
    for _ in range(4):
        # The nearer of two subjects: in `magnitude 6 quake` the quake.
        for child in sorted(verb.children, key=lambda c: (c.i > verb.i, -c.i)):
            if child.dep_ in _SUBJECTS and child != head:
                if child.pos_ in {"NOUN", "PROPN"}:
                    return child
                relative = child.lower_ in {"which", "that", "who"} and verb.dep_ == "acl:relcl"
                return verb.head if relative and verb.head.pos_ in {"NOUN", "PROPN"} else None
        if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"}:
            return verb.head
        if verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head.pos_ not in {"VERB", "ADJ", "NOUN"}:
            return None
        verb = verb.head
    return None


def complements(
    verb: Token, head: Token, figure: Figure, cases: Iterable[str] = (), numbers: bool = False
) -> list[str]:
    """Return a verb's complements after it, nearest first: its object, places and purposes, but no times.

    cases: the prepositions that may introduce them, any by default; numbers: include those with numbers.
    """
    stretches = []
    for child in verb.rights:
        if child == head or _holds(child, figure) or child.pos_ not in {"NOUN", "PROPN"}:
            continue
        if child.i < figure.anchor and (verb.i < head.i < child.i or head.dep_ == "conj"):
            # `killed 12 in Ketter and 9 in Orran`, `faces 9 years in jail and a $500 fine`
            continue
        if is_empty(child) or (not numbers and any(t.like_num for t in child.subtree)):
            continue
        case = next((c.lower_ for c in child.lefts if c.dep_ == "case"), "")
        if (cases and case not in cases) or (case == "between" and any(c.dep_ == "conj" for c in child.rights)):
            continue
        if (child.dep_ == "obj" or (child.dep_ in {"obl", "nmod"} and case)) and not is_time(child):
            stretches.append(stretch(child, figure))
    return [text for text in stretches if text]


@cache
def _time_words() -> frozenset[str]:
    return words("exclusions", "weekdays", "months") | frozenset(load("units")["unit"])


def is_time(noun: Token) -> bool:
    """Return True if a noun names a time: `on Monday`, `in the past year`."""
    named = noun.lower_ in _time_words() or noun.lemma_ in words("labels", "times")
    return named or noun.ent_type_ in {"DATE", "TIME"} or noun.like_num


def inside(token: Token, figure: Figure) -> bool:
    """Return True if a word is a part of the figure."""
    return figure.start <= token.idx < figure.end


def overlaps(token: Token, figure: Figure) -> bool:
    """Return True if a word shares a character with the figure: `47%-39` with the `39%` of `47%-39%`."""
    return token.idx < figure.end and figure.start < token.idx + len(token.text)


def joined(tokens: Iterable[Token]) -> str:
    """Return words as one line, without punctuation or prepositions at either end."""
    return _trimmed(line(tokens))


def _trimmed(text: str) -> str:
    words = text.strip(' ,;:–—-"“”()').split(" ")
    while len(words) > 1 and words[-1] in _NOT_LAST:
        words.pop()
    return " ".join(words)


def line(tokens: Iterable[Token]) -> str:
    """Return words with their spaces from the text; a sentence's first word loses its capital."""
    text, last = "", None
    for token in tokens:
        if last is not None and (last.i + 1 != token.i or last.whitespace_):
            text += " "
        opens = token.is_sent_start and token.pos_ in {"NOUN", "ADJ", "DET", "VERB"} and token.text.istitle()
        text, last = text + (token.lower_ if opens and not token.ent_type_ else token.text), token
    text = _SPACE.sub(" ", text).replace(" 's", "'s").replace(" ’s", "’s")
    return _trimmed(text)


def is_empty(noun: Token) -> bool:
    """Return True if a noun names nothing: a pronoun, `number`, `others`."""
    named_so = noun.pos_ != "PROPN" and noun.lemma_.lower() in words("labels", "empty") and not _is_charge(noun)
    return named_so or noun.pos_ in {"PRON", "DET", "NUM"}


def _is_charge(noun: Token) -> bool:
    """Return True for the counts of a charge: `two counts of fraud`."""
    of = any(child.dep_ == "nmod" and child.tag_ == "NN" for child in noun.rights)
    return noun.lower_ == "counts" and of and any(child.like_num for child in noun.lefts)


def is_person(noun: Token) -> bool:
    """Return True if a noun means people of some class."""
    return noun.lemma_.lower() in class_by_word("people")


def _holds(token: Token, figure: Figure) -> bool:
    """Return True if the figure is within the words of a dependent."""
    doc = token.doc
    return doc[token.left_edge.i].idx < figure.end and figure.start <= doc[token.right_edge.i].idx


def _judges(branch: Token, figure: Figure) -> bool:
    """Return True if a word comments on the number after it: `a staggering 40 boats`."""
    first, behind = branch.left_edge, branch.doc[branch.i + 1]
    articled = first.i > 0 and first.nbor(-1).lower_ in {"a", "an"}
    return (
        articled
        and inside(behind, figure)
        and f"{first.nbor(-1).lower_} {branch.lower_}" not in load("bounds")["before"]
    )


def _names(branch: Token, noun: Token, figure: Figure) -> bool:
    """Return True if a branch of a noun's subtree belongs to its name."""
    if branch.i < noun.i:
        numbered = any(t.like_num for t in branch.doc[branch.left_edge.i : branch.right_edge.i + 1])
        pronoun = branch.tag_ in {"PRP$", "WP$"}
        return (
            branch.dep_ in _MODIFIERS
            and not (pronoun or numbered or branch.lower_ in _MEASURING)
            and not (_judges(branch, figure) and (noun.tag_ == "NNS" or noun.lower_ == "people"))
        )
    if _holds(branch, figure):
        return False
    if branch.dep_ == "flat":
        return True
    cased = any(child.dep_ == "case" and child.lower_ in _CASES for child in branch.lefts)
    is_described = any(
        child.dep_ in {"acl:relcl", "appos"}
        or (child.pos_ == "PRON" and child.tag_ != "PRP$")
        or (child.like_num and child.lower_ != "one")
        for child in branch.doc[branch.left_edge.i : branch.right_edge.i + 1]
    )
    return branch.dep_ == "nmod" and cased and not is_described
