"""Finds attributions without a verb: according to X, per X, by X's account, in a new poll, under the plan."""

from collections.abc import Iterator
from itertools import takewhile

from extract.attribution.asides import is_behind_comma
from extract.attribution.attribution import Attribution, Construction, Range
from extract.attribution.cue_words import DASHES, OPENING, can_speak, case_of, classes_of, is_time, names_saying
from extract.attribution.document_phrases import IN_DOCUMENT, in_document
from extract.attribution.explained_places import without_explained_places
from extract.attribution.spans import char_range, edges, noun_phrase, subject_of, without
from extract.lexicon import words
from extract.parsing.tokens import Doc, Span, Token
from extract.text.source_names import is_outlet

# A phrase with more words than this comes from a broken tree.
LONGEST = 12


def phrase_attributions(doc: Doc) -> Iterator[Attribution]:
    """Yield the attributions made by a preposition or an adverb."""
    for token in doc.with_lower(("according", "per", "words", *IN_DOCUMENT)):
        lower = token.lower_
        if lower == "according":
            yield from _according(token, token.sent)
        elif lower == "per":
            yield from _per(token, token.sent)
        elif lower == "words":
            yield from _in_words(token, token.sent)
        elif lower == "by" and (own := list(_by_own_account(token, token.sent))):
            yield from own
        else:
            yield from in_document(token, token.sent)


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
    head = _behind_participle(head)
    if is_time(head):
        # According to a prison statement Monday.
        head = next((t for t in reversed(token.doc[to.i + 1 : head.i]) if t.pos_ in {"NOUN", "PROPN"}), head)
    phrase = noun_phrase(head)
    hole_end = max(phrase.end_char, edges(head)[1] if head.right_edge.i - head.i < LONGEST else 0)
    if token.i - sentence.start <= 1 and (
        comma := next((t for t in token.doc[phrase.end : head.right_edge.i + 2] if t.text == ","), None)
    ):
        # According to a 40-page report by Rask and a 52-page reply, …
        hole_end = max(hole_end, comma.idx)
    behind = phrase.doc[phrase.end : min(phrase.end + 2, sentence.end)]
    if len(behind) == 2 and behind[0].text in DASHES and behind[1].lower_ in {"a", "an"}:
        # According to the club — friends from four towns: who they are is the narrator's.
        closing = (t.idx for t in phrase.doc[phrase.end + 1 : sentence.end] if t.text in DASHES and t.whitespace_)
        hole_end = max(hole_end, next(closing, sentence.end_char))
    owner = _owner_of(head)
    yield Attribution(
        Construction.ACCORDING_TO,
        (token.idx, char_range(to)[1]),
        owner,
        char_range(noun_phrase(owner)),
        without_explained_places(sentence, without(_scope(token, head, sentence), (token.idx, hole_end))),
        anchor=token.i,
    )


def _behind_participle(head: Token) -> Token:
    """Return the noun of `film buying sources`, which the parser takes for a film that buys sources."""
    buying = next((c for c in head.rights if c.dep_ == "acl" and c.tag_ == "VBG" and c.i == head.i + 1), None)
    bare = head.tag_ == "NN" and all(c.dep_ in {"case", "fixed"} for c in head.lefts)
    if buying is None or not bare:
        return head
    return next((c for c in buying.rights if c.dep_ == "obj" and c.i == buying.i + 1), head)


def _owner_of(head: Token) -> Token:
    """Return the owner of a document of its own, which relays nobody: the outlet of `according to its own count`."""
    own = any(c.lower_ == "own" for c in head.lefts)
    owner = next((c for c in head.lefts if c.dep_ == "nmod:poss"), None)
    if not own or owner is None or not names_saying(head.lemma_.lower()):
        return head
    subject = subject_of(head.head) if head.i < head.head.i else None
    # By its own count, the firm …: the pronoun comes before its antecedent.
    return subject if subject is not None and can_speak(subject) and owner.pos_ == "PRON" else owner


def _scope(token: Token, head: Token, sentence: Span) -> Range:
    """Return the part of the sentence that an adverbial phrase applies to: `but` or a semicolon ends it."""
    start, end = char_range(sentence)
    before = token.nbor(-1).text if token.i > sentence.start else ","
    if before == "," and token.i > sentence.start + 1 and token.nbor(-2).lower_ == "that":
        # Rask said that, according to Brandt, 40 had left.
        return token.idx, end
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
        separate = last.i + 2 < sentence.end and last.nbor(1).text == "," and last.nbor(2).lower_ != "and"
        if separate and _has_clause(token, sentence):
            end = min(end, last.idx)
    start, end = _between_dashes(token, head, sentence, (start, end))
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
        if other.text == ";" and not listed and other.i > head.i and _has_speaker(sentence, other.i):
            # According to the owner 6 left; the tenants insist it was 19.
            end = min(end, other.idx)
        if other.lower_ == "so" and other.i > head.i and _concludes(other):
            end = min(end, other.idx)
    return start, end


