"""Finds what a verb's source says: the clauses and noun phrases that the verb takes."""

from dataclasses import dataclass, field

from extract.attribution.asides import (
    from_that,
    noun_ranges,
    speakers_part,
    within_quotes,
    within_relative,
    without_background,
    without_comments,
    without_places,
    without_relative_clauses,
    without_times,
)
from extract.attribution.attribution import Range
from extract.attribution.complements import cases_of, is_complement, takes_object
from extract.attribution.cue_words import (
    can_speak,
    case_of,
    classes_of,
    is_of_time,
    is_stretch,
    mark_of,
    names_saying,
)
from extract.attribution.dashes import without_dashed
from extract.attribution.detached import clause_to
from extract.attribution.idioms import behind_listeners, of_free_relative, reasons
from extract.attribution.naming import named_as
from extract.attribution.placing import amounts_to, has_at, is_measured, places_number, works_out
from extract.attribution.spans import char_range, clause, edges, is_gerund, noun_phrase, without
from extract.attribution.unsaid import (
    asks_whether,
    counts_things,
    holds_things,
    makes_a_text,
    points_at,
    reports_deed,
    shows_feeling,
)
from extract.attribution.verb_agents import source_of
from extract.lexicon import load, words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Token

_NOUNS = frozenset({"NOUN", "NUM", "SYM", "PROPN"})


@dataclass(slots=True)
class Content:
    """The ranges of clauses, and of noun phrases, that a source says."""

    clausal: list[Range] = field(default_factory=list)
    nominal: list[Range] = field(default_factory=list)

    def holds(self, start: int, end: int) -> bool:
        """Return True if a noun phrase covers the span."""
        return any(a <= start and end <= b for a, b in self.nominal)

    @property
    def all(self) -> list[Range]:
        """Every range, clauses first."""
        return [*self.clausal, *self.nominal]


def content_of(verb: Token, source: Token, names: frozenset[str]) -> Content:
    """Return what the source says with a verb of the classes `names`."""
    content = Content()
    counts = takes_object(source, names)
    measures = counts and source.lemma_.lower() in words("cues", "documents")
    cases = cases_of(verb, names, counts)
    if any(c.dep_ == "obj" and holds_things(verb, source, c) for c in verb.rights):
        return content
    deed = reports_deed(verb, source) and any(c.dep_ == "obj" for c in verb.rights) and not has_at(verb)
    if source.lemma_.lower() in words("cues", "polls") and names & {"report", "objects", "objects_of_documents"}:
        # The poll shows her ahead with 41 percent, followed by him at 19.
        rest = [(char_range(verb)[1], char_range(verb.right_edge)[1])]
        for statement in (c for c in verb.rights if c.dep_ == "ccomp"):
            rest = without_background(statement, rest)
        content.clausal += without_places(verb, rest)
    addressed = verb.lemma_.lower() in words("cues", "addressing")
    for child in verb.children:
        if child == source or (addressed and child.dep_ in {"obj", "iobj"}):
            # The narrator counts the 85 villagers who were told something.
            content.clausal += clause_to(child)
            continue
        if _is_clause_of(verb, child, names, content) or (
            measures and child.dep_ == "xcomp" and any(c.dep_ == "obj" for c in verb.rights)
        ):
            # `“…,” Rask said, adding that 40 had come`
            added = child.i > verb.i and verb.tag_ == "VBG" and mark_of(child) == "that"
            whole = clause(child) if added else within_quotes(clause(child), verb, source)
            ranges = without_times(child, verb, within_relative(from_that(child, whole), verb, source))
            ranges = behind_listeners(verb, ranges)
            if child.pos_ == "ADJ" and not any(c.dep_ in {"cop", "mark"} for c in child.lefts):
                # A jury found him guilty of a theft that took nine minutes: the narrator says how long it took.
                ranges = without_relative_clauses(child, ranges)
            content.clausal += speakers_part(child, names, without_background(child, ranges))
        elif child.dep_ == "obj":
            content.nominal += _object(verb, source, child, names)
        elif (child.dep_ == "xcomp" and works_out(verb, source)) or ("deny" in names and _is_turned_down(child)):
            content.nominal += clause(child)
        elif child.dep_ == "obl" and case_of(child) == "for" and is_stretch(child):
            # Ruled the country for two decades, hoped for three years: a duration, not a statement.
            continue
        elif child.dep_ == "obl" and counts and case_of(child) == "over" and is_stretch(child):
            # Pledged $40 million over six years.
            content.nominal += noun_ranges(child)
        elif child.dep_ == "advcl" and child.lower_ == "compared" and content.nominal:
            # Rated 32 % of them false, compared with 11 % of hers.
            content.nominal += clause(child)
        elif measures and child.dep_ == "advmod" and child.i > verb.i and any(c.dep_ == "obl" for c in child.rights):
            # The average shows her narrowly ahead by 4 points.
            content.nominal += clause(child)
        elif child.dep_ == "obl" and case_of(child) == "at" and not amounts_to(child):
            # Cited it at a forum that 900 people saw.
            continue
        elif child.dep_ == "obl" and deed:
            # Put 20 engines in a hall of 40 metres.
            continue
        elif (
            child.dep_ == "obl" and child.i > verb.i and (case_of(child) in cases or (measures and is_measured(child)))
        ):
            # The poll shows her with a lead of 8 points.
            content.nominal += [r for r in noun_ranges(child) if not content.holds(*r)]
    content.clausal += of_free_relative(verb, source)
    if "charging" in names:
        content = Content(without_comments(verb, content.clausal), without_comments(verb, content.nominal))
    content = Content(without_dashed(verb, content.clausal), without_dashed(verb, content.nominal))
    first = verb.left_edge
    restricts = first.text != "," and (first.i == 0 or first.nbor(-1).text != ",")
    # The 12 years that people say they had doubts: the narrator gives the time.
    when = bool(content.clausal) and is_of_time(verb.head)
    if verb.dep_ == "acl:relcl" and restricts and source != verb.head and not when and _counts(verb.head):
        complements = [c for c in verb.children if c.dep_ in {"obj", "xcomp"}]
        # The two guides that Rask wrote exist, whatever he says in them.
        written = verb.lemma_.lower() in words("cues", "writing") - words("cues", "report") and not content.clausal
        is_content = (content.clausal or not complements) and names & {"speech", "report"} and not written
        # The 22 boats that the union sought, or reported.
        stated = "objects" in names and names & {"attitude", "report"} and verb.lemma_.lower() != "call"
        if is_content or (stated and all(c.lower_ in {"that", "which"} for c in complements)):
            # The $7 million engineers say it needs; the 600 that officials estimated.
            content.nominal.append((verb.head.left_edge.idx, verb.left_edge.idx))
    return content


