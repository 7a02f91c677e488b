"""How a key is shown: the sign or the word that a person knows it by."""

from string import punctuation

from textual.binding import Binding


def _name_of(sign: str) -> str:
    """Return what Textual calls a key that is written as its sign: a keymap takes it by no other name."""
    (binding,) = Binding.make_bindings([Binding(sign, "")])
    return binding.key


SHOWN = {
    **{_name_of(sign): sign for sign in punctuation if sign != ","},
    "comma": ",",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Backspace",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def shown(key: str) -> str:
    """Return a key as a person reads it: `question_mark` as `?`, `ctrl+c` as `Ctrl+C`."""
    if key in SHOWN:
        return SHOWN[key]
    *modifiers, last = key.split("+")
    if modifiers:
        return "+".join([*(modifier.title() for modifier in modifiers), shown(last).upper()])
    return key if len(key) == 1 else key.title()
