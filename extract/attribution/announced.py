"""Finds what a colon announces: a list, the next paragraph, the quotation behind a noun."""

import re
from collections.abc import Iterator

from extract.attribution.attribution import Attribution, Construction
from extract.attribution.cue_words import can_speak, case_of, classes_of, names_saying
from extract.attribution.quotes import Quotation
from extract.attribution.spans import char_range, noun_phrase, subject_of
from extract.lexicon import words
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Doc, Token

# An announcement has at most so many characters before its quotation: `More from Brandt and Rask:`.
_GAP = 90


# `From the letter: “…”`, `More from Rask: “…”`
_FROM = re.compile(r"(?:^|[.!?\n–—-]) ?(?:more )?from (?P<who>[^\n:.!?]{2,60}):[ \n“\"'‘`]*$", re.IGNORECASE)


def announced(doc: Doc, quote: Quotation) -> Attribution | None:
    """Return the attribution of a quotation to the noun that announces it before a colon: `From the letter: “…”`."""
    start = max(0, quote.start - _GAP)
    lead = doc.text[start : quote.start]
    colon = start + len(lead.rstrip(" “\"'‘`\n")) - 1
    token = doc.char_span(colon, colon + 1, alignment_mode="expand") if colon > 0 else None
    if token is None or token.text != ":" or token.start == 0:
        return None
    noun = token[0].nbor(-1)
    if (heading := _FROM.search(lead)) is not None:
        text = doc.char_span(start + heading.start("who"), start + heading.end("who"), alignment_mode="contract")
        source = text.root if text is not None and can_speak(text.root) else None
    else:
        lemma = noun.lemma_.lower()
        idle = words("cues", "consequences", "headings")
        names = names_saying(lemma) and lemma not in idle
        # Faith in her word: “…” is not hers.
        names = names and not (noun.dep_ == "nmod" and case_of(noun) not in {"of", "from", "by"})
        source = _author(noun) if names and not _of_mood(noun.sent.root) else _wording(noun)
    if source is None:
        return None
    mention = char_range(noun_phrase(source))
    return Attribution(Construction.COLON, char_range(token), source, mention, [], anchor=noun.i)


def _wording(word: Token) -> Token | None:
    """Return who announces their own words before a colon: `Rask put it bluntly: “…”`, `Rask was blunt: “…”`."""
    verb = word.sent.root
    it = any(c.dep_ == "obj" and c.lower_ == "it" for c in verb.rights)
    source = subject_of(verb) if (it or _of_mood(verb)) and verb.i <= word.i else None
    return source if source is not None and can_speak(source) and source.lower_ not in {"it", "you"} else None


def _of_mood(verb: Token) -> bool:
    """Return True if a clause describes somebody's manner: `Rask was blunt`."""
    subject = subject_of(verb) if verb.pos_ == "ADJ" and any(c.dep_ == "cop" for c in verb.lefts) else None
    if subject is None:
        return False
    return subject.lower_ in {"he", "she"} or any(t.ent_type_ in PEOPLE for t in (subject, *subject.rights))


def _author(noun: Token) -> Token:
    """Return the author of the statement that a noun refers to, or else the noun."""
    whose = next((c for c in noun.children if c.dep_ == "nmod:poss" or case_of(c) in {"of", "by"}), None)
    return whose if whose is not None and can_speak(whose) else noun


# Rask listed:; According to Rask:; Per the ministry:
_LISTING = frozenset({Construction.VERB, Construction.ACCORDING_TO, Construction.PER, Construction.OWN_ACCOUNT})
# Items of a list introduced by a cue and a colon.
_LIST = re.compile(r":[ \t]*\n{1,3}(?P<content>(?:[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+[^\n]+(?:\n{1,2}|\Z))+)")
_NEXT = re.compile(r":\s*\n(?P<content>[^\n“\"]{30,})")


def introduced(doc: Doc, attributions: list[Attribution]) -> list[Attribution]:
    """Return attributions for a paragraph without quotation marks that a colon introduces: `Harbour Radio reports:`."""
    result = list(_headed(doc, attributions))
    for a in attributions:
        if a.source is not None and a.construction in _LISTING:
            sentence_end = doc[a.anchor].sent.end_char
            colon = doc.text.find(":", a.cue[1], sentence_end + 2)
            if colon >= 0 and (items := _LIST.match(doc.text, colon)):
                content = items.span("content")
                result.append(
                    Attribution(Construction.COLON, a.cue, a.head, a.source, [content], relay=a.relay, anchor=a.anchor)
                )
                continue
        if a.source is None or a.construction != Construction.VERB or (a.content and not _may_go_on(doc, a)):
            continue
        sentence = doc[a.anchor].sent
        match = _NEXT.match(doc.text, doc.text.find(":", max(a.cue[1], sentence.end_char - 3)))
        if match and match.start() <= sentence.end_char + 1:
            result.append(
                Attribution(
                    Construction.COLON, a.cue, a.head, a.source, [match.span("content")], relay=a.relay, anchor=a.anchor
                )
            )
    return result


def _may_go_on(doc: Doc, attribution: Attribution) -> bool:
    """Return True if a colon after somebody's statement may announce more of it: `He notes other figures:`."""
    verb = doc[attribution.anchor]
    says = classes_of(verb.lemma_.lower()) & {"speech", "report"}
    return bool(says) and attribution.nominal and verb.head == verb


def _headed(doc: Doc, attributions: list[Attribution]) -> Iterator[Attribution]:
    """Yield attributions of lists under somebody's statement: `Among the council's findings:`."""
    text = doc.text
    for items in _LIST.finditer(text):
        colon = doc.char_span(items.start(), items.start() + 1, alignment_mode="expand")
        if colon is None or any(colon.sent.start <= a.anchor < colon.end for a in attributions):
            continue
        noun = colon[0].nbor(-1) if colon.start else colon[0]
        if not names_saying(noun.lemma_.lower()):
            continue
        source = _author(noun)
        mention = char_range(noun_phrase(source))
        yield Attribution(
            Construction.COLON, char_range(colon), source, mention, [items.span("content")], anchor=noun.i
        )
