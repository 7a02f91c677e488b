"""Finds a verb's source: its subject, a relative's antecedent, or the subject of the clause it is attached to."""

from spacy.tokens import Token

from extract.attribution.spans import noun_phrase, passive_subject_of, subject_of
from extract.lexicon import load, words
from extract.parsing.labels import PEOPLE, PLACES
from extract.text.source_names import is_outlet

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_THINGS = frozenset(
    {
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
        "much",
        "anyone",
        "anybody",
        "nobody",
    }
)
OPENING = frozenset({"“", '"', "``", "‘‘"})
CLOSING = frozenset({"”", '"', "''", "’’"})
DASHES = frozenset({"—", "–", "--", "-"})
_DAYS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_HANGING = frozenset({"advcl", "xcomp", "parataxis", "ccomp", "dep"})
_CLASSES = (
    "speech",
    "report",
    "attitude",
    "deny",
    "objects",
    "objects_of_documents",
    "objects_of_offices",
    "charging",
    "quoting",
)


def classes_of(lemma: str) -> frozenset[str]:
    """Return the classes of `cues.toml` that a verb's lemma is in."""
    return frozenset(name for name in _CLASSES if lemma in words("cues", name))


def names_saying(lemma: str) -> bool:
    """Return True if a noun means a statement or a document."""
    return lemma in words("cues", "nouns") or lemma in words("cues", "documents")


def can_speak(token: Token) -> bool:
    """Return True if a noun phrase's head can be a source: a person, an office, a document."""
    if token.pos_ == "PRON":
        return token.lower_ not in _THINGS
    if is_time(token):
        return False
    if token.ent_type_ or token.pos_ == "PROPN":
        return True
    lemma = token.lemma_.lower()
    endings = tuple(words("cues", "speaker_endings"))
    return lemma in words("cues", "speakers") or names_saying(lemma) or lemma.endswith(endings)


def is_time(token: Token) -> bool:
    """Return True if a word names a day, which can't say anything: `today's offer`."""
    return token.lower_ in _DAYS or token.lower_ in words("exclusions", "weekdays") | words("exclusions", "months")


def is_of_time(noun: Token) -> bool:
    """Return True if a noun is a unit of time or a day: `two days later`, `on Monday`."""
    unit = load("units")["unit"].get(noun.lemma_.lower())
    return is_time(noun) or (unit is not None and unit["dimension"] == "time" and noun.pos_ == "NOUN")


def source_of(verb: Token) -> Token | None:
    """Return the head of the noun phrase that is a verb's source, or None."""
    subject = subject_of(verb)
    if subject is not None:
        if (behind := _behind_dateline(subject, verb)) is not None:
            return behind
        if subject.lower_ == "which" and verb.head.text in {"%", "percent"}:
            # `97 % are at risk, which implies …`: the whole sentence does.
            return None
        if subject.lower_ == "who" and not can_speak(verb.head) and (named := _before_who(subject)) is not None:
            return named
        relative = subject.lower_ in _RELATIVE or any(c.lower_ == "whom" for c in subject.rights)
        if relative and verb.dep_ in {"acl:relcl", "acl"}:
            return _issuer(verb.head) or _of_whom(verb.head)
        return subject
    if verb.dep_ == "acl" and verb.tag_ == "VB" and (owner := _owner_of(verb.head)) is not None:
        return owner
    if verb.dep_ in {"acl:relcl", "acl"}:
        if verb.dep_ == "acl" and verb.tag_ in {"VBN", "TO"}:
            return None
        return _issuer(verb.head) or _speaker_in(verb.head)
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        above = verb.head
        if verb.tag_ == "VBP" and above.tag_ == "VBZ" and above.head.pos_ == "VERB":
            # `They complain when she leaves and hope …`: one person does not hope.
            above = above.head
        # `Two men were freed and said …`
        freed = passive_subject_of(above)
        return freed if freed is not None else source_of(above)
    if verb.tag_ in {"VBZ", "VBP", "VBD"}:
        if (inverted := _behind_quotation(verb)) is not None:
            return inverted
        if (closing := _closing(verb)) is not None:
            return closing
        if (named := _named_before(verb)) is not None:
            return named
    if verb.dep_ in _HANGING and verb.tag_ in {"VBG", "VB", "VBN"} and verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return _above(verb)
    return None


