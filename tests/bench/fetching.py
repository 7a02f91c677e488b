"""Measures whether fetching keeps the processors busy with extraction: 200 pages from a server with 20 ms latency.

`python -m tests.bench.fetching [--pages 200] [--hosts 20] [--latency 0.02] [--delay 0.5]`. Nothing is asserted. The
pages are synthetic, as long as news articles, and on several loopback hosts, as a morning's feeds would be; with
`--hosts 1 --delay 0` they are on one host that is requested without pauses.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from extract.claim import Claim
from store.archive.markdown import read_markdown
from store.archive.web.fetching import Fetcher
from store.archive.web.policy import Policy
from store.demo import ARTICLES
from store.ingest.concurrency import as_done
from store.ingest.extracting import claims_of
from store.ingest.pages import Ingester, PageRequest
from store.ingest.workers import Workers, cores
from store.ingest.writer import Writer
from tests.server import Server, page
from tui.cli.fetch_runs import AT_ONCE

MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n} of the paper</a></li>" for n in range(60)) + "</ul></nav>"


def source(number: int, texts: list[str]) -> str:
    """Return a page with the texts of two sample articles, and a unique paragraph."""
    body = "\n\n".join(
        (f"Report {number} of the day.", texts[number % len(texts)], texts[(number * 7 + 3) % len(texts)])
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n\n"))
    return (
        f"<!doctype html><html lang=en><head><title>Report {number}</title></head><body>{MENU}<article>{paragraphs}"
        f"</article><footer>{MENU}</footer></body></html>"
    )


def serve(pages: int, latency: float) -> None:
    """Serve the pages on all loopback addresses, in a separate process."""
    texts = [read_markdown(path.read_text(encoding="utf-8")).text for path in sorted(ARTICLES.glob("*.md"))]
    with Server("0.0.0.0") as server:
        server.latency = latency
        server.plans |= {f"/{number}": page(source(number, texts)) for number in range(pages)}
        print(server.port, flush=True)
        server.serve_forever()


_spent = 0.0


def timed_claims(pipeline: Path | None, text: str, title: str, published: str) -> list[Claim]:
    """Extract claims as the commands do, in a worker, and measure the seconds."""
    global _spent
    began = time.monotonic()
    try:
        return claims_of(pipeline, text, title, published)
    finally:
        _spent += time.monotonic() - began


def spent(_: int) -> tuple[float, float]:
    """Return the seconds that a worker spent finding claims, and computing in total."""
    time.sleep(0.2)  # so that each of them gets a call
    return _spent, time.process_time()


async def spent_by_all(workers: Workers) -> tuple[float, float]:
    """Return what all workers spent in total; all must be idle."""
    costs = await asyncio.gather(*(workers.run(spent, number) for number in range(cores())))
    return sum(claims for claims, _ in costs), sum(computed for _, computed in costs)


async def measure(port: int, pages: int, hosts: int, delay: float) -> None:
    """Fetch all pages into a new library, and print how long each part took."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        async with (
            Writer(Path(folder) / "library.db") as writer,
            Fetcher(Policy(delay=delay)) as fetcher,
            Workers() as workers,
        ):
            await asyncio.gather(
                *(workers.run(timed_claims, None, "A warm-up: 40 homes.", "", "") for _ in range(cores()))
            )
            before = *await spent_by_all(workers), time.process_time()
            ready = time.monotonic()
            busy = workers.busy
            gathered = Ingester(writer, fetcher, workers, extract=timed_claims)
            urls = [f"http://127.0.0.{number % hosts + 1}:{port}/{number}" for number in range(pages)]
            jobs = (partial(gathered.page, PageRequest(url)) for url in urls)
            outcomes = Counter([taken.outcome or str(taken.error) async for taken in as_done(jobs, AT_ONCE)])
            ended = time.monotonic()
            busy = workers.busy - busy
            after = *await spent_by_all(workers), time.process_time()
            count = await writer.do(lambda conn: conn.execute("SELECT count(*) FROM claims").fetchone()[0])
    took = ended - ready
    whole = cores() * took
    claims, computed, here = (late - early for early, late in zip(before, after, strict=True))
    print(f"{cores()} workers ready after {ready - began:.1f} s")
    print(f"{pages} pages in {took:.1f} s, {pages / took:.1f} a second: {dict(outcomes)}, {count} claims")
    print(f"share of the workers' time in extraction: {busy / whole:.2f}, of claims alone: {claims / whole:.2f}")
    print(f"processors: {computed / whole:.2f} computed by the workers, {here / whole:.2f} by the process that stores")


def main() -> None:
    """Start the server, measure, stop it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--latency", type=float, default=0.02)
    parser.add_argument("--delay", type=float, default=Policy().delay)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        serve(chosen.pages, chosen.latency)
        return
    command = [sys.executable, "-m", "tests.bench.fetching", "--serve", f"--pages={chosen.pages}"]
    with subprocess.Popen([*command, f"--latency={chosen.latency}"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            asyncio.run(measure(int(server.stdout.readline()), chosen.pages, chosen.hosts, chosen.delay))
        finally:
            server.kill()


if __name__ == "__main__":
    # The workers import this module under its own name.
    from tests.bench import fetching

    fetching.main()
