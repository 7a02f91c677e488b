"""Finds attributions by a colon or a dash in a line: `Poll: 55 % back strike`, `Five dead: police`, a transcript."""

import re
from collections.abc import Iterator
from functools import cache

from extract.attribution.attribution import Attribution, Construction
from extract.attribution.spans import char_range
from extract.lexicon import words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Doc, Span, Token
from extract.text.source_names import is_outlet

# `Q: How many boats sank?`
_QUESTION = re.compile(r"[ \t]*(?P<asks>[A-Z][^\n:]{0,60}): [^\n]*\?$")
_LONGEST_QUESTION = 600
# Without one of these neither pattern matches.
_MARKS = (": ", " – ", " — ", " - ")
_TITLE = re.compile(r"^[“\"]?(?:[^\n:]{2,120} [–—-] )?(?P<left>[^\n:]{2,60}): +(?P<rest>[^\n]+)$")
_TAIL = re.compile(r"^(?P<rest>[^\n:]{20,}?)(?:: | [–—-] )(?P<right>[A-Za-z][^\n:.,]{1,40})$")


def headline_attributions(doc: Doc) -> Iterator[Attribution]:
    """Yield the attributions of lines like `Source: content`, as in a transcript, or `content: Source`."""
    text = doc.text
    for line in re.finditer(r"[^\n]+", text):
        body = line.group().strip()
        if not any(mark in body for mark in _MARKS):
            continue
        offset = line.start() + line.group().index(body)
        if match := _TITLE.match(body):
            left = doc.char_span(offset + match.start("left"), offset + match.end("left"), alignment_mode="contract")
            turn = left is not None and _answers(text, line.start(), left)
            if left is None or not (
                turn
                or (
                    (_names_source(left) or _is_surname(left))
                    and _is_statement(doc, left, offset + match.start("rest"))
                )
            ):
                yield from _tail(doc, body, offset, small=True)
                continue
            rest = (offset + match.start("rest"), offset + _end_of_speech(match))
            colon = offset + match.end("left")
            head = _head_of(left)
            yield Attribution(
                Construction.COLON,
                (colon, colon + 1),
                head,
                char_range(left),
                [rest],
                anchor=head.i,
                ends_tail=False,
            )
        else:
            yield from _tail(doc, body, offset)


def _tail(doc: Doc, body: str, offset: int, *, small: bool = False) -> Iterator[Attribution]:
    """Yield the attribution of a headline, which begins at an offset, to the source that closes it.

    small: only a lower-case noun is a source, as anything may follow a label's colon.
    """
    if len(body) >= 140 or not (match := _TAIL.match(body)):
        return
    right = doc.char_span(offset + match.start("right"), offset + match.end("right"), alignment_mode="contract")
    if right is None:
        return
    of_body = all(t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in right) and right.root.lemma_.lower() in _bodies()
    if not (of_body or _names_source(right)):
        return
    closes = of_body or right.root.lemma_.lower() in _heads() or _is_office(right)
    if right.text[:1].islower() and not closes:
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


def _answers(text: str, start: int, label: Span) -> bool:
    """Return True if a name labels the answer to the question in the line before: `Q: How many?` or an outlet's."""
    before = text[max(0, start - _LONGEST_QUESTION) : start].rstrip()
    question = before[before.rfind("\n") + 1 :]
    named = len(label) > 1 and all(token.pos_ == "PROPN" and token.is_title for token in label)
    asked = _QUESTION.match(question) if named else None
    return asked is not None and (asked["asks"] in {"Q", "Question"} or is_outlet(asked["asks"]))


def _end_of_speech(line: re.Match[str]) -> int:
    """Return where a speech after a label ends: with its quotation, or with its line."""
    rest = line["rest"]
    closing = max(rest.rfind(mark) for mark in '”"') if rest[0] in '“"' else 0
    return line.start("rest") + closing + 1 if closing > 0 else line.end("rest")


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl", "csubj"})
_SCORES = re.compile(r"(?:[A-Z][\w.&'’ -]{1,40} \d{1,3}(?:[,;] |[.]?\s*$)){2,}")


@cache
def _heads() -> frozenset[str]:
    """Return the lower-case nouns that close a headline: `Five dead as boat sinks: police`."""
    return words("cues", "per_speakers", "polls")


