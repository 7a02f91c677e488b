"""Writes the snapshots of articles as a web archive (WARC), each with its text and facts."""

import io
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from store.formats.article_record import encoded
from store.formats.article_states import State, states

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter

# Headers that no longer apply: the bytes were unpacked when they came.
_NOT_ANY_MORE = ("content-encoding", "transfer-encoding", "content-length")


def write(conn: sqlite3.Connection, chosen: Iterable[int], file: IO[bytes], version: str) -> Iterator[int]:
    """Write every version of the articles, compressed record by record, and yield the articles as they are written.

    version: Attribune's, recorded in the archive.
    """
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(file, gzip=True)
    facts = {"software": f"Attribune {version}", "format": "WARC File Format 1.0"}
    writer.write_record(writer.create_warcinfo_record("attribune.warc.gz", facts))
    for article in chosen:
        for state in states(conn, article):
            _write(writer, state)
        yield article


def _write(writer: "WARCWriter", state: State) -> None:
    incoming = state.incoming
    uri = _uri(incoming.places[0])
    page = _page(writer, state, uri)
    about = {"WARC-Refers-To": page.rec_headers.get_header("WARC-Record-ID"), "WARC-Date": _date(state)}
    packed = encoded(incoming).encode()
    writer.write_record(page)
    for kind, body, media_type in (
        ("conversion", incoming.text.encode(), "text/plain; charset=utf-8"),
        ("metadata", packed, "application/json"),
    ):
        writer.write_record(
            writer.create_warc_record(
                uri, kind, io.BytesIO(body), warc_content_type=media_type, warc_headers_dict=dict(about)
            )
        )


def _page(writer: "WARCWriter", state: State, uri: str) -> "ArcWarcRecord":
    """Return the record of the bytes as fetched: a server's response, or a resource."""
    from warcio.statusandheaders import StatusAndHeaders

    incoming, origin = state.incoming, state.incoming.origin
    date = {"WARC-Date": _date(state)}
    if origin is None:
        return writer.create_warc_record(
            uri, "resource", io.BytesIO(incoming.body), warc_content_type=incoming.media_type, warc_headers_dict=date
        )
    headers = [(name.title(), value) for name, value in origin.headers if name.lower() not in _NOT_ANY_MORE]
    if not any(name == "Content-Type" for name, _ in headers):
        headers.append(("Content-Type", incoming.media_type))
    answer = StatusAndHeaders(f"{origin.status} OK", headers, protocol="HTTP/1.1")
    return writer.create_warc_record(
        uri, "response", io.BytesIO(incoming.body), http_headers=answer, warc_headers_dict=date
    )


def _date(state: State) -> str:
    return state.incoming.fetched.replace("+00:00", "Z")


def _uri(place: str) -> str:
    """Return the place as an address; a text without one gets a name."""
    if place.startswith(("http://", "https://")):
        return place
    return Path(place).as_uri() if Path(place).is_absolute() else f"urn:attribune:{quote(place)}"
