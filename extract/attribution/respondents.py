"""Recognises figures that neither respondents nor a study state: shares, the sample's size, the number of authors."""

import re

from extract.attribution.attribution import Attribution
from extract.attribution.cue_words import can_speak
from extract.attribution.poll_results import is_asked, is_poll
from extract.attribution.spans import noun_phrase
from extract.figures.figure_component import Figure
from extract.lexicon import words
from extract.parsing.tokens import Doc, Token

_SAMPLE = re.compile(r"\b([a-z]{1,12}?)s? of (?:the )?$", re.IGNORECASE)
_MARGINS = re.compile(r"(?<!\d)\d{1,3} ?%[-–]\d{1,3} ?%")


def is_of_poll(doc: Doc, figure: Figure, attribution: Attribution) -> bool:
    """Return True if only a poll can know a figure, not those asked, or if it counts those asked."""
    sample = _SAMPLE.search(doc.text, max(0, figure.start - 30), figure.start)
    if sample is not None and sample[1].lower() in words("cues", "polls"):
        # A poll of 400 voters found …
        return attribution.head is not None and is_poll(attribution.head)
    if figure.kind not in {"percent", "points", "ratio"}:
        return False
    if attribution.head is not None and is_asked(attribution.head):
        # Farmers say by 55%-41% that …
        margins = _MARGINS.finditer(doc.text, max(0, figure.start - 8), figure.end + 8)
        if any(m.start() <= figure.start and figure.end <= m.end() for m in margins):
            return True
    return is_answer(doc, attribution)


def pollster_of(verb: Token, asked: Token) -> Token | None:
    """Return the organisation that counted a share of people, who told it something.

    Example: `Eight in ten farmers told Meridian …`.
    """
    body = next((c for c in verb.rights if c.dep_ in {"obj", "iobj"} and c.ent_type_ == "ORG"), None)
    if body is None or asked.pos_ == "NUM":
        return body
    phrase = noun_phrase(asked)
    return body if _SHARE.search(phrase.text) and any(t.pos_ in {"NUM", "SYM"} for t in phrase) else None


def counts_authors(anchor: Token, attribution: Attribution) -> bool:
    """Return True if a figure counts those who made a study: `In a recent paper, three chemists challenged …`."""
    noun = anchor.head if anchor.dep_ == "nummod" else anchor
    made = attribution.head is not None and attribution.head.lemma_.lower() not in words("cues", "polls")
    return made and noun.dep_ == "nsubj" and noun.tag_ == "NNS" and can_speak(noun)


_SHARE = re.compile(
    r"\d ?%|\bper ?cent\b|\bas (?:many|few)\b"
    r"|\b(?:majority|third|half|quarter|(?:in|out of) (?:ten|five|four|three|10))\b",
    re.IGNORECASE,
)


_SHARE_OF = re.compile(
    r"(?:%|\bper ?cent|\bhalf|\bthirds?|\bquarters?|\bmajority|\d) (?:of|in) (?:the |all |these )?$"
    r"|\b(?:in|out of) (?:ten|five|four|three|10) $",
    re.IGNORECASE,
)


def is_answer(doc: Doc, attribution: Attribution) -> bool:
    """Return True if the source is a share of those asked: they state an opinion, not how many hold it."""
    if attribution.source is None:
        return False
    if attribution.head is not None and attribution.head.lemma_.lower() == "respondent":
        # Each of them gave an answer; how many gave it they do not know.
        return True
    start, end = attribution.source
    return bool(_SHARE.search(doc.text[start:end]) or _SHARE_OF.search(doc.text[max(0, start - 30) : start]))
