"""The text of an article, with letters on the figures in view for jumping to one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.article_text import ArticleText

# Letters of the home row first.
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def letters(count: int) -> list[str]:
    """Return this many different hints of equal length, one letter each if possible."""
    size = 1
    while len(_LETTERS) ** size < count:
        size += 1
    hints = product(_LETTERS, repeat=size)
    return ["".join(next(hints)) for _ in range(count)]


class HintedText(ArticleText):
    """Shows hints on figures and takes the typed letters; any other key removes the hints."""

    @dataclass
    class HintTyped(Message):
        """A key was pressed while hints are shown; letter: which, "" if it removes the hints."""

        letter: str

    def __init__(self) -> None:
        super().__init__()
        # Hints by claim number, None while none are shown; and what was typed.
        self._hints: dict[int, str] | None = None
        self._typed = ""

    @property
    def claims_in_view(self) -> list[int]:
        """The numbers of the claims with a row in view, in text order."""
        rows = range(self.top, self.top + self.page)
        spans = [(stored.claim.start, stored.claim.end) for stored in self._claims]
        return [number for number, span in enumerate(spans) if self._set_text.rows_of(*span).start in rows]

    def stay_at_claim(self) -> None:
        """Keep the current claim in view through an imminent change of the view's size."""
        self._wanted_top, self._wanted, self._set_for = self.top_offset, self._current_span(), 0

    def show_hints(self, hints: dict[int, str] | None, typed: str = "") -> None:
        """Show the hints that begin with what was typed, by claim number, and take the keys; None removes them."""
        before = {*(self._hints or ()), *(hints or ())}
        left = {claim: hint for claim, hint in (hints or {}).items() if hint.startswith(typed)}
        self._hints, self._typed = None if hints is None else left, typed
        self.redraw({self.row_at(self._claims[claim].claim.start) for claim in before if claim < len(self._claims)})

    def on_key(self, event: events.Key) -> None:
        if self._hints is not None:
            event.stop()
            event.prevent_default()
            self.post_message(self.HintTyped(event.key if event.key in _LETTERS else ""))

    def on_blur(self) -> None:
        if self._hints is not None:
            self.post_message(self.HintTyped(""))

    def draw(self, number: int) -> Iterable[Segment] | None:
        segments = super().draw(number)
        if segments is None or not self._hints:
            return segments
        strip = Strip(segments)
        for claim, hint in self._hints.items():
            if self.row_at(self._claims[claim].claim.start) == number:
                strip = self._laid(strip, claim, hint)
        return strip

    def _laid(self, strip: Strip, claim: int, hint: str) -> Strip:
        """Return a row with a hint over the beginning of a claim's figure."""
        figure = self._claims[claim].claim.text
        at = next((at for at, segment in _placed(strip) if _begins(segment, claim, figure)), -1)
        if at < 0:
            return strip
        label = Strip(
            [
                Segment(self._typed, self.look("article-text--match")),
                Segment(hint[len(self._typed) :], self.look("article-text--current-match")),
            ],
            len(hint),
        )
        return Strip.join([strip.crop(0, at), label, strip.crop(at + len(hint))]).crop(0, strip.cell_length)


def _placed(strip: Strip) -> Iterator[tuple[int, Segment]]:
    at = 0
    for segment in strip:
        yield at, segment
        at += cell_len(segment.text)


def _begins(segment: Segment, claim: int, figure: str) -> bool:
    """Return True if a claim's figure begins with a segment; a claim's source is also drawn as part of it."""
    drawn = segment.style.meta.get("claim") if segment.style else None
    return drawn == claim and bool(segment.text.strip()) and " ".join(figure.split()).startswith(segment.text.strip())