def _issuer(noun: Token) -> Token | None:
    """Return who issues a text of their own: the council of `the council issued a statement that says …`."""
    issued = noun.dep_ == "obj" and noun.head.lemma_.lower() in words("cues", "giving") | words("cues", "writing")
    if not issued or noun.lemma_.lower() not in words("cues", "utterances"):
        return None
    if any(c.dep_ == "nmod:poss" or case_of(c) in {"from", "by"} for c in noun.children):
        # A letter from somebody else.
        return None
    author = subject_of(noun.head)
    return author if author is not None and can_speak(author) and author.lower_ not in _RELATIVE else None


def _owner_of(noun: Token) -> Token | None:
    """Return the owner of a plan.

    The mayor of `the mayor's plan to announce it` and of `the mayor, whose plan to …`.
    """
    owner = next((c for c in noun.lefts if c.dep_ == "nmod:poss"), None)
    if owner is None or owner.lower_ != "whose":
        return owner
    while noun.dep_ != "acl:relcl" and noun.head != noun:
        noun = noun.head
    return noun.head if noun.dep_ == "acl:relcl" else None


def _before_who(pronoun: Token) -> Token | None:
    """Return the person right before `who`, if the parser attaches the clause to an earlier thing."""
    i = pronoun.i - 1 - (pronoun.i > 0 and pronoun.nbor(-1).text == ",")
    if i <= pronoun.sent.start:
        return None
    token = pronoun.doc[i]
    while token.dep_ in {"flat", "compound"} and token.head.pos_ == "PROPN":
        token = token.head
    return token if token.ent_type_ in PEOPLE else None


def _behind_quotation(verb: Token) -> Token | None:
    """Return the noun after a verb of saying that closes a quotation, if the tree is broken: `…,” said a clerk`."""
    if verb.i == 0 or verb.nbor(-1).text not in CLOSING or "speech" not in classes_of(verb.lemma_.lower()):
        return None
    if verb.i + 1 >= verb.sent.end:
        return None
    noun = verb.nbor(1)
    while noun.head.i > noun.i and noun.head.i < verb.sent.end:
        noun = noun.head
    named = noun.pos_ in {"NOUN", "PROPN"} and not is_time(noun)
    return noun if named and noun.left_edge.i == verb.i + 1 else None


def _closing(verb: Token) -> Token | None:
    """Return the noun phrase between a comma and the verb that ends the sentence: `…, an analysis of records shows.`"""
    behind = (t for t in verb.doc[verb.i + 1 : verb.sent.end] if not t.is_space)
    if verb.i - verb.sent.start < 4 or not all(t.is_punct for t in behind):
        return None
    noun = verb.doc[verb.i - 1]
    while noun.head.i != noun.i and verb.sent.start < noun.head.i < verb.i and noun.head.pos_ in {"NOUN", "PROPN"}:
        if noun.doc[noun.left_edge.i - 1].text == ",":
            break
        noun = noun.head
    opens = noun.left_edge.i > verb.sent.start and noun.doc[noun.left_edge.i - 1].text == ","
    return noun if opens and noun.right_edge.i < verb.i and can_speak(noun) else None


def _named_before(verb: Token) -> Token | None:
    """Return the name right before a finite verb that the parser left without a subject: `…, Orran Coal, says`."""
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].text == ",":
        i -= 1
    token = verb.doc[max(0, i)]
    while token.dep_ in {"flat", "compound"} and token.head.pos_ == "PROPN":
        token = token.head
    if verb.doc[verb.i - 1].text == ",":
        # A description is between the name and the comma: `author Lena Pagan, a scientist at the institute, said`.
        above = token
        while (
            above.dep_ in {"nmod", "appos", "flat", "compound", "conj"}
            and verb.sent.start <= above.head.i < above.i
            and above.head.pos_ in {"NOUN", "PROPN"}
            and above.ent_type_ not in PEOPLE
        ):
            above = above.head
        if above != token and above.ent_type_ in PEOPLE:
            return above
    return token if token.pos_ == "PROPN" and token.i >= verb.sent.start and token.i != verb.i else None


