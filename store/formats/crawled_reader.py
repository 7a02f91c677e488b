"""Reads articles, all or a part, with their claims from the tables that `attribune crawl` wrote."""

import base64
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.claim import Claim
from store.archive.incoming import NO_READING_STATE, Incoming, ReadingError
from store.archive.locations import canonical
from store.formats.article_record import parsed, with_facts
from store.formats.items import Imported, Item, Part, Source
from store.library.claim_bodies import decode
from store.search.query import parse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# How many articles' texts and claims are in memory at once.
_AT_ONCE = 200
_MANIFEST = "manifest.jsonl"
_TYPES = "hive_partitioning = true, hive_types = {'day': VARCHAR, 'outlet': VARCHAR}"
# The tokenizer of the library's own index.
_INDEX = (
    "CREATE VIRTUAL TABLE texts USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
)


def is_crawl(source: Source) -> bool:
    """Return True for a folder that a crawl has written."""
    return source.path.is_dir() and _head(source.path).get("kind") == "crawl"


def articles(source: Source) -> Iterator[Item]:
    """Yield the articles of the part that the source names, chronologically, and other places of each text."""
    from store.crawl.requirements import CrawlError, check_extra

    try:
        check_extra()
    except CrawlError as error:
        raise ReadingError(f"can't be read: {error}") from error
    from store.crawl.folding import connected

    folder = source.path
    extractor = str(_head(folder).get("extractor", ""))
    if '"kind": "tables"' not in (folder / _MANIFEST).read_text(encoding="utf-8"):
        raise ReadingError("is of an unfinished crawl: run the same `attribune crawl` again to finish it")
    with connected() as db:
        for name in ("articles", "claims", "vectors"):
            path = str(folder / name / "*" / "*" / "*.parquet").replace("'", "''")
            db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{path}', {_TYPES})")
        chosen = _chosen(db, source.part)
        for at in range(0, len(chosen), _AT_ONCE):
            yield from _items(db, chosen[at : at + _AT_ONCE], extractor)


def _head(folder: Path) -> dict[str, Any]:
    try:
        with (folder / _MANIFEST).open(encoding="utf-8") as file:
            return parsed(file.readline(1000))
    except (OSError, ValueError):
        return {}


def _chosen(db: "DuckDBPyConnection", part: Part) -> list[tuple[str, str]]:
    """Return the day and id of the articles of a part, chronologically. Raises ReadingError."""
    wanted, values = ["true"], []
    if part.since:
        wanted.append("moment >= ?")
        values.append(part.since)
    if part.outlet:
        wanted.append("contains(lower(outlet), lower(?))")
        values.append(part.outlet)
    if part.story:
        article = _named(db, part.story)
        wanted.append(
            """(article = ? OR article IN (
                   SELECT article FROM claims WHERE quantity IN (SELECT quantity FROM claims WHERE article = ?)))"""
        )
        values += [article, article]
    rows = db.execute(f"SELECT day, article FROM articles WHERE {' AND '.join(wanted)} ORDER BY moment, place", values)
    articles: list[tuple[str, str]] = rows.fetchall()
    return list(_matching(db, articles, part.search)) if part.search else articles


def _named(db: "DuckDBPyConnection", name: str) -> str:
    place = canonical(name) or name
    row = db.execute(
        "SELECT article FROM articles WHERE place = ?1 OR article = ?1 OR list_contains(copies, ?1) LIMIT 1", [place]
    ).fetchone()
    if row is None:
        raise ReadingError(f"has no article {name}")
    return str(row[0])


def _matching(db: "DuckDBPyConnection", articles: Sequence[tuple[str, str]], search: str) -> Iterator[tuple[str, str]]:
    """Yield the articles that have the words, as `attribune search` would find them."""
    query = parse(search)
    if query.conditions or not (query.match or query.without):
        raise ReadingError("can be searched for words and phrases only: --since and --outlet choose by the rest")
    statement = "SELECT rowid FROM texts WHERE texts MATCH ?" if query.match else "SELECT rowid FROM texts"
    without = " EXCEPT SELECT rowid FROM texts WHERE texts MATCH ?" if query.without else ""
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(_INDEX)
        for at in range(0, len(articles), _AT_ONCE):
            some = articles[at : at + _AT_ONCE]
            rows = _rows(db, "title, text", "articles", some)
            texts = [(number, *rows[article][0]) for number, (_, article) in enumerate(some)]
            index.execute("DELETE FROM texts")
            index.executemany("INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)", texts)
            hits = index.execute(statement + without, [each for each in (query.match, query.without) if each])
            yield from (some[number] for number in sorted(number for (number,) in hits))


def _rows(
    db: "DuckDBPyConnection", columns: str, table: str, some: Sequence[tuple[str, str]], order: str = ""
) -> dict[str, list[tuple[Any, ...]]]:
    """Return some columns of a table by article, for articles given by day and id."""
    days, ids = zip(*some, strict=True)
    rows = db.execute(
        f"SELECT article, {columns} FROM {table} WHERE day BETWEEN ? AND ? AND list_contains(?, article) {order}",
        [min(days), max(days), list(ids)],
    ).fetchall()
    by_article: dict[str, list[tuple[Any, ...]]] = {article: [] for article in ids}
    for article, *row in rows:
        by_article[article].append(tuple(row))
    return by_article


def _items(db: "DuckDBPyConnection", some: Sequence[tuple[str, str]], extractor: str) -> Iterator[Item]:
    texts = _rows(db, "place, text, facts, copies", "articles", some)
    bodies = _rows(db, "number, body", "claims", some, "ORDER BY article, number")
    vectors = _rows(db, "number, label, clause", "vectors", some)
    for _, article in some:
        ((place, text, facts, copies),) = texts[article]
        meanings = {number: _meaning(label, clause) for number, label, clause in vectors[article]}
        read = partial(_article, text, facts, bodies[article], meanings, extractor)
        yield Item(place, read)
        for copy in copies:
            yield Item(copy, partial(_copy, read, copy))


def _meaning(label: Sequence[int], clause: Sequence[int]) -> str:
    return base64.b85encode(bytes(step & 0xFF for step in (*label, *clause))).decode()


def _article(
    text: str, facts: str, bodies: Sequence[tuple[int, str]], meanings: dict[int, str], extractor: str
) -> Incoming:
    row = parsed(facts)
    bare = Incoming(place="", places=(), text=text, media_type=str(row.get("media_type") or "text/html"))
    incoming = with_facts(bare, row)
    if not incoming.places:
        raise ReadingError("does not say which article it is of")
    return replace(incoming, claims=tuple(_claims(text, bodies, meanings)), extractor=extractor)


def _claims(text: str, bodies: Sequence[tuple[int, str]], meanings: dict[int, str]) -> Iterator[Claim]:
    for number, body in bodies:
        try:
            claim = replace(decode(body.encode()), meaning=meanings.get(number, ""))
        except ValueError as error:
            raise ReadingError(f"has no claim where number {number + 1} should be") from error
        if any(text[span.start : span.end] != span.text for span in (claim, claim.source, claim.cue) if span):
            raise ReadingError(f"has a claim, number {number + 1}, that is not where it should be in the text")
        yield claim


def _copy(read: "partial[Incoming]", place: str) -> Imported:
    return replace(read(), place=place, places=(place,), kept=NO_READING_STATE, fetched="", stated=frozenset())