def _between_dashes(token: Token, head: Token, sentence: Span, scope: Range) -> Range:
    """Return the part of a scope before a dash that follows a phrase, or, if the phrase ends an aside, within that.

    `Half of them are ill, according to Rask — a third of the town`; `Most — 63 %, according to Rask — are ill`.
    """
    last = head.right_edge.i if head.right_edge.i - head.i < LONGEST else head.i
    behind = token.doc[last + 1 : min(last + 2, sentence.end)]
    if not behind or behind[0].text not in DASHES or not behind[0].whitespace_ or token.nbor(-1).text in DASHES:
        return scope
    dashes = [t for t in token.doc[sentence.start : token.i] if t.text in DASHES and t.whitespace_]
    return (dashes[-1].idx if len(dashes) % 2 else scope[0]), min(scope[1], behind[0].idx)


def _concludes(so: Token) -> bool:
    """Return True for the narrator's conclusion: `According to Rask, half are ill, so 40 tents are needed`."""
    return so.nbor(-1).text == "," and so.i + 1 < so.sent.end and so.nbor(1).lower_ not in {"that", "far", "did", "do"}


def _has_clause(token: Token, sentence: Span) -> bool:
    """Return True if a whole clause precedes a phrase, not only the start of one: `Of its 900 men, according to …`."""
    before = takewhile(lambda t: t.text not in OPENING | {":"}, reversed(list(token.doc[sentence.start : token.i])))
    return any(t.dep_ in {"nsubj", "nsubj:pass", "expl"} for t in before)


def _has_speaker(sentence: Span, behind: int) -> bool:
    """Return True if somebody says something in a sentence after a token index."""
    verbs = (t for t in sentence if t.i > behind and "speech" in classes_of(t.lemma_.lower()))
    return any((subject := subject_of(verb)) is not None and subject.i > behind for verb in verbs)


def _added_before(token: Token, sentence: Span) -> Token | None:
    """Return the relative clause right before a phrase if the phrase applies only to it, as the rest has a speaker.

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
    # Per the fire chief; no rate has an article.
    determined = can_speak(head) and any(c.lower_ == "the" or c.dep_ == "nmod:poss" for c in head.lefts)
    speaks = determined or head.lemma_.lower() in words("cues", "documents", "per_speakers")
    phrase = Span(phrase.doc, max(phrase.start, token.i + 1), phrase.end)
    # Hundreds of euros per lecture.
    rate = len(phrase) == 1 and head.tag_ == "NN" and not (head.ent_type_ or outlet or opens)
    if rate or not (outlet or head.ent_type_ or speaks):
        return
    if head.dep_ in {"obl", "nmod", "ROOT", "advcl", "parataxis", "nmod:unmarked"}:
        content = without(char_range(sentence), (token.idx, edges(head)[1]))
        yield Attribution(Construction.PER, char_range(token), head, char_range(phrase), content, anchor=token.i)


def _in_words(noun: Token, sentence: Span) -> Iterator[Attribution]:
    """Yield the attribution of a quotation after `in the words of`: `In the words of Dan Rask, “40 came”`."""
    case = next((c for c in noun.lefts if c.dep_ == "case" and c.lower_ == "in"), None)
    speaker = next((c for c in noun.rights if case_of(c) == "of" and can_speak(c)), None)
    if case is None or speaker is None or case.i - sentence.start > 1:
        return
    phrase = noun_phrase(speaker)
    yield Attribution(
        Construction.ACCORDING_TO,
        (case.idx, char_range(noun)[1]),
        speaker,
        char_range(phrase),
        without(char_range(sentence), (case.idx, phrase.end_char)),
        anchor=noun.i,
    )


def _by_own_account(token: Token, sentence: Span) -> Iterator[Attribution]:
    """Yield the attribution of `by the ministry's estimate`, `by his own account`, `by the reckoning of Clara Nys`."""
    head = token.head
    # By the union's reckoning: the tagger may take the noun for a verb.
    gerund = token.dep_ == "mark" and head.tag_ == "VBG" and head.lower_ in words("cues", "own_words")
    lemma = head.lower_ if gerund else head.lemma_.lower()
    if head.i <= token.i or lemma not in words("cues", "own_words"):
        return
    if not gerund and (token.dep_ != "case" or head.dep_ not in {"obl", "advcl"}):
        return
    owners = (c for c in head.rights if c.dep_ == "nmod" and c.left_edge.lower_ == "of" and _can_count(c))
    owner = next((c for c in head.lefts if c.dep_ == "nmod:poss"), None) or next(owners, None)
    if owner is None:
        return
    end = noun_phrase(owner).end_char if owner.i > head.i else (char_range(head) if gerund else edges(head))[1]
    yield Attribution(
        Construction.OWN_ACCOUNT,
        (token.idx, char_range(head)[1]),
        owner,
        char_range(noun_phrase(owner)),
        without(_scope(token, head, sentence), (token.idx, end)),
        anchor=token.i,
        ends_tail=False,
    )


def _can_count(noun: Token) -> bool:
    """Return True for a speaker, and for whoever has a name: `by the count of the beadle, Tom Rask`."""
    beside = (c for t in (noun, noun.head) for c in t.rights if c.i > noun.i)
    if can_speak(noun) or any(c.dep_ in {"appos", "flat"} and c.pos_ == "PROPN" for c in beside):
        return True
    name = noun.doc[min(noun.i + 2, noun.sent.end - 1)]
    # The parser may take the name for a second subject.
    named = noun.nbor(1).text == "," and name.pos_ == "PROPN" and name.dep_ == "nsubj"
    return named and sum(c.dep_ in {"nsubj", "nsubj:pass"} for c in name.head.lefts) > 1
