"""Finds the speaker of each quotation by the cue in its sentence or next to it, or by the quotation it continues."""

import bisect
import re

from extract.attribution.announced import announced
from extract.attribution.attribution import Attribution, Construction
from extract.attribution.quotes import Quotation
from extract.attribution.spans import char_range, noun_phrase
from extract.parsing.tokens import Doc

# A quotation and its cue are at most so many characters apart: room for a name and title, not for a sentence.
NEAR = 90
# A quotation near one of these constructions is by its source.
_SPOKEN = frozenset(
    {Construction.VERB, Construction.BESIDE, Construction.COLON, Construction.ACCORDING_TO, Construction.PER}
)
# Constructions for thoughts, wishes and counts in the narrator's words, which may quote a part.
_PARTIAL = frozenset({Construction.ATTITUDE, Construction.NOUN, Construction.ESTIMATE})


def end_with_quotation(attributions: list[Attribution], quotes: list[Quotation]) -> None:
    """Limit statements inside a quotation to it: `“I think it is late,” Rask said 30 minutes later`.

    In `He built a “mill that is mute, according to its own website”` the website says only what is quoted.
    """
    starts = [quote.start for quote in quotes]
    for a in attributions:
        place = bisect.bisect_right(starts, a.cue[0]) - 1
        if place < 0 or a.source is None or not starts[place] <= a.source[0] < quotes[place].end > a.cue[0]:
            continue
        begin, end = starts[place], quotes[place].end
        inside = [(max(x, begin), min(y, end)) for x, y in a.content if x < end and y > begin]
        a.content = (
            inside
            if not quotes[place].continued
            else [(x, min(y, end) if begin <= x < end else y) for x, y in a.content]
        )


def quoted(doc: Doc, quotes: list[Quotation], attributions: list[Attribution]) -> list[Attribution]:
    """Return an attribution for each quotation that has a speaker."""
    text = doc.text
    spoken = [a for a in attributions if a.source is not None and a.construction in _SPOKEN]
    outside = sorted(
        (a for a in spoken if not any(q.start <= a.cue[0] < q.end for q in quotes)), key=lambda a: a.cue[0]
    )
    labels = {a.source[0]: a for a in spoken if a.source and a.construction == Construction.COLON}
    partial = [a for a in attributions if a.source is not None and a.construction in _PARTIAL]
    starts = [a.cue[0] for a in outside]
    speakers: list[Attribution | None] = []
    previous: tuple[Quotation, Attribution] | None = None
    for number, quote in enumerate(quotes):
        after = quotes[number + 1].start if number + 1 < len(quotes) else len(text)
        before = quotes[number - 1].end if number else 0
        speaker = (
            _labelled(text, quote, outside, starts)
            # “BRANDT: …”, as in a transcript each of whose speeches is a quotation
            or labels.get(quote.start)
            or _holding(quote, outside)
            or _behind(text, quote, outside, starts, after)
            or _in_front(text, quote, outside, starts, before)
            or _signed(doc, quote)
            or announced(doc, quote)
            or _same_as_before(text, quote, previous)
        )
        if speaker is not None and _is_elsewhere(doc, quote, speaker) and _is_part(quote, partial):
            speaker = None
        if speaker is not None and _describes(doc, quote, speaker):
            speaker = None
        speakers.append(speaker)
        if speaker is None:
            # A name in quotation marks says nothing about who speaks next.
            if quote.end - quote.start > 40:
                previous = None
            continue
        previous = (quote, speaker)
    for number in reversed(range(len(quotes) - 1)):
        # The speaker of a quotation that continues in the next paragraph is named where it ends.
        if speakers[number] is None and _goes_on(text, quotes[number], quotes[number + 1]):
            speakers[number] = speakers[number + 1]
    return [
        Attribution(
            Construction.QUOTATION,
            speaker.cue,
            speaker.head,
            speaker.source,
            [(quote.start, quote.end)],
            quoted=True,
            relay=speaker.relay,
            anchor=speaker.anchor,
        )
        for quote, speaker in zip(quotes, speakers, strict=True)
        if speaker is not None
    ]


