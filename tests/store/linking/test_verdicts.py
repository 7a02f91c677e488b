"""Verdicts on two claims: seen from both, kept when claims are rewritten, and removed."""

import sqlite3
from dataclasses import replace

import pytest

from extract.claim import Claim
from extract.text.excerpt import sentence
from store.ingest.adding import add
from store.ingest.imported_verdicts import ImportedVerdict, store_verdict
from store.library import claims, trash
from store.library.claim_writer import write_claims
from store.library.reading_state import note_import
from store.library.transaction import transaction
from store.linking import links, verdicts
from store.linking.linker import retire, tie
from tests.store.handmade_claims import (
    FIRE_SERVICE,
    FLOODED,
    GOVERNOR,
    RED_CROSS,
    contested,
    flooded,
    incoming,
    only_claim,
    put,
)

DAY = "2026-03-14T09:00:00+00:00"


@pytest.fixture
def pair(conn: sqlite3.Connection) -> tuple[int, int]:
    """The claims of two articles that contradict each other."""
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY)
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published=DAY)
    return 1, 2


def link(conn: sqlite3.Connection, claim: int, other: int) -> tuple[str, float, str]:
    """Return relation, score and verdict of a link."""
    (related,) = [candidate for candidate in links.related(conn, claim) if candidate.claim.id == other]
    return related.relation, related.score, related.verdict


def signs(conn: sqlite3.Connection, article: int) -> list[set[str]]:
    return [set(stored.signs) for stored in claims.of_article(conn, article)]


def claim_in(conn: sqlite3.Connection, article: int) -> int:
    return only_claim(conn, article).id


def test_claims_declared_different_no_longer_contradict(conn: sqlite3.Connection, pair: tuple[int, int]) -> None:
    assert contested(conn) == [1, 1]
    assert verdicts.say(conn, *pair, "not")
    assert link(conn, *pair) == link(conn, *pair[::-1]) == ("apart", 0.0, "not")
    assert signs(conn, 1) == signs(conn, 2) == [set()]
    assert contested(conn) == [0, 0]
    assert links.related(conn, 1)[0].reason == "you said that it is not the same"


def test_a_verdict_can_be_removed_from_either_claim(conn: sqlite3.Connection, pair: tuple[int, int]) -> None:
    before = links.related(conn, 1), links.related(conn, 2)
    verdicts.say(conn, *pair, "not")
    assert verdicts.take_back(conn, *pair[::-1])
    assert (links.related(conn, 1), links.related(conn, 2)) == before
    assert contested(conn) == [1, 1]
    assert not verdicts.take_back(conn, *pair)
    assert conn.execute("SELECT count(*) FROM verdict_ends").fetchone() == (0,)


def test_the_last_verdict_counts(conn: sqlite3.Connection, pair: tuple[int, int]) -> None:
    verdicts.say(conn, *pair, "not")
    verdicts.say(conn, *pair[::-1], "same")
    assert link(conn, *pair) == ("differs", 1.0, "same")
    assert conn.execute("SELECT count(*) FROM verdicts").fetchone() == (1,)
    verdicts.take_back(conn, *pair)
    assert link(conn, *pair)[::2] == ("differs", "")


@pytest.mark.parametrize(
    ("value", "source", "published", "relation"),
    [
        (220.0, "mayor", DAY, "agrees"),
        (220.0, "ana brandt", DAY, "repeats"),
        (900.0, "mayor", DAY, "differs"),
        (900.0, "mayor", "2026-03-20", "updates"),
        (900.0, "ana brandt", DAY, "updates"),
    ],
)
def test_claims_declared_the_same_are_related_by_their_values(
    conn: sqlite3.Connection, value: float, source: str, published: str, relation: str
) -> None:
    put(conn, GOVERNOR, "a.txt", published=DAY)
    other = flooded(RED_CROSS)
    assert other.source
    about = replace(FLOODED, topic=("mud", "street"), names=("sorley",))
    other = replace(other, value=value, about=about, source=replace(other.source, key=source))
    add(conn, incoming(RED_CROSS, "b.txt", published=published), [other], "1")
    assert links.related(conn, 1) == []
    verdicts.say(conn, 1, 2, "same")
    assert link(conn, 1, 2) == link(conn, 2, 1) == (relation, 1.0, "same")
    verdicts.take_back(conn, 1, 2)
    assert links.related(conn, 1) == []


def test_a_verdict_survives_a_new_version_with_the_same_sentence(
    conn: sqlite3.Connection, pair: tuple[int, int]
) -> None:
    verdicts.say(conn, *pair, "not")
    longer = "Two days later. " + FIRE_SERVICE.replace("It counted them twice.", "It counted once.")
    put(conn, longer, "b.txt", published=DAY)
    again = claim_in(conn, 2)
    assert again not in pair
    assert link(conn, 1, again) == ("apart", 0.0, "not")
    assert contested(conn) == [0, 0]


def test_a_verdict_is_suspended_while_its_figure_is_gone(conn: sqlite3.Connection, pair: tuple[int, int]) -> None:
    verdicts.say(conn, *pair, "not")
    put(conn, FIRE_SERVICE.replace("90", "70"), "b.txt", published=DAY)
    assert link(conn, 1, claim_in(conn, 2))[::2] == ("differs", "")
    put(conn, FIRE_SERVICE, "b.txt", published=DAY)
    assert link(conn, 1, claim_in(conn, 2)) == ("apart", 0.0, "not")


