"""Cuts spans out of a tree: the noun phrase that names a source, a clause without some part."""

from extract.attribution.attribution import Range
from extract.lexicon import any_words, words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Span, Token

# The dependents that a source's noun phrase keeps. Clauses and appositions describe the source without naming it.
_LEFT = {
    "det",
    "amod",
    "compound",
    "nummod",
    "nmod:poss",
    "flat",
    "det:predet",
    "nmod",
    "nmod:unmarked",
    "punct",
    "goeswith",
    "appos",
    "advmod",
}
_RIGHT = {"flat", "compound", "fixed", "goeswith", "nummod"}
_HYPHENS = frozenset({"-", "‐", "–"})
_SINGULAR = frozenset({"NN", "NNP", "PRP"})
_NAMING_CASES = {"of", "for", "from", "at", "in", "on", "with"}


_KEY = "attribune_noun_phrases"


def noun_phrase(head: Token) -> Span:
    """Return the noun phrase of head: its modifiers, names and `of` phrases, no clauses and no appositions."""
    known: dict[int, Span] = head.doc.user_data.setdefault(_KEY, {})
    phrase = known.get(head.i)
    if phrase is None:
        phrase = known[head.i] = _noun_phrase(head)
    return phrase


def _noun_phrase(head: Token) -> Span:
    first = head.i
    for child in reversed(head.lefts):
        if child.dep_ not in _LEFT or child.right_edge.i < first - 1:
            break
        if child.dep_ == "punct" and child.text not in {"-", "“", '"', "'", "‘", "."}:
            break
        if child.dep_ in {"appos", "advmod"}:
            continue
        first = child.left_edge.i
    if first == head.i and first > head.sent.start and _is_owned(head):
        # Census Office figures: the parser takes the owner for a second subject.
        first = noun_phrase(head.nbor(-1)).start
    while (head.doc[first].is_punct or head.doc[first].dep_ == "cc") and first < head.i:
        first += 1
    last = head.i
    for child in head.rights:
        if child.left_edge.i != last + 1 and child.dep_ != "flat":
            break
        number = child.tag_ == "CD" and child.dep_ in _RIGHT and head.pos_ == "NOUN"
        if number and (head.tag_ == "NNS" or any(c.dep_ == "det" for c in head.lefts)):
            # The ministry says 70 died, the rebels 90.
            break
        if child.dep_ in _RIGHT or child.text == "&":
            last = child.right_edge.i
        elif _is_tied(child, head.doc[last]) or (child.dep_ == "nmod" and _names(child, head)):
            last = noun_phrase(child).end - 1
        elif child.dep_ == "punct" and child.text == "-" and not child.nbor(-1).whitespace_:
            last = child.i
        else:
            break
    doc = head.doc
    while first >= 2 and doc[first - 1].text in _HYPHENS:
        if not (_is_hyphenated(doc[first - 2], doc[first]) or (first == head.i and _is_second_half(head))):
            break
        first = min(first - 2, doc[first - 2].left_edge.i)
    while last + 2 < len(doc) and doc[last + 1].text in _HYPHENS and _is_hyphenated(doc[last], doc[last + 2]):
        last += 2
    if last + 1 < len(head.doc) and head.doc[last].text == "-" and not head.doc[last].whitespace_:
        # Party-goers, whose second half the parser attached elsewhere.
        last += 1
    if last == head.i and (whole := _coordinated_name(head)) is not None:
        first, last = min(first, whole.left_edge.i), whole.i
    return Span(doc, first, last + 1)


def _is_owned(noun: Token) -> bool:
    """Return True if a noun follows a name that is a subject of the same verb."""
    before = noun.nbor(-1)
    subjects = noun.dep_ == before.dep_ == "nsubj" and noun.head == before.head
    return subjects and noun.pos_ == "NOUN" and before.pos_ == "PROPN"


def _is_tied(part: Token, last: Token) -> bool:
    """Return True if an ampersand connects a part of a name to the word before it: `the Times & Star`."""
    tied = last.text == "&" or part.left_edge.text == "&"
    return tied and part.dep_ == "conj" and part.text[:1].isupper()


def _is_hyphenated(first: Token, second: Token) -> bool:
    """Return True if the hyphen between two capitalised words connects them: `the Harbour Post-Herald`."""
    tied = not first.whitespace_ and not first.nbor().whitespace_
    return tied and first.text[:1].isupper() and second.text[:1].isupper()


