"""Finds statements that continue without a new cue: the further sentences on a poll or report."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from extract.attribution.attribution import Attribution, Construction
from extract.attribution.poll_results import has_result, is_asked, is_new, is_poll, name_of
from extract.parsing.labels import PEOPLE
from extract.parsing.tokens import Doc, Span, Token

_SHARE = re.compile(
    r"\d ?%|\bper ?cent\b|\bpoints?\b|\b(?:half|third|quarter|majority|one in|in (?:four|five|ten|10))\b"
    r"|\d[-–]\d| to \d",
    re.IGNORECASE,
)
_ABOUT_POLL = re.compile(
    r"\b(?:conducted|interviewed|margin of error|sampled|surveyed (?:by|between|from)|was taken|respondents were"
    r"|carried out)\b",
    re.IGNORECASE,
)
# A tail begins within so many sentences of its poll, in the same paragraph, and says who it is about.
REACH = 2
# An article with a poll in its first so many sentences is about that poll to its end.
LEAD = 3
_GROUP = re.compile(
    r"^[\"“]?(?:(?:However|But|And|Yet|Still|Meanwhile|Overall|Also),? )?"
    r"(?:(?i:among|of (?:those|the|all)|another|by contrast|in the same|the (?:rest|remaining|others)"
    r"|a (?:further|majority|third|quarter)|asked (?:if|whether|about|how|what|which|who|why))\b"
    r"|(?:(?i:about|nearly|just|only|almost|some|more than|fewer than) )?"
    r"(?:\d|[A-Z][a-z]+(?:-[a-z]+)? (?:percent|per cent|in)))"
)
# Right behind a poll, a sentence may name its group later: `The mood was worse, at 60 percent, among farmers`.
_AMONG = re.compile(r"\b(?:even |but )?among (?!(?:the )?\d)")


# What a share is compared with: `That was up from 58 percent last spring.`
_COMPARED = re.compile(
    r"(?:That|This|It) (?:(?:is|was)(?: still)? (?:up|down)|compares|compared|rose|fell|dropped|marks?|marked)\b"
)


def continuations(doc: Doc, attributions: list[Attribution]) -> Iterator[Attribution]:
    """Yield the poll again as the source of each sentence with shares after the poll's own.

    A tail ends at the next cue, or REACH sentences after the last mention of the poll. Results of an article's own poll
    may come in any sentence in which nobody else speaks.
    """
    current: Attribution | None = None
    main: Attribution | None = None
    left = behind = 0
    of_sentence: dict[int, list[Attribution]] = defaultdict(list)
    starts = [sentence.start_char for sentence in doc.sents]
    for attribution in attributions:
        of_sentence[bisect_right(starts, attribution.cue[0]) - 1].append(attribution)
    mentions = {token.sent.start: token for token in reversed(doc) if is_poll(token)}
    for number, sentence in enumerate(doc.sents):
        own = of_sentence[number]
        polls = [a for a in own if a.head is not None and is_poll(a.head)]
        named = mentions.get(sentence.start)
        if polls:
            current, left, behind = polls[-1], REACH, polls[-1].cue[0]
            if (main or number < LEAD) and current.head is not None and is_new(current.head):
                main = current
            continue
        if named is not None and main is None and number < LEAD and is_new(named):
            main = _mention(named)
        speakers = [a for a in own if a.ends_tail and a.content and not (a.head is not None and is_asked(a.head))]
        if main is not None and not speakers and has_result(sentence):
            yield _tail(main, sentence)
            continue
        if own:
            if any(a.ends_tail and _is_person(a) for a in own):
                current = None
            if speakers:
                continue
        if current is None or left == 0:
            continue
        left -= 1
        between = doc.text[behind : sentence.start_char]
        of_group = any(pattern.match(sentence.text) for pattern in (_GROUP, _COMPARED))
        of_group = of_group or (left == REACH - 1 and _AMONG.search(sentence.text) is not None)
        if "\n" in between and (between.count("\n\n") > 1 or not of_group):
            current = None
            continue
        if of_group and _SHARE.search(sentence.text) and not _ABOUT_POLL.search(sentence.text):
            yield _tail(current, sentence)
            behind = sentence.start_char
            if named is not None:
                left = REACH


def _mention(poll: Token) -> Attribution:
    """Return a poll that is mentioned as its own cue: `…, by 3 to 1 in a poll published on Monday`."""
    phrase = name_of(poll)
    return Attribution(Construction.POLL_TAIL, phrase, poll, phrase, [], anchor=poll.i)


def _is_person(attribution: Attribution) -> bool:
    head = attribution.head
    if head is None or attribution.quoted or head.lower_ in {"he", "she", "i"}:
        return True
    # A lone surname may be a pollster's.
    return head.ent_type_ in PEOPLE and any(child.dep_ == "flat" for child in head.children)


def _tail(of: Attribution, sentence: Span) -> Attribution:
    return Attribution(
        Construction.POLL_TAIL,
        of.cue,
        of.head,
        of.source,
        [(sentence.start_char, sentence.end_char)],
        relay=of.relay,
        anchor=of.anchor,
    )
