"""Attributions without a verb: according to X, per X, in a new poll, under the plan, `Poll: 55 % back strike`."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

from extract.attribution.asides import is_behind_comma
from extract.attribution.attribution import Attribution, Construction, Range
from extract.attribution.spans import char_range, edges, noun_phrase, subject_of, without
from extract.attribution.verb_agents import classes_of, is_time
from extract.lexicon import words
from extract.parsing.doc_text import text_of
from extract.parsing.labels import PEOPLE
from extract.text.source_names import is_outlet

_IN_DOCUMENT = {
    "in": Construction.IN_DOCUMENT,
    "under": Construction.UNDER_DOCUMENT,
    "by": Construction.BY_DOCUMENT,
    "from": Construction.FROM_DOCUMENT,
}


def phrase_attributions(doc: Doc) -> Iterator[Attribution]:
    """Yield the attributions made by a preposition, a colon or an adverb."""
    for sentence in doc.sents:
        for token in sentence:
            lower = token.lower_
            if lower == "according":
                yield from _according(token, sentence)
            elif lower == "per":
                yield from _per(token, sentence)
            elif lower in _IN_DOCUMENT:
                yield from _in_document(token, sentence)
    yield from _headlines(doc)


def _according(token: Token, sentence: Span) -> Iterator[Attribution]:
    if token.i + 1 >= len(token.doc) or token.nbor(1).lower_ != "to":
        return
    to = token.nbor(1)
    if token.dep_ == "case":
        head = token.head
    elif to.dep_ in {"case", "mark"} and to.head != token:
        head = to.head
    else:
        head = next((c for c in token.rights if c.dep_ in {"obl", "obj", "nmod"}), to.head)
    if head.i <= to.i:
        following = [t for t in token.doc[to.i + 1 : sentence.end] if t.pos_ in {"NOUN", "PROPN", "PRON"}]
        if not following:
            return
        head = following[0]
        while (
            head.head.i > head.i
            and head.head.i < sentence.end
            and head.dep_ in {"compound", "nmod:poss", "flat", "amod"}
        ):
            head = head.head
    if is_time(head):
        # According to a prison statement Monday.
        head = next((t for t in reversed(token.doc[to.i + 1 : head.i]) if t.pos_ in {"NOUN", "PROPN"}), head)
    phrase = noun_phrase(head)
    hole_end = max(phrase.end_char, edges(head)[1] if head.right_edge.i - head.i < 12 else 0)
    yield Attribution(
        Construction.ACCORDING_TO,
        (token.idx, char_range(to)[1]),
        head,
        char_range(phrase),
        without(_scope(token, head, sentence), (token.idx, hole_end)),
        anchor=token.i,
    )


def _scope(token: Token, head: Token, sentence: Span) -> Range:
    """Return the part of the sentence that an adverbial phrase applies to: `but` or a semicolon ends it."""
    start, end = char_range(sentence)
    before = token.nbor(-1).text if token.i > sentence.start else ","
    if before == "," and (addition := _added_before(token, sentence)) is not None:
        return addition.left_edge.idx, token.idx
    if token.i - sentence.start > 3 and before not in {",", "-", "–", "—", ")", "”", '"', "''"} and head.head != head:
        # Without a comma, the phrase belongs to its own clause.
        first, end_of_clause = edges(head.head)
        start, end = max(start, first), min(end, end_of_clause)
    open_bracket = next((t for t in reversed(list(token.doc[sentence.start : token.i])) if t.text in {"(", ")"}), None)
    if open_bracket is not None and open_bracket.text == "(":
        close = next((t for t in token.doc[head.i : sentence.end] if t.text == ")"), None)
        return open_bracket.idx, close.idx if close is not None else end
    if token.i - sentence.start > 8 and before == ",":
        # What follows a phrase in the middle is separate: …, according to the firm, compared with 25 before.
        last = head.right_edge
        if last.i + 2 < sentence.end and last.nbor(1).text == "," and last.nbor(2).lower_ != "and":
            end = min(end, last.idx)
    listed = sum(other.text == ";" for other in sentence) > 1
    for other in sentence:
        # Two or more semicolons form a list, all of which is the source's.
        cuts = (other.text == ";" and not listed) or (
            other.lower_ in {"but", "whereas", "although", "though"}
            and other.i > sentence.start
            and other.nbor(-1).text == ","
            and other.dep_ in {"cc", "mark"}
        )
        if cuts and other.i < token.i and token.i - sentence.start > 3:
            start = max(start, other.idx + len(other))
    return start, end


def _added_before(token: Token, sentence: Span) -> Token | None:
    """Return the relative clause right before a phrase that is all the phrase speaks of, as the rest has its speaker.

    `His aide says he can close the gap, which stood at 40, according to the wire`.
    """
    root = sentence.root
    spoken = "speech" in classes_of(root.lemma_.lower()) and subject_of(root) is not None
    if not spoken or root.i > token.i:
        return None
    asides = (t for t in token.doc[root.i : token.i] if is_behind_comma(t) and t.left_edge.i > root.i)
    return next((t for t in asides if t.right_edge.i >= token.i - 2), None)


def _per(token: Token, sentence: Span) -> Iterator[Attribution]:
    head = token.head
    opens = token.i == sentence.start and token.dep_ == "compound"
    while opens and head.dep_ in {"compound", "flat"} and head.head.i > head.i:
        head = head.head
    if not (token.dep_ == "case" or opens) or head.i <= token.i or head.pos_ not in {"PROPN", "NOUN"}:
        return
    phrase = noun_phrase(head)
    outlet = is_outlet(phrase.text)
    speaks = head.lemma_.lower() in words("cues", "documents") | words("cues", "per_speakers")
    phrase = phrase.doc[max(phrase.start, token.i + 1) : phrase.end]
    # Hundreds of euros per lecture.
    rate = len(phrase) == 1 and head.tag_ == "NN" and not (head.ent_type_ or outlet or opens)
    if rate or not (outlet or head.ent_type_ or speaks):
        return
    if head.dep_ in {"obl", "nmod", "ROOT", "advcl", "parataxis", "nmod:unmarked"}:
        content = without(char_range(sentence), (token.idx, edges(head)[1]))
        yield Attribution(Construction.PER, char_range(token), head, char_range(phrase), content, anchor=token.i)


def _in_document(token: Token, sentence: Span) -> Iterator[Attribution]:
    """In a new poll, under the plan, by the ministry's estimate, by his own account."""
    head, case = token.head, token.lower_
    if token.dep_ != "case" or head.i <= token.i:
        return
    lemma = head.lemma_.lower()
    owner = next((c for c in head.lefts if c.dep_ == "nmod:poss"), None)
    if case == "by" and owner is not None and head.dep_ == "obl" and lemma in words("cues", "own_words"):
        yield Attribution(
            Construction.OWN_ACCOUNT,
            (token.idx, char_range(head)[1]),
            owner,
            char_range(noun_phrase(owner)),
            without(_scope(token, head, sentence), (token.idx, edges(head)[1])),
            anchor=token.i,
            ends_tail=False,
        )
        return
    initial = token.i - sentence.start <= 1
    # If `back` is tagged as an adverb, a poll's sentence has no verb to attach to.
    asked = initial and head.dep_ in {"nmod", "ROOT"} and lemma in words("cues", "polls")
    if lemma not in words("cues", "documents") or not (head.dep_ == "obl" or asked):
        return
    if case == "in" and lemma in words("cues", "in_context"):
        return
    if case in {"by", "from"} and lemma not in words("cues", "by_documents"):
        return
    if case == "by" and owner is None and not any(c.lower_ in {"one", "some", "official"} for c in head.lefts):
        return
    if case == "under" and not initial and lemma not in words("cues", "under_documents"):
        return
    phrase = noun_phrase(head)
    content = without(char_range(sentence) if initial else edges(head.head), (token.idx, phrase.end_char))
    if case == "under":
        # Under the contract the mill went to Lisko, which runs 40 others.
        for aside in (t for t in sentence if is_behind_comma(t)):
            content = [left for part in content for left in without(part, edges(aside))]
    yield Attribution(
        _IN_DOCUMENT[case],
        char_range(token),
        head,
        char_range(phrase),
        content,
        anchor=token.i,
        ends_tail=False,
    )


