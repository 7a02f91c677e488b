"""Writes the words of a clause as one line: an ellipsis for the figure, names for pronouns, short gaps filled."""

import re
from collections.abc import Callable
from itertools import pairwise

from extract.figures.figure_component import Figure
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Doc, Span, Token
from extract.subject.clause_words import SUBJECTS
from extract.subject.label_words import overlaps

# The most words, including articles, after filling gaps between kept words.
FILLED = 19
# The most words of a dateline.
DATELINE = 12
# What replaces a figure in its clause.
GAP = "…"
# Words that can't end a clause: what they introduce did not fit.
_LOOSE = frozenset(
    {"and", "or", "but", "of", "to", "with", "from", "than", "as", "the", "a", "an"}
    | {"that", "which", "who", "according", "including"}
)
# Pairs of words that can't end a clause, though the second alone can.
_LOOSE_PAIRS = frozenset({"in addition", "in order", "as well", "such as", "because of", "instead of"})
_OPEN_RELATIVE = re.compile(r",? (?:which|who|that) (?:is|was|are|were)(?: why)?$")
_DOUBLED, _SPACE = re.compile(r"\b(\w+) \1\b"), re.compile(r"\s+")
Named = Callable[[Token], str]

_OPENINGS = frozenset({",", "(", "–", "—", "-", "--"})
# What begins a description after a comma.
_DESCRIBING = frozenset({"VBG", "WRB", "WP", "WDT"})
_DASHES = frozenset({"–", "—", "―", "--"})


def filled(doc: Doc, kept: set[Token], own: set[Token]) -> set[Token]:
    """Return words with the gaps between them filled, shortest first, up to FILLED words."""
    places = sorted(token.i for token in kept | own)
    gaps = [doc[left + 1 : right] for left, right in pairwise(places) if right - left > 1]
    length = sum(not doc[place].is_punct for place in places)
    whole = set(kept)
    for gap in sorted(gaps, key=len):
        length += sum(not token.is_punct for token in gap)
        if length > FILLED:
            break
        if _is_report(gap, kept):
            # Only the comma: the speaker is no part of what is measured.
            whole |= {gap[0]}
        elif not any(token.is_bracket or token.is_space for token in gap):
            whole |= set(gap)
    return whole


def _is_report(gap: list[Token], kept: set[Token]) -> bool:
    """Return True for the `, she said,` inserted in a clause."""
    sayers = {token.head for token in kept if token.dep_ == "ccomp" and token.head.i > token.i}
    return gap[0].text == "," and any(token in sayers for token in gap)


def dateline(sentence: Span) -> set[Token]:
    """Return the words of a dateline and its dash: `ORVIK (Coast Wire) —`."""
    dash = next((t for t in sentence[:DATELINE] if t.text in _DASHES or (t.text == "-" and t.whitespace_)), None)
    if dash is None or not sentence[0].is_title | sentence[0].is_upper:
        return set()
    before = sentence.doc[sentence.start : dash.i]
    bracket = next((at for at, token in enumerate(before) if token.text == "("), len(before))
    named = all(token.pos_ == "PROPN" or token.is_punct or token.like_num for token in before[:bracket])
    closed = bracket == len(before) or before[-1].text == ")"
    placed = sentence[0].is_upper or sentence[0].ent_type_ in PLACES
    return {*before, dash} if len(before) and named and closed and placed else set()


def in_order(kept: set[Token], figure: Figure, name_of: Named) -> str:
    """Return words as a line, an ellipsis for the figure and names for pronouns."""
    text, last = "", -1
    for token in sorted(kept, key=lambda token: token.i):
        if token.is_space:
            continue
        if overlaps(token, figure):
            if GAP in text:
                last = token.i
                continue
            # In `won 52%-34%` the first word holds the whole of one figure and a part of the other.
            word = (
                token.text[: max(0, figure.start - token.idx)]
                + GAP
                + token.text[figure.end - token.idx :] * (token.idx + len(token) > figure.end)
            )
        elif token.is_punct and (last != token.i - 1 or token.text not in "-‐‑–'’,%"):
            continue
        else:
            # `her` inside a clause is the clause's own subject; only in the subject does it point back.
            points = token.tag_ != "PRP$" or token.head.dep_ in SUBJECTS
            name = name_of(token) if points else ""
            word = token.text if not name or name.split()[-1] in text else name
        beside = last == token.i - 1 and not token.doc[last].whitespace_
        comma = (
            0 <= last < token.i - 1
            and not text.endswith(",")
            and _is_comma(token.doc[last + 1 : token.i], token.doc[last].head, token)
        )
        dash = last == token.i - 2 and last >= 0 and token.doc[last + 1].text in _DASHES
        text += word if beside else f"{token.nbor(-1)} {word}" if comma else f" – {word}" if dash else f" {word}"
        last = token.i
    text = _DOUBLED.sub(r"\1", _SPACE.sub(" ", text)).strip(" ,-–'’")
    text = _without_loose_end(text).strip(" ,-–'’")
    return text.replace(" 's", "'s").replace(" ’s", "’s")


def _is_comma(gap: list[Token], above: Token, behind: Token) -> bool:
    """Return True if a comma separates the words around a gap: one before a participle, no pair around an insertion.

    above: the head of the word before the gap; behind: the word after it.
    """
    if len(gap) < 2:
        return len(gap) == 1 and gap[0].text in ",:;"
    if gap[-1].text != "," or gap[0].text in _OPENINGS:
        return False
    # `Rask [hurt his knee in May,] then missed 9 games`: another verb of the same subject.
    return above not in gap or behind.tag_ in _DESCRIBING or (behind.dep_ == "case" and behind.head.tag_ in _DESCRIBING)


def _without_loose_end(text: str) -> str:
    words = _OPEN_RELATIVE.sub("", text).split(" ")
    while len(words) > 1:
        if len(words) > 2 and " ".join(words[-2:]).rstrip(",") in _LOOSE_PAIRS:
            del words[-2:]
        elif words[-1].rstrip(",") in _LOOSE:
            words.pop()
        else:
            break
    return " ".join(words)
