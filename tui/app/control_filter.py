"""The last filter before the terminal: stops the control characters of foreign text."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from extract.text.controls import clean


class ControlFilter(LineFilter):
    """Removes C0, C1, DEL, bidirectional and zero-width controls from every segment that is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [segment if segment.control or segment.text.isprintable() else _cleaned(segment) for segment in segments]


def _cleaned(segment: Segment) -> Segment:
    """Return the segment without control characters, including line ends and tabs."""
    text = clean(segment.text).replace("\n", " ").replace("\t", " ")
    return Segment(text, segment.style)
