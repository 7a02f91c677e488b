"""Sets of keys that go by the habits of another program, and the keys that hold with what the user sets beside them."""

from collections.abc import Sequence

from store.settings import PRESET, Settings
from tui.app.keys import Complaint, Scope, checked

# Keys by action; an action that a preset does not name keeps its own.
PRESETS: dict[str, dict[str, str]] = {
    "vim": {},
}


def keymap(settings: Settings, places: Sequence[Scope]) -> tuple[dict[str, str], list[Complaint]]:
    """Return the keys that differ from the bindings' own, and complaints about those that can't be set."""
    complaints = []
    if settings.preset and settings.preset not in PRESETS:
        words = f"there is no preset {settings.preset[:40]!r}: there are {', '.join(PRESETS)}; the app's own keys stay"
        complaints.append(Complaint(PRESET, words))
    accepted, refused = checked(settings.keys, places, PRESETS.get(settings.preset))
    return accepted, [*complaints, *refused]
