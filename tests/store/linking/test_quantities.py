"""Quantities: the claims of all articles about one thing, in whatever order they are added and removed."""

import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from store import demo
from store.ingest.adding import add
from store.library import articles, claims, trash
from store.library.connection import open_writer
from store.linking import clustering, link_writer, links, quantities, timeline, verdicts
from store.linking.clustering import label
from tests.store.handmade_claims import FIRE_SERVICE, FLOODED, GOVERNOR, RED_CROSS, flooded, incoming, put
from tests.store.linking.figures_by_value import pair, tell
from tests.store.stored_links import chances_in, links_in, stored_claim

DAY = "2026-03-14T09:00:00+00:00"


def grouping(conn: sqlite3.Connection) -> set[frozenset[tuple[str, str]]]:
    """Return the quantities, each as the (location, claim) pairs of its claims."""
    members: dict[int, set[tuple[str, str]]] = {}
    rows = conn.execute(
        """SELECT m.quantity, a.location, c.id FROM members m
           JOIN claims c ON c.id = m.claim JOIN articles a ON a.latest = c.version"""
    )
    for quantity, place, number in rows.fetchall():
        claim = stored_claim(conn, number)
        members.setdefault(quantity, set()).add((place, f"{claim.text} at {claim.start}"))
    return set(map(frozenset, members.values()))


def values(conn: sqlite3.Connection) -> list[list[float]]:
    """Return the values of the claims of each quantity, sorted."""
    known: dict[int, list[float]] = {}
    for quantity, value in conn.execute("SELECT m.quantity, c.value FROM members m JOIN claims c ON c.id = m.claim"):
        known.setdefault(quantity, []).append(value)
    return sorted(sorted(some) for some in known.values())


