"""Reports what the terminal can do that the reader needs: size, colours, signs, the clipboard."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

# The smallest size that the reader's screens are made for.
_WIDTH, _HEIGHT = 80, 24
_COLOURS = {"truecolor": "true colour", "256": "256 colours", "standard": "16 colours", "windows": "16 colours"}


def terminal_lines() -> Iterator[str]:
    """Yield a line for each thing that the reader needs; nothing if there is no terminal."""
    if not sys.stdout.isatty():
        return
    kind = os.environ.get("TERM", "")
    if kind in ("", "dumb"):
        yield "terminal: TERM is dumb, or not set: the reader can't be shown; use `attribune list` and `attribune show`"
        return
    size = shutil.get_terminal_size()
    small = size.columns < _WIDTH or size.lines < _HEIGHT
    advice = f": the reader is made for {_WIDTH}×{_HEIGHT} or more" if small else ""
    yield f"terminal: {kind}, {size.columns}×{size.lines}{advice}"
    yield f"colours: {_colours()}"
    yield f"clipboard: {_clipboard()}"


def charset_line() -> str:
    """Return a line about a charset that lacks the reader's signs, "" if it has them."""
    if (sys.stdout.encoding or "").lower().replace("-", "") == "utf8":
        return ""
    return f"the terminal's charset is {sys.stdout.encoding}, not UTF-8: some signs come out as ?"


def _colours() -> str:
    from rich.console import Console

    if "NO_COLOR" in os.environ:
        return "none, as NO_COLOR asks"
    system = Console().color_system
    if system is None:
        return "none"
    more = "" if system == "truecolor" else ": if the terminal has true colour, set COLORTERM=truecolor"
    return f"{_COLOURS.get(system, system)}{more}"


def _clipboard() -> str:
    """Return how a copy reaches the clipboard: by OSC 52, which not every program passes on."""
    if os.environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return "out of reach: Apple's Terminal doesn't support OSC 52, other terminals do"
    if not os.environ.get("TMUX"):
        return "by OSC 52, which most terminals support; some must be set to allow it"
    command = ["tmux", "show-options", "-sv", "set-clipboard"]
    try:
        state = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return "tmux does not say whether it passes OSC 52 on"
    if state == "on":
        return "by OSC 52, which tmux passes on"
    return f"tmux keeps it: its set-clipboard is {state or 'unknown'}; `tmux set -s set-clipboard on` lets it through"
