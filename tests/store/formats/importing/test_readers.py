"""wallabag, Omnivore and bookmarks: texts if the export contains them, otherwise pages to fetch."""

import json
import sqlite3
import zipfile
from pathlib import Path

from store.archive.incoming import ReadingState
from store.library import articles, fetch_queue
from tests.store.formats.importing.conftest import Bring, outcomes

ENTRY = {
    "id": 7,
    "title": "Tide barrier costs double",
    "url": "https://harbour.example/barrier",
    "is_archived": 1,
    "archived_at": "2026-03-16T08:00:00+0100",
    "is_starred": 1,
    "starred_at": "2026-03-15T08:00:00+0100",
    "content": "<p>Governor Ana Brandt said that <b>220</b> homes&nbsp;had been flooded.</p><ul><li>One</li></ul>",
    "created_at": "2026-03-14T10:10:00+0100",
    "published_at": "2026-03-14T09:10:00+0100",
    "published_by": ["Jo Doe", None],
    "language": "en_GB",
    "tags": ["tide", {"id": 1, "label": "old town", "slug": "old-town"}],
    "annotations": [],
}
BARE = {"title": "Not fetched", "url": "https://coast.example/crews", "is_archived": 0, "content": "", "tags": []}


def test_a_wallabag_export_is_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    export = tmp_path / "All articles.json"
    export.write_text(json.dumps([ENTRY, BARE, {"title": "odd"}, 5], indent=1))
    assert outcomes(bring(export)) == {
        "https://harbour.example/barrier": "added",
        "https://coast.example/crews": "wanted",
        "entry 3": "has neither url nor content: it is from another version, or not an entry of wallabag's",
        "entry 4": "has no entry where number 4 should be",
    }
    (article,) = articles.page(conn, 0, 10)
    assert articles.text(conn, article.id) == ("Governor Ana Brandt said that 220 homes\xa0had been flooded.\n- One")
    assert (article.title, article.outlet, article.byline) == ("Tide barrier costs double", "harbour.example", "Jo Doe")
    assert (article.published, article.language) == ("2026-03-14T09:10:00+01:00", "en-GB")
    assert (article.added, article.read, article.starred) == (
        "2026-03-14T09:10:00+00:00",
        "2026-03-16T07:00:00+00:00",
        "2026-03-15T07:00:00+00:00",
    )
    assert article.tags == ("old town", "tide")


def test_a_wallabag_1_export_is_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    row = {"id": "3", "title": "Tide", "url": ENTRY["url"], "is_read": "1", "is_fav": "1", "content": ENTRY["content"]}
    (tmp_path / "poche.json").write_text(json.dumps([row | {"tags": "one,two"}]))
    assert outcomes(bring(tmp_path / "poche.json")) == {"https://harbour.example/barrier": "added"}
    (article,) = articles.page(conn, 0, 10)
    assert article.read
    assert article.starred
    assert article.tags == ("one", "two")


