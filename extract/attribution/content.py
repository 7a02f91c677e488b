"""What a verb's source says by it: the clauses and noun phrases that the verb takes."""

from dataclasses import dataclass, field
from itertools import takewhile

from spacy.tokens import Span, Token

from extract.attribution.attribution import Range
from extract.attribution.spans import char_range, clause, edges, noun_phrase, without
from extract.attribution.unsaid import tells_a_deed
from extract.attribution.verb_agents import case_of, classes_of, mark_of, names_saying, source_of
from extract.lexicon import load, words

_NOUNS = frozenset({"NOUN", "NUM", "SYM", "PROPN"})
_TIMES = frozenset({"after", "before", "since", "when", "while", "though", "although"})
_OPENING = frozenset({"“", '"', "``", "‘‘"})
_CLOSING = frozenset({"”", '"', "''", "’’"})


@dataclass(slots=True)
class Content:
    """The ranges of clauses, and of noun phrases, that a source answers for."""

    clausal: list[Range] = field(default_factory=list)
    nominal: list[Range] = field(default_factory=list)

    @property
    def all(self) -> list[Range]:
        """Every range, clauses first."""
        return [*self.clausal, *self.nominal]


def content_of(verb: Token, source: Token, names: frozenset[str]) -> Content:
    """Return what the source says by a verb of the classes `names`."""
    content = Content()
    takes_object = _takes_object(source, names)
    measures = takes_object and source.lemma_.lower() in words("cues", "documents")
    cases = _cases(names, takes_object)
    if takes_object or verb.lemma_.lower() in words("cues", "aiming"):
        # Elsewhere `at` is a place: eligible to vote at 2,000 booths.
        cases |= {"at"}
    if verb.lemma_.lower() == "charge":
        cases |= {"with"}
    if verb.lemma_.lower() in {"call", "point"}:
        # Calling attention, or pointing, to a crowd of thousands says nothing of it.
        cases -= {"to", "at"}
    if verb.lemma_.lower() == "say":
        # What one says something of is the narrator's: he said of the plan to move 3,400.
        cases -= {"of"}
    if source.lemma_.lower() in words("cues", "polls") and names & {"report", "objects", "objects_of_documents"}:
        # The poll shows her ahead with 41 percent, followed by him at 19.
        content.clausal.append((char_range(verb)[1], char_range(verb.right_edge)[1]))
    addressed = verb.lemma_.lower() in words("cues", "addressing")
    for child in verb.children:
        if child == source or (addressed and child.dep_ in {"obj", "iobj"}):
            # The 85 villagers whom somebody told something are the narrator's.
            continue
        if _is_clause_of(verb, child, names, content):
            ranges = _within_quotes(clause(child), verb, source)
            content.clausal += ranges if names & {"speech", "report", "deny"} else _less_told(child, ranges)
        elif child.dep_ == "obj" and verb.lemma_.lower() in words("cues", "placing") and _has_at(verb):
            # Put the number of homes flooded on the night at 340.
            content.nominal.append((char_range(verb)[1], char_range(verb.right_edge)[1]))
        elif child.dep_ == "obj" and tells_a_deed(verb, source):
            continue
        elif child.dep_ == "obj":
            told = "speech" in names and names_saying(child.lemma_.lower())
            number = "speech" in names and child.pos_ == "NUM"
            if "charging" in names:
                content.nominal += _less_told(child, noun_ranges(child))
            elif takes_object or told or number:
                content.nominal += noun_ranges(child)
        elif child.dep_ == "obl" and case_of(child) == "for" and _is_stretch(child):
            # Ruled the country for two decades, hoped for three years: how long, not what.
            continue
        elif child.dep_ == "obl" and child.i > verb.i and (case_of(child) in cases or (measures and _measured(child))):
            # The poll shows her with a lead of 8 points.
            content.nominal += noun_ranges(child)
    first = verb.left_edge
    restricts = first.text != "," and (first.i == 0 or first.nbor(-1).text != ",")
    if verb.dep_ == "acl:relcl" and restricts and source != verb.head and _counts(verb.head):
        told_of = content.clausal or not any(c.dep_ in {"obj", "xcomp"} for c in verb.children)
        if told_of and names & {"speech", "report"}:
            # The $7 million engineers say it needs; the 600 that officials estimated.
            content.nominal.append((verb.head.left_edge.idx, verb.left_edge.idx))
    return content


