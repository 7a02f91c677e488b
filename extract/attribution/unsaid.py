"""Recognises verbs of saying that state nothing: `declined to comment`, `scored 20 points`, `claimed 59 lives`."""

from extract.attribution.cue_words import can_speak, case_of, classes_of, mark_of, names_saying
from extract.attribution.deeds import claims_lives, hands_over
from extract.attribution.spans import noun_phrase, subject_of
from extract.lexicon import words
from extract.parsing.labels import PEOPLE, PLACES
from extract.parsing.tokens import Token

_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_NOBODY = frozenset({"neither", "no", "nobody", "none"})
# `Guilty` is at most so many words after `pleaded`.
PLEA = 4
# Origin: English dictionaries.
_ASKS = frozenset({"ask", "inquire", "enquire", "question"})
_SAYING = frozenset({"speech", "report"})
_ASKING = frozenset({"WRB", "WP", "WDT", "WP$"})


def states_nothing(verb: Token) -> bool:
    """Return True if a verb of saying states nothing: declined to comment, could not confirm, claimed 59 lives."""
    lemma = verb.lemma_.lower()
    if _only_seems(verb):
        return True
    if lemma == "claim":
        return claims_lives(verb)
    if hands_over(verb):
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "want" and "speech" in classes_of(lemma):
        # If Rask wants to say that 40 came: he has not said it yet.
        return True
    if is_withheld(verb) or _is_left_undecided(verb) or _is_of_oneself(verb):
        return True
    if (lemma == "look" and _only_looks(verb)) or _refuses_to_speak(verb):
        return True
    if lemma == "call" and any(c.dep_ == "obj" and c.lower_ == "attention" for c in verb.rights):
        # Called attention to a column of walkers, 40 of them lame.
        return True
    if asks_whether(verb):
        return True
    if lemma == "expect" and any(
        c.tag_ == "MD" and c.lower_ in {"can", "could", "should", "may", "might"} for c in verb.lefts
    ):
        # Riders can expect to pay $40: a fact, which the riders don't state.
        return True
    if _weighs(verb) or _is_no_threat(verb) or _may_say(verb):
        return True
    if _adds_to(verb) or _tells_tale(verb) or _leaves_open(verb) or _is_to_come(verb) or _is_plea(verb):
        return True
    if (lemma in words("cues", "factive") or lemma in words("cues", "deny")) and _unsaid(verb):
        return True
    return _is_compared(verb) or _is_left_out(verb) or _is_never_named(verb)


def is_withheld(verb: Token) -> bool:
    """Return True if somebody does not, or cannot, say something: `declined to say that …`, `could not confirm …`."""
    if verb.dep_ == "xcomp" and (
        verb.head.lemma_.lower() in words("cues", "declining") or verb.head.lower_ == "unable"
    ):
        return True
    if verb.lemma_.lower() not in words("cues", "negatable"):
        return False
    unable = any(c.dep_ == "aux" and c.lemma_.lower() in {"can", "could", "may", "must"} for c in verb.lefts)
    nobody = (t for c in verb.lefts if c.dep_ == "nsubj" for t in (c, *c.lefts))
    return unable and any(t.lower_ in _NEGATIONS | _NOBODY for t in (*verb.lefts, *nobody))


def _is_left_undecided(verb: Token) -> bool:
    """Return True for either half of `neither confirm nor deny`, which grants nothing and denies nothing."""
    half = next((c for c in verb.rights if c.dep_ == "conj"), verb) if verb.dep_ != "conj" else verb
    joined = half != half.head and any(c.lower_ in {"or", "nor"} for c in half.lefts)
    lemmas = {half.lemma_.lower(), half.head.lemma_.lower()}
    return joined and all(not lemmas.isdisjoint(words("cues", kind)) for kind in ("negatable", "deny"))


def _is_never_named(verb: Token) -> bool:
    """Return True if something is not called or named: `They never identified Rivo as the buyer of 40 guns`."""
    lemma = verb.lemma_.lower()
    names = classes_of(lemma)
    plain = "objects" in names and not names & {"attitude", "deny"} and lemma not in words("cues", "negatable")
    return plain and not any(c.dep_ in {"ccomp", "xcomp"} for c in verb.rights) and is_negated(verb)


def _is_of_oneself(verb: Token) -> bool:
    """Return True if somebody does something to themselves without saying so: `announced herself with 20 points`."""
    oneself = any(c.dep_ == "obj" and c.lower_.endswith(("self", "selves")) for c in verb.rights)
    return oneself and not any(c.dep_ in {"ccomp", "xcomp"} for c in verb.rights)


def _may_say(verb: Token) -> bool:
    """Return True for what the narrator thinks that people say: `Some may have thought that for $90 they would fly`."""
    subject = subject_of(verb)
    perhaps = any(c.lower_ in {"may", "might"} and c.dep_ == "aux" for c in verb.lefts)
    return perhaps and subject is not None and can_speak(subject) and not names_saying(subject.lemma_.lower())


