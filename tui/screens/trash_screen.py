"""The trash: lists what was deleted, last first; restores it, or deletes it for good."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from store.library import trash
from store.library.trash import TrashedArticle
from tui.app.article_keys import changing_app
from tui.app.library_reader import LibraryReader
from tui.screens.lines_screen import LinesScreen
from tui.text.cell_wording import counted, day, fit, joined, one_line, title_of
from tui.widgets.lines import Line, Lines, Piece

_MEASURE = 96
_DELETED_WIDTH = 20
_YES = ("y", "yes")
_NONE = "The trash is empty: d in the list moves an article here."


class TrashLines(Lines):
    """The articles in the trash, with title, outlet and time of deletion."""

    def __init__(self) -> None:
        super().__init__()
        self._trashed: Sequence[TrashedArticle] | None = None

    def show(self, trashed: Sequence[TrashedArticle]) -> None:
        """Show articles; the cursor stays at its line."""
        self._trashed = trashed
        self.chosen = min(max(0, self.chosen), len(trashed) - 1)
        self.rebuild()
        self.reveal_chosen()

    @property
    def article(self) -> TrashedArticle | None:
        """The chosen article, None if the trash is empty."""
        trashed = self._trashed or ()
        return trashed[self.chosen] if 0 <= self.chosen < len(trashed) else None

    def lines_for(self, width: int) -> Iterator[Line]:
        room = min(_MEASURE, width - 4)
        if self._trashed is None:
            return
        yield Line()
        for item, article in enumerate(self._trashed):
            yield from self._entry(item, article, room)
        yield Line()
        if not self._trashed:
            yield Line((Piece(f"  {fit(_NONE, room)}", "muted"),))

    def _entry(self, item: int, article: TrashedArticle, room: int) -> Iterator[Line]:
        lead = Piece("▌ " if item == self.chosen else "  ", "bar")
        title = fit(title_of(article), room - _DELETED_WIDTH - 1)
        gap = Piece(" " * (room - _DELETED_WIDTH - cell_len(title)))
        deleted = Piece(f"{f'deleted {day(article.deleted)}':>{_DELETED_WIDTH}}", "muted")
        yield Line((lead, Piece(title, "strong"), gap, deleted), item)
        if facts := joined((one_line(article.outlet), day(article.published) if article.published else "")):
            yield Line((lead, Piece(fit(facts, room), "muted")), item)


class TrashScreen(LinesScreen[None], inherit_bindings=False):
    """Shows what was deleted; restores it, or deletes it for good."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "trash.tcss"]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "restore", tooltip="Restore the article", id="restore"),
        Binding("A", "restore_all", "restore all", tooltip="Restore everything in the trash", id="restore_all"),
        Binding("D", "empty", "empty", tooltip="Empty the trash for good, after asking", id="empty_trash"),
        Binding("z", "app.undo", "undo", tooltip="Undo the last change", id="undo"),
        Binding("escape,backspace", "close", "back", tooltip="Leave the trash", id="close_trash"),
    ]

    _lines: TrashLines

    def __init__(self, reading: LibraryReader) -> None:
        super().__init__(reading, "Trash", TrashLines(), name="Trash")

    def action_open(self) -> None:
        """Restore the chosen article."""
        self._restore([article] if (article := self._lines.article) else [])

    def action_restore_all(self) -> None:
        """Restore everything in the trash."""
        self._restore(self._trashed())

    def action_empty(self) -> None:
        """Delete everything in the trash for good, after asking: nothing undoes that."""
        if not (trashed := self._trashed()):
            self._tell_empty()
            return
        from store.library.journal import Step
        from tui.app.changes import Change
        from tui.screens.ask_screen import AskScreen

        def take(answer: str | None) -> None:
            if answer and answer.casefold() in _YES:
                changing_app(self.app).change(Change(lambda conn: Step("", {}) if trash.empty(conn) else None, ""))

        question = f"Delete {counted(len(trashed), 'article')} for good? Nothing undoes that. Type yes to do it."
        self.app.push_screen(AskScreen(question, placeholder="yes"), take)

    def action_close(self) -> None:
        """Go back to the list."""
        self.dismiss()

    def _restore(self, trashed: Sequence[TrashedArticle]) -> None:
        if not trashed:
            self._tell_empty()
            return
        from tui.app.changes import restored

        names = f"“{title_of(trashed[0])}”" if len(trashed) == 1 else counted(len(trashed), "article")
        changing_app(self.app).change(restored([article.id for article in trashed], names))

    def _tell_empty(self) -> None:
        self.notify("The trash is empty.", markup=False)

    def _trashed(self) -> list[TrashedArticle]:
        none: list[TrashedArticle] = []
        return self._reading.ask(trash.trashed, none)

    def _read(self) -> None:
        trashed = self._trashed()
        self._lines.show(trashed)
        self._heading.show("Trash", [counted(len(trashed), "article")])
