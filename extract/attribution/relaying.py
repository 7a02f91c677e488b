"""Finds whose words an outlet passes on: `The Gazette reported on Friday, citing the ministry, that 40 had died`."""

from extract.attribution.attribution import Attribution, Construction
from extract.attribution.cue_words import can_speak, case_of, mark_of, names_saying
from extract.attribution.spans import char_range, noun_phrase, passive_subject_of, subject_of
from extract.attribution.verb_agents import quoted_as, quoted_by
from extract.lexicon import words
from extract.parsing.tokens import Doc, Token
from extract.text.source_names import is_outlet

# Nouns for what is attributed to a source: the object of `attributing the toll to the ministry`.
_NUMBERS = frozenset({"number", "figure", "toll", "total", "count", "it", "them", "quote", "data", "information"})
_TELLING = frozenset({Construction.ACCORDING_TO, Construction.PER, Construction.VERB, Construction.BESIDE})


def is_of_outlet(attribution: Attribution) -> bool:
    """Return True if the source is a news organisation, which mostly passes on what others say."""
    return attribution.head is not None and _is_press(attribution.head)


def _is_press(head: Token) -> bool:
    """Return True for an outlet's name, and for a name described as one: `the state broadcaster NRK`."""
    phrase = noun_phrase(head)
    called = head.lemma_.lower() in words("cues", "press") or any(t.lower_ in words("cues", "press") for t in phrase)
    return called or is_outlet(phrase.text) or phrase.text.lower().endswith("news agency")


def name_the_cited(attributions: list[Attribution], doc: Doc) -> None:
    """Make the source that an outlet cites the source of what it reports, and the outlet a relay."""
    for citing in (t for t in doc if t.tag_ == "VBG"):
        attributes = citing.lemma_.lower() == "attribute"
        if not attributes and citing.lemma_.lower() not in words("cues", "passing_on"):
            continue
        cited = _attributed_to(citing) if attributes else _cited(citing)
        if cited is None or citing.dep_ not in {"advcl", "acl", "parataxis", "dep", "conj"}:
            continue
        for a in attributions:
            # Police, quoting witnesses, said …: `quoting` before the verb makes all of it the witnesses'.
            quotes = citing.lemma_.lower() == "quote" and citing.i < a.anchor and not names_saying(cited.lemma_.lower())
            # Citing two clerks, Ledgerwire reported …: to report while citing somebody is to relay.
            reports = a.anchor >= 0 and doc[a.anchor].lemma_ == "report" and not names_saying(cited.lemma_.lower())
            passes = _reports_in(citing, a) and (attributes or quotes or reports or is_of_outlet(a))
            if passes and a.head is not None and a.head != cited:
                a.relay.append(a.head)
                a.head, a.source, a.cue = cited, char_range(noun_phrase(cited)), char_range(citing)


def _cited(citing: Token) -> Token | None:
    objects = (c for c in citing.rights if c.dep_ in {"obj", "obl"} and can_speak(c))
    return next(objects, _behind(citing))


def _attributed_to(verb: Token) -> Token | None:
    """Return the source that a number is attributed to: the ministry of `attributing the figure to the ministry`."""
    number = next((c for c in verb.rights if c.dep_ == "obj"), None)
    if number is None or not (number.lemma_.lower() in _NUMBERS or names_saying(number.lemma_.lower())):
        # Attributing the deaths to the army says who killed, not who counted.
        return None
    return next((c for c in (*verb.rights, *number.rights) if case_of(c) == "to" and can_speak(c)), None)


def _behind(citing: Token) -> Token | None:
    """Return the noun phrase right after a participle, wherever the parser attaches it."""
    token = citing.nbor(1) if citing.i + 1 < citing.sent.end else citing
    while token.dep_ in {"det", "amod", "compound", "nmod:poss", "nmod"} and token.head.i > token.i:
        token = token.head
    return token if token.i > citing.i and token.pos_ in {"NOUN", "PROPN"} and can_speak(token) else None


def _reports_in(citing: Token, attribution: Attribution) -> bool:
    """Return True if an attribution is made by another verb in the sentence of a participle."""
    anchor = attribution.anchor
    return citing.sent.start <= anchor < citing.sent.end and anchor != citing.i


def keep_passing_on(attributions: list[Attribution], doc: Doc) -> None:
    """Make an outlet relay what a document says in the sentence after the one in which the outlet reported on it.

    `According to the Gazette, the port's plan puts spending at $40 million. The plan also contains …`
    """
    outlets = {
        doc[a.anchor].sent.start: a
        for a in attributions
        if a.construction in _TELLING and a.anchor >= 0 and is_of_outlet(a)
    }
    for a in attributions if outlets else ():
        if a.head is None or not is_document(a) or a.relay or not _is_known(a.head) or a.head.sent.start == 0:
            continue
        before = doc[a.head.sent.start - 1].sent
        outlet = outlets.get(before.start)
        if outlet is None or outlet.head is None or "\n" in doc.text[outlet.cue[0] : a.cue[0]]:
            continue
        if any(_names(token, a.head) and outlet.holds(token.idx, token.idx + 1) for token in before):
            a.relay.append(outlet.head)


