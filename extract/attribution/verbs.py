"""Attributions by a verb: She said …; …, he added; the survey found …; 40 were reported missing."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extract.attribution.answerable import (
    can_speak,
    case_of,
    classes_of,
    mark_of,
    relative_pronoun,
    relays_of,
    source_of,
)
from extract.attribution.attribution import Attribution, Range
from extract.attribution.content import (
    Content,
    clause_behind_that,
    closes_sentence,
    content_of,
    idiom_of,
    noun_ranges,
    sentence_before,
)
from extract.attribution.spans import char_range, clause, edges, noun_phrase, passive_subject_of, subject_of, without
from extract.lexicon import words

_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_NOBODY = frozenset({"neither", "no", "nobody", "none"})


def verb_attributions(doc: Doc) -> Iterator[Attribution]:
    """Yield the attributions that a cue verb, or an adjective of belief, makes in a Doc."""
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            yield from _of_verb(token)
        elif token.pos_ == "ADJ" and token.lemma_.lower() in words("cues", "adjectives"):
            yield from _of_adjective(token)


def _cue(verb: Token) -> Range:
    particle = next((c for c in verb.rights if c.dep_ == "compound:prt" and c.i <= verb.i + 2), None)
    return verb.idx, char_range(particle)[1] if particle is not None else char_range(verb)[1]


def _make(construction: str, verb: Token, source: Token | None, content: list[Range]) -> Attribution:
    mention = _mention(verb, source)
    return Attribution(construction, _cue(verb), source, mention, content, relay=relays_of(verb), anchor=verb.i)


def _mention(verb: Token, source: Token | None) -> Range | None:
    """Return the source's noun phrase, with the relative pronoun that stands right behind it."""
    if source is None:
        return None
    start, end = char_range(noun_phrase(source))
    pronoun = relative_pronoun(verb)
    if pronoun is not None and source == verb.head and 0 <= pronoun.idx - end <= 4:
        end = char_range(pronoun)[1]
    return start, end


def _beside_clauses(verb: Token, source: Token, content: Content) -> list[Range]:
    """Return what is said beside the clauses that a verb of saying takes: behind a `that` it lost, or before itself."""
    return sentence_before(verb, source) if content.clausal else clause_behind_that(verb)


def _of_verb(verb: Token) -> Iterator[Attribution]:
    names = classes_of(verb.lemma_.lower())
    if any(c.dep_ == "compound:prt" and c.lower_ in {"off", "up", "down", "away"} for c in verb.rights):
        # Called off, put off, set up: another verb.
        return
    if _says_nothing(verb):
        return
    idiom = idiom_of(verb)
    if announced := _announced(verb):
        yield announced
        return
    if not names and idiom is None:
        return
    passive = passive_subject_of(verb)
    if closes_sentence(verb) and names & {"speech", "report"} and can_speak(verb.head):
        # …, a poll by Meridian Research found: the parser takes it for `found by somebody`.
        yield _make("verb and what is said", verb, verb.head, sentence_before(verb, verb.head))
        return
    if (
        passive is not None
        or any(c.dep_ == "aux:pass" for c in verb.lefts)
        or (verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.lefts) and verb.dep_ != "conj")
    ):
        yield from _passive(verb, passive, names)
        return
    source = source_of(verb)
    if source is None or source.dep_ == "expl" or _asks_a_price(verb):
        return
    if idiom is not None:
        made = _make("verb and what is said", verb, source, idiom[1])
        made.cue = idiom[0]
        yield made
        return
    if source.lower_ in {"this", "that", "these", "those", "all"} and names & {"report"}:
        # All this shows: what follows is the narrator's conclusion.
        return
    says = bool(names & {"speech", "report", "deny"})
    if not (says or "quoting" in names or can_speak(source)):
        return
    if source.lower_ == "you" and not says:
        # `You're looking at 590 km`: the reader is spoken to, and nobody speaks.
        return
    if says and (beside := _beside(verb, source)) is not None:
        yield beside
        return
    content = content_of(verb, source, names)
    if says:
        content.clausal += _beside_clauses(verb, source, content)
    stated = says or bool(names & {"objects", "charging"})
    construction = "verb and what is said" if stated else "attitude"
    if content.all:
        made = _make(construction, verb, source, content.all)
        made.denies = "deny" in names or _negated(verb)
        made.evidence = not content.clausal or ("speech" not in names and says)
        made.nominal = not content.clausal
        yield made
    elif says or "quoting" in names:
        # Without content of its own it may close its sentence, or be the cue of a quotation.
        if verb.dep_ in {"advcl", "acl", "acl:relcl"} and any(c.dep_ == "obj" for c in verb.rights):
            # … hours after outlets declared him the victor: nobody's words beside it are theirs.
            return
        closes = says and can_speak(source)
        yield _make(construction, verb, source, sentence_before(verb, source) if closes else [])


