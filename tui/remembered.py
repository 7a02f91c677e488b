"""What the app remembers of how it was left, in a small file of the user's state; without the file it begins anew."""

import json
from contextlib import suppress
from pathlib import Path


def order() -> str:
    """Return the order in which the list was shown last, "" where nothing is remembered."""
    try:
        row = json.loads(_path().read_bytes())
    except (OSError, ValueError, RecursionError):
        return ""
    value = row.get("order") if isinstance(row, dict) else None
    return value if isinstance(value, str) else ""


def remember_order(value: str) -> None:
    """Show the list in this order the next time; on a disk that can't be written it is forgotten."""
    path = _path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"order": value}), encoding="utf-8")


def _path() -> Path:
    from platformdirs import user_state_path

    return user_state_path("attribune", appauthor=False) / "list.json"
