"""Prints what a large library costs, each next to its lower bound in the same run: `python -m tests.bench.scale`.

`[ARTICLES]… [--folder DIR] [--keep] [--size]`: by default 1,000 and 10,000 articles of real length; --size prints the
growth of the file alone. The lower bounds are bare Textual for drawing and the plainest SQL that finds the rows for
reading; for a search, the index's own best 50 with their snippets. First paint and `list` are in wall-clock time, the
rest in processor time. Nothing is asserted, for the milliseconds depend on the machine; the ratios are what counts.
"""

import argparse
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from store.library import articles, claims, sources
from store.library.connection import open_reader
from store.library.orders import ORDERS
from store.linking import links, quantities, timeline
from store.search.full_text import search
from store.search.query import parse
from tests.bench import changing
from tests.bench.changing import timed
from tests.bench.first_paint import _ATTRIBUNE, _DRAWN, _STATIC, COLUMNS, ROWS, interpreter, painted
from tests.bench.stocking import stock
from tests.bench.synthetic import CLAIMS_EACH, Report, World

SIZES = (1_000, 10_000)
ROUNDS, SEARCHES, PAINTS = 5, 11, 9
# Tables and indexes below this share of the file are summed up.
REPORTED_SHARE = 0.02
QUERIES = {
    "word": "flood",
    "commonest word": "said",
    "phrase": '"had been killed"',
    "prefix": "re",
    "filter": "flood outlet:post",
    "figure": "1,200",
}
_RAW = """SELECT rowid, snippet(versions_fts, 1, '', '', '', 28) FROM versions_fts WHERE versions_fts MATCH ?
    ORDER BY rank LIMIT 50"""


def main() -> None:
    """Make the libraries, one after the other, and print the table of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="ARTICLES")
    parser.add_argument("--folder", type=Path, help="where the libraries are made; by default in a temporary folder")
    parser.add_argument("--keep", action="store_true", help="leave them there, and use those that are there")
    parser.add_argument("--size", action="store_true", help="print what takes the room of the file, and no times")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        for size in options.sizes:
            path = folder / f"articles-{size}.db"
            reports = World(size * CLAIMS_EACH).reports()
            if path.exists():
                with closing(open_reader(path)) as conn:
                    for _ in range(articles.count(conn)):
                        next(reports)
            else:
                stock(path, reports, size * CLAIMS_EACH)
            print(f"\n{size:,} articles", flush=True)
            for line in growth(path):
                print(f"    {line}", flush=True)
            for line in () if options.size else table(path, reports, folder):
                print(f"    {line}", flush=True)
            if not options.keep:
                for file in folder.glob(f"{path.name}*"):
                    file.unlink()


def growth(path: Path) -> Iterator[str]:
    """Yield lines with the file's size relative to the texts and snapshots in it, and what takes up the space."""
    with closing(open_reader(path)) as conn:
        (text,) = conn.execute("SELECT sum(length(CAST(unpacked(text) AS BLOB))) FROM versions").fetchone()
        (kept,) = conn.execute("SELECT coalesce(sum(length(body)), 0) FROM snapshots").fetchone()
        size = path.stat().st_size
        yield f"file over text and snapshots: {size / 1e6:,.1f} MB, {_ratio(size, text + kept)}"
        try:
            rows = conn.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC").fetchall()
        except sqlite3.OperationalError:
            # Not every SQLite is built with `dbstat`.
            return
        few = 0
        for name, taken in rows:
            if taken < REPORTED_SHARE * size:
                few += taken
            else:
                yield f"    {name:24} {_ratio(taken, text + kept)}"
        yield f"    {'the rest':24} {_ratio(few, text + kept)}"


