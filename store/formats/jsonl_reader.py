"""Reads Attribune's own JSON Lines: articles with all their versions and claims, searches, pages to be fetched."""

import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from extract.claim import Claim
from extract.text.controls import clean
from store.archive.dates import utc
from store.archive.incoming import (
    BYTES_LIMIT,
    NO_READING_STATE,
    Incoming,
    ReadingError,
    check_text,
    limited_lines,
    tag_names,
    unreadable,
)
from store.archive.web.opml import Outline
from store.formats.article_record import MARK, WRITTEN, kept_of, with_facts
from store.formats.items import Imported, Item, Source, failing
from store.formats.json_rows import names
from store.ingest.imported_verdicts import ImportedVerdict
from store.library import claim_bodies
from store.library.fetch_queue import Wanted
from store.search.saved_searches import Saved
from store.wording import one_line

Row = dict[str, Any]

# A line holds an article with all its versions and their snapshots.
LINE_LIMIT = 10 * BYTES_LIMIT


def lines(source: Source) -> Iterator[Item]:
    """Yield the content of the lines; for an article its versions one by one, oldest first."""
    with source.path.open("rb") as file:
        for number, packed in enumerate(limited_lines(file, LINE_LIMIT), start=1):
            if len(packed) > LINE_LIMIT:
                yield failing(f"line {number}", f"is longer than {LINE_LIMIT // 1_000_000} MB")
                continue
            if not packed.strip():
                continue
            try:
                row = json.loads(packed)
                kind, written = str(row["kind"]), int(row[MARK])
            except MemoryError as error:
                yield failing(f"line {number}", str(unreadable(error)))
                continue
            except (ValueError, KeyError, TypeError, RecursionError):
                yield failing(f"line {number}", "is cut off, or not a line of Attribune's")
                continue
            if written > WRITTEN:
                yield failing(f"line {number}", f"was written by a newer Attribune (form {written}): upgrade this one")
            elif kind == "article":
                yield from _states(row, number)
            elif kind in _OTHERS:
                yield Item(f"line {number}", partial(_OTHERS[kind], row))
            else:
                yield failing(f"line {number}", f"has a {one_line(kind)[:40]}, which this Attribune doesn't know")


def _states(row: Row, number: int) -> Iterator[Item]:
    """Yield the versions of an article, and the other places where its text was found."""
    versions = row.get("versions")
    if not isinstance(versions, list) or not versions:
        yield failing(f"line {number}", "has an article without versions")
        return
    for count, version in enumerate(versions, start=1):
        yield Item(_name(version, number, count), partial(_version, version))
    copies = row.get("copies")
    for place in copies if isinstance(copies, list) else ():
        if isinstance(place, str):
            yield Item(one_line(place), partial(_copy, versions[-1], place))


def _name(version: object, number: int, count: int) -> str:
    place = version.get("place") if isinstance(version, dict) else None
    named = one_line(place) if isinstance(place, str) else ""
    return (named or f"line {number}") + (f" version {count}" if count > 1 else "")


def _version(row: Row) -> Incoming:
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise ReadingError("has no text")
    check_text(text)
    if clean(text) != text:
        raise ReadingError("has control characters in its text, so its claims' offsets don't fit")
    incoming = with_facts(
        Incoming(
            place="",
            places=(),
            text=text,
            body=_body(row.get("snapshot")),
            media_type=one_line(str(row.get("media_type") or "text/plain")),
        ),
        row,
    )
    if not incoming.places:
        raise ReadingError("does not say which article it is of")
    extractor = row.get("extractor")
    if not isinstance(row.get("claims"), list) or not isinstance(extractor, str):
        return incoming
    return replace(incoming, claims=tuple(_claims(row["claims"], text)), extractor=one_line(extractor))


def _copy(version: Row, place: str) -> Incoming:
    incoming = _version(version)
    where = one_line(place)
    return replace(incoming, place=where, places=(where,), kept=NO_READING_STATE, fetched="", stated=frozenset())


def _body(packed: object) -> bytes:
    if not isinstance(packed, str):
        return b""
    try:
        unpacking = zlib.decompressobj()
        body = unpacking.decompress(base64.b64decode(packed, validate=True), BYTES_LIMIT)
    except (ValueError, zlib.error) as error:
        raise ReadingError("has a snapshot that can't be unpacked") from error
    if unpacking.unconsumed_tail:
        raise ReadingError(f"has a snapshot larger than {BYTES_LIMIT // 1_000_000} MB")
    if not unpacking.eof:
        raise ReadingError("has a snapshot that is cut off")
    return body


def _claims(rows: list[Any], text: str) -> Iterator[Claim]:
    """Yield the claims of a text. Raises ReadingError for a claim that isn't in it."""
    for number, row in enumerate(rows, start=1):
        try:
            claim = claim_bodies.decode(json.dumps(row).encode())
            spans = [span for span in (claim, claim.source, claim.cue, *claim.via) if span]
        except ValueError as error:
            raise ReadingError(f"has no claim where number {number} should be") from error
        if any(text[span.start : span.end] != span.text for span in spans):
            raise ReadingError(f"has a claim, number {number}, that is not where it should be in the text")
        yield claim


def _search(row: Row) -> Imported:
    if not isinstance(row.get("name"), str) or not isinstance(row.get("query"), str):
        raise ReadingError("has a search without name or query")
    return Saved(one_line(row["name"]), one_line(row["query"]))


def _wanted(row: Row) -> Imported:
    if not isinstance(row.get("url"), str):
        raise ReadingError("has a page without url")
    kept = row.get("kept")
    title = one_line(str(row.get("title") or ""))
    return Wanted(one_line(row["url"]), title, kept_of(kept) if isinstance(kept, dict) else NO_READING_STATE)


def _feed(row: Row) -> Imported:
    if not isinstance(row.get("url"), str):
        raise ReadingError("has a feed without url")
    title, site, folder = (one_line(str(row.get(name) or "")) for name in ("title", "site", "folder"))
    every = row.get("every")
    tags = tag_names(names(row.get("tags"), "name"))
    return Outline(one_line(row["url"]), title, site, folder, every if isinstance(every, int) else 0, tags)


def _verdict(row: Row) -> Imported:
    try:
        first, second = (
            (one_line(str(end["place"])), int(end["start"]), clean(str(end["figure"]))) for end in row["ends"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ReadingError("has a verdict that is not about two claims") from error
    if row.get("verdict") not in ("same", "not"):
        raise ReadingError("has a verdict that this Attribune doesn't know")
    return ImportedVerdict(row["verdict"], utc(row.get("made")), first, second)


_OTHERS = {"search": _search, "wanted": _wanted, "feed": _feed, "verdict": _verdict}
