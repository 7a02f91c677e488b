"""Hostile files fail alone with one line, or lose what would do harm."""

import sqlite3
import zipfile
from pathlib import Path

import pytest

from store.archive.incoming import ReadingError
from store.archive.reading import read_bytes
from store.formats import bundles, jsonl_reader
from store.formats.csv_writer import _cell
from store.formats.importers import form_of, items, read
from store.formats.items import Source
from store.ingest.refetching import Refetchable, from_the_web
from store.library.origins import note_visit
from tests.store.handmade_claims import GOVERNOR, put

_PARAGRAPH = "<p>The governor said on Friday that at least 40 homes had been flooded in the old town.</p>"


@pytest.mark.parametrize("entity", ["&#27;", "&#7;", "&#x1B;", "&#127;", "&#0;"])
def test_a_control_character_written_as_an_entity_is_dropped_and_the_text_kept(entity: str) -> None:
    page = f"<html><title>t</title><article>{_PARAGRAPH * 4}<p>Two{entity} bridges were shut.</p></article></html>"
    assert "Two bridges were shut." in read_bytes(page.encode(), "a.html", (), ".html").text


def test_other_entities_stay() -> None:
    page = f"<html><title>t</title><article>{_PARAGRAPH * 4}<p>A toll&#58; caf&#233; &#x1F30A;</p></article></html>"
    assert "A toll: café 🌊" in read_bytes(page.encode(), "a.html", (), ".html").text


def test_an_element_with_thousands_of_attributes_is_reported() -> None:
    page = f"<article>{_PARAGRAPH * 4}<p {' '.join(f'a{number}' for number in range(3000))}>x</p></article>"
    with pytest.raises(ReadingError, match="more than 2,000 attributes"):
        read_bytes(page.encode(), "a.html", (), ".html")


@pytest.mark.parametrize("cell", ["-2+3+cmd|' /C calc'!A0", "+1+1", "=1+1", "@SUM(A1)", "-x", "-1,000 people"])
def test_a_cell_that_could_be_a_formula_is_quoted(cell: str) -> None:
    assert _cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-12", "+3.5", "-1,000", "=", "200 homes", ""])
def test_a_cell_with_a_number_or_a_word_is_not_quoted(cell: str) -> None:
    assert _cell(cell) == cell


def test_a_collection_that_unpacks_to_too_much_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "_LEAST", 1_000)
    path = tmp_path / "bomb.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/1.warc", b"\0" * 2_000_000)
    with Source(path) as source:
        results = [read(item) for item in items(source, form_of(source))]
        written = sum(file.stat().st_size for file in source.room().parent.glob("*/0/pages.warc"))
    assert "more than a ZIP of its size should" in str(results[0])
    assert written < 2_000_000


def test_a_line_that_is_too_long_is_reported_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl_reader, "LINE_LIMIT", 500)
    search = '{"attribune":1,"kind":"search","name":"b","query":"is:unread"}\n'
    path = tmp_path / "all.jsonl"
    path.write_text(search.replace('"b"', f'"{"a" * 1200}"') + search)
    with Source(path) as source:
        results = [read(item) for item in items(source, form_of(source))]
    assert "is longer than" in str(results[0])
    assert [getattr(result, "name", "") for result in results[1:]] == ["b"]


def test_an_imported_address_does_not_count_as_typed(conn: sqlite3.Connection) -> None:
    article = put(conn, GOVERNOR, "a.txt").article
    conn.execute("UPDATE articles SET location = 'http://127.0.0.1/admin' WHERE id = ?", (article,))
    assert from_the_web(conn, article) == Refetchable("http://127.0.0.1/admin", typed=False)
    note_visit(conn, "http://127.0.0.1/admin", article, "", "")
    assert from_the_web(conn, article) == Refetchable("http://127.0.0.1/admin", typed=True)
