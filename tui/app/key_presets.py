"""Key presets that follow another program's habits, and the keys that result with the user's settings."""

from collections.abc import Sequence

from store.settings import PRESET, Settings
from tui.app.keys import Complaint, Scope, checked

_NEWSBOAT = {
    "end": "end",
    "top": "home",
    # The list of articles.
    "delete": "D",
    "feeds": "f",
    "filter": "F",
    "mark": "N",
    "mark_all": "A,C",
    "show_all": "escape,ctrl+f",
    "sort": "g",
    "star": "s,ctrl+b",
    "tag": "number_sign,ctrl+e",
    "update": "r,R",
    # The feeds.
    "mark_feed": "A",
    "rename_feed": "e",
    "update_feed": "r",
    "update_feeds": "R",
    # The article: n is the next unread article there, so claims need other keys.
    "links": "u",
    "next_claim": "l,right",
    "previous_claim": "h,left",
    "next_contested": "ctrl+n",
    "prev_contested": "ctrl+p",
    "next_unread": "n",
}
_EILMELDUNG = {
    "page_down": "ctrl+f,space,pagedown",
    "page_up": "ctrl+b,b,pageup",
    "undo": "ctrl+z",
    # The list of articles.
    "filter": "equals_sign",
    "list_pane": "tab,shift+tab,h,l",
    "mark": "r,u",
    "show_all": "escape,plus",
    "star": "m",
    "update": "s",
    # The feeds.
    "rename_feed": "c",
    "update_feed": "s",
    "update_feeds": "S",
    # The article: n is the next match there, so claims need other keys.
    "next_claim": "right,right_parenthesis",
    "previous_claim": "left,left_parenthesis",
    "next_contested": "ctrl+n",
    "prev_contested": "ctrl+p",
    "links": "ctrl+l",
    "next_match": "n",
    "prev_match": "N",
    "other_pane": "tab,h,l",
}
# Keys by action; an action that a preset does not name keeps its own.
PRESETS: dict[str, dict[str, str]] = {"vim": {}, "newsboat": _NEWSBOAT, "eilmeldung": _EILMELDUNG}


def keymap(settings: Settings, places: Sequence[Scope]) -> tuple[dict[str, str], list[Complaint]]:
    """Return the keys that differ from the defaults, and complaints about those that can't be set."""
    complaints = []
    if settings.preset and settings.preset not in PRESETS:
        words = f"there is no preset {settings.preset[:40]!r}: choose {', '.join(PRESETS)}; the defaults stay"
        complaints.append(Complaint(PRESET, words))
    accepted, refused = checked(settings.keys, places, PRESETS.get(settings.preset))
    return accepted, [*complaints, *refused]
