"""Provides a library with something of everything, exports it, and imports the export into a new one."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.claim import Claim
from store.archive.incoming import Incoming, Origin, ReadingState
from store.formats.exporters import BY_NAME
from store.formats.importers import form_of, items
from store.formats.items import Source
from store.ingest.adding import add
from store.ingest.imports import import_items
from store.library import claims, notes, reading_state
from store.library.connection import open_writer
from tests.store.formats.importing.conftest import read_here
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, flooded, incoming

# Characters that mean something in the exported formats, and white space that is easily lost.
ODD = (
    "  # Not a heading & <b>no</b> tags\n\n\n"
    + RED_CROSS.replace(". ", ".\n")
    + "\n\n1. A *list* that is none | none\n"
    + "- [x](y) `z` ~~a~~ \\ 'q' \u00a0 \u2014 \u6d2a\u6c34\n---\n+ more\t tab\n===\n  "
)
HARBOUR = "https://harbour.example/barrier?id=7&x=%22"


@pytest.fixture
def library(conn: sqlite3.Connection) -> sqlite3.Connection:
    """Three articles: one from the web with two versions and all that a reader keeps, one from a file, one odd text."""
    page = replace(
        incoming(GOVERNOR, "flood.html", title="Flood & <fire>", outlet="Harbour Post", byline="Jo Doe", language="en"),
        place="https://harbour.example/barrier?id=7&x=%22&utm_source=feed",
        places=(HARBOUR, "/news/flood.html"),
        published="2026-03-14T09:10:00+01:00",
        body=b"<html><p>first</p></html>",
        media_type="text/html",
        fetched="2026-03-14T10:00:00+00:00",
        kept=ReadingState("2026-03-14T09:30:00+00:00"),
        origin=Origin(HARBOUR, 200, (("content-type", "text/html; charset=utf-8"), ("etag", '"7"'))),
    )
    first = add(conn, page, [flooded(GOVERNOR)], "1").article
    changed = GOVERNOR.replace("220", "240")
    later = replace(
        page, text=changed, fetched="2026-03-15T10:00:00+00:00", kept=ReadingState(), body=b"<html>second</html>"
    )
    add(conn, later, [flooded(changed)], "1")
    reading_state.set_read(conn, [first])
    reading_state.set_starred(conn, [first])
    reading_state.set_tags(conn, first, ["flood", "Old town"])
    (stored,) = claims.of_article(conn, first)
    notes.write(conn, stored, "By radio & “twice”.\nSecond line.")
    add(conn, replace(incoming(changed, "copy.txt"), places=("https://copy.example/1",)), [], "1")
    add(conn, incoming(FIRE_SERVICE, "fire.txt", title="=Fire", outlet="Coast Wire"), [flooded(FIRE_SERVICE)], "1")
    add(conn, incoming(ODD, "odd.txt"), [flooded(ODD)], "1")
    return conn


Out = Callable[..., Path]


@pytest.fixture
def out(library: sqlite3.Connection, tmp_path: Path) -> Out:
    """Export the library, or one article of it, in a format; return the file."""

    def write(form: str, *chosen: int) -> Path:
        target = tmp_path / f"{'-'.join(map(str, chosen)) or 'all'}{BY_NAME[form].ending}"
        with target.open("w+b") as file:
            assert list(BY_NAME[form].write(library, chosen or (1, 2, 3), file)) == list(chosen or (1, 2, 3))
        return target

    return write


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Callable[[Path], sqlite3.Connection]]:
    """Import a file into a new library twice; every item must be imported, and the second time change nothing."""
    opened: list[sqlite3.Connection] = []

    async def no_claims(arrived: Incoming) -> list[Claim]:
        return [flooded(arrived.text)]

    async def bring(conn: sqlite3.Connection, path: Path, export: Path) -> list[str]:
        with Source(export) as source:
            form = form_of(source)
            brought = [item async for item in import_items(conn, path, read_here(items(source, form)), no_claims)]
        assert [str(item.error) for item in brought if item.error] == []
        return [str(item.outcome) for item in brought]

    def bring_twice(export: Path) -> sqlite3.Connection:
        path = tmp_path / "another.db"
        conn = open_writer(path)
        opened.append(conn)
        asyncio.run(bring(conn, path, export))
        before = list(conn.iterdump())
        assert set(asyncio.run(bring(conn, path, export))) <= {"unchanged", "wanted"}
        assert [line for line in conn.iterdump() if "wanted" not in line] == [
            line for line in before if "wanted" not in line
        ]
        return conn

    yield bring_twice
    for conn in opened:
        conn.close()
