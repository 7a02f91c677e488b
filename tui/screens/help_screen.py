"""The help: every key by place, and what the marks mean. Generated from the bindings."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.app.keys import Scope, shown_keys
from tui.text.signs import LOOKS
from tui.text.typesetting import typeset
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line, Lines, Piece

_MEASURE = 62
_SIDE_BY_SIDE = 112
_KEYS_WIDTH = 20
_MARKS_WIDTH = 14
_SEARCHES_WIDTH = 18

# Sample, its style, what it means.
_MARKS: tuple[tuple[str, str, str], ...] = (
    ("1,100", "attributed", "a figure that somebody answers for"),
    ("800", "unattributed", "a figure without a source: the article itself says so"),
    ("220", "current", "the current claim; the panel is about it"),
    ("Ana Brandt", "source", "who a claim is attributed to; “said” ties the two together"),
    ("flood", "match", "the words that / finds; the one that ; and , moved to stands out more"),
    (
        "▎",
        "strong",
        "with v, [ and ]: what changed between versions; struck words were removed, highlighted ones added",
    ),
    ("│", "strong", "what the article’s page quotes as a block"),
)
_SIGNS: tuple[tuple[str, str], ...] = (
    ("differs", "another article gives a value that contradicts this one, or denies it"),
    ("agrees", "others give the same value: under AGREES from another source, under REPEATS from the same"),
    ("fits", "others give another value that fits this one, such as more than 220 and at least 250"),
    ("updates", "another article, or an older version of this one, gives a later or earlier state of the same count"),
    ("part", "one counts a part of what the other counts"),
)
# Those that appear only in the panel.
_PANEL_SIGNS: tuple[tuple[str, str], ...] = (
    ("denied", "another source denies this value"),
    ("related", "another quantity of the same event"),
    ("perhaps", "this may be the same quantity, but not surely enough to be counted"),
    ("apart", "you said that this is not the same"),
)
# The query language of the search, the filter and the shell.
SEARCHES: tuple[tuple[str, str], ...] = (
    ("flood dam", "articles with both words; in the search the last may be incomplete"),
    ('"tide barrier"', "with these words side by side"),
    ("flood OR storm", "with either word; OR binds tighter than a space"),
    ("-storm", "without the word; a minus negates everything below as well"),
    ("source:NAME", "that quote somebody of that name on a number"),
    ("killed>1000", "a number of killed above 1,000; also <, >=, <=, =, and 2.5m, $3bn, 12%"),
    ("figure:1100", "any figure of that value; figure>1000 any above"),
    ("since:DAY", "published since 2026-03-01, 2026-03, today, yesterday, monday or 7d (7 days ago)"),
    ("before:DAY", "published before that day"),
    ("is:unread", "also is:read, is:starred, is:tagged, is:noted, is:contested"),
    ("tag:NAME", "with the tag"),
    ("outlet:NAME", "whose outlet has the words in its name"),
    ("feed:NAME", "that came from the feed"),
    ("story:NUMBER", "that share a quantity with the article of that number; B lists stories"),
)
_MOTTO = "A highlight never says that a claim is true or false. It says who is answerable for it."


class HelpLines(Lines):
    """The text of the help: keys and marks, side by side if there is room."""

    def __init__(self, places: Sequence[Scope], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._places = places
        self._keymap = keymap

    def lines_for(self, width: int) -> Iterator[Line]:
        if width < _SIDE_BY_SIDE:
            measure = min(_MEASURE, width - 4)
            left = Piece(" " * ((width - measure) // 2))
            for row in (*self._keys(measure), (), *_marks(measure)):
                yield Line((left, *row))
            return
        measure = min(_MEASURE, (width - 8) // 2)
        left = Piece(" " * ((width - 2 * measure - 4) // 2))
        for keys, marks in zip_longest(self._keys(measure), _marks(measure), fillvalue=()):
            used = sum(cell_len(piece.text) for piece in keys)
            yield Line((left, *keys, Piece(" " * (measure + 4 - used)), *marks))

    def _keys(self, width: int) -> Iterator[tuple[Piece, ...]]:
        for place in self._places:
            yield ()
            yield (Piece(place.name.upper(), "heading"),)
            for binding in place.bindings:
                yield from _entry(Piece(shown_keys(binding, self._keymap), "key"), binding.tooltip, _KEYS_WIDTH, width)


def _marks(width: int) -> Iterator[tuple[Piece, ...]]:
    yield ()
    yield (Piece("MARKS IN THE TEXT", "heading"),)
    for sample, style, meaning in _MARKS:
        yield from _entry(Piece(sample, style), meaning, _MARKS_WIDTH, width)
    yield ()
    for heading, signs in (("SIGNS IN THE MARGIN", _SIGNS), ("SIGNS IN THE PANEL ALONE", _PANEL_SIGNS)):
        yield (Piece(heading, "heading"),)
        for relation, meaning in signs:
            yield from _entry(Piece(LOOKS[relation].sign, LOOKS[relation].style), meaning, _MARKS_WIDTH, width)
    yield ()
    yield (Piece("WHAT A SEARCH KNOWS", "heading"),)
    for sample, meaning in SEARCHES:
        yield from _entry(Piece(sample, "key"), meaning, _SEARCHES_WIDTH, width)
    yield ()
    for row in typeset(_MOTTO, width):
        yield (Piece(_MOTTO[row.start : row.end], "muted"),)


def _entry(name: Piece, meaning: str, edge: int, width: int) -> Iterator[tuple[Piece, ...]]:
    """Yield a name and its meaning, the meaning from column `edge` on."""
    lead: tuple[Piece, ...] = (Piece("  "), name, Piece(" " * (edge - 2 - cell_len(name.text))))
    for row in typeset(meaning, width - edge):
        yield (*lead, Piece(meaning[row.start : row.end]))
        lead = (Piece(" " * edge),)


class HelpScreen(Screen[None], inherit_bindings=False):
    """Shows the help on top of the previous screen."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "help.tcss"]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,backspace", "close", "back", tooltip="Leave the help", id="close_help"),
    ]

    def __init__(self, place: str, places: Sequence[Scope], keymap: Mapping[str, str]) -> None:
        """Show the keys of a place first, then those of others; keymap: the user's keys, by binding name."""
        super().__init__(name="Help", id="help")
        first = (place, "Moving about", "Everywhere")
        ordered = sorted(places, key=lambda scope: first.index(scope.name) if scope.name in first else len(first))
        self._lines = HelpLines(ordered, keymap)

    def compose(self) -> ComposeResult:
        yield Heading("Help", ["who says so, who says otherwise"])
        yield self._lines
        yield KeyBar()

    def action_close(self) -> None:
        """Go back to the previous screen."""
        self.dismiss()
