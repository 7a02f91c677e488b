"""newsboat: its list of feeds, and its cache, written by newsboat itself if it is installed."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles, feeds, fetch_queue, reading_state
from tests.store.formats.importing.conftest import Bring, outcomes

URLS = r"""# what I read
https://harbour.example/feed.xml news "tide barrier" "~My Harbour" !
https://coast.example/feed
"query:Unread:unread = \"yes\""
exec:~/bin/feed.sh
filter:~/bin/f:https://a.example/feed
file:///home/reader/feed.xml
"""
# As newsboat 2.21 makes it (metadata 2|11); `sqlite3 cache.db .schema` shows it.
SCHEMA = """
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
    title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL DEFAULT 0,
    etag VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
    title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
    feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
    unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
    enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
    base VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE google_replay (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
    state INTEGER NOT NULL, ts INTEGER NOT NULL);
CREATE TABLE metadata (db_schema_version_major INTEGER NOT NULL, db_schema_version_minor INTEGER NOT NULL);
INSERT INTO metadata VALUES (2, 11);
INSERT INTO rss_feed (rssurl, url, title)
    VALUES ('https://harbour.example/feed.xml', 'https://harbour.example/', 'Harbour Post');
"""
ITEMS = 1000


def text(number: int) -> str:
    return f"<p>Governor Ana Brandt said that {number} homes had been flooded.</p>" + "<p>More of it.</p>" * 70


def write_cache(path: Path) -> None:
    """Write the cache of a feed with newsboat itself or, if it is not installed, what it would write."""
    if program := shutil.which("newsboat"):
        items = "".join(
            f"<item><title>Item {number} &amp; more</title><link>https://harbour.example/{number}</link>"
            f"<guid>g{number}</guid><pubDate>Sat, 14 Mar 2026 09:{number % 60:02}:00 +0100</pubDate>"
            f"<author>jo@harbour.example (Jo)</author><description><![CDATA[{text(number)}]]></description></item>"
            for number in range(ITEMS)
        )
        feed = path.with_name("feed.xml")
        feed.write_text(
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>'
            f"<link>https://harbour.example/</link><description>d</description>{items}</channel></rss>"
        )
        path.with_name("list").write_text(f"{feed.as_uri()}\n")
        command = [program, "-u", str(path.with_name("list")), "-c", str(path), "-x", "reload"]
        subprocess.run(command, check=True, env={"HOME": str(path.parent)}, capture_output=True, timeout=300)
        return
    with closing(sqlite3.connect(path)) as cache:
        cache.executescript(SCHEMA)
        cache.executemany(
            """INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread)
               VALUES (?, ?, 'Jo', ?, 'https://harbour.example/feed.xml', ?, ?, 1)""",
            [
                (f"g{number}", f"Item {number} & more", f"https://harbour.example/{number}", 1773475200, text(number))
                for number in range(ITEMS)
            ],
        )
        cache.commit()


def test_a_cache_of_a_thousand_articles_is_imported_completely(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    cache = tmp_path / "cache.db"
    write_cache(cache)
    states = [
        item.outcome
        for item in bring(cache)
        if item.name.startswith("https://harbour.example/") and item.outcome != "feed"
    ]
    assert states == ["added"] * ITEMS
    assert articles.count(conn) == ITEMS
    (article,) = articles.page(conn, 0, 2, '"Item 220 & more"')
    assert (article.title, article.outlet, article.byline) == ("Item 220 & more", "Harbour Post", "Jo")
    assert (article.location, article.published[:10], article.read) == ("https://harbour.example/220", "2026-03-14", "")
    assert articles.text(conn, article.id).startswith("Governor Ana Brandt said that 220 homes had been flooded.\n")


def cache_of(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as cache:
        cache.executescript(SCHEMA)
        for number in range(4):
            cache.execute(
                """INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread)
                   VALUES (?, ?, 'Jo', ?, 'https://harbour.example/feed.xml', 1773475200, ?, 1)""",
                (f"g{number}", f"Item {number}", f"https://harbour.example/{number}", text(number)),
            )
        for statement in statements:
            cache.execute(statement)
        cache.commit()
    return path


def test_flags_and_read_marks_are_imported_and_deleted_articles_are_not(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    cache = cache_of(
        tmp_path / "cache.db",
        "UPDATE rss_item SET unread = 0, flags = 'sx' WHERE id = 1",
        "UPDATE rss_item SET deleted = 1 WHERE id = 2",
        "UPDATE rss_item SET content = '' WHERE id = 3",
        "UPDATE rss_item SET content = '<p>A summary &hellip;</p>' WHERE id = 4",
    )
    assert outcomes(bring(cache)) == {
        "https://harbour.example/feed.xml": "feed",
        "https://harbour.example/0": "added",
        "https://harbour.example/2": "wanted",
        "https://harbour.example/3": "added",
        "the whole of https://harbour.example/3": "wanted",
    }
    assert [feed.title for feed in feeds.outlines(conn)] == ["Harbour Post"]
    (article,) = articles.page(conn, 0, 10, "tag:flag-s")
    assert (article.title, article.read, article.tags) == ("Item 0", "2026-03-14T08:00:00+00:00", ("flag-s", "flag-x"))
    assert {page.url for page in fetch_queue.waiting(conn)} == {
        "https://harbour.example/2",
        "https://harbour.example/3",
    }
    fetch_queue.give_up(conn, ["https://harbour.example/3"])
    bring(cache)
    assert fetch_queue.count(conn) == 1, "the whole of a summary is asked for once"


def test_caches_of_other_versions_are_read(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    older = cache_of(
        tmp_path / "older.db", "ALTER TABLE rss_item DROP COLUMN base", "ALTER TABLE rss_item DROP COLUMN flags"
    )
    newer = cache_of(
        tmp_path / "newer.db",
        "ALTER TABLE rss_item ADD COLUMN content_mime_type VARCHAR(255) NOT NULL DEFAULT 'text/plain'",
        "UPDATE rss_item SET content = '5 < 6 & so on ' || id || hex(zeroblob(500)), url = url || '/plain'",
    )
    assert list(outcomes(bring(older)).values()).count("added") == 4
    assert list(outcomes(bring(newer)).values()).count("added") == 4
    assert articles.text(conn, 5).startswith("5 < 6 & so on ")


def test_the_readable_part_of_a_damaged_cache_is_imported(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    cache = tmp_path / "cache.db"
    write_cache(cache)
    size = cache.stat().st_size
    with cache.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * 20_000)
    brought = bring(cache)
    assert sum(item.outcome == "added" for item in brought) > 100
    assert [str(item.error) for item in brought if item.error][-1].startswith("can't be read after item")
    with cache.open("r+b") as file:
        file.truncate(size // 3)
    assert any(item.error for item in bring(cache))


def test_the_list_of_feeds_is_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(URLS)
    states = outcomes(bring(tmp_path / "urls"))
    assert list(states.values()) == [
        "feed",
        "feed",
        "is a query, not a feed: `attribune saved add` keeps searches",
        "is the output of a program (exec:), which Attribune doesn't run",
        "is the output of a program (filter:), which Attribune doesn't run",
        "has no feed address: file:///home/reader/feed.xml",
    ]
    assert [(feed.url, feed.title, feed.folder) for feed in feeds.outlines(conn)] == [
        ("https://coast.example/feed", "", ""),
        ("https://harbour.example/feed.xml", "My Harbour", "news"),
    ]
    assert list(outcomes(bring(tmp_path / "urls")).values())[:2] == ["unchanged", "unchanged"]


def test_a_newsboat_folder_is_imported(conn: sqlite3.Connection, bring: Bring, tmp_path: Path) -> None:
    (tmp_path / ".newsboat").mkdir()
    cache_of(tmp_path / ".newsboat" / "cache.db")
    (tmp_path / ".newsboat" / "urls").write_text("https://coast.example/feed\n")
    (tmp_path / ".newsboat" / "config").write_text("auto-reload yes\n")
    states = outcomes(bring(tmp_path / ".newsboat"))
    assert states["urls: https://coast.example/feed"] == "feed"
    assert [states[f"cache.db: https://harbour.example/{number}"] for number in range(4)] == ["added"] * 4
    assert len(states) == 6


@pytest.mark.parametrize("body", [b"SQLite format 3\x00" + b"\xff" * 5000, b"not a database"])
def test_a_file_that_is_no_cache_is_reported(bring: Bring, tmp_path: Path, body: bytes) -> None:
    (tmp_path / "cache.db").write_bytes(body)
    (brought,) = bring(tmp_path / "cache.db", "newsboat")
    assert brought.error


def test_a_cache_with_a_damaged_name_is_reported(bring: Bring, tmp_path: Path) -> None:
    """SQLite quotes the name in its error message, which is then not valid UTF-8."""
    cache = cache_of(tmp_path / "cache.db")
    cache.write_bytes(cache.read_bytes().replace(b"CREATE TABLE rss_item", b"CREATE TABLX rss_\xa9tem"))
    assert all(item.error for item in bring(cache))


def test_a_folder_is_imported_with_the_feed_of_each_article_and_its_name_and_folder(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    (tmp_path / "urls").write_text('https://harbour.example/feed.xml news coast "~The Harbour"\n')
    cache_of(tmp_path / "cache.db")
    bring(tmp_path)
    (feed,) = feeds.subscriptions(conn)
    assert (feed.title, feed.folder, feed.articles) == ("The Harbour", "news", 4)
    assert len(articles.ids(conn, 'feed:"the harbour"')) == 4
    bring(tmp_path)
    (feed,) = feeds.subscriptions(conn)
    assert feed.articles == 4


@pytest.mark.parametrize("names", [("urls", "cache.db"), ("cache.db", "urls")])
def test_all_tags_of_a_feed_are_kept_and_the_first_is_its_folder(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path, names: tuple[str, ...]
) -> None:
    (tmp_path / "urls").write_text('https://harbour.example/feed.xml news "tide barrier" Coast ! "~The Harbour"\n')
    cache_of(tmp_path / "cache.db")
    for name in names:
        bring(tmp_path / name)
    (feed,) = feeds.subscriptions(conn)
    assert (feed.folder, feed.tags) == ("news", ("Coast", "news", "tide barrier"))
    if names[0] == "urls":
        assert articles.count(conn, 'tag:"tide barrier"') == articles.count(conn, "tag:coast") == 4
        assert dict(reading_state.all_tags(conn)) == {"Coast": 4, "news": 4, "tide barrier": 4}


def test_a_feed_that_the_list_does_not_name_has_the_title_that_the_cache_knows(
    conn: sqlite3.Connection, bring: Bring, tmp_path: Path
) -> None:
    (tmp_path / "urls").write_text("https://harbour.example/feed.xml news\n")
    with closing(sqlite3.connect(tmp_path / "cache.db")) as cache:
        cache.executescript(SCHEMA)
    bring(tmp_path / "urls")
    bring(tmp_path / "cache.db")
    (feed,) = feeds.subscriptions(conn)
    assert (feed.title, feed.folder) == ("Harbour Post", "news")