def _announced(verb: Token) -> Attribution | None:
    """She made the following comment: “…”: the noun says that what follows the colon is told."""
    told = next((c for c in verb.rights if c.dep_ == "obj" and c.lemma_.lower() in words("cues", "nouns")), None)
    if told is None or verb.lemma_.lower() not in words("cues", "giving"):
        return None
    closing = [t for t in verb.doc[told.i + 1 : min(verb.sent.end + 1, len(verb.doc))] if not t.is_space][:1]
    source = source_of(verb)
    if source is None or not closing or closing[0].text != ":":
        return None
    made = _make("verb and what is said", verb, source, [])
    made.cue = (verb.idx, char_range(told)[1])
    return made


def _beside(verb: Token, source: Token) -> Attribution | None:
    """`40 died, she said`; `as she said, 40 died`: the verb hangs on the clause that it reports."""
    if verb.head == verb or any(c.dep_ in {"ccomp", "obj"} for c in verb.rights):
        return None
    hangs = verb.dep_ in {"parataxis", "discourse"} or (
        verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in verb.lefts)
    )
    # The parser may join `40 died, he said` as two clauses.
    joined = (
        verb.dep_ in {"conj", "dep"}
        and subject_of(verb) is not None
        and verb.right_edge.i - verb.left_edge.i <= 8
        and not any(c.dep_ == "cc" for c in verb.lefts)
        and not any(c.dep_ in {"obj", "xcomp"} for c in verb.rights)
    )
    if hangs or joined:
        return _make("statement beside its speaker", verb, source, _around(verb, source))
    return None


def _asks_a_price(verb: Token) -> bool:
    """Say whether somebody charges money, and nobody with a crime."""
    asked = [c for c in verb.rights if c.dep_ == "obj"]
    money = (t for c in asked for t in (c, *c.children) if t.tag_ == "$" or t.lemma_.lower() in words("cues", "prices"))
    return verb.lemma_.lower() == "charge" and any(money)


def _around(verb: Token, source: Token) -> list[Range]:
    """Return the clause that a verb hangs on, less the speaker and the verb: `Work stood still, it found, and …`."""
    phrase = noun_phrase(source)
    first, last = min(verb.idx, phrase.start_char), max(_cue(verb)[1], phrase.end_char)
    return without(edges(verb.head), (first, last))


def _says_nothing(verb: Token) -> bool:
    """Return True if a verb of saying gives nobody's word: declined to comment, could not confirm, claimed 59 lives."""
    lemma = verb.lemma_.lower()
    if lemma == "claim":
        return any(c.dep_ == "obj" and c.lemma_.lower() in words("cues", "claimed") for c in verb.rights)
    if verb.dep_ == "xcomp" and (
        verb.head.lemma_.lower() in words("cues", "declining") or verb.head.lower_ == "unable"
    ):
        return True
    if lemma not in words("cues", "negatable"):
        return False
    unable = any(c.dep_ == "aux" and c.lemma_.lower() in {"can", "could"} for c in verb.lefts)
    nobody = (t for c in verb.lefts if c.dep_ == "nsubj" for t in (c, *c.lefts))
    return unable and any(t.lower_ in _NEGATIONS | _NOBODY for t in (*verb.lefts, *nobody))


def _negated(verb: Token) -> bool:
    """Say whether the source turns down what it speaks of: did not confirm, never said."""
    return verb.lemma_.lower() in words("cues", "negatable") and any(c.lower_ in _NEGATIONS for c in verb.lefts)


def _of_adjective(adjective: Token) -> Iterator[Attribution]:
    """Officials are confident that 300 will come."""
    source = subject_of(adjective)
    told = [c for c in adjective.rights if c.dep_ == "ccomp"]
    if source is not None and told and can_speak(source):
        yield _make("attitude", adjective, source, [r for c in told for r in clause(c)])


def _passive(verb: Token, subject: Token | None, names: frozenset[str]) -> Iterator[Attribution]:
    agent = next((c for c in verb.children if c.dep_ == "obl:agent" or (c.dep_ == "obl" and case_of(c) == "by")), None)
    if agent is not None and not can_speak(agent):
        agent = None
    lemma = verb.lemma_.lower()
    if verb.dep_ == "advcl" and mark_of(verb) == "as" and agent is not None and names & {"speech", "report"}:
        # As reported by the wire, 40 died.
        yield _make("statement beside its speaker", verb, agent, clause(verb.head, less=verb))
        return
    counted = lemma in words("cues", "counted")
    clauses = [
        c
        for c in verb.children
        if c.dep_ in {"xcomp", "ccomp", "csubj:pass"}
        or (c.dep_ == "advcl" and (c.tag_ == "VB" or ("charging" in names and mark_of(c) in {"of", "with", "for"})))
    ]
    spoken = agent is not None and "speech" in names and subject is not None
    if not (counted or spoken or (lemma in words("cues", "hearsay") and clauses)):
        return
    content: list[Range] = []
    for child in [*clauses, *(c for c in verb.children if c.dep_ == "obl" and c != agent and counted)]:
        content += clause(child)
    if subject is not None:
        content += noun_ranges(subject)
    if verb.dep_ in {"acl", "acl:relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        content.append((verb.head.left_edge.idx, verb.idx))
    if content:
        yield _make("passive", verb, agent, content)
