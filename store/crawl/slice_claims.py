"""Extracts the claims of a slice's articles: only of those that remain after folding, each once."""

import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from extract.claim import Claim
from store.archive.incoming import ReadingError
from store.crawl.archives import claims_path_of, path_of
from store.crawl.parquet_tables import Row, read_rows, write_claims
from store.formats.article_record import parsed

_COLUMNS = ("name", "published", "facts", "text", "words")


@dataclass(frozen=True, slots=True)
class SliceRows:
    """The remaining articles of a slice, by row; folder: the crawl's; name: the slice's.

    pipeline: a spaCy pipeline instead of the shipped one.
    """

    folder: Path
    name: str
    rows: tuple[int, ...]
    pipeline: Path | None = None


@dataclass(frozen=True, slots=True)
class SliceClaims:
    """The result for a slice's articles; words: of those extracted in this run.

    failed: names of those whose extraction failed, and why.
    """

    words: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


class Body(msgspec.Struct, array_like=True):
    """The claims of an article, and the sentences that they are in."""

    claims: list[Claim]
    lines: list[str]


def extract_slice(part: SliceRows) -> SliceClaims:
    """Write the claims of the articles, in the slice's rows, and return the result. Results of an earlier run are kept.

    Each text is read in a separate process, which has the pipeline loaded.
    """
    from store.crawl.engine import isolated_runner

    target = claims_path_of(part.folder, part.name)
    before = read_rows(target) if target.exists() else []
    pages = read_rows(path_of(part.folder, part.name), _COLUMNS)
    rows, words = [], 0
    failed: list[tuple[str, str]] = []
    wanted = set(part.rows)
    for number, page in enumerate(pages):
        row: Row = before[number] if before else {"slice": part.name, "row": number}
        if number in wanted and row.get("claims") is None:
            title = parsed(page["facts"]).get("title", "")
            try:
                row |= isolated_runner().run(extract_text, part.pipeline, page["text"], title, page["published"])
                words += page["words"]
            except ReadingError as error:
                failed.append((page["name"], str(error)))
        rows.append(row)
    write_claims(target, rows)
    return SliceClaims(words, failed)


def extract_text(pipeline: Path | None, text: str, title: str, published: str) -> Row:
    """Return the claims of a text as columns of `slice_claims_schema`. Raises ReadingError."""
    from store.ingest.extracting import claims_of

    return columns_of(text, claims_of(pipeline, text, title, published))


def columns_of(text: str, claims: list[Claim]) -> Row:
    """Return the claims of a text as columns of `slice_claims_schema`."""
    from extract.text.excerpt import sentence
    from store.crawl.postings import terms_of

    lines = [sentence(text, claim.start, claim.end) for claim in claims]
    body: dict[str, Any] = {"claims": len(claims), "terms": terms_of(claims)}
    return body | {"body": zlib.compress(msgspec.json.encode(Body(claims, lines)))}


def unpacked(body: bytes) -> Body:
    """Return the claims of an article and their lines."""
    return msgspec.json.decode(zlib.decompress(body), type=Body)
