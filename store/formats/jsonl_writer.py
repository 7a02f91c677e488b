"""Writes the library as JSON Lines, complete: articles with all versions, claims and snapshots, searches, feeds."""

import json
import sqlite3
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from store.formats.article_record import MARK, WRITTEN, facts
from store.formats.article_states import copies, states
from store.library import feeds, fetch_queue
from store.linking import verdicts
from store.search import saved_searches


def articles(conn: sqlite3.Connection, chosen: Iterable[int]) -> Iterator[bytes]:
    """Yield a line for each of the articles."""
    for article in chosen:
        versions = [
            {
                **facts(state.incoming),
                "text": state.incoming.text,
                "extractor": state.incoming.extractor,
                "claims": state.raw,
                "snapshot": b64encode(state.snapshot).decode(),
            }
            for state in states(conn, article)
        ]
        yield _line("article", {"copies": copies(conn, article), "versions": versions})


def rest(conn: sqlite3.Connection) -> Iterator[bytes]:
    """Yield a line for each saved search, feed, page to fetch, and verdict on two existing claims."""
    for saved in saved_searches.all_saved(conn):
        yield _line("search", asdict(saved))
    for outline in feeds.outlines(conn):
        yield _line("feed", asdict(outline))
    for page in fetch_queue.waiting(conn):
        yield _line("wanted", {"url": page.url, "title": page.title, "kept": asdict(page.kept)})
    places = dict(conn.execute("SELECT id, location FROM articles WHERE latest IS NOT NULL"))
    for verdict in reversed(verdicts.all_stored(conn)):
        if all(article in places for article, _, _ in verdict.ends):
            ends = [
                {"place": places[article], "start": start, "figure": figure} for article, start, figure in verdict.ends
            ]
            yield _line("verdict", {"verdict": verdict.verdict, "made": verdict.made, "ends": ends})


def _line(kind: str, row: dict[str, Any]) -> bytes:
    # ASCII, so that no other kind of line end splits a line.
    return json.dumps({MARK: WRITTEN, "kind": kind, **row}, separators=(",", ":")).encode() + b"\n"