def extracted_again(conn: sqlite3.Connection, article: int, claim: Claim) -> None:
    """Extract the only claim of an article again from the same text."""
    with transaction(conn):
        retire(conn, article)
        (version, text) = conn.execute(
            "SELECT v.id, unpacked(v.text) FROM articles a JOIN versions v ON v.id = a.latest WHERE a.id = ?",
            (article,),
        ).fetchone()
        write_claims(conn, version, [claim], [sentence(text, claim.start, claim.end)])
        tie(conn, article)


def test_a_verdict_survives_another_extraction_of_the_figure(conn: sqlite3.Connection, pair: tuple[int, int]) -> None:
    verdicts.say(conn, *pair, "not")
    wider = flooded(FIRE_SERVICE)
    extracted_again(conn, 2, replace(wider, end=wider.end + 6, text=wider.text + " homes"))
    again = claim_in(conn, 2)
    assert link(conn, 1, again) == link(conn, again, 1) == ("apart", 0.0, "not")


def test_a_verdict_stays_though_the_link_is_no_longer_found(conn: sqlite3.Connection, pair: tuple[int, int]) -> None:
    verdicts.say(conn, *pair, "same")
    elsewhere = replace(FLOODED, topic=("election",), names=("lindhaven",), terms=("vote",))
    extracted_again(conn, 2, replace(flooded(FIRE_SERVICE), about=elsewhere))
    assert link(conn, *pair)[::2] == ("differs", "same")
    verdicts.take_back(conn, *pair)
    assert links.related(conn, 1) == []


def test_a_verdict_is_restored_with_its_article(conn: sqlite3.Connection, pair: tuple[int, int]) -> None:
    verdicts.say(conn, *pair, "not")
    trash.delete(conn, [2])
    assert links.related(conn, 1) == []
    trash.restore(conn, [2])
    assert link(conn, *pair) == ("apart", 0.0, "not")
    trash.delete(conn, [2])
    trash.empty(conn)
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert conn.execute("SELECT count(*) FROM verdict_ends WHERE claim IS NOT NULL AND article = 2").fetchone() == (0,)


def test_a_verdict_on_missing_claims_is_refused(conn: sqlite3.Connection, pair: tuple[int, int]) -> None:
    put(conn, FIRE_SERVICE.replace("90", "70"), "b.txt", published=DAY)
    assert not verdicts.say(conn, *pair, "not")
    assert conn.execute("SELECT count(*) FROM verdicts").fetchone() == (0,)


def test_a_verdict_on_one_of_two_equal_figures_leaves_the_other(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt", published=DAY)
    first = flooded(FIRE_SERVICE)
    text = f"{FIRE_SERVICE}\n{FIRE_SERVICE}"
    later = len(FIRE_SERVICE) + 1
    second = replace(first, start=first.start + later, end=first.end + later)
    add(conn, incoming(text, "b.txt", published=DAY), [first, second], "1")
    first_id, second_id = (stored.id for stored in claims.of_article(conn, 2))
    verdicts.say(conn, 1, second_id, "not")
    longer = "It rained. " + text
    moved = [replace(stored, start=stored.start + 11, end=stored.end + 11) for stored in (first, second)]
    add(conn, incoming(longer, "b.txt", published=DAY), moved, "1")
    first_id, second_id = (stored.id for stored in claims.of_article(conn, 2))
    assert link(conn, 1, first_id)[2] == ""
    assert link(conn, 1, second_id)[2] == "not"


def test_a_verdict_that_could_not_be_imported_is_imported_the_next_time(
    conn: sqlite3.Connection, pair: tuple[int, int]
) -> None:
    ends = [
        (f"/news/{place}", stored.claim.start, stored.claim.text)
        for place, stored in (("a.txt", claims.of_article(conn, 1)[0]), ("b.txt", claims.of_article(conn, 2)[0]))
    ]
    judged = ImportedVerdict("not", DAY, *ends)
    conn.execute("CREATE TEMP TRIGGER full BEFORE INSERT ON verdict_ends BEGIN SELECT raise(ABORT, 'full'); END")
    with pytest.raises(sqlite3.IntegrityError, match="full"):
        store_verdict(conn, judged)
    conn.execute("DROP TRIGGER full")
    assert store_verdict(conn, judged)
    assert [(verdict.verdict, verdict.made) for verdict in verdicts.all_stored(conn)] == [("not", DAY)]
    assert not store_verdict(conn, judged)


def test_a_verdict_imported_with_an_earlier_version_is_not_imported_again(
    conn: sqlite3.Connection, pair: tuple[int, int]
) -> None:
    governor, fire_service = (claims.of_article(conn, article)[0].claim for article in (1, 2))
    ends = ("/news/a.txt", governor.start, governor.text), ("/news/b.txt", fire_service.start, fire_service.text)
    note_import(conn, f"verdict Judged(verdict='not', made='{DAY}', one={ends[0]!r}, other={ends[1]!r})")
    assert not store_verdict(conn, ImportedVerdict("not", DAY, *ends))
    assert store_verdict(conn, ImportedVerdict("same", DAY, *ends))