def _coordinated_name(head: Token) -> Token | None:
    """Return the last word of a body's name that has `and` in it: `the Lands and Rivers Agency`."""
    if not head.text[:1].isupper() or head.ent_type_ in PEOPLE or head.lemma_.lower() in words("cues", "offices"):
        return None
    for child in head.rights:
        if child.dep_ != "conj" or not child.text[:1].isupper() or child.i - head.i > 4:
            continue
        lemma = child.lemma_.lower()
        sort = lemma in any_words("cues.offices", "names.bodies") or lemma == "agency"
        if sort and all(t.text[:1].isupper() or t.lower_ in {"and", "&"} for t in head.doc[head.i : child.i]):
            return child
    return None


def _names(child: Token, head: Token) -> bool:
    """Return True if a phrase after a noun is part of its name: `a poll by Meridian Research`."""
    cases = {c.lower_ for c in child.lefts if c.dep_ == "case"}
    made = "by" in cases and head.lemma_.lower() in words("cues", "documents")
    amount = child.pos_ == "NUM" and "at" in cases
    return (bool(cases & _NAMING_CASES) and not amount) or made


def subject_of(verb: Token) -> Token | None:
    """Return the head of a verb's active subject."""
    # `These staff, she explained, were paid`: the nearer of two is the verb's own.
    subjects = [c for c in reversed(verb.lefts) if c.dep_ in {"nsubj", "nsubj:outer", "csubj", "expl"}]
    if subjects:
        # `A prison statement Monday said`: the day is not a subject. Half of a compound is one only in a broken tree:
        # `results of party-goers show`.
        named = [c for c in subjects if c.lower_ not in words("exclusions", "weekdays")]
        if verb.tag_ == "VBZ" and any(c.tag_ in _SINGULAR for c in named):
            # `A page from the file they showed the leaders says`: leaders say, a page says.
            named = [c for c in named if c.tag_ not in {"NNS", "NNPS"}]
        return next((c for c in named if not _is_second_half(c)), (named or subjects)[0])
    # …, an aide said, according to the wire: the parser may take the wire for a subject.
    behind = [c for c in verb.rights if c.dep_ in {"nsubj", "nsubj:outer"} and not _is_accorded(c)]
    if len(behind) > 1 and behind[1].left_edge.i == behind[0].i + 1 and behind[1].pos_ == "PROPN":
        # …, said climber Tom Rask.
        return behind[1]
    return behind[0] if behind else None


def _is_accorded(noun: Token) -> bool:
    return any(c.lower_ == "according" for c in noun.lefts)


def _is_second_half(token: Token) -> bool:
    """Return True if a hyphen connects a word to the one before it."""
    return token.i > 1 and token.nbor(-1).text == "-" and not (token.nbor(-1).whitespace_ or token.nbor(-2).whitespace_)


def passive_subject_of(verb: Token) -> Token | None:
    """Return the head of a verb's passive subject."""
    for child in verb.children:
        if child.dep_ in {"nsubj:pass", "csubj:pass"}:
            return child
    return None


def char_range(tokens: Span | Token) -> Range:
    """Return the character offsets of a span or token."""
    if isinstance(tokens, Token):
        return tokens.idx, tokens.idx + len(tokens)
    return tokens.start_char, tokens.end_char


def edges(head: Token) -> Range:
    """Return the character offsets of head's subtree."""
    return head.left_edge.idx, char_range(head.right_edge)[1]


def without(whole: Range, hole: Range) -> list[Range]:
    """Return what is left of a range around a hole."""
    return [(a, b) for a, b in ((whole[0], min(hole[0], whole[1])), (max(hole[1], whole[0]), whole[1])) if b > a]


_DASHES = frozenset({"-", "–", "—", "--", "(", "- -", "―"})


def _asides(head: Token) -> list[Token]:
    """Return the narrator's asides in a clause: those between dashes or brackets."""
    return [
        token
        for token in head.subtree
        if token.dep_ in {"parataxis", "acl:relcl"}
        and token != head
        and token.left_edge.i > head.left_edge.i
        and (token.left_edge.text in _DASHES or token.left_edge.nbor(-1).text in _DASHES)
        and token.right_edge.i < head.right_edge.i
        and (token.dep_ == "parataxis" or token.right_edge.nbor(1).text in _DASHES)
    ]


def clause(head: Token, *, less: Token | None = None) -> list[Range]:
    """Return the character ranges of head's subtree, without the subtree of one descendant, or else the first aside."""
    less = less if less is not None else next(iter(_asides(head)), None)
    if less is None or not (head == less or head.is_ancestor(less)):
        return [edges(head)]
    return without(edges(head), edges(less))


def is_gerund(clause_head: Token) -> bool:
    """Return True for `taking` and `having taken`."""
    return clause_head.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in clause_head.lefts)