def _goes_on(text: str, quote: Quotation, behind: Quotation) -> bool:
    """Return True if an unclosed quotation goes on at the beginning of the next paragraph."""
    between = text[quote.end : behind.start]
    return quote.continued and "\n" in between and not between.strip(" \n\t“„«\"'‘`")


def _labelled(text: str, quote: Quotation, outside: list[Attribution], starts: list[int]) -> Attribution | None:
    """Return the attribution of a label right before a quotation, where earlier ones then end: `Ana Brandt: “…”`."""
    i = bisect.bisect_left(starts, quote.start) - 1
    if i < 0 or outside[i].construction != Construction.COLON or text[outside[i].cue[1] : quote.start].strip(" “\"‘'`"):
        return None
    label = outside[i]
    assert label.source is not None
    for a in outside[max(0, i - 4) : i]:
        a.content = [(x, min(y, label.source[0])) for x, y in a.content if x < label.source[0]]
    return label


def _is_part(quote: Quotation, partial: list[Attribution]) -> bool:
    """Return True if a quotation is only part of what somebody wants, or of what a noun of saying contains.

    `Brandt promised to close “the 40 worst mills.”`, `Rask's claim that there were “thousands of fires”`.
    """
    return any(a.holds(quote.start, quote.end) for a in partial)


def _describes(doc: Doc, quote: Quotation, speaker: Attribution) -> bool:
    """Return True if a quotation is in what the narrator says of the speaker: `…, said Rask, one of the “top 40”`."""
    first = doc.char_span(quote.start + 1, quote.start + 2, alignment_mode="expand")
    if not first or speaker.head is None or not speaker.cue[0] < quote.start:
        return False
    token = first[0]
    while token.head != token and token.head != speaker.head:
        token = token.head
    described = token.head == speaker.head != token and token.dep_ in {"appos", "acl:relcl"}
    # Rask, who calls it “a theft of 40 boats”: the cue is in the clause.
    cue = doc[speaker.anchor]
    return described and token.i > speaker.head.i and not (token == cue or token.is_ancestor(cue))


def _is_elsewhere(doc: Doc, quote: Quotation, speaker: Attribution) -> bool:
    """Return True if the cue of a speaker is in another sentence than the beginning of a quotation."""
    first = doc.char_span(quote.start, quote.start + 1, alignment_mode="expand")
    return first is not None and not first.sent.start <= speaker.anchor < first.sent.end


def _holding(quote: Quotation, outside: list[Attribution]) -> Attribution | None:
    """Return a cue in whose clause the quotation begins, or which begins in the quotation."""
    best = None
    for a in outside:
        for start, end in a.content:
            meets = start < quote.end and quote.start < end
            if meets and (best is None or a.size < best.size):
                best = a
    return best


def _behind(
    text: str, quote: Quotation, outside: list[Attribution], starts: list[int], limit: int
) -> Attribution | None:
    """Return the cue after a quotation: `"…," he said` and `"…," said Ana Brandt`."""
    first, last = (bisect.bisect_left(starts, at) for at in (quote.end, min(limit, quote.end + NEAR + 60)))
    for a in outside[first:last]:
        assert a.source is not None
        gap_end = min(a.cue[0], a.source[0])
        gap = text[quote.end : gap_end]
        if "\n" in gap or len(gap) > NEAR:
            return None
        bare = gap.strip(" ,.!?”\"'’—–-")
        if bare and gap.rstrip()[-1:] in {".", "!", "?"}:
            # It wants “300 new nurses” by May. Rask said …
            return None
        ended = text[max(0, quote.end - 1) : quote.end] in {".", "…"}
        if not bare or bare in {"she", "he"} or (not re.search(r"[.!?:;]", bare) and not ended and len(bare) < 30):
            if (
                not bare
                and ended
                and text[quote.end : quote.end + 2].strip("”\"'’ ") == ""
                and text[gap_end : gap_end + 1].isupper()
                and any(s > a.cue[1] for s, _ in a.content)
            ):
                return None
            return a
    return None


