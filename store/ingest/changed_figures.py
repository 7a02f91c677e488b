"""Finds the claims whose figure changed from one version of an article to the next."""

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.claim import Claim
from extract.text.excerpt import sentence
from store.library import claim_bodies

# Two sentences are versions of one if they share this much of their words; numbers don't count.
_SAME_SENTENCE = 0.6
# Words on either side that distinguish the figures of one sentence.
_BESIDE = 5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim of one version; line: its sentence; before, after: the words on either side of its figure there."""

    id: int
    claim: Claim
    line: Counter[str]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One claim in two versions, by its ids in the newer and the older one; changed: with another figure."""

    new: int
    old: int
    changed: bool


def pairs(old: Sequence[PlacedClaim], new: Sequence[PlacedClaim]) -> list[Pair]:
    """Return the claims that both versions make, each at most once, paired in order of likelihood."""
    paired = []
    # Most sentences are unchanged; only the others are compared with each other.
    unpaired = {_identity(claim): claim for claim in old}
    kept = {claim.id: same for claim in new if (same := unpaired.pop(_identity(claim), None))}
    paired += [Pair(number, same.id, changed=False) for number, same in kept.items()]
    gone = {same.id for same in kept.values()}
    old = [claim for claim in old if claim.id not in gone]
    new = [claim for claim in new if claim.id not in kept]
    scored = []
    for number, claim in enumerate(new):
        for place, other in enumerate(old):
            if (likeness := _likeness(claim, other)) >= _SAME_SENTENCE:
                # Of equals, prefer the same position among claims of that kind.
                scored.append((-likeness, abs(number / len(new) - place / len(old)), number, place))
    paired_new: set[int] = set()
    paired_old: set[int] = set()
    for *_, number, place in sorted(scored):
        if number not in paired_new and place not in paired_old:
            paired_new.add(number)
            paired_old.add(place)
            claim, other = new[number], old[place]
            paired.append(Pair(claim.id, other.id, _figure(claim.claim) != _figure(other.claim)))
    return paired


def note_revisions(conn: sqlite3.Connection, version: int) -> None:
    """Record which claims of a version had another figure in an earlier version.

    Call it within a transaction, after writing the version's claims. It replaces earlier records for this version and
    the ones after it.
    """
    versions = conn.execute(
        """SELECT id, number FROM versions WHERE article = (SELECT article FROM versions WHERE id = ?)
           ORDER BY fetched, number""",
        (version,),
    ).fetchall()
    for (before, number), (after, _) in pairwise([(0, 0), *versions]):
        if version in (before, after):
            _note(conn, before, number, after)
            version = after


def _note(conn: sqlite3.Connection, before: int, number: int, version: int) -> None:
    """Write the revisions of a version; before: the version before it, 0 for none; number: of that one."""
    conn.execute("DELETE FROM revisions WHERE claim IN (SELECT id FROM claims WHERE version = ?)", (version,))
    if not before:
        return
    old, new = _claims(conn, before), _claims(conn, version)
    texts = {claim.id: claim.claim.text for claim in (*old, *new)}
    for pair in pairs(old, new):
        if pair.changed:
            reason = f"same article; version {number}: {texts[pair.old]} → {texts[pair.new]}"
            conn.execute("INSERT INTO revisions (claim, before, reason) VALUES (?, ?, ?)", (pair.new, pair.old, reason))
        else:
            # Keep what changed in earlier versions.
            conn.execute(
                "INSERT INTO revisions (claim, before, reason) SELECT ?, before, reason FROM revisions WHERE claim = ?",
                (pair.new, pair.old),
            )


def placed(number: int, claim: Claim, text: str) -> PlacedClaim:
    """Return a claim with its sentence in the text of its version; number: its id."""
    line = sentence(text, claim.start, claim.end)
    before, after = text[max(0, claim.start - 120) : claim.start], text[claim.end : claim.end + 120]
    return PlacedClaim(
        number,
        claim,
        Counter(_words(line.replace(claim.text, " ", 1))),
        tuple(_words(before)[-_BESIDE:]),
        tuple(_words(after)[:_BESIDE]),
    )


def _claims(conn: sqlite3.Connection, version: int) -> list[PlacedClaim]:
    (text,) = conn.execute("SELECT unpacked(text) FROM versions WHERE id = ?", (version,)).fetchone()
    return [placed(number, body.claim, text) for number, body in claim_bodies.of_version(conn, version)]


def _identity(claim: PlacedClaim) -> tuple[object, ...]:
    return claim.claim.text, claim.before, claim.after, frozenset(claim.line.items())


def _likeness(claim: PlacedClaim, other: PlacedClaim) -> float:
    """Return from 0 to 1 how likely two claims are the same one; 0 if they can't be."""
    first, second = claim.claim, other.claim
    if first.kind != second.kind or (first.unit and second.unit and first.unit != second.unit):
        return 0.0
    shared = sum((claim.line & other.line).values())
    sentences = 2 * shared / max(1, claim.line.total() + other.line.total()) if claim.line or other.line else 1.0
    context = (_alike(claim.before[::-1], other.before[::-1]) + _alike(claim.after, other.after)) / 2
    same = 0.1 if _figure(first) == _figure(second) else 0.0
    return min(1.0, 0.5 * sentences + 0.5 * context + same)


def _alike(words: Sequence[str], other_words: Sequence[str]) -> float:
    """Return how far two lists of words agree, in content and in order from the figure outwards."""
    longest = max(len(words), len(other_words))
    if not longest:
        return 1.0
    weights = [1 / (place + 1) for place in range(longest)]
    placed = sum(weight for weight, word, third in zip(weights, words, other_words, strict=False) if word == third)
    shared = (Counter(words) & Counter(other_words)).total()
    return (placed / sum(weights) + 2 * shared / (len(words) + len(other_words))) / 2


def _figure(claim: Claim) -> tuple[object, ...]:
    return claim.value, claim.low, claim.high, claim.bound


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
