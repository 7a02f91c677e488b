"""The values of a quantity over time: each voice once, and nothing from other quantities."""

import sqlite3
from itertools import combinations

import pytest

from extract.claim import Claim, Mention, Subject
from store.ingest.adding import add
from store.library import articles
from store.linking import timeline, verdicts
from store.linking.clustering import regroup
from store.linking.timeline import as_of_time, is_earlier, moment_of
from tests.store.handmade_claims import incoming
from tests.store.stored_links import link, unlink_all, weigh


def add_claim(conn: sqlite3.Connection, number: int, source: str, day: str, *, place: str = "", as_of: str = "") -> int:
    """Store an article with one claim and return the claim's id."""
    text = (
        f"{source.title() or 'Nobody'} said that {number} homes had been flooded in Oldmouth, by {source}{day}{place}."
    )
    start = text.index(str(number))
    mention = Mention(0, len(source), source.title(), source.title(), source) if source else None
    about = Subject(counted="home", event="flood", places=("oldmouth",), as_of=as_of)
    claim = Claim(start, start + len(str(number)), str(number), "count", float(number), source=mention, about=about)
    place = place or f"{source or 'nobody'}-{day}-{number}.txt"
    added = add(conn, incoming(text, place, published=day, outlet=place), [claim], "1")
    return added.article


def tie(conn: sqlite3.Connection, claim: int, other: int, relation: str) -> None:
    """Link two claims with this relation, and make them members of one quantity if it implies that."""
    link(conn, claim, other, relation)
    if relation not in {"part", "related", "perhaps"}:
        join(conn, claim, other)


def join(conn: sqlite3.Connection, *members: int, chance: float = 1.0) -> None:
    """Make claims state one quantity, with this chance for every two of them."""
    for claim, other in combinations(members, 2):
        weigh(conn, claim, other, chance)
    regroup(conn, members)


@pytest.fixture
def bare(conn: sqlite3.Connection) -> sqlite3.Connection:
    """A library of three claims on three days without links; each claim has the id of its article."""
    for number, source, day in ((340, "fire service", "2026-03-16"), (220, "mayor", "2026-03-14"), (250, "police", "")):
        add_claim(conn, number, source, day)
    unlink_all(conn)
    return conn


def values(conn: sqlite3.Connection, claim: int) -> list[tuple[str, float | None, str]]:
    return [(point.as_of, point.claim.claim.value, point.relation) for point in timeline.timeline(conn, claim)]


def test_values_are_in_chronological_order_and_undated_ones_last(bare: sqlite3.Connection) -> None:
    tie(bare, 1, 2, "updates")
    tie(bare, 1, 3, "agrees")
    assert values(bare, 1) == [("2026-03-14", 220, "updates"), ("2026-03-16", 340, ""), ("", 250, "agrees")]


@pytest.mark.parametrize("relation", ["part", "related", "perhaps"])
def test_a_timeline_has_no_value_of_another_quantity(bare: sqlite3.Connection, relation: str) -> None:
    tie(bare, 1, 2, relation)
    assert values(bare, 1) == [("2026-03-16", 340, "")]


def test_every_claim_of_the_quantity_gives_a_value_whether_linked_or_not(bare: sqlite3.Connection) -> None:
    tie(bare, 1, 2, "updates")
    join(bare, 1, 2, 3)
    assert [relation for _, _, relation in values(bare, 1)] == ["updates", "", ""]


def test_a_claim_declared_different_is_not_in_the_timeline(bare: sqlite3.Connection) -> None:
    join(bare, 1, 2)
    join(bare, 2, 3, chance=0.9)
    verdicts.say(bare, 1, 3, "not")
    assert [value for _, value, _ in values(bare, 1)] == [220, 340]


def test_one_source_that_several_outlets_quote_is_one_point(conn: sqlite3.Connection) -> None:
    add_claim(conn, 220, "mayor", "2026-03-14", place="post")
    add_claim(conn, 220, "mayor", "2026-03-14", place="wire")
    add_claim(conn, 220, "mayor", "2026-03-15", place="ferry")
    unlink_all(conn)
    tie(conn, 1, 2, "repeats")
    tie(conn, 1, 3, "repeats")
    points = timeline.timeline(conn, 1)
    assert [[home.outlet for home in point.articles] for point in points] == [["post", "wire"], ["ferry"]]
    assert points[0].relation == ""


def test_an_article_in_the_trash_gives_no_value(bare: sqlite3.Connection) -> None:
    from store.library import trash

    tie(bare, 1, 2, "updates")
    trash.delete(bare, [2])
    assert values(bare, 1) == [("2026-03-16", 340, "")]


@pytest.mark.parametrize(
    ("published", "about", "as_of"),
    [
        ("2026-03-14T09:00:00+00:00", Subject(), "2026-03-14T09:00:00+00:00"),
        ("2026-03-14T09:00:00+00:00", Subject(as_of="2026-03-14"), "2026-03-14T09:00:00+00:00"),
        ("2026-03-14T09:00:00+00:00", Subject(as_of="2026-03-12"), "2026-03-12"),
        ("2026-03-14", Subject(years=("2019",)), "2019"),
        ("2026-03-14", Subject(years=("2019", "2021")), "2026-03-14"),
        ("", Subject(as_of="2026-03-12"), "2026-03-12"),
        ("", Subject(), ""),
    ],
)
def test_a_value_has_the_time_in_its_text_or_that_of_publication(
    conn: sqlite3.Connection, published: str, about: Subject, as_of: str
) -> None:
    add_claim(conn, 220, "mayor", published)
    article = articles.get(conn, 1)
    assert article
    assert as_of_time(Claim(0, 3, "220", "count", 220.0, about=about), article.published) == as_of


@pytest.mark.parametrize(
    ("as_of", "published", "than_as_of", "than_published", "earlier"),
    [
        ("", "2026-03-12", "", "2026-03-14", True),
        ("", "2026-03-14", "", "2026-03-12", False),
        ("2026-03-10", "2026-03-20", "", "2026-03-14", True),
        ("2026-03-10", "2026-03-11", "2026-03-10", "2026-03-14", True),
        ("2026-03-10", "", "2026-03-10", "2026-03-14", False),
        ("", "2026-03-12", "", "2026-03-12", False),
        ("", "", "", "2026-03-12", False),
    ],
)
def test_what_is_earlier_is_of_an_earlier_time_or_was_published_before(
    as_of: str, published: str, than_as_of: str, than_published: str, earlier: bool
) -> None:
    own, other = (Claim(0, 3, "220", "count", 220.0, about=Subject(as_of=day)) for day in (as_of, than_as_of))
    assert is_earlier(own, published, other, than_published) is earlier


def test_a_year_is_its_middle_and_no_date_is_none() -> None:
    middle = moment_of("2019")
    assert middle
    assert (middle.year, middle.month) == (2019, 7)
    assert moment_of("") is None
    assert moment_of("0000") is None
