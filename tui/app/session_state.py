"""What the app remembers of how it was left, in a small file of the user's state; without the file it begins anew."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any


def order() -> str:
    """Return the order in which the list was shown last, "" where nothing is remembered."""
    value = _all().get("order")
    return value if isinstance(value, str) else ""


def grouping() -> str:
    """Return how the list was grouped last, "" for not at all."""
    value = _all().get("grouping")
    return value if isinstance(value, str) else ""


def side_bar() -> bool:
    """Return True if the side bar was open."""
    return _all().get("side_bar") is True


def rooms() -> dict[str, int]:
    """Return how much room the reader's panes have, as percent by the name of the layout; without those never set."""
    value = _all().get("rooms")
    rooms = value if isinstance(value, dict) else {}
    return {name: share for name, share in rooms.items() if isinstance(share, int) and 0 < share < 100}


def remember(**values: str | bool | dict[str, int]) -> None:
    """Keep an order, a grouping, an open side bar or the room of panes; on a disk that can't be written not."""
    path = _path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(_all() | values), encoding="utf-8")


def _all() -> dict[str, Any]:
    try:
        row = json.loads(_path().read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _path() -> Path:
    from platformdirs import user_state_path

    return user_state_path("attribune", appauthor=False) / "list.json"
