"""The app's own themes, and the choice of one by name."""

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DEFAULT = "attribune-dark"

# Dark: warm figures and cool names, so that number and source differ at a glance. Every text colour has a contrast of
# at least 4.5:1 on every background it can have; a test computes this.
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
    variables={
        "text-primary": "#8fbfe6",
        "text-secondary": "#bdb1ee",
        "text-accent": "#ecc374",
        "text-warning": "#f0a868",
        "text-error": "#ff9a8f",
        "text-success": "#a5d18f",
        "muted": "#abada8",
        "cursor": "#2f373f",
        "cursor-away": "#20272e",
        "pane": "#23272c",
        "pane-active": "#28425b",
        "marked": "#2c333a",
        "lit": "#413b32",
        "lit-current": "#ecc374",
        "rule": "#3b4047",
    },
)
# Light, like newsprint.
LIGHT = Theme(
    name="attribune-light",
    primary="#1f5f96",
    secondary="#5b4ea6",
    accent="#8a5a00",
    warning="#a75a0b",
    error="#b3261e",
    success="#39702a",
    foreground="#23211c",
    background="#f7f4ec",
    surface="#f1ede3",
    panel="#e9e4d7",
    dark=False,
    variables={
        "text-primary": "#12508a",
        "text-secondary": "#4c3f9c",
        "text-accent": "#6a4800",
        "text-warning": "#703000",
        "text-error": "#a3190f",
        "text-success": "#255f1b",
        "muted": "#575550",
        "cursor": "#c8dcef",
        "cursor-away": "#e9ebe6",
        "pane": "#e9e4d7",
        "pane-active": "#c1d6ea",
        "marked": "#d9e5ef",
        "lit": "#f6dc9a",
        "lit-current": "#6a4800",
        "rule": "#c9c3b4",
    },
)
OWN = (DARK, LIGHT)
# The terminal's own background and sixteen colours; its blue is too dark to read on black.
_ANSI = BUILTIN_THEMES["ansi-dark"]
SIXTEEN = replace(_ANSI, name="attribune-ansi", variables={**_ANSI.variables, "text-primary": "ansi_bright_blue"})
ALL = {**BUILTIN_THEMES, **{theme.name: theme for theme in (*OWN, SIXTEEN)}}


def chosen(name: str) -> tuple[str, str]:
    """Return the theme for the name a user set, and a message if there is none with that name."""
    if not name or name in ALL:
        return name or DEFAULT, ""
    # Imported only here: nearly all names are known.
    from difflib import get_close_matches

    known = ", ".join(theme.name for theme in OWN)
    likely = get_close_matches(name[:40], ALL, n=1)
    advice = f"did you mean {likely[0]}?" if likely else f"choose {known} or one of Textual’s own"
    return DEFAULT, f"theme: there is no {name[:40]!r}, so {DEFAULT} is used; {advice}"


def by_default(color_system: str | None) -> str:
    """Return the default theme: a terminal with sixteen colours gets those, as others would become greys."""
    return SIXTEEN.name if color_system == "standard" else DEFAULT


def for_others(theme: Theme) -> dict[str, str]:
    """Return the variables that our style sheets use and another theme lacks, derived from its colours."""
    if theme in OWN:
        return {}
    colors = theme.to_color_system().generate()
    foreground, primary, accent = colors["foreground"], colors["primary"], colors["accent"]
    return {
        "muted": f"{foreground} 75%",
        "cursor": f"{primary} 20%",
        "cursor-away": f"{primary} 9%",
        "pane": colors["panel"],
        "pane-active": f"{primary} 35%",
        "marked": f"{primary} 20%",
        "lit": f"{colors['warning']} 30%",
        "lit-current": accent,
        "rule": f"{foreground} 25%",
    }
