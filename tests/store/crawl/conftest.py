"""Runs crawls of small archives, in one engine for all tests."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.crawl.archives import find
from store.crawl.manifest import Manifest
from store.crawl.partitions import TABLES
from store.crawl.requirements import CrawlError, check_extra
from store.crawl.run import Counts, Crawl
from tests.bench.archives import Record, write_records

if TYPE_CHECKING:
    from store.crawl.engine import Engine

OLDMOUTH = (
    "Governor Ana Brandt said that {n} homes had been flooded in Oldmouth on 12 March.",
    "The fire service counted {m} people who had left the old town by Friday evening.",
    "Repairs to the tide barrier will cost $1.7 billion, according to the works ministry.",
)
_BESIDE = "Paragraph {number} tells at some length how the gates were built, and who built them, and what for."


@pytest.fixture(autouse=True, scope="session")
def _needs_the_extra() -> None:
    try:
        check_extra()
    except CrawlError as error:
        pytest.skip(str(error))


def story(number: int, outlet: str = "Harbour Post", title: str = "", day: int = 14) -> str:
    """Return a page about this many flooded homes."""
    lines = [sentence.format(n=200 + number, m=1_500 + number) for sentence in OLDMOUTH]
    beside = [_BESIDE.format(number=place) for place in ("one", "two", "three", "four")]
    paragraphs = "".join(f"<p>{line} Reporter {number} was there.</p>" for line in (*lines, *beside))
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title or f"Flood story {number}"} - {outlet}</title>
<meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="2026-03-{day}T09:10:00+01:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title or f"Flood story {number}"}</h1>{paragraphs}</article>
</body></html>"""


def record(number: int, url: str = "", when: str = "2026-03-15T09:00:00Z", **fields: str) -> Record:
    """Return the answer with that story."""
    outlet = ("Harbour Post", "Coast Wire")[number % 2]
    body = fields.pop("body", story(number, outlet, day=14 + number % 3))
    return Record(url or f"https://{outlet.split()[0].lower()}.example/{number}", when, body, **fields)


def archive(path: Path, *some: Record) -> Path:
    """Write an archive with these answers."""
    write_records(path, list(some))
    return path


@pytest.fixture(scope="session")
def engine() -> Iterator["Engine"]:
    """An engine with one worker, for all tests."""
    from store.crawl.engine import engine

    with engine(1) as started:
        yield started


@dataclass(frozen=True, slots=True)
class Ran:
    """The counts of a crawl, and the places that it reported as failed."""

    counts: Counts
    failed: dict[str, str]


Crawled = Callable[..., Ran]


@pytest.fixture
def crawl(engine: "Engine", tmp_path: Path) -> Crawled:
    """Crawl archives into a folder and return the counts; size: pages per slice."""

    def crawl_here(*archives: Path, out: Path | None = None, size: int = 4) -> Ran:
        with Manifest.opened(out or tmp_path / "out") as manifest:
            crawl = Crawl(manifest, engine, find(map(str, archives)), size=size)
            failed = {name.rpartition("/")[2]: why for step in crawl.run() for name, why in step.failed}
            return Ran(crawl.counts(), failed)

    return crawl_here


def tables(folder: Path) -> dict[str, str]:
    """Return the digest of each table in a folder, by file name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in (*TABLES, "quantities")
        for path in sorted((folder / name).rglob("*.parquet"))
    }