_TITLE = re.compile(r"^(?:[^\n:]{2,120} [–—-] )?(?P<left>[^\n:]{2,60}): +(?P<rest>[^\n]+)$")
_TAIL = re.compile(r"^(?P<rest>[^\n:]{20,}?)(?:: | [–—-] )(?P<right>[A-Za-z][^\n:.,]{1,40})$")


def _headlines(doc: Doc) -> Iterator[Attribution]:
    """A line of `Source: content`, or of `content: Source`; in a transcript each speech is such a line."""
    text = text_of(doc)
    for line in re.finditer(r"[^\n]+", text):
        body = line.group().strip()
        offset = line.start() + line.group().index(body)
        if match := _TITLE.match(body):
            left = doc.char_span(offset + match.start("left"), offset + match.end("left"), alignment_mode="contract")
            if left is None or not _names_source(left) or not _is_told(doc, left, offset + match.start("rest")):
                yield from _tail(doc, body, offset, small=True)
                continue
            rest = (offset + match.start("rest"), offset + _told_until(match))
            colon = offset + match.end("left")
            yield Attribution(
                Construction.COLON,
                (colon, colon + 1),
                left.root,
                char_range(left),
                [rest],
                anchor=left.root.i,
                ends_tail=False,
            )
        else:
            yield from _tail(doc, body, offset)


