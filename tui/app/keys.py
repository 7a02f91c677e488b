"""The keys of the app: prints their table, and checks those that a user sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from textual.binding import Binding
from textual.keys import KEY_ALIASES, Keys

from tui.app.key_names import SHOWN, shown

_KEYS = frozenset({*(known.value for known in Keys), *KEY_ALIASES, *SHOWN})

_NAMES = {sign: name for name, sign in SHOWN.items() if len(sign) == 1}


@dataclass(frozen=True, slots=True)
class Scope:
    """The bindings of one place in the app, with its name in the help; within: the places around it.

    A key must mean one thing in a place and those around it.
    """

    name: str
    bindings: tuple[Binding, ...]
    within: tuple[str, ...] = ()


def keys_of(binding: Binding, keymap: Mapping[str, str]) -> list[str]:
    """Return the binding's keys: the user's, or else the defaults."""
    keys = keymap.get(binding.id or "", binding.key)
    return [key.strip() for key in keys.split(",")]


def shown_keys(binding: Binding, keymap: Mapping[str, str]) -> str:
    """Return the binding's keys as they are shown to a person, with spaces between."""
    return " ".join(shown(key) for key in keys_of(binding, keymap))


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why the keys of an action can't be set as the user wants, and what to do; action: its name in the settings."""

    action: str
    words: str


def checked(
    keys: Mapping[str, str], places: Sequence[Scope], preset: Mapping[str, str] | None = None
) -> tuple[dict[str, str], list[Complaint]]:
    """Return the keys that can be set, and a complaint about each that can't, whose default stays.

    preset: keys that replace the defaults where the user sets none.
    """
    bindings = {binding.id: binding for place in places for binding in place.bindings if binding.id}
    base = dict(preset or {})
    accepted: dict[str, str] = {}
    complaints = []
    for action, shown_or_named in keys.items():
        value = ",".join(_named(key.strip()) for key in shown_or_named.split(","))
        unknown = [key for key in value.split(",") if not _is_key(key)]
        if action not in bindings:
            likely = get_close_matches(action, bindings, 1)
            advice = f"did you mean {likely[0]}?" if likely else "`attribune config print` names them"
            complaints.append(Complaint(action, f"there is no action {action}: {advice}"))
        elif unknown:
            advice = "write it as the help (?) does, like n, Ctrl+N or PgDn; the default stays"
            complaints.append(Complaint(action, f"{unknown[0]!r} for {action} is not a key: {advice}"))
        else:
            accepted[action] = value
    while clash := _clash(accepted, places, base):
        key, owner, refused = clash
        del accepted[refused]
        wanted, there = (f"{action} ({bindings[action].tooltip})" for action in (refused, owner))
        advice = f"give {owner} another key as well; the default stays"
        complaints.append(Complaint(refused, f"{shown(key)} for {wanted} is already the key of {there}: {advice}"))
    return {**base, **accepted}, complaints


def _named(key: str) -> str:
    """Return the name of a key that is written as in the help: `Ctrl+X`, `PgDn`, `↑`; others unchanged."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if modifiers and len(last) == 1:
        last = last.lower()
    names = {sign: name for name, sign in SHOWN.items()}
    small = last.lower() if len(last) > 1 and last.lower() in _KEYS else last
    return "+".join([*(modifier.lower() for modifier in modifiers), names.get(last, small)])


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return set(modifiers) <= {"ctrl", "shift", "alt", "super"} and (
        (len(last) == 1 and last.isprintable() and not last.isspace()) or last in _KEYS
    )


def _clash(
    accepted: Mapping[str, str], places: Sequence[Scope], base: Mapping[str, str]
) -> tuple[str, str, str] | None:
    """Return a key that two actions want in one place: the key, which action keeps it, and which is refused."""
    keymap = {**base, **accepted}
    by_name = {place.name: place for place in places}
    for place in places:
        owners: dict[str, str] = {}
        around = [binding for name in place.within for binding in by_name[name].bindings]
        here = (*place.bindings, *around)
        default = {binding.id or "": _plain_keys(binding, base) for binding in here}
        for binding in here:
            action = binding.id or ""
            for key in _plain_keys(binding, keymap):
                other = owners.setdefault(key, action)
                # An inner place may override a key of those around it: `/` finds in an article, and searches elsewhere.
                if other == action or (key in default[action] and key in default[other]):
                    continue
                refused = action if action in accepted else other
                if refused in accepted:
                    return key, other if refused == action else action, refused
    return None


def _plain_keys(binding: Binding, keymap: Mapping[str, str]) -> list[str]:
    """Return the binding's keys, each by its canonical name."""
    return [_NAMES.get(key, key) for key in keys_of(binding, keymap)]


def table(places: Sequence[Scope]) -> str:
    """Return all keys as a Markdown table: where, keys, what they do, and their names for the settings."""
    rows = ["| where | keys | what it does | name |", "|---|---|---|---|"]
    for place in places:
        for binding in place.bindings:
            # A bar would end the cell.
            keys = " ".join(f"`{shown(key)}`" for key in keys_of(binding, {})).replace("|", r"\|")
            rows.append(f"| {place.name} | {keys} | {binding.tooltip} | `{binding.id}` |")
    return "\n".join(rows)