def _is_turned_down(noun: Token) -> bool:
    """Return True for what the parser takes for no object: `dismissed as false a report that 40 had died`."""
    loose = noun.dep_ in {"obl", "parataxis"} and not case_of(noun) and names_saying(noun.lemma_.lower())
    return loose and any(c.dep_ in {"acl", "ccomp"} for c in noun.rights)


def _object(verb: Token, source: Token, obj: Token, names: frozenset[str]) -> list[Range]:
    """Return the part of a verb's object that the source says."""
    if places_number(verb):
        # Put the number of homes flooded on the night at 340.
        return [(char_range(verb)[1], char_range(verb.right_edge)[1])]
    if obj.tag_ == "WRB":
        # Described how 40 homes burnt.
        return [edges(c) for c in obj.rights if c.dep_ in {"advcl:relcl", "acl:relcl", "advcl"}]
    if (
        points_at(verb, obj, names)
        or reports_deed(verb, source)
        or makes_a_text(verb, obj)
        or shows_feeling(verb, source, obj)
    ):
        return []
    if (named := named_as(verb, obj)) is not None:
        return named
    owned = any(c.dep_ == "nmod:poss" or c.lower_ in {"the", "this", "that", "these", "those"} for c in obj.lefts)
    if verb.lemma_.lower() in {"attribute", "ascribe"} and owned:
        return reasons(verb, obj)
    if verb.lemma_ == "cite" and can_speak(obj) and not names_saying(obj.lemma_.lower()):
        # Citing two clerks: the narrator counts them.
        return []
    if "charging" in names:
        # The only two mayors whom somebody scolded: the narrator counts them.
        charged = char_range(noun_phrase(obj)) if can_speak(obj) else (0, 0)
        return [r for a in without_relative_clauses(obj, noun_ranges(obj)) for r in without(a, charged)]
    if source.lemma_.lower() in words("cues", "documents") and obj.ent_type_ in PEOPLE:
        # The video shows Rask, a father of nine.
        described = (c for c in obj.rights if c.dep_ == "appos")
        return [r for a in noun_ranges(obj) for r in without(a, edges(next(described, obj)))]
    if "deny" in names and counts_things(obj):
        # The firm contested 40 fines: how many it contests is the narrator's.
        return []
    if "deny" in names and any(c.lower_ in {"this", "that", "these", "those"} for c in obj.lefts):
        # She rebutted that charge, visiting nine towns: the charge itself was stated before.
        return [char_range(noun_phrase(obj))]
    clausal = verb.lemma_.lower() in words("cues", "clausal")
    # Insists 300 flights left on time: the parser may take the clause for a noun phrase.
    torn = clausal and any(c.dep_ == "acl" and c.tag_ in {"VBN", "VBD"} for c in obj.rights)
    worded = torn or ("speech" in names and (names_saying(obj.lemma_.lower()) or obj.pos_ == "NUM"))
    lemma = verb.lemma_.lower()
    if lemma == "describe" and any(c.dep_ == "nummod" for c in obj.lefts):
        # Described 40 boxes of mail; but whoever described the raid in which 40 died did not count them.
        return [] if any(c.lower_ == "the" for c in obj.lefts) else noun_ranges(obj)
    return noun_ranges(obj) if works_out(verb, source) or worded or takes_object(source, names) else []


