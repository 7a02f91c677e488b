"""Puts a crawl's pages in order: each article once, in its newest state, with all places of its text.

As in a library, an earlier fetch of a page is an older state of its article, and a page with the same text is another
place of it. Articles are numbered chronologically from 0.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from store.crawl import postings
from store.crawl.archives import claims_path_of, path_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class FoldResult:
    """How many pages became articles. older: older states of an article; copies: other places of the same text."""

    older: int
    copies: int


def connected(spill: Path | None = None) -> "DuckDBPyConnection":
    """Return an in-memory DuckDB that downloads nothing; spill: the folder for data that exceeds memory.

    By default that is the system's folder for temporary files.
    """
    import tempfile

    import duckdb

    room = str(spill or Path(tempfile.gettempdir()) / "attribune-duckdb")
    fetching = ("autoinstall_known_extensions", "autoload_known_extensions")
    return duckdb.connect(config={**dict.fromkeys(fetching, "false"), "temp_directory": room})


def fold(folder: Path, names: Sequence[str], target: Path) -> FoldResult:
    """Write to target which articles the named slices have; `kept_rows` returns them."""
    target.mkdir(parents=True, exist_ok=True)
    with connected(target / "spill") as db:
        db.execute("SET preserve_insertion_order = true")
        paths = [str(path_of(folder, name)) for name in names]
        db.execute(
            """CREATE TABLE latest AS SELECT * FROM (
                   SELECT slice, "row", place, published, fetched, moment, hashed,
                       row_number() OVER (PARTITION BY place ORDER BY fetched DESC, archive, "offset") AS state
                   FROM read_parquet(?))
               WHERE state = 1""",
            [paths],
        )
        (pages,) = _row(db, "SELECT count(*) FROM read_parquet(?)", [paths])
        db.execute(
            """CREATE TABLE chosen AS SELECT * FROM (
                   SELECT *, row_number() OVER (PARTITION BY hashed ORDER BY moment, place) AS nth FROM latest)
               WHERE nth = 1"""
        )
        (latest,) = _row(db, "SELECT count(*) FROM latest")
        (articles,) = _row(db, "SELECT count(*) FROM chosen")
        db.execute(
            f"""COPY (
                    SELECT c.slice, c."row", c.place, c.published, c.moment, coalesce(o.places, []) AS copies
                    FROM chosen c LEFT JOIN (
                        SELECT l.hashed, list(l.place ORDER BY l.place) AS places FROM latest l
                        ANTI JOIN chosen k USING (place) GROUP BY l.hashed) o USING (hashed)
                    ORDER BY c.moment, c.place)
                TO '{_quoted(_chosen(target))}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100_000)"""
        )
    return FoldResult(int(pages - latest), int(latest - articles))


def kept_rows(target: Path) -> dict[str, tuple[int, ...]]:
    """Return the rows, by slice, of the articles that `fold` kept."""
    with connected(target / "spill") as db:
        db.execute(
            f"""SELECT slice, list("row" ORDER BY "row") FROM read_parquet('{_quoted(_chosen(target))}')
                GROUP BY slice ORDER BY slice"""
        )
        return {str(name): tuple(rows) for name, rows in db.fetchall()}


def put_in_order(folder: Path, target: Path) -> None:
    """Write the order of the articles whose claims are known, and the index of their terms."""
    names = list(kept_rows(target))
    with connected(target / "spill") as db:
        db.execute("SET preserve_insertion_order = true")
        db.execute(
            f"""CREATE TABLE articles AS
                SELECT row_number() OVER (ORDER BY c.moment, c.place) - 1 AS number, c.*, s.claims, s.terms
                FROM read_parquet('{_quoted(_chosen(target))}') c JOIN read_parquet(?) s USING (slice, "row")
                WHERE s.claims IS NOT NULL""",
            [[str(claims_path_of(folder, name)) for name in names]],
        )
        db.execute(
            f"""COPY (SELECT * EXCLUDE (terms) FROM articles ORDER BY number)
                TO '{_quoted(_order(target))}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100_000)"""
        )
        entries = db.execute("SELECT number, unnest(terms) AS term FROM articles ORDER BY number").fetchnumpy()
    order = Order(target)
    articles_of = np.asarray(entries["number"], dtype=np.int32)
    postings.write(target, np.asarray(entries["term"], dtype=np.uint64), articles_of, _days(order.published))


def _row(db: "DuckDBPyConnection", statement: str, values: Sequence[object] = ()) -> tuple[int, ...]:
    row = db.execute(statement, list(values)).fetchone()
    assert row is not None
    return tuple(row)


def _days(published: Sequence[str]) -> NDArray[np.int32]:
    from store.linking.blocking import day_of

    return np.array([day_of(when) for when in published], dtype=np.int32)


def _chosen(target: Path) -> Path:
    return target / "chosen.parquet"


def _order(target: Path) -> Path:
    return target / "order.parquet"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


@lru_cache(maxsize=1)
def opened(target: Path) -> "Order":
    """Return the order that was written there, from a cache."""
    return Order(target)


class Order:
    """The articles by number, and their claims, numbered consecutively from 0."""

    def __init__(self, target: Path) -> None:
        import pyarrow.parquet as pq

        self._table = pq.read_table(_order(target), memory_map=True)

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """The number of each article's first claim, followed by the total number of claims."""
        counts = self._table.column("claims").to_numpy()
        return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)])

    @cached_property
    def published(self) -> list[str]:
        """When each was published, as it states."""
        stated: list[str] = self._table.column("published").to_pylist()
        return stated

    @cached_property
    def days(self) -> list[str]:
        """The day of each: when it was published or, if unknown, fetched."""
        return [moment[:10] or "undated" for moment in self._table.column("moment").to_pylist()]

    def place(self, article: int) -> str:
        """Return what identifies an article."""
        return str(self._table.column("place")[article].as_py())

    def id(self, article: int) -> str:
        """Return an article's id, which is derived from its place."""
        return hashlib.sha256(self.place(article).encode()).hexdigest()[:16]

    def copies(self, article: int) -> list[str]:
        """Return the other places of an article's text."""
        places: list[str] = self._table.column("copies")[article].as_py()
        return places

    def slice_and_row(self, article: int) -> tuple[str, int]:
        """Return an article's slice and row."""
        return str(self._table.column("slice")[article].as_py()), int(self._table.column("row")[article].as_py())

    def claim(self, number: int) -> tuple[int, int]:
        """Return the article of a claim, and the claim's index in it."""
        article = int(np.searchsorted(self.starts, number, "right")) - 1
        return article, number - int(self.starts[article])

    def by_day(self) -> Iterator[tuple[str, int, int]]:
        """Yield the days with the range of their articles' numbers, end exclusive."""
        first = 0
        for article in range(1, len(self) + 1):
            if article == len(self) or self.days[article] != self.days[first]:
                yield self.days[first], first, article
                first = article