def test_a_truncated_wallabag_export_gives_its_whole_entries(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    whole = json.dumps([ENTRY, {**ENTRY, "url": "https://b.example/2", "content": "<p>Another text.</p>"}, BARE])
    export = tmp_path / "cut.json"
    export.write_text(whole[: len(whole) - 60])
    states = outcomes(bring(export))
    assert list(states.values())[:2] == ["added", "added"]
    assert list(states.values())[2].startswith("is broken or cut off after 2 entries")
    export.write_text(whole)
    assert list(outcomes(bring(export)).values()) == ["unchanged", "unchanged", "wanted"]


def omnivore(folder: Path) -> None:
    """Write an export as Omnivore made them: metadata in files of twenty, and each page's HTML in a file of its own."""
    rows = [
        {
            "id": "1",
            "slug": "tide-barrier-1",
            "title": "Tide barrier",
            "author": "Jo Doe",
            "url": "https://harbour.example/barrier",
            "state": "Archived",
            "readingProgress": 100,
            "labels": ["tide", {"name": "old town"}],
            "savedAt": "2026-03-14T09:10:00.000Z",
            "updatedAt": "2026-03-15T09:10:00.000Z",
            "publishedAt": "2026-03-14T08:00:00.000Z",
        },
        {"slug": "gone", "title": "Gone", "url": "https://coast.example/crews", "state": "Active", "labels": None},
        {"slug": "../../etc/passwd", "title": "Odd", "url": "https://odd.example/1", "state": "Active"},
        {"title": "none"},
    ]
    (folder / "content").mkdir(parents=True)
    (folder / "metadata_0_to_20.json").write_text(json.dumps(rows))
    (folder / "metadata_20_to_40.json").write_text("{broken")
    page = "<html><head><title>x</title></head><body><div><p>First said 40.</p><p>Second.</p></div></body></html>"
    (folder / "content" / "tide-barrier-1.html").write_text(page)


def test_omnivore_is_imported_from_a_folder_and_a_zip(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    omnivore(tmp_path / "export")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for file in (tmp_path / "export").rglob("*"):
            archive.write(file, file.relative_to(tmp_path / "export"))
    first = outcomes(bring(tmp_path / "export"))
    assert list(first.items())[:4] == [
        ("https://harbour.example/barrier", "added"),
        ("https://coast.example/crews", "wanted"),
        ("https://odd.example/1", "wanted"),
        ("metadata_0_to_20.json entry 4", "has no url: it is from another version, or not an entry of Omnivore's"),
    ]
    assert next(iter(outcomes(bring(tmp_path / "export.zip")).values())) == "unchanged"
    (article,) = articles.page(conn, 0, 10)
    assert articles.text(conn, article.id) == "First said 40.\nSecond."
    assert (article.read, article.tags) == ("2026-03-15T09:10:00+00:00", ("old town", "tide"))
    assert article.published == "2026-03-14T08:00:00+00:00"


BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>
<DL><p>
    <DT><H3 ADD_DATE="1773000000">Bookmarks Bar</H3>
    <DL><p>
        <DT><A HREF="https://harbour.example/barrier" ADD_DATE="1773479400" TAGS="tide,flood">Tide &amp; barrier</A>
        <DD>What was noted
        <DT><H3>City</H3>
        <DL><p>
            <DT><A HREF="https://coast.example/crews" ADD_DATE="1773393000" TOREAD="0">Crews</A>
        </DL><p>
        <DT><A HREF="place:sort=8">Recent tags</A>
    </DL><p>
    <DT><A HREF="https://ferry.example/shelters">Red Cross</A>
</DL>
"""
POCKET_HTML = """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>
<h1>Unread</h1><ul><li><a href="https://a.example/1" time_added="1773479400" tags="one,two">A</a></li></ul>
<h1>Read Archive</h1><ul><li><a href="https://a.example/2" time_added="1773479400" tags="">B</a></li></ul>
</body></html>"""


def test_bookmarks_of_a_browser_are_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "bookmarks.html").write_text(BOOKMARKS)
    assert outcomes(bring(tmp_path / "bookmarks.html")) == {
        "https://harbour.example/barrier": "wanted",
        "https://coast.example/crews": "wanted",
        "link 3": "has no web address: place:sort=8",
        "https://ferry.example/shelters": "wanted",
    }
    pages = {page.url: page for page in fetch_queue.waiting(conn)}
    first = pages["https://harbour.example/barrier"]
    assert (first.title, first.kept) == (
        "Tide & barrier",
        ReadingState("2026-03-14T09:10:00+00:00", tags=("tide", "flood")),
    )
    second = pages["https://coast.example/crews"].kept
    assert (second.tags, second.read) == (("City",), "2026-03-13T09:10:00+00:00")
    assert pages["https://ferry.example/shelters"].kept == ReadingState()


def test_bookmarks_exported_by_pocket_are_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "ril_export.html").write_text(POCKET_HTML)
    bring(tmp_path / "ril_export.html")
    pages = {page.url: page.kept for page in fetch_queue.waiting(conn)}
    assert pages["https://a.example/1"].tags == ("one", "two")
    assert [bool(pages[url].read) for url in ("https://a.example/1", "https://a.example/2")] == [False, True]