@cache
def _bodies() -> frozenset[str]:
    """Return the nouns for public bodies, which close a headline too: `40 homes flooded – fire service`."""
    return words("cues", "offices") | words("names", "bodies")


def _is_statement(doc: Doc, label: Span, start: int) -> bool:
    """Return True if what follows a label can be its statement: after a person's name, a sentence or a quotation.

    `Dana Holt: Possession of stolen goods, $7,000 bond` is a record, not speech.
    """
    if label.root.lemma_.lower() in _heads() or "@" in label.text:
        # A post begins with its author's account.
        return True
    text = doc.text
    end = text.find("\n", start)
    if text[start].islower() and any(token.text == "," for token in label):
        # `Tom Rask, of Selm: speeding, fined $90.`
        return False
    if any(token.ent_type_ == "ORG" for token in label):
        # `Key figures: 12 dead`, `Harbour Cup: Ketter 3, Lissa 1`
        return label.root.tag_ != "NNS" and not _SCORES.fullmatch(text, start, end if end >= 0 else len(text))
    rest = doc.char_span(start, end if end >= 0 else len(text), alignment_mode="contract")
    if _is_office(label):
        # Headlines leave out auxiliaries; `Director: Tom Rask, who has made 40 films.` is none.
        if rest is None or rest.text[-1] in ".!?":
            return False
        # Forty held; 3 dead.
        return any(t.pos_ == "VERB" or (t.dep_ in {"appos", "parataxis"} and t.pos_ == "ADJ") for t in rest)
    return rest is None or rest.text[:1] in "“\"'" or any(map(_is_clause, rest))


def _is_clause(verb: Token) -> bool:
    """Return True for a finite verb that has a subject, as records leave out: `Dana Holt: theft, fined $90`."""
    clause_head = verb.head if verb.dep_ in {"aux", "aux:pass", "cop"} else verb
    return verb.tag_ in _FINITE and any(c.dep_ in _SUBJECTS for c in clause_head.children)


def _is_office(label: Span) -> bool:
    """Return True if a label is no more than an office, as in headlines: `Mayor: 40 homes flooded`."""
    offices = words("titles", "titles") - words("titles", "address")
    # The first word has a capital, so the tagger may take it for a name: `Fire chief: 3 dead`.
    plain = label[0].pos_ in {"NOUN", "PROPN"} and not label[0].ent_type_
    plain = plain and all(token.pos_ == "NOUN" and token.is_lower for token in label[1:])
    return plain and label.root.pos_ == "NOUN" and label.root.lemma_.lower() in offices


def _head_of(label: Span) -> Token:
    """Return the head of a label, which is not the `Dr.` of `Dr. Clara Nys`, though its dot may end a sentence."""
    names = (token for token in label if token.ent_type_ in PEOPLE)
    return label.root if label.root.pos_ != "PROPN" or label.root.ent_type_ else next(names, label.root)


def _is_surname(label: Span) -> bool:
    """Return True if a label is the surname, in capitals, of a person whom the text names, as in transcripts."""
    name = label.text
    return name.isupper() and any(ent.label_ in PEOPLE and ent[-1].text.upper() == name for ent in label.doc.ents)


def _names_source(span: Span) -> bool:
    """Return True if a phrase before a colon can speak: a name, or a poll, report or official."""
    if len(span) > 7 or any(token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"} for token in span):
        return False
    root = span.root
    lemma = root.lemma_.lower()
    if lemma in words("cues", "consequences"):
        return False
    if lemma in words("cues", "documents") or lemma in words("cues", "per_speakers"):
        outlets_own = any(c.dep_ == "nmod:poss" and c.lemma_.lower() in words("cues", "of_outlet") for c in root.lefts)
        return lemma not in words("cues", "headings") or (len(span) > 1 and not outlets_own)
    if _is_office(span):
        return True
    if root.pos_ == "NOUN" and not root.ent_type_ and lemma not in words("cues", "speakers"):
        # One more worry for Rask: there are …
        return False
    named = any(token.ent_type_ in PEOPLE | {"ORG"} for token in span)
    # Clara Nys (@ClaraNys): …: the tokenizer keeps `):` together.
    closed = span.text + span.doc.text[span.end_char : span.end_char + 1].replace(":", "")
    return named and root.pos_ in {"PROPN", "NOUN"} and closed.count("(") == closed.count(")")
