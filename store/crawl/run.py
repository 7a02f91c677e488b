"""Runs a crawl from archives to tables, task by task; a later run skips what is done."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from store.crawl import folding
from store.crawl.archives import SLICE, Archive, index_archive, slices
from store.crawl.comparing import compare, shards
from store.crawl.engine import Engine
from store.crawl.manifest import Manifest
from store.crawl.partitions import Day, note_quantities, remove_others, write_day
from store.crawl.quantity_groups import batches, joined, link
from store.crawl.requirements import CrawlError
from store.crawl.slice_claims import SliceRows, extract_slice
from store.crawl.slice_reader import read_slice
from store.ingest.intake import NoExtractorError

_Task = TypeVar("_Task")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Step:
    """A finished task.

    stage: what is being done, for people; done, total: tasks of the stage; words: how many were read. failed: the pages
    or places of an archive that can't be read, and why.
    """

    stage: str
    done: int
    total: int
    words: int = 0
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Counts:
    """What a folder holds when a crawl has ended; skipped: how many pages were left out, by reason."""

    pages: int = 0
    articles: int = 0
    claims: int = 0
    words: int = 0
    quantities: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


class Crawl:
    """A crawl into a manifest's folder; size: pages per slice."""

    def __init__(
        self,
        manifest: Manifest,
        engine: Engine,
        archives: Sequence[Archive],
        pipeline: Path | None = None,
        size: int = SLICE,
    ) -> None:
        self._manifest = manifest
        self._folder = manifest.folder
        self._engine = engine
        self._archives = archives
        self._pipeline = pipeline
        self._size = size

    def run(self) -> Iterator[Step]:
        """Do what is left to do, and yield each task as it ends. Raises CrawlError."""
        yield from self._index()
        yield from self._read()
        names = self._slices()
        state = _state_of(names)
        if names and not self._manifest.has("tables", state):
            yield from self._articles(state, names)
            yield from self._tables(state)
        self._clear()

    def counts(self) -> Counts:
        """Return what the folder holds."""
        counts = Counts()
        for line in self._manifest.of_kind("archive"):
            counts.failed += len(line["damaged"])
        for line in self._manifest.of_kind("slice"):
            counts.pages += line["pages"]
            counts.words += line["words"]
            counts.failed += len(line["failed"])
            counts.skipped.update(line["skipped"])
        state = _state_of(self._slices())
        for line in self._manifest.of_kind("claims"):
            if line["name"].startswith(state):
                counts.failed += len(line["failed"])
        if self._manifest.done:
            last = [line for (kind, _), line in self._manifest.done.items() if kind == "tables"][-1:]
            for line in last:
                counts.articles, counts.quantities = line["articles"], line["quantities"]
                counts.claims = line["claims"]
                counts.skipped["is an older state of a page"] += line["older"]
                counts.skipped["has the same text as another"] += line["copies"]
        return counts

    def _index(self) -> Iterator[Step]:
        new = [archive for archive in self._archives if not self._manifest.has("archive", archive.key)]
        tasks = [(self._folder, archive) for archive in new]
        for done, ((_, archive), indexed) in enumerate(self._done(index_archive, tasks), start=1):
            failed = tuple((f"{archive.address} {place}".strip(), why) for place, why in indexed.damaged)
            if indexed.pages or not failed:
                self._manifest.note(
                    "archive", archive.key, address=archive.address, pages=indexed.pages, damaged=indexed.damaged
                )
            yield Step("archives indexed", done, len(new), failed=failed)

    def _read(self) -> Iterator[Step]:
        known = {line["name"]: line for line in self._manifest.of_kind("archive")}
        # An archive keeps the slices that it had when it was begun.
        begun = {line["name"].partition("/")[0]: int(line["size"]) for line in self._manifest.of_kind("slice")}
        parts = [
            part
            for archive in self._archives
            if archive.key in known
            for part in slices(self._folder, archive, known[archive.key]["pages"], begun.get(archive.key, self._size))
        ]
        left = [part for part in parts if not self._manifest.has("slice", part.name)]
        before = len(parts) - len(left)
        for done, (part, read) in enumerate(self._engine.run(read_slice, left), start=before + 1):
            if isinstance(read, Exception):
                # The archive is out of reach, or the disk is full: not the pages' fault, so the next run tries again.
                where = f"{part.archive.address} pages {part.first + 1:,} to {part.end:,}"
                yield Step("slices read", done, len(parts), failed=((where, f"can't be read now ({_words(read)})"),))
                continue
            size = begun.setdefault(part.archive.key, self._size)
            self._manifest.note("slice", part.name, size=size, **asdict(read))
            failed = tuple((f"{part.archive.address} {name}", why) for name, why in read.failed)
            yield Step("slices read", done, len(parts), failed=failed)

    def _slices(self) -> list[str]:
        return [line["name"] for line in self._manifest.of_kind("slice")]

    def _articles(self, state: str, names: Sequence[str]) -> Iterator[Step]:
        """Choose the articles among the pages, find their claims and put them in order."""
        target = self._folder / "work" / state
        if not target.is_dir():
            self._manifest.forget(state)
            target.mkdir(parents=True)
        if not self._manifest.has("fold", state):
            folded = folding.fold(self._folder, names, target)
            self._manifest.note("fold", state, **asdict(folded))
        rows = folding.kept_rows(target)
        left = [
            SliceRows(self._folder, name, rows[name], self._pipeline)
            for name in rows
            if not self._manifest.has("claims", f"{state}/{name}")
        ]
        before = len(rows) - len(left)
        for done, (part, extracted) in enumerate(self._done(extract_slice, left), start=before + 1):
            self._manifest.note("claims", f"{state}/{part.name}", **asdict(extracted))
            failed = tuple(extracted.failed)
            yield Step("slices searched for claims", done, len(rows), extracted.words, failed)
        if not self._manifest.has("order", state):
            folding.put_in_order(self._folder, target)
            self._manifest.note("order", state)

    def _tables(self, state: str) -> Iterator[Step]:
        target = self._folder / "work" / state
        fold = self._manifest.done["fold", state]
        order = folding.Order(target)
        claims = int(order.starts[-1])
        pieces = shards(self._folder, target, len(order))
        yield from self._stage("shards compared", compare, [(f"{state}/{piece.first:08}", piece) for piece in pieces])
        voices, pairs = joined(target, [piece.path for piece in pieces], len(order))
        groups = list(batches(self._folder, target, pairs, claims))
        yield from self._stage("batches grouped", link, [(f"{state}/{batch.name}", batch) for batch in groups])
        quantities = note_quantities(self._folder, target, [batch.path for batch in groups], voices)
        days = [Day(self._folder, target, day, first, end) for day, first, end in order.by_day()]
        remove_others(self._folder, [day.day for day in days])
        yield from self._stage("days written", write_day, [(f"{state}/{day.day}", day) for day in days])
        counts = {"articles": len(order), "claims": claims, "quantities": quantities}
        self._manifest.note("tables", state, **counts, older=fold["older"], copies=fold["copies"])

    def _clear(self) -> None:
        """Remove the tables' intermediate files, except the pages: all or nothing, even if it is killed."""
        work, gone = self._folder / "work", self._folder / ".work"
        shutil.rmtree(gone, ignore_errors=True)
        if work.is_dir():
            work.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def _stage(self, stage: str, work: Callable[[_Task], int], named: Sequence[tuple[str, _Task]]) -> Iterator[Step]:
        left = {name: task for name, task in named if not self._manifest.has(stage, name)}
        done = len(named) - len(left)
        for name in self._named(work, left):
            self._manifest.note(stage, name)
            done += 1
            yield Step(stage, done, len(named))

    def _named(self, work: Callable[[_Task], int], tasks: dict[str, _Task]) -> Iterator[str]:
        names = {id(task): name for name, task in tasks.items()}
        for task, _ in self._done(work, list(tasks.values())):
            yield names[id(task)]

    def _done(self, work: Callable[[_Task], _T], tasks: Sequence[_Task]) -> Iterator[tuple[_Task, _T]]:
        """Yield the results of the tasks. Raises CrawlError if a worker failed."""
        for task, result in self._engine.run(work, tasks):
            if isinstance(result, NoExtractorError):
                raise CrawlError(str(result)) from result
            if isinstance(result, Exception):
                raise CrawlError(
                    f"a worker failed ({_words(result)}): run the same command again to continue"
                ) from result
            yield task, result


def _state_of(names: Sequence[str]) -> str:
    """Return a short name for the state of a folder with these slices."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"