def _counts(head: Token) -> bool:
    """Return True if a noun phrase is a number, or a known one of things: `the 600 that`, `the 40 homes that`.

    Whoever issued `two rules that critics say are weak`, or signed `a $5 billion deal that …`, the narrator counts.
    """
    number = head.pos_ in {"NUM", "SYM"} or head.lower_ in load("numbers")["vague"]
    counted = head.pos_ in _NOUNS and any(c.dep_ == "nummod" for c in head.lefts)
    return number or (counted and any(c.lower_ == "the" for c in head.lefts))


def _less_told(head: Token, ranges: list[Range]) -> list[Range]:
    """Return ranges without the relative clauses under head: what describes a thing is no part of a wish for it."""
    for aside in (t for t in head.subtree if _is_told_in_passing(t)):
        ranges = [left for part in ranges for left in without(part, edges(aside))]
    return ranges


def _is_told_in_passing(clause_head: Token) -> bool:
    """Return True for relative clauses and participles behind a noun, and for clauses of time."""
    if clause_head.dep_ == "advcl":
        return mark_of(clause_head) in _TIMES | {"as"}
    of_noun = clause_head.head.pos_ in _NOUNS
    return of_noun and (clause_head.dep_ == "acl:relcl" or (clause_head.dep_ == "acl" and clause_head.tag_ == "VBN"))


def _within_quotes(ranges: list[Range], verb: Token, source: Token) -> list[Range]:
    """Return what of a clause is before the speaker, where a quotation ends there: a torn tree hangs more on it."""
    first = min(verb.i, noun_phrase(source).start)
    if (
        first == 0
        or verb.doc[first - 1].text not in _CLOSING
        or _quotes_a_phrase(verb.doc[verb.sent.start : first - 1])
    ):
        return ranges
    limit = verb.doc[first].idx
    return [(start, min(end, limit)) for start, end in ranges if start < limit]


def _quotes_a_phrase(before: Span) -> bool:
    """Return True if a stretch ends in a quoted phrase without a verb: `with “no help,” the report says, 900 die`."""
    quoted = list(takewhile(lambda token: token.text not in _OPENING, reversed(list(before))))
    return bool(quoted) and not any(token.pos_ in {"VERB", "AUX"} for token in quoted)


def _is_stretch(noun: Token) -> bool:
    """Return True if a phrase is a length of time: `for 20 years`."""
    unit = load("units")["unit"].get(noun.lemma_.lower())
    return unit is not None and unit["dimension"] == "time" and noun.tag_ in {"NN", "NNS"}


def _has_at(verb: Token) -> bool:
    """Return True if a verb of placing is one of giving a number: put the toll at 22, not put this thing away."""
    behind = verb.doc[verb.i + 1 : verb.right_edge.i + 1]
    places = (t.i for t in behind if t.lower_ in {"at", "between", "as"})
    return any(_is_number(t) for i in places for t in takewhile(lambda t: not t.is_punct, verb.doc[i + 1 : i + 6]))


def _is_number(token: Token) -> bool:
    return token.pos_ in {"NUM", "SYM"} or token.lower_ in load("numbers")["vague"]


def _measured(child: Token) -> bool:
    """Return True if an oblique phrase tells what a document shows, not when or where it did."""
    return case_of(child) not in {"on", "after", "before", "during", "since", "until", ""} and child.ent_type_ == ""


def _is_clause_of(verb: Token, child: Token, names: frozenset[str], content: Content) -> bool:
    """Return True if a dependent of the verb is a clause that tells what was said."""
    says, attitude = bool(names & {"speech", "report", "deny"}), "attitude" in names
    behind = child.i > verb.i
    match child.dep_:
        case "ccomp" | "csubj":
            # Who determines whether 40 came says of no number that it is so.
            return "speech" in names or mark_of(child) not in {"if", "whether"}
        case "xcomp":
            # The survey shows her ahead by 6 points.
            return attitude or (says and any(c.dep_ == "obj" and c.i < child.i for c in verb.rights))
        case "parataxis":
            after_colon = child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ":"
            return behind and says and (after_colon or ("speech" in names and not _is_cue(child)))
        case "advcl":
            return behind and _complements(child, names)
        case "conj":
            # Police say two died and three are missing: without a comma both are said.
            own = any(c.dep_ in {"nsubj", "nsubj:pass"} for c in child.lefts)
            if any(c.lower_ == "but" for c in child.lefts) and any(c.lower_ in {"he", "she"} for c in child.lefts):
                # She said 40 came but she doubted it: the narrator goes on.
                return False
            apart = any(c.dep_ == "punct" for c in child.lefts) and mark_of(child) != "that"
            return behind and bool(content.clausal) and (mark_of(child) == "that" or (own and not apart))
    return False