def _behind_dateline(subject: Token, verb: Token) -> Token | None:
    """Return the noun after a dateline that the parser takes for a subject: `PARIS, France — Officials said`."""
    if subject.pos_ != "PROPN" or not subject.sent.start <= subject.i < subject.sent.start + 2:
        return None
    dash = next((t for t in verb.doc[subject.i + 1 : min(verb.i, subject.i + 8)] if t.text in DASHES), None)
    if dash is None or not (subject.text.isupper() or subject.ent_type_ in PLACES):
        return None
    nouns = (t for t in verb.doc[dash.i + 1 : verb.i] if t.pos_ in {"NOUN", "PROPN", "PRON"})
    return next((t for t in nouns if t.dep_ not in {"compound", "flat", "nmod:poss"}), None)


def _speaker_in(noun: Token) -> Token:
    """Return who speaks in a noun's phrase: in `footage of the mayor asking` the mayor, else the noun itself."""
    if can_speak(noun):
        return noun
    return next((c for c in noun.rights if c.dep_ == "nmod" and (c.ent_type_ or can_speak(c))), noun)


def _above(verb: Token) -> Token | None:
    """Return the nearest subject above that can speak: `…, explaining that this was all` is the chairman's."""
    subject: Token | None = None
    if "speech" in classes_of(verb.lemma_.lower()) and (beside := _speaker_before(verb)) is not None:
        return beside
    for _ in range(3):
        verb = verb.head
        subject = source_of(verb) if subject_of(verb) is not None or verb.head != verb else None
        subject = subject if subject is not None else passive_subject_of(verb)
        if subject is not None and subject.lower_ == "it" and verb.pos_ == "NOUN" and can_speak(verb):
            # `It was the union, hoping to sway them`
            return verb
        if subject is None or can_speak(subject) or verb.head == verb:
            break
    return subject


def _of_whom(noun: Token) -> Token:
    """Return who a noun describes: the mayor of `The mayor is a liar who pledged to hire 300`, else the noun."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "ADJ"}:
        first = first.head
    predicate = any(c.dep_ == "cop" for c in first.lefts) and first.pos_ == "NOUN" and noun.tag_ in {"NN", "JJ"}
    subject = subject_of(first) if predicate else None
    if predicate and subject is None and first.dep_ == "conj":
        # She runs a mill and is a miller who …
        subject = source_of(first.head)
    return subject if subject is not None and can_speak(subject) and subject.pos_ != "PRON" else noun


def _speaker_before(verb: Token) -> Token | None:
    """Return the speaker of the statement that a participle continues.

    Example: `The dam broke, said Ana Brandt, adding that …`.
    """
    above = verb.head
    beside = [t for t in above.children if t.dep_ == "parataxis"] + ([above.head] if above.dep_ == "ccomp" else [])
    between = (t for t in beside if above.i < t.i < verb.i)
    return next((subject_of(t) for t in between if "speech" in classes_of(t.lemma_.lower())), None)


def relative_pronoun(verb: Token) -> Token | None:
    """Return the relative pronoun that is a verb's subject: `the police, who said`."""
    if verb.dep_ not in {"acl:relcl", "acl"}:
        return None
    subject = subject_of(verb)
    return subject if subject is not None and subject.lower_ in _RELATIVE else None


def relays_of(verb: Token) -> list[Token]:
    """Return the outlets that a statement was made to or on: told Harbour Radio, said in an interview with it."""
    outlets: list[Token] = []
    for child in verb.rights:
        addressed = child.dep_ in {"obj", "iobj"} and verb.lemma_.lower() == "tell"
        said_on = child.dep_ == "obl" and case_of(child) in {"on", "to", "in"}
        if addressed or said_on:
            heads = (child, *(c for c in child.rights if c.dep_ == "nmod" and case_of(c) == "with"))
            outlets += [t for t in heads if t.pos_ in {"PROPN", "NOUN"} and is_outlet(noun_phrase(t).text)]
    return outlets


def case_of(token: Token) -> str:
    """Return the preposition before a phrase."""
    return next((c.lower_ for c in token.lefts if c.dep_ == "case"), "")


def mark_of(verb: Token) -> str:
    """Return the word that subordinates a clause: that, as, for, of."""
    return next((c.lower_ for c in verb.lefts if c.dep_ in {"mark", "case"}), "")
