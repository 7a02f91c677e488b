"""Exports can be imported again, with text, dates, tags, state and claims, if the format can be imported at all."""

import base64
import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from extract.text.excerpt import sentence
from store.archive.incoming import ReadingState
from store.archive.web.opml import Outline, read_opml
from store.formats.exporters import BY_NAME, name_for, whole
from store.ingest.adding import add
from store.library import articles, claim_bodies, claims, feeds, fetch_queue, notes
from store.library.articles import Article
from store.library.fetch_queue import Wanted
from store.linking import verdicts
from store.search import saved_searches
from tests.store.formats.exporting.conftest import HARBOUR, ODD, Out
from tests.store.handmade_claims import GOVERNOR, incoming
from tests.store.stored_links import links_in

Again = Callable[[Path], sqlite3.Connection]


def kept_of(article: Article) -> dict[str, object]:
    """Return what an export keeps of an article, except its number."""
    kept = ("location", "title", "outlet", "byline", "published", "language", "added", "read", "starred", "tags")
    return {name: getattr(article, name) for name in kept}


def by_place(conn: sqlite3.Connection) -> dict[str, Article]:
    return {article.location: article for article in articles.page(conn, 0, 10)}


def figures(conn: sqlite3.Connection, article: int) -> list[tuple[str, str]]:
    return [
        (stored.claim.text, stored.claim.source.name if stored.claim.source else "")
        for stored in claims.of_article(conn, article)
    ]


def test_json_lines_keep_everything(library: sqlite3.Connection, out: Out, again: Again) -> None:
    saved_searches.save(library, "Floods", "is:unread flood")
    feed = Outline("https://harbour.example/feed", "Harbour", "https://harbour.example/", "news", tags=("a", "b c"))
    feeds.subscribe(library, feed, 7200)
    ids = [claims.of_article(library, number)[0].id for number in (1, 2, 3)]
    verdicts.say(library, ids[0], ids[1], "same")
    verdicts.say(library, ids[2], ids[0], "not")
    library.execute("UPDATE verdicts SET made = '2026-03-16T08:00:00+00:00'")
    page = Wanted("https://coast.example/x", "Coast", ReadingState("2015-01-02T03:04:05+00:00", tags=("a",)))
    fetch_queue.ask_for(library, page)
    new = again(out("jsonl"))
    for table in ("marks", "tags", "searches", "aliases"):
        query = f"SELECT * FROM {table} ORDER BY 1, 2"
        assert new.execute(query).fetchall() == library.execute(query).fetchall(), table
    for query in (
        "SELECT id, location, added_as, added, latest, moment, claims, contested FROM articles",
        "SELECT * FROM versions ORDER BY id",
        "SELECT version, media_type, size, body FROM snapshots",
        'SELECT id, version, start, "end", value, low, high FROM claims ORDER BY version, start',
        'SELECT version, start, "end", figure, note, written FROM notes',
        "SELECT version, url, status, headers, changed FROM origins",
        "SELECT claim, before FROM revisions",
    ):
        assert new.execute(query).fetchall() == library.execute(query).fetchall(), query
    for number in (1, 2, 3):
        assert claim_bodies.of_version(new, number) == claim_bodies.of_version(library, number)
    assert links_in(new) == links_in(library)
    assert feeds.outlines(new) == feeds.outlines(library)
    assert [feed.every for feed in feeds.outlines(new)] == [7200]
    assert verdicts.all_stored(new) == verdicts.all_stored(library)
    assert fetch_queue.waiting(new) == [page]


@pytest.mark.parametrize("form", ["epub", "html", "warc"])
def test_text_dates_tags_state_and_notes_are_kept(
    library: sqlite3.Connection, out: Out, again: Again, form: str
) -> None:
    numbers = (1,) if form == "html" else (1, 2, 3)
    new = by_place(again(out(form, *numbers)))
    old = {article.location: article for article in by_place(library).values() if article.id in numbers}
    assert new.keys() == old.keys()
    conn = again(out(form, *numbers))
    for place, article in old.items():
        assert kept_of(new[place]) == kept_of(article)
        assert articles.text(conn, new[place].id) == articles.text(library, article.id), place
        assert figures(conn, new[place].id) == figures(library, article.id)
        noted = [
            notes.of_claims(library_of, number, claims.of_article(library_of, number))
            for library_of, number in ((conn, new[place].id), (library, article.id))
        ]
        assert list(noted[0].values()) == list(noted[1].values())


