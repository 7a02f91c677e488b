"""The last line of a screen: the keys that work here, and a status."""

from functools import cache
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.strip import Strip

from tui.app.key_names import shown
from tui.text.cell_wording import fit
from tui.widgets.looks import Looks


class KeyBar(Looks, can_focus=False):
    """Shows as many keys of the focused place as fit, and a status at the right; a click presses a key."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label", "key-bar--status"}
    ALLOW_SELECT = False

    def __init__(self, needed: str = "", guessed: str = "") -> None:
        """Show the keys; where there is no room for the action `needed`, the one that is `guessed` makes it."""
        super().__init__()
        self._needed = needed
        self._guessed = guessed
        self._status = ""
        self._doing = ""
        self._labels: dict[str, str] = {}

    def relabel(self, name: str, label: str) -> None:
        """Show another label for a named action, whose key now does something else."""
        self._labels[name] = label
        self.refresh()

    @property
    def status(self) -> str:
        """The words at the right end."""
        return self._status

    @status.setter
    def status(self, status: str) -> None:
        if status != self._status:
            self._status = status
            self.refresh()

    @property
    def doing(self) -> str:
        """What runs in the background; shown before the status."""
        return self._doing

    @doing.setter
    def doing(self, doing: str) -> None:
        if doing != self._doing:
            self._doing = doing
            self.refresh()

    def on_mount(self) -> None:
        self._screen_changed(self.screen)
        self.app.screen_change_signal.subscribe(self, self._screen_changed)
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _screen_changed(self, shown: Screen[object]) -> None:
        # The app reports progress only to the screen that is shown.
        if shown is self.screen:
            self.doing = str(getattr(self.app, "doing", ""))
            self.refresh()

    def _bindings_changed(self, screen: Screen[object]) -> None:
        # A covered bar that is drawn would make Textual draw the whole screen above again.
        if screen.is_active:
            self.refresh()

    def _hints(self, room: int) -> list[tuple[str, str]]:
        """Return the first key and the label of shown actions, as many as fit into room cells.

        Going back and the app's own keys, such as help and quit, are dropped last.
        """
        near: dict[str, tuple[str, str]] = {}
        far: dict[str, tuple[str, str]] = {}
        for active in sorted(self.screen.active_bindings.values(), key=_place):
            binding = active.binding
            if binding.show and active.enabled and not self._typed(binding.key):
                hints = far if active.node is self.app else near
                label = self._labels.get(binding.id or "", binding.description)
                hints.setdefault(binding.action, (binding.key, label))
        back = [action for action, (key, _) in near.items() if key == "escape"]
        for action in [action for action in back if near[action][1] in {label for _, label in far.values()}]:
            # Another key does the same, and there is more to show than there is room for.
            back.remove(action)
            del near[action]
        # It leads to all the others, so it is dropped first.
        palette = {action: far.pop(action) for action in ("palette",) if action in far}
        always = [*(near.pop(action) for action in back), *far.values()]
        room -= sum(map(_size, always))
        here = _fitting({**near, **palette}, room)
        if self._needed in near and self._needed not in here:
            near.pop(self._guessed, None)
            without = _fitting(near, room)
            here = without if self._needed in without else here
        return [*here.values(), *always]

    def _typed(self, key: str) -> bool:
        """Return True if a key only types its character, because an input has the focus."""
        character, focused = shown(key), self.screen.focused
        return len(character) == 1 and focused is not None and focused.check_consume_key(key, character)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        key_style = self.look("key-bar--key")
        label_style = self.look("key-bar--label")
        status = fit(" · ".join(filter(None, (self._doing, self._status))), width // 2)
        segments = [Segment(" ", label_style)]
        used = 1
        # The blanks after the last hint may be those before the status, or stand outside.
        for key, label in self._hints(width + 1 - (cell_len(status) + 3 if status else 0)):
            pressed = Style(meta={"key": key})
            segments += [
                Segment(shown(key), key_style + pressed),
                Segment(f" {label}", label_style + pressed),
                Segment("  ", label_style),
            ]
            used += _size((key, label))
        segments.append(Segment(" " * max(0, width - used - cell_len(status) - 1), label_style))
        segments.append(Segment(f"{status} ", self.look("key-bar--status")))
        return Strip(segments).adjust_cell_length(width, label_style)

    def on_click(self, event: events.Click) -> None:
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)


def _place(active: ActiveBinding) -> int:
    """Return an action's position in its class; a key set by the user would otherwise come last."""
    places = _places(type(active.node))
    return places.get(active.binding.id or "", len(places))


@cache
def _places(kind: type[DOMNode]) -> dict[str, int]:
    """Return the positions of a class's actions, by the ids of their bindings."""
    names = [binding.id or "" for binding in kind.BINDINGS if isinstance(binding, Binding)]
    return {name: place for place, name in reversed(list(enumerate(names)))}


def _fitting(hints: dict[str, tuple[str, str]], room: int) -> dict[str, tuple[str, str]]:
    """Return the first of the hints, as many as fit into room cells."""
    fitting = dict(hints)
    while fitting and sum(map(_size, fitting.values())) > room:
        fitting.popitem()
    return fitting


def _size(hint: tuple[str, str]) -> int:
    return cell_len(shown(hint[0])) + cell_len(hint[1]) + 3
