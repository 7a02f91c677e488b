"""Writes claims as a table for spreadsheets: CSV, one row per claim."""

import csv
import io
import re
import sqlite3
from collections.abc import Iterable

from extract.claim import Claim
from extract.text.excerpt import sentence
from store.library import articles, claims, notes
from store.library.articles import Article
from store.library.claims import StoredClaim

COLUMNS = (
    "article", "id", "location", "title", "outlet", "published", "start", "end", "text", "kind", "value", "low", "high",
    "bound", "trend", "unit", "subject", "source", "source_kind", "cue", "via", "stance", "quoted", "signs", "sentence",
    "note",
)  # fmt: skip

# A spreadsheet reads a sign and digits as a number, but anything after them can make it a formula.
_NUMBER = re.compile(r"[+-][\d,]*+(?:(?<=\d)|\.\d+)")


def head() -> bytes:
    """Return the line of column names."""
    return _lines([COLUMNS])


def rows(conn: sqlite3.Connection, number: int) -> bytes:
    """Return the claims of an article, none if there is no such article."""
    article = articles.get(conn, number)
    if article is None:
        return b""
    text = articles.text(conn, number)
    stored = claims.of_article(conn, number)
    noted = notes.of_claims(conn, number, stored)
    return _lines([_row(article, stored_claim, text, noted.get(stored_claim.id, "")) for stored_claim in stored])


def _row(article: Article, stored_claim: StoredClaim, text: str, note: str) -> list[object]:
    claim: Claim = stored_claim.claim
    return [
        article.id,
        article.added_as,
        article.location,
        article.title,
        article.outlet,
        article.published,
        claim.start,
        claim.end,
        claim.text,
        claim.kind,
        claim.value,
        claim.low,
        claim.high,
        claim.bound,
        claim.trend,
        claim.unit,
        claim.subject,
        claim.source.name if claim.source else None,
        claim.source.kind if claim.source else None,
        claim.cue.text if claim.cue else None,
        "; ".join(mention.name for mention in claim.via),
        claim.stance,
        claim.quoted,
        " ".join(sorted(stored_claim.signs)),
        sentence(text, claim.start, claim.end),
        note,
    ]


def _lines(table: Iterable[Iterable[object]]) -> bytes:
    lines = io.StringIO()
    csv.writer(lines).writerows([_cell(value) for value in row] for row in table)
    return lines.getvalue().encode()


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: foreign text must stay data."""
    if not isinstance(value, str) or len(value) < 2 or _NUMBER.fullmatch(value):
        return value
    return f"'{value}" if value[:1] in ("=", "@", "+", "-", "\t") else value
