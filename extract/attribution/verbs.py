"""Finds attributions by a verb: She said …; …, he added; the survey found …; 40 were reported missing."""

from collections.abc import Iterator

from extract.attribution.asides import less_counted_speakers, noun_ranges
from extract.attribution.attribution import Attribution, Construction, Range
from extract.attribution.beside import around, between_dashes, cue_of, is_beside, utters
from extract.attribution.complements import takes_object
from extract.attribution.content import Content, content_of
from extract.attribution.cue_words import (
    OPENING,
    can_speak,
    case_of,
    classes_of,
    is_of_time,
    is_time,
    mark_of,
    names_saying,
)
from extract.attribution.detached import before_insertion, clause_behind_that, closes_sentence, sentence_before
from extract.attribution.idioms import idiom_of
from extract.attribution.loose_subjects import is_bare_name, name_for_auxiliary
from extract.attribution.placing import finds_number, gives_number, has_at, is_share, placed_by, turns_up, works_out
from extract.attribution.relaying import hands_on, relays_of
from extract.attribution.respondents import pollster_of
from extract.attribution.spans import char_range, clause, noun_phrase, passive_subject_of, subject_of
from extract.attribution.unsaid import charges_money, is_negated, lacks_object, makes_a_text, states_nothing
from extract.attribution.verb_agents import relative_pronoun, source_of
from extract.lexicon import words
from extract.parsing.tokens import Doc, Token

_OBJECTS = frozenset({"objects"})
_NOBODY = frozenset({"neither", "no", "nobody", "none", "whatever", "whichever", "whoever"})


def verb_attributions(doc: Doc) -> Iterator[Attribution]:
    """Yield the attributions that a cue verb, or an adjective of belief, makes in a Doc."""
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            yield from _of_verb(token)
        elif token.pos_ == "ADJ" and token.lemma_.lower() in words("cues", "adjectives"):
            yield from _of_adjective(token)


def _make(construction: Construction, verb: Token, source: Token | None, content: list[Range]) -> Attribution:
    mention = _mention(verb, source)
    return Attribution(construction, cue_of(verb), source, mention, content, relay=relays_of(verb), anchor=verb.i)


def _mention(verb: Token, source: Token | None) -> Range | None:
    """Return the source's noun phrase, with the relative pronoun right after it."""
    if source is None:
        return None
    start, end = char_range(noun_phrase(source))
    pronoun = relative_pronoun(verb)
    if pronoun is not None and source == verb.head and 0 <= pronoun.idx - end <= 4:
        end = char_range(pronoun)[1]
    return start, end


def _beside_clauses(verb: Token, source: Token, content: Content) -> list[Range]:
    """Return what is said outside the clauses of a verb of saying: after a detached `that`, or before the verb."""
    return sentence_before(verb, source) if content.clausal else clause_behind_that(verb)


def _of_verb(verb: Token) -> Iterator[Attribution]:
    names = _OBJECTS if finds_number(verb) else classes_of(verb.lemma_.lower()) or utters(verb)
    idiom = idiom_of(verb)
    announced = _announced(verb)
    if (not names and idiom is None and announced is None) or _is_silent(verb):
        return
    if announced:
        yield announced
        return
    passive = passive_subject_of(verb)
    if closes_sentence(verb) and names & {"speech", "report"} and can_speak(verb.head):
        # …, a poll by Meridian Research found: the parser takes it for `found by somebody`.
        yield _make(Construction.VERB, verb, verb.head, sentence_before(verb, verb.head))
        return
    if (
        passive is not None
        or any(c.dep_ == "aux:pass" for c in verb.lefts)
        or (_is_participle(verb) and (verb.dep_ != "conj" or _is_participle(verb.head)))
        or lacks_object(verb)
    ):
        yield from _passive(verb, passive, names)
        return
    source = source_of(verb)
    if source is None or source.dep_ == "expl" or source.lower_ in {"a", "an", "the", "what"} or charges_money(verb):
        return
    asked = source
    if (pollster := pollster_of(verb, source)) is not None:
        source = pollster
    if idiom is not None:
        made = _make(Construction.VERB, verb, source, idiom[1])
        made.cue = idiom[0]
        yield made
        return
    if source.lower_ in {"this", "that", "these", "those", "all"} and names & {"report"} and not _of_people(source):
        # All this shows: what follows is the narrator's conclusion.
        return
    if _is_inferred(verb, source) or (source.pos_ == "NOUN" and any(map(_begins_with_day, verb.rights))):
        # A merger announced Monday would cost $2 billion: it is announced, and announces nothing.
        return
    says = bool(names & {"speech", "report", "deny"})
    hangs = verb.tag_ in {"VBG", "VB"} and subject_of(verb) is None
    if hangs and verb.dep_ == "advcl" and verb.lemma_ in words("cues", "evident") and not names_saying(source.lemma_):
        # `Four men were hurt, showing that …`: the event shows it, and not the men.
        return
    wants = verb.lemma_.lower() in words("cues", "intending") or ("objects" in names and has_at(verb))
    if not (((says or "quoting" in names) and not hangs) or can_speak(source) or (wants and is_bare_name(source))):
        return
    if _is_nobody(source):
        return
    by_office = not names - {"objects_of_documents", "objects_of_offices"}
    if by_office and not (takes_object(source, names) or works_out(verb, source)):
        # We have two boats: only a document states what it has.
        return
    if says and is_beside(verb, source):
        ranges = between_dashes(verb, source, around(verb, source))
        yield _make(Construction.BESIDE, verb, source, ranges)
        return
    content = content_of(verb, source, names)
    if asked != source:
        content.clausal += clause(asked)
    if says:
        content.clausal += [*_beside_clauses(verb, source, content), *before_insertion(verb, source)]
        content.clausal = less_counted_speakers(verb, source, content.clausal)
    stated = says or bool(names & {"objects", "charging"}) or gives_number(verb, source)
    construction = Construction.VERB if stated and not _is_deed(verb, names) else Construction.ATTITUDE
    if content.all:
        made = _make(construction, verb, source, between_dashes(verb, source, content.all))
        made.denies = _denies(verb, names)
        shows = verb.lemma_.lower() in words("cues", "evident") and not can_speak(source)
        made.evidence = shows or not content.clausal or ("speech" not in names and says)
        made.nominal = not content.clausal
        yield made
    elif says or "quoting" in names:
        # Without content of its own it may close its sentence, or be the cue of a quotation.
        if verb.dep_ in {"advcl", "acl", "acl:relcl"} and any(c.dep_ == "obj" for c in verb.rights):
            # … hours after outlets declared him the victor: the words around it are not theirs.
            return
        closes = says and can_speak(source)
        yield _make(construction, verb, source, sentence_before(verb, source) if closes else [])


