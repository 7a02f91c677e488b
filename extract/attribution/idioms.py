"""Finds the content of constructions with single verbs and words: `made it clear that`, `what polls show is`."""

from extract.attribution.asides import noun_ranges
from extract.attribution.attribution import Range
from extract.attribution.spans import char_range, clause, edges, noun_phrase
from extract.parsing.tokens import Token


def idiom_of(verb: Token) -> tuple[Range, list[Range]] | None:
    """Return cue and content of `made it clear that …` and `made no secret of …`, None for any other use of a verb."""
    if verb.lemma_.lower() != "make":
        return None
    secret = next((c for c in verb.rights if c.dep_ == "obj" and c.lower_ == "secret"), None)
    if secret is not None and any(c.lower_ == "no" for c in secret.lefts):
        return (verb.idx, char_range(secret)[1]), [edges(c) for c in secret.rights if c.dep_ in {"nmod", "acl"}]
    plain = next(
        (c for c in verb.rights if c.dep_ in {"xcomp", "obj"} and c.lower_ in {"clear", "known", "plain"}), None
    )
    if plain is None:
        return None
    statement = next((c for c in (*verb.rights, *plain.rights) if c.dep_ in {"ccomp", "csubj"}), None)
    return ((verb.idx, char_range(plain)[1]), clause(statement)) if statement is not None else None


def reasons(verb: Token, obj: Token) -> list[Range]:
    """Return the cause that something known is attributed to: the rain of `attributed its loss of 40 jobs to rain`."""
    to = next((t for t in verb.subtree if t.i > obj.i and t.lower_ == "to" and t.dep_ == "case"), None)
    return noun_ranges(obj) if to is None else [(to.idx, edges(to.head)[1])]


def of_free_relative(verb: Token, source: Token) -> list[Range]:
    """Return the content of `what X says is …`: `wants to keep what polls show is a lead of 30 points`."""
    first = noun_phrase(source).start
    if verb.i + 2 > verb.sent.end or first == 0 or verb.doc[first - 1].lower_ != "what" or source.i > verb.i:
        return []
    copula = verb.nbor(1)
    if copula.dep_ != "cop" or copula.head.i < copula.i or any(c.i < first - 1 for c in copula.head.lefts):
        # Work below what the law says is a crime.
        return []
    return [(copula.idx, edges(copula.head)[1])]


def behind_listeners(verb: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges without the number of the listeners: `Rask tells 900 in Selm he is tired`."""
    if verb.lemma_.lower() != "tell" or verb.i + 1 >= verb.sent.end or verb.nbor(1).tag_ != "CD":
        return ranges
    end = edges(verb.nbor(1))[1]
    return [(max(a, end), b) for a, b in ranges if b > end]
