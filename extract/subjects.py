"""The spaCy component that says what each figure measures, in words and as fields to compare.

Sets `doc._.subjects`, a list parallel to `doc._.figures` of (text, Subject).
"""

import re
from collections import Counter
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.claim import Subject
from extract.figures import Figure
from extract.lexicon import load

_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ"}
_PLAIN_VERBS = frozenset("be have do say get make take go come put set give keep see tell report accord include stand".split())
TOPIC = 8


@Language.factory("attribune_subjects", assigns=["doc._.subjects"], requires=["doc._.figures"])
def make_subjects(nlp: Language, name: str) -> "Subjects":
    """Make the component; figures must have been found before."""
    return Subjects()


class Subjects:
    """Finds what the figures of a Doc measure."""

    def __init__(self) -> None:
        if not Doc.has_extension("subjects"):
            Doc.set_extension("subjects", default=())

    def __call__(self, doc: Doc) -> Doc:
        figures: list[Figure] = doc._.figures
        topic = _topic(doc) if figures else ((), ())
        doc._.subjects = [_subject(doc, figure, topic) for figure in figures]
        return doc


@cache
def _classes(name: str) -> dict[str, str]:
    return {word: label for label, words in load(name)["classes"].items() for word in words}


def place_of(name: str) -> str:
    """Return one name for a place or a people: `Russian` and `Russia` are `russia`."""
    places = load("places")
    folded = re.sub(r"(?:'s|’s)$", "", name.lower().strip())
    folded = re.sub(r"^the ", "", folded)
    return str(places["same"].get(folded) or places["demonyms"].get(folded) or folded)


def _topic(doc: Doc) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the nouns and the names that the article is most about; those of the first lines count double."""
    nouns: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for entity in doc.ents:
        names[place_of(entity.text)] += 2 if entity.start < 60 else 1
    for token in doc:
        if token.pos_ == "NOUN" and len(token) > 3 and token.is_alpha:
            nouns[token.lemma_.lower()] += 2 if token.i < 60 else 1
    return tuple(word for word, _ in nouns.most_common(TOPIC)), tuple(name for name, _ in names.most_common(TOPIC))


_YEAR = re.compile(r"(?<![\d,.$£€])(?:19|20)\d\d(?![\d,%]|\.\d)")


def _years(doc: Doc, figure: Figure, base: Token) -> tuple[str, ...]:
    """Return the years named in the figure's clause, else in its sentence if there is but one figure in it."""
    start, end = base.left_edge.idx, base.right_edge.idx + len(base.right_edge)
    return tuple(dict.fromkeys(_YEAR.findall(doc.text[start:end])))


def _head(doc: Doc, figure: Figure) -> Token:
    """Return the head of the figure's noun phrase."""
    anchor = doc[figure.anchor]
    top = anchor
    for _ in range(4):
        if top.dep_ in {"nummod", "compound", "flat", "det", "fixed", "nmod:unmarked", "amod", "goeswith", "advmod", "dep"} and top.head != top and top.head.pos_ in {"NOUN", "PROPN", "NUM", "SYM", "ADJ", "X"}:
            top = top.head
        else:
            break
    return top


def _predicate(head: Token) -> Token | None:
    """Return the verb that the figure's phrase depends on."""
    top = head
    for _ in range(5):
        if top.dep_ in {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "iobj", "obl:unmarked", "xcomp", "advmod"}:
            return top.head
        if top.dep_ in {"conj", "appos", "nmod", "nmod:unmarked", "parataxis", "list"} and top.head != top:
            top = top.head
            continue
        break
    return top if top.pos_ == "VERB" else None


_IRREGULAR = {"lose": "lost", "shoot": "shot", "find": "found", "hurt": "hurt", "hit": "hit", "cut": "cut", "lay": "laid", "spend": "spent", "buy": "bought", "sell": "sold", "pay": "paid", "leave": "left", "hold": "held", "build": "built", "send": "sent", "win": "won", "see": "seen", "take": "taken", "steal": "stolen", "make": "made", "die": "dead", "flee": "fled", "drown": "drowned", "burn": "burned"}


def _participle(verb: Token) -> str:
    if verb.tag_ in {"VBN", "VBD"} and verb.lemma_ not in _IRREGULAR:
        return verb.lower_
    lemma = verb.lemma_.lower()
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _described(noun: Token, figure: Figure) -> str:
    """Return a noun with its modifiers, without articles and numbers: `enemy soldiers`, `homes in the old town`."""
    words = []
    for token in noun.subtree:
        inside = figure.start <= token.idx < figure.end
        if inside or token.is_space:
            continue
        if token.i < noun.i:
            branch = token
            while branch.head != noun and branch.head != branch:
                branch = branch.head
            if branch.dep_ in {"amod", "compound", "nmod:poss", "nmod:unmarked", "flat"} and not any(t.like_num for t in branch.subtree):
                words.append(token)
        elif token.i == noun.i:
            words.append(token)
        else:
            branch = token
            while branch.head != noun and branch.head != branch:
                branch = branch.head
            cased = any(c.dep_ == "case" and c.lower_ in {"of", "in", "for", "from", "on", "at"} for c in branch.lefts)
            if (branch.dep_ == "flat" or (branch.dep_ == "nmod" and cased)) and token.i - noun.i < 9 and not any(c.dep_ in {"acl:relcl", "appos"} for c in branch.subtree):
                words.append(token)
    kept: list[Token] = []
    for token in words:
        if kept and token.i - kept[-1].i > 1 and token.i > noun.i:
            break
        kept.append(token)
    text = "".join(t.text_with_ws if i + 1 < len(kept) and kept[i + 1].i == t.i + 1 else t.text + " " for i, t in enumerate(kept)).strip()
    return re.sub(r"\s+", " ", text).strip(" ,;:")


