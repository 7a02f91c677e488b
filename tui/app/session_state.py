"""Remembers how the app was left, in a small file of the user's state; without the file it starts afresh."""

from contextlib import suppress
from pathlib import Path
from typing import Any


def order() -> str:
    """Return the list's last order, "" if nothing is remembered."""
    value = _all().get("order")
    return value if isinstance(value, str) else ""


def grouping() -> str:
    """Return the list's last grouping, "" for none."""
    value = _all().get("grouping")
    return value if isinstance(value, str) else ""


def side_bar() -> bool:
    """Return True if the side bar was open."""
    return _all().get("side_bar") is True


def rooms() -> dict[str, int]:
    """Return the size of the reader's panes in percent, by layout name; without those never set."""
    value = _all().get("rooms")
    rooms = value if isinstance(value, dict) else {}
    return {name: share for name, share in rooms.items() if isinstance(share, int) and 0 < share < 100}


def remember(**values: str | bool | dict[str, int]) -> None:
    """Store an order, a grouping, an open side bar or the size of panes; ignore a read-only disk."""
    import json

    path = _path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(_all() | values), encoding="utf-8")


def _all() -> dict[str, Any]:
    try:
        text = _path().read_bytes()
        import json

        row = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _path() -> Path:
    from platformdirs import user_state_path

    return user_state_path("attribune", appauthor=False) / "list.json"
