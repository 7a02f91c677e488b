"""The extractor for commands, loaded when the first text needs it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.claim import Claim
from store.archive.incoming import Incoming
from store.ingest.extracting import extractor_of

_CHUNK = 32


@dataclass(frozen=True, slots=True)
class Row:
    """A line of JSON with a text; id: as it was given, text or number."""

    id: str | int
    text: str


class Extraction:
    """Extracts claims; a run with only known texts never loads the pipeline.

    pipeline: a spaCy pipeline instead of the shipped one.
    """

    def __init__(self, pipeline: Path | None) -> None:
        self._pipeline = pipeline

    def claims(self, incoming: Incoming) -> list[Claim]:
        """Return the claims of an article's text."""
        return extractor_of(self._pipeline).claims(incoming.text, title=incoming.title, published=incoming.published)

    def stream(self, rows: Iterable[Row]) -> Iterator[tuple[Row, list[Claim] | Exception]]:
        """Yield every row, in order, with its claims or the error of its text."""
        chunk: list[Row] = []
        for row in rows:
            chunk.append(row)
            if len(chunk) == _CHUNK:
                yield from self._chunk(chunk)
                chunk = []
        yield from self._chunk(chunk)

    def _chunk(self, chunk: list[Row]) -> Iterator[tuple[Row, list[Claim] | Exception]]:
        if not chunk:
            return
        extractor = extractor_of(self._pipeline)
        try:
            claims = list(extractor.stream(row.text for row in chunk))
        except Exception as error:
            if len(chunk) == 1:
                yield chunk[0], error
            for row in chunk if len(chunk) > 1 else ():
                yield from self._chunk([row])
        else:
            yield from zip(chunk, claims, strict=True)