def _text(doc: Doc, figure: Figure, head: Token, verb: Token | None) -> str:
    noun = doc[figure.noun] if figure.noun is not None else None
    anchor = doc[figure.anchor]
    if noun is not None:
        base = _described(noun, figure)
        participle = next((c for c in (*noun.children, *head.children, *anchor.children) if c.dep_ in {"acl", "amod"} and c.tag_ == "VBN" and c.i > noun.i), None)
        if participle is not None:
            return f"{base} {participle.lower_}"
        passive = verb is not None and head.dep_ in {"nsubj:pass"} and verb.pos_ == "VERB"
        done = verb is not None and head.dep_ == "obj" and verb.lemma_.lower() in _classes("events")
        ended = verb is not None and head.dep_ == "nsubj" and (verb.lemma_.lower() in {"die", "flee", "drown", "perish", "leave", "disappear"} or verb.pos_ == "ADJ")
        if verb is not None and (passive or done or ended):
            return f"{base} {verb.lower_ if verb.pos_ == 'ADJ' else _participle(verb)}"
        return base
    if verb is None:
        governor = head.head if head.head != head and head.head.pos_ in {"NOUN", "PROPN"} else None
        return _described(governor, figure) if governor is not None else ""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"} and c != head), None)
    thing = next((c for c in verb.children if c.dep_ == "obj" and c != head), None)
    if head.dep_ in {"obl", "obl:unmarked", "xcomp", "advmod"} and thing is not None:
        return _described(thing, figure)
    if head.dep_ in {"nsubj", "nsubj:pass"} and verb.pos_ == "VERB":
        return _participle(verb) if head.dep_ == "nsubj:pass" else verb.lower_
    said = f"{verb.lemma_.lower()}" if verb.pos_ == "VERB" and verb.lemma_.lower() not in _PLAIN_VERBS else ""
    if head.dep_ == "nmod" and head.head.pos_ in {"NOUN", "PROPN"}:
        return _described(head.head, figure)
    if subject is not None and subject.pos_ != "PRON":
        return f"{_described(subject, figure)} {said}".strip()
    return said


def _subject(doc: Doc, figure: Figure, topic: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[str, Subject]:
    head = _head(doc, figure)
    verb = _predicate(head)
    text = _text(doc, figure, head, verb)
    noun = doc[figure.noun] if figure.noun is not None else None
    events, people = _classes("events"), _classes("people")
    sentence = head.sent
    counted = noun.lemma_.lower() if noun is not None else ""
    near = [t for t in (verb, *(head.children), *(noun.children if noun is not None else ()), noun, head, head.head) if t is not None and t.i != figure.anchor]
    event = next((events[t.lemma_.lower()] for t in near if t.lemma_.lower() in events and (t == verb or t.dep_ in {"acl", "amod", "acl:relcl", "nmod", "conj", "nsubj", "obj", "nsubj:pass", "ROOT", "compound", "obl"})), "")
    sides = []
    for token in (noun.lefts if noun is not None else ()):
        name = place_of(token.text)
        if token.lower_ in {"enemy", "own", "our"}:
            sides.append(token.lower_)
        elif token.lower_ in load("places")["demonyms"] or token.ent_type_ in {"LOC", "GPE"}:
            sides.append(name)
    places = tuple(dict.fromkeys(place_of(e.text) for e in sentence.ents if e.label_ in {"LOC", "GPE"}))
    scope = []
    if figure.kind == "rate":
        scope.append("per " + (figure.unit or "").split(" per ")[-1])
    around = sentence.text.lower()
    for word in ("elsewhere", "so far", "in total", "a day", "daily", "per day", "each day", "overnight", "worldwide", "nationwide", "alone"):
        if word in around:
            scope.append(word)
    for token in (*(noun.lefts if noun is not None else ()),):
        if token.dep_ in {"amod", "compound"} and token.pos_ in {"ADJ", "NOUN"} and not token.like_num:
            scope.append(token.lemma_.lower())
    terms = _terms(doc, figure, head, verb, noun, sentence)
    about = Subject(
        counted=counted, people=people.get(counted, ""), event=event, side=sides[0] if sides else "", places=places,
        scope=tuple(dict.fromkeys(scope)), terms=terms, topic=topic[0], names=topic[1],
        years=_years(doc, figure, verb if verb is not None else head),
    )  # fmt: skip
    return text, about


def _terms(doc: Doc, figure: Figure, head: Token, verb: Token | None, noun: Token | None, sentence: object) -> tuple[str, ...]:
    """Return the lemmas of the clause around the figure, nearest first."""
    base = verb if verb is not None else head
    found: dict[str, int] = {}
    tokens = list(base.subtree) if base.right_edge.i - base.left_edge.i < 60 else list(head.subtree)
    for token in tokens:
        if token.pos_ in _CONTENT and not token.like_num and len(token) > 2 and not figure.start <= token.idx < figure.end:
            lemma = place_of(token.text) if token.pos_ == "PROPN" else token.lemma_.lower()
            if lemma not in _PLAIN_VERBS:
                distance = abs(token.i - figure.anchor)
                found[lemma] = min(distance, found.get(lemma, 999))
    if noun is not None:
        found[noun.lemma_.lower()] = 0
    return tuple(sorted(found, key=lambda lemma: found[lemma])[:12])
