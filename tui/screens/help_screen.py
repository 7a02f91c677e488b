"""The help: every key by place, with its action's name in the settings, and what the marks mean.

It is generated from the bindings. Typed words filter the entries.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import PurePath
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.app.keys import Scope, shown_keys
from tui.text.cell_wording import joined
from tui.text.signs import LOOKS
from tui.text.typesetting import typeset
from tui.widgets.find_line import FindLine
from tui.widgets.heading import Heading
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line, Lines, Piece

# The width of the keys, with the names of their actions at the end; and of the marks.
_MEASURE, _MARKS_MEASURE = 78, 62
_SIDE_BY_SIDE = 140
_KEYS_WIDTH = 17
_NAME_WIDTH = 15
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
    ("updates", "another article gives a later state of the same count, or this one gave another number before"),
    ("earlier", "another article gives an earlier state of the same count"),
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
_NAMES = (
    "The name beside a key sets another one in the settings, which `attribune config edit` opens: "
    'next_claim = "right" under [keys].'
)
_MOTTO = "A highlight never says that a claim is true or false. It says who is answerable for it."


class _Row(NamedTuple):
    """An entry of the help: a key or a sample in its style, its meaning, the name of its action."""

    sample: Piece
    meaning: str
    name: str = ""


class _Part(NamedTuple):
    """A heading with its entries; edge: where their meanings begin."""

    heading: str
    rows: tuple[_Row, ...]
    edge: int

    def with_words(self, words: Sequence[str]) -> "_Part":
        """Return the part with only those entries that have all the words, in the entry or in the heading."""
        rows = (
            row
            for row in self.rows
            if all(word in f"{self.heading} {row.sample.text} {row.meaning} {row.name}".casefold() for word in words)
        )
        return self._replace(rows=tuple(rows))


class HelpLines(Lines):
    """The text of the help: keys and marks, side by side if there is room."""

    def __init__(self, places: Sequence[Scope], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = [_keys_of(place, keymap) for place in places]
        self._marks = _marks()
        self._words: Sequence[str] = ()

    def find(self, words: str) -> int:
        """Show only the entries that have all the words, or all without words; return how many there are."""
        self._words = words.casefold().split()
        self.rebuild()
        self.go_to(0)
        return sum(len(part.rows) for part in self._left(self._keys + self._marks))

    def lines_for(self, width: int) -> Iterator[Line]:
        measure = min(_MEASURE, width - 2)
        keys = [*_set(self._left(self._keys), measure)]
        if width < _SIDE_BY_SIDE:
            left = Piece(" " * ((width - measure) // 2))
            for row in (*keys, *_set(self._left(self._marks), measure), *self._ending(measure)):
                yield Line((left, *row))
            return
        beside = min(_MARKS_MEASURE, width - measure - 8)
        left = Piece(" " * ((width - measure - beside - 4) // 2))
        marks = [*_set(self._left(self._marks), beside), *self._ending(beside)]
        for row, mark in zip_longest(keys, marks, fillvalue=()):
            used = sum(cell_len(piece.text) for piece in row)
            yield Line((left, *row, Piece(" " * (measure + 4 - used)), *mark))

    def _left(self, parts: Sequence[_Part]) -> list[_Part]:
        return [left for part in parts if (left := part.with_words(self._words)).rows]

    def _ending(self, width: int) -> Iterator[tuple[Piece, ...]]:
        if not self._words:
            yield ()
            for text in (_NAMES, _MOTTO):
                for row in typeset(text, width):
                    yield (Piece(text[row.start : row.end], "muted"),)


def _keys_of(place: Scope, keymap: Mapping[str, str]) -> _Part:
    rows = (
        _Row(Piece(shown_keys(binding, keymap), "key"), binding.tooltip, binding.id or "") for binding in place.bindings
    )
    return _Part(place.name.upper(), tuple(rows), _KEYS_WIDTH)


def _marks() -> list[_Part]:
    signs = [
        _Part(
            heading,
            tuple(_Row(Piece(LOOKS[name].sign, LOOKS[name].style), meaning) for name, meaning in explained),
            _MARKS_WIDTH,
        )
        for heading, explained in (("SIGNS IN THE MARGIN", _SIGNS), ("SIGNS IN THE PANEL ALONE", _PANEL_SIGNS))
    ]
    marks = tuple(_Row(Piece(sample, style), meaning) for sample, style, meaning in _MARKS)
    searches = tuple(_Row(Piece(sample, "key"), meaning) for sample, meaning in SEARCHES)
    return [
        _Part("MARKS IN THE TEXT", marks, _MARKS_WIDTH),
        *signs,
        _Part("WHAT A SEARCH KNOWS", searches, _SEARCHES_WIDTH),
    ]


def _set(parts: Sequence[_Part], width: int) -> Iterator[tuple[Piece, ...]]:
    """Yield the rows of parts: a heading, and each entry with its meaning set beside it."""
    for part in parts:
        yield ()
        yield (Piece(part.heading, "heading"),)
        for sample, meaning, name in part.rows:
            lead: tuple[Piece, ...] = (Piece("  "), sample, Piece(" " * (part.edge - 2 - cell_len(sample.text))))
            room = width - part.edge - (_NAME_WIDTH + 1 if name else 0)
            for row in typeset(meaning, room):
                words = meaning[row.start : row.end]
                ending = (Piece(f"{' ' * (room - cell_len(words))} {name}", "muted"),) if name else ()
                yield (*lead, Piece(words), *ending)
                lead, name = (Piece(" " * part.edge),), ""


class HelpScreen(Screen[None], inherit_bindings=False):
    """Shows the help on top of the previous screen."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "prompt.tcss", "help.tcss"]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "find", tooltip="Find a key, an action, a sign", id="find_help"),
        Binding("escape,backspace", "close", "back", tooltip="Leave the help", id="close_help"),
    ]

    def __init__(self, place: str, places: Sequence[Scope], keymap: Mapping[str, str]) -> None:
        """Show the keys of a place first, then those of others; keymap: the user's keys, by binding name."""
        super().__init__(name="Help")
        first = (place, "Moving about", "Everywhere")
        ordered = sorted(places, key=lambda scope: first.index(scope.name) if scope.name in first else len(first))
        self._lines = HelpLines(ordered, keymap)
        self._find_line = FindLine("Find a key, an action, a sign")

    def compose(self) -> ComposeResult:
        yield Heading("Help", ["`attribune config edit` sets other keys, by these names"])
        yield self._lines
        yield self._find_line
        yield KeyBar()

    def action_find(self) -> None:
        """Ask for words, and filter the entries as they are typed."""
        self.add_class("-finding")
        self._find_line.ask()
        self._find(self._find_line.words)

    def on_find_line_typed(self, event: FindLine.Typed) -> None:
        self._find(event.words)

    def _find(self, words: str) -> None:
        count = self._lines.find(words)
        status = joined(("no match" if not count else f"{count:,} shown", "Enter keeps", "Esc clears"))
        self._find_line.show_count(status, none=not count)

    def action_match(self, step: int) -> None:
        """Scroll by a row, also while typing."""
        self._lines.action_move(step)

    def action_keep_matches(self) -> None:
        """Keep the filter, and go back to the entries."""
        self.remove_class("-finding")
        self.set_focus(self._lines)

    def action_leave_find(self) -> None:
        """Show the whole help again."""
        self._find_line.clear()
        self._lines.find("")
        self.action_keep_matches()

    def action_close(self) -> None:
        """Clear the search, or go back to the previous screen."""
        if self._find_line.words:
            self.action_leave_find()
        else:
            self.dismiss()