def test_a_short_text_survives_the_epub_export(library: sqlite3.Connection, tmp_path: Path, again: Again) -> None:
    texts = ["The Red Cross said that 7 homes burnt.", "The Red Cross said that 8 homes burnt."]
    chosen = [add(library, incoming(text, text), [], "1").article for text in texts]
    with (tmp_path / "book.epub").open("w+b") as file:
        assert list(BY_NAME["epub"].write(library, chosen, file)) == chosen
    conn = again(tmp_path / "book.epub")
    assert [articles.text(conn, number) for number in articles.ids(conn)] == texts


def test_an_odd_text_survives_the_html_export_unchanged(out: Out, again: Again) -> None:
    conn = again(out("html", 3))
    assert articles.text(conn, 1) == ODD


def test_markdown_keeps_everything_except_white_space(library: sqlite3.Connection, out: Out, again: Again) -> None:
    for number in (1, 3):
        conn = again(out("markdown", number))
        old = articles.get(library, number)
        assert old
        new = next(article for article in articles.page(conn, 0, 10) if article.title == old.title)
        assert articles.text(conn, new.id).split() == articles.text(library, number).split()
        expected = kept_of(old) if number == 1 else {**kept_of(old), "location": new.location}
        assert kept_of(new) == expected
        assert figures(conn, new.id) == figures(library, number)


def test_a_web_archive_has_the_bytes_of_every_version(library: sqlite3.Connection, out: Out, again: Again) -> None:
    from warcio.archiveiterator import ArchiveIterator

    with out("warc", 1).open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Date"), record.content_stream().read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", *["response", "conversion", "metadata"] * 2]
    assert records[1][1:] == ("2026-03-14T10:00:00Z", b"<html><p>first</p></html>")
    assert records[5][2].decode() == GOVERNOR.replace("220", "240")
    conn = again(out("warc", 1))
    assert conn.execute("SELECT number, fetched FROM versions").fetchall() == [
        (1, "2026-03-14T10:00:00+00:00"),
        (2, "2026-03-15T10:00:00+00:00"),
    ]


def test_markdown_has_the_claims_as_footnotes(out: Out) -> None:
    text = out("markdown", 1).read_text()
    assert "said that 240[^1] homes" in text
    note = text.partition("[^1]: ")[2]
    assert note.startswith("**240**: homes flooded in Oldmouth · ")
    assert "Ana Brandt “said”" in note
    assert "Note: By radio" in note
    assert "≠ differs: 90" in note or "↑ updates: 90" in note


def test_a_page_is_self_contained_and_foreign_text_stays_text(out: Out) -> None:
    page = out("html", 3).read_text()
    assert "<b>no</b>" not in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    tree = etree.fromstring(page.encode(), etree.XMLParser(resolve_entities=False))
    assert {str(source) for source in tree.xpath("//@src")} == set()
    marked = tree.xpath("//*[local-name()='mark']")
    assert ["".join(mark.itertext()) for mark in marked] == ["220"]


def test_an_e_book_is_well_formed_and_names_its_parts(out: Out) -> None:
    with zipfile.ZipFile(out("epub")) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        names = set(book.namelist())
        for name in names:
            if name.endswith((".xhtml", ".opf", ".xml")):
                etree.fromstring(book.read(name))
        package = etree.fromstring(book.read("package.opf"))
        assert {item.get("href") for item in package.iter("{*}item")} <= names
        assert len(list(package.iter("{*}itemref"))) == 3


def test_claims_are_exported_as_a_table(library: sqlite3.Connection, out: Out) -> None:
    rows = list(csv.DictReader(io.StringIO(out("csv").read_text())))
    assert [(row["article"], row["text"], row["bound"], row["source"]) for row in rows] == [
        ("1", "240", "=", "Ana Brandt"),
        ("2", "90", "=", "fire service"),
        ("3", "220", "=", "Red Cross"),
    ]
    assert rows[0]["note"] == "By radio & “twice”.\nSecond line."
    assert rows[1]["title"] == "'=Fire", "a spreadsheet would take it for a formula"
    (stored,) = claims.of_article(library, 1)
    assert rows[0]["signs"].split() == sorted(stored.signs)
    assert rows[0]["sentence"] == sentence(GOVERNOR.replace("220", "240"), stored.claim.start, stored.claim.end)