def _is_silent(verb: Token) -> bool:
    """Return True if a cue is really another verb, states nothing, or relays another's words."""
    return _is_another(verb) or states_nothing(verb) or hands_on(verb)


def _is_inferred(verb: Token, source: Token) -> bool:
    """Return True for what a supposition implies, and nobody says.

    Examples: `If we assume 40, it implies that …`; `If so, it implies that Rask expects 90`.
    """
    evident = words("cues", "evident")
    if source.lower_ == "it" and verb.lemma_.lower() in evident and _supposes(verb):
        return True
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in evident and _supposes(verb.head)


def _is_another(verb: Token) -> bool:
    """Return True if a particle makes another verb of one: called off, set up; not `show her up by 9 points`."""
    if not any(c.dep_ == "compound:prt" and c.lower_ in {"off", "up", "down", "away"} for c in verb.rights):
        return False
    if turns_up(verb):
        return False
    return verb.lemma_.lower() != "show" or not any(c.dep_ == "obl" and case_of(c) == "by" for c in verb.rights)


def _is_deed(verb: Token, names: frozenset[str]) -> bool:
    """Return True if a verb reports what somebody settles or will do; whoever reports it is the source.

    `The union announced that Rask had agreed to hire 40`, `Brandt will propose 40 jobs, an aide said`.
    """
    ahead = any(c.dep_ == "aux" and c.lower_ in {"will", "would"} for c in verb.lefts) and "speech" not in names
    settled = verb.lemma_.lower() in words("cues", "settling")
    return (ahead or settled) and not any(c.dep_ == "ccomp" for c in verb.rights)


def _is_nobody(source: Token) -> bool:
    """Return True if nobody in particular is the source.

    Example: `no one expected 90`, `whichever wins`, `you're looking at 90`.
    """
    if source.lower_ == "one" and any(c.tag_ == "MD" for c in source.head.lefts):
        # One could think that 90 had come.
        return True
    # `MORE` is the end of a box of links, glued to a name.
    return source.lower_ in _NOBODY | {"you"} or source.text == "MORE" or any(c.lower_ in _NOBODY for c in source.lefts)


def _begins_with_day(clause_head: Token) -> bool:
    """Return True if the parser takes a day for a clause's subject: `Monday would turn`."""
    subject = subject_of(clause_head) if clause_head.dep_ == "ccomp" else None
    return subject is not None and is_time(subject)


def _supposes(verb: Token) -> bool:
    """Return True if a clause with `if` comes before a verb."""
    return any(c.dep_ == "advcl" and mark_of(c) == "if" for c in verb.lefts)


def _of_people(source: Token) -> bool:
    """Return True if a quantifying pronoun selects some of the earlier speakers: `all of them said`."""
    return any(c.dep_ == "nmod" and c.lower_ in {"them", "us"} for c in source.rights)