def _only_seems(verb: Token) -> bool:
    """Return True for what the narrator makes of somebody's words: `She seems to argue for two things at once`."""
    seems = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in {"seem", "appear"}
    return seems and verb.lemma_.lower() not in words("cues", "evident")


def asks_whether(verb: Token) -> bool:
    """Return True for a question, which states nothing: `Rask asked whether 40 had come`."""
    question = (c for c in verb.rights if c.dep_ == "ccomp")
    return verb.lemma_.lower() in _ASKS and any(mark_of(c) in {"if", "whether"} for c in question)


def _refuses_to_speak(verb: Token) -> bool:
    """Return True if somebody refuses to speak, not to act: `declined to say whether 50 were inside`."""
    if verb.lemma_.lower() not in words("cues", "declining"):
        return False
    what = [c for c in verb.rights if c.dep_ == "xcomp"]
    # Refused to be drawn on reports that 40 had left.
    drawn = any(c.lemma_ == "draw" and any(t.dep_ == "aux:pass" for t in c.lefts) for c in what)
    return drawn or any(not _SAYING.isdisjoint(classes_of(c.lemma_.lower())) for c in what)


def _weighs(verb: Token) -> bool:
    """Return True for the preposition `considering`: `It is a feat, considering that he had lost six times`."""
    bare = verb.lower_ == "considering" and not any(c.dep_ == "aux" for c in verb.lefts)
    return bare and any(c.dep_ == "ccomp" for c in verb.rights)


def _is_no_threat(verb: Token) -> bool:
    """Return True if a thing threatens or promises to do something, or if the threat has come true.

    Example: `The storm threatens to shut 40 roads`.
    """
    if verb.lemma_.lower() not in {"threaten", "promise"}:
        return False
    subject = subject_of(verb)
    happened = verb.lemma_ == "threaten" and any(c.dep_ == "ccomp" and c.tag_ == "VBD" for c in verb.rights)
    return happened or (subject is not None and not can_speak(subject))


def _adds_to(verb: Token) -> bool:
    """Return True if somebody adds a thing to others, not a remark: `added a man of 40 to their list`."""
    if verb.lemma_.lower() != "add":
        return False
    to = next((c for c in verb.rights if c.dep_ == "obl" and case_of(c) in {"to", "into"}), None)
    # The parser may attach the thing to what it is added to.
    return to is not None and any(c.dep_ in {"obj", "appos"} for c in (*verb.rights, *to.rights))


def _is_plea(verb: Token) -> bool:
    """Return True for a plea to charges that others count: `pleaded not guilty to two counts`."""
    if verb.lemma_.lower() != "plead":
        return False
    return any(token.lower_ in {"guilty", "innocent"} for token in verb.doc[verb.i + 1 : verb.i + PLEA])


def _is_to_come(verb: Token) -> bool:
    """Return True if nothing has been said yet: `they have yet to say how many of the 260 are safe`."""
    return verb.i > 1 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).lower_ == "yet"


def _tells_tale(verb: Token) -> bool:
    """Return True if a thing `tells` the truth or a tale; a poll's tale follows in the next sentences."""
    if verb.lemma_.lower() != "tell":
        return False
    tale = any(c.dep_ == "obj" and c.lemma_.lower() in words("cues", "telling") for c in verb.rights)
    subject = subject_of(verb)
    poll = subject is not None and subject.lemma_.lower() in words("cues", "polls")
    return tale and not poll


def _only_looks(verb: Token) -> bool:
    """Return True if `look` is not a statement.

    Looks like 40, looked at nine samples, looks back at the last nine years.
    """
    if verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in {"like", "as", "back", "around", "over", "out"}:
        return True
    return verb.tag_ in {"VBD", "VBN"} and any(c.lower_ == "at" for t in verb.rights for c in t.lefts)


def _is_compared(verb: Token) -> bool:
    """Return True if a verb only gives what a number is compared with: `40 more than the office had forecast`."""
    if any(c.lower_ == "than" and c.dep_ in {"mark", "case"} for c in verb.lefts):
        return True
    subject = subject_of(verb)
    if subject is None or not any(t.lower_ == "than" for t in verb.doc[verb.sent.start : min(subject.i, verb.i)]):
        return False
    first = noun_phrase(subject).start if subject.i < verb.i else 0
    before = verb.doc[max(0, first - 1)]
    return before.lower_ == "than" and before.dep_ in {"mark", "case"} and first > verb.sent.start


def _is_left_out(verb: Token) -> bool:
    """Return True if something happened without being said: `left without having to deny that 40 had drowned`."""
    while verb.dep_ == "xcomp" and verb.head != verb:
        verb = verb.head
    return verb.tag_ == "VBG" and any(c.lower_ == "without" for c in verb.lefts)


def _unsaid(verb: Token) -> bool:
    """Return True if a verb is negated or not carried out: what people did not note is the narrator's."""
    failed = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words("cues", "failing")
    clausal = any(c.dep_ == "ccomp" for c in verb.rights)
    grants = clausal and verb.lemma_.lower() in words("cues", "conceding") and not failed
    return failed or (not grants and is_negated(verb))