def _tail(doc: Doc, body: str, offset: int, *, small: bool = False) -> Iterator[Attribution]:
    """Yield the attribution of a headline at an offset to what closes it.

    small: only a lower-case noun counts, as anything may follow a label's colon.
    """
    if len(body) >= 140 or not (match := _TAIL.match(body)):
        return
    right = doc.char_span(offset + match.start("right"), offset + match.end("right"), alignment_mode="contract")
    if right is None or not _names_source(right):
        return
    if right.text[:1].islower() and right.root.lemma_.lower() not in _heads():
        return
    if small and not right.text[:1].islower():
        return
    colon = offset + match.end("rest")
    yield Attribution(
        Construction.COLON,
        (colon, colon + 1),
        right.root,
        char_range(right),
        [(offset, colon)],
        anchor=right.root.i,
        ends_tail=False,
    )


def _told_until(line: re.Match[str]) -> int:
    """Return where a speech after a label ends: with its quotation, or with its line."""
    rest = line["rest"]
    closing = max(rest.rfind(mark) for mark in '”"') if rest[0] in '“"' else 0
    return line.start("rest") + closing + 1 if closing > 0 else line.end("rest")


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@cache
def _heads() -> frozenset[str]:
    """Return the lower-case nouns that close a headline: `Five dead as boat sinks: police`."""
    return words("cues", "per_speakers") | words("cues", "polls")


def _is_told(doc: Doc, label: Span, start: int) -> bool:
    """Return True if what follows a label can be its statement: after a person's name, a sentence or a quotation.

    `Dana Holt: Possession of stolen goods, $7,000 bond` is a record, not speech.
    """
    if label.root.lemma_.lower() in _heads():
        return True
    if any(token.ent_type_ == "ORG" for token in label):
        # `Key figures: 12 dead`
        return label.root.tag_ != "NNS"
    text = text_of(doc)
    end = text.find("\n", start)
    rest = doc.char_span(start, end if end >= 0 else len(text), alignment_mode="contract")
    return rest is None or rest.text[:1] in "“\"'" or any(token.tag_ in _FINITE for token in rest)


def _names_source(span: Span) -> bool:
    """Return True if a phrase before a colon can speak: a name, or a poll, report or official."""
    if len(span) > 7 or any(token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"} for token in span):
        return False
    root = span.root
    lemma = root.lemma_.lower()
    if lemma in words("cues", "consequences"):
        return False
    if lemma in words("cues", "documents") or lemma in words("cues", "per_speakers"):
        return lemma not in words("cues", "headings") or len(span) > 1
    if root.pos_ == "NOUN" and not root.ent_type_ and lemma not in words("cues", "speakers"):
        # One more worry for Rask: there are …
        return False
    named = any(token.ent_type_ in PEOPLE | {"ORG"} for token in span)
    return named and root.pos_ in {"PROPN", "NOUN"} and span.text.count("(") == span.text.count(")")