def test_every_claim_of_a_newest_version_has_one_quantity(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt", published=DAY)
    put(conn, RED_CROSS, "b.txt", published=DAY)
    put(conn, GOVERNOR.replace("220", "340"), "a.txt", published=DAY)
    stored = quantities.of_claims(conn, [1, 2, 3])
    assert stored.keys() == {2, 3}
    assert stored[2] == stored[3]
    assert (stored[2].label, stored[2].event, stored[2].first, stored[2].members) == (
        "homes flooded in Oldmouth",
        "flood",
        "2026-03-12",
        2,
    )


def test_an_article_joins_two_quantities(conn: sqlite3.Connection, table: dict[frozenset[float | None], float]) -> None:
    table.update({pair(1, 2): 0.35, pair(1, 3): 0.9, pair(2, 3): 0.9})
    tell(conn, 1)
    tell(conn, 2)
    assert values(conn) == [[1.0], [2.0]]
    tell(conn, 3)
    assert values(conn) == [[1.0, 2.0, 3.0]]


def test_an_article_splits_a_quantity(conn: sqlite3.Connection, table: dict[frozenset[float | None], float]) -> None:
    table.update({pair(1, 2): 0.42, pair(2, 3): 0.95, pair(1, 3): 0.1})
    tell(conn, 1)
    tell(conn, 2)
    assert values(conn) == [[1.0, 2.0]]
    tell(conn, 3)
    assert values(conn) == [[1.0], [2.0, 3.0]]
    assert [link.relation for link in links.related(conn, 1) if link.claim.id == 2] == ["perhaps"]


def test_a_quantity_keeps_its_id_as_long_as_most_of_its_claims(
    conn: sqlite3.Connection, table: dict[frozenset[float | None], float]
) -> None:
    table.update({pair(1, 2): 0.7, pair(1, 3): 0.9, pair(2, 3): 0.7})
    tell(conn, 1)
    tell(conn, 2)
    (before,) = {quantity.id for quantity in quantities.of_claims(conn, [1, 2]).values()}
    tell(conn, 3)
    assert {quantity.id for quantity in quantities.of_claims(conn, [1, 2, 3]).values()} == {before}
    trash.delete(conn, [1])
    assert {quantity.id for quantity in quantities.of_claims(conn, [2, 3]).values()} == {before}


@pytest.mark.parametrize("leave", ["trash", "version"])
def test_a_quantity_is_regrouped_when_a_connecting_article_goes(
    conn: sqlite3.Connection, table: dict[frozenset[float | None], float], leave: str
) -> None:
    table.update({pair(1, 2): 0.3, pair(1, 3): 0.9, pair(2, 3): 0.9})
    for number in (1, 2, 3):
        tell(conn, number)
    assert values(conn) == [[1.0, 2.0, 3.0]]
    if leave == "trash":
        trash.delete(conn, [3])
    else:
        add(conn, incoming("Nothing is counted any more.", "3.txt", published=DAY), [], "1")
    assert values(conn) == [[1.0], [2.0]]
    assert all(3 not in ends[:2] for ends in (*links_in(conn), *chances_in(conn)))
    assert conn.execute("SELECT count(*) FROM compared WHERE 3 IN (article, other)").fetchone() == (0,)
    assert conn.execute("SELECT count(*) FROM quantities").fetchone() == (2,)


def test_an_article_that_comes_back_from_the_trash_is_grouped_as_before(
    conn: sqlite3.Connection, table: dict[frozenset[float | None], float]
) -> None:
    table.update({pair(1, 2): 0.3, pair(1, 3): 0.9, pair(2, 3): 0.9})
    for number in (1, 2, 3):
        tell(conn, number)
    before = grouping(conn)
    trash.delete(conn, [3])
    trash.restore(conn, [3])
    assert grouping(conn) == before


def test_two_figures_of_one_article_stay_separate_though_a_third_is_like_both(
    conn: sqlite3.Connection, table: dict[frozenset[float | None], float]
) -> None:
    table.update({pair(12, 3): 0.8, pair(14, 3): 0.7})
    tell(conn, 12, 14)
    tell(conn, 3)
    assert values(conn) == [[3.0, 12.0], [14.0]]


def test_a_verdict_joins_at_once_and_removing_it_separates_again(
    conn: sqlite3.Connection, table: dict[frozenset[float | None], float]
) -> None:
    tell(conn, 1)
    tell(conn, 2)
    verdicts.say(conn, 1, 2, "same")
    assert values(conn) == [[1.0, 2.0]]
    verdicts.take_back(conn, 1, 2)
    assert values(conn) == [[1.0], [2.0]]
    assert links.related(conn, 1) == []


def test_claims_declared_different_stay_separate_whatever_is_added(
    conn: sqlite3.Connection, table: dict[frozenset[float | None], float]
) -> None:
    table.update({pair(1, 2): 0.9, pair(1, 3): 0.9, pair(2, 3): 0.95})
    tell(conn, 1)
    tell(conn, 2)
    verdicts.say(conn, 1, 2, "not")
    tell(conn, 3)
    assert values(conn) == [[1.0], [2.0, 3.0]]
    assert [link.relation for link in links.related(conn, 1) if link.claim.id == 2] == ["apart"]


@pytest.fixture
def doubtful(conn: sqlite3.Connection, table: dict[frozenset[float | None], float]) -> sqlite3.Connection:
    """Two articles whose claims may be of one quantity."""
    table[pair(220, 90)] = 0.35
    put(conn, GOVERNOR, "a.txt", published=DAY)
    put(conn, FIRE_SERVICE, "b.txt", published=DAY)
    return conn


def test_claims_that_are_perhaps_the_same_are_linked_but_not_counted(doubtful: sqlite3.Connection) -> None:
    (link,) = links.related(doubtful, 1)
    assert (link.relation, link.score) == ("perhaps", 0.35)
    assert link.reason
    assert claims.of_article(doubtful, 1)[0].signs == frozenset()
    assert [article.contested for article in articles.page(doubtful, 0, 10)] == [0, 0]
    assert [point.claim.id for point in timeline.timeline(doubtful, 1)] == [1]
    assert [member.claim.id for member in quantities.members(doubtful, 1)] == [1]


def test_only_the_best_links_to_related_quantities_are_kept(
    conn: sqlite3.Connection, table: dict[frozenset[float | None], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_writer, "RELATED", 2)
    for number in range(1, 6):
        tell(conn, number)
    counts = Counter(link.relation for link in links.related(conn, 5))
    assert counts == {"related": 2}


def test_the_label_is_that_of_most_claims_or_the_longest() -> None:
    def label_of(*subjects: str) -> str:
        return label([replace(flooded(GOVERNOR), subject=subject) for subject in subjects])

    assert label_of("homes", "homes", "houses under water in Oldmouth") == "homes"
    assert label_of("homes", "Homes  flooded") == "Homes flooded"
    assert label_of("", "homes") == "homes"
    assert label_of("") == ""


def test_in_an_endless_story_only_the_nearest_in_time_are_regrouped(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clustering, "LIMIT", 4)
    for number in range(12):
        put(conn, f"{GOVERNOR} Page {number}.", f"{number}.txt", published=f"2026-03-{10 + number}", outlet=f"{number}")
    assert len(values(conn)) <= 2
    assert sum(map(len, values(conn))) == 12


def test_articles_are_grouped_the_same_in_any_order(tmp_path: Path) -> None:
    chance = random.Random(11)
    samples = list(demo.samples())[:12]
    stored = demo.stored_claims()
    groupings = []
    for number in range(5):
        chance.shuffle(samples)
        with closing(open_writer(tmp_path / f"{number}.db")) as conn:
            for article in samples:
                add(conn, article, stored[article.place], "1")
            groupings.append(grouping(conn))
    print(f"quantities that another order makes otherwise: {[len(each ^ groupings[0]) for each in groupings]}")
    assert all(each == groupings[0] for each in groupings)


def test_the_certainty_of_a_member_is_stored_with_it(
    conn: sqlite3.Connection, table: dict[frozenset[float | None], float]
) -> None:
    table.update({pair(1, 2): 0.9, pair(1, 3): 0.7, pair(2, 3): 0.8})
    for number in (1, 2, 3):
        tell(conn, number)
    assert [member.certainty for member in quantities.members(conn, 1)] == pytest.approx([0.8, 0.85, 0.75])


def test_claims_without_anything_to_group_by_are_single_quantities(conn: sqlite3.Connection) -> None:
    bare = replace(flooded(GOVERNOR), subject="", source=None, cue=None, about=replace(FLOODED, topic=(), names=()))
    for place in ("a.txt", "b.txt"):
        add(conn, incoming(f"{GOVERNOR} {place}", place), [bare], "1")
    assert values(conn) == [[220.0], [220.0]]


def test_members_alike_are_those_with_the_numbers_of_the_claim(
    conn: sqlite3.Connection, table: dict[frozenset[float | None], float]
) -> None:
    table.update(dict.fromkeys((pair(1, 2), pair(1, 3), pair(2, 3)), 0.9))
    for number in (1, 2, 3):
        tell(conn, number)
    conn.execute("UPDATE claims SET value = (SELECT value FROM claims WHERE id = 1) WHERE id = 3")
    assert [member.claim.id for member in quantities.members(conn, 1)] == [1, 2, 3]
    assert [member.claim.id for member in quantities.members(conn, 1, alike=True)] == [1, 3]
