"""Attributions by a verb: She said …; …, he added; the survey found …; 40 were reported missing."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extract.attribution.attribution import Attribution
from extract.attribution.spans import char_range, clause, noun_phrase, passive_subject_of, subject_of
from extract.lexicon import words
from extract.names import is_outlet

_RELATIVE = {"who", "which", "that", "whom", "whose"}


_CLASSES = ("speech", "report", "attitude", "deny", "objects", "objects_of_documents")


def classes_of(lemma: str) -> frozenset[str]:
    """Return the classes of `cues.toml` that a verb's lemma is in."""
    return frozenset(name for name in _CLASSES if lemma in words("cues", name))


def names_saying(lemma: str) -> bool:
    """Say whether a noun stands for a saying or a document."""
    return lemma in words("cues", "nouns") or lemma in words("cues", "documents")


def verb_attributions(doc: Doc) -> Iterator[Attribution]:
    """Yield the attributions that a cue verb makes, of every sentence."""
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            yield from _of_verb(token)


def source_of(verb: Token) -> Token | None:
    """Return who is the subject of a verb: its own, its antecedent's, or that of the verb it is joined to."""
    subject = subject_of(verb)
    if subject is not None:
        if subject.lower_ in _RELATIVE and verb.dep_ in {"acl:relcl", "acl"}:
            return verb.head
        return subject
    if verb.dep_ == "acl:relcl" or verb.dep_ == "acl":
        if verb.dep_ == "acl" and verb.tag_ in {"VBN", "TO"}:
            return None
        return verb.head
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return source_of(verb.head)
    if (
        verb.dep_ in {"advcl", "xcomp", "parataxis", "ccomp", "dep"}
        and verb.tag_ in {"VBG", "VB", "VBN"}
        and verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}
    ):
        found = source_of(verb.head)
        return found if found is not None else passive_subject_of(verb.head)
    return None


def _cue(verb: Token) -> tuple[int, int]:
    particle = next((c for c in verb.rights if c.dep_ == "compound:prt" and c.i <= verb.i + 2), None)
    return verb.idx, (particle.idx + len(particle)) if particle is not None else verb.idx + len(verb)


def _mark(verb: Token) -> str:
    return next((c.lower_ for c in verb.lefts if c.dep_ in {"mark", "advmod"}), "")


def _make(
    construction: str, verb: Token, source: Token | None, content: list[tuple[int, int]], **more: bool
) -> Attribution:
    span = char_range(noun_phrase(source)) if source is not None else None
    return Attribution(construction, _cue(verb), source, span, content, anchor=verb.i, relay=_relays(verb), **more)


def _relays(verb: Token) -> list[Token]:
    """Return the outlets that a statement was made to or on: told Harbour Radio, said in an interview with the BBC."""
    found: list[Token] = []
    for child in verb.rights:
        told = child.dep_ in {"obj", "iobj"} and verb.lemma_.lower() == "tell"
        said_on = child.dep_ == "obl" and _case(child) in {"on", "to", "in"}
        if told or said_on:
            heads = (child, *(c for c in child.rights if c.dep_ == "nmod" and _case(c) == "with"))
            found += [t for t in heads if t.pos_ in {"PROPN", "NOUN"} and is_outlet(noun_phrase(t).text)]
    return found


def can_speak(token: Token) -> bool:
    """Say whether a noun phrase's head can answer for a statement: a person, an office, a document."""
    if token.ent_type_ or token.pos_ == "PROPN":
        return True
    if token.pos_ == "PRON":
        return token.lower_ not in {
            "this",
            "that",
            "these",
            "those",
            "which",
            "what",
            "there",
            "something",
            "nothing",
            "anything",
            "everything",
        }
    lemma = token.lemma_.lower()
    endings = tuple(words("cues", "speaker_endings"))
    return lemma in words("cues", "speakers") or names_saying(lemma) or lemma.endswith(endings)


def _of_verb(verb: Token) -> Iterator[Attribution]:
    lemma = verb.lemma_.lower()
    names = classes_of(lemma)
    if not names:
        return
    passive = passive_subject_of(verb)
    is_passive = (
        passive is not None
        or any(c.dep_ == "aux:pass" for c in verb.lefts)
        or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and subject_of(verb) is None)
    )
    if is_passive:
        yield from _passive(verb, passive)
        return
    source = source_of(verb)
    if source is None or source.dep_ == "expl":
        return
    says = bool(names & {"speech", "report", "deny"})
    if not (says or can_speak(source)):
        return
    beside = _beside(verb, source, says)
    if beside is not None:
        yield beside
        return
    clausal, nominal = _content(verb, source, names)
    construction = "verb and what is said" if says or "objects" in names else "attitude"
    if clausal or nominal:
        denies = "deny" in names or _negated(verb, lemma)
        yield _make(
            construction, verb, source, [*clausal, *nominal], denies=denies, evidence="speech" not in names and says
        )
    elif says:
        # Without content of its own it may close its sentence, or be the cue of a quotation.
        yield _make(construction, verb, source, _sentence_before(verb, source))