def _takes_object(source: Token, names: frozenset[str]) -> bool:
    if names & {"objects", "deny"}:
        return True
    if source.lemma_.lower() in words("cues", "documents"):
        return bool(names & {"objects_of_documents", "objects_of_offices"})
    office = source.ent_type_ == "ORG" or source.pos_ == "PROPN" or source.lemma_.lower() in words("cues", "speakers")
    return office and "objects_of_offices" in names


def _complements(clause_head: Token, names: frozenset[str]) -> bool:
    """Return True if an adverbial clause is what was said: called for cutting it to 30, charged them with losing 52."""
    mark, tag = mark_of(clause_head), clause_head.tag_
    if "charging" in names:
        return tag == "VBG" and mark in {"of", "with", "for"}
    if "attitude" in names:
        return (tag == "VB" and not names & {"speech", "report"}) or (tag == "VBG" and mark == "for")
    return False


def _cases(names: frozenset[str], takes_object: bool) -> frozenset[str]:
    """Return the prepositions by which verbs of these classes take what is said."""
    cases: frozenset[str] = frozenset()
    if takes_object or "attitude" in names:
        cases |= {"for", "of", "as", "to"}
    if names & {"speech", "report", "deny"}:
        cases |= {"of", "about"}
    if "charging" in names:
        cases |= {"of", "for"}
    return cases


def noun_ranges(noun: Token) -> list[Range]:
    """Return a noun phrase's ranges without asides about it, which are the narrator's."""
    asides = [
        c for c in noun.subtree if c.dep_ == "acl:relcl" or (c.dep_ == "acl" and c.tag_ == "VBN" and c.head != noun)
    ]
    ranges = clause(noun, less=next(iter(asides), None))
    for clause_head in asides[1:]:
        ranges = [left for part in ranges for left in without(part, edges(clause_head))]
    return ranges


def sentence_before(verb: Token, source: Token) -> list[Range]:
    """Return what stands before a comma and a speaker at the sentence's end: `…, the harbour office said.`"""
    sentence = verb.sent
    first = min(noun_phrase(source).start, verb.i)
    if first - sentence.start < 4 or source.i < first or verb.doc[first - 1].text not in {",", "”", '"', "''"}:
        return []
    if sentence.end - max(verb.i, source.i) > 14 or any(c.dep_ in {"obj", "ccomp"} for c in verb.rights):
        return []
    return [(sentence.start_char, verb.doc[first - 1].idx)]


def clause_behind_that(verb: Token) -> list[Range]:
    """Return the rest of the sentence behind `found that`, `said on Sunday that`, where the tree has no such clause."""
    sentence = verb.sent
    for token in verb.doc[verb.i + 1 : min(verb.i + 4, sentence.end)]:
        if token.lower_ == "that" and token.tag_ == "IN" and not _acts(token):
            return [(token.idx, sentence.end_char)]
        if token.is_punct or token.tag_.startswith("VB"):
            break
    return []


def _acts(that: Token) -> bool:
    """Return True if `that` is a subject itself: `a threat that led to 3 points`."""
    return that.i + 1 < that.sent.end and that.nbor(1).tag_ in {"VBD", "VBZ", "VBP", "MD"}


def closes_sentence(verb: Token) -> bool:
    """Return True if a verb that hangs on a noun behind a comma ends the sentence: `…, a poll by the firm found.`"""
    taken = any(c.dep_ in {"obj", "ccomp", "obl:agent"} for c in verb.children)
    if verb.dep_ != "acl" or verb.head.i > verb.i or taken:
        return False
    behind = [t for t in verb.doc[verb.right_edge.i + 1 : verb.sent.end] if not t.is_space]
    start = noun_phrase(verb.head).start
    return all(t.is_punct for t in behind) and start > verb.sent.start + 3 and verb.doc[start - 1].text == ","


def idiom_of(verb: Token) -> tuple[Range, list[Range]] | None:
    """Return cue and content of `made it clear that …`, None for any other use of a verb."""
    if verb.lemma_.lower() != "make":
        return None
    plain = next(
        (c for c in verb.rights if c.dep_ in {"xcomp", "obj"} and c.lower_ in {"clear", "known", "plain"}), None
    )
    if plain is None:
        return None
    told = next((c for c in (*verb.rights, *plain.rights) if c.dep_ in {"ccomp", "csubj"}), None)
    return ((verb.idx, char_range(plain)[1]), clause(told)) if told is not None else None


def _is_cue(token: Token) -> bool:
    return bool(classes_of(token.lemma_.lower())) and source_of(token) is not None
