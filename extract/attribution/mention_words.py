"""Reads the words around a source's head: whose name it is, where, and what kind of source."""

from extract.attribution.cue_words import DASHES, can_speak
from extract.attribution.name_phrases import is_people, is_person
from extract.attribution.spans import noun_phrase
from extract.claim import SourceKind
from extract.lexicon import words
from extract.parsing.labels import PEOPLE, PLACES
from extract.parsing.tokens import Doc, Span, Token

# Keys under which a Doc caches its nouns by how they were introduced.
_UNNAMED, _APPOSED = "attribune_unnamed", "attribune_apposed"


def is_acronym(token: Token) -> bool:
    """Return True if capitals distinguish a name from a word: `WHO said`, in a sentence that is not all in capitals."""
    beside = (other for other in token.sent if other.is_alpha and other != token)
    return token.is_upper and len(token) > 1 and not all(other.is_upper for other in beside)


def ends_name(token: Token) -> bool:
    """Return True if a word belongs to a name, even if it is also a noun: `Orran Coal`."""
    if token.pos_ != "NOUN" or not token.is_title or token.i == 0:
        return token.pos_ == "PROPN"
    return token.nbor(-1).tag_ == "NNP" and token.nbor(-1).head == token


def is_whereabouts(name: Token) -> bool:
    """Return True if a name says where something is: `a mine in Orran`, not `shares in Orran Coal`."""
    holding = name.head.lemma_.lower() in words("cues", "holdings")
    return name.ent_type_ in PLACES and not holding and any(c.dep_ == "case" and c.lower_ != "of" for c in name.lefts)


def apposed_name(head: Token) -> Token | None:
    """Return the last word of a person's name next to a noun: `the clerk, Clara Nys`."""
    beside: list[Token] = [c for c in head.rights if c.dep_ == "appos"]
    if is_person(head) or (is_people(head) and head.tag_ == "NN"):
        # The head of the board, Tom Rask: the parser may attach the name to the board.
        whose = [c for c in head.rights if c.dep_ == "nmod" and c.ent_type_ not in PEOPLE and not is_people(c)]
        beside += [c for noun in whose for c in noun.rights if c.dep_ == "appos"]
    elif head.lemma_.lower() in words("places", "kinds") or not can_speak(head):
        # The town of Orran's fire chief, Tom Rask: the parser may take the town for the head.
        chiefs = (c for c in head.rights if c.dep_ == "nmod" and is_people(c) and c.tag_ == "NN")
        owned = (c for c in chiefs if any(k.dep_ == "nmod:poss" for k in c.lefts))
        beside += [c for noun in owned for c in noun.rights if c.dep_ == "appos"]
    if head.lower_ == "one":
        # One of the nurses, Clara Nys.
        beside += [c for noun in head.rights if noun.dep_ == "nmod" for c in noun.rights if c.dep_ == "appos"]
    dashed = any(token.text in DASHES for token in head.doc[head.head.i : head.i])
    if head.dep_ == "appos" and head.head.ent_type_ in PEOPLE and not dashed:
        beside.append(head.head)
    for token in beside:
        # Her brother, the clerk Tom Rask: the name may be in apposition to an apposition.
        parts = [token, *(c for c in token.rights if c.dep_ == "appos")]
        named = [t for part in parts for t in noun_phrase(part) if t.ent_type_ in PEOPLE]
        if named:
            return named[-1]
    return None


def belongs_to_other(token: Token, head: Token) -> bool:
    """Return True if a name in a phrase is not its head's, but an owner's, a place's, or excluded by `non-` or `anti-`.

    `Rask's office`, `the non-Rask candidates`.
    """
    if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in words("names", "against"):
        return True
    while token not in (head, token.head):
        if token.dep_ in {"nmod:poss", "nmod"}:
            return True
        token = token.head
    return False


def spoken_for(head: Token) -> list[Token]:
    """Return the words of the name for which a spokesman speaks: `a spokesman for the Lisko Fund`."""
    behind = [c for c in head.rights if c.dep_ == "nmod" and any(k.lower_ in {"for", "of", "at"} for k in c.lefts)]
    return [token for token in noun_phrase(behind[0]) if token.pos_ != "DET"] if behind else []


def of_person(name: list[Token]) -> bool:
    """Return True if a word of a name is a person's."""
    return any(token.ent_type_ in PEOPLE for token in name)


