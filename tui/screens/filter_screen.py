"""Chooses which articles the list shows: by state, tag, saved search or words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from store.library import articles, reading_state
from store.library.connection import LibraryError
from store.search import saved_searches
from store.search.query import parse
from tui.app.library_reader import LibraryReader
from tui.screens.choosing_screen import ChoosingScreen
from tui.text.cell_wording import fit, one_line
from tui.text.typesetting import typeset
from tui.widgets.lines import Line, Lines, Piece

_MEASURE = 72
STATES = (
    ("All articles", ""),
    ("Unread", "is:unread"),
    ("Starred", "is:starred"),
    ("Contested", "is:contested"),
    ("With notes", "is:noted"),
)
_HEADS = {"saved": "SAVED SEARCHES", "tag": "TAGS"}
# More tags than this are reached by typing their name.
TAGS = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """Articles that the list can show; kind: `state`, `saved`, `tag` or `typed`; query: as typed, "" for all."""

    name: str
    query: str
    kind: str = "typed"


class Typed(Input):
    """The input line; Enter shows the articles of the chosen line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "show", tooltip="Show these articles in the list", id="choose_filter"),
    ]


class Choices(Lines):
    """The choices by kind, each with how many articles it has."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: Sequence[Choice] = ()
        self._counts: dict[str, int] = {}

    def show(self, choices: Sequence[Choice], counts: dict[str, int]) -> None:
        """Show choices; counts: the number of articles by query, if known."""
        self.choices, self._counts = choices, counts
        self.chosen = 0 if choices else -1
        self.rebuild()
        self.go_to(0)

    def count(self, counts: dict[str, int]) -> None:
        """Show how many articles the choices have."""
        self._counts = counts
        self.rebuild()

    def lines_for(self, width: int) -> Iterator[Line]:
        room = min(_MEASURE, width - 4)
        kind = ""
        for item, choice in enumerate(self.choices):
            if choice.kind != kind and choice.kind in _HEADS:
                yield Line()
                yield Line((Piece(f"  {_HEADS[choice.kind]}", "heading"),))
            kind = choice.kind
            lead = Piece("▌ " if item == self.chosen else "  ", "bar")
            count = f"{self._counts[choice.query]:,}" if choice.query in self._counts else ""
            shown_query = choice.query if choice.kind == "saved" else ""
            name = fit(one_line(choice.name), room // 2 if shown_query else room - 8)
            middle = fit(f"   {one_line(shown_query)}", room - cell_len(name) - 8) if shown_query else ""
            gap = " " * max(1, room - cell_len(name) - cell_len(middle) - len(count))
            yield Line((lead, Piece(name, "strong"), Piece(middle, "muted"), Piece(gap), Piece(count, "muted")), item)
            if choice.kind == "typed" and (trouble := one_line(parse(choice.query).trouble)):
                for row in typeset(trouble, room):
                    yield Line((lead, Piece(trouble[row.start : row.end], "differs")), item)


class FilterScreen(ChoosingScreen[Choice], inherit_bindings=False):
    """Chooses the list's articles; its result is the choice."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [*ChoosingScreen.CSS_PATH, "filter.tcss"]
    AUTO_FOCUS = "Typed"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "show", tooltip="Show these articles in the list", id="choose_filter"),
        Binding("down", "move(1)", "next", tooltip="Next line, also while typing", id="next_filter"),
        Binding("up", "move(-1)", "previous", tooltip="Previous line, also while typing", id="prev_filter", show=False),
        Binding("ctrl+s", "save", "save", tooltip="Save what is typed, or the list’s filter", id="save_filter"),
        # Overrides the input's own key, which deletes a character.
        Binding(
            "ctrl+d", "forget", "forget", tooltip="Forget the chosen saved search", id="forget_filter", priority=True
        ),
        Binding("escape", "close", "back", tooltip="Leave the list as it is", id="close_filter"),
    ]

    _lines: Choices

    @dataclass
    class Counted(Message):
        """Queries were counted."""

        counts: dict[str, int]

    def __init__(self, reading: LibraryReader, present: str) -> None:
        """Show the choices; present: the query that the list shows now."""
        hint = "words, is:unread, tag:NAME, source:NAME, killed>1000, since:yesterday …"
        super().__init__("Filter", "Filter", Typed(placeholder=hint), Choices())
        self._reading = reading
        self._present = present
        self._all: list[Choice] = []
        self._counts: dict[str, int] = {}

    def on_mount(self) -> None:
        self._renew()

    def on_library_reader_changed(self) -> None:
        self._renew()

    def on_lines_opened(self, event: Lines.Opened) -> None:
        choice = self._lines.choices[event.item]
        if trouble := parse(choice.query).trouble:
            self.notify(trouble, severity="warning", markup=False)
        else:
            self.dismiss(choice)

    def on_filter_screen_counted(self, event: Counted) -> None:
        self._counts |= event.counts
        self._lines.count(self._counts)

    def action_save(self) -> None:
        """Ask for a name and save the search under it."""
        query = self.typed or self._present
        if not query:
            self.notify("Type a search first, or choose one for the list.", markup=False)
            return
        if trouble := parse(query).trouble:
            self.notify(trouble, severity="warning", markup=False)
            return
        from tui.screens.ask_screen import AskScreen

        self.app.push_screen(
            AskScreen(f"A name for the search {query}"),
            lambda name: self._save(name, query),
        )

    def action_forget(self) -> None:
        """Delete the chosen saved search; this can be undone."""
        from tui.app.article_keys import changing_app
        from tui.app.changes import forgotten

        choice = self._lines.choices[self._lines.chosen] if self._lines.choices else None
        if choice and choice.kind == "saved":
            changing_app(self.app).change(forgotten(choice.name))
        else:
            self.notify("Only a saved search can be forgotten: choose one.", markup=False)

    def _save(self, name: str | None, query: str) -> None:
        from tui.app.article_keys import changing_app
        from tui.app.changes import saved

        if name:
            changing_app(self.app).change(saved(name, query))

    def _renew(self) -> None:
        """Reload the saved searches and tags."""
        nothing: list[saved_searches.Saved] = []
        none: list[tuple[str, int]] = []
        saved = self._reading.ask(saved_searches.all_saved, nothing)
        tags = self._reading.ask(reading_state.all_tags, none)
        self._all = [Choice(name, query, "state") for name, query in STATES]
        self._all += [Choice(search.name, search.query, "saved") for search in saved]
        self._all += [Choice(f"#{name}", f'tag:"{name}"', "tag") for name, _ in tags[:TAGS]]
        self._counts |= {f'tag:"{name}"': number for name, number in tags}
        self._count([query for _, query in STATES] + [search.query for search in saved])
        self.offer()

    def offer(self) -> None:
        """Show the choices that match the typed text, and the text itself first, unless it is one's name."""
        typed = self.typed
        fitting = [choice for choice in self._all if typed.casefold() in choice.name.casefold()]
        if typed:
            meant = [choice for choice in fitting if choice.name.casefold() == typed.casefold()]
            rest = [choice for choice in fitting if choice not in meant]
            fitting = [*meant, Choice(typed, typed), *rest]
            self._count([typed])
        self._lines.show(fitting, self._counts)

    @work(thread=True, exclusive=False, group="counts")
    def _count(self, queries: Sequence[str]) -> None:
        """Count what the queries find, in a thread: in a large library this is slower than typing."""
        try:
            counts = self._reading.ask_in_thread(lambda conn: {query: articles.count(conn, query) for query in queries})
        except LibraryError:
            return
        if not get_current_worker().is_cancelled:
            self.post_message(self.Counted(counts))
