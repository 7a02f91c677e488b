"""Messages of the commands: lines on standard error, one for each item, and a progress bar."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from extract.text.controls import clean
from store.archive.incoming import ReadingError
from tui.cli.output_filter import allow_progress

if TYPE_CHECKING:
    from rich.progress import Progress


_Row = TypeVar("_Row")


def listed(rows: Iterable[_Row], none: str) -> Iterator[_Row]:
    """Yield the rows of a list; if there are none, write why on standard error."""
    empty = True
    for row in rows:
        empty = False
        yield row
    if empty:
        print(none, file=sys.stderr, flush=True)


class Messages:
    """Writes to standard error and counts failures; removes control characters from foreign text."""

    def __init__(self) -> None:
        self.failures = 0
        self._progress: Progress | None = None

    def note(self, text: str) -> None:
        """Write one line."""
        line = " ".join(clean(text).split()).encode("utf-8", "replace").decode()
        if self._progress:
            from rich.text import Text

            self._progress.console.print(Text(line), soft_wrap=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def failed(self, name: str, error: Exception | str) -> None:
        """Report which item failed and why."""
        self.failures += 1
        if isinstance(error, ReadingError | str):
            self.note(f"{name} {error}")
        elif type(error).__name__ == "ExtractionError":  # compared by name: importing it would load spaCy
            self.note(f"{name}: {error}")
        else:
            self.note(f"{name}: {type(error).__name__}: {error} (ATTRIBUNE_DEBUG=1 shows where)")
        if isinstance(error, Exception) and os.environ.get("ATTRIBUNE_DEBUG"):
            import traceback

            traceback.print_exception(error.__cause__ or error)

    @property
    def exit_code(self) -> int:
        """0 if all went well, 1 if something failed."""
        return 1 if self.failures else 0

    @contextmanager
    def progress(self, total: int | None) -> Iterator["Steps"]:
        """Show a progress bar on standard error if that is a terminal and there is more than one step.

        total: None if it is unknown.
        """
        if (total is not None and total < 2) or not sys.stderr.isatty():
            yield Steps(None)
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
        )
        with allow_progress(), Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            progress.add_task("", total=total)
            self._progress = progress
            try:
                yield Steps(progress)
            finally:
                self._progress = None


class Steps:
    """A progress bar, or none."""

    def __init__(self, progress: "Progress | None") -> None:
        self._progress = progress

    def done(self, name: str) -> None:
        """Advance one step; name: what was done."""
        if self._progress:
            task = self._progress.task_ids[0]
            self._progress.update(task, advance=1, description=" ".join(clean(name).split())[-40:])

    def reach(self, number: int) -> None:
        """Advance to a step."""
        if self._progress:
            self._progress.update(self._progress.task_ids[0], completed=number)
