"""The keys of the app: how they are shown, the table of all of them, and the check of those that a user sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import KEY_ALIASES, Keys

_SHOWN = {
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
    "slash": "/",
    "semicolon": ";",
    "plus": "+",
    "comma": ",",
    "question_mark": "?",
    "number_sign": "#",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}

# What Textual calls a key that is written as its sign.
_NAMES = {sign: name for name, sign in _SHOWN.items() if len(sign) == 1}


@dataclass(frozen=True, slots=True)
class Scope:
    """The bindings of one place in the app, under the name that the help gives it; `within` are the places around it.

    A key means one thing in a place and those around it together.
    """

    name: str
    bindings: tuple[Binding, ...]
    within: tuple[str, ...] = ()


def shown(key: str) -> str:
    """Return a key as a person reads it: `question_mark` as `?`, `ctrl+c` as `Ctrl+C`."""
    if key in _SHOWN:
        return _SHOWN[key]
    *modifiers, last = key.split("+")
    if modifiers:
        return "+".join([*(modifier.title() for modifier in modifiers), shown(last).upper()])
    return key if len(key) == 1 else key.title()


def keys_of(binding: Binding, keymap: Mapping[str, str]) -> list[str]:
    """Return the binding's keys, as the user set them or as they are by default."""
    keys = keymap.get(binding.id or "", binding.key)
    return [key.strip() for key in keys.split(",")]


def shown_keys(binding: Binding, keymap: Mapping[str, str]) -> str:
    """Return the binding's keys as a person reads them, with spaces between."""
    return " ".join(shown(key) for key in keys_of(binding, keymap))


def checked(keys: Mapping[str, str], places: Sequence[Scope]) -> tuple[dict[str, str], list[str]]:
    """Return the keys that can be set, and one line for each that can't: why, and what stays."""
    bindings = {binding.id: binding for place in places for binding in place.bindings if binding.id}
    accepted: dict[str, str] = {}
    complaints = []
    for action, shown_or_named in keys.items():
        value = ",".join(_named(key.strip()) for key in shown_or_named.split(","))
        unknown = [key for key in value.split(",") if not _is_key(key)]
        if action not in bindings:
            complaints.append(f"keys: there is no action {action!r}; the help (?) names them")
        elif unknown:
            complaints.append(f"keys: {unknown[0]!r} for {action} is no key; its default stays")
        else:
            accepted[action] = value
    while clash := _clash(accepted, places):
        key, taken, refused = clash
        del accepted[refused]
        complaints.append(f"keys: {shown(key)!r} for {refused} is the key of {taken} already; its default stays")
    return accepted, complaints


def _named(key: str) -> str:
    """Return the name of a key that is written as the help shows it: `Ctrl+X`, `PgDn`; any other as it is."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    names = {sign: name for name, sign in _SHOWN.items() if len(sign) > 1}
    if not modifiers:
        return names.get(key, key)
    name = names.get(last, last.lower() if len(last) == 1 else last)
    return "+".join([*(modifier.lower() for modifier in modifiers), name])


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    named = {*(known.value for known in Keys), *KEY_ALIASES, *_SHOWN}
    return set(modifiers) <= {"ctrl", "shift", "alt", "super"} and (
        (len(last) == 1 and last.isprintable() and not last.isspace()) or last in named
    )


def _clash(accepted: Mapping[str, str], places: Sequence[Scope]) -> tuple[str, str, str] | None:
    """Return a key that two actions want in one place: the key, who keeps it, and whose setting is refused."""
    by_name = {place.name: place for place in places}
    for place in places:
        owners: dict[str, str] = {}
        around = [binding for name in place.within for binding in by_name[name].bindings]
        here = (*place.bindings, *around)
        default = {binding.id or "": keys_of(binding, {}) for binding in here}
        for binding in here:
            action = binding.id or ""
            for key in keys_of(binding, accepted):
                key = _NAMES.get(key, key)
                other = owners.setdefault(key, action)
                # An inner place may take a key of those around it: `/` finds in an article, and searches elsewhere.
                if other == action or (key in default[action] and key in default[other]):
                    continue
                refused = action if action in accepted else other
                if refused in accepted:
                    return key, other if refused == action else action, refused
    return None


def table(places: Sequence[Scope]) -> str:
    """Return all keys as a Markdown table: where, keys, what they do, and the name to set them by."""
    rows = ["| where | keys | what it does | name |", "|---|---|---|---|"]
    for place in places:
        for binding in place.bindings:
            keys = " ".join(f"`{shown(key)}`" for key in keys_of(binding, {}))
            rows.append(f"| {place.name} | {keys} | {binding.tooltip} | `{binding.id}` |")
    return "\n".join(rows)