def table(path: Path, reports: Iterator[Report], folder: Path) -> Iterator[str]:
    """Yield the lines of the table."""
    environment = {**interpreter(), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LINES": str(ROWS)}
    environment |= {"COLUMNS": str(COLUMNS), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    yield from _paint(path, environment)
    with closing(open_reader(path)) as conn:
        yield from _read(conn)
    for row in changing.rows(path, reports, environment):
        yield _beside(*row)
    yield _listed(path, environment)


def _read(conn: sqlite3.Connection) -> Iterator[str]:
    some = [number for (number,) in conn.execute("SELECT id FROM articles WHERE claims ORDER BY random() LIMIT 100")]
    tied_claims = [claim for (claim,) in conn.execute("SELECT claim FROM ties ORDER BY random() LIMIT 200")]
    text = "SELECT unpacked(v.text) FROM articles a JOIN versions v ON v.id = a.latest WHERE a.id = ?"
    yield _beside(
        "open an article: text and claims",
        [
            timed(lambda number=number: (articles.text(conn, number), claims.of_article(conn, number)))
            for number in some
        ],
        [timed(lambda number=number: conn.execute(text, (number,)).fetchone()) for number in some],
    )
    member, tied = (f"SELECT * FROM {name} WHERE claim = ?" for name in ("members", "ties"))
    yield _beside(
        "next claim: its quantity",
        [timed(lambda number=number: quantities.of_claim(conn, number)) for number in tied_claims],
        [timed(lambda number=number: conn.execute(member, (number,)).fetchone()) for number in tied_claims],
    )
    yield _beside(
        "related list",
        [timed(lambda number=number: links.related(conn, number)) for number in tied_claims],
        [timed(lambda number=number: conn.execute(tied, (number,)).fetchone()) for number in tied_claims],
    )
    for name, words in QUERIES.items():
        match = parse(words).match
        ours, floor = _in_turn(
            lambda words=words: search(conn, words), lambda match=match: conn.execute(_RAW, (match,)).fetchall()
        )
        yield _beside(f"search: {name}", ours, floor)
    last = max(0, articles.count(conn) - 50)
    for order in ("newest", "contested"):
        plain = f"SELECT a.id FROM articles a WHERE latest IS NOT NULL ORDER BY {ORDERS[order].by} LIMIT 50 OFFSET ?"
        yield _beside(
            f"list page at the end, {order}",
            [timed(lambda order=order: articles.page(conn, last, 50, "", order)) for _ in range(ROUNDS)],
            [timed(lambda plain=plain: conn.execute(plain, (last,)).fetchall()) for _ in range(ROUNDS)],
        )
    often = "SELECT source, count(*) FROM members WHERE source GROUP BY 1 ORDER BY 2 DESC"
    common, many = conn.execute(often).fetchone()
    for what, most in (("first screen", 50), ("whole", 500)):
        first = f"SELECT claim FROM members WHERE source = ? LIMIT {most}"
        yield _beside(
            f"source's page, {many:,} claims, {what}",
            [timed(lambda most=most: sources.statements_of(conn, [common], most)) for _ in range(ROUNDS)],
            [timed(lambda first=first: conn.execute(first, (common,)).fetchall()) for _ in range(ROUNDS)],
        )
    yield _beside(
        "timeline",
        [timed(lambda number=number: timeline.timeline(conn, number)) for number in tied_claims[:50]],
        [timed(lambda number=number: quantities.of_claim(conn, number)) for number in tied_claims[:50]],
    )


def _paint(path: Path, environment: dict[str, str]) -> Iterator[str]:
    with closing(open_reader(path)) as conn:
        title = articles.page(conn, 0, 1)[0].title.split(":")[0]
    ours, plain = [], []
    # The first round only fills the caches of the file system.
    for number in range(PAINTS + 1):
        rounds = (
            painted(_STATIC, [], [_DRAWN], environment),
            painted(_ATTRIBUNE, ["--library", str(path)], [title, "quit"], environment),
        )
        if number:
            plain.append(rounds[0])
            ours.append(rounds[1])
    yield _beside("first paint over bare Textual", [each.clock for each in ours], [each.clock for each in plain])
    yield _beside("    a processor's time", [each.processor for each in ours], [each.processor for each in plain])
    used, bare = (statistics.median(each.memory for each in some) for some in (ours, plain))
    yield f"{'memory at first paint over bare Textual':44} {used:8.1f} MB, floor {bare:.1f} MB, {_ratio(used, bare)}"


def _listed(path: Path, environment: dict[str, str]) -> str:
    """List all articles, plainly and as JSON."""

    def run(*arguments: str) -> float:
        began = time.perf_counter()
        command = [sys.executable, "-c", _ATTRIBUNE, "list", *arguments, "--library", str(path)]
        subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
        return (time.perf_counter() - began) * 1_000

    return _beside("`list` over `list --json`", [run()], [run("--json")])


def _in_turn(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[list[float], list[float]]:
    """Return the milliseconds of both, which take turns so that other load on the machine affects both."""
    both = [(timed(ours), timed(floor)) for _ in range(SEARCHES)]
    return [first for first, _ in both], [second for _, second in both]


def _beside(what: str, ours: list[float], floor: list[float]) -> str:
    middle, below = statistics.median(ours), statistics.median(floor)
    percentile = statistics.quantiles(ours, n=20)[-1] if len(ours) > 1 else middle
    return f"{what:44} {middle:8.2f} ms (95 %: {percentile:.2f}), floor {below:.2f} ms, {_ratio(middle, below)}"


def _ratio(ours: float, other: float) -> str:
    return f"{ours / other:.2f} times" if other else "-"


if __name__ == "__main__":
    main()
