"""Lists the export formats, and writes files completely or not at all."""

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO

from store.archive.web.opml import write_opml
from store.formats import csv_writer, epub_writer, html_writer, jsonl_writer, markdown_writer, warc_writer
from store.formats.plugins import EXPORTERS, ExportFormat, added
from store.library import feeds
from store.library.unfinished import part_of

# The most letters of a title in a file's name.
_NAME = 60


def _lines(conn: sqlite3.Connection, chosen: Sequence[int], file: IO[bytes]) -> Iterator[int]:
    for article, line in zip(chosen, jsonl_writer.articles(conn, chosen), strict=True):
        file.write(line)
        yield article
    (every_article,) = conn.execute("SELECT count(*) FROM articles WHERE latest IS NOT NULL").fetchone()
    if len(chosen) == every_article:
        file.writelines(jsonl_writer.rest(conn))


def _table(conn: sqlite3.Connection, chosen: Sequence[int], file: IO[bytes]) -> Iterator[int]:
    file.write(csv_writer.head())
    for article in chosen:
        file.write(csv_writer.rows(conn, article))
        yield article


def _markdown(conn: sqlite3.Connection, chosen: Sequence[int], file: IO[bytes]) -> Iterator[int]:
    for article in chosen:
        file.write(markdown_writer.document(html_writer.load(conn, article)).encode())
        yield article


def _html(conn: sqlite3.Connection, chosen: Sequence[int], file: IO[bytes]) -> Iterator[int]:
    for article in chosen:
        file.write(html_writer.page(html_writer.load(conn, article)).encode())
        yield article


def _warc(conn: sqlite3.Connection, chosen: Sequence[int], file: IO[bytes]) -> Iterator[int]:
    yield from warc_writer.write(conn, chosen, file, version("attribune"))


def _opml(conn: sqlite3.Connection, chosen: Sequence[int], file: IO[bytes]) -> Iterator[int]:
    file.write(write_opml(feeds.outlines(conn), "Attribune"))
    yield from ()


_OWN = (
    ExportFormat("jsonl", "JSON Lines, complete: all versions, claims, notes, tags, searches, feeds", ".jsonl", _lines),
    ExportFormat("markdown", "Markdown, with the claims as footnotes", ".md", _markdown, separate=True),
    ExportFormat("html", "a self-contained page, with the claims marked and listed", ".html", _html, separate=True),
    ExportFormat("epub", "an e-book, one chapter per article", ".epub", epub_writer.write, binary=True),
    ExportFormat("csv", "a table of the claims", ".csv", _table),
    ExportFormat("warc", "a web archive of the pages as fetched, every version", ".warc.gz", _warc, binary=True),
    ExportFormat("opml", "the feeds", ".opml", _opml),
)
_ADDED, COMPLAINTS = added(EXPORTERS, ExportFormat, {form.name for form in _OWN})
FORMATS = (*_OWN, *_ADDED)
BY_NAME = {form.name: form for form in FORMATS}
# OPML holds only feeds.
ARTICLE_FORMATS = tuple(form for form in FORMATS if form.name != "opml")


def export_article(conn: sqlite3.Connection, number: int, path: Path, *, force: bool = False) -> None:
    """Write an article to a file, in the format of the file's ending.

    Raises ValueError if no format has the ending, FileExistsError if the file exists and force is not set, and KeyError
    if the article doesn't exist.
    """
    form = next((form for form in ARTICLE_FORMATS if path.name.endswith(form.ending)), None)
    if form is None:
        known = ", ".join(form.ending for form in ARTICLE_FORMATS)
        raise ValueError(f"{path.name} ends in none of {known}.")
    if path.exists() and not force:
        raise FileExistsError(path)
    with whole(path) as file:
        for _ in form.write(conn, [number], file):
            pass


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that replaces the one at path only once it is complete."""
    part = part_of(path)
    try:
        with part.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def name_for(number: int, title: str, ending: str) -> str:
    """Return the name of an article's file: its number, which never changes, and the words of its title."""
    words = re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:_NAME].rstrip("-")
    return f"{number:05}-{words}{ending}" if words else f"{number:05}{ending}"