def is_negated(verb: Token) -> bool:
    """Return True if a verb has a negation: did not confirm, never said."""
    return any(c.lower_ in _NEGATIONS for c in verb.lefts)


def _leaves_open(verb: Token) -> bool:
    """Return True if a negated verb has a question: `would not say if 500 were missing`, `did not say who lost 40`."""
    if not is_negated(verb):
        return False
    questions = (c.left_edge for c in verb.rights if c.dep_ == "ccomp")
    return any(first.lower_ in {"if", "whether"} or first.tag_ in _ASKING for first in questions)


def holds_things(verb: Token, source: Token, obj: Token) -> bool:
    """Return True if a document only contains this many things: `The files included 40 letters`.

    What a plan or a law includes is its content, and a share or a sum is an inquiry's result; but those whom it asked
    are only its sample: `The poll had 900 voters`.
    """
    document, lemma = source.lemma_.lower(), verb.lemma_.lower()
    if document not in words("cues", "documents") or document in words("cues", "providing"):
        return False
    asked = document in words("cues", "polls") and lemma == "have" and can_speak(obj)
    # The results changed the race, giving it four leaders: an effect, not content.
    caused = lemma == "give" and verb.tag_ == "VBG" and verb.dep_ == "advcl"
    if lemma not in words("cues", "containing") and not (asked or caused):
        return False
    counted = caused or any(c.dep_ == "nummod" for c in obj.lefts)
    return counted and not any(t.tag_ == "$" or t.lower_ in {"%", "percent", "point", "points"} for t in obj.subtree)


def shows_feeling(verb: Token, source: Token, obj: Token) -> bool:
    """Return True if somebody shows something uncountable: `showed little sympathy for the 40 evicted`."""
    determined = any(c.dep_ in {"det", "nummod", "nmod:poss"} for c in obj.lefts)
    if verb.lemma_.lower() != "show" or obj.tag_ != "NN" or determined:
        return False
    return source.ent_type_ != "ORG" and source.lemma_.lower() not in words("cues", "documents")


def makes_a_text(verb: Token, obj: Token) -> bool:
    """Return True if the object is a text that somebody writes: `wrote 40 letters`, `reported 9 % of the news`."""
    parts = (c for c in obj.rights if c.dep_ == "nmod" and any(k.lower_ == "of" for k in c.lefts))
    text = any(t.lemma_.lower() in words("cues", "texts") for t in (obj, *parts))
    return text and verb.lemma_.lower() in words("cues", "writing")


def charges_money(verb: Token) -> bool:
    """Return True if somebody charges money, not a person with a crime."""
    if verb.lemma_.lower() != "charge":
        return False
    charged = (t for c in verb.rights if c.dep_ == "obj" for t in (c, *c.children))
    return any(t.tag_ == "$" or t.lemma_.lower() in words("cues", "prices") for t in charged)


def lacks_object(verb: Token) -> bool:
    """Return True if a verb of directing has no object, as a passive: `was fined and ordered to pay`."""
    infinitive = any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.rights)
    directs = infinitive and verb.tag_ in {"VBN", "VBD"} and verb.lemma_.lower() in words("cues", "directing")
    return directs and not any(c.dep_ in {"obj", "iobj"} for c in verb.children) and verb.dep_ != "acl:relcl"


def reports_deed(verb: Token, source: Token) -> bool:
    """Return True if a verb with an object is a deed, not a statement: put 40 chairs in a row, scored 20 points.

    For a person or a country, `recorded 11 wins` is an achievement; an office that recorded 11 deaths counts them.
    """
    lemma = verb.lemma_.lower()
    person = source.ent_type_ in PEOPLE | PLACES or source.lower_ in {"he", "she", "who"}
    deed = lemma in words("cues", "deeds") and not any(c.dep_ == "compound:prt" for c in verb.rights)
    played = any(c.dep_ == "obj" and c.lemma_.lower() in words("cues", "results") for c in verb.rights)
    return deed or ((person or played) and lemma in words("cues", "reaching"))


def points_at(verb: Token, obj: Token, names: frozenset[str]) -> bool:
    """Return True if a speaker only dwells on known things: `stressing those last three words`."""
    pointed = any(c.lower_ in {"these", "those"} for c in obj.lefts)
    return verb.tag_ == "VBG" and pointed and "speech" in names and not names & {"report", "objects"}


def counts_things(noun: Token) -> bool:
    """Return True for a number of things, or for something of so many, that are no claims: `the tone of 2 letters`."""
    phrase = (noun, *(c for c in noun.rights if c.dep_ == "nmod" and case_of(c) == "of"))
    counted = (t for t in phrase if any(c.dep_ == "nummod" for c in t.lefts))
    return noun.lemma_.lower() not in words("cues", "nouns") and any(t.tag_ in {"NNS", "NNPS"} for t in counted)
