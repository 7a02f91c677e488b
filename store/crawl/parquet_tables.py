"""Defines and writes the tables of a crawl as Parquet files, each under a temporary name before it is renamed."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyarrow import Schema

Row = dict[str, Any]

# Rows that are read together: a page of a slice is read alone, so groups are small.
_GROUP = 16


def page_schema() -> "Schema":
    """Return the columns of a slice's articles, a row per article.

    place: what identifies it; moment: when it was published, else fetched, in UTC; facts: JSON as
    `store.formats.article_record` makes it; hashed: `store.ingest.deduplication.hash_of` the text; scheme, shingles,
    digest: its signature.
    """
    import pyarrow as pa

    return pa.schema(
        [
            ("slice", pa.string()),
            ("row", pa.int32()),
            ("place", pa.string()),
            ("name", pa.string()),
            ("outlet", pa.string()),
            ("published", pa.string()),
            ("fetched", pa.string()),
            ("moment", pa.string()),
            ("archive", pa.string()),
            ("offset", pa.int64()),
            ("facts", pa.string()),
            ("text", pa.string()),
            ("words", pa.int32()),
            ("hashed", pa.binary(32)),
            ("scheme", pa.int32()),
            ("shingles", pa.int32()),
            ("digest", pa.binary()),
        ]
    )


def slice_claims_schema() -> "Schema":
    """Return the columns of the claims of a slice's articles, in its rows; null where claims were not extracted.

    claims: how many; body: their JSON with the sentences that they are in, compressed; terms: numbers of the names and
    nouns by which other articles find this one, in the order of the words.
    """
    import pyarrow as pa

    return pa.schema(
        [
            ("slice", pa.string()),
            ("row", pa.int32()),
            ("claims", pa.int32()),
            ("terms", pa.list_(pa.uint64())),
            ("body", pa.binary()),
        ]
    )


def article_schema() -> "Schema":
    """Return the columns of articles; day and outlet are the folders that they are in.

    article: its id; copies: other places with the same text; voice: the id of the first of its near copies, its own if
    it has none; archive, offset: where its bytes are; facts: as `store.formats.article_record` makes them.
    """
    import pyarrow as pa

    return pa.schema(
        [
            ("article", pa.string()),
            ("place", pa.string()),
            ("title", pa.string()),
            ("byline", pa.string()),
            ("published", pa.string()),
            ("fetched", pa.string()),
            ("moment", pa.string()),
            ("language", pa.string()),
            ("claims", pa.int32()),
            ("words", pa.int32()),
            ("copies", pa.list_(pa.string())),
            ("voice", pa.string()),
            ("archive", pa.string()),
            ("offset", pa.int64()),
            ("text", pa.string()),
            ("facts", pa.string()),
        ]
    )


def claim_schema() -> "Schema":
    """Return the columns of claims: the fields of `attribune claims --json`, flattened.

    start, end: Python str offsets in the article's text, end exclusive. number: its place among the article's claims.
    quantity: the same for all claims of one quantity; certainty: how sure that is. line: the sentence that it is in.
    body: the whole claim as JSON, without its vectors.
    """
    import pyarrow as pa

    text, number, whole = pa.string(), pa.float64(), pa.int32()
    return pa.schema(
        [
            ("article", text),
            ("number", whole),
            ("start", whole),
            ("end", whole),
            ("text", text),
            ("kind", text),
            ("value", number),
            ("low", number),
            ("high", number),
            ("bound", text),
            ("trend", text),
            ("unit", text),
            ("subject", text),
            ("event", text),
            ("source", text),
            ("source_key", text),
            ("source_kind", text),
            ("source_start", whole),
            ("source_end", whole),
            ("cue", text),
            ("via", pa.list_(text)),
            ("stance", text),
            ("quoted", pa.bool_()),
            ("line", text),
            ("quantity", text),
            ("certainty", pa.float32()),
            ("body", text),
        ]
    )


def vector_schema() -> "Schema":
    """Return the columns of vectors: for each claim, of what is counted and of its clause, 64 int8 each."""
    import pyarrow as pa

    return pa.schema(
        [
            ("article", pa.string()),
            ("number", pa.int32()),
            ("label", pa.list_(pa.int8(), 64)),
            ("clause", pa.list_(pa.int8(), 64)),
        ]
    )


def quantity_schema() -> "Schema":
    """Return the columns of quantities that several claims state; first, last: the days its values cover."""
    import pyarrow as pa

    text, whole = pa.string(), pa.int32()
    return pa.schema(
        [
            ("quantity", text),
            ("label", text),
            ("event", text),
            ("first", text),
            ("last", text),
            ("claims", whole),
            ("articles", whole),
        ]
    )


def write(path: Path, rows: Sequence[Row], schema: "Schema", *, group: int | None = None) -> None:
    """Write rows; group: rows per row group, Parquet's default if not given."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    part = _part(path)
    table = pa.Table.from_pylist(rows, schema=schema)
    pq.write_table(table, part, compression="zstd", row_group_size=group)
    part.replace(path)


def write_pages(path: Path, rows: Sequence[Row]) -> None:
    """Write the articles of a slice, so that one row can be read without the others."""
    write(path, rows, page_schema(), group=_GROUP)


def write_claims(path: Path, rows: Sequence[Row]) -> None:
    """Write the claims of a slice's articles, so that one row can be read without the others."""
    write(path, rows, slice_claims_schema(), group=_GROUP)


def read_rows(path: Path, columns: Sequence[str] | None = None) -> list[Row]:
    """Return all rows of a table; columns: some of its columns, None for all."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        rows: list[Row] = file.read(columns=columns and list(columns)).to_pylist()
    return rows


def read_row(path: Path, row: int, columns: Sequence[str]) -> Row:
    """Return some columns of a row that `write_pages` or `write_claims` wrote."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        table = file.read_row_group(row // _GROUP, columns=list(columns))
    return {name: table.column(name)[row % _GROUP].as_py() for name in columns}


def write_bytes(path: Path, body: bytes) -> None:
    """Write a file completely or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _part(path)
    part.write_bytes(body)
    part.replace(path)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")
