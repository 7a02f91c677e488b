"""Finds the quotations of a text, also across paragraphs or without a closing mark."""

import re
from dataclasses import dataclass

from extract.parsing.tokens import Doc

# A single mark may close a quotation that a double one opens; after a full stop it is no apostrophe.
_DOUBLE = re.compile(r"[“”«»„]|``|''|\"")
_MARK = re.compile(rf"{_DOUBLE.pattern}|(?<=[.!?])’(?=\s)")
# What follows a closing mark that is written like an opening one: `…, "he told reporters`.
_SPOKEN = re.compile(
    r"(?:(?:he|she|they|it|the [a-z]+|said|says) (?:told|said|says|added|wrote|[A-Z])|(?:said|says) [a-z])"
)
# A quotation continues over at most so many paragraphs without marks.
LONGEST = 8
_OPEN, _CLOSE = set("“«„"), set("”»’")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The text between quotation marks; start and end are inside the marks.

    continued: the quotation has no closing mark in its paragraph and continues in the next.
    """

    start: int
    end: int
    continued: bool = False


def _opens(text: str, mark: re.Match[str], begin: int) -> bool:
    """Return True if a closing mark seems to open: it has no word right before it, and a word right after."""
    before = text[mark.start() - 1] if mark.start() > begin else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    return (before.isspace() or before in "([—–-") and not after.isspace()


def _closes_alone(text: str, opened: int | None, at: int) -> bool:
    """Return True if a single closing mark ends a quotation opened by a double curly one: `“We came.’ Rask left`."""
    return opened is not None and text[opened - 1] == "“" and "‘" not in text[opened:at]


_KEY = "attribune_quotations"


def quotations_of(doc: Doc) -> list[Quotation]:
    """Return the quotations of a Doc, read once."""
    known: list[Quotation] | None = doc.user_data.get(_KEY)
    if known is None:
        known = doc.user_data[_KEY] = quotations(doc.text)
    return known


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order; single quotation marks don't open any: they may be apostrophes."""
    quotes: list[Quotation] = []
    # Paragraphs without a mark after one whose quotation is open.
    going_on: list[Quotation] | None = None
    for begin, end in (paragraph.span() for paragraph in re.finditer(r"[^\n]+", text)):
        opened: int | None = None
        known = len(quotes)
        if going_on is not None and not _DOUBLE.search(text, begin, end):
            going_on.append(Quotation(begin, end, continued=True))
            continue
        for match in _MARK.finditer(text, begin, end):
            mark = match.group()
            if mark == "’" and not _closes_alone(text, opened, match.start()):
                continue
            if mark in _OPEN or mark == "``":
                opens = True
            elif mark in _CLOSE:
                # Some pages open with a closing mark.
                opens = opened is None and _opens(text, match, begin)
            else:
                behind = text[match.end() : match.end() + 1]
                closes_lost = _SPOKEN.match(text, match.end()) and text[
                    max(begin, match.start() - 2) : match.start()
                ].rstrip()[-1:] in {",", ".", "?", "!"}
                opens = (
                    opened is None
                    and bool(behind)
                    and not behind.isspace()
                    and behind not in ",.;:)"
                    and not closes_lost
                )
            if opens:
                if opened is None:
                    opened = match.end()
            elif opened is not None:
                if match.start() > opened:
                    quotes.append(Quotation(opened, match.start()))
                opened = None
            elif text[max(begin, match.start() - 2) : match.start()].rstrip()[-1:] in {",", ".", "!", "?"} and not any(
                q.end > begin for q in quotes
            ):
                # A closing mark alone: the opening one is missing at the start of the paragraph.
                quotes.append(Quotation(begin, match.start()))
        if going_on and len(going_on) <= LONGEST and len(quotes) > known and quotes[known].start == begin:
            # A quotation that closes here and was opened above includes the paragraphs between.
            quotes[known:known] = going_on
        going_on = None
        if opened is not None and end > opened:
            quotes.append(Quotation(opened, end, continued=True))
            going_on = []
    return quotes
