"""Extraction for commands: in worker processes, which load the pipeline when the first text needs it."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extract.claim import Claim
from store.archive.incoming import Incoming, ReadingError
from store.ingest.concurrency import in_order
from store.ingest.extracting import claims_of, claims_of_all

if TYPE_CHECKING:
    from store.ingest.workers import Workers

# The most texts and characters sent to a worker at a time: short texts are read several times faster in a batch.
_TEXTS, _CHARACTERS = 32, 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """A line of JSON with a text; id: as it was given, text or number."""

    id: str | int
    text: str


Extracted = tuple[Row, list[Claim] | ReadingError]


class Extraction:
    """Extracts claims in worker processes: a text that crashes one, or never ends, fails alone.

    pipeline: a spaCy pipeline instead of the shipped one.
    """

    def __init__(self, pipeline: Path | None, workers: "Workers") -> None:
        self._pipeline = pipeline
        self._workers = workers

    async def claims(self, incoming: Incoming) -> list[Claim]:
        """Return the claims of an article's text. Raises ReadingError and NoExtractorError."""
        return await self._workers.run(claims_of, self._pipeline, incoming.text, incoming.title, incoming.published)

    async def stream(self, rows: Iterable[Row], ahead: int) -> AsyncIterator[Extracted]:
        """Yield every row with its claims, in order; or with the error of its text, which fails alone.

        ahead: how many batches are read before their turn.
        """
        async for batch in in_order((partial(self._batch, rows) for rows in _batches(rows)), ahead):
            for extracted in batch:
                yield extracted

    async def _batch(self, rows: list[Row]) -> list[Extracted]:
        try:
            claims = await self._workers.run(claims_of_all, self._pipeline, [row.text for row in rows])
        except ReadingError as error:
            if len(rows) == 1:
                return [(rows[0], error)]
            return [extracted for row in rows for extracted in await self._batch([row])]
        return list(zip(rows, claims, strict=True))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    size = 0
    for row in rows:
        if batch and (len(batch) == _TEXTS or size + len(row.text) > _CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += len(row.text)
    if batch:
        yield batch
