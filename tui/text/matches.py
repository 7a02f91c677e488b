"""Finds words in an article's title and text."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]

# Longer input was pasted by mistake.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlighted span; kind: match, or current-match for the one that the reader is at."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Matches:
    """The spans of a title and of a text that match: offsets in order, end exclusive.

    They are numbered from 0, those of the title first.
    """

    words: str = ""
    title: tuple[Span, ...] = ()
    text: tuple[Span, ...] = ()

    def __len__(self) -> int:
        return len(self.title) + len(self.text)

    def lit(self, current: int) -> tuple[list[Highlight], list[Highlight]]:
        """Return the highlights of the title and of the text, with this match as the current one."""
        return _lit(self.title, current), _lit(self.text, current - len(self.title))

    def in_text(self, number: int) -> Span | None:
        """Return the span of a match in the text; None if it is in the title or doesn't exist."""
        place = number - len(self.title)
        return self.text[place] if 0 <= place < len(self.text) else None

    def first_from(self, offset: int) -> int:
        """Return the number of the first match in the text from an offset on, else of the first one; -1 if none.

        From offset 0 on, the title is before the text.
        """
        if not len(self):
            return -1
        place = bisect_left(self.text, (offset, 0))
        return len(self.title) + place if offset and place < len(self.text) else 0


def find(words: str, title: str, text: str) -> Matches:
    """Find words in a title and a text, ignoring case; a space matches any white space."""
    parts = words[:_LONGEST].split()
    if not parts:
        return Matches()
    # Match in the text itself, as lower case changes offsets: `İ` becomes two characters.
    pattern = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    spans = (tuple(match.span() for match in pattern.finditer(where)) for where in (title, text))
    return Matches(words, *spans)


def _lit(spans: Sequence[Span], current: int) -> list[Highlight]:
    return [Highlight(*span, "current-match" if number == current else "match") for number, span in enumerate(spans)]
