"""The palette: all actions that work here, found by words and run with Enter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import ActiveBinding, Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input

from tui.app.keys import shown_keys
from tui.screens.choosing_screen import ChoosingScreen
from tui.text.cell_wording import fit
from tui.text.typesetting import typeset
from tui.widgets.lines import Line, Lines, Piece

_MEASURE = 78
_NAME_WIDTH = 16
# From this width on, there is room for the names.
_NAMED_FROM = 76
_NOTHING = "Nothing that works here has these words; Esc goes back, and ? shows all keys."


class PaletteItem(NamedTuple):
    """An action: its words, its keys, its name in the settings, and how to run it."""

    words: str
    keys: str
    name: str
    action: str
    node: DOMNode


def palette_items(active: Iterable[ActiveBinding], keymap: Mapping[str, str]) -> list[PaletteItem]:
    """Return the actions of all keys that work now, each once; keymap: the user's keys, by binding name."""
    there: dict[str, PaletteItem] = {}
    # The screen's own actions come before moving about.
    for node, binding, enabled, _ in sorted(active, key=lambda bound: not isinstance(bound.node, Screen)):
        name = binding.id or ""
        if enabled and name and binding.tooltip:
            original = _as_bound(node, name) or binding
            there.setdefault(
                name, PaletteItem(binding.tooltip, shown_keys(original, keymap), name, binding.action, node)
            )
    return list(there.values())


def _as_bound(node: DOMNode, name: str) -> Binding | None:
    """Return the binding of a name with all its keys: an active binding has only one of them."""
    own = (binding for kind in type(node).__mro__ for binding in vars(kind).get("BINDINGS", ()))
    return next((binding for binding in own if isinstance(binding, Binding) and binding.id == name), None)


class PaletteLine(Input):
    """The input line; Enter runs the chosen action."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "do it", tooltip="Do what the chosen line says", id="run_action"),
    ]


class PaletteList(Lines):
    """The actions, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[PaletteItem] = ()

    def show(self, items: Sequence[PaletteItem]) -> None:
        """Show actions, with the first one chosen."""
        self.entries = items
        self.chosen = 0 if items else -1
        self.rebuild()
        self.go_to(0)

    def lines_for(self, width: int) -> Iterator[Line]:
        room = min(_MEASURE, width - 3)
        if not self.entries:
            for row in typeset(_NOTHING, room):
                yield Line((Piece(f"  {_NOTHING[row.start : row.end]}", "muted"),))
        # What an action does is told rather than what the settings call it.
        name_width = _NAME_WIDTH if width >= _NAMED_FROM else 0
        keys_width = max((cell_len(item.keys) for item in self.entries), default=0)
        for number, item in enumerate(self.entries):
            words = fit(item.words, room - keys_width - name_width - 2)
            gap = room - cell_len(words) - keys_width - name_width
            yield Line(
                (
                    Piece("▌ " if number == self.chosen else "  ", "bar"),
                    Piece(words + " " * gap),
                    Piece(f"{item.keys:<{keys_width}}", "key"),
                    Piece(f" {item.name:<{name_width - 1}}" if name_width else "", "muted"),
                ),
                number,
            )


class PaletteScreen(ChoosingScreen[PaletteItem], inherit_bindings=False):
    """Offers actions; its result is the action to run."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [*ChoosingScreen.CSS_PATH, "palette.tcss"]
    AUTO_FOCUS = "PaletteLine"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "do it", tooltip="Do what the chosen line says", id="run_action"),
        Binding("down", "move(1)", "next", tooltip="Next line, also while typing", id="next_act"),
        Binding("up", "move(-1)", "previous", tooltip="Previous line, also while typing", id="prev_act", show=False),
        Binding("escape", "close", "back", tooltip="Close and do nothing", id="close_palette"),
    ]

    _lines: PaletteList

    def __init__(self, offered: Sequence[PaletteItem]) -> None:
        super().__init__("Palette", "Do", PaletteLine(placeholder="What do you want to do?"), PaletteList())
        self._offered = offered

    def on_mount(self) -> None:
        self.offer()

    def on_lines_opened(self, event: Lines.Opened) -> None:
        self.dismiss(self._lines.entries[event.item])

    def offer(self) -> None:
        """Show the actions that have all the typed words, those that begin with them first."""
        words = self.typed.casefold().split()
        fitting = [
            item for item in self._offered if all(word in f"{item.words} {item.name}".casefold() for word in words)
        ]
        fitting.sort(key=lambda item: not item.words.casefold().startswith(" ".join(words)))
        self._lines.show(fitting)
        self._bar.status = f"{len(fitting):,} of {len(self._offered):,}"