def _sentence_before(verb: Token, source: Token) -> list[tuple[int, int]]:
    """Return what stands before a comma and a speaker at the sentence's end: `…, the harbour office said.`"""
    sentence = verb.sent
    first = min(noun_phrase(source).start, verb.i)
    if first - sentence.start < 4 or source.i < first or verb.doc[first - 1].text not in {",", "”", '"', "''"}:
        return []
    if sentence.end - max(verb.i, source.i) > 14 or any(c.dep_ in {"obj", "ccomp"} for c in verb.children):
        return []
    return [(sentence.start_char, verb.doc[first - 1].idx)]


def _beside(verb: Token, source: Token, says: bool) -> Attribution | None:
    """`40 died, she said`; `as she said, 40 died`: the verb hangs on the clause that it reports."""
    if not says or verb.head == verb or any(c.dep_ == "ccomp" for c in verb.rights):
        return None
    hangs = verb.dep_ in {"parataxis", "discourse"} or (verb.dep_ == "advcl" and _mark(verb) == "as")
    # The parser may join `40 died, he said` as two clauses.
    joined = (
        verb.dep_ in {"conj", "dep"}
        and subject_of(verb) is not None
        and verb.right_edge.i - verb.left_edge.i <= 8
        and not any(c.dep_ == "cc" for c in verb.lefts)
        and not any(c.dep_ in {"obj", "xcomp"} for c in verb.rights)
    )
    if hangs or joined:
        return _make("statement beside its speaker", verb, source, clause(verb.head, without=verb))
    return None


def _content(verb: Token, source: Token, names: frozenset[str]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the clauses and the noun phrases that the verb's source answers for."""
    clausal: list[tuple[int, int]] = []
    nominal: list[tuple[int, int]] = []
    says, attitude = bool(names & {"speech", "report", "deny"}), "attitude" in names
    takes_object = bool(names & {"objects", "deny"}) or (
        "objects_of_documents" in names
        and (source.lemma_.lower() in words("cues", "documents") or source.ent_type_ == "ORG")
    )
    for child in verb.children:
        if child == source:
            continue
        relation, behind = child.dep_, child.i > verb.i
        if (
            relation in {"ccomp", "csubj"}
            or (relation == "xcomp" and (attitude or "speech" in names))
            or (relation == "parataxis" and behind and says and not _is_cue(child))
            or (relation == "advcl" and behind and attitude and child.tag_ == "VB" and not says)
        ):
            clausal += clause(child)
        elif relation == "obj" and takes_object:
            nominal += _noun_ranges(child)
        elif relation == "obj" and "speech" in names and names_saying(child.lemma_.lower()):
            nominal += clause(child)
        elif (
            relation == "obl"
            and behind
            and (takes_object or attitude)
            and _case(child) in {"at", "for", "of", "as", "to"}
        ) or (relation == "obl" and behind and says and _case(child) in {"of", "about"}):
            nominal += _noun_ranges(child)
        elif (
            relation == "conj"
            and clausal
            and behind
            and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.lefts)
        ):
            clausal += clause(child)
    return clausal, nominal


def _noun_ranges(noun: Token) -> list[tuple[int, int]]:
    """Return a noun phrase's ranges without its relative clauses, which are the narrator's."""
    relative = next((c for c in noun.subtree if c.dep_ == "acl:relcl"), None)
    return clause(noun, without=relative)


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.lefts if c.dep_ == "case"), "")


def _is_cue(token: Token) -> bool:
    return bool(classes_of(token.lemma_.lower())) and source_of(token) is not None


def _negated(verb: Token, lemma: str) -> bool:
    """Say whether the source turns down what it speaks of: did not confirm, never said."""
    return lemma in {"confirm", "say", "report", "acknowledge", "admit"} and any(
        c.lower_ in {"not", "n't", "n’t", "never"} for c in verb.lefts
    )


def _passive(verb: Token, subject: Token | None) -> Iterator[Attribution]:
    agent = next((c for c in verb.children if c.dep_ == "obl:agent" or (c.dep_ == "obl" and _case(c) == "by")), None)
    if agent is not None and not can_speak(agent):
        agent = None
    lemma = verb.lemma_.lower()
    clauses = [
        c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "csubj:pass"} or (c.dep_ == "advcl" and c.tag_ == "VB")
    ]
    counted = lemma in words("cues", "counted")
    if not (counted or (lemma in words("cues", "hearsay") and clauses)):
        return
    content: list[tuple[int, int]] = []
    for child in [*clauses, *(c for c in verb.children if c.dep_ == "obl" and c != agent and counted)]:
        content += clause(child)
    if subject is not None:
        content += _noun_ranges(subject)
    if verb.dep_ in {"acl", "acl:relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        content.append((verb.head.left_edge.idx, verb.idx))
    if content:
        yield _make("passive", verb, agent, content)
