"""Defines the types of import and export formats, and loads those that other packages add by entry points.

A package adds an importer by an entry point of the group `attribune.importers` that names an ImportFormat, and an
exporter by one of `attribune.exporters` that names an ExportFormat.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import IO, TypeVar

from store.formats.items import Importer, Source

IMPORTERS, EXPORTERS = "attribune.importers", "attribune.exporters"


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format that can be read. name: for `--format`; description: for people, a few words.

    matches: returns True if a source is of this format, from its name and first bytes if possible; may raise OSError.
    read: yields the items of a source; may raise ReadingError and OSError.
    """

    name: str
    description: str
    matches: Callable[[Source], bool]
    read: Importer


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that can be written. ending: of the file's name, with its dot; description: for people, a few words.

    write: writes the articles of these ids, and yields each id when its article is written.
    separate: each article gets its own file; binary: must not be printed on a terminal.
    """

    name: str
    description: str
    ending: str
    write: Callable[[sqlite3.Connection, Sequence[int], IO[bytes]], Iterator[int]]
    separate: bool = False
    binary: bool = False


AnyFormat = TypeVar("AnyFormat", ImportFormat, ExportFormat)


def added(group: str, kind: type[AnyFormat], used: set[str]) -> tuple[list[AnyFormat], list[str]]:
    """Return the formats that installed packages add to a group, sorted by name, and a line for each unusable one.

    used: names already in use. Loading a format runs code of the package that adds it.
    """
    formats: dict[str, AnyFormat] = {}
    complaints = []
    for point in sorted(entry_points(group=group)):
        try:
            form = point.load()
        except Exception as error:
            complaints.append(f"{point.value} can't be loaded as a format ({type(error).__name__}: {error})")
            continue
        if not isinstance(form, kind):
            complaints.append(f"{point.value} is not an {kind.__name__}")
        elif form.name in used or form.name in formats:
            complaints.append(f"{point.value} is left out: there is already a format {form.name!r}")
        else:
            formats[form.name] = form
    return list(formats.values()), complaints