def test_feeds_are_exported_and_imported(library: sqlite3.Connection, tmp_path: Path) -> None:
    outline = Outline(
        "https://harbour.example/feed", "Harbour & co", "https://harbour.example/", "news/city", tags=("coast", "tide")
    )
    feeds.subscribe(library, outline)
    with (tmp_path / "feeds.opml").open("w+b") as file:
        assert list(BY_NAME["opml"].write(library, (), file)) == []
    assert read_opml((tmp_path / "feeds.opml").read_bytes()) == [outline]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda row: row["versions"][0].update(text=""), "has no text"),
        (lambda row: row["versions"][0].update(text="a\x1b[31mb"), "control characters"),
        (lambda row: row["versions"][0].update(text="Another text."), "not where it should be"),
        (lambda row: row["versions"][0].update(claims=[{"start": 0}]), "no claim where number 1"),
        (lambda row: row["versions"][0].update(places=["../x", "javascript:1"]), "which article it is of"),
        (lambda row: row["versions"][0].update(snapshot="####"), "a snapshot that can't be unpacked"),
        (lambda row: row["versions"][0].update(snapshot=base64.b64encode(b"x").decode()), "is cut off"),
        (lambda row: row.update(attribune=99), "newer Attribune"),
        (lambda row: row.update(kind="verdict", verdict="same", ends=[{}, {}]), "not about two claims"),
        (lambda row: row.update(kind="verdict", verdict="same", ends="ab"), "not about two claims"),
        (lambda row: row.update(kind="weather"), "has a weather, which"),
        (lambda row: row.update(versions=[]), "without versions"),
        (lambda row: row.update(attribune="x"), "not a line of Attribune's"),
    ],
)
def test_a_tampered_line_fails_alone(
    library: sqlite3.Connection, out: Out, tmp_path: Path, spoil: Callable[[dict[str, object]], None], reason: str
) -> None:
    from store.formats.importers import BY_NAME as IMPORTS
    from store.formats.importers import items, read
    from store.formats.items import Source

    rows = [json.loads(line) for line in out("jsonl", 2, 3).read_text().splitlines()]
    spoil(rows[0])
    (tmp_path / "spoilt.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + '\n{"attribune": 1, "kind"')
    with Source(tmp_path / "spoilt.jsonl") as source:
        results = [read(item) for item in items(source, IMPORTS["jsonl"])]
    assert reason in str(results[0])
    assert [isinstance(result, Exception) for result in results] == [True, False, True]
    assert "is cut off" in str(results[2])


def test_malformed_fields_of_a_page_or_feed_are_ignored(tmp_path: Path, again: Again) -> None:
    pages = [
        {"url": f"https://a.example/{number}", "kept": kept}
        for number, kept in enumerate(
            (
                [5],
                {"tags": [5, "\ud800b"], "added": 5, "read": "x"},
                {"notes": [{"start": "x"}], "starred": "2026-03-14"},
            )
        )
    ]
    version = {"text": "One.", "places": ["/1"], "origin": {"url": "https://a.example/", "status": 10**30}}
    lines = [
        *({"attribune": 1, "kind": "wanted", **page} for page in pages),
        {"attribune": 1, "kind": "feed", "url": "https://b.example/\ud800feed"},
        {"attribune": 1, "kind": "article", "versions": [{**version, "claims": [], "extractor": "1"}]},
    ]
    (tmp_path / "odd.jsonl").write_text("\n".join(map(json.dumps, lines)))
    conn = again(tmp_path / "odd.jsonl")
    assert [page.kept for page in fetch_queue.waiting(conn)] == [
        ReadingState(),
        ReadingState(tags=("b",)),
        ReadingState(starred="2026-03-14T00:00:00+00:00"),
    ]
    assert [feed.url for feed in feeds.outlines(conn)] == ["https://b.example/feed"]
    assert conn.execute("SELECT count(*) FROM origins").fetchone() == (0,)


def test_a_file_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("before")

    def fail() -> None:
        with whole(target) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["out.md"]
    assert target.read_text() == "before"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tide barrier costs “double”: why?", "00007-tide-barrier-costs-double-why.md"),
        ("../../etc/passwd\x1b[1m", "00007-etc-passwd-1m.md"),
        ("洪水", "00007-洪水.md"),
        ("", "00007.md"),
        ("word " * 40, "00007-" + "word-" * 11 + "word.md"),
    ],
)
def test_a_file_is_named_after_number_and_title(title: str, name: str) -> None:
    assert name_for(7, title, ".md") == name


def test_several_addresses_stay_one_article(out: Out, again: Again) -> None:
    conn = again(out("jsonl"))
    for place in (HARBOUR, "/news/flood.html", "https://copy.example/1"):
        article = articles.named(conn, [place])
        assert article
        assert article.id == 1
