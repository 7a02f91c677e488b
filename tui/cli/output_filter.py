"""The last filter before the terminal: output, whoever prints it, can only set styles there."""

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from extract.text.controls import clean

# The escape sequences of our own styles, and those that a progress bar also needs.
_LOOKS = re.compile("(\x1b\\[[0-9;]*m)")
_PROGRESS = re.compile("(\x1b\\[(?:[0-9;]*m|\\?25[hl]|[0-9]*[AK])|\r)")


class OutputFilter(io.TextIOWrapper):
    """A stream to a terminal that passes only text and our own escape sequences."""

    own: re.Pattern[str] = _LOOKS

    def write(self, text: str, /) -> int:
        """Write the text without control characters; return its length, as streams do."""
        pieces = self.own.split(text)
        super().write("".join(piece if number % 2 else clean(piece) for number, piece in enumerate(pieces)))
        return len(text)


@contextmanager
def allow_progress() -> Iterator[None]:
    """Allow a progress bar's escape sequences on standard error while one is shown."""
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
    """Filter everything written to a terminal from now on; files and pipes get it unchanged."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper) and not isinstance(stream, OutputFilter) and stream.isatty():
            stream.flush()
            encoding = stream.encoding
            setattr(sys, name, OutputFilter(stream.buffer, encoding=encoding, errors="replace", line_buffering=True))
