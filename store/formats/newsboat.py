"""Reads newsboat's feeds in its file `urls`, and feeds and articles in its `cache.db`."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import Any

from store.archive.fragment import text_of
from store.archive.incoming import ReadingState, tag_names
from store.archive.locations import canonical
from store.archive.web.opml import Outline
from store.formats.item_articles import Metadata, line, of_html, of_text
from store.formats.items import Imported, Item, Source, failing, when
from store.library.fetch_queue import Wanted

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ESCAPED = re.compile(r"\\(.)")
# A shorter text is a summary: the page itself is fetched too.
SUMMARY = 700


def feeds(source: Source) -> Iterator[Item]:
    """Yield the feeds of a file `urls`: an address a line, then tags; the first tag becomes the folder, too."""
    for number, written in enumerate(source.text().splitlines(), start=1):
        words = [_ESCAPED.sub(r"\1", quoted) or bare for quoted, bare in _WORD.findall(written)]
        if not words or words[0].startswith("#"):
            continue
        url, *tags = words
        kind = url.partition(":")[0]
        if kind in ("http", "https"):
            title = next((tag[1:] for tag in tags if tag.startswith("~")), "")
            names = tag_names(tag for tag in tags if tag[0] not in "~!")
            folder = names[0] if names else ""
            yield Item(url, partial(Outline, url, line(title), folder=folder, tags=names))
        elif kind == "query":
            yield failing(f"line {number}", "is a query, not a feed: `attribune saved add` keeps searches")
        elif kind in ("exec", "filter"):
            yield failing(f"line {number}", f"is the output of a program ({kind}:), which Attribune doesn't run")
        else:
            yield failing(f"line {number}", f"has no feed address: {line(url)[:200]}")


def cache(source: Source) -> Iterator[Item]:
    """Yield the feeds and articles of a `cache.db` of any version of newsboat; deleted articles stay deleted."""
    with closing(_opened(source)) as conn:
        last = 0
        try:
            named = {str(row["rssurl"]): line(row.get("title")) for row in _rows(conn, "SELECT * FROM rss_feed")}
            for url, title in named.items():
                if url.startswith(("http:", "https:")):
                    yield Item(url, partial(Outline, url, title))
            for row in _rows(conn, "SELECT * FROM rss_item ORDER BY id"):
                last = row["id"]
                if row.get("deleted"):
                    continue
                url, content = str(row.get("url") or ""), str(row.get("content") or "")
                name = line(url) or f"item {last}"
                yield Item(name, partial(_article, row, named.get(row.get("feedurl", ""), ""), source))
                if 0 < len(content) < 3 * SUMMARY and 0 < len(text_of(content)) < SUMMARY and canonical(url):
                    yield Item(f"the whole of {name}", partial(_whole, row))
        except (sqlite3.Error, KeyError, UnicodeError) as error:
            yield failing("the cache", f"can't be read after item {last}: {error}")


def is_cache(source: Source) -> bool:
    """Return True if a file is a database with newsboat's tables."""
    if not source.head.startswith(b"SQLite format 3\x00"):
        return False
    try:
        with closing(_opened(source)) as conn:
            return conn.execute("SELECT 1 FROM sqlite_schema WHERE name = 'rss_item'").fetchone() is not None
    except (sqlite3.Error, UnicodeError):
        # Python fails to decode an error message that quotes a damaged name.
        return False


def _opened(source: Source) -> sqlite3.Connection:
    conn = sqlite3.connect(f"{source.path.absolute().as_uri()}?mode=ro", uri=True)
    conn.text_factory = lambda body: body.decode("utf-8", "replace")
    return conn


def _rows(conn: sqlite3.Connection, query: str) -> Iterator[dict[str, Any]]:
    cursor = conn.execute(query)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def _article(row: dict[str, Any], feed: str, source: Source) -> Imported:
    published = when(row["pubDate"]) if row.get("pubDate") else ""
    url, title, content = (str(row.get(name) or "") for name in ("url", "title", "content"))
    kept = ReadingState(
        read="" if row.get("unread") else (published or source.made),
        tags=tag_names(f"flag-{flag}" for flag in str(row.get("flags") or "")),
        feed=str(row.get("feedurl") or ""),
        item=line(row.get("guid") or url),
    )
    if not content.strip():
        return Wanted(line(url), line(title), kept)
    metadata = Metadata(url, title, feed, str(row.get("author") or ""), published, kept=kept)
    if str(row.get("content_mime_type") or "").startswith("text/plain"):
        return of_text(metadata, content, content.encode("utf-8", "replace"), "text/plain")
    return of_html(metadata, content)


def _whole(row: dict[str, Any]) -> Imported:
    return Wanted(line(row["url"]), line(row.get("title")), again=True)