def is_document(attribution: Attribution) -> bool:
    """Return True if the source is a document."""
    return attribution.head is not None and attribution.head.lemma_.lower() in words("cues", "documents")


def _is_known(noun: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that", "its", "their"} for child in noun.lefts) or noun.lower_ == "it"


def _names(token: Token, document: Token) -> bool:
    """Return True if a word is a document's noun, alone or before one: the `budget` of `its budget request`."""
    whole = token.head if token.dep_ == "compound" else token
    return token.lemma_ == document.lemma_ and whole.lemma_.lower() in words("cues", "documents")


def hands_on(verb: Token) -> bool:
    """Return True for `quoted Rask as saying`: the statement is his, and whoever quotes him relays it."""
    if verb.lemma_.lower() not in words("cues", "passing_on"):
        return False
    if verb.dep_ == "acl" and can_speak(verb.head) and not names_saying(verb.head.lemma_.lower()):
        # Two envoys quoted by the Gazette: it doesn't count them.
        return True
    quotes = any(c.dep_ in {"obj", "nsubj"} for c in verb.rights)
    return quotes and any(c.dep_ == "advcl" and c.tag_ == "VBG" and mark_of(c) == "as" for c in verb.rights)


def relays_of(verb: Token) -> list[Token]:
    """Return the outlets that a statement was made to or on: told Harbour Radio, said in an interview with it."""
    outlets: list[Token] = []
    if quoted_as(verb) is not None and (quoting := subject_of(verb.head)) is not None and can_speak(quoting):
        outlets.append(quoting)
    if quoted_by(verb) is not None and (quoting := subject_of(verb)) is not None and can_speak(quoting):
        outlets.append(quoting)
    if verb.dep_ == "advcl" and mark_of(verb) == "as" and passive_subject_of(verb.head) is not None:
        # Rask was quoted by the Coast Wire as saying that 40 had come; was quoted as saying by the Coast Wire.
        agents = (c for t in (verb, verb.head) for c in t.rights if c.dep_ == "obl:agent" or case_of(c) == "by")
        outlets += [agent for agent in agents if _is_press(agent)]
    for child in verb.children:
        addressed = child.dep_ in {"obj", "iobj"} and verb.lemma_.lower() == "tell"
        if addressed or (child.dep_ == "obl" and case_of(child) in {"on", "to", "in"}):
            outlets += _listening(child)
    subject = subject_of(verb)
    outlets += _quoting(subject, verb) if subject is not None else []
    for talk in (*verb.children, *(subject.rights if subject is not None else ())):
        converses = talk.lemma_.lower() in words("cues", "conversing")
        writes = talk.lemma_.lower() == "write" and talk.tag_ == "VBG"
        if (converses or writes) and talk.dep_ in {"advcl", "acl", "acl:relcl"}:
            # Speaking to Harbour Radio, she said; a clerk who spoke to it said; writing in the Gazette, he said.
            cases = {"to", "with"} if converses else {"in", "for", "on"}
            outlets += [t for c in talk.rights if c.dep_ == "obl" and case_of(c) in cases for t in _listening(c)]
    return outlets


def _quoting(speaker: Token, verb: Token) -> list[Token]:
    """Return the outlet that found a speaker: `Envoys quoted by the Harbour Mail said`; not `hired by it`."""
    # The parser may attach the participle to the verb.
    behind = [c for t in (speaker, verb) for c in t.children if c.i == speaker.i + 1 and c.tag_ in {"VBN", "VBD"}]
    outlets = []
    for participle in behind:
        quotes = participle.lemma_.lower() in words("cues", "passing_on")
        for agent in (c for c in participle.rights if c.dep_ == "obl:agent" and c.i < verb.i):
            named = agent.pos_ == "PROPN" and quotes
            outlets += [agent] if named or (participle.lemma_.lower() == "interview" and _is_press(agent)) else []
    return outlets


def _listening(noun: Token) -> list[Token]:
    """Return the outlets in a phrase: `told the Gazette`, `in an interview with the Gazette`, `a memo seen by it`."""
    seeing = (c for t in (noun, *noun.rights) for c in t.rights if c.dep_ == "acl" and c.tag_ == "VBN")
    agents = (c for seen in seeing for c in seen.rights if case_of(c) == "by")
    heads = (noun, *(c for c in noun.rights if c.dep_ == "nmod" and case_of(c) in {"with", "to"}), *agents)
    # An interview with Harbour News is no outlet, though its last word is one's.
    return [t for t in heads if t.pos_ == "PROPN" and is_outlet(noun_phrase(t).text)]