def joined(name: list[Token]) -> str:
    """Return the words of a name with spaces between."""
    return " ".join(token.text for token in name)


def kind_of(head: Token, otherwise: SourceKind = "other") -> SourceKind:
    """Return the kind of source that a noun means, or else `otherwise`."""
    lemma = head.lemma_.lower()
    if head.pos_ == "PROPN":
        return otherwise
    if lemma in words("cues", "unnamed"):
        return "unnamed"
    return "document" if lemma in words("cues", "documents") else otherwise


def with_country(bodies: list[Token], named: list[Token]) -> list[Token]:
    """Return the words of a public body's name with the country before it: the `US` of the `US Geological Survey`."""
    if not bodies or bodies[-1].lower_ not in words("names", "bodies"):
        return bodies
    places = {token.i: token for token in named}
    first = bodies[0].i
    while first - 1 in places:
        first -= 1
    return [*(places[i] for i in range(first, bodies[0].i)), *bodies]


def definite_nouns(doc: Doc) -> dict[str, list[Token]]:
    """Return the words with `the`, in text order, by their lower-case form."""
    nouns: dict[str, list[Token]] = {}
    for place in sorted({token.head.i for token in doc.with_lower(("the",)) if token.head.i > token.i}):
        nouns.setdefault(doc[place].lower_, []).append(doc[place])
    return nouns


def introduced_unnamed(doc: Doc) -> dict[str, int]:
    """Return the token index where each noun was first introduced without a name, by its lemma: `a security firm`."""
    places: dict[str, int] | None = doc.user_data.get(_UNNAMED)
    if places is None:
        places = doc.user_data[_UNNAMED] = {}
        for article in doc.with_lower(("a", "an", "another", "one")):
            noun = article.head
            beside = (noun.head, *noun.children, *doc[noun.i + 1 : noun.i + 2])
            if noun.pos_ == "NOUN" and noun.dep_ != "appos" and not any(t.pos_ == "PROPN" for t in beside):
                places.setdefault(noun.lemma_.lower(), noun.i)
    return places


def apposed_nouns(doc: Doc) -> dict[str, list[tuple[int, int]]]:
    """Return nouns in apposition to a body's name by lemma, as pairs of token indices: the noun's, the name's.

    `Rivo, a maker of shoes`; `its insurer, Meridian Mutual`.
    """
    places: dict[str, list[tuple[int, int]]] | None = doc.user_data.get(_APPOSED)
    if places is None:
        places = doc.user_data[_APPOSED] = {}
        for token in doc:
            if token.dep_ != "appos" or token.head == token:
                continue
            noun, name = token, token.head
            if token.pos_ == "PROPN":
                # Rivo is suing its insurer, Foss Mutual: the parser may attach the name to Rivo.
                first = noun_phrase(token).start
                near = first > 1 and doc[first - 1].text == "," and doc[first - 2].pos_ == "NOUN"
                noun, name = doc[first - 2] if near else token.head, token
            if noun.pos_ == "NOUN" and name.pos_ == "PROPN" and name.ent_type_ not in PEOPLE | PLACES:
                places.setdefault(noun.lemma_.lower(), []).append((noun.i, name.i))
    return places


def introduction(head: Token) -> Span | None:
    """Return the phrase that introduced a document: `a poll by Meridian Research` for `the poll`."""
    doc, best = head.doc, None
    for token in doc[: head.i]:
        if token.lemma_.lower() != head.lemma_.lower() or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        phrase = noun_phrase(token)
        maker = next((c for c in token.rights if c.dep_ == "nmod" and any(k.lower_ == "by" for k in c.lefts)), None)
        end = noun_phrase(maker).end if maker is not None and maker.left_edge.i == phrase.end else phrase.end
        fuller = Span(doc, phrase.start, end)
        if any(t.ent_type_ or t.pos_ == "PROPN" for t in fuller) and (best is None or len(fuller) > len(best)):
            best = fuller
    return best


def repeats(earlier: Token, phrase: Span) -> bool:
    """Return True if a description is the same as an earlier one, word for word: `the food company`."""
    return Span(earlier.doc, max(0, earlier.i + 1 - len(phrase)), earlier.i + 1).text.lower() == phrase.text.lower()