def _counts(head: Token) -> bool:
    """Return True if a noun phrase is a number, or a definite number of things: `the 600 that`, `the 40 homes that`.

    In `issued two rules that critics say are weak` and `signed a $5 billion deal that …` the narrator counts.
    """
    number = head.pos_ in {"NUM", "SYM"} or head.lower_ in load("numbers")["vague"]
    # The 33 percent rate that Rask has proposed: its number is attached to the unit.
    units = (k for c in head.lefts if c.dep_ == "compound" for k in c.children)
    counted = head.pos_ in _NOUNS and any(c.dep_ == "nummod" for c in (*head.lefts, *units))
    return number or (counted and any(c.lower_ == "the" for c in head.lefts))


def _is_clause_of(verb: Token, child: Token, names: frozenset[str], content: Content) -> bool:
    """Return True if a dependent of the verb is a clause with what was said."""
    says, attitude = bool(names & {"speech", "report", "deny"}), "attitude" in names
    behind = child.i > verb.i
    match child.dep_:
        case "ccomp" | "csubj":
            # Whoever determines whether 40 came does not state that number.
            return not asks_whether(child) and ("speech" in names or mark_of(child) not in {"if", "whether"})
        case "xcomp":
            # The survey shows her ahead by 6 points. Rask denied taking $900.
            denied = "deny" in names and is_gerund(child) and child.lemma_.lower() not in words("cues", "factive")
            # She described treating 40 men; whoever continued treating them does not say so.
            tells = "speech" in names and child.tag_ == "VBG" and verb.lemma_.lower() != "continue"
            return attitude or denied or tells or (says and any(c.dep_ == "obj" and c.i < child.i for c in verb.rights))
        case "parataxis":
            first = child.left_edge
            after_colon = first.i > 0 and ":" in {first.text, first.nbor(-1).text}
            # Listed the injured: six clerks and nine guards.
            listed = after_colon and "objects" in names
            if verb.dep_ == "acl:relcl" and verb.head.lower_ == "what":
                # “It matters little what the planners think: 300 came”: the colon ends what they think.
                return False
            return behind and (listed or (says and (after_colon or ("speech" in names and not _is_cue(child)))))
        case "advcl":
            return behind and is_complement(child, names)
        case "conj":
            # Police say two died and three are missing: without a comma both are said.
            own = any(c.dep_ in {"nsubj", "nsubj:pass"} for c in child.lefts)
            if any(c.lower_ == "but" for c in child.lefts) and any(c.lower_ in {"he", "she"} for c in child.lefts):
                # She said 40 came but she doubted it: the narrator continues.
                return False
            apart = any(c.dep_ == "punct" for c in child.lefts) and mark_of(child) != "that"
            return behind and bool(content.clausal) and (mark_of(child) == "that" or (own and not apart))
    return False


def _is_cue(token: Token) -> bool:
    return bool(classes_of(token.lemma_.lower())) and source_of(token) is not None
