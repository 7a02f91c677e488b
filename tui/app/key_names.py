"""How a key is shown: by its sign or by a word."""

from string import punctuation

from textual.binding import Binding


def _name_of(sign: str) -> str:
    """Return Textual's name for a key that is written as its sign: a keymap accepts no other name."""
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
    """Return a key as it is shown to a person: `question_mark` as `?`, `ctrl+c` as `Ctrl+C`."""
    if key in SHOWN:
        return SHOWN[key]
    *modifiers, last = key.split("+")
    if modifiers:
        return "+".join([*(modifier.title() for modifier in modifiers), shown(last).upper()])
    return key if len(key) == 1 else key.title()
