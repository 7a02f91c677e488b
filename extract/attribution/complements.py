"""Decides which objects, prepositional phrases and adverbial clauses of a verb are what its source states."""

from extract.attribution.cue_words import mark_of
from extract.attribution.spans import is_gerund
from extract.lexicon import words
from extract.parsing.tokens import Token


def takes_object(source: Token, names: frozenset[str]) -> bool:
    """Return True if a source can state a number as the object of a verb of these classes: the poll has 40 percent."""
    if names & {"objects", "deny"}:
        return True
    if "objects_of_witnesses" in names and source.lemma_.lower() in words("cues", "witnesses"):
        return True
    if source.lemma_.lower() in words("cues", "documents"):
        return bool(names & {"objects_of_documents", "objects_of_offices"})
    office = source.ent_type_ == "ORG" or source.pos_ == "PROPN" or source.lemma_.lower() in words("cues", "speakers")
    return office and "objects_of_offices" in names


def is_complement(clause_head: Token, names: frozenset[str]) -> bool:
    """Return True if an adverbial clause is the statement: called for cutting it to 30, charged them with losing 52."""
    mark, tag = mark_of(clause_head), clause_head.tag_
    if "charging" in names:
        return tag == "VBG" and mark in {"of", "with", "for"}
    if is_gerund(clause_head) and mark == "to" and names & {"speech", "attitude"}:
        # Admitted to robbing 100 shops.
        return True
    if is_gerund(clause_head) and mark == "of" and "speech" in names:
        # Boasted of having robbed 100 shops.
        return True
    if "attitude" in names:
        return (tag == "VB" and not names & {"speech", "report"}) or (tag == "VBG" and mark == "for")
    return False


def cases_of(verb: Token, names: frozenset[str], counts: bool) -> frozenset[str]:
    """Return the prepositions that introduce what is said with a verb of these classes."""
    lemma = verb.lemma_.lower()
    cases: frozenset[str] = frozenset()
    if counts or "attitude" in names:
        cases |= {"for", "of", "as", "to"}
    if names & {"speech", "report", "deny"}:
        cases |= {"of", "about"}
    if "charging" in names:
        cases |= {"of", "for"}
    if counts or lemma in words("cues", "aiming"):
        # Elsewhere `at` is a place: eligible to vote at 2,000 booths.
        cases |= {"at"}
    if lemma in words("cues", "relying"):
        cases |= {"on", "upon"}
    if lemma in {"charge", "list"}:
        cases |= {"with"}
    if lemma in {"call", "point"}:
        # Calling attention, or pointing, to a crowd of thousands states nothing about it.
        cases -= {"to", "at"}
    if lemma in words("cues", "declining"):
        # Support has declined to 55 percent.
        cases -= {"to"}
    if lemma in words("cues", "addressing"):
        # Questions were put to all three mayors.
        cases -= {"to"}
    # The topic of a statement is the narrator's: he said of the plan to move 3,400.
    return cases - {"of"} if lemma == "say" else cases
