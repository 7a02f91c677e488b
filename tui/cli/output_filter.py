"""The last door before the terminal: whatever is printed, and by whomever, commands nothing there but looks."""

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from extract.text.controls import clean

# The looks that our own printing gives; and what a progress bar needs besides.
_LOOKS = re.compile("(\x1b\\[[0-9;]*m)")
_PROGRESS = re.compile("(\x1b\\[(?:[0-9;]*m|\\?25[hl]|[0-9]*[AK])|\r)")


class OutputFilter(io.TextIOWrapper):
    """A stream to a terminal that lets through text and the commands that are our own, and no others."""

    own: re.Pattern[str] = _LOOKS

    def write(self, text: str, /) -> int:
        """Write the text without control characters; return its length, as streams do."""
        pieces = self.own.split(text)
        super().write("".join(piece if number % 2 else clean(piece) for number, piece in enumerate(pieces)))
        return len(text)


@contextmanager
def allow_progress() -> Iterator[None]:
    """Let the commands that draw a progress bar through to standard error while one is shown."""
    door = sys.stderr
    if not isinstance(door, OutputFilter):
        yield
        return
    door.own = _PROGRESS
    try:
        yield
    finally:
        door.own = _LOOKS


def install() -> None:
    """Let all that goes to a terminal from now on pass through the door; files and pipes get all as it is."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper) and not isinstance(stream, OutputFilter) and stream.isatty():
            stream.flush()
            encoding = stream.encoding
            setattr(sys, name, OutputFilter(stream.buffer, encoding=encoding, errors="replace", line_buffering=True))
