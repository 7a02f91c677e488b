"""A part of a crawl is imported as if its articles had been added one by one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.archive.dates import moment
from store.archive.incoming import Incoming
from store.formats.importers import form_of, items, read
from store.formats.items import Part, Source
from store.formats.warc_reader import pages
from store.ingest.adding import add
from store.ingest.extracting import claims_of
from store.library.connection import open_writer
from tests.store.crawl.conftest import Crawled, archive, record, story


@pytest.fixture
def crawled(crawl: Crawled, tmp_path: Path) -> Path:
    """A crawl of five stories, one of them under two addresses, and an unrelated one."""
    other = story(77, "Coast Wire", "Union walks out").replace("homes had been flooded", "workers had walked out")
    other = other.replace("Oldmouth", "Westhall").replace("Ana Brandt", "Piet Maas")
    some = [record(number) for number in range(5)]
    again = record(0, url="https://harbour.example/amp/0")
    crawl(archive(tmp_path / "a.warc.gz", *some, again, record(9, body=other)))
    return tmp_path / "out"


def ends_of(folder: Path, part: Part) -> list[str]:
    """Return the last path segment of each article's address in a part of a crawl."""
    with Source(folder, part=part) as source:
        return [item.name.rpartition("/")[2] for item in items(source, form_of(source))]


def stored(conn: sqlite3.Connection, arrivals: list[Incoming]) -> tuple[list[object], ...]:
    """Add articles to a library and return what it then stores about them."""
    for incoming in arrivals:
        claims = incoming.claims
        if claims is None:
            claims = tuple(claims_of(None, incoming.text, incoming.title, incoming.published))
        add(conn, incoming, claims, "3")
    questions = (
        "SELECT location, claims, contested, moment, voice FROM articles ORDER BY id",
        "SELECT title, outlet, byline, published, language, fetched, unpacked(text) FROM versions ORDER BY id",
        'SELECT version, start, "end", value, low, high FROM claims ORDER BY id',
        "SELECT claims FROM bodies ORDER BY id",
        "SELECT claim, quantity, certainty FROM members ORDER BY claim",
        "SELECT claim, ties FROM ties ORDER BY claim",
        "SELECT location, copy FROM aliases ORDER BY location",
        "SELECT url, status, changed FROM origins ORDER BY version",
    )
    return tuple(conn.execute(question).fetchall() for question in questions)


def test_imported_articles_are_stored_as_if_added_one_by_one(crawled: Path, tmp_path: Path) -> None:
    with Source(tmp_path / "a.warc.gz") as source:
        one_by_one = [got for item in pages(source) if isinstance(got := read(item), Incoming)]
    one_by_one.sort(key=lambda incoming: (moment(incoming.published), incoming.places[0]))
    with Source(crawled) as source:
        taken = [got for item in items(source, form_of(source)) if isinstance(got := read(item), Incoming)]
    with closing(open_writer(tmp_path / "one.db")) as singly, closing(open_writer(tmp_path / "other.db")) as other:
        assert all(incoming.claims is not None for incoming in taken)
        assert stored(other, taken) == stored(singly, one_by_one)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part(), ["0", "0", "3", "1", "4", "2", "9"]),
        (Part(search="walked out"), ["9"]),
        (Part(search="flooded -walked"), ["0", "0", "3", "1", "4", "2"]),
        (Part(search="floo"), ["0", "0", "3", "1", "4", "2"]),
        (Part(since="2026-03-16"), ["2"]),
        (Part(outlet="coast"), ["3", "1", "9"]),
        (Part(outlet="coast", search="walked"), ["9"]),
    ],
)
def test_a_part_is_chosen_by_words_day_and_outlet(crawled: Path, part: Part, expected: list[str]) -> None:
    assert sorted(ends_of(crawled, part)) == sorted(expected)


def test_a_story_is_an_article_and_those_that_share_a_quantity_with_it(crawled: Path) -> None:
    story_of = ends_of(crawled, Part(story="https://coast.example/1"))
    assert {"1", "0"} <= set(story_of)
    assert ends_of(crawled, Part(story="https://coast.example/9")) == ["9"]


def test_a_missing_article_is_reported(crawled: Path) -> None:
    with Source(crawled, part=Part(story="https://nowhere.example/1")) as source:
        (item,) = items(source, form_of(source))
        assert "has no article" in str(read(item))


def test_an_unfinished_crawl_is_reported(crawled: Path) -> None:
    manifest = crawled / "manifest.jsonl"
    manifest.write_text("".join(manifest.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    with Source(crawled) as source:
        (item,) = items(source, form_of(source))
        assert "is of an unfinished crawl" in str(read(item))