def _in_front(
    text: str, quote: Quotation, outside: list[Attribution], starts: list[int], limit: int
) -> Attribution | None:
    """Return the cue before a quotation: `He said: "…"`, `She added, "…"`, and a sentence that ends in a colon."""
    i = bisect.bisect_left(starts, quote.start) - 1
    if i < 0 or starts[i] < limit or quote.start - starts[i] >= 260:
        return None
    while i > 0 and starts[i - 1] >= limit and _passes_on(text, outside[i - 1], outside[i]):
        i -= 1
    a = outside[i]
    assert a.source is not None
    if a.construction == Construction.COLON and any(end <= a.cue[0] for _, end in a.content):
        # The signature of the quotation before.
        return None
    gap = text[max(a.cue[1], a.source[1] if a.source[0] > a.cue[0] else 0) : quote.start - 1]
    if "\n" in gap.strip("\n") and not gap.rstrip().endswith(":"):
        return None
    stripped = gap.rstrip(" “\"'‘\n`")
    leads = stripped.endswith((":", ",")) or len(gap) < 30 or re.search(r"\b(?:that|as|by|was|is)$", stripped)
    ended = re.search(r"[.!?](?:\s|$)", stripped.rstrip(".")) and not stripped.endswith(":")
    return a if leads and not ended else None


def _passes_on(text: str, speaker: Attribution, other: Attribution) -> bool:
    """Return True if the second of two only relays what the first says: `…, the office said, the wire reported.`"""
    assert speaker.source is not None
    assert other.source is not None
    end, start = max(speaker.cue[1], speaker.source[1]), min(other.cue[0], other.source[0])
    return speaker.source != other.source and text[end:start].strip() in {",", ", the"}


# Capitals before a colon name the speaker in a transcript, even if they were not recognised as a name.
_LABEL = re.compile(r"[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3}: ")


def _same_as_before(text: str, quote: Quotation, previous: tuple[Quotation, Attribution] | None) -> Attribution | None:
    """Return the last speaker if a quotation follows another with only its cue between, or continues an open one."""
    if previous is None:
        return None
    last, speaker = previous
    if _LABEL.match(text, quote.start) or _SIGNATURE.match(text, quote.end) or _names_speaker(text, quote, speaker):
        return None
    between = text[last.end : quote.start]
    paragraphs = between.count("\n\n") or between.count("\n")
    if last.continued:
        return speaker if paragraphs <= 1 else None
    if paragraphs == 0:
        return speaker if len(between) < 160 else None
    if paragraphs == 1:
        # A paragraph that is all quotation continues the last speaker's words.
        lone = (
            text[quote.end : quote.end + 2].strip("”\"'’. ") == ""
            or text[quote.end : quote.end + 3].strip("”\"'’ ")[:1] == "\n"
        )
        starts_paragraph = between.rstrip("“\"'‘`").endswith("\n")
        return speaker if lone and starts_paragraph and len(between) < 200 else None
    return None


def _names_speaker(text: str, quote: Quotation, speaker: Attribution) -> bool:
    """Return True if a quotation names the speaker before it, who would say `I`: `“Rask's piece is a fine one.”`."""
    if speaker.head is None or speaker.head.pos_ != "PROPN":
        return False
    surname = noun_phrase(speaker.head)[-1].text
    return re.search(rf"\b{re.escape(surname)}\b", text[quote.start : quote.end]) is not None


_SIGNATURE = re.compile(r"[”\"’']{1,2}[ \t\n]{0,2}[—–―-]{1,2}[ \u00a0]?(?=[A-Z])")


def _signed(doc: Doc, quote: Quotation) -> Attribution | None:
    """Return the attribution of a quotation to its signature after a dash: `“…” — Ana Brandt, governor`."""
    sign = _SIGNATURE.match(doc.text, quote.end)
    first = doc.char_span(sign.end(), sign.end() + 1, alignment_mode="expand") if sign else None
    if sign is None or first is None or first[0].pos_ != "PROPN":
        return None
    head = first[0]
    while head.dep_ in {"compound", "flat"} and head.head.pos_ == "PROPN" and head.head.i < head.i + 4:
        head = head.head
    source = char_range(noun_phrase(head))
    return Attribution(Construction.QUOTATION, (sign.start(), sign.end()), head, source, [], anchor=head.i)
