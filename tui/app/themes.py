"""The app's own themes, and the choice of one by name."""

from collections.abc import Iterable

from textual.theme import Theme

DEFAULT = "attribune-dark"

# A dark room with a lamp: warm figures, cool names, so that number and speaker are told apart at a glance.
DARK = Theme(
    name="attribune-dark",
    primary="#7fb0d8",
    secondary="#9a8fd0",
    accent="#e3b968",
    warning="#e0a05c",
    error="#ee7f76",
    success="#93bd7f",
    foreground="#d9d6ce",
    background="#16181b",
    surface="#1b1e22",
    panel="#23272c",
    dark=True,
)
# Newsprint by day.
LIGHT = Theme(
    name="attribune-light",
    primary="#1f5f96",
    secondary="#5b4ea6",
    accent="#8a5a00",
    warning="#a75a0b",
    error="#b3261e",
    success="#39702a",
    foreground="#26241f",
    background="#f7f4ec",
    surface="#f1ede3",
    panel="#e7e2d4",
    dark=False,
)
OWN = (DARK, LIGHT)


def chosen(name: str, available: Iterable[str]) -> tuple[str, str]:
    """Return the theme to use for the name a user set, and what to tell them when there is none of that name."""
    if not name or name in available:
        return name or DEFAULT, ""
    known = ", ".join(theme.name for theme in OWN)
    return DEFAULT, f"theme: there is no {name[:40]!r}, so {DEFAULT} is used; there are {known} and Textual’s own"
