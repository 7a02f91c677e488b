"""Cross-references: found when an article comes in, seen from both ends, gone when an article no longer says so."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from extract.claim import Subject
from extract.relation import keys_of
from store import claims, crossing, links
from store.adding import add
from store.library import open_writer
from tests.store.made import FIRE_SERVICE, FLOODED, GOVERNOR, RED_CROSS, flooded, incoming, put

DAY = "2026-03-14T09:00:00+00:00"


def only_claim(conn: sqlite3.Connection, article: int) -> claims.StoredClaim:
    (claim,) = claims.of_article(conn, article)
    return claim


def relations(conn: sqlite3.Connection, article: int) -> list[tuple[str, int]]:
    found = links.related(conn, only_claim(conn, article).id)
    return sorted((link.relation, link.article.id) for link in found)


def contested(conn: sqlite3.Connection) -> list[int]:
    return [number for (number,) in conn.execute("SELECT contested FROM articles ORDER BY id")]


def test_an_old_claim_sees_a_new_one_at_once(conn: sqlite3.Connection) -> None:
    old = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    assert relations(conn, old) == []
    new = put(conn, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY).article
    assert relations(conn, old) == [("agrees", new)]
    assert relations(conn, new) == [("agrees", old)]
    assert only_claim(conn, old).signs == {"agrees"}


def test_a_link_tells_who_says_what_where_and_why(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY)
    red_cross = put(conn, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY).article
    (link,) = links.related(conn, only_claim(conn, red_cross).id)
    assert link.claim.claim.source
    assert link.claim.claim.source.name == "Ana Brandt"
    assert link.article.outlet == "Harbour Post"
    assert link.sentence == "Governor Ana Brandt said that 220 homes had been flooded in Oldmouth on 12 March."
    assert 0 < link.score <= 1
    assert link.reason


def test_articles_with_claims_that_differ_are_counted_as_contested(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY)
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published=DAY)
    assert contested(conn) == [1, 1]
    assert only_claim(conn, 1).signs == {"differs"}


def test_what_an_article_no_longer_says_contradicts_nobody(conn: sqlite3.Connection) -> None:
    governor = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published=DAY)
    add(conn, incoming("The fire service has withdrawn its count.", "b.txt"), [], "1")
    assert relations(conn, governor) == []
    assert contested(conn) == [0, 0]
    third = put(conn, RED_CROSS, "c.txt", outlet="The Ferry", published=DAY).article
    assert relations(conn, third) == [("agrees", governor)]


def test_a_new_version_is_linked_in_place_of_the_old(conn: sqlite3.Connection) -> None:
    governor = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published=DAY)
    fire_service = put(conn, FIRE_SERVICE.replace("90", "220"), "b.txt", published=DAY).article
    assert relations(conn, governor) == [("agrees", fire_service)]
    assert contested(conn) == [0, 0]


def test_the_claims_of_one_article_are_not_linked_with_its_own_older_version(conn: sqlite3.Connection) -> None:
    article = put(conn, GOVERNOR, "a.txt", published=DAY).article
    put(conn, GOVERNOR.replace("220", "340"), "a.txt", published=DAY)
    assert relations(conn, article) == []


def test_how_often_a_term_is_used_is_counted_over_newest_versions(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    put(conn, RED_CROSS, "b.txt")
    put(conn, GOVERNOR.replace("220", "340"), "a.txt")
    counted = dict(conn.execute("SELECT t.id, count(*) FROM terms t JOIN claim_terms c ON c.term = t.id GROUP BY t.id"))
    assert dict(conn.execute("SELECT id, uses FROM terms WHERE uses > 0")) == counted


def test_claims_without_a_shared_term_are_never_decided(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    elsewhere = Subject(
        counted="vote", event="election", places=("lindhaven",), terms=("vote", "election", "lindhaven")
    )
    claim = replace(flooded(RED_CROSS), about=elsewhere, unit="vote", kind="percent")
    shared = set(keys_of(claim)) & set(keys_of(flooded(GOVERNOR)))
    assert len(shared) < 2
    assert crossing._candidates(conn, [keys_of(claim)], 0) in ([[]], [[1]] if shared else [[]])


def test_rare_terms_decide_which_candidates_are_kept(conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossing, "DECIDED", 5)
    for number in range(30):
        text = GOVERNOR + f" Page {number}."
        about = replace(FLOODED, terms=("home", "flood", "oldmouth", f"street{number}"))
        add(conn, incoming(text, f"{number}.txt"), [replace(flooded(text), about=about)], "1")
    asked = replace(FLOODED, terms=("home", "flood", "oldmouth", "street7"))
    (found,) = crossing._candidates(conn, [keys_of(replace(flooded(RED_CROSS), about=asked))], 0)
    assert len(found) == 5
    best = claims.of_article(conn, 8)[0]
    assert "street7" in best.claim.about.terms
    assert found[0] == best.id


def test_what_another_program_stored_meanwhile_is_linked_too(path: Path, conn: sqlite3.Connection) -> None:
    overtaken: list[int] = []

    def overtake(statement: str) -> None:
        """Store an article over another connection when the candidates were looked up and the writing begins."""
        if statement == "BEGIN IMMEDIATE" and not overtaken:
            overtaken.append(0)
            with closing(open_writer(path)) as other:
                overtaken[0] = put(other, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY).article

    conn.set_trace_callback(overtake)
    late = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    assert relations(conn, late) == [("agrees", overtaken[0])]


def test_what_another_program_replaced_meanwhile_is_not_linked(path: Path, conn: sqlite3.Connection) -> None:
    put(conn, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY)
    overtaken: list[bool] = []

    def overtake(statement: str) -> None:
        if statement == "BEGIN IMMEDIATE" and not overtaken:
            overtaken.append(True)
            with closing(open_writer(path)) as other:
                add(other, incoming("The Red Cross has withdrawn its count.", "b.txt"), [], "1")

    conn.set_trace_callback(overtake)
    late = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    assert overtaken
    assert relations(conn, late) == []