def _is_participle(verb: Token) -> bool:
    # `…, said agency official Fauzi`: with a subject of its own, it is no participle, whatever the tagger says.
    active = any(c.dep_ == "nsubj" for c in (verb.children if verb.head == verb else verb.rights))
    active = active or name_for_auxiliary(verb) is not None or placed_by(verb) is not None
    return verb.tag_ == "VBN" and not active and not any(c.dep_ == "aux" for c in verb.lefts)


def _announced(verb: Token) -> Attribution | None:
    """Return the attribution of a quotation or a list that an object announces: `She made this comment: “…”`."""
    if verb.lemma_.lower() not in words("cues", "giving"):
        return None
    statement = next((c for c in verb.rights if c.dep_ == "obj"), None)
    if statement is None or not (statement.lemma_.lower() in words("cues", "nouns") or _points_ahead(statement)):
        return None
    source = source_of(verb)
    behind = statement.doc[statement.i + 1 : statement.sent.end]
    colon = next((t for t in behind if t.text == ":" and not any(statement.is_ancestor(c) for c in t.children)), None)
    phrase = behind if colon is None else statement.doc[statement.i + 1 : colon.i]
    if source is None or colon is None or not all(statement.is_ancestor(t) or t.is_space for t in phrase):
        return None
    listed = [t for t in verb.doc[colon.i + 1 : verb.sent.end] if not t.is_space]
    # A quotation, or the paragraphs that follow, find their speaker by the cue.
    lists = bool(listed) and listed[0].text not in OPENING
    made = _make(Construction.VERB, verb, source, [(colon.idx + 1, verb.sent.end_char)] if lists else [])
    made.cue = (verb.idx, char_range(statement)[1])
    return made


def _points_ahead(noun: Token) -> bool:
    """Return True for `this breakdown`, `the following figures`."""
    return any(c.lower_ in {"this", "these", "following"} for c in noun.lefts)


def _denies(verb: Token, names: frozenset[str]) -> bool:
    """Return True if the source denies the statement: disputed it, did not confirm it, never said it."""
    if "deny" in names:
        return not is_negated(verb)
    return verb.lemma_.lower() in words("cues", "negatable") and is_negated(verb)


def _of_adjective(adjective: Token) -> Iterator[Attribution]:
    """Yield the attributions of an adjective of belief: `Officials are confident that 300 will come`."""
    source = subject_of(adjective)
    clauses = [c for c in adjective.rights if c.dep_ == "ccomp"]
    if source is not None and clauses and can_speak(source):
        yield _make(Construction.ATTITUDE, adjective, source, [r for c in clauses for r in clause(c)])


def _passive(verb: Token, subject: Token | None, names: frozenset[str]) -> Iterator[Attribution]:
    lemma = verb.lemma_.lower()
    counted = lemma in words("cues", "counted")
    # The damage was put at $4 million by the mill: the parser may attach the mill to the amount.
    amounts = (k for c in verb.rights if counted and case_of(c) == "at" for k in c.rights if k.dep_ == "nmod")
    by = (c for c in (*verb.children, *amounts) if c.dep_ in {"obl:agent", "obl", "nmod"})
    agent = next((c for c in by if c.dep_ == "obl:agent" or case_of(c) == "by"), None)
    puts = counted and agent is not None and agent.tag_ == "NNS" and not is_of_time(agent)
    if agent is not None and not (puts or can_speak(agent)):
        agent = None
    if verb.dep_ == "advcl" and mark_of(verb) == "as" and agent is not None and names & {"speech", "report"}:
        # As reported by the wire, 40 died.
        yield _make(Construction.BESIDE, verb, agent, clause(verb.head, less=verb))
        return
    clauses = [
        c
        for c in verb.children
        if c.dep_ in {"xcomp", "ccomp", "csubj:pass"}
        or (c.dep_ == "advcl" and (c.tag_ == "VB" or ("charging" in names and mark_of(c) in {"of", "with", "for"})))
    ]
    spoken = agent is not None and "speech" in names and subject is not None and not makes_a_text(verb, subject)
    # The 41 percent found by the institute.
    stated = agent is not None and verb.dep_ == "acl" and "report" in names and is_share(verb.head)
    if not (counted or spoken or stated or (lemma in words("cues", "hearsay") and clauses)):
        return
    content: list[Range] = []
    for child in [*clauses, *(c for c in verb.children if c.dep_ == "obl" and c != agent and counted)]:
        content += clause(child)
    if subject is not None:
        content += noun_ranges(subject)
    # The number of the accused is no part of an accusation: `two men charged with hiding 52 crates`.
    if "charging" not in names and verb.dep_ in {"acl", "acl:relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        content.append((verb.head.left_edge.idx, verb.idx))
    if content:
        yield _make(Construction.PASSIVE, verb, agent, content)
