"""Searches claims by meaning: a separate process reads the sentence, and ends with the search."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from store.settings import load
from tui.app.library_reader import LibraryReader

if TYPE_CHECKING:
    from store.ingest.workers import Workers
    from store.search.claim_search import ClaimHit

# Seconds without typing after which a sentence is read, and the fewest words that make one.
_PAUSE, _WORDS = 0.6, 2
_LIMIT = 30
_READING = "reading the sentence"


class MeaningWorker:
    """Answers one query after the other; starting the process with the first takes seconds."""

    def __init__(self, reading: LibraryReader) -> None:
        self._reading = reading
        self._workers: Workers | None = None
        self._asking = asyncio.Lock()

    async def nearest(self, words: str, wanted: Callable[[], bool], tell: Callable[[str], object]) -> "list[ClaimHit]":
        """Return the claims nearest in meaning to a sentence, nearest first; [] if nobody waits for them any longer.

        wanted: whether somebody does; tell: shows the progress, "" for none. Raises LibraryError, ReadingError,
        NoExtractorError.
        """
        if len(words.split()) < _WORDS:
            return []
        await asyncio.sleep(_PAUSE)
        async with self._asking:
            if not wanted():
                return []
            tell(_READING)
            try:
                return await self._ask(words)
            finally:
                tell("")

    async def _ask(self, words: str) -> "list[ClaimHit]":
        # Imported here so that the app starts faster.
        from store.ingest.workers import Workers
        from store.search.claim_search import of_ids
        from store.search.meaning_call import nearest_ids

        if self._workers is None:
            self._workers = Workers(1)
        pipeline = (await asyncio.to_thread(load)).pipeline
        numbers = await self._workers.run(nearest_ids, self._reading.path, pipeline, words, _LIMIT)
        return await asyncio.to_thread(self._reading.ask_in_thread, lambda conn: of_ids(conn, numbers))

    async def close(self) -> None:
        """End the process, whatever it is doing; the next query starts another."""
        workers, self._workers = self._workers, None
        if workers:
            await workers.__aexit__()
