"""What commands that fetch share: opening the library, reporting outcomes, the summary."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.ingest.intake import IngestResult
from store.settings import Settings
from tui.cli.messages import Messages, Steps

if TYPE_CHECKING:
    from store.ingest.pages import Ingester

WORDS = {
    "added": "added",
    "version": "new version",
    "unchanged": "unchanged",
    "copy": "same text as another",
    "failed": "failed",
}
# The most pages fetched at a time; those that wait to be read are kept in memory.
AT_ONCE = 12


@asynccontextmanager
async def open_ingester(settings: Settings) -> "AsyncIterator[Ingester]":
    """Open the library for writing and prepare the worker processes."""
    from store.archive.web.fetching import Fetcher
    from store.ingest.pages import Ingester
    from store.ingest.workers import Workers
    from store.ingest.writer import Writer

    async with Writer(settings.library) as writer, Fetcher(settings.network) as fetcher, Workers() as workers:
        yield Ingester(writer, fetcher, workers, settings.pipeline)


@dataclass(frozen=True, slots=True)
class OutcomeReport:
    """Counts and reports the outcome of each article."""

    messages: Messages
    outcomes: Counter[str]
    steps: Steps
    as_json: bool

    def add(self, result: IngestResult) -> None:
        """Count the outcome of an article, and report it."""
        self.outcomes[result.outcome or "failed"] += 1
        self.steps.done(result.name)
        tell(result, self.messages, as_json=self.as_json)


def tell(result: IngestResult, messages: Messages, *, as_json: bool) -> None:
    """Report the outcome of an article: to a person only what is worth a line, to a program everything."""
    for remark in result.remarks:
        messages.note(f"{result.name} {remark}")
    if result.error:
        messages.failed(result.name, result.error)
    if as_json:
        from tui.cli.printing import print_json

        print_json(facts(result))


def facts(result: IngestResult) -> dict[str, Any]:
    """Return the outcome of an article for the commands' JSON. number: its number in the library.

    dated: the words of its text that the date was read from, None for another origin.
    """
    return {
        "id": result.name,
        "outcome": result.outcome or "failed",
        "number": result.article,
        "error": str(result.error) if result.error else None,
        "remarks": list(result.remarks),
        "dated": result.dated or None,
    }


def summary(outcomes: Counter[str], *, stopped: bool, nothing: str = "nothing added") -> str:
    """Return `2 added, 1 failed`, and how to go on after a stop."""
    parts = [f"{outcomes[name]:,} {words}" for name, words in WORDS.items() if outcomes[name]]
    counts = ", ".join(parts) or nothing
    return f"stopped: {counts}; run the same command again to continue" if stopped else counts
