"""A crawl compares articles and groups claims like a library that gets them in chronological order."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from extract.claim import Claim
from store.archive.dates import moment
from store.archive.incoming import Incoming
from store.ingest.adding import add
from store.linking import blocking
from tests.bench.synthetic import CLAIMS_EACH, World

Arrival = tuple[Incoming, list[Claim]]


def arrivals(count: int, undated: int = 7) -> list[Arrival]:
    """Return articles with their claims in chronological order; one in `undated` has no date."""
    arrived = []
    for report in World(count * CLAIMS_EACH, seed=3).reports():
        place = f"https://{report.outlet.split()[0].lower()}.example/{report.number}"
        dated = "" if report.number % undated == 0 else report.published
        incoming = Incoming(place, (place,), report.text, report.title, report.outlet, published=dated)
        fetched = moment(report.published) + "+00:00"
        arrived.append((replace(incoming, fetched=fetched), list(report.claims)))
        if len(arrived) == count:
            break
    texts = {incoming.text: (incoming, claims) for incoming, claims in arrived}
    return sorted(
        texts.values(),
        key=lambda arrival: (moment(arrival[0].published) or arrival[0].fetched[:19], arrival[0].places[0]),
    )


def folded(folder: Path, some: Sequence[Arrival]) -> Path:
    """Write the articles into a crawl's folder as two slices, sort them, and return the folder."""
    from store.crawl import folding, parquet_tables, slice_claims, slice_reader
    from store.crawl.archives import Archive, claims_path_of, path_of
    from store.formats.warc_reader import Page

    rows = [
        (
            slice_reader.row_of(incoming, Archive("made", 1), Page(number, "", "")),
            slice_claims.columns_of(incoming.text, claims),
        )
        for number, (incoming, claims) in enumerate(some)
    ]
    names = ["made/0", "made/1"]
    for name, half in zip(names, (rows[1::2], rows[::2]), strict=True):
        places = [{"slice": name, "row": number} for number in range(len(half))]
        pages = [page | place for (page, _), place in zip(half, places, strict=True)]
        searched = [claims | place for (_, claims), place in zip(half, places, strict=True)]
        parquet_tables.write_pages(path_of(folder, name), pages)
        parquet_tables.write_claims(claims_path_of(folder, name), searched)
    target = folder / "work"
    folding.fold(folder, names, target)
    folding.put_in_order(folder, target)
    return target


def quantities(folder: Path, some: Sequence[Arrival]) -> set[frozenset[tuple[str, int]]]:
    """Return the claims of each quantity that the crawl makes, as places of articles and numbers of claims."""
    import numpy as np

    from store.crawl import folding
    from store.crawl.comparing import compare, shards
    from store.crawl.partitions import note_quantities
    from store.crawl.quantity_groups import batches, joined, link

    target = folded(folder, some)
    order = folding.Order(target)
    pieces = shards(folder, target, len(order))
    for piece in pieces:
        compare(piece)
    voices, pairs = joined(target, [piece.path for piece in pieces], len(order))
    groups = list(batches(folder, target, pairs, int(order.starts[-1])))
    for group in groups:
        link(group)
    note_quantities(folder, target, [group.path for group in groups], voices)
    members: dict[int, set[tuple[str, int]]] = {}
    for number, quantity in enumerate(np.load(target / "quantity.npy").tolist()):
        article, place = order.claim(number)
        members.setdefault(quantity, set()).add((order.place(article), place))
    return {frozenset(claims) for claims in members.values()}


def test_the_quantities_are_those_of_a_library(conn: sqlite3.Connection, tmp_path: Path) -> None:
    # Fewer claims joined by likely pairs than a library regroups at once.
    some = arrivals(70, undated=1_000)
    for incoming, claims in some:
        add(conn, incoming, claims, "1")
    members: dict[int, set[tuple[str, int]]] = {}
    places: dict[str, int] = {}
    for place, quantity in conn.execute(
        """SELECT a.location, m.quantity FROM members m JOIN claims c ON c.id = m.claim
           JOIN articles a ON a.latest = c.version ORDER BY c.id"""
    ):
        number = places[place] = places.get(place, -1) + 1
        members.setdefault(quantity, set()).add((place, number))
    crawled = quantities(tmp_path, some)
    assert any(len(claims) > 2 for claims in crawled)
    assert crawled == {frozenset(claims) for claims in members.values()}


@pytest.mark.parametrize("limit", [3, 150])
def test_an_article_is_compared_with_those_that_a_library_would_choose(
    conn: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    from store.crawl import folding, postings

    monkeypatch.setattr(blocking, "NEAREST", limit)
    monkeypatch.setattr(postings, "NEAREST", limit)
    conn.execute("PRAGMA foreign_keys = OFF")
    some = arrivals(120)
    target = folded(tmp_path, some)
    index, order = postings.Postings(target), folding.Order(target)
    for number, (incoming, claims) in enumerate(some):
        assert order.place(number) == incoming.places[0]
        expected = blocking.near(conn, claims, incoming.published, 0)
        before = index.before(number, postings.terms_of(claims))
        near = blocking.nearest(before, blocking.day_of(incoming.published), -1)
        assert sorted(near) == [article - 1 for article in expected], number
        conn.execute("INSERT INTO articles (location, added_as, added, moment) VALUES (?, '', '', '')", (str(number),))
        blocking.enter(conn, number + 1, incoming.published, claims)
